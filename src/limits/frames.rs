//! How much is done between two frames, and what is short enough to be done at once.

/// Bytes of a document above which its findings come a frame after its tree: they take about as long.
pub const JUDGED_AT_ONCE_BYTES: usize = 256 * 1024;

/// Nodes of a tree that is compared with what is missing in the frame in which its long documents are judged.
pub const SETTLED_AT_ONCE_NODES: usize = 5000;

/// Nodes of a tree that is made again in each frame in which something else is known of layers. A larger one is once
/// that is so for a part of it, or some time has passed: each takes its time, and ten thousand layers answer one by one.
pub const TREE_EACH_FRAME_NODES: usize = 256;

/// That part: all these trees together take as many times as long as one, however many layers there are.
pub const TREE_PARTS: usize = 8;

/// Documents, and descriptors in them, that are looked at between two frames to make the tree: some milliseconds.
pub const GROWN_A_FRAME: usize = 4_000;

/// Platforms of an index that clients judge between two frames to fill the matrix: some milliseconds.
pub const JUDGED_PLATFORMS_A_FRAME: usize = 100_000;

/// Documents and nodes whose findings are counted between two frames: some milliseconds.
pub const COUNTED_A_FRAME: usize = 3000;

/// Bytes of documents that are read and hashed at once; longer ones are read in pieces.
pub const TAKEN_AT_ONCE_BYTES: usize = 256 * 1024;

/// What a short one counts as.
pub const TAKEN_AT_LEAST_BYTES: usize = 2048;

/// Documents, descriptors in them, and characters that they embed, eight of them as one, that are put with the others
/// between two frames: some milliseconds.
pub const PUT_A_FRAME: usize = 14_000;

/// What a document counts as, and one that is embedded.
pub const PUT_AT_LEAST: usize = 20;

/// Bytes of a document that are split into rows at once; the rest of a longer one is split while its beginning is shown.
pub const SPLIT_AT_ONCE_BYTES: usize = 128 * 1024;

/// Entries of an index among which clients' choice is worked out before the next frame; of more, beside the page.
pub const CHOSEN_AT_ONCE_ENTRIES: usize = 64;

/// Entries of an index that are compared with another's before the next frame; of more, beside the page.
pub const COMPARED_AT_ONCE_ENTRIES: usize = 50;

/// Files that differ and are listed before the next frame; of more, beside the page.
pub const COMPARED_LISTED_AT_ONCE: usize = 2000;

/// Bytes of two files that are compared before the next frame; of more, beside the page.
pub const CONTENTS_AT_ONCE_BYTES: usize = 32 * 1024;

/// Lines of two texts together that are lined up in one step, of a few milliseconds at most; longer ones are first cut at
/// lines that stand once in each.
pub const DIFFED_AT_ONCE_LINES: usize = 2000;

/// Look-ups that are done to merge the layers of images that are compared, between two pauses.
pub const COMPARED_FILES_A_PIECE: usize = 4000;

/// Look-ups that are done to merge layers, or to put their files in order, between two frames: some milliseconds. An
/// entry takes one for itself, and some for its path.
pub const FILE_LOOKUPS_A_FRAME: usize = 30_000;

/// Look-ups that are done to list or filter files between two frames: some milliseconds. A file takes one, and more
/// where its path is long or many layers have it.
pub const FILES_LISTED_A_FRAME: usize = 30_000;

/// Items of a report, each a node, a document, a finding or a layer, that are gathered or written between two frames: some
/// milliseconds.
pub const REPORT_ITEMS_A_FRAME: usize = 400;

/// Bytes of documents that are packed while the share dialog opens: a frame or two. More are packed once it
/// is on the screen.
pub const SHARE_PACKED_AT_ONCE_BYTES: usize = 32 * 1024;

/// Symbols of a link that are packed or unpacked between two frames: at most about 25 ms in WebAssembly, for what is
/// random.
pub const SHARE_SYMBOLS_A_FRAME: usize = 32 * 1024;

/// Members of an archive that are looked through at once; of a larger one that is done beside the page.
pub const MEMBERS_AT_ONCE: usize = 500;

/// Nodes of a tree that is filtered at once; a larger one is filtered beside the page.
pub const FILTERED_AT_ONCE_NODES: usize = 5000;

/// Layers that begin to be read in one frame, where all of an image are wanted.
pub const LAYERS_BEGUN_A_FRAME: usize = 1000;

/// Documents that are put in the queue to be fetched in one frame, where all of an image are wanted.
pub const WANTED_A_FRAME: usize = 1000;
