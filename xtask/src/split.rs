//! Splits a WebAssembly module in two, function by function: a first part that is loaded at once, and a
//! second one that is loaded when it is first needed.
//!
//! The first part keeps its memory, tables, globals, data and all its indices; of each function that moves
//! it keeps a stub, which calls whatever stands in a slot at the end of the function table. The second part
//! imports what its functions touch from the first part's exports (as module [`FIRST`]) and, when it is
//! instantiated, fills the slots. A stub that is called before that traps, for its slot is null. Constants
//! that only moved functions know are written to memory when the second part is instantiated, too.
//!
//! Nothing in the program's source says what moves: a [`rule`] goes by the functions' names, and what only
//! moved functions call moves with them.

mod data;
mod first;
mod module;
mod reach;
pub mod rule;
mod second;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use data::{Constants, Image, Shares};
use module::Module;
use reach::Moved;
use wasm_encoder::ExportKind;

use crate::Result;

/// The name of the module that the second part imports from.
pub const FIRST: &str = "first";

/// A module in two parts.
pub struct Split {
    pub first: Vec<u8>,
    pub second: Vec<u8>,
    pub report: Report,
    /// The names of the functions that moved.
    pub moved: BTreeSet<String>,
}

/// What was moved.
#[derive(Debug, Default, PartialEq)]
pub struct Report {
    /// Functions that moved.
    pub moved: usize,
    /// Those of them that the first part calls, or may call.
    pub stubs: usize,
    /// Bytes of their code.
    pub bytes: usize,
    /// Bytes of the constants that moved.
    pub constants: u32,
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { moved, stubs, bytes, constants } = self;
        write!(
            f,
            "{moved} functions of {bytes} bytes and {constants} bytes of constants wait for the first document, \
             {stubs} functions behind a stub."
        )
    }
}

/// Splits `module`; functions whose name `moves` go to the second part, and so does what only they reach.
///
/// The names are those of the module's `name` section; a function without one is called the empty name.
/// `map` is the linker's; constants move when it names them.
///
/// # Errors
/// When this is no valid module, when there is not exactly one table of functions, or when a type is not
/// known to the encoder.
pub fn split(module: &[u8], moves: impl Fn(&str) -> bool, map: &str) -> Result<Split> {
    let module = Module::read(module).map_err(|error| format!("The program can't be read: {error}."))?;
    let table = module.function_table()?;
    let moved = Moved::choose(&module, moves);
    let shared = Shared::of(&module, &moved);
    let name = |at: &u32| module.names.get(at).map(|name| (*name).to_owned());
    let unwritten = |error| format!("The program can't be written in two parts: {error}.");
    let image = Image::of(module.bytes)
        .map_err(|error| format!("The program's constants can't be read: {error}."))?;
    let shares = image.filter(|_| !moved.functions.is_empty()).map(|image| {
        let constants = Constants::read(map, &image);
        Shares::choose(&module, &moved, image, &constants)
    });
    let shares = shares.transpose().map_err(unwritten)?;
    let shares = shares.as_ref();
    Ok(Split {
        first: first::write(&module, &moved, table, &shared, shares).map_err(unwritten)?,
        second: second::write(&module, &moved, table, &shared, shares).map_err(unwritten)?,
        moved: moved.functions.iter().filter_map(name).collect(),
        report: Report {
            moved: moved.functions.len(),
            stubs: moved.stubs.len(),
            bytes: moved.functions.iter().filter_map(|at| module.body(*at)).map(|body| body.bytes).sum(),
            constants: shares.map(Shares::moved).unwrap_or_default(),
        },
    })
}

/// Whether two modules begin with the same memory.
///
/// # Errors
/// When one of them is no valid module.
pub fn same_constants(one: &[u8], other: &[u8]) -> Result<bool> {
    let image = |module| Image::of(module).map_err(|error| format!("The program can't be read: {error}."));
    Ok(image(one)? == image(other)?)
}

/// What the two parts share: the first part's exports that the second one imports.
struct Shared {
    /// By kind and index: the name of the export, and whether the module had it before.
    names: BTreeMap<(Kind, u32), (String, bool)>,
    /// The functions among them, the most used first: their numbers are then the shortest.
    functions: Vec<u32>,
}

/// A kind of thing that is exported, in the order in which the second part imports them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Memory,
    Table,
    Global,
    Function,
}

impl From<Kind> for ExportKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Memory => Self::Memory,
            Kind::Table => Self::Table,
            Kind::Global => Self::Global,
            Kind::Function => Self::Func,
        }
    }
}

impl Shared {
    fn of(module: &Module<'_>, moved: &Moved) -> Self {
        let functions = moved.called_outside(module);
        let things = [
            (Kind::Memory, module.memories.len()),
            (Kind::Table, module.tables.len()),
            (Kind::Global, module.globals.len()),
        ];
        let things =
            things.into_iter().flat_map(|(kind, count)| (0u32..).take(count).map(move |at| (kind, at)));
        let wanted = things.chain(functions.iter().map(|at| (Kind::Function, *at)));
        let mut short =
            (0u32..).map(short_name).filter(|name| !module.exports.iter().any(|e| e.name == *name));
        let mut names = BTreeMap::new();
        for (kind, index) in wanted {
            let is_it = |export: &&wasmparser::Export<'_>| {
                export.index == index && ExportKind::from(export.kind) == ExportKind::from(kind)
            };
            let export = module.exports.iter().find(is_it);
            let name = match export {
                Some(export) => (export.name.to_owned(), true),
                None => (short.next().unwrap_or_default(), false),
            };
            names.insert((kind, index), name);
        }
        Self { names, functions }
    }

    fn name(&self, kind: Kind, index: u32) -> &str {
        self.names.get(&(kind, index)).map_or("", |(name, _)| name)
    }
}

/// `0`, `1`, … `z`, `10`, …: each name is written twice, and there are hundreds of them.
fn short_name(number: u32) -> String {
    let mut rest = number;
    let mut digits = Vec::new();
    loop {
        digits.extend(char::from_digit(rest % 36, 36));
        rest /= 36;
        if rest == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}
