//! A timestamp authority: RFC 3161.

use std::time::Duration;

use cms::cert::IssuerAndSerialNumber;
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos};
use const_oid::ObjectIdentifier;
use der::asn1::{GeneralizedTime, OctetString, SetOfVec};
use der::{Any, Decode as _, Encode as _, Sequence, Tag};
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::certificates::{Owner, algorithm};
use super::log::hash;

const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
/// The policy of the authority: one that is for examples.
const POLICY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.4.1.55738.666.1");

#[derive(Sequence)]
struct Imprint {
    algorithm: AlgorithmIdentifierOwned,
    hashed: OctetString,
}

#[derive(Sequence)]
struct Info {
    version: u8,
    policy: ObjectIdentifier,
    imprint: Imprint,
    serial: u8,
    time: GeneralizedTime,
}

#[derive(Sequence)]
struct Status {
    status: u8,
}

#[derive(Sequence)]
struct Response {
    status: Status,
    token: Any,
}

fn sha256() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid: SHA256, parameters: None }
}

fn attribute(oid: ObjectIdentifier, value: Any) -> Attribute {
    Attribute { oid, values: SetOfVec::try_from(vec![value]).unwrap() }
}

/// The answer of `authority`, that it saw `signature` at a time.
pub fn stamp(authority: &Owner, signature: &[u8], at: i64) -> Vec<u8> {
    let since = Duration::from_secs(u64::try_from(at).unwrap());
    let info = Info {
        version: 1,
        policy: POLICY,
        imprint: Imprint { algorithm: sha256(), hashed: OctetString::new(hash(signature)).unwrap() },
        serial: 1,
        time: GeneralizedTime::from_unix_duration(since).unwrap(),
    };
    let info = info.to_der().unwrap();
    let digest = Any::new(Tag::OctetString, hash(&info)).unwrap();
    let kind = Any::from_der(&TST_INFO.to_der().unwrap()).unwrap();
    let attributes =
        SetOfVec::try_from(vec![attribute(CONTENT_TYPE, kind), attribute(MESSAGE_DIGEST, digest)]).unwrap();
    let signed = authority.key.sign_raw(&attributes.to_der().unwrap());
    let own = Certificate::from_der(&authority.der).unwrap().tbs_certificate;
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: own.issuer,
            serial_number: own.serial_number,
        }),
        digest_alg: sha256(),
        signed_attrs: Some(attributes),
        signature_algorithm: algorithm(),
        signature: OctetString::new(signed).unwrap(),
        unsigned_attrs: None,
    };
    let data = SignedData {
        version: CmsVersion::V3,
        digest_algorithms: SetOfVec::try_from(vec![sha256()]).unwrap(),
        encap_content_info: EncapsulatedContentInfo {
            econtent_type: TST_INFO,
            econtent: Some(Any::new(Tag::OctetString, info).unwrap()),
        },
        certificates: None,
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![signer]).unwrap()),
    };
    let content = Any::from_der(&data.to_der().unwrap()).unwrap();
    let token = ContentInfo { content_type: SIGNED_DATA, content };
    let token = Any::from_der(&token.to_der().unwrap()).unwrap();
    Response { status: Status { status: 0 }, token }.to_der().unwrap()
}
