//! One word of each stream: a vector of WebAssembly, or an array where there is none.
//!
//! Compilers do not find the vectors in the array by themselves; for WebAssembly they are spelled out. The
//! array is what the tests run, natively.

use super::LANES;

/// A word of each stream.
#[derive(Clone, Copy)]
pub(super) struct Words(Vector);

#[cfg(target_arch = "wasm32")]
use vector::Vector;
#[cfg(target_arch = "wasm32")]
mod vector {
    use std::arch::wasm32;

    pub(super) use wasm32::v128 as Vector;
    pub(super) use wasm32::{
        u32x4_add as add, u32x4_shl as shift_left, u32x4_shr as shift_right, v128_and as and, v128_xor as xor,
    };

    #[inline(always)]
    pub(super) fn new([a, b, c, d]: [u32; 4]) -> Vector {
        wasm32::u32x4(a, b, c, d)
    }

    #[inline(always)]
    pub(super) fn lanes(vector: Vector) -> [u32; 4] {
        [
            wasm32::u32x4_extract_lane::<0>(vector),
            wasm32::u32x4_extract_lane::<1>(vector),
            wasm32::u32x4_extract_lane::<2>(vector),
            wasm32::u32x4_extract_lane::<3>(vector),
        ]
    }

    #[inline(always)]
    pub(super) fn of_big_endian(words: [[u8; 4]; 4]) -> Vector {
        let words = new(words.map(u32::from_le_bytes));
        wasm32::i8x16_shuffle::<3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12>(words, words)
    }
}

#[cfg(not(target_arch = "wasm32"))]
use array as vector;
#[cfg(not(target_arch = "wasm32"))]
use array::Vector;
#[cfg(not(target_arch = "wasm32"))]
mod array {
    pub(super) type Vector = [u32; 4];

    fn join([a, b, c, d]: Vector, [e, f, g, h]: Vector, with: impl Fn(u32, u32) -> u32) -> Vector {
        [with(a, e), with(b, f), with(c, g), with(d, h)]
    }

    pub(super) fn add(one: Vector, other: Vector) -> Vector {
        join(one, other, u32::wrapping_add)
    }

    pub(super) fn xor(one: Vector, other: Vector) -> Vector {
        join(one, other, |one, other| one ^ other)
    }

    pub(super) fn and(one: Vector, other: Vector) -> Vector {
        join(one, other, |one, other| one & other)
    }

    pub(super) fn shift_left(vector: Vector, by: u32) -> Vector {
        vector.map(|word| word << by)
    }

    pub(super) fn shift_right(vector: Vector, by: u32) -> Vector {
        vector.map(|word| word >> by)
    }

    pub(super) fn new(lanes: [u32; 4]) -> Vector {
        lanes
    }

    pub(super) fn lanes(vector: Vector) -> [u32; 4] {
        vector
    }

    pub(super) fn of_big_endian(words: [[u8; 4]; 4]) -> Vector {
        words.map(u32::from_be_bytes)
    }
}

impl Words {
    /// These words.
    #[inline(always)]
    pub(super) fn new(lanes: [u32; LANES]) -> Self {
        Self(vector::new(lanes))
    }

    /// The words that these bytes stand for, the highest first.
    #[inline(always)]
    pub(super) fn of_big_endian(words: [[u8; 4]; LANES]) -> Self {
        Self(vector::of_big_endian(words))
    }

    /// The word of each stream.
    #[inline(always)]
    pub(super) fn lanes(self) -> [u32; LANES] {
        vector::lanes(self.0)
    }

    /// The sum, of 32 bits.
    #[inline(always)]
    pub(super) fn plus(self, other: Self) -> Self {
        Self(vector::add(self.0, other.0))
    }

    #[inline(always)]
    pub(super) fn xor(self, other: Self) -> Self {
        Self(vector::xor(self.0, other.0))
    }

    #[inline(always)]
    pub(super) fn and(self, other: Self) -> Self {
        Self(vector::and(self.0, other.0))
    }

    /// Turned to the right; by 1 to 31 bits.
    #[inline(always)]
    fn turned(self, by: u32) -> Self {
        let high = vector::shift_left(self.0, 32 - by);
        Self(vector::xor(vector::shift_right(self.0, by), high))
    }

    /// The Σ of FIPS 180-4, 4.1.2: turned by each, and added without carry.
    #[inline(always)]
    pub(super) fn rotations(self, one: u32, two: u32, three: u32) -> Self {
        self.turned(one).xor(self.turned(two)).xor(self.turned(three))
    }

    /// The σ of FIPS 180-4, 4.1.2: as the Σ, but shifted by the third.
    #[inline(always)]
    pub(super) fn shifted(self, one: u32, two: u32, three: u32) -> Self {
        let shifted = Self(vector::shift_right(self.0, three));
        self.turned(one).xor(self.turned(two)).xor(shifted)
    }
}
