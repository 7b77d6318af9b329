//! "Start over", which can be undone until something else is opened.

use super::archives::files_held;
use super::arriving::{self, Arriving, End};
use super::coming::Coming;
use super::documents;
use super::effect::Effect;
use super::model::{Model, Tone};
use super::notices::tell;
use super::removed::Removed;
use super::said::Said;

/// Removes all documents, keeps them, and says that they can be put back.
pub(super) fn clear(model: &mut Model) -> Vec<Effect> {
    let removed = Removed::of(&model.inspection.blobs, &model.held, &model.view);
    let mut effects = documents::clear(model, removed.as_ref().map(Removed::held).unwrap_or_default());
    if let Some(removed) = removed {
        let said = Said::Removed { documents: removed.documents.len(), files: removed.files.len() };
        model.removed = Some(removed);
        effects.extend(tell(model, Tone::Note, said));
    }
    effects
}

/// Puts back what was removed last.
pub(super) fn put_back(model: &mut Model) -> Vec<Effect> {
    let Some(Removed { documents, files, view }) = model.removed.take() else { return Vec::new() };
    model.notices.retain(|notice| !matches!(notice.said, Said::Removed { .. }));
    let mut effects = Vec::new();
    if !documents.is_empty() {
        let coming = Coming::of_documents(documents);
        effects.extend(arriving::begin(model, Arriving::new(coming, None, End::Recalled(view))));
    }
    if !files.is_empty() {
        effects.extend(files_held(model, files));
    }
    effects
}

/// Gives it up once something else is here, or its notice was dismissed.
pub(super) fn refresh(model: &mut Model) {
    if model.removed.is_none() {
        return;
    }
    let is_of_it = |said: &Said| matches!(said, Said::Removed { .. });
    let is_told = model.notices.iter().any(|notice| is_of_it(&notice.said));
    if !is_told || !model.inspection.blobs.is_empty() || !model.held.is_empty() {
        model.removed = None;
        model.notices.retain(|notice| !is_of_it(&notice.said));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::headless::send;
    use crate::image::digest::Digest;
    use crate::inspect::Origin;
    use crate::layers::FileId;
    use crate::layers::HeldFile;
    use crate::session::bundle::Bundled;
    use crate::session::removed::as_it_came;
    use crate::session::{Arrival, DocumentsMsg, LayersMsg, Msg, SelectMsg, Tab};

    fn add(text: &str, pin: Option<&str>) -> Msg {
        let arrival = Arrival { bytes: text.as_bytes().into(), origin: Origin::File("a.json".into()) };
        let pin = pin.map(|pin| Digest::parse(pin).unwrap());
        Msg::Documents(DocumentsMsg::Add { arrivals: vec![arrival], pin })
    }

    #[test]
    fn what_was_removed_is_put_back_with_its_pin_and_its_view() {
        let pin = format!("sha256:{}", "a".repeat(64));
        let mut model = Model::default();
        send(&mut model, add("{\"schemaVersion\":2,\"manifests\":[]}", Some(&pin)));
        send(&mut model, add("{\"other\":1}", None));
        send(&mut model, Msg::Select(SelectMsg::Tab(Tab::Raw)));
        let before: Vec<Bundled> = model.inspection.blobs.iter().map(|(_, blob)| as_it_came(blob)).collect();
        let (path, tab) = (model.view.node.clone(), model.view.tab);

        send(&mut model, Msg::Documents(DocumentsMsg::Clear));
        assert!(model.inspection.blobs.is_empty());
        assert_eq!(model.notices.len(), 1);

        send(&mut model, Msg::Documents(DocumentsMsg::PutBack));
        let after: Vec<Bundled> = model.inspection.blobs.iter().map(|(_, blob)| as_it_came(blob)).collect();
        assert_eq!(after, before);
        assert_eq!((model.view.node.clone(), model.view.tab), (path, tab));
        assert!(model.notices.is_empty());
    }

    #[test]
    fn once_something_else_is_opened_it_is_gone() {
        let mut model = Model::default();
        send(&mut model, add("{\"schemaVersion\":2}", None));
        send(&mut model, Msg::Documents(DocumentsMsg::Clear));
        send(&mut model, add("{\"other\":1}", None));
        assert!(model.notices.is_empty(), "{:?}", model.notices);
        send(&mut model, Msg::Documents(DocumentsMsg::PutBack));
        assert_eq!(model.inspection.blobs.len(), 1);
    }

    #[test]
    fn files_are_held_until_they_can_not_be_put_back() {
        let mut model = Model::default();
        let file = |id| HeldFile { id: FileId(id), path: format!("{id}.tar"), size: 1 };
        send(&mut model, Msg::Layers(LayersMsg::Held(vec![file(0)])));
        let effects = send(&mut model, Msg::Documents(DocumentsMsg::Clear));
        assert!(effects.contains(&Effect::ForgetFiles { but: vec![FileId(0)] }), "{effects:?}");
        let effects = send(&mut model, Msg::Documents(DocumentsMsg::PutBack));
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Work { .. })), "{effects:?}");
        send(&mut model, Msg::Documents(DocumentsMsg::Clear));
        send(&mut model, Msg::Layers(LayersMsg::Held(vec![file(1)])));
        let effects = send(&mut model, Msg::Documents(DocumentsMsg::Clear));
        assert!(effects.contains(&Effect::ForgetFiles { but: vec![FileId(1)] }), "{effects:?}");
    }
}
