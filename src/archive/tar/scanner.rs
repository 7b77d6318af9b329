//! The scanner: bytes in, in pieces of any length; entries and their contents out.

use super::BLOCK;
use super::block::Block;
use super::entry::Entry;
use super::header::{self, Pending};
use super::number::text;
use super::pax;
use super::sparse::{Map, Spread};
use crate::archive::trouble::{Trouble, TroubleKind};
use crate::limits;

/// What the scanner tells.
#[derive(Debug)]
pub enum Event<'a> {
    /// An entry begins.
    Entry(&'a Entry),
    /// A piece of the content of the entry that was told last, in order. Holes of sparse files are left out.
    Content {
        /// Bytes of the archive before the piece.
        at: u64,
        /// Bytes of the file before the piece.
        offset: u64,
        /// The piece, never empty.
        bytes: &'a [u8],
    },
    /// Something to be said of the archive. Where it ends reading, no event follows.
    Trouble(Trouble),
}

/// Reads a tar archive that is pushed to it.
///
/// It keeps one header and what belongs to it, whatever the archive's length; contents are handed through.
#[derive(Debug)]
pub struct Scanner {
    /// Bytes taken so far.
    pub(super) at: u64,
    pub(super) state: State,
    /// A block that came in pieces.
    block: [u8; BLOCK],
    filled: usize,
    /// The block before was all zeros.
    zeros: bool,
    pending: Pending,
    pub(super) entry: Option<Entry>,
    /// Of a sparse entry.
    pub(super) spread: Spread,
}

#[derive(Debug)]
pub(super) enum State {
    /// At the start of a header, or of the end.
    Header,
    /// In the content of an extension header.
    Extension { flag: u8, left: u64, content: Vec<u8> },
    /// Between a GNU sparse header and its content.
    SparseBlocks,
    /// In the map that a sparse file's content begins with.
    SparseMap(Map),
    /// In the content of an entry.
    Content { left: u64 },
    /// After a content.
    Padding { left: u64 },
    /// After the end.
    Ended { told: bool },
    /// What follows can't be read.
    Broken,
}

/// Who listens.
pub(super) type Sink<'a> = dyn FnMut(Event<'_>) + 'a;

impl Default for Scanner {
    fn default() -> Self {
        Self::new()
    }
}

impl Scanner {
    /// Starts in front of the first header.
    #[must_use]
    pub fn new() -> Self {
        Self::from(0)
    }

    /// Starts in front of the header that has `at` bytes of the archive before it: [`Entry::at`].
    #[must_use]
    pub fn from(at: u64) -> Self {
        Self {
            at,
            state: State::Header,
            block: [0; BLOCK],
            filled: 0,
            zeros: false,
            pending: Pending::default(),
            entry: None,
            spread: Spread::default(),
        }
    }

    /// Bytes of the archive so far.
    #[must_use]
    pub const fn at(&self) -> u64 {
        self.at
    }

    /// Whether no entry follows: the end was seen, or trouble that ends reading.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        matches!(self.state, State::Ended { .. } | State::Broken)
    }

    /// Takes the next bytes of the archive, and tells what is in them.
    pub fn push(&mut self, mut bytes: &[u8], sink: &mut Sink<'_>) {
        while !bytes.is_empty() {
            let taken = match &mut self.state {
                State::Header | State::SparseBlocks | State::SparseMap(_) => self.take_block(bytes, sink),
                State::Extension { left, content, .. } => {
                    let piece = bytes.get(..saturated(*left)).unwrap_or(bytes);
                    content.extend_from_slice(piece);
                    *left -= piece.len() as u64;
                    let done = *left == 0;
                    self.at += piece.len() as u64;
                    if done {
                        self.end_extension(sink);
                    }
                    piece.len()
                }
                State::Content { left } => {
                    let piece = bytes.get(..saturated(*left)).unwrap_or(bytes);
                    let left = *left - piece.len() as u64;
                    self.tell_content(piece, sink);
                    self.at += piece.len() as u64;
                    self.enter_content(left);
                    piece.len()
                }
                State::Padding { left } => {
                    let taken = bytes.len().min(saturated(*left));
                    let left = *left - taken as u64;
                    self.at += taken as u64;
                    self.enter_padding(left);
                    taken
                }
                State::Ended { told } => {
                    let junk = bytes.iter().position(|byte| *byte != 0).filter(|_| !*told);
                    if let Some(junk) = junk {
                        *told = true;
                        let at = self.at + junk as u64;
                        sink(Event::Trouble(Trouble { at, kind: TroubleKind::BytesAfterEnd }));
                    }
                    self.at += bytes.len() as u64;
                    bytes.len()
                }
                State::Broken => {
                    self.at += bytes.len() as u64;
                    bytes.len()
                }
            };
            bytes = bytes.get(taken..).unwrap_or_default();
        }
    }

    /// Says that no bytes follow.
    pub fn finish(&mut self, sink: &mut Sink<'_>) {
        let missing = match &self.state {
            State::Header if self.filled == 0 => {
                self.tell_orphan(sink);
                sink(Event::Trouble(Trouble { at: self.at, kind: TroubleKind::NoEnd }));
                0
            }
            // Go's reader takes an end in the padding for one in front of a header.
            State::Padding { .. } => {
                sink(Event::Trouble(Trouble { at: self.at, kind: TroubleKind::NoEnd }));
                0
            }
            State::Header | State::SparseBlocks => (BLOCK - self.filled) as u64,
            State::SparseMap(_) => {
                let left = self.entry.as_ref().map_or(0, |entry| entry.stored);
                left.saturating_sub(self.filled as u64).max(1)
            }
            State::Extension { left, .. } | State::Content { left } => *left,
            State::Ended { .. } | State::Broken => 0,
        };
        if missing > 0 {
            sink(Event::Trouble(Trouble { at: self.at, kind: TroubleKind::Truncated { missing } }));
        }
        self.state = State::Broken;
    }

    fn take_block(&mut self, bytes: &[u8], sink: &mut Sink<'_>) -> usize {
        if self.filled == 0
            && let Some(block) = bytes.first_chunk::<BLOCK>()
        {
            self.on_block(Block(block), sink);
            self.at += BLOCK as u64;
            return BLOCK;
        }
        let room = self.block.get_mut(self.filled..).unwrap_or_default();
        let taken = room.len().min(bytes.len());
        room.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        self.filled += taken;
        if self.filled == BLOCK {
            let block = self.block;
            self.filled = 0;
            // Places are told from the start of the block.
            self.at = self.at.saturating_sub((BLOCK - taken) as u64);
            self.on_block(Block(&block), sink);
            self.at += BLOCK as u64;
        } else {
            self.at += taken as u64;
        }
        taken
    }

    /// `self.at` is at the start of the block.
    fn on_block(&mut self, block: Block<'_>, sink: &mut Sink<'_>) {
        let broken = match std::mem::replace(&mut self.state, State::Header) {
            State::SparseBlocks => self.on_sparse_block(block, false, sink),
            State::SparseMap(map) => self.on_map_block(map, block, sink),
            _ => self.on_header(block, sink),
        };
        if let Err(kind) = broken {
            let lone = u64::from(kind == TroubleKind::LoneZeroBlock) * BLOCK as u64;
            self.fail(self.at.saturating_sub(lone), kind, sink);
        }
    }

    fn fail(&mut self, at: u64, kind: TroubleKind, sink: &mut Sink<'_>) {
        self.state = State::Broken;
        sink(Event::Trouble(Trouble { at, kind }));
    }

    fn tell_orphan(&mut self, sink: &mut Sink<'_>) {
        if let Some(at) = self.pending.at.take() {
            sink(Event::Trouble(Trouble { at, kind: TroubleKind::OrphanedExtension }));
        }
    }

    fn on_header(&mut self, block: Block<'_>, sink: &mut Sink<'_>) -> Result<(), TroubleKind> {
        if block.is_zero() {
            if self.zeros {
                self.tell_orphan(sink);
                self.state = State::Ended { told: false };
            }
            self.zeros = true;
            return Ok(());
        }
        if self.zeros {
            return Err(TroubleKind::LoneZeroBlock);
        }
        if !block.checksum_agrees() {
            return Err(if self.at == 0 { TroubleKind::NotTar(None) } else { TroubleKind::Checksum });
        }
        let size = block.size().ok_or(TroubleKind::Number("size"))?;
        match block.flag() {
            flag @ (b'x' | b'g' | b'L' | b'K') => {
                if size > limits::TAR_EXTENSION_BYTES as u64 {
                    return Err(TroubleKind::ExtensionTooLarge { size });
                }
                self.pending.at.get_or_insert(self.at);
                self.state = State::Extension { flag, left: size, content: Vec::new() };
                if size == 0 {
                    self.end_extension(sink);
                }
                Ok(())
            }
            _ => self.on_entry(block, size, sink),
        }
    }

    /// Keeps what an extension header said. `self.at` is after its content.
    fn end_extension(&mut self, sink: &mut Sink<'_>) {
        let State::Extension { flag, content, .. } = std::mem::replace(&mut self.state, State::Header) else {
            return;
        };
        let size = content.len() as u64;
        let at = self.pending.at.unwrap_or(self.at);
        match flag {
            b'L' => self.pending.name = text(&content).to_vec(),
            b'K' => self.pending.link = text(&content).to_vec(),
            _ => {
                let Some(pax) = pax::read(&content) else {
                    return self.fail(self.at.saturating_sub(size), TroubleKind::Pax, sink);
                };
                if flag == b'x' {
                    self.pending.pax = Some(pax);
                } else {
                    if pax.says_something {
                        sink(Event::Trouble(Trouble { at, kind: TroubleKind::GlobalHeader }));
                    }
                    // Go's reader hands it out like an entry, so that nothing in front of it holds after it.
                    self.pending = Pending::default();
                }
            }
        }
        self.enter_padding(padding(size));
    }

    fn on_entry(&mut self, block: Block<'_>, stored: u64, sink: &mut Sink<'_>) -> Result<(), TroubleKind> {
        let pending = std::mem::take(&mut self.pending);
        let (entry, sparse) = header::entry(block, stored, self.at, pending)?;
        self.spread = Spread::default();
        self.begin(entry, &sparse, block, sink)
    }

    pub(super) fn tell_entry(&mut self, entry: Entry, sink: &mut Sink<'_>) {
        sink(Event::Entry(&entry));
        let stored = entry.stored;
        self.entry = Some(entry);
        self.enter_content(stored);
    }

    fn tell_content(&mut self, piece: &[u8], sink: &mut Sink<'_>) {
        let Some(entry) = &self.entry else { return };
        let at = self.at;
        if entry.sparse {
            self.spread.tell(piece, &mut |read, offset, bytes| {
                sink(Event::Content { at: at + read, offset, bytes });
            });
        } else {
            sink(Event::Content { at, offset: at.saturating_sub(entry.content_at), bytes: piece });
        }
    }

    fn enter_content(&mut self, left: u64) {
        if left > 0 {
            self.state = State::Content { left };
        } else {
            self.enter_padding(padding(self.entry.as_ref().map_or(0, |entry| entry.stored)));
        }
    }

    fn enter_padding(&mut self, left: u64) {
        self.state = if left > 0 { State::Padding { left } } else { State::Header };
    }
}

/// Bytes between a content and the next block.
const fn padding(size: u64) -> u64 {
    let block = BLOCK as u64;
    (block - size % block) % block
}

fn saturated(length: u64) -> usize {
    usize::try_from(length).unwrap_or(usize::MAX)
}
