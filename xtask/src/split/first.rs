//! The first part: the module with stubs in place of what has moved.

use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ExportSection, Function, Instruction, Module as Encoder, RawSection, TableSection,
};
use wasmparser::{Parser, Payload, TableInit, TableType};

use super::Shared;
use super::data::Shares;
use super::module::Module;
use super::reach::Moved;

/// Writes the first part; `table` is the one of the functions.
pub fn write(
    module: &Module<'_>,
    moved: &Moved,
    table: (u32, TableType),
    shared: &Shared,
    shares: Option<&Shares>,
) -> Result<Vec<u8>, Error> {
    let mut written = Encoder::new();
    for payload in Parser::new(0).parse_all(module.bytes) {
        let payload = payload?;
        match &payload {
            Payload::TableSection(tables) => {
                written.section(&tables_with_slots(tables.clone(), module.imported_tables, moved, table.0)?);
            }
            Payload::ExportSection(_) => {
                written.section(&exports(module, shared)?);
            }
            Payload::CodeSectionStart { .. } => {
                written.section(&code(module, moved, table));
            }
            // Only code that works on segments needs their count, and then no constant moves.
            Payload::DataCountSection { .. } if shares.is_some() => {}
            Payload::DataSection(_) => match shares {
                Some(shares) => drop(written.section(&shares.first())),
                None => raw(&mut written, &payload, module),
            },
            // Names, and what tools left for each other.
            Payload::CustomSection(_) | Payload::CodeSectionEntry(_) => {}
            _ => raw(&mut written, &payload, module),
        }
    }
    Ok(written.finish())
}

/// Writes a section as it is.
fn raw(written: &mut Encoder, payload: &Payload<'_>, module: &Module<'_>) {
    if let Some((id, range)) = payload.as_section() {
        let range = usize::try_from(range.start).ok().zip(usize::try_from(range.end).ok());
        let data = range.and_then(|(start, end)| module.bytes.get(start..end));
        written.section(&RawSection { id, data: data.unwrap_or_default() });
    }
}

/// The type of the functions' table, with the slots at its end.
pub fn with_slots(mut ty: TableType, moved: &Moved) -> TableType {
    let slots = u64::try_from(moved.stubs.len()).unwrap_or(u64::MAX);
    ty.initial = ty.initial.saturating_add(slots);
    ty.maximum = ty.maximum.map(|maximum| maximum.saturating_add(slots));
    ty
}

/// The number of a function's slot.
pub fn slots(moved: &Moved, table: TableType) -> impl Iterator<Item = (u32, i32)> {
    let first = i32::try_from(table.initial).unwrap_or(i32::MAX);
    moved.stubs.iter().copied().zip(first..)
}

fn tables_with_slots(
    tables: wasmparser::TableSectionReader<'_>,
    imported: usize,
    moved: &Moved,
    grown: u32,
) -> Result<TableSection, Error> {
    let mut written = TableSection::new();
    for (at, table) in (0u32..).skip(imported).zip(tables) {
        let table = table?;
        let ty = if at == grown { with_slots(table.ty, moved) } else { table.ty };
        let ty = RoundtripReencoder.table_type(ty)?;
        match table.init {
            TableInit::RefNull => written.table(ty),
            TableInit::Expr(init) => written.table_with_init(ty, &RoundtripReencoder.const_expr(init)?),
        };
    }
    Ok(written)
}

fn exports(module: &Module<'_>, shared: &Shared) -> Result<ExportSection, Error> {
    let mut written = ExportSection::new();
    for export in &module.exports {
        RoundtripReencoder.parse_export(&mut written, *export)?;
    }
    for ((kind, index), (name, there)) in &shared.names {
        if !there {
            written.export(name, (*kind).into(), *index);
        }
    }
    Ok(written)
}

fn code(module: &Module<'_>, moved: &Moved, (table, ty): (u32, TableType)) -> CodeSection {
    let slots: std::collections::BTreeMap<u32, i32> = slots(moved, ty).collect();
    let mut written = CodeSection::new();
    for (at, body) in module.defined().zip(&module.bodies) {
        if let Some(slot) = slots.get(&at) {
            let mut stub = Function::new([]);
            for parameter in 0..module.parameters_of(at) {
                stub.instruction(&Instruction::LocalGet(parameter));
            }
            stub.instruction(&Instruction::I32Const(*slot));
            stub.instruction(&Instruction::CallIndirect {
                type_index: module.type_of(at),
                table_index: table,
            });
            stub.instruction(&Instruction::End);
            written.function(&stub);
        } else if moved.functions.contains(&at) {
            // Nobody calls it, but those behind it keep their numbers.
            let mut hole = Function::new([]);
            hole.instruction(&Instruction::Unreachable).instruction(&Instruction::End);
            written.function(&hole);
        } else {
            written.raw(body.code.as_bytes());
        }
    }
    written
}
