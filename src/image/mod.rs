//! What an image is made of, each noun in a file of its own.

pub mod digest;
pub mod platform;
