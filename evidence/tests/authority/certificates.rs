//! Certificates: a root, an intermediate that issues for minutes with a proof that a log has it, and leaves of notation.

use std::str::FromStr as _;
use std::time::Duration;

use const_oid::ObjectIdentifier;
use der::asn1::{BitString, Ia5String, OctetString, UtcTime, Utf8StringRef};
use der::{Decode as _, Encode as _};
use sha2::{Digest as _, Sha256};
use x509_cert::certificate::{Certificate, TbsCertificate, Version};
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages, SubjectAltName};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};
use x509_cert::time::{Time, Validity};

use super::Key;

/// `ecdsa-with-SHA256`, RFC 5758.
pub const ECDSA_WITH_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
const BASIC_CONSTRAINTS: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.19");
const KEY_USAGE: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.15");
const EXTENDED_KEY_USAGE: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.37");
const ALTERNATIVE_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.17");
/// `id-kp-codeSigning`, RFC 5280.
pub const CODE_SIGNING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.3");
/// `id-kp-timeStamping`, RFC 5280.
pub const TIME_STAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");
/// The list of SCTs in a certificate, RFC 6962.
const SCTS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.4.1.11129.2.4.2");
/// Who told the authority who asked, as sigstore's certificates say it.
const ISSUER: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.4.1.57264.1.8");
/// The repository that was built, its commit.
const SOURCE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.4.1.57264.1.12");
const COMMIT: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.4.1.57264.1.13");

/// The authorities' own certificates are valid from 2025-01-01 until 2045-01-01.
pub const ALWAYS: (i64, i64) = (1_735_689_600, 2_366_841_600);

/// A certificate with its key.
#[derive(Clone)]
pub struct Owner {
    pub key: Key,
    pub der: Vec<u8>,
}

/// What a certificate is to say.
pub struct Asked<'a> {
    pub subject: &'a str,
    pub issuer: &'a str,
    pub serial: u8,
    pub valid: (i64, i64),
    pub extensions: Vec<Extension>,
}

fn extension(id: ObjectIdentifier, critical: bool, value: &[u8]) -> Extension {
    Extension { extn_id: id, critical, extn_value: OctetString::new(value).unwrap() }
}

/// The extensions of a certificate authority.
pub fn of_authority() -> Vec<Extension> {
    let constraints = BasicConstraints { ca: true, path_len_constraint: None };
    let usage = KeyUsage(KeyUsages::KeyCertSign | KeyUsages::CRLSign);
    vec![
        extension(BASIC_CONSTRAINTS, true, &constraints.to_der().unwrap()),
        extension(KEY_USAGE, true, &usage.to_der().unwrap()),
    ]
}

/// The extensions of whoever signs, for one purpose.
pub fn of_signer(purpose: ObjectIdentifier) -> Vec<Extension> {
    let usage = KeyUsage(KeyUsages::DigitalSignature.into());
    vec![
        extension(KEY_USAGE, true, &usage.to_der().unwrap()),
        extension(
            EXTENDED_KEY_USAGE,
            purpose == TIME_STAMPING,
            &ExtendedKeyUsage(vec![purpose]).to_der().unwrap(),
        ),
    ]
}

/// The extensions of a certificate that sigstore's authority issues: an identity, by whom it was told, and what was built.
pub fn of_identity(identity: &str, issuer: &str, source: Option<(&str, &str)>) -> Vec<Extension> {
    let name = Ia5String::new(identity).unwrap();
    let name = match identity.contains("://") {
        true => GeneralName::UniformResourceIdentifier(name),
        false => GeneralName::Rfc822Name(name),
    };
    let text = |text: &str| Utf8StringRef::new(text).unwrap().to_der().unwrap();
    let mut extensions = of_signer(CODE_SIGNING);
    extensions.push(extension(ALTERNATIVE_NAME, true, &SubjectAltName(vec![name]).to_der().unwrap()));
    extensions.push(extension(ISSUER, false, &text(issuer)));
    if let Some((source, commit)) = source {
        extensions.push(extension(SOURCE, false, &text(source)));
        extensions.push(extension(COMMIT, false, &text(commit)));
    }
    extensions
}

/// A name; sigstore's leaves have none.
fn named(text: &str) -> Name {
    if text.is_empty() { Name::default() } else { Name::from_str(text).unwrap() }
}

fn tbs(asked: &Asked<'_>, key: &Key) -> TbsCertificate {
    let time = |seconds: i64| {
        let since = Duration::from_secs(u64::try_from(seconds).unwrap());
        Time::UtcTime(UtcTime::from_unix_duration(since).unwrap())
    };
    TbsCertificate {
        version: Version::V3,
        serial_number: SerialNumber::new(&[asked.serial]).unwrap(),
        signature: algorithm(),
        issuer: named(asked.issuer),
        validity: Validity { not_before: time(asked.valid.0), not_after: time(asked.valid.1) },
        subject: named(asked.subject),
        subject_public_key_info: SubjectPublicKeyInfoOwned::from_der(&key.spki()).unwrap(),
        issuer_unique_id: None,
        subject_unique_id: None,
        extensions: Some(asked.extensions.clone()),
    }
}

pub fn algorithm() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid: ECDSA_WITH_SHA256, parameters: None }
}

fn sealed(tbs: TbsCertificate, by: &Key) -> Vec<u8> {
    let signature = by.sign_raw(&tbs.to_der().unwrap());
    let certificate = Certificate {
        tbs_certificate: tbs,
        signature_algorithm: algorithm(),
        signature: BitString::from_bytes(&signature).unwrap(),
    };
    certificate.to_der().unwrap()
}

/// A certificate for `key`, by `by`.
pub fn issue(asked: &Asked<'_>, key: &Key, by: &Key) -> Vec<u8> {
    sealed(tbs(asked, key), by)
}

/// A certificate for `key`, by `by`, that a log says it has: RFC 6962, sections 3.2 and 3.3.
pub fn issue_logged(asked: &Asked<'_>, key: &Key, by: &Key, log: &Key) -> Vec<u8> {
    let mut tbs = tbs(asked, key);
    let before = tbs.to_der().unwrap();
    let at = u64::try_from(asked.valid.0).unwrap() * 1000;
    let mut signed = vec![0, 0];
    signed.extend(at.to_be_bytes());
    signed.extend([0, 1]);
    signed.extend(Sha256::digest(by.spki()));
    signed.extend(&u32::try_from(before.len()).unwrap().to_be_bytes()[1..]);
    signed.extend(before);
    signed.extend([0, 0]);
    let signature = log.sign_raw(&signed);
    let mut sct = vec![0];
    sct.extend(Sha256::digest(log.spki()));
    sct.extend(at.to_be_bytes());
    sct.extend([0, 0, 4, 3]);
    sct.extend(u16::try_from(signature.len()).unwrap().to_be_bytes());
    sct.extend(signature);
    let length = |bytes: &[u8]| u16::try_from(bytes.len()).unwrap().to_be_bytes();
    let one = [&length(&sct)[..], &sct].concat();
    let list = [&length(&one)[..], &one].concat();
    let value = OctetString::new(list).unwrap().to_der().unwrap();
    tbs.extensions.as_mut().unwrap().push(extension(SCTS, false, &value));
    sealed(tbs, by)
}
