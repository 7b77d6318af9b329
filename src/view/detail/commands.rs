//! The command lines that show or pull just one node, with its digest pinned.
//!
//! Checked against the tools' own references: `docker buildx imagetools inspect`, `crane` (`cmd/crane/doc`),
//! `skopeo-inspect(1)` and `skopeo-copy(1)`, `regctl manifest get` and `blob get`, `oras manifest fetch` and
//! `blob fetch`, `az acr manifest`.

use super::azure_import::import;
use super::command::{Command, Commands};
use super::facts::{Platforms, digest_text, platforms};
use crate::image::digest::Digest;
use crate::image::document::Kind;
use crate::image::media_type::{self, Compression, Meaning};
use crate::image::platform::Platform;
use crate::inspect::{Node, NodeId, Role};
use crate::registry::hosts::azure_name;
use crate::session::Inspection;
use crate::text::shell;

/// What stands for the repository where it is not known.
pub const PLACEHOLDER: &str = "REPO";

/// What a node is to a registry.
pub(super) enum Thing {
    /// A manifest or an index, which is asked for as such. `runs` where an engine may take it.
    Manifest { index: bool, runs: bool },
    /// A config, and the digest of the manifest that holds it.
    Config(Option<Digest>),
    /// Any other blob: the end of its file's name, and the manifest that holds it.
    Blob(&'static str, Option<Digest>),
}

/// The command lines of node `id`; `repository` is the image's, such as `docker.io/library/alpine`, where it
/// is known. None where the node's digest is not known, for nothing would be pinned.
#[must_use]
pub fn commands(inspection: &Inspection, id: NodeId, repository: Option<&str>) -> Vec<Commands> {
    let Some(node) = inspection.tree.get(id).filter(|node| has_commands(inspection, node)) else {
        return Vec::new();
    };
    let Some(digest) = digest(inspection, id) else { return Vec::new() };
    let at = PinnedName { repository: repository.unwrap_or(PLACEHOLDER), digest: digest.to_string() };
    match thing(inspection, node) {
        Thing::Manifest { index, runs } => {
            let Platforms { stated, config } = platforms(inspection, id);
            let platform = stated.or(config).filter(|platform| !platform.is_unknown());
            let import = import(repository, &at.digest, index);
            let own = [at.show(), at.pull(index, runs, platform.as_ref()), at.referrers()];
            own.into_iter().chain(import).collect()
        }
        Thing::Config(holder) => vec![at.config(holder.as_ref())],
        Thing::Blob(ending, holder) => {
            let whole = holder.map(|holder| at.holder(&holder));
            [Some(at.blob(ending)), whole].into_iter().flatten().collect()
        }
    }
}

/// Whether there are any: no registry has what is no document and what nothing describes, and nothing can be
/// pinned without a digest.
pub(super) fn has_commands(inspection: &Inspection, node: &Node) -> bool {
    let kind = node.blob.and_then(|blob| inspection.blobs.get(blob)).map(|blob| blob.document.kind);
    (node.role != Role::Root || !matches!(kind, Some(Kind::NotJson | Kind::AzureListing | Kind::Build(_))))
        && digest_text(inspection, node).is_some()
}

/// What a node is, by its bytes where they are here, or else by what its descriptor says.
/// The digest by which node `id` is asked for, where it has one that can be read.
pub(super) fn digest(inspection: &Inspection, id: NodeId) -> Option<Digest> {
    Digest::parse(&digest_text(inspection, inspection.tree.get(id)?)?).ok()
}

/// What `node` is to a registry.
pub(super) fn thing(inspection: &Inspection, node: &Node) -> Thing {
    let holder = || digest(inspection, node.holder?);
    let kind = node.blob.and_then(|blob| inspection.blobs.get(blob)).map(|blob| blob.document.kind);
    let stated = node.descriptor.as_ref().and_then(|descriptor| descriptor.media_type.as_deref());
    let attests = matches!(node.role, Role::Attestation(_)) || kind == Some(Kind::AttestationManifest);
    match (stated.and_then(media_type::meaning), &node.role, kind) {
        (_, Role::Config, _) | (Some(Meaning::Config), ..) => Thing::Config(holder()),
        (Some(Meaning::Layer(layer)), ..) => {
            let ending = match layer.compression {
                Compression::None => ".tar",
                Compression::Gzip => ".tar.gz",
                Compression::Zstd => ".tar.zst",
                Compression::Encrypted => ".tar.encrypted",
            };
            Thing::Blob(ending, holder())
        }
        (Some(Meaning::Statement), ..) | (_, Role::Layer(_), Some(Kind::InTotoStatement)) => {
            Thing::Blob(".json", holder())
        }
        (_, Role::Layer(_), _) => Thing::Blob("", holder()),
        (Some(Meaning::Index), ..) | (_, _, Some(Kind::OciIndex | Kind::DockerList)) => {
            Thing::Manifest { index: true, runs: true }
        }
        (_, Role::Root, Some(Kind::OciConfig | Kind::DockerConfig)) => Thing::Config(None),
        (_, Role::Root, Some(Kind::InTotoStatement | Kind::OciLayout | Kind::Json)) => {
            Thing::Blob(".json", None)
        }
        _ => {
            let artifact = kind == Some(Kind::ArtifactManifest) || node.role == Role::Subject;
            Thing::Manifest { index: false, runs: !attests && !artifact }
        }
    }
}

/// A word for a shell. No name in a registry has a NUL.
fn quoted(word: &str) -> String {
    shell::quoted(word).unwrap_or_default()
}

/// A repository, and the digest of what is asked of it.
struct PinnedName<'a> {
    repository: &'a str,
    digest: String,
}

impl PinnedName<'_> {
    /// `REPO@DIGEST`, as a shell's word.
    fn pinned(&self) -> String {
        quoted(&format!("{}@{}", self.repository, self.digest))
    }

    /// Options and the name for `az acr`; `None` where the registry is not one of Azure's.
    fn of_azure(&self) -> Option<String> {
        let (host, name) = match self.repository.split_once('/') {
            None => return Some(format!("--registry NAME --name {}", self.pinned())),
            Some(parts) => parts,
        };
        let registry = azure_name(host)?;
        let name = quoted(&format!("{name}@{}", self.digest));
        Some(format!("--registry {} --name {name}", quoted(registry)))
    }

    fn show(&self) -> Commands {
        let it = self.pinned();
        let mut lines = vec![
            line("docker", format!("docker buildx imagetools inspect --raw {it}")),
            line("crane", format!("crane manifest {it}")),
            line("skopeo", format!("skopeo inspect --raw {}", self.for_skopeo())),
            line("regctl", format!("regctl manifest get --format raw-body {it}")),
            line("oras", format!("oras manifest fetch {it}")),
        ];
        if let Some(azure) = self.of_azure() {
            lines.push(line("az acr", format!("az acr manifest show --raw {azure}")));
        }
        Commands { title: "Print its bytes", lines, remark: "" }
    }

    fn for_skopeo(&self) -> String {
        quoted(&format!("docker://{}@{}", self.repository, self.digest))
    }

    fn pull(&self, index: bool, runs: bool, platform: Option<&Platform>) -> Commands {
        let it = self.pinned();
        let all = if index { "--all " } else { "" };
        let plain =
            |text: &String| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte));
        // An engine refuses a manifest that is not for its own platform, unless it is told.
        let platform = platform.filter(|_| !index).map(slashed).filter(plain);
        let platform = platform.map(|platform| format!("--platform {platform} ")).unwrap_or_default();
        let mut lines = vec![
            line("crane", format!("crane pull --format oci {it} image")),
            line("skopeo", format!("skopeo copy {all}{} dir:image", self.for_skopeo())),
            line("regctl", format!("regctl image copy {it} ocidir://image")),
            line("oras", format!("oras copy --to-oci-layout {it} image")),
        ];
        if runs {
            let docker = Command {
                tool: "docker",
                line: format!("docker pull {platform}{it}"),
                remark: if index { "takes what fits its own host" } else { "" },
            };
            lines.insert(0, docker);
        }
        Commands {
            title: "Pull it",
            lines,
            remark: match runs {
                true => "docker pulls into its own store; the others write a folder, image.",
                false => "They write a folder, image. docker has no command for what is not to be run.",
            },
        }
    }

    fn referrers(&self) -> Commands {
        let it = self.pinned();
        let mut lines = vec![
            line("oras", format!("oras discover {it}")),
            line("regctl", format!("regctl artifact tree {it}")),
        ];
        if let Some(azure) = self.of_azure() {
            lines.push(line("az acr", format!("az acr manifest list-referrers {azure}")));
        }
        Commands {
            title: "List what refers to it",
            lines,
            remark: "Signatures, SBOMs and the like. docker, crane and skopeo have no command for that.",
        }
    }

    fn config(&self, holder: Option<&Digest>) -> Commands {
        let mut lines = Vec::new();
        if let Some(holder) = holder {
            let manifest = PinnedName { digest: holder.to_string(), ..*self };
            let it = manifest.pinned();
            lines = vec![
                Command {
                    tool: "docker",
                    line: format!("docker buildx imagetools inspect --format '{{{{json .Image}}}}' {it}"),
                    remark: "written again: its digest is another",
                },
                line("crane", format!("crane config {it}")),
                line("skopeo", format!("skopeo inspect --config --raw {}", manifest.for_skopeo())),
            ];
        } else {
            lines.push(line("crane", format!("crane blob {}", self.pinned())));
        }
        lines.push(line("regctl", format!("regctl blob get {} {}", quoted(self.repository), self.digest)));
        lines.push(line("oras", format!("oras blob fetch --output - {}", self.pinned())));
        Commands { title: "Print its bytes", lines, remark: "az acr has no command for a config." }
    }

    fn blob(&self, ending: &str) -> Commands {
        let (it, repository) = (self.pinned(), quoted(self.repository));
        let to = if ending == ".json" { String::new() } else { format!(" > blob{ending}") };
        let output = if ending == ".json" { "-".to_owned() } else { format!("blob{ending}") };
        let mut lines = vec![
            line("crane", format!("crane blob {it}{to}")),
            line("regctl", format!("regctl blob get {repository} {}{to}", self.digest)),
            line("oras", format!("oras blob fetch --output {output} {it}")),
        ];
        if let Some(list) = match ending {
            ".tar" => Some("tar -tv"),
            ".tar.gz" => Some("tar -tvz"),
            ".tar.zst" => Some("tar -tv --zstd"),
            _ => None,
        } {
            lines.push(Command {
                tool: "crane",
                line: format!("crane blob {it} | {list}"),
                remark: "lists the files in it",
            });
        }
        Commands { title: "Fetch just this", lines, remark: "" }
    }

    /// For tools that have no command for one blob.
    fn holder(&self, holder: &Digest) -> Commands {
        let manifest = PinnedName { digest: holder.to_string(), ..*self };
        Commands {
            title: "With the image that it is of",
            lines: vec![
                line("docker", format!("docker pull {}", manifest.pinned())),
                line("skopeo", format!("skopeo copy {} dir:image", manifest.for_skopeo())),
            ],
            remark: "docker, skopeo and az acr have no command for one blob. skopeo writes each blob into a \
                     file of its digest\u{2019}s name.",
        }
    }
}

fn slashed(platform: &Platform) -> String {
    let Platform { os, architecture, variant, .. } = platform;
    let mut text = format!("{os}/{architecture}");
    if !variant.is_empty() {
        text.push('/');
        text.push_str(variant);
    }
    text
}

fn line(tool: &'static str, line: String) -> Command {
    Command { tool, line, remark: "" }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::inspect::{Origin, Tree};

    const CONFIG: &str = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
    const LAYER: &str = "sha256:2222222222222222222222222222222222222222222222222222222222222222";

    fn inspection() -> Inspection {
        let manifest = format!(
            r#"{{"schemaVersion":2,"mediaType":"{}","config":{{"mediaType":"{}","digest":"{CONFIG}","size":1}},"layers":[{{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"{LAYER}","size":1}}]}}"#,
            media_type::OCI_MANIFEST,
            media_type::OCI_CONFIG
        );
        let digest =
            crate::verify::hash::digest_of(crate::image::digest::HashAlgorithm::Sha256, manifest.as_bytes());
        let index = format!(
            r#"{{"schemaVersion":2,"mediaType":"{}","manifests":[{{"mediaType":"{}","digest":"{digest}","size":{},"platform":{{"os":"linux","architecture":"arm64","variant":"v8"}}}}]}}"#,
            media_type::OCI_INDEX,
            media_type::OCI_MANIFEST,
            manifest.len()
        );
        let mut inspection = Inspection::default();
        for text in [index, manifest] {
            let bytes: Rc<[u8]> = text.as_bytes().into();
            let id = inspection.blobs.add(bytes, Origin::Paste);
            inspection.blobs.hash(id, crate::image::digest::HashAlgorithm::Sha256);
        }
        inspection.tree = Tree::build(&inspection.blobs).into();
        inspection
    }

    fn lines(id: u32, repository: Option<&str>) -> Vec<String> {
        let commands = commands(&inspection(), NodeId(id), repository);
        commands.into_iter().flat_map(|commands| commands.lines).map(|command| command.line).collect()
    }

    #[test]
    fn each_node_has_its_own() {
        let digest = |id| digest_text(&inspection(), inspection().tree.get(NodeId(id)).unwrap()).unwrap();
        let (index, manifest) = (digest(0), digest(1));
        for (id, line, reason) in [
            (0, format!("docker buildx imagetools inspect --raw r.example/a@{index}"), "the index as it is"),
            (0, format!("docker pull r.example/a@{index}"), "no platform: the engine chooses"),
            (0, format!("skopeo copy --all docker://r.example/a@{index} dir:image"), "all of its entries"),
            (1, format!("crane manifest r.example/a@{manifest}"), "an entry by its own digest"),
            (
                1,
                format!("docker pull --platform linux/arm64/v8 r.example/a@{manifest}"),
                "an entry for another host",
            ),
            (1, format!("skopeo copy docker://r.example/a@{manifest} dir:image"), "one image"),
            (2, format!("crane config r.example/a@{manifest}"), "a config by its manifest"),
            (2, format!("regctl blob get r.example/a {CONFIG}"), "a config as a blob"),
            (3, format!("oras blob fetch --output blob.tar.gz r.example/a@{LAYER}"), "a layer into a file"),
            (3, format!("crane blob r.example/a@{LAYER} | tar -tvz"), "a layer's files"),
            (3, format!("docker pull r.example/a@{manifest}"), "a layer with the image it is of"),
        ] {
            let lines = lines(id, Some("r.example/a"));
            assert!(lines.contains(&line), "{reason}: {line} is not in {lines:#?}");
        }
    }

    #[test]
    fn all_are_pinned_and_name_the_repository() {
        for id in 0..4 {
            for line in lines(id, None) {
                assert!(line.contains("sha256:") && line.contains(PLACEHOLDER), "{line}");
            }
            assert!(lines(id, None).len() >= 4, "{id}");
        }
    }

    #[test]
    fn azure_is_asked_by_its_own_names() {
        let az = |lines: Vec<String>| {
            lines.into_iter().filter(|line| line.starts_with("az acr manifest")).collect::<Vec<_>>()
        };
        let of_azure = az(lines(0, Some("mine.azurecr.io/a/b")));
        assert!(
            of_azure
                .iter()
                .any(|line| line.starts_with("az acr manifest show --raw --registry mine --name a/b@"))
        );
        assert!(az(lines(0, Some("quay.io/a/b"))).is_empty(), "no registry of Azure's");
    }

    #[test]
    fn brackets_are_quoted() {
        for line in lines(1, Some("[::1]:5000/a")) {
            assert!(
                line.contains("'[::1]:5000/a@") || line.contains("'docker://[::1]"),
                "a shell's pattern: {line}"
            );
        }
    }
}
