//! Command lines that print a document byte for byte, to paste or drop it.

use super::hosts::azure_name;
use super::resource::Resource;
use crate::image::reference::Reference;
use crate::text::shell;

/// A command line, and the tool that it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawCommand {
    /// The tool's name.
    pub tool: &'static str,
    /// The line, for a shell.
    pub line: String,
}

/// The commands that print `resource` of the repository of `reference`; none for lists.
#[must_use]
pub fn raw_commands(reference: &Reference, resource: &Resource) -> Vec<RawCommand> {
    let repository = format!("{}/{}", reference.registry, reference.repository);
    let command = |tool, line| RawCommand { tool, line };
    // The grammar of references leaves little to quote: an IPv6 address. None has a NUL.
    let quoted = |word: &str| shell::quoted(word).unwrap_or_default();
    let name = match resource {
        Resource::Tagged(tag) => format!("{repository}:{tag}"),
        Resource::Manifest(digest) => format!("{repository}@{digest}"),
        Resource::Blob(digest) => {
            let name = quoted(&format!("{repository}@{digest}"));
            return vec![
                command("crane", format!("crane blob {name}")),
                command("regctl", format!("regctl blob get {} {digest}", quoted(&repository))),
                command("oras", format!("oras blob fetch --output - {name}")),
            ];
        }
        Resource::Tags | Resource::Referrers(_) => return Vec::new(),
    };
    let on_skopeo = quoted(&format!("docker://{name}"));
    let name = quoted(&name);
    let mut commands = vec![
        command("docker", format!("docker buildx imagetools inspect --raw {name}")),
        command("crane", format!("crane manifest {name}")),
        command("skopeo", format!("skopeo inspect --raw {on_skopeo}")),
        command("regctl", format!("regctl manifest get --format raw-body {name}")),
        command("oras", format!("oras manifest fetch {name}")),
    ];
    if azure_name(&reference.registry).is_some() {
        commands.push(command("az", format!("az acr manifest show --raw {name}")));
    }
    commands
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(reference: &str) -> Vec<String> {
        let reference: Reference = reference.parse().unwrap();
        raw_commands(&reference, &Resource::of(&reference)).into_iter().map(|command| command.line).collect()
    }

    #[test]
    fn of_manifests() {
        let of_hub = lines("alpine");
        assert_eq!(of_hub.len(), 5);
        assert!(of_hub.iter().all(|line| line.ends_with("docker.io/library/alpine:latest")), "{of_hub:?}");
        assert!(lines("[::1]:5000/a").iter().all(|line| line.ends_with("[::1]:5000/a:latest'")));
        let digest = format!("sha256:{}", "0".repeat(64));
        let of_azure = lines(&format!("my.azurecr.io/a:1@{digest}"));
        assert_eq!(of_azure.len(), 6);
        assert!(of_azure.iter().all(|line| line.ends_with(&format!("my.azurecr.io/a@{digest}"))));
    }
}
