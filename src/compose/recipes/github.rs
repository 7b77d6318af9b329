//! Workflows of GitHub Actions, with buildx.
//!
//! <https://docs.docker.com/build/ci/github-actions/multi-platform/>

use super::Making;
use super::yaml::{block, scalar};
use crate::compose::commands::Tool;

impl Making<'_> {
    /// Of images in the registry, each by its digest.
    pub(super) fn github_of_digests(&mut self, placeholder: &str) -> Option<String> {
        let lines = self.lines_of(Tool::Buildx, placeholder);
        let (head, sign_in) = (self.head("workflow_dispatch:"), self.sign_in());
        Some(format!(
            "# Puts images that are in the registry together to one index, each by its digest.\n{head}    steps:\n      \
             - uses: docker/setup-buildx-action@v3\n{sign_in}      - name: Put the index together\n        run: |{}\n",
            block(&lines, 10)
        ))
    }

    /// Of images that are built.
    pub(super) fn github_of_sources(&mut self) -> Option<String> {
        let platforms = self.platforms()?.join(",");
        let (head, sign_in) = (self.head("push:\n    branches:\n      - main"), self.sign_in());
        let annotations = self.index_annotations();
        let annotations = match annotations.is_empty() {
            true => String::new(),
            false => format!("          annotations: |{}\n", block(&annotations, 12)),
        };
        let output = match self.output() {
            Some(output) => format!("          outputs: {output}\n          provenance: false\n"),
            None => "          push: true\n".to_owned(),
        };
        Some(format!(
            "# Builds an image for all platforms with buildx, and pushes it as one index.\n{head}    steps:\n      \
             - uses: actions/checkout@v4\n      - uses: docker/setup-qemu-action@v3\n      \
             - uses: docker/setup-buildx-action@v3\n{sign_in}      - uses: docker/build-push-action@v6\n        with:\n          \
             context: .\n          platforms: {}\n          tags: {}\n{annotations}{output}",
            scalar(&platforms),
            scalar(&self.tag())
        ))
    }

    fn is_of_github(&self) -> bool {
        self.split_target().0 == "ghcr.io"
    }

    fn head(&self, on: &str) -> String {
        let packages = if self.is_of_github() { "  packages: write\n" } else { "" };
        format!(
            "name: Multi-architecture image\n\non:\n  {on}\n\npermissions:\n  contents: read\n{packages}\njobs:\n  \
             index:\n    runs-on: ubuntu-latest\n"
        )
    }

    /// Who signs in: the workflow itself at GitHub's registry, else whom the repository's settings name.
    fn sign_in(&self) -> String {
        let (user, password) = match self.is_of_github() {
            true => ("${{ github.actor }}", "${{ secrets.GITHUB_TOKEN }}"),
            false => ("${{ vars.REGISTRY_USERNAME }}", "${{ secrets.REGISTRY_PASSWORD }}"),
        };
        let registry = scalar(self.split_target().0);
        format!(
            "      - uses: docker/login-action@v3\n        with:\n          registry: {registry}\n          \
             username: {user}\n          password: {password}\n"
        )
    }
}
