//! The commands that make a draft, each by digests, and what a command can't give.
//!
//! Checked against the tools' own references: `docker buildx imagetools create`, `docker manifest`, `crane index append`
//! (`cmd/crane/doc`), `regctl index`, `oras manifest index create`, `podman-manifest-add(1)`, `buildah-manifest-add(1)`.

use super::draft::{Draft, Entry, Target};
use crate::image::platform::Platform;
use crate::select::Format;
use crate::text::shell::quoted;

/// A tool that makes indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// `docker buildx imagetools create`
    Buildx,
    /// `docker manifest`
    DockerManifest,
    /// `crane index append`
    Crane,
    /// `regctl index create`
    Regctl,
    /// `oras manifest index create`
    Oras,
    /// `podman manifest`
    Podman,
    /// `buildah manifest`
    Buildah,
}

/// Why a tool's result is another than the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hitch {
    /// It has no option for a platform: it takes that of the config, which is another for these entries (from 1).
    Platform(Vec<usize>),
    /// It has no option for the annotations of the index.
    Annotations,
    /// It has no option for the annotations of an entry.
    EntryAnnotations,
    /// It writes the other format.
    Format(Format),
    /// It takes images of the target's own registry alone.
    OtherRegistry,
    /// It takes images of the target's own repository alone.
    OtherRepository,
    /// An annotation or a name can be in no command line.
    NotQuoted,
    /// It orders entries by their digests.
    Order,
}

/// The lines for one tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The tool.
    pub tool: Tool,
    /// The lines, for a shell.
    pub lines: Vec<String>,
    /// What it can't give.
    pub hitches: Vec<Hitch>,
}

impl Tool {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Buildx,
        Self::DockerManifest,
        Self::Crane,
        Self::Regctl,
        Self::Oras,
        Self::Podman,
        Self::Buildah,
    ];

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Buildx => "docker buildx",
            Self::DockerManifest => "docker manifest",
            Self::Crane => "crane",
            Self::Regctl => "regctl",
            Self::Oras => "oras",
            Self::Podman => "podman",
            Self::Buildah => "buildah",
        }
    }
}

/// The commands of all tools; `placeholder` stands for the repository where it is not known.
#[must_use]
pub fn commands(draft: &Draft, placeholder: &str) -> Vec<Command> {
    let target = draft
        .read_target()
        .unwrap_or_else(|| Target { repository: placeholder.to_owned(), tag: "TAG".to_owned() });
    Tool::ALL
        .into_iter()
        .map(|tool| Making { draft, target: &target, tool, hitches: Vec::new() }.command())
        .collect()
}

/// One tool's command in the making.
struct Making<'a> {
    draft: &'a Draft,
    target: &'a Target,
    tool: Tool,
    hitches: Vec<Hitch>,
}

impl Making<'_> {
    fn command(mut self) -> Command {
        let lines = match self.tool {
            Tool::Buildx => self.buildx(),
            Tool::DockerManifest => self.docker_manifest(),
            Tool::Crane => self.crane(),
            Tool::Regctl => self.regctl(),
            Tool::Oras => self.oras(),
            Tool::Podman => self.podman("podman"),
            Tool::Buildah => self.podman("buildah"),
        };
        Command { tool: self.tool, lines, hitches: self.hitches }
    }

    fn hitch(&mut self, is: bool, hitch: Hitch) {
        if is && !self.hitches.contains(&hitch) {
            self.hitches.push(hitch);
        }
    }

    /// A word of the line; where none can have it, that is a hitch.
    fn word(&mut self, text: &str) -> String {
        let word = quoted(text);
        self.hitch(word.is_none(), Hitch::NotQuoted);
        word.unwrap_or_else(|| "?".to_owned())
    }

    fn tag(&mut self) -> String {
        let tag = format!("{}:{}", self.target.repository, self.target.tag);
        self.word(&tag)
    }

    /// An entry by its digest, in the repository that has it, or else in the target's.
    fn pinned(&mut self, entry: &Entry) -> String {
        let repository = entry.repository.as_deref().unwrap_or(&self.target.repository);
        let pinned = format!("{repository}@{}", entry.digest);
        self.word(&pinned)
    }

    /// What is annotated, for a tool that has no option for it.
    fn without_annotations(&mut self) {
        self.hitch(!self.draft.annotations.is_empty(), Hitch::Annotations);
        self.without_entry_annotations();
    }

    fn without_entry_annotations(&mut self) {
        self.hitch(
            self.draft.entries.iter().any(|entry| !entry.annotations.is_empty()),
            Hitch::EntryAnnotations,
        );
    }

    /// The platforms that are other than the configs', for a tool that has no option for them.
    fn without_platforms(&mut self) {
        let entries = self.draft.entries.iter().enumerate();
        let others: Vec<usize> =
            entries.filter(|(_, entry)| is_edited(entry)).map(|(at, _)| at + 1).collect();
        self.hitch(!others.is_empty(), Hitch::Platform(others));
    }

    fn writes(&mut self, format: Format) {
        self.hitch(self.draft.format != format, Hitch::Format(format));
    }

    fn buildx(&mut self) -> Vec<String> {
        let is_docker = self.draft.entries.iter().all(Entry::is_docker);
        let format = if is_docker { Format::Docker } else { Format::Oci };
        self.writes(format);
        self.hitch(format == Format::Docker && !self.draft.annotations.is_empty(), Hitch::Annotations);
        let mut words = vec!["docker buildx imagetools create".to_owned(), format!("--tag {}", self.tag())];
        if format == Format::Oci {
            for (key, value) in &self.draft.annotations {
                let word = self.word(&format!("index:{key}={value}"));
                words.push(format!("--annotation {word}"));
            }
        }
        for entry in &self.draft.entries {
            // A descriptor is taken as it is; it has to be in the target's repository.
            if is_edited(entry) || !entry.annotations.is_empty() {
                let is_elsewhere = entry.repository.as_ref().is_some_and(|it| *it != self.target.repository);
                self.hitch(is_elsewhere, Hitch::OtherRepository);
                let word = self.word(&super::write::descriptor(entry));
                words.push(word);
            } else {
                let word = self.pinned(entry);
                words.push(word);
            }
        }
        vec![words.join(" \\\n  ")]
    }

    fn docker_manifest(&mut self) -> Vec<String> {
        self.without_annotations();
        let registry = |repository: &str| repository.split('/').next().map(str::to_owned);
        let own = registry(&self.target.repository);
        let is_elsewhere = |entry: &Entry| entry.repository.as_deref().is_some_and(|it| registry(it) != own);
        self.hitch(self.draft.entries.iter().any(is_elsewhere), Hitch::OtherRegistry);
        self.hitch(!self.draft.entries.is_sorted_by(|one, other| one.digest <= other.digest), Hitch::Order);
        let written =
            super::write::write(&Draft { writer: super::Writer::DockerManifest, ..self.draft.clone() });
        self.writes(written.format);
        let tag = self.tag();
        let mut create = vec![format!("docker manifest create {tag}")];
        let mut lines = Vec::new();
        for entry in &self.draft.entries {
            let pinned = self.pinned(entry);
            if is_edited(entry)
                && let Some(platform) = entry.written_platform()
            {
                let options = self.options(&platform, "--os-version", "--os-features");
                lines.push(format!("docker manifest annotate {options} {tag} {pinned}"));
            }
            create.push(pinned);
        }
        lines.insert(0, create.join(" \\\n  "));
        lines.push(format!("docker manifest push --purge {tag}"));
        lines
    }

    fn crane(&mut self) -> Vec<String> {
        self.without_annotations();
        self.without_platforms();
        let tag = self.tag();
        let mut words = vec!["crane index append".to_owned()];
        if self.draft.format == Format::Docker {
            words.push("--docker-empty-base".to_owned());
        }
        for entry in &self.draft.entries {
            let pinned = self.pinned(entry);
            words.push(format!("--manifest {pinned}"));
        }
        words.push(format!("--tag {tag}"));
        vec![words.join(" \\\n  ")]
    }

    fn regctl(&mut self) -> Vec<String> {
        let tag = self.tag();
        let media_type = match self.draft.format {
            Format::Oci => "",
            Format::Docker => " --media-type application/vnd.docker.distribution.manifest.list.v2+json",
        };
        let mut create = vec![format!("regctl index create {tag}{media_type}")];
        for (key, value) in &self.draft.annotations {
            let word = self.word(&format!("{key}={value}"));
            create.push(format!("--annotation {word}"));
        }
        let mut lines = vec![create.join(" \\\n  ")];
        for entry in &self.draft.entries {
            let pinned = self.pinned(entry);
            let mut words = vec![format!("regctl index add {tag} --ref {pinned}")];
            if let Some(platform) = entry.written_platform() {
                self.hitch(!platform.os_features.is_empty(), Hitch::Platform(vec![self.place(entry)]));
                let bare =
                    Platform { os_version: String::new(), os_features: Vec::new(), ..platform.clone() };
                let version = if platform.os_version.is_empty() {
                    String::new()
                } else {
                    format!(",osver={}", platform.os_version)
                };
                let word = self.word(&format!("{bare}{version}"));
                words.push(format!("--desc-platform {word}"));
            }
            for (key, value) in &entry.annotations {
                let word = self.word(&format!("{key}={value}"));
                words.push(format!("--desc-annotation {word}"));
            }
            lines.push(words.join(" \\\n  "));
        }
        lines
    }

    /// The place of an entry, from 1.
    fn place(&self, entry: &Entry) -> usize {
        self.draft.entries.iter().position(|other| std::ptr::eq(other, entry)).map_or(0, |at| at + 1)
    }

    fn oras(&mut self) -> Vec<String> {
        self.without_entry_annotations();
        self.without_platforms();
        self.writes(Format::Oci);
        let is_elsewhere =
            |entry: &Entry| entry.repository.as_deref().is_some_and(|it| it != self.target.repository);
        let is_any = self.draft.entries.iter().any(is_elsewhere);
        self.hitch(is_any, Hitch::OtherRepository);
        let mut words = vec![format!("oras manifest index create {}", self.tag())];
        for entry in &self.draft.entries {
            let word = self.word(&entry.digest);
            words.push(word);
        }
        for (key, value) in &self.draft.annotations {
            let word = self.word(&format!("{key}={value}"));
            words.push(format!("--annotation {word}"));
        }
        vec![words.join(" \\\n  ")]
    }

    /// Podman and buildah share the code of their lists.
    fn podman(&mut self, tool: &str) -> Vec<String> {
        let tag = self.tag();
        let is_docker = self.draft.format == Format::Docker;
        self.hitch(is_docker && !self.draft.annotations.is_empty(), Hitch::Annotations);
        let format = match self.draft.format {
            Format::Oci => "oci",
            Format::Docker => "v2s2",
        };
        self.hitch(
            is_docker && self.draft.entries.iter().any(|entry| !entry.annotations.is_empty()),
            Hitch::EntryAnnotations,
        );
        let mut create = format!("{tool} manifest create");
        // Since buildah 1.34 and Podman 5.
        for (key, value) in self.draft.annotations.iter().filter(|_| !is_docker) {
            let word = self.word(&format!("{key}={value}"));
            create.push_str(&format!(" --annotation {word}"));
        }
        let mut lines = vec![format!("{create} {tag}")];
        for entry in &self.draft.entries {
            let mut words = vec![format!("{tool} manifest add")];
            if is_edited(entry)
                && let Some(platform) = entry.written_platform()
            {
                words.push(self.options(&platform, "--os-version", "--os-features"));
            }
            for (key, value) in &entry.annotations {
                let word = self.word(&format!("{key}={value}"));
                words.push(format!("--annotation {word}"));
            }
            let pinned = self.pinned(entry);
            words.push(format!("{tag} docker://{pinned}"));
            lines.push(words.join(" "));
        }
        lines.push(format!("{tool} manifest push --all --format {format} {tag} docker://{tag}"));
        lines
    }

    /// The members of a platform as options.
    fn options(&mut self, platform: &Platform, version: &str, features: &str) -> String {
        let feature_list = platform.os_features.join(",");
        let members = [
            ("--os", &platform.os),
            ("--arch", &platform.architecture),
            ("--variant", &platform.variant),
            (version, &platform.os_version),
            (features, &feature_list),
        ];
        let mut words = Vec::new();
        for (option, value) in members.into_iter().filter(|(_, value)| !value.is_empty()) {
            let word = self.word(value);
            words.push(format!("{option} {word}"));
        }
        words.join(" ")
    }
}

/// Whether an entry's platform is another than a tool would take of the image's config, or that is not known.
fn is_edited(entry: &Entry) -> bool {
    !entry.is_attestation() && entry.written_platform() != entry.config
}
