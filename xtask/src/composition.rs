//! What a WebAssembly module is made of: bytes of code by crate, and by module for our own; sections.

use std::collections::BTreeMap;

use wasmparser::{BinaryReaderError, KnownCustom, Name, Parser, Payload, TypeRef};

/// The crate whose modules are told apart.
const OURS: &str = "bayplan";

/// Bytes by where they come from, the largest first: none when the module has no names.
///
/// # Errors
/// When this is no module.
pub fn by_origin(module: &[u8]) -> Result<Vec<(String, usize)>, BinaryReaderError> {
    let (mut imported, mut bodies) = (0, Vec::new());
    let mut names: BTreeMap<usize, String> = BTreeMap::new();
    let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(length(&body.range())),
            Payload::DataSection(data) => {
                sizes.insert("(constant data)".into(), length(&data.range()));
            }
            Payload::CustomSection(custom) => {
                let KnownCustom::Name(subsections) = custom.as_known() else { continue };
                for subsection in subsections {
                    let Name::Function(functions) = subsection? else { continue };
                    for function in functions {
                        let function = function?;
                        names.insert(function.index as usize, function.name.to_owned());
                    }
                }
            }
            _ => {}
        }
    }
    if names.is_empty() {
        return Ok(Vec::new());
    }
    for (at, size) in bodies.into_iter().enumerate() {
        let name = names.get(&(imported + at)).map_or("", String::as_str);
        *sizes.entry(origin(name)).or_insert(0) += size;
    }
    let mut sizes: Vec<(String, usize)> = sizes.into_iter().collect();
    sizes.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    Ok(sizes)
}

fn length(range: &std::ops::Range<u64>) -> usize {
    usize::try_from(range.end.saturating_sub(range.start)).unwrap_or(usize::MAX)
}

/// The module without its custom sections: names, and what tools left for each other.
///
/// # Errors
/// When this is no module.
pub fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>, BinaryReaderError> {
    /// The magic number and the version.
    const HEADER: usize = 8;
    let mut kept = module.get(..HEADER).unwrap_or_default().to_vec();
    // A section begins, with its id and its length, where the one before it ends.
    let mut begin = HEADER;
    for payload in Parser::new(0).parse_all(module) {
        let Some((id, content)) = payload?.as_section() else { continue };
        let end = usize::try_from(content.end).unwrap_or(usize::MAX);
        if id != 0 {
            kept.extend_from_slice(module.get(begin..end).unwrap_or_default());
        }
        begin = end;
    }
    Ok(kept)
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
fn without_hashes(name: &str) -> String {
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
        use wasm_encoder::*;
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("a", "b", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(0).function(0);
        let mut code = CodeSection::new();
        code.function(Function::new([]).instruction(&Instruction::End));
        code.function(Function::new([]).instruction(&Instruction::Nop).instruction(&Instruction::End));
        let mut names = NameMap::new();
        names.append(1, "yew::a");
        names.append(2, "core::b");
        let mut custom = NameSection::new();
        custom.functions(&names);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&code);
        let bare = module.clone().finish();
        let module = module.section(&custom).clone().finish();
        let expected = [("std, core and alloc", 3), ("yew", 2)];
        assert_eq!(by_origin(&module).unwrap(), expected.map(|(name, size)| (name.to_owned(), size)));
        assert_eq!(by_origin(&bare).unwrap(), [], "it has no names");
        assert!(by_origin(b"not a module").is_err());
        assert_eq!(without_custom_sections(&module).unwrap(), bare);
        assert!(without_custom_sections(module.get(..20).unwrap()).is_err());
    }
}
