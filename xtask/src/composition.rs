//! What a WebAssembly module is made of: bytes of code by crate, and by module for our own; sections.
//!
//! Reads the code section's bodies and the function names of the `name` section, as wasm-bindgen leaves
//! them. <https://webassembly.github.io/spec/core/binary/modules.html>

use std::collections::BTreeMap;

/// Sections, by their ids.
const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const CODE: u8 = 10;
const DATA: u8 = 11;

/// The crate whose modules are told apart.
const OURS: &str = "bayplan";

/// Bytes by where they come from, the largest first; `None` when this is no module, or has no names.
pub fn by_origin(module: &[u8]) -> Option<Vec<(String, usize)>> {
    let mut reader = Reader(module);
    reader.take(8)?.starts_with(b"\0asm").then_some(())?;
    let (mut imported, mut bodies, mut names) = (0, Vec::new(), BTreeMap::new());
    let mut sizes = BTreeMap::new();
    while let Some(id) = reader.byte() {
        let mut section = reader.part()?;
        match id {
            IMPORT => imported = imported_functions(&mut section)?,
            CODE => {
                for _ in 0..section.number()? {
                    bodies.push(section.part()?.0.len());
                }
            }
            DATA => drop(sizes.insert("(constant data)".to_owned(), section.0.len())),
            CUSTOM if section.part()?.0 == b"name" => names = function_names(&mut section)?,
            _ => {}
        }
    }
    if names.is_empty() {
        return None;
    }
    for (at, size) in bodies.into_iter().enumerate() {
        let name = names.get(&(imported + at)).map_or("", String::as_str);
        *sizes.entry(origin(name)).or_insert(0) += size;
    }
    let mut sizes: Vec<(String, usize)> = sizes.into_iter().collect();
    sizes.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    Some(sizes)
}

/// The module without its custom sections: names, and what tools left for each other.
pub fn without_custom_sections(module: &[u8]) -> Option<Vec<u8>> {
    let mut reader = Reader(module);
    let mut kept = reader.take(8)?.to_vec();
    loop {
        let before = reader.0;
        let Some(id) = reader.byte() else { return Some(kept) };
        reader.part()?;
        if id != CUSTOM {
            kept.extend_from_slice(before.get(..before.len() - reader.0.len())?);
        }
    }
}

/// How many functions are imported: they come first in the count of functions.
fn imported_functions(section: &mut Reader<'_>) -> Option<usize> {
    let mut functions = 0;
    for _ in 0..section.number()? {
        section.part()?;
        section.part()?;
        match section.byte()? {
            0 => {
                section.number()?;
                functions += 1;
            }
            // Glue imports functions; of what else there is, a memory or table begins with flags and bounds.
            1 => {
                section.byte()?;
                section.limits()?;
            }
            2 => section.limits()?,
            3 => drop(section.take(2)?),
            _ => return None,
        }
    }
    Some(functions)
}

/// The names by the function's number: subsection 1.
fn function_names(section: &mut Reader<'_>) -> Option<BTreeMap<usize, String>> {
    let mut names = BTreeMap::new();
    while let Some(id) = section.byte() {
        let mut part = section.part()?;
        if id == 1 {
            for _ in 0..part.number()? {
                names.insert(part.number()?, String::from_utf8_lossy(part.part()?.0).into_owned());
            }
        }
    }
    Some(names)
}

/// The crate that a function's name speaks of first; the standard library only when no other is named.
fn origin(name: &str) -> String {
    let name = without_hashes(name).replace("..", "::");
    let words = name.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':' | '{' | '}')));
    // A word that begins with `::` goes on with what stood before a `>`.
    let mut paths = words.filter(|word| !word.starts_with(':')).filter_map(|word| {
        let (root, rest) = word.trim_start_matches('_').split_once("::")?;
        let is_crate = root.starts_with(|c: char| c.is_ascii_lowercase()) && !root.contains(['{', '}']);
        is_crate.then_some((root, rest))
    });
    let of_others = paths.find(|(root, _)| !matches!(*root, "core" | "alloc" | "std" | "rustc"));
    match of_others {
        Some((OURS, rest)) => {
            let module = rest.split("::").next().unwrap_or_default();
            let is_module = module.starts_with(|c: char| c.is_ascii_lowercase());
            if is_module { format!("{OURS}::{module}") } else { OURS.into() }
        }
        Some((root, _)) => root.into(),
        None if name.contains("::") => "std, core and alloc".into(),
        None => "(glue, memory and unnamed)".into(),
    }
}

/// The name without the hashes that tell crates of one name apart: `yew[fad18b90a321b635]::scheduler`.
pub fn without_hashes(name: &str) -> String {
    let mut parts = name.split('[');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((hash, rest)) if hash.len() > 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                plain.push_str(rest);
            }
            _ => plain.extend(["[", part]),
        }
    }
    plain
}

/// Bytes yet to be read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// An unsigned number in LEB128.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0usize;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A length, and as many bytes.
    fn part(&mut self) -> Option<Reader<'a>> {
        let length = self.number()?;
        self.take(length).map(Reader)
    }

    fn limits(&mut self) -> Option<()> {
        let bounded = self.byte()? & 1 == 1;
        self.number()?;
        if bounded {
            self.number()?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_first_crate_that_is_not_the_standard_library() {
        for (name, expected) in [
            ("yew::scheduler::start::h0123456789abcdef", "yew"),
            ("bayplan::json::reader::read::h0", "bayplan::json"),
            ("<bayplan::ui::App as yew::BaseComponent>::create::h0", "bayplan::ui"),
            ("core::ptr::drop_in_place<yew::virtual_dom::VNode>::h0", "yew"),
            ("core::ptr::drop_in_place$LT$yew..virtual_dom..VNode$GT$::h0", "yew"),
            ("<alloc::vec::Vec<T> as core::fmt::Debug>::fmt::h0", "std, core and alloc"),
            ("<alloc::vec::Vec<T,A> as core::ops::drop::Drop>::drop::h0", "std, core and alloc"),
            ("alloc::raw_vec::RawVecInner<A>::grow_amortized::h0", "std, core and alloc"),
            ("<bayplan[efbd8e2a59760da5]::json::reader::Reader>::read", "bayplan::json"),
            ("<alloc[3ca501edff3f0c7c]::rc::Rc<yew[fad18b90a321b635]::VTag> as core::Clone>::clone", "yew"),
            ("__rustc::__rust_alloc", "std, core and alloc"),
            ("__wbindgen_malloc", "(glue, memory and unnamed)"),
            ("", "(glue, memory and unnamed)"),
        ] {
            assert_eq!(origin(name), expected, "{name}");
        }
    }

    #[test]
    fn hashes_of_crates_go_and_slices_stay() {
        for (name, expected) in [
            ("<bayplan[efbd8e2a59760da5]::ui::app::App>::take", "<bayplan::ui::app::App>::take"),
            ("<[u8] as a[0123456789]::B>::c", "<[u8] as a::B>::c"),
            ("<[u8; 32]>::d::<[[u8", "<[u8; 32]>::d::<[[u8"),
            ("", ""),
        ] {
            assert_eq!(without_hashes(name), expected);
        }
    }

    #[test]
    fn counts_the_bytes_of_bodies_after_the_imported_functions() {
        let module = [
            b"\0asm\x01\0\0\0".as_slice(),
            // One imported function "a" "b" of type 0.
            &[IMPORT, 7, 1, 1, b'a', 1, b'b', 0, 0],
            // Two bodies, of 2 and of 3 bytes.
            &[CODE, 8, 2, 2, 0, 0x0b, 3, 0, 1, 0x0b],
            &[DATA, 1, 0],
            // Function 1 is yew::a, function 2 is core::b.
            &[CUSTOM, 25, 4, b'n', b'a', b'm', b'e', 1, 18, 2, 1, 6],
            b"yew::a\x02\x07core::b",
        ]
        .concat();
        let expected = [("std, core and alloc", 3), ("yew", 2), ("(constant data)", 1)];
        assert_eq!(by_origin(&module).unwrap(), expected.map(|(name, size)| (name.to_owned(), size)));
        for length in 0..module.len() {
            // Whatever is missing, it says so.
            let _ = by_origin(module.get(..length).unwrap());
        }
        assert_eq!(by_origin(b"not a module"), None);

        let stripped = without_custom_sections(&module).unwrap();
        assert_eq!(stripped, module.get(..module.len() - 27).unwrap(), "the last section was a custom one");
    }
}
