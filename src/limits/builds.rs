//! Bounds of what is read of build files.

/// Bytes of a text that is read as a build file, some of it in one step: a few milliseconds natively. The longest
/// workflows of large projects have some 100 kB; a pasted log is longer.
pub const BUILD_FILE_BYTES: usize = 128 * 1024;

/// Values of YAML in it, lists and mappings counted: each is some words of memory.
pub const BUILD_VALUES: usize = 100_000;

/// How deep lists and mappings of YAML lie in each other: a pipeline with templates has ten.
pub const BUILD_DEPTH: usize = 64;

/// Anchors of YAML that aliases may name. What an alias names is shared and never copied, and each may hold others.
pub const BUILD_ANCHORS: usize = 100;

/// Steps that are read. What each does is compared with what others do, so that the work grows with their square.
pub const BUILD_STEPS: usize = 500;

/// Names of images in all steps that are read, of which each is compared with [`BUILD_COMPARED`] at most.
pub const BUILD_NAMES: usize = 500;

/// Names that are made, or pushed, with which others are compared: with all that are read, and variables in all, that
/// is some ten milliseconds for each rule natively.
pub const BUILD_COMPARED: usize = 150;
