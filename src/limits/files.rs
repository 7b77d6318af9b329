//! Bounds of what is shown and saved of the files in layers.

/// Bytes of a hole in a sparse file that are hashed: as many as some seconds allow.
pub const FILE_HOLE_BYTES: u64 = 1024 * 1024 * 1024;

/// Files of a list by size, which nobody reads to its end.
pub const FILES_BY_SIZE: usize = 500;

/// Bytes of a file that are shown; what is after them is hashed and counted.
pub const FILE_SHOWN_BYTES: usize = 8 * 1024 * 1024;

/// Bytes of a file that is saved: they are in memory once or twice until the browser has written them.
pub const FILE_SAVED_BYTES: usize = 512 * 1024 * 1024;

/// Bytes of a picture that is shown.
pub const PICTURE_BYTES: usize = 4 * 1024 * 1024;

/// Pixels of a picture that is shown: 64 MiB of memory once it is drawn. A few kilobytes may say that they are ten
/// thousand million.
pub const PICTURE_PIXELS: u64 = 16 * 1024 * 1024;
