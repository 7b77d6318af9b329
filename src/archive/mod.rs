//! What images travel in: compressed layers, archives of them, and the files that they hold.
//!
//! All of it is fed with bytes as they come and holds little of them, so that an archive of gigabytes is
//! read with flat memory, in a worker of its own.

pub mod codec;
