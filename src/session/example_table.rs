//! The page's own examples, as `static/examples/index.json` lists them.
//!
//! They stand here as well, so that the first visit shows them without waiting for another file; a test
//! holds the two together.

use super::evidence::Field;

/// An example that the page offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its id.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What one learns from it, in one sentence.
    pub sentence: &'static str,
    /// The paths of its documents below `examples/`.
    pub files: &'static [&'static str],
    /// The digest to pin for the first.
    pub pin: Option<&'static str>,
    /// Who is expected to have signed it, and the root of that.
    pub expected: &'static [(Field, &'static str)],
}

/// Who signs the examples of evidence.
const IDENTITY: &str = "https://git.example.test/bayplan/app/.github/workflows/release.yml@refs/tags/v1.4.0";

/// Who is expected to have signed both examples: the authority that was made up for them.
const BY_THE_AUTHORITY: &[(Field, &str)] = &[
    (Field::Identity, IDENTITY),
    (Field::Issuer, "https://login.example.test"),
    (Field::Root, "sha256:9c3e1c3ddd32b06c10e13b13be294bfa1eaa9ba19c5421355e37195440f4cb82"),
];

/// All of them, in the order of the page.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "multi-arch",
        title: "Multi-arch image",
        sentence: "One service for eight platforms: which layers they share, and which entry a Raspberry Pi or a laptop would pull.",
        files: &[
            "multi-arch/index.json",
            "multi-arch/linux-amd64.manifest.json",
            "multi-arch/linux-amd64.config.json",
            "multi-arch/linux-amd64-v3.manifest.json",
            "multi-arch/linux-amd64-v3.config.json",
            "multi-arch/linux-arm-v6.manifest.json",
            "multi-arch/linux-arm-v6.config.json",
            "multi-arch/linux-arm-v7.manifest.json",
            "multi-arch/linux-arm-v7.config.json",
            "multi-arch/linux-arm64-v8.manifest.json",
            "multi-arch/linux-arm64-v8.config.json",
            "multi-arch/linux-386.manifest.json",
            "multi-arch/linux-386.config.json",
            "multi-arch/linux-riscv64.manifest.json",
            "multi-arch/linux-riscv64.config.json",
            "multi-arch/linux-s390x.manifest.json",
            "multi-arch/linux-s390x.config.json",
        ],
        pin: Some("sha256:110a6b83c346aa934d7f0747488ac996478d6b1a7e89d218d26c1fbdeacd5832"),
        expected: &[],
    },
    Example {
        id: "attestations",
        title: "With attestations",
        sentence: "What the unknown/unknown entries are: provenance and an SBOM for each platform, each tied to its manifest by digest.",
        files: &[
            "attestations/index.json",
            "attestations/linux-amd64.manifest.json",
            "attestations/linux-amd64.config.json",
            "attestations/linux-amd64.attestation.manifest.json",
            "attestations/linux-amd64.attestation.config.json",
            "attestations/linux-amd64.sbom.json",
            "attestations/linux-amd64.provenance.json",
            "attestations/linux-arm64.manifest.json",
            "attestations/linux-arm64.config.json",
            "attestations/linux-arm64.attestation.manifest.json",
            "attestations/linux-arm64.attestation.config.json",
            "attestations/linux-arm64.sbom.json",
            "attestations/linux-arm64.provenance.json",
        ],
        pin: Some("sha256:74b821e129e23e08f1b6b9b1f70a832f25382af98ab6459b33efb37078d53309"),
        expected: &[],
    },
    Example {
        id: "signed",
        title: "Signed, with everything",
        sentence: "Signatures, provenance, SBOM and VEX for both platforms, verified here: by an authority that was made up for this example.",
        files: &[
            "signed/index.json",
            "signed/empty.json",
            "signed/linux-amd64.config.json",
            "signed/linux-amd64.manifest.json",
            "signed/linux-amd64.provenance.bundle.json",
            "signed/linux-amd64.provenance.manifest.json",
            "signed/linux-amd64.sbom.bundle.json",
            "signed/linux-amd64.sbom.manifest.json",
            "signed/linux-amd64.signature.bundle.json",
            "signed/linux-amd64.signature.manifest.json",
            "signed/linux-amd64.vex.bundle.json",
            "signed/linux-amd64.vex.manifest.json",
            "signed/linux-arm64.config.json",
            "signed/linux-arm64.manifest.json",
            "signed/linux-arm64.provenance.bundle.json",
            "signed/linux-arm64.provenance.manifest.json",
            "signed/linux-arm64.sbom.bundle.json",
            "signed/linux-arm64.sbom.manifest.json",
            "signed/linux-arm64.signature.bundle.json",
            "signed/linux-arm64.signature.manifest.json",
            "signed/linux-arm64.vex.bundle.json",
            "signed/linux-arm64.vex.manifest.json",
            "signed/trusted_root.json",
        ],
        pin: Some("sha256:c84f52520f7dcc2211068e51cc1f4af62344df4d633413daeee6a1364ee98454"),
        expected: BY_THE_AUTHORITY,
    },
    Example {
        id: "half-signed",
        title: "Signed in part",
        sentence: "One platform is not signed, and the provenance names another repository than the image does; the authority is made up, too.",
        files: &[
            "half-signed/index.json",
            "half-signed/empty.json",
            "half-signed/linux-amd64.config.json",
            "half-signed/linux-amd64.manifest.json",
            "half-signed/linux-amd64.provenance.bundle.json",
            "half-signed/linux-amd64.provenance.manifest.json",
            "half-signed/linux-amd64.signature.bundle.json",
            "half-signed/linux-amd64.signature.manifest.json",
            "half-signed/linux-arm64.config.json",
            "half-signed/linux-arm64.manifest.json",
            "half-signed/linux-arm64.provenance.bundle.json",
            "half-signed/linux-arm64.provenance.manifest.json",
            "half-signed/trusted_root.json",
        ],
        pin: Some("sha256:c84f52520f7dcc2211068e51cc1f4af62344df4d633413daeee6a1364ee98454"),
        expected: BY_THE_AUTHORITY,
    },
    Example {
        id: "windows-and-linux",
        title: "Windows and Linux",
        sentence: "One Docker manifest list for two kernels: the build number of the Windows host decides which entry fits.",
        files: &[
            "windows-and-linux/index.json",
            "windows-and-linux/linux-amd64.manifest.json",
            "windows-and-linux/linux-amd64.config.json",
            "windows-and-linux/linux-arm64-v8.manifest.json",
            "windows-and-linux/linux-arm64-v8.config.json",
            "windows-and-linux/windows-amd64-ltsc2019.manifest.json",
            "windows-and-linux/windows-amd64-ltsc2019.config.json",
            "windows-and-linux/windows-amd64-ltsc2022.manifest.json",
            "windows-and-linux/windows-amd64-ltsc2022.config.json",
            "windows-and-linux/windows-amd64-ltsc2025.manifest.json",
            "windows-and-linux/windows-amd64-ltsc2025.config.json",
        ],
        pin: Some("sha256:51252ce9f8192d24d9564364bb8bef7993988e1c101d5e4f1f4be1d1471ca77a"),
        expected: &[],
    },
    Example {
        id: "faults",
        title: "Everything wrong at once",
        sentence: "Swapped architectures, wrong sizes and digests, duplicate keys, hostile text: every entry says what is wrong with it.",
        files: &[
            "faults/index.json",
            "faults/linux-amd64.manifest.json",
            "faults/linux-amd64.config.json",
            "faults/linux-arm64.manifest.json",
            "faults/linux-arm64.config.json",
            "faults/linux-arm-v7.manifest.json",
            "faults/linux-arm-v7.config.json",
            "faults/linux-s390x.manifest.json",
            "faults/linux-s390x.config.json",
            "faults/linux-386.manifest.json",
            "faults/linux-386.config.json",
            "faults/linux-mips64le.manifest.json",
            "faults/linux-mips64le.config.json",
            "faults/linux-riscv64.manifest.json",
            "faults/linux-riscv64.config.json",
            "faults/linux-loong64.manifest.json",
            "faults/linux-loong64.config.json",
            "faults/linux-ppc64.manifest.json",
            "faults/linux-ppc64.config.json",
            "faults/nested.index.json",
            "faults/linux-arm64-again.manifest.json",
            "faults/linux-arm64-again.config.json",
            "faults/ambiguous.json",
        ],
        pin: None,
        expected: &[],
    },
    Example {
        id: "reindented",
        title: "A re-indented paste",
        sentence: "Docker’s hello-world manifest after a formatter: the digest is gone, and the page finds the bytes that had it.",
        files: &["reindented/hello-world.manifest.json"],
        pin: Some("sha256:92c7f9c92844bbbb5d0a101b22f7c2a7949e40f8ea90c8b3bc396879d95e899a"),
        expected: &[],
    },
    Example {
        id: "azure-article",
        title: "Samples of Microsoft’s documentation",
        sentence: "The samples of Microsoft’s article on multi-architecture images, where nothing verifies.",
        files: &["azure-article/manifest-list.json", "azure-article/manifest.json"],
        pin: None,
        expected: &[],
    },
    Example {
        id: "acr-task",
        title: "A task, mixed up",
        sentence: "A task file for Azure that builds two architectures from each other’s Dockerfiles, and pushes a name that nothing builds.",
        files: &["acr-task/task.yaml"],
        pin: None,
        expected: &[],
    },
];
