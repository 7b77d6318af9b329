//! What an artifact is, by the media types that tools give to it.

use super::manifest::Manifest;

/// The payload of a Cosign signature.
const COSIGN_PAYLOAD: &str = "application/vnd.dev.cosign.simplesigning.v1+json";
/// An envelope with a signed in-toto statement, as Cosign attaches it.
const ENVELOPE: &str = "application/vnd.dsse.envelope.v1+json";

/// What the artifact is, for people: by its artifact type, its config's media type, or those of its layers;
/// `None` for one that is not known here.
#[must_use]
pub fn name(manifest: &Manifest) -> Option<&'static str> {
    let config = manifest.config.as_ref().and_then(|config| config.media_type.as_deref());
    manifest.artifact_type.as_deref().and_then(by_type).or_else(|| config.and_then(by_type)).or_else(|| {
        let first = manifest.layers.first()?.media_type.as_deref()?;
        by_layer(first)
    })
}

/// What Cosign puts beside an image: its manifest has an image's config, and in its layers a signature, an
/// attestation or an SBOM.
/// <https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md>
#[must_use]
pub fn is_beside_an_image(manifest: &Manifest) -> bool {
    let of_cosign = |media_type: &Option<String>| media_type.as_deref().and_then(by_layer).is_some();
    !manifest.layers.is_empty() && manifest.layers.iter().all(|layer| of_cosign(&layer.media_type))
}

fn by_type(media_type: &str) -> Option<&'static str> {
    Some(match media_type {
        "application/vnd.cncf.helm.config.v1+json" => "Helm chart",
        "application/vnd.cncf.notary.signature" => "Notation signature",
        "application/vnd.cncf.openpolicyagent.config.v1+json" => "OPA bundle",
        "application/vnd.cncf.flux.config.v1+json" => "Flux artifact",
        "application/vnd.docker.plugin.v1+json" => "Docker plugin",
        "application/vnd.docker.attestation.manifest.v1+json" => "BuildKit attestation",
        "application/vnd.sylabs.sif.config.v1+json" => "SIF image of Singularity",
        _ if media_type.starts_with("application/vnd.dev.sigstore.bundle.") => "Sigstore bundle",
        _ if media_type.starts_with("application/vnd.wasm.config.") => "WebAssembly component",
        _ => by_layer(media_type)?,
    })
}

fn by_layer(media_type: &str) -> Option<&'static str> {
    Some(match media_type {
        COSIGN_PAYLOAD => "Cosign signature",
        ENVELOPE => "Cosign attestation",
        "text/spdx"
        | "text/spdx+json"
        | "text/spdx+xml"
        | "application/spdx+json"
        | "application/vnd.cyclonedx"
        | "application/vnd.cyclonedx+json"
        | "application/vnd.cyclonedx+xml"
        | "application/vnd.syft+json" => "SBOM",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::descriptor::Descriptor;
    use std::rc::Rc;

    fn manifest(artifact_type: &str, config: &str, layers: &[&str]) -> Manifest {
        let descriptor =
            |text: &str| Rc::new(Descriptor { media_type: Some(text.to_owned()), ..Descriptor::default() });
        Manifest {
            artifact_type: (!artifact_type.is_empty()).then(|| artifact_type.to_owned()),
            config: Some(descriptor(config)),
            layers: layers.iter().map(|text| descriptor(text)).collect(),
            ..Manifest::default()
        }
    }

    #[test]
    fn artifacts_have_names() {
        const CONFIG: &str = crate::image::media_type::OCI_CONFIG;
        const TAR: &str = "application/vnd.oci.image.layer.v1.tar+gzip";
        for (artifact_type, config, layers, expected, beside) in [
            ("", CONFIG, &[COSIGN_PAYLOAD, COSIGN_PAYLOAD][..], Some("Cosign signature"), true),
            ("", CONFIG, &[ENVELOPE], Some("Cosign attestation"), true),
            ("", "application/vnd.cncf.helm.config.v1+json", &["x/y"], Some("Helm chart"), false),
            (
                "application/vnd.cncf.notary.signature",
                "x/y",
                &["application/jose+json"],
                Some("Notation signature"),
                false,
            ),
            ("", CONFIG, &[TAR], None, false),
            // A layer that is one makes it an image, whatever is beside it.
            ("", CONFIG, &[COSIGN_PAYLOAD, TAR], Some("Cosign signature"), false),
            ("", CONFIG, &[], None, false),
        ] {
            let manifest = manifest(artifact_type, config, layers);
            assert_eq!(name(&manifest), expected, "{artifact_type} {config} {layers:?}");
            assert_eq!(is_beside_an_image(&manifest), beside, "{artifact_type} {config} {layers:?}");
        }
    }
}
