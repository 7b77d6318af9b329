//! The browsers, each with its own ways.

pub mod chromium;
pub mod firefox;
pub mod webkit;
