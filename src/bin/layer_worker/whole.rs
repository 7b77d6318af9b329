//! A small layer, held as a whole: the browser hashes it, faster than a program in WebAssembly can, and in a thread of its
//! own, but it wants all of the bytes at once.

use bayplan::archive::codec::{Codec, MAGIC_BYTES};
use bayplan::archive::pass::{Head, Listing};
use bayplan::image::digest::{Digest, HashAlgorithm};
use bayplan::layers::WorkError;
use bayplan::limits;
use bayplan::verify::State;
use bayplan::verify::hash::Hasher;
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::SubtleCrypto;

use crate::jobs::{Halt, Job};
use crate::layer::Layer;
use crate::reading::{copy, give_back};
use crate::scanning::{ROOM, unpack_piece};

/// Bytes that are taken from what is held at a time.
const PIECE: u32 = ROOM as u32;

/// Bytes that may be held of a layer.
#[derive(Clone, Copy)]
pub struct Room {
    /// As it is stored: all of it.
    pub stored: u32,
    /// Of its tar.
    pub unpacked: u32,
}

/// Reads the whole layer, has it hashed while it is unpacked and listed, and has its tar hashed then. A tar that has no
/// room is hashed here, a piece at a time.
pub async fn scan(job: &Job, layer: &Layer, room: Room, subtle: &SubtleCrypto) -> Result<(), Halt> {
    let mut stored = Held::new(room.stored);
    let mut pieces = layer.pieces();
    while !pieces.next(job).await?.is_empty() {
        if !stored.push(pieces.last()) {
            return Err(Halt::Failed(WorkError::Unreadable));
        }
    }
    let digest = stored.begin(subtle)?;
    let mut piece = Vec::new();
    stored.read(0, &mut piece);
    let codec = Codec::of(piece.get(..MAGIC_BYTES).unwrap_or(&piece));
    let mut tar = Tar { listing: Listing::new(), hashed: Hashed::Nowhere };
    if codec != Codec::Plain {
        tar.hashed = Hashed::There(Held::new(room.unpacked));
    }
    tar.listing.stored(stored.length as usize);
    let mut head = Head::new(codec);
    let mut output = vec![0; ROOM];
    for from in (0..stored.length).step_by(ROOM) {
        stored.read(from, &mut piece);
        if codec == Codec::Plain {
            tar.push(&piece);
        }
        let mut take = async |bytes: &[u8]| {
            tar.push(bytes);
            Ok(())
        };
        unpack_piece(job, &mut head, codec, &piece, &mut output, &mut take).await?;
        job.read(stored.length.into()).await?;
    }
    let Tar { listing, hashed } = tar;
    let unpacked = match hashed {
        Hashed::Nowhere => None,
        Hashed::There(held) => Some((hash(held.begin(subtle)?).await?, Vec::new())),
        Hashed::Here(hasher) => Some(hasher.finish_marked()),
    };
    let digest = hash(digest).await?;
    let (diff_id, marks) = unpacked.unwrap_or_else(|| (digest.clone(), Vec::<State>::new()));
    job.done(&listing.finish(head.finish(), digest, diff_id, marks).to_bytes());
    Ok(())
}

/// What becomes of the unpacked bytes.
struct Tar {
    listing: Listing,
    hashed: Hashed,
}

/// Where the tar is hashed.
enum Hashed {
    /// It is the layer as it is stored.
    Nowhere,
    /// By the browser, at the end.
    There(Held),
    /// By this program: it is longer than there is room for.
    Here(Box<Hasher>),
}

impl Tar {
    fn push(&mut self, bytes: &[u8]) {
        self.listing.push(bytes);
        match &mut self.hashed {
            Hashed::Nowhere => {}
            Hashed::Here(hasher) => hasher.update(bytes),
            Hashed::There(held) => {
                if !held.push(bytes) {
                    let mut hasher = held.hashed_here();
                    hasher.update(bytes);
                    self.hashed = Hashed::Here(hasher.into());
                }
            }
        }
    }
}

/// Bytes outside of the program's memory, which would never shrink again.
struct Held {
    bytes: Uint8Array,
    length: u32,
}

impl Held {
    /// Nothing, with room for so many bytes. The system gives memory for those alone that are written.
    fn new(room: u32) -> Self {
        Self { bytes: Uint8Array::new_with_length(room), length: 0 }
    }

    /// Adds bytes; `false` where there is no room for them.
    fn push(&mut self, bytes: &[u8]) -> bool {
        let end = u32::try_from(bytes.len()).ok().and_then(|length| self.length.checked_add(length));
        let Some(end) = end.filter(|end| *end <= self.bytes.length()) else { return false };
        self.bytes.subarray(self.length, end).copy_from(bytes);
        self.length = end;
        true
    }

    /// Puts a piece in the place of what `piece` has.
    fn read(&self, from: u32, piece: &mut Vec<u8>) {
        copy(&self.bytes.subarray(from, from.saturating_add(PIECE).min(self.length)), piece);
    }

    /// Has the browser hash all of it. It takes a copy at once.
    fn begin(&self, subtle: &SubtleCrypto) -> Result<JsFuture, Halt> {
        let bytes = self.bytes.subarray(0, self.length);
        let hashing = subtle.digest_with_str_and_buffer_source("SHA-256", &bytes);
        Ok(JsFuture::from(hashing.map_err(|_| Halt::Failed(WorkError::NoWorker))?))
    }

    /// Hashes all of it here.
    fn hashed_here(&self) -> Hasher {
        let mut hasher = Hasher::marked(limits::LAYER_PIECE_BYTES as u64);
        let mut piece = Vec::new();
        for from in (0..self.length).step_by(ROOM) {
            self.read(from, &mut piece);
            hasher.update(&piece);
        }
        hasher
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        give_back(&self.bytes);
    }
}

async fn hash(hashing: JsFuture) -> Result<Digest, Halt> {
    let hash = hashing.await.ok().and_then(|hash| hash.dyn_into::<ArrayBuffer>().ok());
    let digest =
        hash.and_then(|hash| Digest::from_raw(HashAlgorithm::Sha256, &Uint8Array::new(&hash).to_vec()).ok());
    digest.ok_or(Halt::Failed(WorkError::WorkerLost))
}
