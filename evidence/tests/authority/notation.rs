//! Envelopes of notation: JWS and COSE, by a leaf of the authority's root.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ciborium::Value as Cbor;
use serde_json::{Value, json};

use super::certificates::{ALWAYS, Asked, CODE_SIGNING, Owner, issue, of_signer};
use super::signing::AT;
use super::{Authority, Key, ROOT, pem_of};

const SCHEME: &str = "io.cncf.notary.signingScheme";
const TIME: &str = "io.cncf.notary.signingTime";
const EXPIRY: &str = "io.cncf.notary.expiry";
const PAYLOAD: &str = "application/vnd.cncf.notary.payload.v1+json";

/// Who signs.
pub const SUBJECT: &str = "CN=release,OU=images,O=Example Test,C=XX";

/// What an envelope is to say.
pub struct Envelope<'a> {
    pub authority: &'a Authority,
    pub target: &'a str,
    /// When the certificate is valid.
    pub valid: (i64, i64),
    /// When it is over by its own word.
    pub expiry: Option<i64>,
}

impl<'a> Envelope<'a> {
    pub fn new(authority: &'a Authority, target: &'a str) -> Self {
        Self { authority, target, valid: ALWAYS, expiry: None }
    }

    fn signer(&self) -> Owner {
        let key = Key::new(91);
        let asked = Asked {
            subject: SUBJECT,
            issuer: ROOT,
            serial: 8,
            valid: self.valid,
            extensions: of_signer(CODE_SIGNING),
        };
        Owner { der: issue(&asked, &key, &self.authority.root.key), key }
    }

    fn payload(&self) -> Vec<u8> {
        json!({"targetArtifact": {
            "mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": self.target, "size": 1,
        }})
        .to_string()
        .into_bytes()
    }

    fn chain(&self, signer: &Owner) -> [Vec<u8>; 2] {
        [signer.der.clone(), self.authority.root.der.clone()]
    }

    /// As a JWS.
    pub fn jws(&self) -> Vec<u8> {
        let signer = self.signer();
        let time = |seconds: i64| jiff::Timestamp::from_second(seconds).unwrap().to_string();
        let mut critical = vec![SCHEME];
        critical.extend(self.expiry.map(|_| EXPIRY));
        let mut header = json!({
            "alg": "ES256", "crit": critical, "cty": PAYLOAD, SCHEME: "notary.x509", TIME: time(AT),
        });
        if let Some(expiry) = self.expiry {
            header[EXPIRY] = time(expiry).into();
        }
        let protected = URL_SAFE_NO_PAD.encode(header.to_string());
        let payload = URL_SAFE_NO_PAD.encode(self.payload());
        let signature = signer.key.sign_fixed(format!("{protected}.{payload}").as_bytes());
        let chain: Vec<Value> = self.chain(&signer).iter().map(|der| STANDARD.encode(der).into()).collect();
        json!({
            "payload": payload,
            "protected": protected,
            "header": {"x5c": chain},
            "signature": URL_SAFE_NO_PAD.encode(signature),
        })
        .to_string()
        .into_bytes()
    }

    /// As a COSE_Sign1.
    pub fn cose(&self) -> Vec<u8> {
        let signer = self.signer();
        let text = |text: &str| Cbor::Text(text.to_owned());
        let time = |seconds: i64| Cbor::Tag(1, Box::new(Cbor::Integer(seconds.into())));
        let mut critical = vec![text(SCHEME)];
        critical.extend(self.expiry.map(|_| text(EXPIRY)));
        let mut header = vec![
            (Cbor::Integer(1.into()), Cbor::Integer((-7).into())),
            (Cbor::Integer(2.into()), Cbor::Array(critical)),
            (Cbor::Integer(3.into()), text(PAYLOAD)),
            (text(SCHEME), text("notary.x509")),
            (text(TIME), time(AT)),
        ];
        header.extend(self.expiry.map(|expiry| (text(EXPIRY), time(expiry))));
        let (protected, payload) = (written(&Cbor::Map(header)), self.payload());
        let signed = written(&Cbor::Array(vec![
            text("Signature1"),
            Cbor::Bytes(protected.clone()),
            Cbor::Bytes(Vec::new()),
            Cbor::Bytes(payload.clone()),
        ]));
        let chain = self.chain(&signer).map(Cbor::Bytes).to_vec();
        let envelope = Cbor::Array(vec![
            Cbor::Bytes(protected),
            Cbor::Map(vec![(Cbor::Integer(33.into()), Cbor::Array(chain))]),
            Cbor::Bytes(payload),
            Cbor::Bytes(signer.key.sign_fixed(&signed)),
        ]);
        written(&Cbor::Tag(18, Box::new(envelope)))
    }
}

fn written(value: &Cbor) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).unwrap();
    bytes
}

/// The root that the envelopes chain to, PEM.
pub fn root(authority: &Authority) -> String {
    pem_of(&authority.root.der)
}
