//! What clients choose.

use crate::report::{client, faults, inspect_with, node};

#[test]
fn a_list_for_windows_is_opened() {
    let report = inspect_with("09-windows-list-win11", &["--host", "windows-11-23h2", "--client", "docker"]);
    assert_eq!(node(&report, "0.3")["role"], "entry");
    assert!(faults(&report).is_empty());
    assert_eq!(client(&report, "docker")["outcome"], "picked");
}
