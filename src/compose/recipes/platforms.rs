//! The platforms that images are built for.

use super::{Lack, Making};
use crate::image::platform::Platform;

impl Making<'_> {
    /// The platforms of the draft for a build on Linux, each once and without the version of its system; what is left out
    /// is lacking. `None` where none is left.
    pub(super) fn platforms(&mut self) -> Option<Vec<String>> {
        let mut platforms: Vec<String> = Vec::new();
        let (mut foreign, mut unknown, mut of_base) = (Vec::new(), Vec::new(), Vec::new());
        for (at, entry) in self.draft.entries.iter().enumerate().filter(|(_, entry)| !entry.is_attestation())
        {
            let platform = entry.written_platform().or_else(|| entry.config.clone());
            let Some(platform) = platform.filter(|it| !it.os.is_empty() && !it.architecture.is_empty())
            else {
                unknown.push(at + 1);
                continue;
            };
            if platform.os != "linux" {
                foreign.push(at + 1);
                continue;
            }
            if !platform.os_version.is_empty() || !platform.os_features.is_empty() {
                of_base.push(at + 1);
            }
            let bare =
                Platform { os_version: String::new(), os_features: Vec::new(), ..platform }.to_string();
            if !platforms.contains(&bare) {
                platforms.push(bare);
            }
        }
        self.lack(!foreign.is_empty(), Lack::NotLinux(foreign));
        self.lack(!unknown.is_empty(), Lack::NoPlatform(unknown));
        self.lack(!of_base.is_empty(), Lack::OfBase(of_base));
        self.lack(platforms.is_empty(), Lack::Nothing);
        (!platforms.is_empty()).then_some(platforms)
    }

    /// The annotations of the index as buildx takes them.
    pub(super) fn index_annotations(&self) -> Vec<String> {
        self.draft.annotations.iter().map(|(key, value)| format!("index:{key}={value}")).collect()
    }
}
