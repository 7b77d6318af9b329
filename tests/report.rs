//! The report, from documents to text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "growth/clock.rs"]
mod clock;

use std::time::Duration;

use bayplan::headless::Headless;
use bayplan::image::digest::HashAlgorithm;
use bayplan::inspect::Origin;
use bayplan::session::{Arrival, DocumentsMsg, ExportMsg, Msg, ReportFormat};
use bayplan::verify::hash::digest_of;
use clock::Clock;
use serde_json::Value;

const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const CONFIG: &str = "application/vnd.oci.image.config.v1+json";
const LAYER: &str = "application/vnd.oci.image.layer.v1.tar+gzip";

fn digest(text: &str) -> String {
    digest_of(HashAlgorithm::Sha256, text.as_bytes()).to_string()
}

fn descriptor(media_type: &str, text: &str, more: &str) -> String {
    format!(r#"{{"mediaType":"{media_type}","digest":"{}","size":{}{more}}}"#, digest(text), text.len())
}

fn index(entries: &[String]) -> String {
    format!(r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":[{}]}}"#, entries.join(","))
}

fn manifest(config: &str, layers: &[String]) -> String {
    format!(r#"{{"schemaVersion":2,"mediaType":"{MANIFEST}",{config}"layers":[{}]}}"#, layers.join(","))
}

fn opened(documents: &[String]) -> Headless {
    let mut page = Headless::default();
    let of = |text: &String| Arrival { bytes: text.as_bytes().into(), origin: Origin::Paste };
    page.send(Msg::Documents(DocumentsMsg::Add { arrivals: documents.iter().map(of).collect(), pin: None }));
    page
}

fn text(page: &mut Headless, msg: Msg) -> String {
    page.send(msg);
    String::from_utf8(page.saved.pop().unwrap().bytes.to_vec()).unwrap()
}

fn json(page: &mut Headless) -> Value {
    serde_json::from_str(&text(page, Msg::Export(ExportMsg::Report(ReportFormat::Json)))).unwrap()
}

/// Makes documents of so many parts.
type Make = fn(usize) -> Vec<String>;

/// Images of many parts.
const LARGE: [(&str, Make); 7] = [
    ("entries", |n| {
        let entry = |at: usize| {
            descriptor(MANIFEST, &at.to_string(), r#","platform":{"os":"linux","architecture":"amd64"}"#)
        };
        vec![index(&(0..n).map(entry).collect::<Vec<_>>())]
    }),
    ("attestations", |n| {
        let of = |at: usize| {
            let more = format!(
                r#","annotations":{{"vnd.docker.reference.type":"attestation-manifest","vnd.docker.reference.digest":"{}"}}"#,
                digest(&at.to_string())
            );
            [descriptor(MANIFEST, &at.to_string(), ""), descriptor(MANIFEST, &format!("a{at}"), &more)]
        };
        vec![index(&(0..n).flat_map(of).collect::<Vec<_>>())]
    }),
    ("documents", |n| (0..n).map(|at| format!(r#"{{"schemaVersion":2,"manifests":[],"n":{at}}}"#)).collect()),
    ("layers without a config", |n| {
        vec![manifest("", &(0..n).map(|at| descriptor(LAYER, &at.to_string(), "")).collect::<Vec<_>>())]
    }),
    ("layers with a history", |n| {
        let diff_ids: Vec<_> = (0..n).map(|at| format!("\"{}\"", digest(&at.to_string()))).collect();
        let history: Vec<_> =
            (0..n).map(|at| format!(r#"{{"created_by":"RUN {at}"}},{{"empty_layer":true}}"#)).collect();
        let config = format!(
            r#"{{"os":"linux","architecture":"amd64","rootfs":{{"type":"layers","diff_ids":[{}]}},"history":[{}]}}"#,
            diff_ids.join(","),
            history.join(",")
        );
        let member = format!(r#""config":{},"#, descriptor(CONFIG, &config, ""));
        vec![
            manifest(&member, &(0..n).map(|at| descriptor(LAYER, &at.to_string(), "")).collect::<Vec<_>>()),
            config,
        ]
    }),
    ("entries of one image with a long command", |n| {
        let config = format!(
            r#"{{"os":"linux","architecture":"amd64","rootfs":{{"type":"layers","diff_ids":["{}"]}},"history":[{{"created_by":"{}"}}]}}"#,
            digest("l"),
            "x".repeat(10 * n)
        );
        let member = format!(r#""config":{},"#, descriptor(CONFIG, &config, ""));
        let image = manifest(&member, &[descriptor(LAYER, "l", "")]);
        let entry = descriptor(MANIFEST, &image, r#","platform":{"os":"linux","architecture":"amd64"}"#);
        vec![index(&vec![entry; n]), image, config]
    }),
    ("entries of one attestation with many statements", |n| {
        let statement = descriptor(
            "application/vnd.in-toto+json",
            "s",
            r#","annotations":{"in-toto.io/predicate-type":"https://example.com/a"}"#,
        );
        let attestation = manifest("", &vec![statement; n]);
        let more = r#","annotations":{"vnd.docker.reference.type":"attestation-manifest"}"#;
        vec![index(&vec![descriptor(MANIFEST, &attestation, more); 10]), attestation]
    }),
];

/// Four times as many may take so many times as long: four, the logarithm, and what the machine adds.
const MOST: f64 = 8.0;

/// How often a size is measured again before it counts as too slow.
const TRIES: usize = 5;

/// Bytes of the report, and the shortest time that it took.
fn measured(make: Make, parts: usize, before: Duration) -> (usize, Duration) {
    let mut page = opened(&make(parts));
    let clock = Clock::start();
    let length = text(&mut page, Msg::Export(ExportMsg::Report(ReportFormat::Json))).len()
        + text(&mut page, Msg::Export(ExportMsg::Report(ReportFormat::Markdown))).len();
    (length, clock.read().min(before))
}

#[test]
fn the_report_grows_with_what_was_opened() {
    for (what, make) in LARGE {
        let (mut one, mut four) = (Duration::MAX, Duration::MAX);
        let mut ratio = f64::INFINITY;
        for _ in 0..TRIES {
            let (small, large);
            (small, one) = measured(make, 250, one);
            (large, four) = measured(make, 1000, four);
            assert!(large < 5 * small, "{what}: {small} bytes, and {large} for four times as much");
            ratio = four.as_secs_f64() / one.as_secs_f64().max(0.001);
            if ratio <= MOST {
                break;
            }
        }
        assert!(ratio <= MOST, "{what}: {one:?}, and {four:?} for four times as much");
    }
}

/// An index of two images, and an attestation of the first after both.
fn attested() -> Headless {
    let config = |architecture: &str| {
        format!(
            r#"{{"os":"linux","architecture":"{architecture}","rootfs":{{"type":"layers","diff_ids":[]}}}}"#
        )
    };
    let image = |config: &str| manifest(&format!(r#""config":{},"#, descriptor(CONFIG, config, "")), &[]);
    let [amd64, arm64] = ["amd64", "arm64"].map(config);
    let [first, second] = [&amd64, &arm64].map(|config| image(config));
    let of = |architecture: &str| format!(r#","platform":{{"os":"linux","architecture":"{architecture}"}}"#);
    let attests = format!(
        r#","platform":{{"os":"unknown","architecture":"unknown"}},"annotations":{{"vnd.docker.reference.type":"attestation-manifest","vnd.docker.reference.digest":"{}"}}"#,
        digest(&first)
    );
    let index = index(&[
        descriptor(MANIFEST, &first, &of("amd64")),
        descriptor(MANIFEST, &second, &of("arm64")),
        descriptor(MANIFEST, "not here", &attests),
    ]);
    opened(&[index, first, second, amd64, arm64])
}

#[test]
fn an_attestation_stands_under_what_it_attests() {
    let mut page = attested();
    let report = json(&mut page);
    let tree: Vec<_> = report["tree"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| {
            (node["path"].as_str().unwrap(), node["parent"].as_str(), node["depth"].as_u64().unwrap())
        })
        .collect();
    assert_eq!(
        tree,
        [
            ("0", None, 0),
            ("0.0", Some("0"), 1),
            ("0.0.c", Some("0.0"), 2),
            ("0.2", Some("0.0"), 2),
            ("0.1", Some("0"), 1),
            ("0.1.c", Some("0.1"), 2),
        ]
    );
    let markdown = text(&mut page, Msg::Export(ExportMsg::Report(ReportFormat::Markdown)));
    let rows: Vec<&str> = markdown
        .lines()
        .skip_while(|line| *line != "## Tree")
        .skip(4)
        .take(6)
        .map(|row| row.trim_start_matches("| ").split(" |").next().unwrap())
        .collect();
    let shown = ["OCI index", "linux/amd64", "config", "attestation", "linux/arm64", "config"];
    assert_eq!(rows.iter().map(|row| row.trim_start_matches('\u{a0}')).collect::<Vec<_>>(), shown);
    let depths: Vec<usize> = rows.iter().map(|row| row.matches('\u{a0}').count() / 2).collect();
    assert_eq!(depths, [0, 1, 2, 2, 1, 2]);
}

#[test]
fn nothing_that_is_not_here_was_compared() {
    let report = json(&mut attested());
    let of = |path: &str, member: &str| {
        let mut tree = report["tree"].as_array().unwrap().iter();
        tree.find(|node| node["path"] == path).unwrap()[member].clone()
    };
    assert_eq!(
        (of("0", "comparedWith"), of("0", "state")),
        ("nothing".into(), "nothing to compare with".into())
    );
    assert_eq!((of("0.0", "comparedWith"), of("0.0", "state")), ("descriptor".into(), "verified".into()));
    assert_eq!((of("0.2", "comparedWith"), of("0.2", "state")), ("nothing".into(), "not loaded".into()));
}

#[test]
fn what_documents_say_of_each_other_is_there_with_its_place() {
    let config = r#"{"os":"linux","architecture":"arm64","rootfs":{"type":"layers","diff_ids":[]}}"#;
    let image = manifest(&format!(r#""config":{},"#, descriptor(CONFIG, config, "")), &[]);
    let entry = descriptor(MANIFEST, &image, r#","platform":{"os":"linux","architecture":"amd64"}"#);
    let report = json(&mut opened(&[index(&[entry]), image, config.to_owned()]));
    let findings = report["findings"].as_array().unwrap();
    let found = findings.iter().find(|finding| finding["code"] == "platform-config-differs");
    let found = found.unwrap_or_else(|| panic!("{findings:#?}"));
    let kind = |at: &Value| &report["documents"][usize::try_from(at.as_u64().unwrap()).unwrap()]["kind"];
    assert_eq!((&found["severity"], kind(&found["document"])), (&"error".into(), &"oci-index".into()));
    assert!(found["line"] == 1 && found["column"].as_u64().unwrap() > 1);
    let severities: Vec<&str> = findings.iter().map(|it| it["severity"].as_str().unwrap()).collect();
    assert!(
        severities
            .is_sorted_by_key(|severity| ["error", "warning", "note"].iter().position(|it| it == severity))
    );
}
