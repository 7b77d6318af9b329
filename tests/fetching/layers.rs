//! Layers of an image that came from a registry: fetched when they are asked for, proved and listed.

use bayplan::archive::files::Scope;
use bayplan::inspect::{NodeId, Role};
use bayplan::layers::FileId;
use bayplan::registry::diagnosis::Next;
use bayplan::registry::{Failure, Outcome, Redirect, Request, Secret};
use bayplan::session::FilesMsg;
use bayplan::session::files::{FileState, proof_of_file};
use bayplan::session::{
    DocumentsMsg, Done, ExportMsg, FetchMsg, LayersMsg, ReportFormat, SelectMsg, ShareMsg, Source, Work,
};
use bayplan::session::{Key, Msg, Tab};
use bayplan::view::layers::{HowFar, Status, status};

use super::page::{
    Image, LAYER, MANIFEST, Page, answer, challenge, digest_of_bytes, error, gzip, ok, opaque, tar,
};

const PASSWORD: &str = "open-sesame";
const BASIC: &str = "Basic YWxhZGRpbjpvcGVuLXNlc2FtZQ==";

fn image() -> Image {
    Image::of_layers(&[tar("one", "1"), tar("two", "22")], "")
}

fn authorization(request: &Request) -> &str {
    request.authorization.as_ref().map_or("", Secret::reveal)
}

fn is_blob_of(request: &Request, layer: &[u8]) -> bool {
    request.url.contains("/blobs/") && request.url.ends_with(&digest_of_bytes(layer))
}

/// A page that has the image's manifest and config, of a registry that answers for its first layer as `layer`
/// says, which knows how often it was asked for.
fn page(layer: impl Fn(&Image, &Request, usize) -> Outcome + 'static) -> (Page, NodeId) {
    let image = image();
    let mut page = Page::new(move |request, before| {
        if is_blob_of(request, &image.layers[0]) {
            layer(&image, request, before)
        } else {
            image.answer(request)
        }
    });
    page.open("registry.example/a:1");
    let manifest = at_manifest(&mut page);
    (page, manifest)
}

/// Chooses the manifest, and has its config fetched.
fn at_manifest(page: &mut Page) -> NodeId {
    let manifest = page.model.inspection.tree.iter().nth(1).unwrap().0;
    page.send(Msg::Select(SelectMsg::Node(manifest)));
    page.send(Msg::Select(SelectMsg::Tab(Tab::Files)));
    manifest
}

fn layer(page: &Page, at: u32) -> NodeId {
    let of = |role: &Role| *role == Role::Layer(at);
    page.model.inspection.tree.iter().find(|(_, node)| of(&node.role)).unwrap().0
}

fn layer_states(page: &Page) -> [&'static str; 2] {
    [0, 1].map(|at| page.model.inspection.tree.get(layer(page, at)).unwrap().state.word())
}

fn shown(page: &Page, node: NodeId) -> Status {
    status(&page.model.inspection, &page.model.layers, node)
}

fn names(page: &Page) -> Vec<String> {
    let pane = page.model.files.as_ref().unwrap().shown();
    (0..pane.len()).filter_map(|at| Some(pane.row(at)?.name)).collect()
}

#[test]
fn nothing_is_fetched_before_it_is_asked_for_and_then_all_is_proved() {
    let (mut page, manifest) = page(|image, request, _| image.answer(request));
    let bytes: u64 = image().layers.iter().map(|layer| layer.len() as u64).sum();
    page.send(Msg::Select(SelectMsg::Node(layer(&page, 0))));
    page.send(Msg::Fetch(FetchMsg::All));
    page.send(Msg::Select(SelectMsg::Node(manifest)));
    assert!(!page.requests.iter().any(|request| is_blob_of(request, &image().layers[0])));
    assert_eq!(layer_states(&page), ["not loaded"; 2]);
    assert_eq!(shown(&page, manifest).call(), format!("Fetch and open all 2 layers ({bytes} B)"));

    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!(layer_states(&page), ["verified"; 2]);
    assert_eq!(names(&page), ["one", "two"]);
    let of_layers: Vec<_> = page.requests.iter().rev().take(2).collect();
    for (request, layer) in of_layers.iter().rev().zip(&image().layers) {
        assert_eq!(request.url, format!("https://registry.example/v2/a/blobs/{}", digest_of_bytes(layer)));
        assert_eq!((request.limit, request.redirect), (layer.len() as u64, Redirect::Follow));
        assert_eq!((request.accept, request.range), (None, None));
    }
    // The diff IDs are those of the config.
    let facts = bayplan::view::detail::layer_facts(&page.model.inspection, layer(&page, 1));
    assert_eq!(facts.diff_id.as_deref(), Some(&*digest_of_bytes(&tar("two", "22"))));
    assert_eq!(facts.diff_id_from, "computed here, as the config has it");
    assert!(facts.chain_id.is_some());
    assert_eq!(page.model.inspection.tree.roots().len(), 1, "nothing stands by itself");
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert!(
        page.works.is_empty()
            && page.requests.iter().filter(|it| is_blob_of(it, &image().layers[0])).count() == 1
    );
}

#[test]
fn one_layer_alone() {
    let (mut page, _) = page(|image, request, _| image.answer(request));
    let second = layer(&page, 1);
    page.send(Msg::Select(SelectMsg::Node(second)));
    let offered = shown(&page, second);
    let own = offered.layers.iter().find(|layer| layer.node == second).unwrap();
    let bytes = image().layers[1].len();
    assert_eq!(offered.call_one(own).unwrap(), format!("Fetch and open this layer ({bytes} B)"));
    page.send(Msg::Layers(LayersMsg::Open(second)));
    assert_eq!(layer_states(&page), ["not loaded", "verified"]);
    assert_eq!(names(&page), ["two"]);
}

/// A registry that wants a token, which is over after a while.
#[test]
fn a_token_is_got_for_it_and_another_when_that_is_over() {
    let image = image();
    let (first, of_page) = (image.layers[0].clone(), image.clone());
    let mut page = Page::new(move |request, before| {
        if request.url.starts_with("https://registry.example/token") {
            assert!(request.url.contains("scope=repository:a:pull"), "{}", request.url);
            return ok("application/json", format!(r#"{{"token":"t{before}"}}"#).as_bytes());
        }
        let wanted = if request.url.contains("/blobs/") { "Bearer t1" } else { "Bearer t0" };
        if authorization(request) != wanted
            && (request.url.contains("/blobs/") || authorization(request).is_empty())
        {
            return challenge(r#"Bearer realm="https://registry.example/token",scope="repository:a:pull""#);
        }
        assert!(!is_blob_of(request, &first) || request.redirect == Redirect::Follow, "it is anyone's token");
        of_page.answer(request)
    });
    page.open("registry.example/a:1");
    let manifest = page.model.inspection.tree.iter().nth(1).unwrap().0;
    page.send(Msg::Fetch(FetchMsg::Node(manifest)));
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!(layer_states(&page), ["verified"; 2], "{:?}", page.problems());
    let tokens = page.urls().iter().filter(|url| url.contains("/token")).count();
    assert_eq!(tokens, 2, "one for all, and one when it was over: {:#?}", page.urls());
    assert!(
        !page.printed.contains("\"t1\"") && !page.printed.contains("Bearer t"),
        "a token prints as a secret"
    );
}

#[test]
fn a_password_follows_no_redirect_and_stays_where_it_belongs() {
    let image = image();
    let layers = image.layers.clone();
    let mut page = Page::new(move |request, _| {
        if authorization(request) != BASIC {
            return challenge("Basic realm=x");
        }
        if layers.iter().any(|layer| is_blob_of(request, layer)) {
            assert_eq!(request.redirect, Redirect::Refuse);
            return Outcome::Failed(Failure::Redirected);
        }
        image.answer(request)
    });
    page.open("registry.example/a:1");
    page.send(Msg::Fetch(FetchMsg::SignIn {
        host: "registry.example".to_owned(),
        user: Secret::new("aladdin"),
        password: Secret::new(PASSWORD),
    }));
    let manifest = at_manifest(&mut page);
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!(layer_states(&page), ["not loaded"; 2]);
    assert!(
        page.problems()[0].contains("nothing follows with your name and password"),
        "{:?}",
        page.problems()
    );
    for msg in [
        Msg::Export(ExportMsg::Report(ReportFormat::Json)),
        Msg::Export(ExportMsg::Report(ReportFormat::Markdown)),
        Msg::Share(ShareMsg::Open(true)),
        Msg::Share(ShareMsg::Pack),
        Msg::Documents(DocumentsMsg::Settle),
    ] {
        page.take(msg);
    }
    page.printed.push_str(&page.model.link("https://page.example/").unwrap_or_default());
    assert!(!page.printed.contains(PASSWORD) && !page.printed.contains(BASIC));
}

/// Who signs in after a layer was refused has it tried again.
#[test]
fn a_layer_that_only_who_signs_in_gets() {
    let (mut page, manifest) = page(|image, request, _| match authorization(request) {
        BASIC => image.answer(request),
        _ => challenge("Basic realm=x"),
    });
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!(layer_states(&page), ["not loaded", "verified"]);
    let HowFar::Failed(why) = &shown(&page, manifest).layers[0].state else { panic!("it failed") };
    assert_eq!(why, "registry.example shows this only to who signs in.");
    assert_eq!(names(&page), ["two"], "what was read stays");
    page.send(Msg::Fetch(FetchMsg::SignIn {
        host: "registry.example".to_owned(),
        user: Secret::new("aladdin"),
        password: Secret::new(PASSWORD),
    }));
    assert_eq!(layer_states(&page), ["verified"; 2]);
    assert!(page.problems().is_empty());
    assert_eq!(names(&page), ["one", "two"]);
}

#[test]
fn what_breaks_off_is_asked_for_again_and_then_told() {
    let (mut page, manifest) = page(|image, request, before| match before {
        0 => Outcome::Failed(Failure::BrokenOff { received: 7 }),
        1 => error(503, "UNAVAILABLE"),
        _ => image.answer(request),
    });
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!(layer_states(&page), ["verified"; 2]);
    assert_eq!(page.waits.len(), 2);

    let (mut page, manifest) = self::page(|_, _, _| Outcome::Failed(Failure::BrokenOff { received: 7 }));
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!(layer_states(&page), ["not loaded", "verified"]);
    assert_eq!(
        page.problems(),
        ["The answer of registry.example broke off after 7 bytes, each time it was asked."]
    );
}

#[test]
fn a_registry_that_is_busy_is_waited_for() {
    let (mut page, manifest) = page(|image, request, before| {
        if before > 0 {
            return image.answer(request);
        }
        let mut answer = answer(429, "application/json", b"");
        answer.headers.retry_after = Some("7".to_owned());
        Outcome::Answer(answer)
    });
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!((layer_states(&page), page.waits.as_slice()), (["verified"; 2], &[7000][..]));
}

#[test]
fn what_is_not_what_it_should_be() {
    let wrong = |image: &Image| {
        let mut wrong = image.layers[0].clone();
        let middle = wrong.len() / 2;
        wrong[middle] ^= 1;
        wrong
    };
    let short = |image: &Image| image.layers[0][..image.layers[0].len() - 9].to_vec();
    let long = |image: &Image| [image.layers[0].clone(), vec![0; 9]].concat();
    type Body = fn(&Image) -> Vec<u8>;
    let cases: [(Body, &str, &str); 3] = [
        (wrong, "digest mismatch", "one bit is another"),
        (short, "size mismatch", "it ends early"),
        (long, "not loaded", "more than its descriptor says is not taken"),
    ];
    for (body, expected, reason) in cases {
        let (mut page, manifest) = page(move |image, _, _| ok("application/octet-stream", &body(image)));
        page.send(Msg::Layers(LayersMsg::Open(manifest)));
        assert_eq!(layer_states(&page), [expected, "verified"], "{reason}");
        let told = page.problems();
        assert_eq!(told.iter().any(|it| it.contains("longer than")), expected == "not loaded", "{told:?}");
    }
}

#[test]
fn what_is_wrong_is_fetched_again() {
    let (mut page, manifest) = page(|image, request, before| match before {
        0 => ok("application/octet-stream", &gzip(&tar("uno", ""))),
        _ => image.answer(request),
    });
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert!(shown(&page, manifest).told_of_wrong().is_some());
    assert_ne!(layer_states(&page)[0], "verified");
    assert_eq!(names(&page), ["two", "uno"], "what came is shown");
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!(layer_states(&page), ["verified"; 2]);
    assert_eq!(names(&page), ["one", "two"]);
    assert!(shown(&page, manifest).told_of_wrong().is_none());
    assert_eq!(
        page.requests.iter().filter(|it| is_blob_of(it, &image().layers[1])).count(),
        1,
        "what is right stays"
    );
}

#[test]
fn what_no_page_may_read_and_what_is_not_there() {
    let (mut page, manifest) = page(|_, _, _| opaque());
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    let problem = bayplan::view::fetching(&page.model).problems.remove(0);
    assert!(problem.what.starts_with("The layer "), "{}", problem.what);
    assert!(problem.diagnosis.inferred.iter().any(|it| it.contains("kept on another host")), "{problem:?}");
    assert!(problem.diagnosis.next.iter().any(|next| matches!(next, Next::Command(_))), "{problem:?}");

    let (mut page, manifest) = self::page(|_, _, _| error(404, "BLOB_UNKNOWN"));
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    let problem = bayplan::view::fetching(&page.model).problems.remove(0);
    assert!(problem.diagnosis.inferred[0].contains("was lost or removed"), "{problem:?}");
    // Tried again in the tab, it is not told twice.
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!(page.problems().len(), 1);
    page.send(Msg::Fetch(FetchMsg::DismissProblem(bayplan::view::fetching(&page.model).problems[0].job)));
    assert!(page.problems().is_empty());
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!(page.problems().len(), 1, "it can be asked for again all the same");
}

#[test]
fn a_foreign_layer_is_asked_for_at_its_registry_alone() {
    let urls = r#","urls":["https://elsewhere.example/layer?x=1"]"#;
    let image = Image::of_layers(&[tar("one", "1"), tar("two", "22")], urls);
    let first = image.layers[0].clone();
    let mut page = Page::new(move |request, _| match is_blob_of(request, &first) {
        true => error(404, "BLOB_UNKNOWN"),
        false => image.answer(request),
    });
    page.open("registry.example/a:1");
    let manifest = at_manifest(&mut page);
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!(layer_states(&page), ["not loaded", "verified"]);
    assert!(page.urls().iter().all(|url| url.starts_with("https://registry.example/")), "{:?}", page.urls());
    let Next::Advice(advice) = &bayplan::view::fetching(&page.model).problems[0].diagnosis.next[0] else {
        panic!()
    };
    assert!(advice.contains("https://elsewhere.example/layer"), "{advice}");
}

#[test]
fn a_registry_that_only_a_link_names_is_asked_about() {
    let image = image();
    let (manifest, config) = (image.manifests[0].clone(), image.configs[0].clone());
    let of_page = image.clone();
    let mut page = Page::new(move |request, _| of_page.answer(request));
    // As after a reload: the documents are here, and nobody typed the registry.
    let reference = format!("registry.example/a@{}", super::page::digest(&manifest));
    let origin = bayplan::inspect::Origin::Registry(reference.parse().unwrap());
    let arrivals = [manifest, config]
        .map(|text| bayplan::session::Arrival { bytes: text.as_bytes().into(), origin: origin.clone() });
    page.send(Msg::Documents(DocumentsMsg::Add { arrivals: arrivals.into(), pin: None }));
    let manifest = page.model.inspection.tree.roots()[0];
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert!(page.requests.is_empty(), "{:?}", page.urls());
    let question = bayplan::view::fetching(&page.model).questions.remove(0);
    page.send(Msg::Fetch(FetchMsg::Answer { id: question.id, yes: true }));
    assert_eq!(layer_states(&page), ["verified"; 2]);
}

#[test]
fn stop_stops() {
    let (mut page, manifest) = page(|image, request, _| image.answer(request));
    page.take(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!((page.works.len(), layer_states(&page)), (2, ["hashing"; 2]));
    let (job, _) = page.works[0].clone();
    page.take(Msg::Layers(LayersMsg::Progress { job, read: 3, total: None }));
    let of_first = shown(&page, manifest).layers[0].state.clone();
    assert!(matches!(of_first, HowFar::Running(progress) if progress.read == 3), "{of_first:?}");
    page.take(Msg::Layers(LayersMsg::Stop(manifest)));
    assert_eq!((page.works.len(), layer_states(&page)), (0, ["not loaded"; 2]));
    // What comes late is nobody's.
    let late = bayplan::session::Done::NotFetched(opaque());
    page.take(Msg::Layers(LayersMsg::Done { job, done: late.into() }));
    assert!(page.problems().is_empty());
    for stop in
        [Msg::Layers(LayersMsg::StopAll), Msg::Fetch(FetchMsg::Stop), Msg::Documents(DocumentsMsg::Clear)]
    {
        page.take(Msg::Layers(LayersMsg::Open(manifest)));
        assert_eq!(page.works.len(), 2);
        page.take(stop);
        assert_eq!((page.works.len(), page.model.layers.is_busy()), (0, false));
    }
}

#[test]
fn only_some_are_fetched_at_once() {
    let tars: Vec<Vec<u8>> = (0..9).map(|at| tar(&format!("f{at}"), "x")).collect();
    let image = Image::of_layers(&tars, "");
    let mut page = Page::new(move |request, _| image.answer(request));
    page.open("registry.example/a:1");
    let manifest = at_manifest(&mut page);
    page.take(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!(page.works.len(), bayplan::limits::LAYERS_FETCHED_AT_ONCE);
    // Documents do not wait for them.
    page.take(Msg::Fetch(FetchMsg::Tags("registry.example/a".to_owned())));
    assert_eq!(page.under_way.len(), 1);
    page.take(Msg::Layers(LayersMsg::StopAll));
    assert_eq!(
        (page.works.len(), page.model.layers.is_busy()),
        (0, false),
        "none takes the place of those that were stopped"
    );
    page.take(Msg::Layers(LayersMsg::Open(manifest)));
    page.take(Msg::Layers(LayersMsg::Stop(manifest)));
    assert_eq!((page.works.len(), page.model.layers.is_busy()), (0, false));
    page.take(Msg::Layers(LayersMsg::Open(manifest)));
    page.take(Msg::Layers(LayersMsg::Stop(layer(&page, 0))));
    assert_eq!(page.works.len(), bayplan::limits::LAYERS_FETCHED_AT_ONCE, "the next one's turn");
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!(names(&page).len(), 9);
}

#[test]
fn a_file_is_taken_out_of_a_layer_that_is_fetched_once_more() {
    let (mut page, manifest) = page(|image, request, before| match before {
        1 => opaque(),
        _ => image.answer(request),
    });
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    page.send(Msg::Files(FilesMsg::Scope(Scope::After(1))));
    page.send(Msg::Files(FilesMsg::Key(Key::Down)));
    page.send(Msg::Files(FilesMsg::Open));
    let open = |page: &Page| page.model.files.as_ref().unwrap().shown().opened().unwrap().state.clone();
    assert!(matches!(open(&page), FileState::Failed(_)), "{:?}", open(&page));
    assert_eq!(layer_states(&page), ["verified"; 2], "the layer stays as it was");
    page.send(Msg::Fetch(FetchMsg::Retry(bayplan::view::fetching(&page.model).problems[0].job)));
    let FileState::Read(_) = open(&page) else { panic!("{:?}", open(&page)) };
    // While it comes, it can be stopped wherever that is offered.
    page.send(Msg::Files(FilesMsg::Close));
    for stop in [Msg::Files(FilesMsg::Close), Msg::Layers(LayersMsg::StopAll), Msg::Fetch(FetchMsg::Stop)] {
        page.take(Msg::Files(FilesMsg::Open));
        assert_eq!(page.works.len(), 1);
        page.take(stop);
        assert!(page.works.is_empty() && page.model.files.as_ref().unwrap().shown().opened().is_none());
    }
    page.send(Msg::Files(FilesMsg::Open));
    let FileState::Read(content) = open(&page) else { panic!("{:?}", open(&page)) };
    assert_eq!(&*content.bytes, b"1");
    assert!(page.problems().is_empty());
}

#[test]
fn what_was_kept_of_a_small_layer_is_not_fetched_again() {
    let (mut page, manifest) = page(|image, request, _| image.answer(request));
    page.keeps = true;
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    page.send(Msg::Files(FilesMsg::Key(Key::Down)));
    page.take(Msg::Files(FilesMsg::Open));
    let (_, work) = page.works.pop_front().unwrap();
    let Work::Extract { source: Source::Held { file: FileId(7), from: 0, length, .. }, at: 0, .. } = work
    else {
        panic!("{work:?}")
    };
    assert_eq!(length, image().layers[0].len() as u64);
}

#[test]
fn only_small_layers_are_kept_and_not_too_many() {
    use bayplan::limits::{LAYER_KEPT_BYTES, LAYERS_KEPT_BYTES};
    let keeps = |sizes: &[u64]| {
        let layers: Vec<String> = (10..)
            .zip(sizes)
            .map(|(at, size)| {
                format!(
                    r#"{{"mediaType":"{LAYER}","digest":"sha256:{}","size":{size}}}"#,
                    format!("{at}").repeat(32)
                )
            })
            .collect();
        let mut image = image();
        image.manifests = vec![format!(
            r#"{{"schemaVersion":2,"mediaType":"{MANIFEST}","layers":[{}]}}"#,
            layers.join(",")
        )];
        let digest = super::page::digest(&image.manifests[0]);
        let mut page = Page::new(move |request, _| image.answer(request));
        page.open(&format!("registry.example/a@{digest}"));
        page.send(Msg::Fetch(FetchMsg::OpenReference(format!("registry.example/a@{digest}"))));
        let mut kept = Vec::new();
        page.take(Msg::Layers(LayersMsg::Open(page.model.inspection.tree.roots()[0])));
        while let Some((job, work)) = page.works.pop_front() {
            let Work::Scan { source: Source::Fetched { keep, .. }, .. } = work else { panic!("{work:?}") };
            kept.push(keep);
            page.take(Msg::Layers(LayersMsg::Done {
                job,
                done: std::rc::Rc::new(Done::Failed(bayplan::layers::WorkError::Unreadable)),
            }));
        }
        kept
    };
    assert_eq!(keeps(&[LAYER_KEPT_BYTES, LAYER_KEPT_BYTES + 1, 1]), [true, false, true]);
    let many = usize::try_from(LAYERS_KEPT_BYTES / LAYER_KEPT_BYTES).unwrap();
    let kept = keeps(&vec![LAYER_KEPT_BYTES; many + 1]);
    assert_eq!(kept.iter().filter(|kept| **kept).count(), many);
}

/// A registry that gives the promised layer once, and another one later.
fn two_faced() -> (Page, NodeId, std::rc::Rc<std::cell::Cell<bool>>) {
    let lies = std::rc::Rc::new(std::cell::Cell::new(false));
    let tells = std::rc::Rc::clone(&lies);
    // Of the same size, with a file at the same place.
    let other = gzip(&tar("one", "#!/bin/sh\nevil"));
    let (mut page, manifest) =
        page(
            move |image, request, _| {
                if tells.get() { ok("application/octet-stream", &other) } else { image.answer(request) }
            },
        );
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!(layer_states(&page), ["verified"; 2]);
    page.send(Msg::Files(FilesMsg::Scope(Scope::After(1))));
    page.send(Msg::Files(FilesMsg::Key(Key::Down)));
    (page, manifest, lies)
}

fn opened(page: &Page) -> FileState {
    page.model.files.as_ref().unwrap().shown().opened().unwrap().state.clone()
}

#[test]
fn a_file_of_another_layer_than_was_proved_is_not_shown() {
    let (mut page, manifest, lies) = two_faced();
    // A longer one does not come to the worker.
    page.any_size = true;
    page.send(Msg::Files(FilesMsg::Open));
    let FileState::Read(content) = opened(&page) else { panic!("{:?}", opened(&page)) };
    assert_eq!(&*content.bytes, b"1", "as it was proved");
    let proof = |page: &Page| {
        proof_of_file(&page.model.inspection, page.model.files.as_ref().unwrap().shown()).unwrap()
    };
    assert!(proof(&page).ends_with("the layer: ✓ verified"), "{}", proof(&page));
    page.send(Msg::Files(FilesMsg::Close));

    lies.set(true);
    page.send(Msg::Files(FilesMsg::Open));
    let FileState::Changed(place) = opened(&page) else { panic!("{:?}", opened(&page)) };
    let sentence = bayplan::view::layers::of_changed(place);
    assert!(
        sentence.starts_with("Changed since it was proved. The registry now gives other bytes"),
        "{sentence}"
    );
    assert_eq!(layer_states(&page), ["changed since it was proved", "verified"]);
    assert!(!page.printed.contains("evil"), "nothing of it came to the page");
    let status = shown(&page, manifest);
    assert_eq!((status.changed, status.wrong, status.call_again()), (1, 0, "Fetch again"));
    assert!(status.told_of_changed().unwrap().contains("none of it is verified now"));
    // The reports say it, too.
    let totals =
        bayplan::inspect::totals(&page.model.inspection.blobs, &page.model.inspection.tree, manifest);
    assert_eq!(totals.mismatched, 1);
    let codes = bayplan::inspect::cross::of_node(
        &page.model.inspection.blobs,
        &page.model.inspection.tree,
        layer(&page, 0),
    );
    assert!(codes.iter().any(|crossed| crossed.finding.code == "layer-changed"));

    // Fetched again it is what it is now: another one than the manifest names.
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!(layer_states(&page), ["size mismatch", "verified"]);
    lies.set(false);
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!(layer_states(&page), ["verified"; 2]);
}

#[test]
fn a_file_of_another_layer_than_was_proved_is_not_saved() {
    let (mut page, _, lies) = two_faced();
    // A longer one does not come to the worker.
    page.any_size = true;
    lies.set(true);
    page.send(Msg::Files(FilesMsg::Save));
    assert!(!page.printed.contains("Save(Save"), "nothing is given to the user");
    let notice = page.model.notices.last().unwrap();
    assert!(bayplan::view::sentence(&notice.said).starts_with("Changed since it was proved."), "{notice:?}");
    assert_eq!(layer_states(&page), ["changed since it was proved", "verified"]);
    lies.set(false);
    page.send(Msg::Files(FilesMsg::Save));
    assert!(page.printed.contains("Save(Save"), "what was proved can still be saved");
    assert_eq!(layer_states(&page)[0], "changed since it was proved", "and does not undo what was seen");
}

#[test]
fn a_layer_that_came_short_the_second_time_is_another() {
    let image = image();
    let (mut page, manifest) = page(move |image, request, before| match before {
        0 => image.answer(request),
        _ => ok("application/octet-stream", &image.layers[0][..image.layers[0].len() / 3]),
    });
    assert_eq!(image.layers.len(), 2);
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    page.send(Msg::Files(FilesMsg::Key(Key::Down)));
    page.send(Msg::Files(FilesMsg::Open));
    assert!(matches!(opened(&page), FileState::Changed(_)), "{:?}", opened(&page));
}
