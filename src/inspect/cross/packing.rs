//! How a layer is compressed, against what its media type says.

use super::Found;
use super::place::Node;
use crate::archive::codec::Codec;
use crate::findings::codes::LAYER_COMPRESSION_DIFFERS;
use crate::image::document::Kind;
use crate::image::media_type::{Compression, Layer, Meaning, meaning};
use crate::text::quote::Quoted;

/// What the descriptor of a node says that its bytes are, for what is to be said of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stated {
    /// A layer of an image that clients unpack; compressed so, where there is a media type.
    Layer(Option<Compression>),
    /// Something else: an encrypted layer, or what an artifact has in place of layers.
    Other,
}

pub(super) fn stated(node: &Node<'_>) -> Stated {
    // Tools for artifacts give files of any kind the media type of a layer.
    let holder = node.holder_blob().map(|blob| blob.document.kind);
    if matches!(holder, Some(Kind::ArtifactManifest | Kind::AttestationManifest)) {
        return Stated::Other;
    }
    let Some(text) = media_type(node) else { return Stated::Layer(None) };
    match meaning(text) {
        Some(Meaning::Layer(Layer { compression: Compression::Encrypted, .. })) => Stated::Other,
        Some(Meaning::Layer(Layer { compression, .. })) => Stated::Layer(Some(compression)),
        _ => Stated::Other,
    }
}

fn media_type<'a>(node: &Node<'a>) -> Option<&'a str> {
    node.node.descriptor.as_ref()?.media_type.as_deref()
}

/// Says so where the bytes are compressed otherwise than the media type says.
pub(super) fn check(found: &mut Found, node: &Node<'_>) {
    let (Some(proof), Some(text), Stated::Layer(Some(stated))) =
        (node.proof(), media_type(node), stated(node))
    else {
        return;
    };
    let actual = match proof.codec {
        // What is neither a tar nor compressed as is known here may be anything.
        Codec::Plain if !proof.is_tar => return,
        Codec::Plain => Compression::None,
        Codec::Gzip => Compression::Gzip,
        Codec::Zstd => Compression::Zstd,
    };
    if stated == actual {
        return;
    }
    let is = match actual {
        Compression::None => "not compressed",
        Compression::Gzip => "compressed by gzip",
        _ => "compressed by zstd",
    };
    let says = match stated {
        Compression::None => "a plain tar",
        Compression::Gzip => "gzip",
        _ => "zstd",
    };
    let oci = text.starts_with("application/vnd.oci.");
    let clients = match stated {
        Compression::None if oci => {
            "containerd, and with it Kubernetes, BuildKit and Docker with containerd's image store, goes by the \
             type where that says a plain tar, and fails with “archive/tar: invalid tar header”; Docker's classic \
             store, Podman and crane look at the bytes"
        }
        _ => {
            "containerd, Docker, Podman and crane look at the bytes here and unpack it, and umoci goes by the type \
             and fails"
        }
    };
    found.holder(
        &LAYER_COMPRESSION_DIFFERS,
        node.stated(&["mediaType"]),
        format!(
            "The media type says {says}, and the layer is {is}: {clients}. Write {}.",
            Quoted(&of(text, actual))
        ),
    );
}

/// The media type that says so, in the family of `text`.
fn of(text: &str, actual: Compression) -> String {
    let base = text.rsplit_once("tar").map_or(text, |(front, _)| front);
    let sign = if text.starts_with("application/vnd.docker.") { "." } else { "+" };
    match actual {
        Compression::Gzip => format!("{base}tar{sign}gzip"),
        Compression::Zstd => format!("{base}tar{sign}zstd"),
        _ => format!("{base}tar"),
    }
}
