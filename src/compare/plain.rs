//! One spelling for all JSON that states the same: by it values are compared.

use crate::image::part::is_read;
use crate::json::{Member, Value, ValueKind};
use crate::sorting::sort_by;

/// Whether two values state the same: the white space, the order of an object's members and the spelling of a string
/// are no difference. Of a key that is repeated the last one counts. Values that hold more than is read are the same
/// where their bytes are.
pub fn same(one: Value<'_>, other: Value<'_>) -> bool {
    if one.raw() == other.raw() {
        return true;
    }
    is_read(one) && is_read(other) && plain(one) == plain(other)
}

/// The one spelling of `value`.
pub fn plain(value: Value<'_>) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

/// The tape is no deeper than [`crate::limits::JSON_DEPTH`].
fn write(value: Value<'_>, out: &mut String) {
    match value.kind() {
        ValueKind::Null => out.push_str("null"),
        ValueKind::Bool(true) => out.push_str("true"),
        ValueKind::Bool(false) => out.push_str("false"),
        ValueKind::Number => out.push_str(value.number().unwrap_or_default()),
        ValueKind::String => write_text(&value.as_str().unwrap_or_default(), out),
        ValueKind::Array => {
            out.push('[');
            for item in value.items() {
                write(item, out);
                out.push(',');
            }
            out.push(']');
        }
        ValueKind::Object => {
            out.push('{');
            let mut members: Vec<Member<'_>> = value.members().collect();
            sort_by(&mut members, |one, other| one.name().cmp(&other.name()));
            let mut members = members.into_iter().peekable();
            while let Some(member) = members.next() {
                if members.peek().is_some_and(|next| next.name() == member.name()) {
                    continue;
                }
                write_text(&member.name(), out);
                out.push(':');
                write(member.value, out);
                out.push(',');
            }
            out.push('}');
        }
    }
}

/// The length in front tells where a text ends, whatever is in it.
fn write_text(text: &str, out: &mut String) {
    out.push_str(&text.len().to_string());
    out.push('"');
    out.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;

    #[test]
    fn what_states_the_same() {
        for (one, other, is_same, reason) in [
            ("{\"a\":1,\"b\":[2]}", "{ \"b\": [2],\n\"a\": 1 }", true, "white space and order of members"),
            ("[1,2]", "[2,1]", false, "order of items"),
            ("\"a\\u0062\"", "\"ab\"", true, "an escape"),
            ("{\"a\":1,\"a\":2}", "{\"a\":2}", true, "the last of a key counts"),
            ("\"1\"", "1", false, "a string is no number"),
            ("[\"a\",\"b\"]", "[\"a\\\",1\\\"b\"]", false, "a text that looks like two"),
            ("null", "{}", false, "null is not empty"),
        ] {
            let (first, second) = (read(one.as_bytes()), read(other.as_bytes()));
            let values = first.root(one.as_bytes()).zip(second.root(other.as_bytes()));
            assert_eq!(values.map(|(one, other)| same(one, other)), Some(is_same), "{reason}");
        }
    }
}
