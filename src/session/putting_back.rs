//! "Start over", which can be undone until something else is opened.

use super::archives::files_held;
use super::arriving::{Arriving, End};
use super::bundle::Bundled;
use super::coming::Coming;
use super::effect::Effect;
use super::inspection::Inspection;
use super::leaving;
use super::model::{Model, Tone};
use super::notices::tell;
use super::removed::{Removed, as_it_came};
use super::said::Said;
use super::taking;
use super::under::documents_under;
use super::view::View;
use crate::inspect::{BlobId, NodeId, Origin};
use crate::layers::HeldFile;

/// Removes all documents, keeps them, and says that they can be put back.
pub(super) fn clear(model: &mut Model) -> Vec<Effect> {
    let removed = Removed::of(&model.inspection.blobs, &model.held, &model.view);
    let mut effects = leaving::clear(model, removed.as_ref().map(Removed::held).unwrap_or_default());
    if let Some(removed) = removed {
        let said = Said::Removed { documents: removed.documents.len(), files: removed.files.len() };
        model.removed = Some(removed);
        effects.extend(tell(model, Tone::Note, said));
    }
    effects
}

/// Removes the image of a root, and keeps all that is here in case it is to be put back. The others come again as they
/// came, for nothing else knows what belonged to which.
pub(super) fn remove(model: &mut Model, root: NodeId) -> Vec<Effect> {
    let Inspection { blobs, tree, .. } = &*model.inspection;
    let roots = tree.roots();
    let Some(before) = Removed::of(blobs, &model.held, &model.view) else { return Vec::new() };
    if !roots.contains(&root) || roots.len() == 1 {
        return clear(model);
    }
    let others = documents_under(tree, roots.iter().copied().filter(|other| *other != root));
    let own = documents_under(tree, [root]);
    let is_alone = |id: &BlobId| own.contains(id) && !others.contains(id);
    let stay = blobs.iter().filter(|(id, _)| !is_alone(id)).map(|(_, blob)| blob);
    let stay: Vec<Bundled> = stay.filter(|blob| blob.origin != Origin::Embedded).map(as_it_came).collect();
    let gone = blobs.iter().filter(|(id, _)| is_alone(id)).map(|(_, blob)| &blob.origin);
    let archives: Vec<&str> = gone.filter_map(archive).collect();
    let layer =
        tree.get(root).and_then(|node| blobs.layers.get(node.layer?)).map(|layer| layer.name.as_str());
    let is_gone = |file: &HeldFile| archives.contains(&&*file.path) || layer == Some(&*file.path);
    let files: Vec<HeldFile> = model.held.iter().filter(|file| !is_gone(file)).cloned().collect();
    let said = Said::Removed {
        documents: before.documents.len() - stay.len(),
        files: before.files.len() - files.len(),
    };
    let mut effects = leaving::clear(model, before.held());
    model.removed = Some(Removed { stayed: (stay.len(), files.len()), ..before });
    effects.extend(come_again(model, stay, files, View::default()));
    effects.extend(tell(model, Tone::Note, said));
    effects
}

/// The archive that a document is in.
fn archive(origin: &Origin) -> Option<&str> {
    match origin {
        Origin::Archive { file, .. } => Some(file),
        _ => None,
    }
}

fn come_again(model: &mut Model, documents: Vec<Bundled>, files: Vec<HeldFile>, view: View) -> Vec<Effect> {
    let mut effects = Vec::new();
    if !documents.is_empty() {
        let coming = Coming::of_documents(documents);
        effects.extend(taking::begin(model, Arriving::new(coming, None, End::Recalled(view))));
    }
    if !files.is_empty() {
        effects.extend(files_held(model, files));
    }
    effects
}

/// Puts back what was removed last.
pub(super) fn put_back(model: &mut Model) -> Vec<Effect> {
    let Some(Removed { documents, files, view, .. }) = model.removed.take() else { return Vec::new() };
    let held = files.iter().map(|file| file.id).collect();
    let mut effects = leaving::clear(model, held);
    effects.extend(come_again(model, documents, files, view));
    effects
}

/// Gives it up once something else is here, or its notice was dismissed.
pub(super) fn refresh(model: &mut Model) {
    let Some(Removed { stayed: (documents, files), .. }) = &model.removed else { return };
    let is_of_it = |said: &Said| matches!(said, Said::Removed { .. });
    let is_told = model.notices.iter().any(|notice| is_of_it(&notice.said));
    let own = model.inspection.blobs.iter().filter(|(_, blob)| blob.origin != Origin::Embedded).count();
    if !is_told || own > *documents || model.held.len() > *files {
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

    #[test]
    fn one_of_several_is_removed_and_put_back() {
        let mut model = Model::default();
        for text in ["{\"a\":1}", "{\"b\":2}", "{\"c\":3}"] {
            send(&mut model, add(text, None));
        }
        let roots = |model: &Model| -> Vec<Vec<u8>> {
            let roots = model.inspection.tree.roots().iter();
            let blob = |root: &NodeId| model.inspection.blobs.get(model.inspection.tree.get(*root)?.blob?);
            roots.filter_map(|root| Some(blob(root)?.bytes.to_vec())).collect()
        };
        let second = model.inspection.tree.roots()[1];
        send(&mut model, Msg::Documents(DocumentsMsg::Remove(second)));
        assert_eq!(roots(&model), [b"{\"a\":1}", b"{\"c\":3}"]);
        assert!(model.selected.is_some());
        send(&mut model, Msg::Documents(DocumentsMsg::PutBack));
        assert_eq!(roots(&model), [b"{\"a\":1}", b"{\"b\":2}", b"{\"c\":3}"]);
        // What is opened after it stays: then there is nothing to put back.
        let first = model.inspection.tree.roots()[0];
        send(&mut model, Msg::Documents(DocumentsMsg::Remove(first)));
        send(&mut model, add("{\"d\":4}", None));
        send(&mut model, Msg::Documents(DocumentsMsg::PutBack));
        assert_eq!(roots(&model), [b"{\"b\":2}", b"{\"c\":3}", b"{\"d\":4}"]);
    }
}
