//! The host that a person asks about.

use crate::image::platform::PlatformError;
use crate::select::hosts::{self, Machine};
use crate::select::{Candidates, Client, Form, Host};

/// The machine that a visitor who chose none is taken to have: what most servers are.
pub const DEFAULT_MACHINE: &str = "x86-64-v1";

/// The host that was asked for: a machine of the chooser, or a platform.
pub(super) enum Asked {
    Machine(&'static Machine),
    Platform(Host),
}

impl Asked {
    /// What `text` names; the default where it is empty.
    pub(super) fn read(text: &str, candidates: &Candidates) -> Result<Self, PlatformError> {
        let text = if text.is_empty() { DEFAULT_MACHINE } else { text };
        match Machine::from_id(text) {
            Some(machine) => Ok(Self::Machine(machine)),
            None => hosts::entered(text, candidates).map(Self::Platform),
        }
    }

    pub(super) fn host(&self, client: Client, form: Form) -> Host {
        match self {
            Self::Machine(machine) => machine.host(client, form),
            Self::Platform(host) => host.clone(),
        }
    }

    pub(super) const fn machine(&self) -> Option<&'static Machine> {
        match self {
            Self::Machine(machine) => Some(machine),
            Self::Platform(_) => None,
        }
    }
}

pub(super) fn default_machine() -> Option<&'static Machine> {
    Machine::from_id(DEFAULT_MACHINE)
}
