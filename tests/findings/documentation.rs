//! docs/findings.md.
