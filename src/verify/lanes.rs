//! SHA-256 of four streams in lockstep, a block of each at a time.
//!
//! A round of SHA-256 waits for the one before it, so that one stream leaves most of a vector unit idle. Four
//! streams that have nothing to do with each other fill it: lane *n* of every vector is the *n*th stream.

mod words;

use words::Words;

/// Streams that are hashed together.
pub const LANES: usize = 4;

/// Bytes of a block. FIPS 180-4, 5.2.1.
pub const BLOCK: usize = 64;

/// The hash value of one stream between two blocks.
pub type State = [u32; 8];

/// The hash value before the first block. FIPS 180-4, 5.3.3.
pub const INITIAL: State =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// The constants of the rounds. FIPS 180-4, 4.2.2.
#[rustfmt::skip]
const K: [u32; 64] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
];

/// Takes one block of each stream into its state. FIPS 180-4, 6.2.2.
#[inline(always)]
fn compress_one(states: &mut [Words; 8], blocks: [&[u8; BLOCK]; LANES]) {
    let mut w: [Words; 16] = std::array::from_fn(|at| {
        Words::of_big_endian(blocks.map(|block| block.as_chunks().0.get(at).copied().unwrap_or_default()))
    });
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *states;
    for (sixteen, constants) in K.as_chunks::<16>().0.iter().enumerate() {
        macro_rules! round {
            ($t:literal) => {
                if sixteen > 0 {
                    let late = w[($t + 14) % 16].shifted(17, 19, 10);
                    let early = w[($t + 1) % 16].shifted(7, 18, 3);
                    w[$t] = w[$t].plus(early).plus(w[($t + 9) % 16]).plus(late);
                }
                let choice = g.xor(e.and(f.xor(g)));
                let majority = a.and(b).xor(c.and(a.xor(b)));
                let constant = Words::new([constants[$t]; LANES]);
                let one = h.plus(e.rotations(6, 11, 25)).plus(choice).plus(constant).plus(w[$t]);
                let two = a.rotations(2, 13, 22).plus(majority);
                (h, g, f, e, d, c, b, a) = (g, f, e, d.plus(one), c, b, a, one.plus(two));
            };
        }
        round!(0);
        round!(1);
        round!(2);
        round!(3);
        round!(4);
        round!(5);
        round!(6);
        round!(7);
        round!(8);
        round!(9);
        round!(10);
        round!(11);
        round!(12);
        round!(13);
        round!(14);
        round!(15);
    }
    for (state, new) in states.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        *state = state.plus(new);
    }
}

/// Takes blocks of four streams into their states, as many of each as the shortest has.
pub fn compress(states: &mut [State; LANES], streams: [&[[u8; BLOCK]]; LANES]) {
    let [s0, s1, s2, s3] = *states;
    let mut words: [Words; 8] = std::array::from_fn(|at| {
        let word = |state: State| state.get(at).copied().unwrap_or(0);
        Words::new([word(s0), word(s1), word(s2), word(s3)])
    });
    let [b0, b1, b2, b3] = streams;
    for (((one, two), three), four) in b0.iter().zip(b1).zip(b2).zip(b3) {
        compress_one(&mut words, [one, two, three, four]);
    }
    let words = words.map(Words::lanes);
    for (lane, state) in states.iter_mut().enumerate() {
        for (word, lanes) in state.iter_mut().zip(&words) {
            *word = lanes.get(lane).copied().unwrap_or(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::digest::Registered;
    use crate::verify::hash::digest_of;
    use proptest::prelude::*;

    /// The blocks of a message with its padding. FIPS 180-4, 5.1.1.
    fn padded(message: &[u8]) -> Vec<[u8; BLOCK]> {
        let mut bytes = message.to_vec();
        bytes.push(0x80);
        bytes.resize(bytes.len().next_multiple_of(BLOCK), 0);
        if bytes.len() - message.len() < 9 {
            bytes.resize(bytes.len() + BLOCK, 0);
        }
        let end = bytes.len() - 8;
        bytes[end..].copy_from_slice(&(message.len() as u64 * 8).to_be_bytes());
        bytes.as_chunks().0.to_vec()
    }

    fn hex(state: State) -> String {
        state.iter().map(|word| format!("{word:08x}")).collect()
    }

    /// The examples that NIST publishes beside FIPS 180-4, and its short message test of a byte
    /// (SHA256ShortMsg.rsp, Len = 8), each in every lane beside the others.
    #[test]
    fn agrees_with_the_published_vectors_in_every_lane() {
        let vectors: [(&[u8], &str); LANES] = [
            (b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (b"\xd3", "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1"),
            (b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
            ),
        ];
        for turn in 0..LANES {
            let mut turned = vectors;
            turned.rotate_left(turn);
            let blocks = turned.map(|(message, _)| padded(message));
            let mut states = [INITIAL; LANES];
            compress(&mut states, blocks.each_ref().map(Vec::as_slice));
            for ((state, blocks), (_, expected)) in states.iter().zip(&blocks).zip(turned) {
                // The longest of them has two blocks, and it stops with the shortest.
                if blocks.len() == 1 {
                    assert_eq!(hex(*state), expected);
                }
            }
        }
        let long = padded(vectors[3].0);
        let mut states = [INITIAL; LANES];
        compress(&mut states, [&long; LANES]);
        assert_eq!(states.map(hex), [vectors[3].1; LANES]);
    }

    proptest! {
        #[test]
        fn agrees_with_one_stream_after_the_other(seeds in any::<[u8; LANES]>(), length in 0..1000_usize) {
            let messages = seeds.map(|seed| {
                (0..length).map(|at| (at as u8).wrapping_mul(seed) ^ (at >> 8) as u8).collect::<Vec<u8>>()
            });
            let blocks = messages.each_ref().map(|message| padded(message));
            let mut states = [INITIAL; LANES];
            compress(&mut states, blocks.each_ref().map(Vec::as_slice));
            let expected = messages.map(|message| digest_of(Registered::Sha256, &message).encoded().to_owned());
            prop_assert_eq!(states.map(hex), expected);
        }
    }
}
