//! Archives and layers.

use crate::report::{inspect, node};

#[test]
fn layers_of_archives_are_read() {
    for (case, layer) in [
        ("25-buildx-oci-tar", "0.0.0.l0"),
        ("27-docker-archive-symlink", "0.l0"),
        ("29-docker-archive-gz-layers", "0.l0"),
        ("37-wh-alone", "0.0.l1"),
    ] {
        assert_eq!(node(&inspect(case), layer)["state"], "verified", "{case}");
    }
}
