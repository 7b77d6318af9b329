//! The second part: the functions that have moved, the slots that they fill, and their constants.

use std::collections::BTreeMap;

use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, FunctionSection, ImportSection,
    Module as Encoder, TypeSection,
};
use wasmparser::{Parser, Payload, TableType};

use super::data::Shares;
use super::first::{slots, with_slots};
use super::module::Module;
use super::reach::Moved;
use super::{FIRST, Kind, Shared};

/// Functions by their new numbers; all else keeps its own, since all of it is imported in its order.
struct Renumber(BTreeMap<u32, u32>);

impl Reencode for Renumber {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        // Every function that moved code calls is imported or has moved itself.
        Ok(self.0.get(&function).copied().unwrap_or(function))
    }
}

/// Writes the second part; `table` is the one of the functions.
pub fn write(
    module: &Module<'_>,
    moved: &Moved,
    table: (u32, TableType),
    shared: &Shared,
    shares: Option<&Shares>,
) -> Result<Vec<u8>, Error> {
    let mut renumber = Renumber(shared.functions.iter().chain(&moved.functions).copied().zip(0..).collect());

    // All types, so that they keep their numbers, too: what is not used of them takes a few hundred bytes.
    let mut types = TypeSection::new();
    for payload in Parser::new(0).parse_all(module.bytes) {
        if let Payload::TypeSection(section) = payload? {
            RoundtripReencoder.parse_type_section(&mut types, section)?;
        }
    }
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    for at in &moved.functions {
        let Some(body) = module.body(*at) else { continue };
        functions.function(module.type_of(*at));
        renumber.parse_function_body(&mut code, body.code.clone())?;
    }
    let mut elements = ElementSection::new();
    let mut filled = Vec::new();
    for at in &moved.stubs {
        filled.push(renumber.function_index(*at)?);
    }
    if let Some((_, slot)) = slots(moved, table.1).next() {
        // Table 0 is named by none: that takes a byte less.
        let named = Some(table.0).filter(|at| *at != 0);
        elements.active(named, &ConstExpr::i32_const(slot), Elements::Functions(filled.into()));
    }

    let mut written = Encoder::new();
    written.section(&types).section(&imports(module, moved, table, shared)?).section(&functions);
    written.section(&elements).section(&code);
    if let Some(shares) = shares {
        written.section(&shares.second());
    }
    Ok(written.finish())
}

fn imports(
    module: &Module<'_>,
    moved: &Moved,
    table: (u32, TableType),
    shared: &Shared,
) -> Result<ImportSection, Error> {
    let mut written = ImportSection::new();
    let mut import = |kind, index, ty: EntityType| {
        written.import(FIRST, shared.name(kind, index), ty);
    };
    for (at, ty) in (0u32..).zip(&module.memories) {
        import(Kind::Memory, at, RoundtripReencoder.memory_type(*ty)?.into());
    }
    for (at, ty) in (0u32..).zip(&module.tables) {
        let ty = if at == table.0 { with_slots(*ty, moved) } else { *ty };
        import(Kind::Table, at, RoundtripReencoder.table_type(ty)?.into());
    }
    for (at, ty) in (0u32..).zip(&module.globals) {
        import(Kind::Global, at, RoundtripReencoder.global_type(*ty)?.into());
    }
    for at in &shared.functions {
        import(Kind::Function, *at, EntityType::Function(module.type_of(*at)));
    }
    Ok(written)
}
