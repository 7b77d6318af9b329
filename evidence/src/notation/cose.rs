//! An envelope that is a `COSE_Sign1` (RFC 9052).

use bayplan::evidence::{Refusal, Why};
use ciborium::Value;
use jiff::Timestamp;

use super::{
    AUTHENTIC_SIGNING_TIME, Algorithm, CERTIFICATES, EXPIRY, Envelope, SCHEME, SIGNING_TIME, TIMESTAMP,
};

/// The tag of a `COSE_Sign1`.
const SIGN1: u64 = 18;

/// The tag of a time in seconds since 1970.
const EPOCH: u64 = 1;

/// Header labels: RFC 9052, section 3.1, and RFC 9360.
const ALG: i64 = 1;
const CRIT: i64 = 2;
const CONTENT_TYPE: i64 = 3;
const X5CHAIN: i64 = 33;

/// How deep values are read.
const DEPTH: usize = 16;

type Map = Vec<(Value, Value)>;

pub(super) fn read(bytes: &[u8]) -> Result<Envelope, Refusal> {
    let parts = match decode(bytes)? {
        Value::Tag(SIGN1, inner) => inner.into_array().ok(),
        other => other.into_array().ok(),
    };
    let unreadable = || Refusal::new(Why::Unreadable, "it is not a COSE_Sign1");
    let parts: [Value; 4] = parts.and_then(|parts| parts.try_into().ok()).ok_or_else(unreadable)?;
    let [protected, unprotected, payload, signature] = parts;
    let protected = protected.into_bytes().map_err(|_| unreadable())?;
    let unprotected = unprotected.into_map().map_err(|_| unreadable())?;
    let payload = payload.into_bytes().map_err(|_| unreadable())?;
    let signature = signature.into_bytes().map_err(|_| unreadable())?;
    let head = decode(&protected)?.into_map().map_err(|_| unreadable())?;
    no_key_twice(&head)?;
    no_key_twice(&unprotected)?;
    let algorithm = match get(&head, &ALG.into()).and_then(integer) {
        Some(-37) => Algorithm::Ps256,
        Some(-38) => Algorithm::Ps384,
        Some(-39) => Algorithm::Ps512,
        Some(-7) => Algorithm::Es256,
        Some(-35) => Algorithm::Es384,
        other => {
            return Err(Refusal::new(
                Why::Unsupported,
                format!("the algorithm {}", other.unwrap_or_default()),
            ));
        }
    };
    let text = |key: Value| get(&head, &key).and_then(Value::as_text).unwrap_or_default().to_owned();
    Ok(Envelope {
        algorithm,
        content_type: text(CONTENT_TYPE.into()),
        scheme: text(SCHEME.into()),
        critical: critical(&head)?,
        signing_time: time(&head, SIGNING_TIME)?,
        authentic_signing_time: time(&head, AUTHENTIC_SIGNING_TIME)?,
        expiry: time(&head, EXPIRY)?,
        has_timestamp: get(&unprotected, &TIMESTAMP.into()).is_some(),
        chain: chain(&unprotected)?,
        signed: signed(protected, payload.clone())?,
        signature,
        payload,
    })
}

/// One value, and nothing after it.
fn decode(bytes: &[u8]) -> Result<Value, Refusal> {
    let mut rest = bytes;
    let value = ciborium::de::from_reader_with_recursion_limit(&mut rest, DEPTH)
        .map_err(|error| Refusal::new(Why::Unreadable, format!("{error:?}")))?;
    if rest.is_empty() { Ok(value) } else { Err(Refusal::new(Why::Unreadable, "bytes follow its end")) }
}

/// What is signed: `Sig_structure`, RFC 9052, section 4.4.
fn signed(protected: Vec<u8>, payload: Vec<u8>) -> Result<Vec<u8>, Refusal> {
    let parts = vec![
        Value::Text("Signature1".into()),
        Value::Bytes(protected),
        Value::Bytes(Vec::new()),
        Value::Bytes(payload),
    ];
    let mut bytes = Vec::new();
    ciborium::into_writer(&Value::Array(parts), &mut bytes)
        .map_err(|error| Refusal::new(Why::Failed, format!("{error:?}")))?;
    Ok(bytes)
}

fn get<'a>(map: &'a Map, key: &Value) -> Option<&'a Value> {
    map.iter().find(|(own, _)| own == key).map(|(_, value)| value)
}

fn integer(value: &Value) -> Option<i64> {
    value.as_integer().and_then(|integer| i64::try_from(integer).ok())
}

/// RFC 9052, section 3: a label must not occur twice. Headers have a handful; more are refused.
fn no_key_twice(map: &Map) -> Result<(), Refusal> {
    const LABELS: usize = 64;
    let twice =
        map.iter().enumerate().any(|(at, (key, _))| map.iter().take(at).any(|(other, _)| other == key));
    if map.len() > LABELS || twice {
        return Err(Refusal::new(Why::Malformed, "a header has a label twice, or too many of them"));
    }
    Ok(())
}

/// The labels that must be understood. Those of numbers are the algorithm's and the content type's, which are.
fn critical(head: &Map) -> Result<Vec<String>, Refusal> {
    let labels = get(head, &CRIT.into()).and_then(Value::as_array);
    let mut names = Vec::new();
    for label in labels.into_iter().flatten() {
        match label {
            Value::Text(name) => names.push(name.clone()),
            label if [Some(ALG), Some(CONTENT_TYPE)].contains(&integer(label)) => {}
            label => return Err(Refusal::new(Why::Critical, format!("{label:?} must be understood"))),
        }
    }
    Ok(names)
}

fn time(head: &Map, key: &str) -> Result<Option<Timestamp>, Refusal> {
    let Some(value) = get(head, &key.into()) else { return Ok(None) };
    let seconds = match value {
        Value::Tag(EPOCH, inner) => integer(inner),
        _ => None,
    };
    let time = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    time.map(Some).ok_or_else(|| Refusal::new(Why::Malformed, format!("{key} is no time")))
}

fn chain(unprotected: &Map) -> Result<Vec<Vec<u8>>, Refusal> {
    let bad = || Refusal::new(Why::BadCertificate, "its chain is not made of certificates");
    match get(unprotected, &X5CHAIN.into()) {
        None => Ok(Vec::new()),
        Some(Value::Bytes(one)) => Ok(vec![one.clone()]),
        Some(Value::Array(all)) if all.len() <= CERTIFICATES => {
            all.iter().map(|one| one.as_bytes().cloned().ok_or_else(bad)).collect()
        }
        Some(_) => Err(bad()),
    }
}
