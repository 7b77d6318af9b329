//! Variants in the spellings that people write: what is said of them is what the clients do.

use bayplan::findings::Severity;
use bayplan::select::{Candidate, Candidates, Client, DistinctEntries, Host, Outcome};

use crate::desk::{OCI_INDEX, OCI_MANIFEST, descriptor, dropped, sentence};

fn index(architecture: &str, variant: &str) -> String {
    format!(
        r#"{{"schemaVersion":2,"mediaType":"{OCI_INDEX}","manifests":[{{"mediaType":"{OCI_MANIFEST}","digest":"sha256:{}","size":7,"platform":{{"os":"linux","architecture":"{architecture}","variant":"{variant}"}}}}]}}"#,
        "1".repeat(64)
    )
}

/// Whether a plain host of this architecture takes an entry with this variant.
fn takes(client: Client, architecture: &str, variant: &str) -> bool {
    let mut platform = bayplan::image::platform::Platform::new("linux", architecture);
    let host = match architecture {
        "arm" => "linux/arm/v8",
        "amd64" => "linux/amd64/v4",
        _ if client == Client::Containerd => "linux/arm64/v9.7",
        _ => "linux/arm64",
    };
    platform.variant = variant.to_owned();
    let candidates = Candidates {
        entries: vec![Candidate { platform: Some(platform), ..Candidate::default() }],
        ..Candidates::default()
    };
    let outcome = DistinctEntries::new(&candidates).pick(client, &Host::explicit(host.parse().unwrap()));
    matches!(outcome, Outcome::Picked(_))
}

#[test]
fn what_is_said_of_a_variant_is_what_clients_do() {
    for architecture in ["arm64", "arm", "amd64"] {
        for variant in [
            "v1",
            "v2",
            "v3",
            "3",
            "x86-64-v3",
            "5",
            "v5",
            "v6",
            "V7",
            "7",
            "armv7",
            "armv7l",
            "v8",
            "8",
            "V8",
            "v8.0",
            "8.0",
            "v8.2",
            "V8.2",
            "v8.10",
            "armv8",
            "ARMv8",
            "armv8-a",
            "v8a",
            "v9",
            "9",
            "9.0",
            "v9.0",
            "v9.7",
            "v9.8",
            "v10",
        ] {
            let model = dropped(&[("i.json", &index(architecture, variant))]);
            let said = sentence(&model, "platform-not-normalized")
                .or_else(|| sentence(&model, "platform-value-unknown"));
            let read = takes(Client::Containerd, architecture, variant);
            match said {
                None => assert!(read, "containerd passes {architecture}/{variant} over, and nothing is said"),
                Some((severity, said)) => {
                    assert_eq!(severity, Severity::Warning, "{architecture}/{variant}: {said}");
                    assert_eq!(said.contains("read it as that"), read, "{architecture}/{variant}: {said}");
                    assert!(
                        !takes(Client::ContainersImage, architecture, variant),
                        "Podman takes {architecture}/{variant}: {said}"
                    );
                }
            }
        }
    }
}

#[test]
fn armv8_is_passed_over_for_an_arm_entry() {
    let model = dropped(&[("i.json", &index("arm64", "armv8"))]);
    let (_, said) = sentence(&model, "platform-not-normalized").unwrap();
    assert!(said.contains("take one for arm") && said.ends_with("Write “v8”."), "{said}");
}

#[test]
fn a_variant_of_another_type_is_told() {
    let index = format!(
        r#"{{"schemaVersion":2,"mediaType":"{OCI_INDEX}","manifests":[{{{},"platform":{{"os":"linux","architecture":"amd64","variant":7}}}}]}}"#,
        descriptor(OCI_MANIFEST, "{}")
    );
    let (_, message) = sentence(&dropped(&[("index.json", &index)]), "wrong-type").unwrap();
    assert!(message.contains("“variant” must be a string, and is a number"), "{message}");
}
