//! How an entry begins: at once, or where it is sparse, after its map.

use super::BLOCK;
use super::block::{Block, Format};
use super::entry::Entry;
use super::number::{decimal, numeric};
use super::pax::SparseRecords;
use super::scanner::{Scanner, Sink, State};
use super::sparse::{self, Map, MapPlace};
use crate::archive::trouble::TroubleKind;
use crate::limits;

impl Scanner {
    /// Tells the entry, or reads the map that stands in front of its content first.
    pub(super) fn begin(
        &mut self,
        mut entry: Entry,
        records: &SparseRecords,
        block: Block<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<(), TroubleKind> {
        if block.flag() == b'S' {
            if block.format() != Format::Gnu {
                return Err(TroubleKind::SparseMap);
            }
            let size = numeric(block.field(483, 12)).and_then(|size| u64::try_from(size).ok());
            entry.size = size.ok_or(TroubleKind::SparseMap)?;
            entry.sparse = true;
            self.entry = Some(entry);
            return self.on_sparse_block(block, true, sink);
        }
        let place = sparse::place(records);
        if place == MapPlace::Nowhere {
            self.tell_entry(entry, sink);
            return Ok(());
        }
        if !entry.kind.has_content() {
            return Err(TroubleKind::SparseMap);
        }
        entry.sparse = true;
        if !records.name.is_empty() {
            entry.path.clone_from(&records.name);
        }
        let size = if records.size.is_empty() { &records.real_size } else { &records.size };
        if !size.is_empty() {
            let size = decimal(size).and_then(|size| u64::try_from(size).ok());
            entry.size = size.ok_or(TroubleKind::SparseMap)?;
        }
        if place == MapPlace::Records {
            self.spread.extents = sparse::of_list(&records.map).ok_or(TroubleKind::SparseMap)?;
            return self.tell_sparse(entry, sink);
        }
        self.entry = Some(entry);
        self.state = State::SparseMap(Map::default());
        Ok(())
    }

    pub(super) fn on_sparse_block(
        &mut self,
        block: Block<'_>,
        is_header: bool,
        sink: &mut Sink<'_>,
    ) -> Result<(), TroubleKind> {
        let more =
            sparse::of_block(block, is_header, &mut self.spread.extents).ok_or(TroubleKind::SparseMap)?;
        let Some(mut entry) = self.entry.take() else { return Ok(()) };
        // The blocks are counted, since one may be empty and yet promise another.
        let blocks = self.at.saturating_sub(entry.at);
        entry.content_at = self.at + BLOCK as u64;
        if !more {
            return self.tell_sparse(entry, sink);
        }
        if blocks > 2 * limits::TAR_EXTENSION_BYTES as u64 {
            return Err(TroubleKind::SparseMap);
        }
        self.entry = Some(entry);
        self.state = State::SparseBlocks;
        Ok(())
    }

    pub(super) fn on_map_block(
        &mut self,
        mut map: Map,
        block: Block<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<(), TroubleKind> {
        let Some(mut entry) = self.entry.take() else { return Ok(()) };
        entry.stored = entry.stored.checked_sub(BLOCK as u64).ok_or(TroubleKind::SparseMap)?;
        entry.content_at += BLOCK as u64;
        if let Some(extents) = map.push(block).ok_or(TroubleKind::SparseMap)? {
            self.spread.extents = extents;
            return self.tell_sparse(entry, sink);
        }
        self.entry = Some(entry);
        self.state = State::SparseMap(map);
        Ok(())
    }

    fn tell_sparse(&mut self, entry: Entry, sink: &mut Sink<'_>) -> Result<(), TroubleKind> {
        if !sparse::fit(&self.spread.extents, entry.size, entry.stored) {
            return Err(TroubleKind::SparseMap);
        }
        self.tell_entry(entry, sink);
        Ok(())
    }
}
