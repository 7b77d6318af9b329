//! What registries answer.

use crate::report::{inspect_with, node, says};

#[test]
fn what_a_registry_gives_is_verified() {
    let report = inspect_with("53e-tags-http", &["--tags"]);
    assert_eq!(node(&report, "0.0")["state"], "verified");
    assert!(says(&report, "registry.example/x/y"));
}
