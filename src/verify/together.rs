//! Several streams hashed at the same time, four of them in lockstep wherever four have bytes to hash.

use super::hash::Hasher;
use super::lanes::{self, BLOCK, LANES, State};
use super::sha256::Sha256;
use crate::image::digest::{Digest, Registered};

/// Bytes that a stream collects before it is hashed beside three others, so that they seldom wait for each
/// other.
const COLLECTED: usize = 64 * 1024;

/// Bytes that a stream collects at most: then it is hashed alone. A worker reads a layer by a quarter of a megabyte,
/// which unpacks to a whole one or so, and only then turns to another.
const HELD: usize = 16 * COLLECTED;

/// Digests in the making, of streams whose bytes come by turns.
///
/// Fewer than four streams are hashed as they come. Of more, each collects some bytes (1 MiB at most), and
/// four SHA-256 in lockstep, at 550 to 600 MB/s in WebAssembly, take a sixth less time than one after the other.
/// Other algorithms are hashed as they come.
#[derive(Debug)]
pub struct Together {
    streams: Vec<Option<Stream>>,
    collected: usize,
    held: usize,
}

/// A stream of a [`Together`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamId(usize);

#[derive(Debug)]
enum Stream {
    Sha256(Sha256),
    Other(Hasher),
}

impl Default for Together {
    fn default() -> Self {
        Self { streams: Vec::new(), collected: COLLECTED, held: HELD }
    }
}

impl Together {
    /// No stream yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts a stream over no bytes.
    pub fn begin(&mut self, algorithm: Registered) -> StreamId {
        self.add(match algorithm {
            Registered::Sha256 => Stream::Sha256(Sha256::default()),
            other => Stream::Other(Hasher::new(other)),
        })
    }

    /// Starts a stream of SHA-256 whose hash value is kept after each `piece` bytes, for [`Self::finish_marked`].
    pub fn begin_marked(&mut self, piece: u64) -> StreamId {
        self.add(Stream::Sha256(Sha256::marked(piece)))
    }

    fn add(&mut self, stream: Stream) -> StreamId {
        if let Some(free) = self.streams.iter().position(Option::is_none) {
            if let Some(slot) = self.streams.get_mut(free) {
                *slot = Some(stream);
            }
            return StreamId(free);
        }
        self.streams.push(Some(stream));
        StreamId(self.streams.len() - 1)
    }

    /// Adds bytes to a stream.
    pub fn update(&mut self, id: StreamId, bytes: &[u8]) {
        let alone =
            self.streams.iter().flatten().filter(|one| matches!(one, Stream::Sha256(_))).count() < LANES;
        match self.streams.get_mut(id.0) {
            Some(Some(Stream::Sha256(stream))) if alone => stream.hash(bytes),
            Some(Some(Stream::Sha256(stream))) => {
                stream.collect(bytes);
                if stream.waiting().len() >= self.collected {
                    self.hash_in_lockstep();
                    self.hash_if_full(id);
                }
            }
            Some(Some(Stream::Other(hasher))) => hasher.update(bytes),
            Some(None) | None => {}
        }
    }

    /// The digest of all bytes that were added to a stream, which ends with it.
    pub fn finish(&mut self, id: StreamId) -> Option<Digest> {
        self.finish_marked(id).map(|(digest, _)| digest)
    }

    /// The same, and the hash values after each piece; none of a stream that was not begun so.
    pub fn finish_marked(&mut self, id: StreamId) -> Option<(Digest, Vec<State>)> {
        match self.streams.get_mut(id.0)?.take()? {
            Stream::Sha256(stream) => Some(stream.finish()),
            Stream::Other(hasher) => Some((hasher.finish(), Vec::new())),
        }
    }

    /// Hashes the four streams that collected most, as long as four collected enough.
    fn hash_in_lockstep(&mut self) {
        loop {
            let mut ready: Vec<&mut Sha256> = (self.streams.iter_mut().flatten())
                .filter_map(|stream| match stream {
                    Stream::Sha256(stream) if stream.waiting().len() >= self.collected => Some(stream),
                    _ => None,
                })
                .collect();
            ready.sort_unstable_by_key(|stream| std::cmp::Reverse(stream.waiting().len()));
            let [one, two, three, four, ..] = ready.as_mut_slice() else { return };
            let mut states = [one.state(), two.state(), three.state(), four.state()];
            let blocks = [one.blocks(), two.blocks(), three.blocks(), four.blocks()];
            let shortest = blocks.map(<[_]>::len).into_iter().min().unwrap_or(0);
            lanes::compress(&mut states, blocks);
            for (stream, state) in [one, two, three, four].into_iter().zip(states) {
                stream.took(shortest * BLOCK, state);
            }
        }
    }

    fn hash_if_full(&mut self, id: StreamId) {
        if let Some(Some(Stream::Sha256(stream))) = self.streams.get_mut(id.0)
            && stream.waiting().len() >= self.held
        {
            stream.hash(&[]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::hash::digest_of;
    use proptest::collection::vec;
    use proptest::prelude::*;

    /// After so many bytes a hash value is kept: a few of what is collected.
    const PIECE: u64 = 5 * 64;

    /// The digest and the hash values of a stream by itself.
    fn expected(algorithm: Registered, bytes: &[u8]) -> (Digest, Vec<State>) {
        if algorithm != Registered::Sha256 {
            return (digest_of(algorithm, bytes), Vec::new());
        }
        let mut alone = Sha256::marked(PIECE);
        alone.hash(bytes);
        let (digest, marks) = alone.finish();
        assert_eq!(digest, digest_of(algorithm, bytes));
        (digest, marks)
    }

    fn small() -> Together {
        Together { collected: 200, held: 700, ..Together::default() }
    }

    #[test]
    fn an_ended_stream_gives_its_place_away() {
        let mut hashing = small();
        let first = hashing.begin(Registered::Sha256);
        let second = hashing.begin(Registered::Sha512);
        hashing.update(second, b"abc");
        assert_eq!(hashing.finish(first), Some(digest_of(Registered::Sha256, b"")));
        assert_eq!(hashing.finish(first), None, "it has ended");
        hashing.update(first, b"nobody's");
        let third = hashing.begin(Registered::Sha256);
        hashing.update(third, b"abc");
        assert_eq!(hashing.finish(third), Some(digest_of(Registered::Sha256, b"abc")));
        assert_eq!(hashing.finish(second), Some(digest_of(Registered::Sha512, b"abc")));
    }

    proptest! {
        /// In whatever pieces and turns the bytes come, whoever ends first, and however many they are; and the hash
        /// values between.
        #[test]
        fn every_stream_has_its_own_digest(
            algorithms in vec(proptest::sample::select(vec![
                Registered::Sha256, Registered::Sha256, Registered::Sha256, Registered::Sha512, Registered::Blake3,
            ]), 1..9),
            turns in vec((0..9_usize, 0..900_usize, any::<u8>()), 0..60),
            ends in vec(0..9_usize, 0..4),
        ) {
            let mut hashing = small();
            let mut streams: Vec<_> = algorithms
                .into_iter()
                .map(|algorithm| {
                    let id = match algorithm {
                        Registered::Sha256 => hashing.begin_marked(PIECE),
                        other => hashing.begin(other),
                    };
                    (algorithm, id, Vec::new())
                })
                .collect();
            for (turn, (who, length, seed)) in turns.into_iter().enumerate() {
                if streams.is_empty() {
                    break;
                }
                let who = who % streams.len();
                let bytes: Vec<u8> = (0..length).map(|at| (at as u8).wrapping_add(seed)).collect();
                hashing.update(streams[who].1, &bytes);
                streams[who].2.extend_from_slice(&bytes);
                if ends.contains(&turn) {
                    let (algorithm, id, bytes) = streams.swap_remove(who);
                    prop_assert_eq!(hashing.finish_marked(id), Some(expected(algorithm, &bytes)));
                }
            }
            for (algorithm, id, bytes) in streams {
                prop_assert_eq!(hashing.finish_marked(id), Some(expected(algorithm, &bytes)));
            }
        }
    }
}
