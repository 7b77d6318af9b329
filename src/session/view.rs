//! What the address bar says: node, tab, host, client.

use std::fmt;
use std::str::FromStr;

use crate::inspect::NodePath;

/// The tabs of the chosen node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tab {
    /// What it is, in short.
    #[default]
    Overview,
    /// Layers and history.
    Layers,
    /// How it runs.
    Config,
    /// Annotations and labels.
    Annotations,
    /// The exact bytes.
    Raw,
    /// What is to be said of it.
    Findings,
}

impl Tab {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 6] =
        [Self::Overview, Self::Layers, Self::Config, Self::Annotations, Self::Raw, Self::Findings];

    /// The word in the address.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Layers => "layers",
            Self::Config => "config",
            Self::Annotations => "annotations",
            Self::Raw => "raw",
            Self::Findings => "findings",
        }
    }

    /// The word on the tab.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Layers => "Layers",
            Self::Config => "Config",
            Self::Annotations => "Annotations",
            Self::Raw => "Raw",
            Self::Findings => "Findings",
        }
    }
}

/// The view: `0.3/raw?host=linux/arm64&client=containerd`. What is at its default is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The chosen node.
    pub node: Option<NodePath>,
    /// The tab.
    pub tab: Tab,
    /// The host, as the user wrote or chose it; empty for the default.
    pub host: String,
    /// The client's id; empty for the default.
    pub client: String,
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(node) = &self.node {
            write!(f, "{node}")?;
        }
        if self.tab != Tab::default() {
            write!(f, "/{}", self.tab.word())?;
        }
        let mut sign = '?';
        for (key, value) in [("host", &self.host), ("client", &self.client)] {
            if !value.is_empty() {
                write!(f, "{sign}{key}={value}")?;
                sign = '&';
            }
        }
        Ok(())
    }
}

/// Never fails: what can't be read of a view is left at its default.
impl FromStr for View {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (place, query) = text.split_once('?').unwrap_or((text, ""));
        let (node, tab) = place.split_once('/').unwrap_or((place, ""));
        let mut view = Self {
            node: node.parse().ok(),
            tab: Tab::ALL.into_iter().find(|known| known.word() == tab).unwrap_or_default(),
            ..Self::default()
        };
        for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            match key {
                "host" => value.clone_into(&mut view.host),
                "client" => value.clone_into(&mut view.client),
                _ => {}
            }
        }
        Ok(view)
    }
}
