//! Archives and layers.

use crate::report::{inspect, layer, node};

#[test]
fn layers_of_archives_are_read() {
    for (case, path) in [
        ("25-buildx-oci-tar", "0.0.0.l0"),
        ("27-docker-archive-symlink", "0.l0"),
        ("29-docker-archive-gz-layers", "0.l0"),
        ("37-wh-alone", "0.0.l1"),
    ] {
        let report = inspect(case);
        assert_eq!(node(&report, path)["state"], "verified", "{case}");
        assert_eq!(layer(&report, path)["reading"], "read", "{case}");
    }
}
