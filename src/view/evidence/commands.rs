//! The command lines that verify the evidence of one manifest elsewhere, pinned to its digest and with what is expected.
//!
//! Checked against the tools' own references: `cosign verify` and `cosign verify-attestation` 2.6, `gh attestation
//! verify`, `notation verify` 1.3, `docker buildx imagetools inspect`.

use super::digest::digest_of;
use crate::image::document::Content;
use crate::inspect::NodeId;
use crate::session::Inspection;
use crate::session::evidence::Expected;
use crate::text::shell::quoted;
use crate::view::detail::{Command, Commands, PLACEHOLDER};

/// The command lines for a manifest or an index; `None` for any other node, and where no digest is known.
#[must_use]
pub fn commands(
    inspection: &Inspection,
    id: NodeId,
    repository: Option<&str>,
    expected: &Expected,
) -> Option<Commands> {
    let blob = inspection.blobs.get(inspection.tree.get(id)?.blob?)?;
    if !matches!(blob.document.content, Content::Index(_) | Content::Manifest(_)) {
        return None;
    }
    let image = format!("{}@{}", repository.unwrap_or(PLACEHOLDER), digest_of(inspection, id)?);
    let by = signer(expected);
    let line = |tool, line: String, remark| Command { tool, line, remark };
    let key = if expected.key.trim().is_empty() { "" } else { KEY };
    let lines = vec![
        line("cosign", format!("cosign verify {by} {image}"), key),
        line(
            "cosign",
            format!("cosign verify-attestation --type slsaprovenance1 {by} {image}"),
            "Or --type spdxjson, cyclonedx, openvex.",
        ),
        line("gh", format!("gh attestation verify {} oci://{image}", gh(expected)), ""),
        line(
            "notation",
            format!("notation verify {image}"),
            "Whom it trusts stands in its own trust policy.",
        ),
        line(
            "oras",
            format!("oras discover {image}"),
            "It lists what refers to the image, and verifies nothing.",
        ),
        line("regctl", format!("regctl artifact list {image}"), "The same list."),
        line(
            "docker",
            format!("docker buildx imagetools inspect {image} --format '{{{{json .Provenance}}}}'"),
            "It shows and verifies nothing.",
        ),
        line("docker", format!("docker buildx imagetools inspect {image} --format '{{{{json .SBOM}}}}'"), ""),
    ];
    Some(Commands { title: "Verify its evidence", lines, remark: "" })
}

const KEY: &str = "Save the key as cosign.pub before.";

fn word(text: &str) -> String {
    quoted(text).unwrap_or_default()
}

/// Whom cosign is to expect.
fn signer(expected: &Expected) -> String {
    if !expected.key.trim().is_empty() {
        return "--key cosign.pub".into();
    }
    let (identity, issuer) = (expected.identity.trim(), expected.issuer.trim());
    let issuer = if issuer.is_empty() { "ISSUER" } else { issuer };
    let name = match identity {
        "" => "--certificate-identity IDENTITY".to_owned(),
        pattern if pattern.contains('*') => {
            format!("--certificate-identity-regexp {}", word(&regex(pattern)))
        }
        exact => format!("--certificate-identity {}", word(exact)),
    };
    format!("{name} --certificate-oidc-issuer {}", word(issuer))
}

/// Whom gh is to expect.
fn gh(expected: &Expected) -> String {
    match expected.identity.trim() {
        "" => "--owner OWNER".to_owned(),
        pattern if pattern.contains('*') => format!("--cert-identity-regex {}", word(&regex(pattern))),
        exact => format!("--cert-identity {}", word(exact)),
    }
}

/// A pattern as a regular expression, held at both ends.
fn regex(pattern: &str) -> String {
    let mut written = String::from("^");
    for sign in pattern.chars() {
        match sign {
            '*' => written.push_str(".*"),
            _ if sign.is_ascii_punctuation() && !matches!(sign, '/' | ':' | '@' | '-' | '_') => {
                written.push('\\');
                written.push(sign);
            }
            _ => written.push(sign),
        }
    }
    written.push('$');
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_expected_is_filled_in() {
        let expected = |identity: &str, issuer: &str, key: &str| Expected {
            identity: identity.into(),
            issuer: issuer.into(),
            key: key.into(),
            ..Expected::default()
        };
        for (expected, line) in [
            (expected("", "", ""), "--certificate-identity IDENTITY --certificate-oidc-issuer ISSUER"),
            (
                expected("a@b.c", "https://i.example", ""),
                "--certificate-identity a@b.c --certificate-oidc-issuer https://i.example",
            ),
            (
                expected("https://github.com/o/r/*", "", ""),
                r"--certificate-identity-regexp '^https://github\.com/o/r/.*$' --certificate-oidc-issuer ISSUER",
            ),
            (expected("a", "", "pem"), "--key cosign.pub"),
        ] {
            assert_eq!(signer(&expected), line);
        }
        let hostile = expected("x'; rm -rf /", "", "");
        assert!(!signer(&hostile).contains("x'; rm"), "{}", signer(&hostile));
    }
}
