//! Speaks the client protocol of sigstore's public conformance suite, as far as it verifies.
//!
//! ```text
//! cargo run -p evidence --example conformance -- verify-bundle [--staging] --bundle FILE
//!     (--certificate-identity ID --certificate-oidc-issuer URL | --key PEM) [--trusted-root FILE] FILE_OR_DIGEST
//! ```
//!
//! It ends with 0 where the bundle is verified, and with 1 where it is not; then the standard error says why.
//!
//! <https://github.com/sigstore/sigstore-conformance/blob/main/docs/cli_protocol.md>

use std::process::ExitCode;

use bayplan::evidence::{
    Artifact, Bytes, Question, RootChoice, Signed, Signer, Trust, Verified, Verifier as _,
};
use evidence::Evidence;
use sigstore_verify::trust_root::SIGSTORE_STAGING_TRUSTED_ROOT;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(told) => {
            println!("{told}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

#[derive(Default)]
struct Options {
    staging: bool,
    bundle: Option<String>,
    identity: Option<String>,
    issuer: Option<String>,
    key: Option<String>,
    root: Option<String>,
    artifact: Option<String>,
}

fn options(arguments: &[String]) -> Result<Options, String> {
    let mut rest = arguments.iter();
    match rest.next().map(String::as_str) {
        Some("verify-bundle") => {}
        other => {
            return Err(format!("Only verify-bundle is spoken here, not {}.", other.unwrap_or("nothing")));
        }
    }
    let mut options = Options::default();
    while let Some(argument) = rest.next() {
        let place = match argument.as_str() {
            "--staging" => {
                options.staging = true;
                continue;
            }
            "--bundle" => &mut options.bundle,
            "--certificate-identity" => &mut options.identity,
            "--certificate-oidc-issuer" => &mut options.issuer,
            "--key" => &mut options.key,
            "--trusted-root" => &mut options.root,
            other if other.starts_with("--") => return Err(format!("There is no option {other}.")),
            _ => {
                options.artifact = Some(argument.clone());
                continue;
            }
        };
        *place = Some(rest.next().ok_or_else(|| format!("{argument} needs a value."))?.clone());
    }
    Ok(options)
}

fn run(arguments: &[String]) -> Result<String, String> {
    let options = options(arguments)?;
    let read = |path: &str| std::fs::read(path).map_err(|error| format!("{path}: {error}"));
    let text = |path: &str| std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"));
    let bundle = read(options.bundle.as_deref().ok_or("--bundle is missing.")?)?;
    let artifact = options.artifact.as_deref().ok_or("The artifact is missing.")?;
    let artifact = if is_digest(artifact) {
        Artifact::Digest(artifact.to_owned())
    } else {
        Artifact::Bytes(Bytes(read(artifact)?))
    };
    let root = match (&options.root, options.staging) {
        (Some(path), _) => RootChoice::Given(text(path)?),
        (None, true) => RootChoice::Given(SIGSTORE_STAGING_TRUSTED_ROOT.to_owned()),
        (None, false) => RootChoice::PublicGood,
    };
    let key = options.key.as_deref().map(text).transpose()?;
    if key.is_none() && (options.identity.is_none() || options.issuer.is_none()) {
        return Err(
            "Either --key, or --certificate-identity and --certificate-oidc-issuer must be there.".into()
        );
    }
    let question = Question {
        signed: Signed::Bundle { bundle: Bytes(bundle), artifact },
        trust: Trust { root, key, anchors: None },
    };
    let verified =
        Evidence.verify(&question).map_err(|refusal| format!("{:?}: {}", refusal.why, refusal.detail))?;
    expected(&options, &verified)?;
    Ok(format!("Verified: {:?}, by {:?}", verified.signer, verified.root))
}

fn is_digest(text: &str) -> bool {
    let hex = text.strip_prefix("sha256:").filter(|hex| hex.len() == 64);
    hex.is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
        && !std::path::Path::new(text).exists()
}

fn expected(options: &Options, verified: &Verified) -> Result<(), String> {
    let Signer::Identity { identity, issuer, .. } = &verified.signer else { return Ok(()) };
    if options.identity.as_ref() != Some(identity) {
        return Err(format!("It is signed by {identity}."));
    }
    if options.issuer != *issuer {
        return Err(format!("The issuer is {}.", issuer.as_deref().unwrap_or("none")));
    }
    Ok(())
}
