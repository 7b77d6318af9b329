//! PAX extended headers: records of `length key=value` in front of an entry.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use super::entry::{Time, Xattr};
use super::number::{decimal, time};

/// What the records of one header say, as far as it is of use here.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Pax {
    pub(super) path: Vec<u8>,
    pub(super) link: Vec<u8>,
    pub(super) user: Vec<u8>,
    pub(super) group: Vec<u8>,
    pub(super) uid: Option<i64>,
    pub(super) gid: Option<i64>,
    pub(super) size: Option<i64>,
    pub(super) mtime: Option<Time>,
    pub(super) xattrs: Vec<Xattr>,
    pub(super) sparse: SparseRecords,
    /// There is a record that is not a comment.
    pub(super) says_something: bool,
}

/// The records `GNU.sparse.*`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SparseRecords {
    pub(super) major: Vec<u8>,
    pub(super) minor: Vec<u8>,
    pub(super) name: Vec<u8>,
    /// `GNU.sparse.size`, the size of the file in the versions 0.0 and 0.1.
    pub(super) size: Vec<u8>,
    /// `GNU.sparse.realsize`, the size of the file in the version 1.0.
    pub(super) real_size: Vec<u8>,
    /// Offset, length, offset, length, with commas between them: version 0.1. Those of version 0.0, which
    /// have a record each, are put together in the same way.
    pub(super) map: Vec<u8>,
}

/// Reads the records; `None` where one is malformed, which Go's reader refuses.
pub(super) fn read(mut records: &[u8]) -> Option<Pax> {
    let mut pax = Pax::default();
    let mut libarchive: Vec<Xattr> = Vec::new();
    let mut numbers = 0_usize;
    while !records.is_empty() {
        let (key, value, rest) = record(records)?;
        records = rest;
        pax.says_something |= key != b"comment";
        match key {
            b"GNU.sparse.offset" | b"GNU.sparse.numbytes" => {
                let offset = key == b"GNU.sparse.offset";
                if offset != numbers.is_multiple_of(2) || value.contains(&b',') {
                    return None;
                }
                if numbers > 0 {
                    pax.sparse.map.push(b',');
                }
                pax.sparse.map.extend_from_slice(value);
                numbers += 1;
            }
            // An empty value takes a record back: that of the header holds.
            _ if value.is_empty() => take_back(&mut pax, key),
            _ => take(&mut pax, &mut libarchive, key, value)?,
        }
    }
    // libarchive writes each attribute twice, in its own form and in that of star, which is the one that
    // clients read.
    for xattr in libarchive {
        if !pax.xattrs.iter().any(|other| other.name == xattr.name) {
            pax.xattrs.push(xattr);
        }
    }
    Some(pax)
}

fn take(pax: &mut Pax, libarchive: &mut Vec<Xattr>, key: &[u8], value: &[u8]) -> Option<()> {
    match key {
        b"path" => pax.path = value.to_vec(),
        b"linkpath" => pax.link = value.to_vec(),
        b"uname" => pax.user = value.to_vec(),
        b"gname" => pax.group = value.to_vec(),
        b"uid" => pax.uid = Some(decimal(value)?),
        b"gid" => pax.gid = Some(decimal(value)?),
        b"size" => pax.size = Some(decimal(value)?),
        b"mtime" => pax.mtime = Some(time(value)?),
        b"GNU.sparse.major" => pax.sparse.major = value.to_vec(),
        b"GNU.sparse.minor" => pax.sparse.minor = value.to_vec(),
        b"GNU.sparse.name" => pax.sparse.name = value.to_vec(),
        b"GNU.sparse.size" => pax.sparse.size = value.to_vec(),
        b"GNU.sparse.realsize" => pax.sparse.real_size = value.to_vec(),
        b"GNU.sparse.map" => pax.sparse.map = value.to_vec(),
        _ => {
            if let Some(name) = key.strip_prefix(b"SCHILY.xattr.") {
                pax.xattrs.retain(|other| other.name != name);
                pax.xattrs.push(Xattr { name: name.to_vec(), value: value.to_vec() });
            } else if let Some(xattr) = of_libarchive(key, value) {
                libarchive.push(xattr);
            }
        }
    }
    Some(())
}

fn take_back(pax: &mut Pax, key: &[u8]) {
    match key {
        b"path" => pax.path.clear(),
        b"linkpath" => pax.link.clear(),
        b"uname" => pax.user.clear(),
        b"gname" => pax.group.clear(),
        b"uid" => pax.uid = None,
        b"gid" => pax.gid = None,
        b"size" => pax.size = None,
        b"mtime" => pax.mtime = None,
        _ => {
            if let Some(name) = key.strip_prefix(b"SCHILY.xattr.") {
                pax.xattrs.retain(|other| other.name != name);
            }
        }
    }
}

/// `LIBARCHIVE.xattr.` with the name percent-encoded, and the value in base64.
fn of_libarchive(key: &[u8], value: &[u8]) -> Option<Xattr> {
    let mut encoded = key.strip_prefix(b"LIBARCHIVE.xattr.")?;
    let mut name = Vec::with_capacity(encoded.len());
    while let Some((&byte, rest)) = encoded.split_first() {
        encoded = rest;
        let digits = rest.get(..2).filter(|_| byte == b'%');
        let decoded =
            digits.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        name.push(decoded.unwrap_or(byte));
        if decoded.is_some() {
            encoded = rest.get(2..).unwrap_or_default();
        }
    }
    let end = value.iter().rposition(|byte| *byte != b'=').map_or(0, |last| last + 1);
    let value = STANDARD_NO_PAD.decode(value.get(..end)?).ok()?;
    Some(Xattr { name, value })
}

/// One record and what is after it.
type Record<'a> = (&'a [u8], &'a [u8], &'a [u8]);

fn record(records: &[u8]) -> Option<Record<'_>> {
    let space = records.iter().position(|byte| *byte == b' ')?;
    let length = usize::try_from(decimal(records.get(..space)?)?).ok()?;
    let (record, rest) = records.split_at_checked(length)?;
    let pair = record.get(space + 1..)?.strip_suffix(b"\n")?;
    let equals = pair.iter().position(|byte| *byte == b'=')?;
    let (key, value) = (pair.get(..equals)?, pair.get(equals + 1..)?);
    // A NUL in a name would end it for some readers and not for others.
    let checked = if matches!(key, b"path" | b"linkpath" | b"uname" | b"gname") { value } else { key };
    (!key.is_empty() && !checked.contains(&0)).then_some((key, value, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(pairs: &[(&str, &str)]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (key, value) in pairs {
            let body = key.len() + value.len() + 3;
            let mut length = body + body.to_string().len();
            if length.to_string().len() > body.to_string().len() {
                length += 1;
            }
            bytes.extend(format!("{length} {key}={value}\n").into_bytes());
        }
        bytes
    }

    #[test]
    fn says_what_headers_can_not_hold() {
        let bytes = records(&[
            ("path", &"a/".repeat(100)),
            ("mtime", "-1.5"),
            ("size", "10000000000"),
            ("uid", "3000000"),
            ("comment", "hello"),
            ("SCHILY.xattr.user.a", "x=y\n\0"),
            ("LIBARCHIVE.xattr.user.a", "bm90IHRoaXM"),
            ("LIBARCHIVE.xattr.user%2Eb%zz", "dGhpcw=="),
            ("linkpath", ""),
        ]);
        let pax = read(&bytes).unwrap();
        assert_eq!(pax.path.len(), 200);
        assert_eq!(pax.mtime, Some(Time { seconds: -2, nanoseconds: 500_000_000 }));
        assert_eq!((pax.size, pax.uid, pax.gid), (Some(10_000_000_000), Some(3_000_000), None));
        let xattr =
            |name: &str, value: &str| Xattr { name: name.as_bytes().into(), value: value.as_bytes().into() };
        assert_eq!(pax.xattrs, [xattr("user.a", "x=y\n\0"), xattr("user.b%zz", "this")]);
    }

    #[test]
    fn refuses_what_go_refuses() {
        for (bytes, reason) in [
            (&b"path=a\n"[..], "no length"),
            (b"8 path=a\n", "one byte too short"),
            (b"11 path=a\n", "one byte too long"),
            (b"9 path=a\n\0\0", "zeros after the records"),
            (b"9999999999999999999999 path=a\n", "a length that is none"),
            (b"4 a\n", "no equals sign"),
            (b"5 =a\n", "no key"),
            (b"12 path=a\0b\n", "a NUL in a path"),
            (b"11 size=1x\n", "a size that is no number"),
            (b"-1 a=b\n", "a negative length"),
        ] {
            assert_eq!(read(bytes), None, "{reason}");
        }
        assert_eq!(read(b""), Some(Pax::default()));
    }

    #[test]
    fn puts_the_map_of_version_0_0_together() {
        let pair = [("GNU.sparse.offset", "0"), ("GNU.sparse.numbytes", "5")];
        let twice = records(&[pair[0], pair[1], ("GNU.sparse.offset", "100"), ("GNU.sparse.numbytes", "0")]);
        assert_eq!(read(&twice).unwrap().sparse.map, b"0,5,100,0");
        assert_eq!(read(&records(&[pair[1], pair[0]])), None, "a length before its offset");
    }
}
