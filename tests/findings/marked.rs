//! Documents with the place that a finding must point to in «marks», and short names for long texts.

use bayplan::findings::{Finding, of_document};
use bayplan::image::document::Document;
use bayplan::json::{self, Span};

/// What the short names in a document stand for.
const NAMES: [(&str, &str); 13] = [
    ("$D2", "sha256:2222222222222222222222222222222222222222222222222222222222222222"),
    ("$D3", "sha256:3333333333333333333333333333333333333333333333333333333333333333"),
    ("$D", "sha256:1111111111111111111111111111111111111111111111111111111111111111"),
    ("$EMPTY", "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"),
    ("$INDEX", "application/vnd.oci.image.index.v1+json"),
    ("$MANIFEST", "application/vnd.oci.image.manifest.v1+json"),
    ("$CONFIG", "application/vnd.oci.image.config.v1+json"),
    ("$LAYER", "application/vnd.oci.image.layer.v1.tar+gzip"),
    ("$DOCKERLIST", "application/vnd.docker.distribution.manifest.list.v2+json"),
    ("$DOCKERMANIFEST", "application/vnd.docker.distribution.manifest.v2+json"),
    ("$DOCKERCONFIG", "application/vnd.docker.container.image.v1+json"),
    ("$DOCKERLAYER", "application/vnd.docker.image.rootfs.diff.tar.gzip"),
    ("$LINUX", r#""platform":{"architecture":"amd64","os":"linux"}"#),
];

/// A document, and the place that was marked in it.
pub struct Marked {
    pub bytes: Vec<u8>,
    pub span: Option<Span>,
}

/// Puts in the long names, and takes out the marks.
pub fn marked(text: &str) -> Marked {
    let text = expand(text);
    let at = |mark| text.find(mark);
    let span = at('«').zip(at('»')).map(|(start, end)| {
        let end = end - '«'.len_utf8();
        Span::new(start as u32, end as u32)
    });
    Marked { bytes: text.replace(['«', '»'], "").into_bytes(), span }
}

/// Puts in the long names.
pub fn expand(text: &str) -> String {
    let mut names = NAMES;
    // A longer name first, or `$D` would eat the start of `$DOCKERLIST`.
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names.iter().fold(text.to_owned(), |text, (name, long)| text.replace(name, long))
}

/// The findings of these bytes alone.
pub fn findings_of(bytes: &[u8]) -> Vec<Finding> {
    let reading = json::read(bytes);
    of_document(bytes, &reading, &Document::read(reading.root(bytes)))
}
