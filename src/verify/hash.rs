//! The registered hash algorithms over bytes, all at once or bit by bit.

use sha2::{Digest as _, Sha512};

use super::sha256::{self, Sha256};

use crate::image::digest::{Digest, HashAlgorithm};

/// A hash in the making.
#[derive(Clone, Debug)]
pub struct Hasher {
    algorithm: HashAlgorithm,
    state: State,
}

// BLAKE3 keeps a stack of 1.9 kB; a hasher is made once a blob, so boxing it costs nothing.
#[derive(Clone, Debug)]
enum State {
    Sha256(Sha256),
    Sha512(Sha512),
    Blake3(Box<blake3::Hasher>),
}

impl Hasher {
    /// Starts over no bytes.
    #[must_use]
    pub fn new(algorithm: HashAlgorithm) -> Self {
        let state = match algorithm {
            HashAlgorithm::Sha256 => State::Sha256(Sha256::default()),
            HashAlgorithm::Sha512 => State::Sha512(Sha512::new()),
            HashAlgorithm::Blake3 => State::Blake3(Box::new(blake3::Hasher::new())),
        };
        Self { algorithm, state }
    }

    /// Starts a SHA-256 over no bytes whose hash value is kept after each `piece` of them, for [`Self::finish_marked`].
    #[must_use]
    pub const fn marked(piece: u64) -> Self {
        Self { algorithm: HashAlgorithm::Sha256, state: State::Sha256(Sha256::marked(piece)) }
    }

    /// Adds bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        match &mut self.state {
            State::Sha256(hasher) => hasher.hash(bytes),
            State::Sha512(hasher) => hasher.update(bytes),
            State::Blake3(hasher) => {
                hasher.update(bytes);
            }
        }
    }

    /// The digest of all bytes that were added.
    #[must_use]
    pub fn finish(self) -> Digest {
        self.finish_marked().0
    }

    /// The same, and the hash values after each piece; none of what was not begun so.
    #[must_use]
    pub fn finish_marked(self) -> (Digest, Vec<sha256::State>) {
        let digest = match self.state {
            State::Sha256(hasher) => return hasher.finish(),
            State::Sha512(hasher) => Digest::of_output(self.algorithm, hasher.finalize().as_slice()),
            State::Blake3(hasher) => Digest::of_output(self.algorithm, hasher.finalize().as_bytes()),
        };
        (digest, Vec::new())
    }
}

/// The digest of these bytes.
#[must_use]
pub fn digest_of(algorithm: HashAlgorithm, bytes: &[u8]) -> Digest {
    let mut hasher = Hasher::new(algorithm);
    hasher.update(bytes);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// SHA: the examples that NIST publishes beside FIPS 180-4, and the million of "a" of FIPS 180-2.
    /// BLAKE3: `test_vectors.json` of the BLAKE3 repository, input lengths 0, 1, 1024 and 1025.
    #[test]
    fn agrees_with_the_published_vectors() {
        use HashAlgorithm::{Blake3, Sha256, Sha512};
        let blocks = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".to_vec();
        let wide_blocks = b"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn\
                            hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"
            .to_vec();
        let counting = |length: usize| (0..length).map(|n| (n % 251) as u8).collect::<Vec<u8>>();
        for (algorithm, bytes, encoded) in [
            (Sha256, vec![], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (Sha256, b"abc".to_vec(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (Sha256, blocks, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
            (
                Sha256,
                vec![b'a'; 1_000_000],
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
            ),
            (
                Sha512,
                b"abc".to_vec(),
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
                 2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            ),
            (
                Sha512,
                wide_blocks,
                "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018\
                 501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909",
            ),
            (Blake3, counting(0), "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"),
            (Blake3, counting(1), "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213"),
            (Blake3, counting(1024), "42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7"),
            (Blake3, counting(1025), "d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444"),
        ] {
            let digest = digest_of(algorithm, &bytes);
            assert_eq!(digest.encoded(), encoded, "{algorithm} of {} bytes", bytes.len());
            assert_eq!(Digest::parse(digest.as_str()), Ok(digest));
        }
    }

    proptest! {
        #[test]
        fn does_not_depend_on_how_the_bytes_are_cut(
            pieces in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..200), 0..20),
        ) {
            for algorithm in HashAlgorithm::ALL {
                let mut hasher = Hasher::new(algorithm);
                pieces.iter().for_each(|piece| hasher.update(piece));
                prop_assert_eq!(hasher.finish(), digest_of(algorithm, &pieces.concat()));
            }
        }
    }
}
