//! A page without a browser, and registries that answer from a table.

use std::collections::VecDeque;
use std::rc::Rc;

use bayplan::headless::{done_of, exported};
use bayplan::image::digest::HashAlgorithm;
use bayplan::layers::{FileId, JobId};
use bayplan::pace::at_once;
use bayplan::registry::{Answer, Failure, Headers, Outcome, Request};
use bayplan::session::{BoxMsg, Done, FetchMsg, LayersMsg, Source, Work};
use bayplan::session::{Effect, Model, Msg, update};
use bayplan::verify::hash::digest_of;
use bayplan::view::{Look, look};

use crate::tar::entry;

/// The time at which all answers come: 6 November 1994, 08:49:37 UTC.
pub const NOW: u64 = 784_111_777_000;

pub type Answers = Rc<dyn Fn(&Request, usize) -> Outcome>;

/// The page: what it knows, what it asked for, and what it was told to wait.
pub struct Page {
    pub model: Model,
    /// What of it is kept from one message to the next.
    pub look: Look,
    answers: Answers,
    pub requests: Vec<Request>,
    pub waits: Vec<u32>,
    /// All effects and messages as they print.
    pub printed: String,
    /// Requests that are under way and not answered, while answers are held back.
    pub under_way: VecDeque<(bayplan::session::FetchId, Request)>,
    /// What the workers are at, and have not done.
    pub works: VecDeque<(JobId, Work)>,
    pub most_under_way: usize,
    /// Whether the shell holds what it is asked to keep.
    pub keeps: bool,
    pub stopped: usize,
    /// Whether a layer may have more bytes than its descriptor says.
    pub any_size: bool,
}

impl Page {
    /// A page that no browser opened, whose requests `answers` answers: it is given the request, and how many
    /// there were of the same URL before.
    pub fn new(answers: impl Fn(&Request, usize) -> Outcome + 'static) -> Self {
        Self {
            model: Model::default(),
            look: Look::default(),
            answers: Rc::new(answers),
            requests: Vec::new(),
            waits: Vec::new(),
            printed: String::new(),
            under_way: VecDeque::new(),
            works: VecDeque::new(),
            most_under_way: 0,
            keeps: false,
            stopped: 0,
            any_size: false,
        }
    }

    /// Takes `msg` and all that follows from it, waits included.
    pub fn send(&mut self, msg: Msg) {
        self.take(msg);
        loop {
            if let Some((id, request)) = self.under_way.pop_front() {
                let outcome = self.answer(request);
                self.take(Msg::Fetch(FetchMsg::Ended { id, outcome }));
            } else if let Some((job, work)) = self.works.pop_front() {
                self.work(job, &work);
            } else {
                return;
            }
        }
    }

    fn answer(&mut self, request: Request) -> Outcome {
        let before = self.requests.iter().filter(|other| other.url == request.url).count();
        let outcome = (self.answers)(&request, before);
        self.requests.push(request);
        outcome
    }

    /// Does what a worker does with a layer that is fetched.
    fn work(&mut self, job: JobId, work: &Work) {
        let (Work::Scan { source, .. } | Work::Extract { source, .. } | Work::List { source, .. }) = work
        else {
            panic!("{work:?}")
        };
        let Source::Fetched { request, keep } = source else { panic!("{work:?}") };
        let limit = request.limit;
        let done = match self.answer((**request).clone()) {
            Outcome::Answer(answer) if answer.status == 206 => done_of(work, &mut &*answer.body),
            Outcome::Answer(answer)
                if answer.status == 200 && answer.body.len() as u64 > limit && !self.any_size =>
            {
                Done::NotFetched(Outcome::Failed(Failure::TooLong { limit }))
            }
            Outcome::Answer(answer) if answer.status == 200 => {
                self.take(Msg::Layers(LayersMsg::Progress {
                    job,
                    read: answer.body.len() as u64 / 2,
                    total: None,
                }));
                if *keep && self.keeps {
                    self.take(Msg::Layers(LayersMsg::Kept { job, file: FileId(7) }));
                }
                done_of(work, &mut &*answer.body)
            }
            other => Done::NotFetched(other),
        };
        self.take(Msg::Layers(LayersMsg::Done { job, done: Rc::new(done) }));
    }

    /// Takes `msg`, and leaves requests unanswered.
    pub fn take(&mut self, msg: Msg) {
        let mut to_do = VecDeque::from([msg]);
        while let Some(msg) = to_do.pop_front() {
            self.printed.push_str(&format!("{msg:?}\n"));
            for effect in update(&mut self.model, msg) {
                self.printed.push_str(&format!("{effect:?}\n"));
                match effect {
                    Effect::Fetch { id, request } => self.under_way.push_back((id, request)),
                    Effect::Work { job, work } => self.works.push_back((job, work)),
                    Effect::StopWork(stopped) => {
                        self.works.retain(|(job, _)| stopped.is_some_and(|stopped| stopped != *job));
                    }
                    Effect::StopFetch(id) => {
                        self.stopped += 1;
                        self.under_way.retain(|(other, _)| *other != id);
                    }
                    Effect::Later { milliseconds, msg } => {
                        if matches!(*msg, Msg::Fetch(FetchMsg::Again(_))) {
                            self.waits.push(milliseconds);
                        }
                        to_do.push_back(*msg);
                    }
                    Effect::AfterFrame(msg) => to_do.push_back(*msg),
                    Effect::InPieces(work) => to_do.push_back(at_once(work.done())),
                    Effect::Export(what) => {
                        let (effect, answer) = exported(&self.model, what);
                        self.printed.push_str(&format!("{effect:?}\n"));
                        to_do.extend(answer);
                    }
                    _ => {}
                }
            }
            self.most_under_way = self.most_under_way.max(self.under_way.len());
        }
        self.printed.push_str(&format!("{:?}\n", self.model));
        let look = look(&self.model, &self.look);
        self.printed.push_str(&format!("{look:?}\n"));
        assert_eq!(look.fetch.view, bayplan::view::fetching(&self.model), "what is shown is what is so");
        self.look = look;
    }

    /// Types a reference and presses Enter.
    pub fn open(&mut self, reference: &str) {
        self.take(Msg::Box(BoxMsg::Changed(reference.to_owned())));
        self.send(Msg::Box(BoxMsg::Submit));
    }

    /// The states of all nodes, from the top.
    pub fn states(&self) -> String {
        let tree = &self.model.inspection.tree;
        tree.iter().map(|(_, node)| node.state.word()).collect::<Vec<_>>().join(", ")
    }

    /// The URLs that were asked for.
    pub fn urls(&self) -> Vec<&str> {
        self.requests.iter().map(|request| request.url.as_str()).collect()
    }

    /// What could not be fetched, in sentences.
    pub fn problems(&self) -> Vec<String> {
        bayplan::view::fetching(&self.model)
            .problems
            .into_iter()
            .map(|problem| problem.diagnosis.headline)
            .collect()
    }
}

/// An answer.
pub fn answer(status: u16, media_type: &str, body: &[u8]) -> Answer {
    Answer {
        status,
        url: String::new(),
        redirected: false,
        headers: Headers { content_type: Some(media_type.to_owned()), ..Headers::default() },
        body: body.into(),
        whole: true,
        at: NOW,
    }
}

/// An answer with a document.
pub fn ok(media_type: &str, body: &[u8]) -> Outcome {
    Outcome::Answer(answer(200, media_type, body))
}

/// An answer with this status, and an error of this code.
pub fn error(status: u16, code: &str) -> Outcome {
    let body = format!(r#"{{"errors":[{{"code":"{code}","message":"of the registry"}}]}}"#);
    Outcome::Answer(answer(status, "application/json", body.as_bytes()))
}

/// A challenge.
pub fn challenge(header: &str) -> Outcome {
    let mut answer = answer(401, "application/json", br#"{"errors":[{"code":"UNAUTHORIZED"}]}"#);
    answer.headers.www_authenticate = Some(header.to_owned());
    Outcome::Answer(answer)
}

pub fn opaque() -> Outcome {
    Outcome::Failed(Failure::Opaque)
}

pub const INDEX: &str = "application/vnd.oci.image.index.v1+json";
pub const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
pub const LAYER: &str = "application/vnd.oci.image.layer.v1.tar+gzip";
pub const CONFIG: &str = "application/vnd.oci.image.config.v1+json";

/// The digest of some bytes.
pub fn digest(bytes: &str) -> String {
    digest_of(HashAlgorithm::Sha256, bytes.as_bytes()).to_string()
}

/// The digest of some bytes.
pub fn digest_of_bytes(bytes: &[u8]) -> String {
    digest_of(HashAlgorithm::Sha256, bytes).to_string()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, bytes).unwrap();
    encoder.finish().unwrap()
}

/// A tar of one file.
pub fn tar(name: &str, text: &str) -> Vec<u8> {
    let mut tar = entry(name, text.as_bytes());
    tar.resize(tar.len() + 1024, 0);
    tar
}

/// An image of as many platforms, and the registry that has it.
#[derive(Clone)]
pub struct Image {
    pub index: String,
    pub manifests: Vec<String>,
    pub configs: Vec<String>,
    pub layers: Vec<Vec<u8>>,
}

impl Image {
    pub fn new(platforms: usize) -> Self {
        let config = |at: usize| {
            format!(r#"{{"os":"linux","architecture":"a{at}","rootfs":{{"type":"layers","diff_ids":[]}}}}"#)
        };
        let configs: Vec<String> = (0..platforms).map(config).collect();
        let manifest = |config: &String| {
            format!(
                r#"{{"schemaVersion":2,"mediaType":"{MANIFEST}","config":{{"mediaType":"{CONFIG}","digest":"{}","size":{}}},"layers":[{{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:{}","size":7}}]}}"#,
                digest(config),
                config.len(),
                "0".repeat(64)
            )
        };
        let manifests: Vec<String> = configs.iter().map(manifest).collect();
        let entry = |(at, manifest): (usize, &String)| {
            format!(
                r#"{{"mediaType":"{MANIFEST}","digest":"{}","size":{},"platform":{{"os":"linux","architecture":"a{at}"}}}}"#,
                digest(manifest),
                manifest.len()
            )
        };
        let entries: Vec<String> = manifests.iter().enumerate().map(entry).collect();
        let index =
            format!(r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":[{}]}}"#, entries.join(","));
        Self { index, manifests, configs, layers: Vec::new() }
    }

    /// An image of one platform and these layers, which are tars; `more` is put into the descriptor of each.
    pub fn of_layers(tars: &[Vec<u8>], more: &str) -> Self {
        let layers: Vec<Vec<u8>> = tars.iter().map(|tar| gzip(tar)).collect();
        Self::of_packed(tars, layers, more)
    }

    /// The same of layers as they are stored.
    pub fn of_packed(tars: &[Vec<u8>], layers: Vec<Vec<u8>>, more: &str) -> Self {
        let ids: Vec<String> = tars.iter().map(|tar| format!("\"{}\"", digest_of_bytes(tar))).collect();
        let config = format!(
            r#"{{"os":"linux","architecture":"a0","rootfs":{{"type":"layers","diff_ids":[{}]}}}}"#,
            ids.join(",")
        );
        let descriptor = |layer: &Vec<u8>| {
            format!(
                r#"{{"mediaType":"{LAYER}","digest":"{}","size":{}{more}}}"#,
                digest_of_bytes(layer),
                layer.len()
            )
        };
        let descriptors: Vec<String> = layers.iter().map(descriptor).collect();
        let manifest = format!(
            r#"{{"schemaVersion":2,"mediaType":"{MANIFEST}","config":{{"mediaType":"{CONFIG}","digest":"{}","size":{}}},"layers":[{}]}}"#,
            digest(&config),
            config.len(),
            descriptors.join(",")
        );
        let index = format!(
            r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":[{{"mediaType":"{MANIFEST}","digest":"{}","size":{},"platform":{{"os":"linux","architecture":"a0"}}}}]}}"#,
            digest(&manifest),
            manifest.len()
        );
        Self { index, manifests: vec![manifest], configs: vec![config], layers }
    }

    /// What a registry answers that has it as `repository`, with the tag `1`.
    pub fn answer(&self, request: &Request) -> Outcome {
        let accept = request.accept.unwrap_or_default();
        let Some((_, path)) = request.url.split_once("/v2/") else { return error(404, "UNSUPPORTED") };
        let Some((folder, name)) = path.rsplit_once('/') else { return error(404, "UNSUPPORTED") };
        if folder.ends_with("/blobs") {
            if let Some(layer) = self.layers.iter().find(|layer| digest_of_bytes(layer) == name) {
                return match request.range {
                    None => ok("application/octet-stream", layer),
                    Some((first, last)) => Outcome::Answer(answer(
                        206,
                        "application/octet-stream",
                        &layer[usize::try_from(first).unwrap()..=usize::try_from(last).unwrap()],
                    )),
                };
            }
            let config = self.configs.iter().find(|config| digest(config) == name);
            return config.map_or_else(
                || error(404, "BLOB_UNKNOWN"),
                |it| ok("application/octet-stream", it.as_bytes()),
            );
        }
        if !folder.ends_with("/manifests") {
            return Outcome::Answer(answer(404, "text/plain", b"404 page not found\n"));
        }
        if name == "1" || name == digest(&self.index) {
            return if accept.contains(INDEX) {
                ok(INDEX, self.index.as_bytes())
            } else {
                error(404, "MANIFEST_UNKNOWN")
            };
        }
        let manifest = self.manifests.iter().find(|manifest| digest(manifest) == name);
        match manifest {
            Some(manifest) if accept.contains(MANIFEST) => ok(MANIFEST, manifest.as_bytes()),
            _ => error(404, "MANIFEST_UNKNOWN"),
        }
    }
}
