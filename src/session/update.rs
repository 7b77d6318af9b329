//! How each message changes the model, and what the shell is to do for it.

use super::archives;
use super::arriving;
use super::choice;
use super::documents::{add, clear, hashed, lay_out, pin};
use super::effect::{Effect, Export, MatrixFormat, ReportFormat};
use super::examples::open_example;
use super::explaining;
use super::exporting;
use super::fetching;
use super::files;
use super::linking::{copied, copy_link, open_share, pack_link, recalled};
use super::message::Msg;
use super::model::{Model, Tone};
use super::navigation::{address, navigated, press, select, show_tab};
use super::notices::notice;
use super::opening_link::unpack_link;
use super::recovery::{settle, take_recovered};
use super::said::Said;
use super::submission::{open_reference, pin_for_file, submit};
use super::tab::Tab;
use super::tally;
use crate::fetch::{Event, Wait};
use crate::layers;

/// Takes `msg` into `model`, and says what is to be done.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = change(model, msg);
    effects.extend(files::refresh(model));
    effects.extend(choice::refresh(model));
    effects
}

fn change(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::BoxChanged(text) => {
            model.is_box_told = true;
            model.box_text = text;
            Vec::new()
        }
        Msg::ExpectedChanged(text) => {
            model.expected_text = text;
            Vec::new()
        }
        Msg::Submit => submit(model),
        Msg::Add { arrivals, pin } => {
            let pin = pin.or_else(|| pin_for_file(model, &arrivals));
            add(model, arrivals, pin.as_deref())
        }
        Msg::Refused(sentence) => notice(model, Tone::Bad, sentence),
        Msg::Hashed { blob, bytes, digest } => hashed(model, blob, &bytes, digest),
        Msg::Select(node) => {
            let mut effects = select(model, node);
            effects.extend(fetching::selected(model));
            effects
        }
        Msg::Toggle(node) => {
            let open = model.tree.is_open(node);
            model.tree.set_open(node, !open);
            lay_out(model);
            Vec::new()
        }
        Msg::OpenAll(open) => {
            model.tree.open_all(&model.inspection.tree, open);
            lay_out(model);
            Vec::new()
        }
        Msg::Key(key) => {
            let mut effects = press(model, key);
            effects.extend(fetching::selected(model));
            effects
        }
        Msg::Filter(filter) => {
            model.tree.filter = filter;
            lay_out(model);
            vec![Effect::Announce(Said::Sentence(format!("{} rows", model.tree.rows.len())))]
        }
        Msg::Tab(tab) => {
            model.span = None;
            show_tab(model, tab)
        }
        Msg::ShowSpan(span) => {
            let effects = show_tab(model, Tab::Raw);
            model.span = Some(span);
            effects
        }
        Msg::Pin { blob, text } => pin(model, blob, &text),
        Msg::Settle => settle(model),
        Msg::TakeRecovered(blob) => take_recovered(model, blob),
        Msg::Host(host) => {
            model.view.host = host;
            vec![address(model, false)]
        }
        Msg::Form(form) => {
            model.view.form = form;
            vec![address(model, false)]
        }
        Msg::Client(client) => {
            model.view.client = client;
            vec![address(model, false)]
        }
        Msg::HostAndClient { host, client } => {
            model.view.host = host;
            client.id().clone_into(&mut model.view.client);
            vec![address(model, false)]
        }
        Msg::Matrix(open) => {
            model.view.matrix = open;
            vec![address(model, true)]
        }
        Msg::SaveMatrixCsv => exporting::save(Export::Matrix(MatrixFormat::Csv)),
        Msg::SaveMatrixMarkdown => exporting::save(Export::Matrix(MatrixFormat::Markdown)),
        Msg::AllFindings(open) => {
            model.all_findings = open;
            Vec::new()
        }
        Msg::ShowFindings(node) => {
            model.all_findings = false;
            model.view.tab = Tab::Findings;
            let mut effects = select(model, node);
            effects.extend(fetching::selected(model));
            effects
        }
        Msg::Share(true) => open_share(model, true),
        Msg::Share(false) => {
            model.share = None;
            Vec::new()
        }
        Msg::ShareConfigs(configs) => open_share(model, configs),
        Msg::PackLink => pack_link(model),
        Msg::UnpackLink => unpack_link(model),
        Msg::Explain => explaining::go_on(model),
        Msg::Take => arriving::go_on(model),
        Msg::Compare => explaining::begin(model),
        Msg::Count => tally::go_on(model),
        Msg::CopyLink { base } => copy_link(model, &base),
        Msg::Copy(text) => exporting::copy(model, text),
        Msg::CopyBytes(bytes) => exporting::save(Export::Bytes(bytes)),
        Msg::NotCopied(why) => exporting::not_copied(model, why),
        Msg::Copied(done) => copied(model, done),
        Msg::SaveDocuments => exporting::save(Export::Documents),
        Msg::SaveDocument(blob) => exporting::save(Export::Document(blob)),
        Msg::SaveReportJson => exporting::report(model, ReportFormat::Json),
        Msg::SaveReportMarkdown => exporting::report(model, ReportFormat::Markdown),
        Msg::ReportUnderWay(format) => exporting::under_way(model, format),
        Msg::WriteReport(format) => exporting::go_on(model, format),
        Msg::ReportWritten(format) => {
            exporting::written(model, format);
            Vec::new()
        }
        Msg::Navigated(fragment) => navigated(model, &fragment),
        Msg::Recalled(remembered) => recalled(model, &remembered),
        Msg::OpenExample(id) => open_example(model, &id),
        Msg::Clear => clear(model),
        Msg::FilesHeld(files) => archives::files_held(model, files),
        Msg::EmbeddedHeld { layer, file } => archives::embedded_held(model, layer, file),
        Msg::WorkProgress { job, read, total } => {
            archives::tell(model, layers::Event::Progress { job, read, total })
        }
        Msg::WorkDone { job, done } => archives::done(model, job, &done),
        Msg::OpenLayers(node) => archives::open(model, node),
        Msg::LayerKept { job, file } => archives::tell(model, layers::Event::Kept(job, file)),
        Msg::ListLayers(node) => archives::list(model, node),
        Msg::StopLayers(node) => archives::stop_node(model, node),
        Msg::Files(msg) => {
            let (mut effects, event) = files::act(model, msg);
            effects.extend(event.into_iter().flat_map(|event| archives::tell(model, event)));
            effects
        }
        Msg::StopAll => archives::tell(model, layers::Event::StopAll),
        Msg::OpenedAt { base, framed } => fetching::opened_at(model, &base, framed),
        Msg::TakeOffer(id) => fetching::take_offer(model, id),
        Msg::DismissOffers => {
            fetching::dismiss_offers(model);
            Vec::new()
        }
        Msg::InView(nodes) => fetching::in_view(model, &nodes),
        Msg::FetchNode(node) => fetching::fetch_node(model, node),
        Msg::FetchAll => fetching::fetch_all(model),
        Msg::StopFetching => fetching::stop(model),
        Msg::RetryFetch(job) => fetching::tell(model, Event::Retry(job)),
        Msg::DismissProblem(job) => fetching::tell(model, Event::Dismiss(job)),
        Msg::CloseTags => fetching::tell(model, Event::CloseTags),
        Msg::Answer { id, yes } => fetching::tell(model, Event::Answer(id, yes)),
        Msg::SignIn { host, user, password } => fetching::tell(model, Event::SignIn { host, user, password }),
        Msg::SignOut(host) => fetching::tell(model, Event::SignOut(host)),
        Msg::FetchTags(repository) => fetching::fetch_tags(model, &repository),
        Msg::FetchReferrers(node) => fetching::fetch_referrers(model, node),
        Msg::OpenReference(text) => open_reference(model, &text),
        Msg::FetchAgain(job) => fetching::tell(model, Event::Over(Wait::Backoff(job))),
        Msg::Land => fetching::tell(model, Event::Over(Wait::Landing)),
        Msg::Fetched { id, outcome } => fetching::tell(model, Event::Ended(id, outcome)),
        Msg::FetchProgress { id, received, total } => {
            fetching::tell(model, Event::Progress { id, received, total })
        }
        Msg::Theme(theme) => {
            model.theme = theme;
            vec![Effect::Theme(theme)]
        }
        Msg::Dismiss(at) => {
            if at < model.notices.len() {
                model.notices.remove(at);
            }
            Vec::new()
        }
    }
}
