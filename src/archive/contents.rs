//! What an archive holds: its members and where they lie, and its documents.
//!
//! An archive is an OCI layout or what `docker save` wrote; its members are a few documents and large blobs.
//! Only headers and documents are read of one that is not compressed: [`Indexer::wanted`] tells where to go
//! on.

use super::codec::{Codec, CodecError};
use super::foreign::{FOREIGN_BYTES, Foreign};
use super::kind::EntryKind;
use super::tar::{BLOCK, Event, Scanner, Trouble, TroubleKind};
use super::wire::{Reader, Writer};
use crate::limits;

/// A member of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its path as it is written.
    pub path: Vec<u8>,
    /// What it is.
    pub kind: EntryKind,
    /// What a link points to; empty for others. Old `docker save` links a layer that is there already.
    pub link: Vec<u8>,
    /// Bytes of the uncompressed archive before its content.
    pub from: u64,
    /// Bytes of its content.
    pub length: u64,
    /// Its content, where that may be a document: small, and JSON by its first character.
    pub document: Option<Vec<u8>>,
}

/// What an archive holds; by default nothing, as a tar that ends as it should.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// How the archive as a whole is compressed.
    pub codec: Codec,
    /// Bytes of the archive as it is stored.
    pub size: u64,
    /// Its members in their order.
    pub members: Vec<Member>,
    /// Members that were left out: there are more than are listed.
    pub left_out: u64,
    /// What is wrong with the tar so that it can't be read on, in a sentence with its place.
    pub trouble: Option<String>,
    /// How the tar ends.
    pub end: End,
    /// What it is instead of a tar, where its first bytes tell.
    pub foreign: Option<Foreign>,
    /// Why unpacking ended before its end.
    pub error: Option<CodecError>,
    /// Zero bytes after the compressed data.
    pub padding: u64,
}

/// How a tar ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// As it should, or by what [`Contents::trouble`] says.
    #[default]
    Marked,
    /// Between two entries, without the blocks of zeros that mark the end.
    Unmarked,
    /// In the middle of a header or a content.
    CutShort {
        /// Bytes of the uncompressed archive before its end.
        at: u64,
        /// Bytes that are missing of the header or the content.
        missing: u64,
    },
}

/// Finds what an archive holds, from its bytes.
#[derive(Default)]
pub struct Indexer {
    scanner: Scanner,
    found: Found,
    /// The first bytes, until a member is found.
    first: Vec<u8>,
}

#[derive(Default)]
struct Found {
    members: Vec<Member>,
    left_out: u64,
    documents: usize,
    trouble: Option<String>,
    end: End,
    taking: Taking,
}

/// Whether the member that passes by is taken as a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Taking {
    #[default]
    No,
    /// All of it was white space so far.
    Blank,
    Yes,
}

impl Indexer {
    /// Starts in front of the archive.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next bytes of the uncompressed archive: those that [`Indexer::wanted`] asked for.
    pub fn push(&mut self, bytes: &[u8]) {
        let found = &mut self.found;
        self.scanner.push(bytes, &mut |event| found.take(event));
        if let Some(room) = FOREIGN_BYTES.checked_sub(self.first.len()).filter(|room| *room > 0)
            && found.members.is_empty()
        {
            self.first.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
        }
    }

    /// Where the next bytes to be read are: right after the last ones, or further on where a content is in
    /// between that nobody needs. `None` at the end.
    #[must_use]
    pub fn wanted(&self) -> Option<u64> {
        // What is no tar may be told by bytes that come later.
        let looks_on = self.found.members.is_empty() && self.first.len() < FOREIGN_BYTES;
        self.next().or_else(|| looks_on.then(|| self.scanner.at()))
    }

    /// Where the next header or document is; `None` at the end.
    fn next(&self) -> Option<u64> {
        if self.scanner.is_done() {
            return None;
        }
        let at = self.scanner.at();
        let after = self.found.members.last().map_or(0, Member::after);
        let skips = self.found.taking == Taking::No && self.found.left_out == 0;
        Some(if skips { at.max(after) } else { at })
    }

    /// Goes on at what was [`Indexer::wanted`].
    pub fn skip(&mut self) {
        if let Some(wanted) = self.wanted().filter(|wanted| *wanted > self.scanner.at()) {
            self.scanner = Scanner::from(wanted);
        }
    }

    /// Says that no bytes follow. `size` and `error` are the archive's own.
    #[must_use]
    pub fn finish(mut self, codec: Codec, size: u64, error: Option<CodecError>) -> Contents {
        let foreign = if self.found.members.is_empty() { Foreign::of(&self.first) } else { None };
        let wanted = self.next().filter(|_| codec == Codec::Plain);
        let found = &mut self.found;
        if let Some(missing) =
            wanted.and_then(|wanted| wanted.checked_sub(size)).filter(|missing| *missing > 0)
        {
            // The scanner knows only what it was given, and not the contents that were passed over.
            let kind = TroubleKind::Truncated { missing };
            found.take(Event::Trouble(Trouble { at: size, kind }));
        } else {
            self.scanner.finish(&mut |event| found.take(event));
        }
        self.found.drop_blank();
        let Found { mut members, left_out, trouble, end, .. } = self.found;
        let at = match end {
            End::CutShort { at, .. } => at,
            End::Marked | End::Unmarked => u64::MAX,
        };
        // A part of a document is none; of a layer, the files before the cut can be listed.
        members.pop_if(|last| last.document.is_some() && last.from.saturating_add(last.length) > at);
        Contents { codec, size, members, left_out, trouble, end, foreign, error, padding: 0 }
    }
}

impl Member {
    /// Where the next header is.
    fn after(&self) -> u64 {
        self.from.saturating_add(self.length).checked_next_multiple_of(BLOCK as u64).unwrap_or(u64::MAX)
    }
}

impl Found {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Entry(entry) => {
                self.drop_blank();
                if self.members.len() >= limits::ARCHIVE_MEMBERS {
                    self.left_out = self.left_out.saturating_add(1);
                    return;
                }
                let fits = entry.kind == EntryKind::Regular
                    && !entry.sparse
                    && entry.stored <= limits::ARCHIVE_DOCUMENT_BYTES as u64
                    && self.documents.saturating_add(entry.stored as usize)
                        <= limits::ARCHIVE_DOCUMENTS_BYTES;
                self.taking = if fits { Taking::Blank } else { Taking::No };
                self.members.push(Member {
                    path: entry.path.clone(),
                    kind: entry.kind,
                    link: entry.link.clone(),
                    from: entry.content_at,
                    length: entry.stored,
                    document: None,
                });
            }
            Event::Content { bytes, .. } if self.taking != Taking::No => {
                if self.taking == Taking::Blank {
                    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
                        Some(b'{' | b'[') => self.taking = Taking::Yes,
                        Some(_) => return self.drop_blank(),
                        None => {}
                    }
                }
                let Some(member) = self.members.last_mut() else { return };
                self.documents = self.documents.saturating_add(bytes.len());
                member.document.get_or_insert_default().extend_from_slice(bytes);
            }
            Event::Content { .. } => {}
            Event::Trouble(trouble) => match trouble.kind {
                TroubleKind::Truncated { missing } => self.end = End::CutShort { at: trouble.at, missing },
                TroubleKind::NoEnd => self.end = End::Unmarked,
                kind if kind.ends_reading() => {
                    self.trouble = Some(format!("At byte {} of the archive: {kind}.", trouble.at));
                }
                _ => {}
            },
        }
    }
}

impl Found {
    /// Lets a member go that has no more than white space.
    fn drop_blank(&mut self) {
        if self.taking == Taking::Blank
            && let Some(document) = self.members.last_mut().and_then(|member| member.document.take())
        {
            self.documents = self.documents.saturating_sub(document.len());
        }
        self.taking = Taking::No;
    }
}

impl Contents {
    /// As bytes, for the page.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.codec(self.codec).number(self.size).number(self.left_out).error(self.error);
        writer.bytes(self.trouble.as_deref().unwrap_or_default().as_bytes());
        let (end, at, missing) = match self.end {
            End::Marked => (0, 0, 0),
            End::Unmarked => (1, 0, 0),
            End::CutShort { at, missing } => (2, at, missing),
        };
        writer.number(end).number(at).number(missing);
        writer.number(Foreign::number(self.foreign)).number(self.padding);
        writer.number(self.members.len() as u64);
        for member in &self.members {
            writer.bytes(&member.path).bytes(&member.link).number(u64::from(member.kind.flag()));
            writer.number(member.from).number(member.length);
            match &member.document {
                Some(document) => writer.number(1).bytes(document),
                None => writer.number(0),
            };
        }
        writer.into_bytes()
    }

    /// From such bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let (codec, size, left_out) = (reader.codec()?, reader.number()?, reader.number()?);
        let error = reader.error()?;
        let trouble = String::from_utf8_lossy(reader.bytes()?).into_owned();
        let end = match (reader.number()?, reader.number()?, reader.number()?) {
            (0, ..) => End::Marked,
            (1, ..) => End::Unmarked,
            (2, at, missing) => End::CutShort { at, missing },
            _ => return None,
        };
        let (foreign, padding) = (Foreign::of_number(reader.number()?)?, reader.number()?);
        let mut members = Vec::new();
        for _ in 0..reader.number()? {
            let (path, link) = (reader.bytes()?.to_vec(), reader.bytes()?.to_vec());
            let kind = EntryKind::of_flag(u8::try_from(reader.number()?).ok()?);
            let (from, length) = (reader.number()?, reader.number()?);
            let document = if reader.number()? == 1 { Some(reader.bytes()?.to_vec()) } else { None };
            members.push(Member { path, kind, link, from, length, document });
        }
        let trouble = Some(trouble).filter(|trouble| !trouble.is_empty());
        Some(Self { codec, size, members, left_out, trouble, end, foreign, error, padding })
    }
}
