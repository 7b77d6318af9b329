//! A registry that does what none should. The fault is the repository's name; the rest of the image is right.

use std::sync::Mutex;
use std::sync::PoisonError;

use serde_json::json;

use super::http::{Answer, Body, Http, Request};
use super::image::{Blob, INDEX, Image, MANIFEST};
use crate::Result;

/// What is wrong. Each is in the repository of its [`Fault::name`], under the tag `1.0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Nothing.
    None,
    /// The first manifest ends before its `Content-Length`.
    Truncated,
    /// The first manifest comes in chunks, and the last one never.
    BrokenOff,
    /// The first manifest has a `Content-Length` that is too small, and no more bytes than that.
    Short,
    /// One byte of the first manifest is another.
    OneWrongByte,
    /// One byte of the index is another, asked for by its digest.
    WrongIndex,
    /// Twice 429 with `Retry-After: 1`, then the first manifest.
    Busy,
    /// 429 with `Retry-After: 3600`, always, for the first manifest.
    BusyForLong,
    /// 500, then the first manifest.
    FailsOnce,
    /// 500, always, for the first manifest.
    Fails,
    /// The index never ends.
    Endless,
    /// The first manifest begins, and then nothing more comes.
    Stalls,
    /// The index says that the index itself is its first entry; by a digest that is not its own, because no
    /// other can be written. The index comes for that digest, too.
    ContainsItself,
    /// Who asks is sent to the token server of somebody else.
    ForeignRealm,
    /// Who asks with a password is sent elsewhere.
    RedirectsUsers,
    /// The first layer begins, and then nothing more comes.
    LayerStalls,
    /// The first layer comes in chunks, and the last one never.
    LayerBreaksOff,
    /// One byte of the first layer is another.
    LayerChanged,
    /// An answer that is no manifest: HTML.
    Html,
    /// No fault: a list of what refers to the index.
    Referrers,
    /// No such list, but the tag that stands for one.
    ReferrersByTag,
    /// No such list, and that tag is answered with the index itself.
    ReferrersAreSubject,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 22] = [
        Self::None,
        Self::Truncated,
        Self::BrokenOff,
        Self::Short,
        Self::OneWrongByte,
        Self::WrongIndex,
        Self::Busy,
        Self::BusyForLong,
        Self::FailsOnce,
        Self::Fails,
        Self::Endless,
        Self::Stalls,
        Self::ContainsItself,
        Self::ForeignRealm,
        Self::RedirectsUsers,
        Self::LayerStalls,
        Self::LayerBreaksOff,
        Self::LayerChanged,
        Self::Html,
        Self::Referrers,
        Self::ReferrersByTag,
        Self::ReferrersAreSubject,
    ];

    /// The repository that has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Truncated => "truncated",
            Self::BrokenOff => "broken-off",
            Self::Short => "short",
            Self::OneWrongByte => "one-wrong-byte",
            Self::WrongIndex => "wrong-index",
            Self::Busy => "busy",
            Self::BusyForLong => "busy-for-long",
            Self::FailsOnce => "fails-once",
            Self::Fails => "fails",
            Self::Endless => "endless",
            Self::Stalls => "stalls",
            Self::ContainsItself => "contains-itself",
            Self::ForeignRealm => "foreign-realm",
            Self::RedirectsUsers => "redirects-users",
            Self::LayerStalls => "layer-stalls",
            Self::LayerBreaksOff => "layer-breaks-off",
            Self::LayerChanged => "layer-changed",
            Self::Html => "html",
            Self::Referrers => "referrers",
            Self::ReferrersByTag => "referrers-by-tag",
            Self::ReferrersAreSubject => "referrers-are-subject",
        }
    }
}

/// What the artifact says that it is.
const ARTIFACT_TYPE: &str = "application/vnd.example.sbom";

/// Tags of [`Faults::MANY`], and on how many pages they come.
pub const TAGS: usize = 10_000;
const PAGES: usize = 100;

/// A running server of faults, and one of somebody else that nothing secret may reach.
pub struct Faults {
    server: Http,
    stranger: Http,
    image: Image,
}

impl Faults {
    /// The repository of ten thousand tags.
    pub const MANY: &'static str = "many";

    /// Starts both.
    ///
    /// # Errors
    /// When there is no port.
    pub fn start() -> Result<Self> {
        let image = Image::new("faults");
        let stranger = Http::start(|_| open(Answer::new(200, r#"{"token":"a-token-of-a-stranger"}"#)))?;
        let registry = Behaviour::new(image.clone(), Self::by_another_name(&stranger));
        let server = Http::start(move |request| open(registry.answer(request)))?;
        Ok(Self { server, stranger, image })
    }

    /// What it was asked, and where it is.
    #[must_use]
    pub const fn server(&self) -> &Http {
        &self.server
    }

    /// Somebody else.
    #[must_use]
    pub const fn stranger(&self) -> &Http {
        &self.stranger
    }

    /// The origin by which the registry names that: not by its own host, which is 127.0.0.1.
    #[must_use]
    pub fn stranger_origin(&self) -> String {
        Self::by_another_name(&self.stranger)
    }

    fn by_another_name(stranger: &Http) -> String {
        stranger.origin().replace("127.0.0.1", "localhost")
    }

    /// The image as it should be. The first manifest is that of linux/amd64.
    #[must_use]
    pub const fn image(&self) -> &Image {
        &self.image
    }

    /// `127.0.0.1:PORT/FAULT:1.0`.
    #[must_use]
    pub fn reference(&self, fault: Fault) -> String {
        format!("{}/{}:1.0", self.server.host(), fault.name())
    }

    /// The same by the index's digest.
    #[must_use]
    pub fn pinned(&self, fault: Fault) -> String {
        format!("{}/{}@{}", self.server.host(), fault.name(), self.image.index.digest)
    }
}

/// Pages of all origins may ask and read.
fn open(answer: Answer) -> Answer {
    answer
        .with("Access-Control-Allow-Origin", "*")
        .with("Access-Control-Allow-Headers", "Authorization, Accept, Range")
        .with("Access-Control-Expose-Headers", "WWW-Authenticate, Link, Retry-After")
}

struct Behaviour {
    image: Image,
    /// An artifact that refers to the index, and the list that has it.
    artifact: Blob,
    referrers: Blob,
    /// The index that is said to contain itself.
    circular: Blob,
    stranger: String,
    /// How often a manifest was asked for in a repository.
    asked: Mutex<Vec<String>>,
}

impl Behaviour {
    fn new(image: Image, stranger: String) -> Self {
        let itself = json!({ "mediaType": INDEX, "digest": Blob::new("itself").digest, "size": 321 });
        let index = json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": [itself] });
        let empty = Blob::new("{}").descriptor("application/vnd.oci.empty.v1+json");
        let artifact = Blob::new(
            json!({
                "schemaVersion": 2, "mediaType": MANIFEST, "artifactType": ARTIFACT_TYPE,
                "config": empty, "layers": [empty], "subject": image.index.descriptor(INDEX),
            })
            .to_string(),
        );
        let mut entry = artifact.descriptor(MANIFEST);
        entry["artifactType"] = json!(ARTIFACT_TYPE);
        let list = json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": [entry] });
        Self {
            image,
            artifact,
            referrers: Blob::new(list.to_string()),
            circular: Blob::new(index.to_string()),
            stranger,
            asked: Mutex::default(),
        }
    }

    fn answer(&self, request: &Request) -> Answer {
        if request.method == "OPTIONS" {
            return Answer::new(204, "");
        }
        let Some(rest) = request.path().strip_prefix("/v2/") else { return not_found() };
        let Some((repository, rest)) = rest.split_once('/') else { return not_found() };
        if repository == Faults::MANY && rest == "tags/list" {
            return tags(request);
        }
        let repository = if repository == Faults::MANY { Fault::None.name() } else { repository };
        let Some(fault) = Fault::ALL.into_iter().find(|fault| fault.name() == repository) else {
            return not_found();
        };
        match rest.split_once('/') {
            Some(("manifests", wanted)) => self.manifest(request, fault, wanted),
            Some(("blobs", digest)) => {
                let empty = Blob::new("{}");
                match self.image.blobs().chain([&empty]).find(|blob| blob.digest == digest) {
                    Some(blob) if self.image.layer(0).is_ok_and(|layer| layer.digest == digest) => {
                        layer(blob, fault)
                    }
                    Some(blob) => whole(blob, "application/octet-stream"),
                    None => not_found(),
                }
            }
            Some(("referrers", _)) if fault == Fault::Referrers => whole(&self.referrers, INDEX),
            Some(("tags", "list")) => json_answer(&json!({ "name": repository, "tags": ["1.0"] })),
            _ => not_found(),
        }
    }

    fn manifest(&self, request: &Request, fault: Fault, wanted: &str) -> Answer {
        let user = request.header("authorization").is_some();
        let index = &self.image.index;
        match fault {
            Fault::ForeignRealm if !user => {
                let realm = format!("{}/token", self.stranger);
                return unauthorized(&format!("Bearer realm=\"{realm}\",service=\"somebody else\""));
            }
            Fault::RedirectsUsers if !user => return unauthorized("Basic realm=\"a test\""),
            Fault::RedirectsUsers => {
                return Answer::new(307, "").with("Location", format!("{}{}", self.stranger, request.target));
            }
            Fault::ContainsItself => return whole(&self.circular, INDEX),
            Fault::Html => {
                return Answer::new(200, "<!doctype html><p>Please log in.")
                    .with("Content-Type", "text/html");
            }
            Fault::Endless => return Answer::new(200, "").sending(Body::Endless(vec![b' '; 65_536])),
            Fault::WrongIndex => return whole(&changed(index), INDEX),
            Fault::ReferrersByTag if wanted.starts_with("sha256-") => return whole(&self.referrers, INDEX),
            Fault::ReferrersAreSubject if wanted.starts_with("sha256-") => return whole(index, INDEX),
            _ if wanted == self.artifact.digest => return whole(&self.artifact, MANIFEST),
            _ if wanted == "1.0" || wanted == index.digest => return whole(index, INDEX),
            _ => {}
        }
        let found = self.image.platforms.iter().position(|(_, [manifest, ..])| manifest.digest == wanted);
        let Some(number) = found else { return not_found() };
        let Ok(manifest) = self.image.manifest(number) else { return not_found() };
        if number > 0 {
            return whole(manifest, MANIFEST);
        }
        let times = self.times(fault.name());
        let length = manifest.bytes.len();
        let half = manifest.bytes.get(..length / 2).unwrap_or_default().to_vec();
        match fault {
            Fault::Truncated => whole(manifest, MANIFEST).sending(Body::Claims(length as u64, half)),
            Fault::BrokenOff => whole(manifest, MANIFEST).sending(Body::BrokenOff(half)),
            Fault::Short => whole(manifest, MANIFEST).sending(Body::Claims(half.len() as u64, half)),
            Fault::Stalls => whole(manifest, MANIFEST).sending(Body::Stalls(length as u64, half)),
            Fault::OneWrongByte => whole(&changed(manifest), MANIFEST),
            Fault::Busy if times < 2 => too_many("1"),
            Fault::BusyForLong => too_many("3600"),
            Fault::FailsOnce if times == 0 => Answer::new(500, "out of order"),
            Fault::Fails => Answer::new(500, "out of order"),
            _ => whole(manifest, MANIFEST),
        }
    }

    /// How often this was called before with this name.
    fn times(&self, name: &str) -> usize {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let times = asked.iter().filter(|known| *known == name).count();
        asked.push(name.to_owned());
        times
    }
}

/// `tags/list` as the distribution specification has it: `n`, `last`, and a `Link` to the next page.
fn tags(request: &Request) -> Answer {
    let all: Vec<String> = (0..TAGS).map(|number| format!("v{number:05}")).collect();
    let last = request.parameters("last").pop();
    let start = last.map_or(0, |last| all.partition_point(|tag| *tag <= last));
    let asked = request.parameters("n").pop().and_then(|n| n.parse().ok()).unwrap_or(usize::MAX);
    let page: Vec<&String> = all.iter().skip(start).take(asked.min(TAGS / PAGES)).collect();
    let next = page.last().filter(|tag| **tag < all.last().unwrap_or(tag));
    let link =
        next.map(|tag| format!("</v2/{}/tags/list?last={tag}&n={}>; rel=\"next\"", Faults::MANY, page.len()));
    let answer = json_answer(&json!({ "name": Faults::MANY, "tags": page }));
    match link {
        Some(link) => answer.with("Link", link),
        None => answer,
    }
}

fn json_answer(value: &serde_json::Value) -> Answer {
    Answer::new(200, value.to_string()).with("Content-Type", "application/json")
}

fn whole(blob: &Blob, media_type: &str) -> Answer {
    Answer::new(200, blob.bytes.clone()).with("Content-Type", media_type)
}

/// The first layer.
fn layer(blob: &Blob, fault: Fault) -> Answer {
    let length = blob.bytes.len();
    let half = blob.bytes.get(..length / 2).unwrap_or_default().to_vec();
    let answer = whole(blob, "application/octet-stream");
    match fault {
        Fault::LayerStalls => answer.sending(Body::Stalls(length as u64, half)),
        Fault::LayerBreaksOff => answer.sending(Body::BrokenOff(half)),
        Fault::LayerChanged => {
            let mut bytes = blob.bytes.clone();
            // Of its file's text.
            bytes.iter_mut().skip(512).take(1).for_each(|byte| *byte ^= 1);
            whole(&Blob { bytes, digest: blob.digest.clone() }, "application/octet-stream")
        }
        _ => answer,
    }
}

/// The same with another byte in its middle, of the same length, and still JSON.
fn changed(blob: &Blob) -> Blob {
    let mut bytes = blob.bytes.clone();
    // A digit of a digest; its place is one that both documents have.
    let at = bytes.windows(7).position(|window| window == b"sha256:").unwrap_or_default();
    if let Some(byte) = bytes.get_mut(at + 7) {
        *byte = if *byte == b'0' { b'1' } else { b'0' };
    }
    Blob { bytes, digest: blob.digest.clone() }
}

fn unauthorized(challenge: &str) -> Answer {
    let body = json!({ "errors": [{ "code": "UNAUTHORIZED", "message": "authentication required" }] });
    Answer::new(401, body.to_string())
        .with("WWW-Authenticate", challenge)
        .with("Content-Type", "application/json")
}

fn too_many(seconds: &str) -> Answer {
    let body = json!({ "errors": [{ "code": "TOOMANYREQUESTS", "message": "slow down" }] });
    Answer::new(429, body.to_string()).with("Retry-After", seconds).with("Content-Type", "application/json")
}

fn not_found() -> Answer {
    let body = json!({ "errors": [{ "code": "MANIFEST_UNKNOWN", "message": "manifest unknown" }] });
    Answer::new(404, body.to_string()).with("Content-Type", "application/json")
}
