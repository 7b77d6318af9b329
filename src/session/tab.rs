//! The tabs of the chosen node, in one table: what each is called, in the address and on the page, in the order of the
//! page. Which nodes have one, [`tabs`](crate::view::detail::tabs) says.

macro_rules! tabs {
    ($($(#[$about:meta])+ $name:ident = $id:literal, $title:literal;)+) => {
        /// The tabs of the chosen node.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum Tab { $($(#[$about])+ $name),+ }

        impl Tab {
            /// All of them, in the order of the page.
            pub const ALL: [Self; [$($id),+].len()] = [$(Self::$name),+];

            /// The word in the address.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id),+ }
            }

            /// The word on the tab.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title),+ }
            }
        }
    };
}

tabs! {
    /// What it is, in short.
    #[default]
    Overview = "overview", "Overview";
    /// Layers and history.
    Layers = "layers", "Layers";
    /// How it runs.
    Config = "config", "Config";
    /// The files in its layers.
    Files = "files", "Files";
    /// Annotations and labels.
    Annotations = "annotations", "Annotations";
    /// What is different between it and another.
    Compare = "compare", "Compare";
    /// Who signed it, what it is made of, how it was built.
    Evidence = "evidence", "Evidence";
    /// The exact bytes.
    Raw = "raw", "Raw";
    /// The command lines that show or pull just it.
    Commands = "commands", "Commands";
    /// What is to be said of it.
    Findings = "findings", "Findings";
}

impl Tab {
    /// The tab that an address names.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.id() == id)
    }
}
