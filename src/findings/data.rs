//! Content embedded in a descriptor: it must be what the descriptor's own size and digest say.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::codes::{DATA_DIGEST_DIFFERS, DATA_NOT_BASE64, DATA_NOT_CHECKED, DATA_SIZE_DIFFERS};
use super::descriptor_place::Holder;
use super::report::Report;
use crate::image::descriptor::Descriptor;
use crate::image::digest::Digest;
use crate::json::Value;
use crate::text::quote::Count;
use crate::verify::hash;

pub(super) fn check(report: &mut Report<'_>, value: Value<'_>, read: &Descriptor, holder: &mut Holder) {
    let text = value.as_str().unwrap_or_default();
    let bytes = match STANDARD.decode(text.as_bytes()) {
        Ok(bytes) => bytes,
        Err(error) => {
            return report.add(&DATA_NOT_BASE64, value.span(), || {
                format!("The embedded data is not base64 (RFC 4648, section 4): {}.", reason(error))
            });
        }
    };
    if let Some(size) = read.size.filter(|size| *size != bytes.len() as u64) {
        return report.add(&DATA_SIZE_DIFFERS, value.span(), || {
            format!(
                "The embedded data has {}, and the descriptor says {size}: clients must not use it.",
                Count(bytes.len(), "byte")
            )
        });
    }
    let Some((stated, algorithm)) = read.digest.as_ref().and_then(|d| Some((d, d.registered()?))) else {
        return;
    };
    let Some(left) = holder.hashes.checked_sub(bytes.len()) else {
        return report.add(&DATA_NOT_CHECKED, value.span(), || {
            "There is so much embedded data that this part was not hashed: whether it is what its \
             digest says is not known."
                .to_owned()
        });
    };
    holder.hashes = left;
    let actual = hash::digest_of(algorithm, &bytes);
    if actual != *stated {
        report.add(&DATA_DIGEST_DIFFERS, value.span(), || differs(stated, &actual));
    }
}

fn differs(stated: &Digest, actual: &Digest) -> String {
    format!(
        "The embedded data has the digest {}, and the descriptor says {}: clients must not use it.",
        actual.short(),
        stated.short()
    )
}

fn reason(error: base64::DecodeError) -> String {
    use base64::DecodeError::{InvalidByte, InvalidLastSymbol, InvalidLength, InvalidPadding};
    match error {
        InvalidByte(at, b'-' | b'_') => {
            format!("character {} is of the form for URLs, which this is not", at.saturating_add(1))
        }
        InvalidByte(at, byte) => {
            format!("character {} is “{}”", at.saturating_add(1), byte.escape_ascii())
        }
        InvalidLength(length) => format!("{length} characters are not a multiple of four"),
        InvalidLastSymbol(at, _) => format!("character {} has bits that nothing reads", at.saturating_add(1)),
        InvalidPadding => "the = signs at its end are missing or too many".to_owned(),
    }
}
