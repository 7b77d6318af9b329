//! JSON that is no image document, but that an image tool or a registry prints.

use super::codes::{
    CREDENTIALS, Code, MANIFEST_INSPECT_VERBOSE, REGISTRY_ANSWER, REGISTRY_ERROR, TOOL_OUTPUT,
    UNKNOWN_DOCUMENT,
};
use super::member::opening;
use super::report::Report;
use crate::image::document::{Document, Kind};
use crate::json::{Reading, Value, ValueKind};
use crate::keyed::HashSet;
use crate::text::quote::Quoted;

/// Some JSON that tools print: the members that tell it, and what to do.
struct Sign {
    keys: &'static [&'static str],
    code: &'static Code,
    message: &'static str,
}

const SIGNS: [Sign; 15] = [
    Sign {
        keys: &["Ref", "Descriptor"],
        code: &MANIFEST_INSPECT_VERBOSE,
        message: "This is what “docker manifest inspect -v” prints: the manifests are in it, wrapped \
            and written again, so no digest can be checked. Print the bytes with “docker buildx \
            imagetools inspect --raw”.",
    },
    Sign {
        keys: &["Id", "RepoTags"],
        code: &TOOL_OUTPUT,
        message: "This is what “docker inspect” or “podman inspect” prints of an image on a host. Print \
            the manifest itself with “docker buildx imagetools inspect --raw” or “skopeo inspect --raw”.",
    },
    Sign {
        keys: &["Name", "Digest", "RepoTags"],
        code: &TOOL_OUTPUT,
        message: "This is what “skopeo inspect” prints: a summary, not the manifest. Run it again with \
            --raw, or with --config --raw for the config.",
    },
    Sign {
        keys: &["Name", "Digest", "Layers"],
        code: &TOOL_OUTPUT,
        message: "This is what “skopeo inspect” prints: a summary, not the manifest. Run it again with \
            --raw, or with --config --raw for the config.",
    },
    Sign {
        keys: &["Config", "RepoTags", "Layers"],
        code: &TOOL_OUTPUT,
        message: "This is the manifest.json of a “docker save” archive: a table of contents that has no \
            digest of its own. Choose the whole archive, or the file that its “Config” names.",
    },
    Sign {
        keys: &["name", "manifest", "image"],
        code: &TOOL_OUTPUT,
        message: "This is what “docker buildx imagetools inspect --format '{{json .}}'” prints: several \
            documents in one, written again. Run it again with --raw.",
    },
    Sign {
        keys: &["containerimage.digest"],
        code: &TOOL_OUTPUT,
        message: "This is the metadata file of a build: it names the digest of what was built. Pin that \
            digest, and fetch the document by it.",
    },
    Sign {
        keys: &["critical", "optional"],
        code: &UNKNOWN_DOCUMENT,
        message: "This is what a signature of cosign's is over: it names the image that was signed by its digest. \
            It is a layer of the signature's manifest; open that, too.",
    },
    Sign {
        keys: &["ociVersion", "process"],
        code: &TOOL_OUTPUT,
        message: "This is the config.json of a runtime bundle: how one container runs, not what an \
            image holds. Bayplan reads the image's config.",
    },
    Sign {
        keys: &["auths"],
        code: &CREDENTIALS,
        message: "This is Docker's file of credentials, not a document. Nothing of it left this page; \
            take it away, and share no link of it.",
    },
    Sign {
        keys: &["token"],
        code: &CREDENTIALS,
        message: "This is a registry's answer with an access token, not a document. Use the token to \
            fetch the manifest, take this away, and share no link of it.",
    },
    Sign {
        keys: &["access_token"],
        code: &CREDENTIALS,
        message: "This is a registry's answer with an access token, not a document. Use the token to \
            fetch the manifest, take this away, and share no link of it.",
    },
    Sign {
        keys: &["name", "tags"],
        code: &REGISTRY_ANSWER,
        message: "This is a registry's list of tags. Fetch the manifest of one of them and open that.",
    },
    Sign {
        keys: &["Repository", "Tags"],
        code: &REGISTRY_ANSWER,
        message: "This is what “skopeo list-tags” prints. Fetch the manifest of one of the tags and open that.",
    },
    Sign {
        keys: &["repositories"],
        code: &REGISTRY_ANSWER,
        message: "This is a registry's list of repositories. Fetch the manifest of an image in one of \
            them and open that.",
    },
];

/// Says what the document is, where it is JSON and none of the image documents.
pub(super) async fn check(report: &mut Report<'_>, root: Value<'_>, document: &Document, reading: &Reading) {
    if document.kind != Kind::Json {
        return;
    }
    if let Some(error) = registry_error(root) {
        return tell_error(report, error);
    }
    let object = if root.kind() == ValueKind::Array { root.items().next() } else { Some(root) };
    // One pass over the members, whose number is not ours.
    let known: HashSet<&str> = SIGNS.iter().flat_map(|sign| sign.keys).copied().collect();
    let members = object.into_iter().flat_map(Value::members);
    let mut there: HashSet<&str> = HashSet::default();
    for member in members {
        there.extend(known.get(&*member.name()));
        report.spend(4).await;
    }
    let has = |key: &&str| there.contains(key);
    if let Some(sign) = SIGNS.iter().find(|sign| sign.keys.iter().all(has)) {
        report.add(sign.code, opening(root), || sign.message.to_owned());
        return;
    }
    // Of what broke off or is no JSON, nobody knows what it was to be.
    if !reading.is_json() {
        return;
    }
    report.add(&UNKNOWN_DOCUMENT, opening(root), || {
        format!(
            "This is JSON ({}), and none of the documents that an image is made of. Open an index, a \
             manifest or a config.",
            root.kind().a()
        )
    });
}

fn registry_error(root: Value<'_>) -> Option<Value<'_>> {
    let first = root.get("errors")?.items().next()?;
    first.get("code").is_some().then_some(first)
}

fn tell_error(report: &mut Report<'_>, error: Value<'_>) {
    report.add(&REGISTRY_ERROR, error.span(), || {
        let text = |key| error.get(key).and_then(Value::as_str).unwrap_or_default();
        let code = text("code");
        let next = match &*code {
            "UNAUTHORIZED" | "DENIED" => {
                "Sign in, or check that the repository's name is right: \
                registries say this of private and of missing ones."
            }
            "MANIFEST_UNKNOWN" => {
                "There is no such tag or digest: check how it is written, and that \
                the request accepts indexes too."
            }
            "NAME_UNKNOWN" | "NAME_INVALID" => "Check the repository's name.",
            "TOOMANYREQUESTS" => "Wait, or sign in for a higher limit.",
            _ => "Fetch the document again.",
        };
        format!(
            "This is a registry's error, not a document: {} {}. {next}",
            Quoted(&code),
            Quoted(&text("message"))
        )
    });
}
