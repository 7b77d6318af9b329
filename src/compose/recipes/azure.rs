//! Azure Pipelines.
//!
//! <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema>

use super::Making;
use super::yaml::{block, scalar};
use crate::compose::commands::Tool;
use crate::text::shell::quoted;

const SIGN_IN: &str = "  - task: Docker@2
    displayName: Sign in to the registry
    inputs:
      command: login
      # The service connection of the project that keeps name and password.
      containerRegistry: my-registry-connection
";

impl Making<'_> {
    /// Of images in the registry, each by its digest.
    pub(super) fn azure_of_digests(&mut self, placeholder: &str) -> Option<String> {
        let lines = self.lines_of(Tool::Buildx, placeholder);
        Some(format!(
            "# Puts images that are in the registry together to one index, each by its digest.\n\
             trigger: none\n\npool:\n  vmImage: ubuntu-latest\n\nsteps:\n{SIGN_IN}  - script: |{}\n    \
             displayName: Put the index together\n",
            block(&lines, 6)
        ))
    }

    /// Of images that are built.
    pub(super) fn azure_of_sources(&mut self) -> Option<String> {
        let platforms = self.platforms()?.join(",");
        let mut words = vec!["docker buildx build".to_owned(), format!("--platform {platforms}")];
        words.push(format!("--tag {}", quoted(&self.tag())?));
        for annotation in self.index_annotations() {
            words.push(format!("--annotation {}", quoted(&annotation)?));
        }
        words.extend(self.output().map(|output| format!("--output {output}")));
        words.push("--push .".to_owned());
        let words: Vec<String> = vec![words.join(" \\\n  ")];
        Some(format!(
            "# Builds an image for all platforms with buildx, and pushes it as one index.\n\
             trigger:\n  branches:\n    include:\n      - main\n\npool:\n  vmImage: ubuntu-latest\n\nsteps:\n{SIGN_IN}  \
             - script: |\n      docker run --privileged --rm tonistiigi/binfmt --install all\n      \
             docker buildx create --use\n    displayName: {}\n  - script: |{}\n    displayName: Build and push\n",
            scalar("Set up QEMU and buildx"),
            block(&words, 6)
        ))
    }

    /// How the index is written, where that is not buildx's own way.
    pub(super) fn output(&self) -> Option<&'static str> {
        (self.draft.format == crate::select::Format::Docker).then_some("type=registry,oci-mediatypes=false")
    }
}
