//! A module as far as splitting it needs to know.

use std::collections::{BTreeMap, BTreeSet};

use wasmparser::{
    ElementItems, Export, ExternalKind, FunctionBody, GlobalType, KnownCustom, MemoryType, Name, Operator,
    Parser, Payload, TableType, TypeRef, Validator,
};

use crate::Result;

/// A valid module.
pub struct Module<'a> {
    /// All of its bytes.
    pub bytes: &'a [u8],
    /// The type's index of each function, the imported ones first.
    pub functions: Vec<u32>,
    /// How many functions are imported.
    pub imported_functions: usize,
    /// How many parameters each type has; nothing for what is no function's type.
    pub parameters: Vec<Option<u32>>,
    pub memories: Vec<MemoryType>,
    pub tables: Vec<TableType>,
    /// How many of the tables are imported.
    pub imported_tables: usize,
    pub globals: Vec<GlobalType>,
    pub exports: Vec<Export<'a>>,
    /// Functions that are named outside of code: by exports, segments, globals, and as the start.
    pub roots: BTreeSet<u32>,
    pub bodies: Vec<Body<'a>>,
    /// Functions' names.
    pub names: BTreeMap<u32, &'a str>,
}

/// A function's code.
pub struct Body<'a> {
    pub code: FunctionBody<'a>,
    pub bytes: usize,
    /// The functions that it calls, each as often as it calls it.
    pub calls: Vec<u32>,
    /// It uses what can't be imported: segments, references to functions, tags.
    pub bound: bool,
}

impl<'a> Module<'a> {
    /// Reads and validates a module.
    pub fn read(bytes: &'a [u8]) -> wasmparser::Result<Self> {
        Validator::new().validate_all(bytes)?;
        let mut module = Self {
            bytes,
            functions: Vec::new(),
            imported_functions: 0,
            parameters: Vec::new(),
            memories: Vec::new(),
            tables: Vec::new(),
            imported_tables: 0,
            globals: Vec::new(),
            exports: Vec::new(),
            roots: BTreeSet::new(),
            bodies: Vec::new(),
            names: BTreeMap::new(),
        };
        for payload in Parser::new(0).parse_all(bytes) {
            module.add(payload?)?;
        }
        Ok(module)
    }

    fn add(&mut self, payload: Payload<'a>) -> wasmparser::Result<()> {
        match payload {
            Payload::TypeSection(types) => {
                for group in types {
                    self.parameters.extend(group?.into_types().map(|ty| match ty.composite_type.inner {
                        wasmparser::CompositeInnerType::Func(ty) => u32::try_from(ty.params().len()).ok(),
                        _ => None,
                    }));
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    match import?.ty {
                        TypeRef::Func(ty) | TypeRef::FuncExact(ty) => self.functions.push(ty),
                        TypeRef::Table(ty) => self.tables.push(ty),
                        TypeRef::Memory(ty) => self.memories.push(ty),
                        TypeRef::Global(ty) => self.globals.push(ty),
                        TypeRef::Tag(_) => {}
                    }
                }
                (self.imported_functions, self.imported_tables) = (self.functions.len(), self.tables.len());
            }
            Payload::FunctionSection(functions) => {
                for ty in functions {
                    self.functions.push(ty?);
                }
            }
            Payload::TableSection(tables) => {
                for table in tables {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(memories) => {
                for memory in memories {
                    self.memories.push(memory?);
                }
            }
            Payload::GlobalSection(globals) => {
                for global in globals {
                    let global = global?;
                    self.globals.push(global.ty);
                    self.add_roots(&global.init_expr)?;
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    if matches!(export.kind, ExternalKind::Func | ExternalKind::FuncExact) {
                        self.roots.insert(export.index);
                    }
                    self.exports.push(export);
                }
            }
            Payload::StartSection { func, .. } => drop(self.roots.insert(func)),
            Payload::ElementSection(segments) => {
                for segment in segments {
                    match segment?.items {
                        ElementItems::Functions(functions) => {
                            for function in functions {
                                self.roots.insert(function?);
                            }
                        }
                        ElementItems::Expressions(_, expressions) => {
                            for expression in expressions {
                                self.add_roots(&expression?)?;
                            }
                        }
                    }
                }
            }
            Payload::CodeSectionEntry(code) => self.bodies.push(Body::read(code)?),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(subsections) = section.as_known() {
                    // Names are no part of what is valid: what can't be read of them is not there.
                    for names in subsections.into_iter().map_while(|subsection| subsection.ok()) {
                        if let Name::Function(names) = names {
                            let names = names.into_iter().map_while(|naming| naming.ok());
                            self.names.extend(names.map(|naming| (naming.index, naming.name)));
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn add_roots(&mut self, expression: &wasmparser::ConstExpr<'a>) -> wasmparser::Result<()> {
        for operator in expression.get_operators_reader() {
            if let Operator::RefFunc { function_index } = operator? {
                self.roots.insert(function_index);
            }
        }
        Ok(())
    }

    /// The code of a function that is not imported.
    pub fn body(&self, function: u32) -> Option<&Body<'a>> {
        self.bodies.get(usize::try_from(function).ok()?.checked_sub(self.imported_functions)?)
    }

    /// The functions that are not imported.
    pub fn defined(&self) -> impl Iterator<Item = u32> + use<> {
        (0u32..).take(self.functions.len()).skip(self.imported_functions)
    }

    /// The index of a function's type.
    pub fn type_of(&self, function: u32) -> u32 {
        // A valid module has a type for each of its functions.
        usize::try_from(function).ok().and_then(|at| self.functions.get(at)).copied().unwrap_or_default()
    }

    /// How many parameters a function has.
    pub fn parameters_of(&self, function: u32) -> u32 {
        let ty = usize::try_from(self.type_of(function)).ok();
        ty.and_then(|ty| *self.parameters.get(ty)?).unwrap_or_default()
    }

    /// The table that holds the program's functions: its index and its type.
    pub fn function_table(&self) -> Result<(u32, TableType)> {
        let mut tables = (0u32..).zip(&self.tables).filter(|(_, ty)| ty.element_type.is_func_ref());
        match (tables.next(), tables.next()) {
            (Some((at, _)), None) if usize::try_from(at).is_ok_and(|at| at < self.imported_tables) => {
                Err("The program imports its table of functions: no slots can be added to it.".into())
            }
            (Some((at, ty)), None) => Ok((at, *ty)),
            _ => Err("The program has not exactly one table of functions.".into()),
        }
    }
}

impl<'a> Body<'a> {
    fn read(code: FunctionBody<'a>) -> wasmparser::Result<Self> {
        let (mut calls, mut bound) = (Vec::new(), false);
        for operator in code.get_operators_reader()? {
            match operator? {
                Operator::Call { function_index } | Operator::ReturnCall { function_index } => {
                    calls.push(function_index);
                }
                Operator::RefFunc { function_index } => {
                    calls.push(function_index);
                    bound = true;
                }
                Operator::MemoryInit { .. }
                | Operator::DataDrop { .. }
                | Operator::TableInit { .. }
                | Operator::ElemDrop { .. }
                | Operator::Throw { .. }
                | Operator::TryTable { .. }
                | Operator::Try { .. } => bound = true,
                _ => {}
            }
        }
        Ok(Self { bytes: code.as_bytes().len(), code, calls, bound })
    }
}
