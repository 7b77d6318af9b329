//! `az acr import`: the command that copies an image into a registry of Azure's, pinned by digest.
//!
//! <https://learn.microsoft.com/azure/container-registry/container-registry-import-images>

use super::command::{Command, Commands};
use crate::text::shell;

/// The command; `index` where what is copied is one. `None` where nothing says where it is copied from.
pub(super) fn import(repository: Option<&str>, digest: &str, index: bool) -> Option<Commands> {
    let (_, path) = repository?.split_once('/')?;
    let source = shell::quoted(&format!("{}@{digest}", repository?))?;
    let image = shell::quoted(path)?;
    let lines = vec![Command {
        tool: "az acr",
        line: format!("az acr import --name REGISTRY --source {source} --image {image}:TAG"),
        remark: "put in your registry\u{2019}s name, and a tag",
    }];
    let remark = match index {
        true => {
            "The import takes along the images of all platforms that the index names, each under its own digest, and \
             the bytes stay the same. Azure fetches them itself: nothing goes through this machine."
        }
        false => {
            "This is one image, of one platform: import the index by its digest to have the others there, too. Azure \
             fetches it itself: nothing goes through this machine."
        }
    };
    Some(Commands { title: "Copy it into a registry of Azure\u{2019}s", lines, remark })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_is_pinned_by_digest() {
        let line =
            |repository| import(repository, "sha256:0", true).map(|commands| commands.lines[0].line.clone());
        assert_eq!(
            line(Some("docker.io/library/alpine")).as_deref(),
            Some(
                "az acr import --name REGISTRY --source docker.io/library/alpine@sha256:0 --image library/alpine:TAG"
            )
        );
        assert_eq!(line(None), None, "nothing says where from");
        let quoted = line(Some("[::1]:5000/a")).unwrap();
        assert!(quoted.contains("'[::1]:5000/a@sha256:0'"), "{quoted}");
    }
}
