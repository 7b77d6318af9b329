//! What clients choose.

use crate::report::{codes, inspect_with, node};

#[test]
fn a_list_for_windows_is_opened() {
    let report = inspect_with("09-windows-list-win11", &["--host", "windows-11-23h2", "--client", "docker"]);
    assert_eq!(node(&report, "0.3")["role"], "entry");
    assert!(codes(&report).is_empty());
}
