//! What the address bar says: node, tab, host, client, matrix.

use std::fmt;
use std::str::FromStr;

use crate::inspect::NodePath;
use crate::select::Form;

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
    /// The command lines that show or pull just it.
    Commands,
}

impl Tab {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::Overview,
        Self::Layers,
        Self::Config,
        Self::Annotations,
        Self::Raw,
        Self::Commands,
        Self::Findings,
    ];

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
            Self::Commands => "commands",
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
            Self::Commands => "Commands",
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
    /// Whether the host is asked for, or what each client finds.
    pub form: Form,
    /// The client's id; empty for the default.
    pub client: String,
    /// Whether the matrix of all hosts by all clients is open.
    pub matrix: bool,
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
        let form = if self.form == Form::default() { "" } else { self.form.id() };
        let matrix = if self.matrix { "open" } else { "" };
        let pairs = [("host", &*self.host), ("form", form), ("client", &*self.client), ("matrix", matrix)];
        for (key, value) in pairs {
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
                "form" => {
                    view.form = Form::ALL.into_iter().find(|form| form.id() == value).unwrap_or_default()
                }
                "client" => value.clone_into(&mut view.client),
                "matrix" => view.matrix = value == "open",
                _ => {}
            }
        }
        Ok(view)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_view() -> impl Strategy<Value = View> {
        let node = proptest::option::of("(0|[1-9][0-9]?)(\\.(c|s|l?(0|[1-9][0-9]?)))?{0,3}");
        let tab = proptest::sample::select(Tab::ALL.to_vec());
        let form = proptest::sample::select(Form::ALL.to_vec());
        (node, tab, "[a-z0-9/()+.-]{0,20}", form, "[a-z-]{0,9}", any::<bool>()).prop_map(
            |(node, tab, host, form, client, matrix)| View {
                node: node.and_then(|node| node.parse().ok()),
                tab,
                host,
                form,
                client,
                matrix,
            },
        )
    }

    proptest! {
        #[test]
        fn written_and_read_again(view in any_view()) {
            let Ok(read) = view.to_string().parse::<View>();
            prop_assert_eq!(read, view);
        }

        #[test]
        fn anything_can_be_read(text in ".{0,60}") {
            let Ok(view) = text.parse::<View>();
            let Ok(again) = view.to_string().parse::<View>();
            prop_assert_eq!(again, view);
        }
    }
}
