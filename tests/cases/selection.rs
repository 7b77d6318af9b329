//! What clients choose.

use crate::report::{client, faults, inspect_with, node, says};

#[test]
fn docker_on_windows_takes_the_first_entry_that_is_not_newer() {
    let report = inspect_with("09-windows-list-win11", &["--host", "windows-11-23h2", "--client", "docker"]);
    assert!(faults(&report).is_empty());
    for id in ["docker", "docker-20.10"] {
        let docker = client(&report, id);
        assert_eq!((&docker["outcome"], &docker["node"]), (&"picked".into(), &"0.1".into()), "{docker}");
        assert!(docker["why"].as_str().unwrap().contains("Docker on Windows"), "{docker}");
    }
    // containerd goes by its own.
    assert_eq!(client(&report, "containerd")["node"], "0.2");
}

#[test]
fn what_is_not_modelled_is_said_and_not_told_as_a_fact() {
    for (host, client_id) in [("darwin/arm64", "docker"), ("windows/amd64", "docker-20.10")] {
        let report = inspect_with("09-windows-list-win11", &["--host", host, "--client", client_id]);
        let docker = client(&report, client_id);
        assert_eq!(docker["outcome"], "not-modelled", "{docker}");
        assert!(docker.get("node").is_none_or(serde_json::Value::is_null), "{docker}");
        assert!(docker["differs"] == false, "{docker}");
    }
}

#[test]
fn selection_runs_inside_of_what_a_layout_names() {
    for (case, host, inside) in
        [("19b-layout-nested", "linux/arm64", "0.0.0"), ("25-buildx-oci-tar", "linux/amd64", "0.0.0")]
    {
        let report = inspect_with(case, &["--host", host, "--client", "containers-image"]);
        for id in ["containerd", "docker", "containers-image", "crane", "oras", "regctl"] {
            let client = client(&report, id);
            assert_eq!(
                (&client["outcome"], &client["node"]),
                (&"picked".into(), &inside.into()),
                "{case}: {client}"
            );
        }
        assert_eq!(node(&report, inside)["name"], host, "{case}");
        assert!(!says(&report, "Podman and Skopeo fail"), "{case}");
    }
}
