//! Whatever a registry answers and a user does: no name or password goes where it should not, and none is
//! printed, shared or kept.

use bayplan::registry::{Failure, Outcome, Redirect, Request, Secret};
use bayplan::session::{DocumentsMsg, ExportMsg, FetchMsg, LayersMsg, Msg, ReportFormat, ShareMsg};
use proptest::prelude::*;

use super::page::{Image, Page, answer, challenge, error, ok, opaque, tar};

const PASSWORD: &str = "open-sesame";
const BASIC: &str = "Basic YWxhZGRpbjpvcGVuLXNlc2FtZQ==";
/// What a realm gives to who has the password.
const OWN_TOKEN: &str = "own-t0ken";

#[derive(Clone, Copy, Debug)]
enum Reply {
    Well,
    Basic,
    OwnRealm,
    ForeignRealm,
    InsecureRealm,
    Token,
    Denied,
    Busy,
    Broken,
    Opaque,
    BrokenOff,
    Redirected,
    Wrong,
}

#[derive(Clone, Copy, Debug)]
enum Act {
    SignIn,
    SignOut,
    Yes,
    No,
    FetchAll,
    Layers,
    Retry,
    Stop,
    Tags,
    Referrers,
    Reopen,
    Clear,
}

fn reply(image: &Image, request: &Request, reply: Reply) -> Outcome {
    let realm = |realm: &str| challenge(&format!(r#"Bearer realm="{realm}",service="x""#));
    let is_own = request.authorization.as_ref().is_some_and(|secret| secret.reveal() == BASIC);
    match reply {
        Reply::Well => image.answer(request),
        Reply::Basic => challenge("Basic realm=x"),
        Reply::OwnRealm => realm("https://registry.example/token"),
        Reply::ForeignRealm => realm("https://realm.example/token"),
        Reply::InsecureRealm => realm("http://registry.example/token"),
        Reply::Token if is_own => ok("application/json", format!(r#"{{"token":"{OWN_TOKEN}"}}"#).as_bytes()),
        Reply::Token => ok("application/json", br#"{"token":"anyones"}"#),
        Reply::Denied => error(403, "DENIED"),
        Reply::Busy => Outcome::Answer(answer(429, "application/json", b"")),
        Reply::Broken => error(500, "UNKNOWN"),
        Reply::Opaque => opaque(),
        Reply::BrokenOff => Outcome::Failed(Failure::BrokenOff { received: 1 }),
        Reply::Redirected => Outcome::Failed(Failure::Redirected),
        Reply::Wrong => ok("application/json", b"{}"),
    }
}

fn any_reply() -> impl Strategy<Value = Reply> {
    prop_oneof![
        3 => Just(Reply::Well),
        2 => Just(Reply::Basic),
        3 => Just(Reply::OwnRealm),
        3 => Just(Reply::ForeignRealm),
        1 => Just(Reply::InsecureRealm),
        4 => Just(Reply::Token),
        1 => Just(Reply::Denied),
        1 => Just(Reply::Busy),
        1 => Just(Reply::Broken),
        1 => Just(Reply::Opaque),
        1 => Just(Reply::BrokenOff),
        1 => Just(Reply::Redirected),
        1 => Just(Reply::Wrong),
    ]
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => Just(Act::SignIn),
        1 => Just(Act::SignOut),
        4 => Just(Act::Yes),
        1 => Just(Act::No),
        3 => Just(Act::FetchAll),
        3 => Just(Act::Layers),
        3 => Just(Act::Retry),
        1 => Just(Act::Stop),
        1 => Just(Act::Tags),
        1 => Just(Act::Referrers),
        2 => Just(Act::Reopen),
        1 => Just(Act::Clear),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn nothing_gets_out(
        replies in proptest::collection::vec(any_reply(), 1..30),
        acts in proptest::collection::vec(any_act(), 1..12),
    ) {
        let image = Image::of_layers(&[tar("a", "1"), tar("b", "2")], "");
        let at = std::cell::Cell::new(0);
        let mut page = Page::new(move |request, _| {
            at.set(at.get() + 1);
            // When the script is over, the registry is well.
            reply(&image, request, replies.get(at.get() - 1).copied().unwrap_or(Reply::Well))
        });
        // Whether the user allowed the foreign realm to have the name and the password.
        let mut allowed = false;
        page.open("registry.example/a:1");
        for act in acts {
            let view = bayplan::view::fetching(&page.model);
            let seen = page.requests.len();
            match act {
                Act::SignIn => page.send(Msg::Fetch(FetchMsg::SignIn {
                    host: "registry.example".to_owned(),
                    user: Secret::new("aladdin"),
                    password: Secret::new(PASSWORD),
                })),
                Act::SignOut => page.send(Msg::Fetch(FetchMsg::SignOut("registry.example".to_owned()))),
                Act::Yes | Act::No => {
                    if let Some(question) = view.questions.first() {
                        let yes = matches!(act, Act::Yes);
                        allowed |= yes && question.sentences.iter().any(|text| text.contains("your name and password"));
                        page.send(Msg::Fetch(FetchMsg::Answer { id: question.id, yes }));
                    }
                }
                Act::FetchAll => page.send(Msg::Fetch(FetchMsg::All)),
                Act::Layers => {
                    let nodes: Vec<_> = page.model.inspection.tree.iter().map(|(node, _)| node).collect();
                    nodes.into_iter().for_each(|node| page.send(Msg::Layers(LayersMsg::Open(node))));
                }
                Act::Retry => {
                    if let Some(problem) = view.problems.first() {
                        page.send(Msg::Fetch(FetchMsg::Retry(problem.job)));
                    }
                }
                Act::Stop => page.send(Msg::Fetch(FetchMsg::Stop)),
                Act::Tags => page.send(Msg::Fetch(FetchMsg::Tags("registry.example/a".to_owned()))),
                Act::Referrers => {
                    if let Some(node) = page.model.selected {
                        page.send(Msg::Fetch(FetchMsg::Referrers(node)));
                    }
                }
                Act::Reopen => page.open("registry.example/a:1"),
                Act::Clear => page.send(Msg::Documents(DocumentsMsg::Clear)),
            }
            for request in &page.requests[seen..] {
                let secret = request.authorization.as_ref().map_or("", Secret::reveal);
                if secret == BASIC || secret.contains(OWN_TOKEN) {
                    prop_assert_eq!(request.redirect, Redirect::Refuse, "{}", &request.url);
                    let own = request.url.starts_with("https://registry.example/");
                    let foreign = request.url.starts_with("https://realm.example/token") && secret == BASIC;
                    prop_assert!(own || foreign && allowed, "{}", &request.url);
                }
                prop_assert!(!request.url.contains(PASSWORD) && !request.url.contains(OWN_TOKEN));
                prop_assert!(!request.url.starts_with("http://"), "{}", &request.url);
            }
        }
        for msg in [Msg::Export(ExportMsg::Report(ReportFormat::Json)), Msg::Export(ExportMsg::Report(ReportFormat::Markdown)), Msg::Export(ExportMsg::Documents), Msg::Share(ShareMsg::Open(true)), Msg::Share(ShareMsg::Pack), Msg::Documents(DocumentsMsg::Settle)] {
            page.take(msg);
        }
        page.printed.push_str(&format!("{:?}", bayplan::view::fetching(&page.model)));
        for secret in [PASSWORD, "aladdin", BASIC, OWN_TOKEN, "anyones"] {
            prop_assert!(!page.printed.contains(secret), "{}", secret);
        }
        // Whatever came: what is verified was hashed.
        for (_, node) in page.model.inspection.tree.iter().filter(|(_, node)| node.state.word() == "verified") {
            let blobs = &page.model.inspection.blobs;
            let hashed = match (node.blob, node.layer) {
                (Some(blob), _) => super::page::digest_of_bytes(&blobs.get(blob).unwrap().bytes),
                (None, layer) => blobs.layers.get(layer.unwrap()).unwrap().proof().unwrap().digest.to_string(),
            };
            prop_assert_eq!(node.stated_digest().unwrap().as_str(), hashed);
        }
    }
}
