//! The clients whose choice is told: a file for each, and a line for each in one table.
//!
//! A file holds what is known of its client, as a [`ClientDef`]: its names, where its rule was read, the rule, and
//! what it finds on a machine. All that lists clients (the page, the report, links, the tests' records) is made
//! from the table.

mod containerd;
mod containers_image;
mod crane;
mod docker;
mod docker_linux;
mod docker_windows;
mod oras;
mod regctl;
mod spec;
mod steps;

use super::definition::ClientDef;

/// One enum, and two looks at it, from one table.
macro_rules! clients {
    ($($name:ident: $definition:path,)+) => {
        /// A client, or several that choose by the same code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs)] // each has its own file
        pub enum Client { $($name),+ }

        impl Client {
            /// All of them, in the order in which they are listed.
            pub const ALL: [Self; [$(stringify!($name)),+].len()] = [$(Self::$name),+];

            /// What is known of it.
            pub(super) const fn definition(self) -> &'static ClientDef {
                match self { $(Self::$name => &$definition),+ }
            }
        }
    };
}

clients! {
    Containerd: containerd::CURRENT,
    Docker: docker::CURRENT,
    ContainersImage: containers_image::CURRENT,
    Crane: crane::CURRENT,
    Oras: oras::CURRENT,
    Regctl: regctl::CURRENT,
    Spec: spec::CURRENT,
    ContainerdStrict: containerd::STRICT,
    Containerd1: containerd::ONE,
    Docker20: docker::DOCKER_20,
}
