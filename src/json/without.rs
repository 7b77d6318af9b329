//! An object without some of its members.

use super::value::Value;

/// The members of `object` but those of these names, as they are written, in one line.
#[must_use]
pub fn without(object: Value<'_>, names: &[&str]) -> Vec<u8> {
    let mut out = vec![b'{'];
    for member in object.members().filter(|member| !names.contains(&&*member.name())) {
        if out.len() > 1 {
            out.push(b',');
        }
        out.extend_from_slice(member.key.raw());
        out.push(b':');
        out.extend_from_slice(member.value.raw());
    }
    out.push(b'}');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;

    #[test]
    fn what_is_left_stands_as_it_stood() {
        for (text, expected) in [
            (r#"{"a": 1, "b": [ 2 ],"c":"\u0041"}"#, r#"{"b":[ 2 ],"c":"\u0041"}"#),
            (r#"{"a":1,"b":2,"a":3}"#, r#"{"b":2}"#),
            (r#"{"a":1}"#, "{}"),
            ("[1]", "{}"),
        ] {
            let reading = read(text.as_bytes());
            assert_eq!(without(reading.root(text.as_bytes()).unwrap(), &["a"]), expected.as_bytes());
        }
    }
}
