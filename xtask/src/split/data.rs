//! Which constants move: those of which no function of the first part, and no constant that stays, knows the
//! place.
//!
//! In WebAssembly a constant's place is a number like any other. Numbers that only look like a place keep a
//! constant in the first part that could have moved, and do no harm; the linker's map tells where each one
//! begins and ends.

use std::collections::BTreeSet;
use std::ops::Range;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, ConstExpr, DataSection, Instruction, MemArg};
use wasmparser::{DataKind, Operator, Parser, Payload};

use super::module::{Body, Module};
use super::reach::Moved;

/// Bytes behind a place to which something is added: its constant may begin there, as compilers put the
/// least index of a table into the place of the table.
const BEHIND: u32 = 1024;

/// Bytes between two pieces of a segment that are cheaper to write than a further segment.
const BRIDGED: u32 = 8;

/// A module's memory as it begins.
#[derive(PartialEq)]
pub struct Image {
    from: u32,
    bytes: Vec<u8>,
}

impl Image {
    /// What the active segments of the only memory write; `None` when a segment is passive, of another memory,
    /// or at a place that is worked out.
    pub fn of(module: &[u8]) -> wasmparser::Result<Option<Self>> {
        let mut pieces: Vec<(u32, &[u8])> = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            let Payload::DataSection(segments) = payload? else { continue };
            for segment in segments {
                let segment = segment?;
                let DataKind::Active { memory_index: 0, offset_expr } = segment.kind else { return Ok(None) };
                let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                    return Ok(None);
                };
                pieces.push((value.cast_unsigned(), segment.data));
            }
        }
        let from = pieces.iter().map(|(at, _)| *at).min().unwrap_or_default();
        let mut image = Self { from, bytes: Vec::new() };
        for (at, data) in pieces {
            let place = image.place(at);
            let end = place + data.len();
            image.bytes.resize(image.bytes.len().max(end), 0);
            image.bytes.splice(place..end, data.iter().copied());
        }
        // Tools write zeros at the end, or don't.
        let end = image.bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        image.bytes.truncate(end);
        Ok(Some(image))
    }

    fn range(&self) -> Range<u32> {
        let length = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        self.from..self.from.saturating_add(length)
    }

    fn place(&self, at: u32) -> usize {
        usize::try_from(at.saturating_sub(self.from)).unwrap_or(usize::MAX)
    }

    fn get(&self, at: &Range<u32>) -> &[u8] {
        self.bytes.get(self.place(at.start)..self.place(at.end).min(self.bytes.len())).unwrap_or_default()
    }

    /// The segments that write what lies in `ranges`, but for zeros, which are there already.
    pub fn segments(&self, ranges: &[Range<u32>]) -> DataSection {
        let mut written = DataSection::new();
        for range in ranges {
            // Runs of bytes without long gaps of zeros.
            let mut runs: Vec<Range<u32>> = Vec::new();
            for (at, byte) in (range.start..).zip(self.get(range)) {
                match runs.last_mut() {
                    _ if *byte == 0 => {}
                    Some(run) if at - run.end <= BRIDGED => run.end = at + 1,
                    _ => runs.push(at..at + 1),
                }
            }
            for run in runs {
                let place = ConstExpr::i32_const(run.start.cast_signed());
                written.active(0, &place, self.get(&run).iter().copied());
            }
        }
        written
    }
}

/// Where the linker put each constant, as its map has it (`wasm-ld --Map`), in their order.
pub struct Constants(Vec<Range<u32>>);

impl Constants {
    /// Reads a map. A chunk of strings that the linker merged is one entry of it: each string in `image`, with
    /// the zero at its end, is a constant.
    pub fn read(map: &str, image: &Image) -> Self {
        let mut constants = Vec::new();
        let mut section = 0..0;
        for line in map.lines() {
            let Some((range, name)) = entry(line) else { continue };
            if name == ".rodata" {
                section = range;
            } else if section.contains(&range.start) && range.end <= section.end && name.contains(":(") {
                if name.starts_with("<internal>") {
                    constants.extend(strings(image, &range));
                } else if !range.is_empty() {
                    constants.push(range);
                }
            }
        }
        constants.sort_by_key(|range| range.start);
        Self(constants)
    }

    /// The constant that begins last at or before a place.
    fn before(&self, place: u32) -> Option<usize> {
        self.0.partition_point(|range| range.start <= place).checked_sub(1)
    }
}

/// An address and a size of a line of the map, and what is there.
fn entry(line: &str) -> Option<(Range<u32>, &str)> {
    let mut rest = line.trim_start();
    let mut word = || {
        let (word, after) = rest.split_once(' ')?;
        rest = after.trim_start();
        Some(word)
    };
    let [address, _, size] = [word()?, word()?, word()?].map(|word| u32::from_str_radix(word, 16).ok());
    Some((address?..address?.checked_add(size?)?, rest))
}

fn strings(image: &Image, chunk: &Range<u32>) -> Vec<Range<u32>> {
    let mut from = chunk.start;
    let ends = image.get(chunk).iter().zip(chunk.start + 1..).filter(|(byte, _)| **byte == 0);
    ends.map(|(_, end)| std::mem::replace(&mut from, end)..end).collect()
}

/// What of the memory's beginning each part writes.
pub struct Shares {
    image: Image,
    first: Vec<Range<u32>>,
    second: Vec<Range<u32>>,
}

impl Shares {
    /// Decides it for the functions that have moved.
    ///
    /// # Errors
    /// When the module's code can't be read.
    pub fn choose(
        module: &Module<'_>,
        moved: &Moved,
        image: Image,
        constants: &Constants,
    ) -> Result<Self, Error> {
        let mut stays = BTreeSet::new();
        let mut open = Vec::new();
        let mut keep = |at: usize, open: &mut Vec<Range<u32>>| {
            if let Some(range) = constants.0.get(at).filter(|_| stays.insert(at)) {
                open.push(range.clone());
            }
        };
        let all = image.range();
        for body in
            module.defined().filter(|at| !moved.functions.contains(at)).filter_map(|at| module.body(at))
        {
            for (place, added) in Places::of(body)?.into_iter().filter(|(place, _)| all.contains(place)) {
                let Some(at) = constants.before(place) else { continue };
                keep(at, &mut open);
                let behind = place.saturating_add(if added { BEHIND } else { 0 });
                let more = constants.0.iter().zip(0..).skip(at + 1);
                more.take_while(|(range, _)| range.start < behind)
                    .for_each(|(_, next)| keep(next, &mut open));
            }
        }
        // All that is no constant stays: it may be written to.
        let mut from = all.start;
        let mut others = Vec::new();
        for range in &constants.0 {
            others.push(from..range.start);
            from = from.max(range.end);
        }
        others.push(from..all.end);
        open.extend(others.iter().filter(|range| !range.is_empty()).cloned());
        while let Some(range) = open.pop() {
            let first = range.start.next_multiple_of(4);
            for place in words(image.get(&(first.min(range.end)..range.end))) {
                if let Some(at) =
                    Some(place).filter(|place| all.contains(place)).and_then(|place| constants.before(place))
                {
                    keep(at, &mut open);
                }
            }
        }
        let (mut first, mut second) = (others, Vec::new());
        for (at, range) in constants.0.iter().enumerate() {
            if stays.contains(&at) { first.push(range.clone()) } else { second.push(range.clone()) }
        }
        Ok(Self { first: joined(first), second: joined(second), image })
    }

    /// The segments of the first part.
    pub fn first(&self) -> DataSection {
        self.image.segments(&self.first)
    }

    /// The segments of the second part.
    pub fn second(&self) -> DataSection {
        self.image.segments(&self.second)
    }

    /// Bytes that move.
    pub fn moved(&self) -> u32 {
        self.second.iter().map(|range| range.end - range.start).sum()
    }
}

/// The numbers of a function that may be places, and whether something is added to them.
#[derive(Default)]
struct Places {
    found: Vec<(u32, bool)>,
    /// The last instruction was a number.
    is_last: bool,
}

impl Places {
    fn of(body: &Body<'_>) -> Result<Vec<(u32, bool)>, Error> {
        let mut places = Self::default();
        places.parse_function_body(&mut CodeSection::new(), body.code.clone())?;
        Ok(places.found)
    }
}

impl Reencode for Places {
    type Error = std::convert::Infallible;

    fn instruction<'a>(&mut self, operator: Operator<'a>) -> Result<Instruction<'a>, Error> {
        let was_last = std::mem::take(&mut self.is_last);
        match &operator {
            Operator::I32Const { value } => {
                self.found.push((value.cast_unsigned(), false));
                self.is_last = true;
            }
            // Several words at once, as slices are stored.
            Operator::I64Const { value } => {
                self.found.extend(words(&value.to_le_bytes()).map(|word| (word, false)))
            }
            Operator::V128Const { value } => {
                self.found.extend(words(value.bytes()).map(|word| (word, false)))
            }
            Operator::I32Add | Operator::I32Sub if was_last => {
                if let Some((_, added)) = self.found.last_mut() {
                    *added = true;
                }
            }
            _ => {}
        }
        wasm_encoder::reencode::utils::instruction(self, operator)
    }

    fn mem_arg(&mut self, argument: wasmparser::MemArg) -> Result<MemArg, Error> {
        self.found.extend(u32::try_from(argument.offset).ok().map(|offset| (offset, true)));
        wasm_encoder::reencode::utils::mem_arg(self, argument)
    }
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|word| word.iter().rev().fold(0, |word, byte| word << 8 | u32::from(*byte)))
}

fn joined(mut ranges: Vec<Range<u32>>) -> Vec<Range<u32>> {
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<u32>> = Vec::new();
    for range in ranges.into_iter().filter(|range| !range.is_empty()) {
        match joined.last_mut().filter(|last| last.end == range.start) {
            Some(last) => last.end = range.end,
            None => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAP: &str = "\
    Addr      Off     Size Out     In      Symbol
       -        8      240 TYPE
     100      200       20 .rodata
     100      200        8         a.o:(.rodata..Lanon.1)
     100      200        8                 .Lanon.1
     108      208        8         <internal>:(.rodata)
     110      210        0         a.o:(.rodata..Lanon.2)
     112      212        6         a.o:(.rodata..Lanon.3)
     120      220        8 .data
     120      220        8         a.o:(.data.counter)
";

    fn image(from: u32, bytes: &[u8]) -> Image {
        Image { from, bytes: bytes.to_vec() }
    }

    #[test]
    fn the_map_tells_constants_apart_and_strings_within_a_chunk() {
        let image = image(0x100, b"........ab\0cd\0\0e......");
        let read = Constants::read(MAP, &image);
        // What follows the last zero of the chunk is no string.
        assert_eq!(read.0, [0x100..0x108, 0x108..0x10b, 0x10b..0x10e, 0x10e..0x10f, 0x112..0x118]);
        assert_eq!(
            [0xff, 0x100, 0x10a, 0x10b, 0x200].map(|at| read.before(at)),
            [None, Some(0), Some(1), Some(2), Some(4)]
        );
    }

    #[test]
    fn zeros_are_not_written_where_that_is_shorter() {
        let mut bytes = vec![1, 0, 2];
        bytes.extend([0; 20]);
        bytes.extend([3, 0, 0]);
        assert_eq!(image(16, &bytes).segments(std::slice::from_ref(&(16..42))).len(), 2);
        assert_eq!(image(16, &[0; 8]).segments(std::slice::from_ref(&(16..24))).len(), 0);
    }
}
