//! An envelope that is a JWS in its flattened JSON serialization (RFC 7515).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use bayplan::evidence::{Refusal, Why};
use bayplan::json::{self, Value};
use jiff::Timestamp;

use super::{
    AUTHENTIC_SIGNING_TIME, Algorithm, CERTIFICATES, EXPIRY, Envelope, SCHEME, SIGNING_TIME, TIMESTAMP,
};

pub(super) fn read(bytes: &[u8]) -> Result<Envelope, Refusal> {
    let unreadable = |what: &str| Refusal::new(Why::Unreadable, what.to_owned());
    let reading = json::read(bytes);
    // What two readers would read in two ways is read by nobody.
    let root = reading.root(bytes).filter(|_| reading.problems.is_empty());
    let root = root.ok_or_else(|| unreadable("it is not plain JSON"))?;
    let part = |key: &str| text(root, key).ok_or_else(|| unreadable(&format!("it has no {key}")));
    let (protected, payload, signature) = (part("protected")?, part("payload")?, part("signature")?);
    let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|error| unreadable(&error.to_string()));
    let header = decode(&protected)?;
    let header_reading = json::read(&header);
    let head = header_reading.root(&header).filter(|_| header_reading.problems.is_empty());
    let head = head.ok_or_else(|| unreadable("its protected header is not plain JSON"))?;
    let algorithm = match text(head, "alg").as_deref() {
        Some("PS256") => Algorithm::Ps256,
        Some("PS384") => Algorithm::Ps384,
        Some("PS512") => Algorithm::Ps512,
        Some("ES256") => Algorithm::Es256,
        Some("ES384") => Algorithm::Es384,
        other => {
            return Err(Refusal::new(Why::Unsupported, format!("the algorithm {}", other.unwrap_or("?"))));
        }
    };
    let time = |key: &str| match text(head, key) {
        None => Ok(None),
        Some(text) => text
            .parse::<Timestamp>()
            .map(Some)
            .map_err(|error| Refusal::new(Why::Malformed, format!("{key}: {error}"))),
    };
    let unprotected = root.get("header");
    let chain = unprotected.and_then(|header| header.get("x5c")).into_iter().flat_map(Value::strings);
    let chain = chain.take(CERTIFICATES).map(|text| {
        STANDARD.decode(text).map_err(|error| Refusal::new(Why::BadCertificate, error.to_string()))
    });
    Ok(Envelope {
        algorithm,
        content_type: text(head, "cty").unwrap_or_default(),
        scheme: text(head, SCHEME).unwrap_or_default(),
        critical: head.get("crit").into_iter().flat_map(Value::strings).collect(),
        signing_time: time(SIGNING_TIME)?,
        authentic_signing_time: time(AUTHENTIC_SIGNING_TIME)?,
        expiry: time(EXPIRY)?,
        has_timestamp: unprotected.is_some_and(|header| header.get(TIMESTAMP).is_some()),
        chain: chain.collect::<Result<_, _>>()?,
        signed: format!("{protected}.{payload}").into_bytes(),
        signature: decode(&signature)?,
        payload: decode(&payload)?,
    })
}

fn text(value: Value<'_>, key: &str) -> Option<String> {
    Some(value.get(key)?.as_str()?.into_owned())
}
