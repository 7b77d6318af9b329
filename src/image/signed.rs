//! What the signatures of a schema 1 manifest are over: its payload, by whose digest registries name it.

use base64::Engine as _;
use base64::engine::GeneralPurpose;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::json::{self, Member, Value};
use crate::pace::Pace;

/// JWS has the alphabet for URLs and no padding.
const BASE64: GeneralPurpose = URL_SAFE_NO_PAD;

/// Why a manifest with signatures has no payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayloadError {
    /// They don't say what they are over, or not the same.
    NotTold,
    /// The document says more than what they are over.
    NotAll,
}

/// What is signed: the first `formatLength` bytes, and `formatTail` after them.
///
/// As `ParsePrettySignature` of docker/libtrust, `jsonsign.go`. A payload counts only if the document says the
/// same without its signatures: what stands elsewhere would be shown as proved by a digest that is not over it.
///
/// # Errors
/// Where there is no such payload.
pub async fn payload(bytes: &[u8], root: Value<'_>, pace: &Pace) -> Result<Vec<u8>, PayloadError> {
    let mut signed: Option<(usize, Vec<u8>)> = None;
    for signature in root.get(SIGNATURES).into_iter().flat_map(Value::items) {
        let own = format(signature, pace).await.ok_or(PayloadError::NotTold)?;
        if signed.get_or_insert_with(|| own.clone()) != &own {
            return Err(PayloadError::NotTold);
        }
    }
    let (length, tail) = signed.ok_or(PayloadError::NotTold)?;
    let mut payload = bytes.get(..length).ok_or(PayloadError::NotTold)?.to_vec();
    payload.extend_from_slice(&tail);
    if says_the_same(root, &payload, pace).await { Ok(payload) } else { Err(PayloadError::NotAll) }
}

const SIGNATURES: &str = "signatures";

/// `formatLength` and `formatTail` of one signature's protected header.
async fn format(signature: Value<'_>, pace: &Pace) -> Option<(usize, Vec<u8>)> {
    let protected = signature.get("protected")?.as_str()?;
    let header = BASE64.decode(protected.as_bytes()).ok()?;
    let reading = json::read_in_pieces(&header, pace).await;
    let header = reading.root(&header)?;
    let length = usize::try_from(header.get("formatLength")?.as_i64()?).ok()?;
    Some((length, BASE64.decode(header.get("formatTail")?.as_str()?.as_bytes()).ok()?))
}

async fn says_the_same(root: Value<'_>, payload: &[u8], pace: &Pace) -> bool {
    let reading = json::read_in_pieces(payload, pace).await;
    let Some(signed) = reading.root(payload).filter(|_| reading.is_json()) else { return false };
    let own = root.members().filter(|member| member.name() != SIGNATURES);
    let mut signed = signed.members();
    for member in own {
        let is_same = |signed: Member<'_>| {
            (signed.key.raw(), signed.value.raw()) == (member.key.raw(), member.value.raw())
        };
        if !signed.next().is_some_and(is_same) {
            return false;
        }
        pace.spend(1).await;
    }
    signed.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pace::at_once;

    fn signature(length: usize, tail: &str) -> String {
        let header = format!(r#"{{"formatLength":{length},"formatTail":"{}"}}"#, BASE64.encode(tail));
        format!(r#"{{"protected":"{}"}}"#, BASE64.encode(header))
    }

    fn read(text: &str) -> Result<String, PayloadError> {
        let reading = json::read(text.as_bytes());
        let root = reading.root(text.as_bytes()).unwrap();
        let payload = at_once(payload(text.as_bytes(), root, &Pace::default()));
        payload.map(|payload| String::from_utf8(payload).unwrap())
    }

    #[test]
    fn only_what_is_all_signed_is_a_payload() {
        let own = r#"{"schemaVersion":1,"fsLayers":[]"#;
        let signed = |signatures: &str, more: &str| format!(r#"{own},"signatures":[{signatures}]{more}}}"#);
        let whole = signature(own.len(), "}");
        for (text, expected, reason) in [
            (signed(&whole, ""), Ok(()), "as it should be"),
            (signed(&format!("{whole},{whole}"), ""), Ok(()), "two signatures of one payload"),
            (
                signed(&format!("{whole},{}", signature(1, "}")), ""),
                Err(PayloadError::NotTold),
                "of two payloads",
            ),
            (signed(&signature(1, "}"), ""), Err(PayloadError::NotAll), "nothing is signed"),
            (
                signed(&whole, r#","fsLayers":["evil"]"#),
                Err(PayloadError::NotAll),
                "a member after them, which counts",
            ),
            (signed(&whole, r#","name":"evil""#), Err(PayloadError::NotAll), "one that nobody signed"),
            (
                signed(&whole, r#","Signatures":[]"#),
                Err(PayloadError::NotAll),
                "another key to Go's readers alone",
            ),
            (
                signed(&signature(own.len(), ",\"x\":1}"), ""),
                Err(PayloadError::NotAll),
                "more is signed than is shown",
            ),
            (signed(&signature(1_000_000, "}"), ""), Err(PayloadError::NotTold), "more bytes than there are"),
            (signed(r#"{"protected":"?"}"#, ""), Err(PayloadError::NotTold), "no base64"),
            (signed("", ""), Err(PayloadError::NotTold), "no signature"),
        ] {
            assert_eq!(read(&text).map(drop), expected, "{reason}");
        }
        assert_eq!(read(&signed(&whole, "")).unwrap(), format!("{own}}}"));
    }
}
