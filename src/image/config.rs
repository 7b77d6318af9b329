//! An image config: the platform, how it runs, and the layers' diff IDs.

use super::annotations::Annotations;
use super::history::History;
use super::part::{is_read, list};
use super::platform::Platform;
use crate::json::Value;
use crate::pace::Pace;

/// An image config, OCI or Docker.
///
/// OCI image specification 1.1.1, config.md; Docker's image specification 1.3.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// `os`, `architecture`, `variant`, `os.version` and `os.features`.
    pub platform: Platform,
    /// `created`, RFC 3339 as written.
    pub created: Option<String>,
    /// `author`
    pub author: Option<String>,
    /// `config`: how a container of it runs.
    pub run: Run,
    /// `rootfs.diff_ids`, base first, as written.
    pub diff_ids: Vec<String>,
    /// `history`, base first; `None` where it is absent.
    pub history: Option<Vec<History>>,
    /// Positions in `history` of the steps that made a layer, base first.
    pub steps_of_layers: Vec<usize>,
}

impl Config {
    /// The step that made a layer, by the layer's position: the same that [`super::history::align`] gives it.
    #[must_use]
    pub fn step_of_layer(&self, layer: usize) -> Option<&History> {
        self.history.as_ref()?.get(*self.steps_of_layers.get(layer)?)
    }
}

/// The execution parameters of a config.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// `User`
    pub user: Option<String>,
    /// `ExposedPorts`, such as `8080/tcp`.
    pub exposed_ports: Vec<String>,
    /// `Env`, each `NAME=value`.
    pub env: Vec<String>,
    /// `Entrypoint`
    pub entrypoint: Vec<String>,
    /// `Cmd`
    pub cmd: Vec<String>,
    /// `Volumes`
    pub volumes: Vec<String>,
    /// `WorkingDir`
    pub working_dir: Option<String>,
    /// `Labels`
    pub labels: Annotations,
    /// `StopSignal`
    pub stop_signal: Option<String>,
    /// `Shell` (Docker)
    pub shell: Vec<String>,
    /// `OnBuild` (Docker)
    pub on_build: Vec<String>,
    /// `Healthcheck.Test` (Docker)
    pub healthcheck: Vec<String>,
    /// `ArgsEscaped`: the entry point of a Windows image is one escaped command line.
    pub args_escaped: bool,
}

impl Config {
    /// Reads a config from `value`.
    pub async fn read(value: Value<'_>, pace: &Pace) -> Self {
        let text = |key| Some(value.get(key)?.as_str()?.into_owned());
        let history = match value.get("history") {
            Some(steps) => Some(list(Some(steps), usize::MAX, pace, |step| Some(History::read(step))).await),
            None => None,
        };
        let diff_ids = value.get("rootfs").and_then(|rootfs| rootfs.get("diff_ids"));
        let steps = history.iter().flatten().enumerate();
        Self {
            steps_of_layers: steps.filter(|(_, step)| !step.empty_layer).map(|(at, _)| at).collect(),
            history,
            platform: Platform::read(value).unwrap_or_default(),
            created: text("created"),
            author: text("author"),
            run: value.get("config").filter(|run| is_read(*run)).map(Run::read).unwrap_or_default(),
            diff_ids: list(diff_ids, usize::MAX, pace, |text| text.as_str().map(Into::into)).await,
        }
    }
}

impl Run {
    fn read(value: Value<'_>) -> Self {
        let text =
            |key| Some(value.get(key)?.as_str()?.into_owned()).filter(|text: &String| !text.is_empty());
        let texts = |key| value.get(key).into_iter().flat_map(Value::strings).collect();
        // Sets are objects whose members' values mean nothing.
        let names = |key| {
            let members = value.get(key).into_iter().flat_map(Value::members);
            members.map(|member| member.name().into_owned()).collect()
        };
        Self {
            user: text("User"),
            exposed_ports: names("ExposedPorts"),
            env: texts("Env"),
            entrypoint: texts("Entrypoint"),
            cmd: texts("Cmd"),
            volumes: names("Volumes"),
            working_dir: text("WorkingDir"),
            labels: Annotations::read(value.get("Labels")),
            stop_signal: text("StopSignal"),
            shell: texts("Shell"),
            on_build: texts("OnBuild"),
            healthcheck: value
                .get("Healthcheck")
                .and_then(|check| check.get("Test"))
                .into_iter()
                .flat_map(Value::strings)
                .collect(),
            args_escaped: value.get("ArgsEscaped").and_then(Value::as_bool) == Some(true),
        }
    }
}
