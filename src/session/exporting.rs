//! What is to be saved or copied, on its way: it is made of the model elsewhere ([`Effect::Export`]).

use super::effect::Effect;
use super::export::{Export, ReportFormat};
use super::message::Msg;
use super::model::{Model, Tone};
use super::next::Next;
use super::notices::tell;
use super::said::{NotCopied, Said};
use crate::session::message::ExportMsg;

/// Has something saved.
pub(super) fn save(what: Export) -> Vec<Effect> {
    vec![Effect::Export(what)]
}

/// Has a report written, unless it is being written.
pub(super) fn report(model: &mut Model, format: ReportFormat) -> Vec<Effect> {
    if model.writing.contains(&format) {
        return Vec::new();
    }
    if model.growing.is_some() {
        model.afterwards.push(Next::Report(format));
        return Vec::new();
    }
    if model.choosing.is_some()
        || model.comparing.is_some()
        || is_comparing(model)
        || model.inspection.blobs.unjudged().next().is_some()
    {
        // It would say less than the page will in a moment.
        if !model.reports_to_come.contains(&format) {
            model.reports_to_come.push(format);
        }
        return Vec::new();
    }
    model.writing.push(format);
    save(Export::Report(format))
}

/// Whether files or packages are being compared.
fn is_comparing(model: &Model) -> bool {
    model.file_comparison.as_ref().is_some_and(|files| files.differences.is_none())
        || model.package_comparison.as_ref().is_some_and(|packages| packages.differences.is_none())
}

/// Has reports written that waited for something to be worked out.
pub(super) fn report_now(model: &mut Model) -> Vec<Effect> {
    let reports = std::mem::take(&mut model.reports_to_come);
    reports.into_iter().flat_map(|format| report(model, format)).collect()
}

/// A report takes a frame more.
pub(super) fn under_way(model: &mut Model, format: ReportFormat) -> Vec<Effect> {
    if !model.writing.contains(&format) {
        return Vec::new();
    }
    let is_told = model.notices.iter().any(|notice| notice.said == Said::ReportUnderWay);
    let mut effects = if is_told { Vec::new() } else { tell(model, Tone::Note, Said::ReportUnderWay) };
    effects.push(Effect::AfterFrame(Box::new(Msg::Export(ExportMsg::GoOn(format)))));
    effects
}

/// That frame is over.
pub(super) fn go_on(model: &Model, format: ReportFormat) -> Vec<Effect> {
    if model.writing.contains(&format) { save(Export::MoreOfReport(format)) } else { Vec::new() }
}

/// A report is saved.
pub(super) fn written(model: &mut Model, format: ReportFormat) {
    model.writing.retain(|writing| *writing != format);
    if model.writing.is_empty() {
        model.notices.retain(|notice| notice.said != Said::ReportUnderWay);
    }
}

/// Has a text copied as it is shown.
pub(super) fn copy(model: &mut Model, text: String) -> Vec<Effect> {
    if let Some(share) = &mut model.share {
        share.copies_other = true;
    }
    save(Export::Text(text))
}

/// Bytes were not copied.
pub(super) fn not_copied(model: &mut Model, why: NotCopied) -> Vec<Effect> {
    tell(model, Tone::Warn, Said::NotCopied(why))
}

#[cfg(test)]
mod tests {
    use super::super::update;
    use super::*;
    use crate::session::message::DocumentsMsg;

    const MORE: Export = Export::MoreOfReport(ReportFormat::Json);

    #[test]
    fn a_report_goes_on_frame_by_frame_until_it_is_whole_or_all_is_removed() {
        let begun = || {
            let mut model = Model::default();
            let effects = update(&mut model, Msg::Export(ExportMsg::Report(ReportFormat::Json)));
            assert_eq!(effects, [Effect::Export(Export::Report(ReportFormat::Json))]);
            assert!(
                update(&mut model, Msg::Export(ExportMsg::Report(ReportFormat::Json))).is_empty(),
                "it is under way"
            );
            let effects = update(&mut model, Msg::Export(ExportMsg::ReportUnderWay(ReportFormat::Json)));
            let next = Effect::AfterFrame(Box::new(Msg::Export(ExportMsg::GoOn(ReportFormat::Json))));
            assert!(effects.contains(&next) && model.notices.len() == 1, "{effects:?}");
            model
        };
        let mut model = begun();
        let effects = update(&mut model, Msg::Export(ExportMsg::GoOn(ReportFormat::Json)));
        assert_eq!(effects, [Effect::Export(MORE)]);
        update(&mut model, Msg::Export(ExportMsg::ReportUnderWay(ReportFormat::Json)));
        assert_eq!(model.notices.len(), 1, "it is said once");
        update(&mut model, Msg::Export(ExportMsg::Written(ReportFormat::Json)));
        assert!(model.notices.is_empty() && model.writing.is_empty());

        let mut model = begun();
        assert!(
            update(&mut model, Msg::Documents(DocumentsMsg::Clear))
                .contains(&Effect::Export(Export::NoReport))
        );
        assert!(update(&mut model, Msg::Export(ExportMsg::GoOn(ReportFormat::Json))).is_empty());
        assert!(update(&mut model, Msg::Export(ExportMsg::ReportUnderWay(ReportFormat::Json))).is_empty());
        assert!(model.notices.is_empty());
    }
}
