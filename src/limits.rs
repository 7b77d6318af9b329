//! Every bound that Bayplan keeps, each with its reason or its source.

mod builds;
mod evidence;
mod files;
mod frames;

pub use builds::*;
pub use evidence::*;
pub use files::*;
pub use frames::*;

/// Bytes of a manifest or index. The distribution specification asks registries to accept at least
/// 4 MiB and most refuse more; containerd reads 8 MiB, containers/image 4 MiB.
/// <https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-manifests>
pub const MANIFEST_BYTES: usize = 4 * 1024 * 1024;

/// Bytes of any one document that is read. Configs and in-toto statements (an SBOM) are often larger than a manifest;
/// beyond this a pasted or dropped file is refused with a word.
pub const DOCUMENT_BYTES: usize = 16 * 1024 * 1024;

/// Nesting of objects and arrays that is read. Go's `encoding/json` stops at 10,000; nothing that the
/// specifications define is deeper than ten, and every reader of the tape may recurse this far.
pub const JSON_DEPTH: usize = 128;

/// Values of one JSON document, keys counted: 16 bytes of memory each, 128 MiB in all. A table of [`TABLE_BYTES`] has
/// about half of it, and an SBOM of [`DOCUMENT_BYTES`] an eighth.
pub const JSON_VALUES: usize = 8 * 1024 * 1024;

/// Problems of one JSON document that are listed; the others are counted.
pub const JSON_PROBLEMS: usize = 1000;

/// Lines, and rows on the screen, that a document is split into, 16 bytes of memory each; what is after
/// them is one last line. 16 MiB of JSON indented by two have about half a million.
pub const LINES: usize = 4 * 1024 * 1024;

/// Digests that registries say one document has, each kept: as many registries as anyone fetches it from.
pub const SAID_DIGESTS: usize = 8;

/// How deep indexes are followed in the tree, and how deep a client's choice is followed.
pub const INDEX_DEPTH: usize = 8;

/// Different documents that descriptors embed in `data`, of all documents together. OCI image specification 1.1.1,
/// descriptor.md: `data` is for small content, such as an empty config; real images embed a handful.
pub const EMBEDDED_DOCUMENTS: usize = 1000;

/// Bytes of one of these documents: it is read in one step.
pub const EMBEDDED_DOCUMENT_BYTES: usize = 256 * 1024;

/// Bytes of all of them.
pub const EMBEDDED_BYTES: usize = 4_000_000;

/// Bytes that are read, written and hashed to explain why documents do not verify, all documents and all their
/// variants together: under half a second in all, a frame's worth at a time. The hundred variants of a manifest of
/// 300 kB fit in; where the size is stated, only variants of that size count.
pub const EXPLAIN_WORK_BYTES: u64 = 64 * 1024 * 1024;

/// Bytes of a document up to which other orders of its members are tried: each of ten is written again in each
/// frame. Manifests and configs have a few thousand, and an index of 200 entries fits in.
pub const EXPLAIN_REORDERED_BYTES: usize = 64 * 1024;

/// Digests that are missing and that each document is looked for as, the first of the tree: to compare with them is one
/// step. An index of 200 platforms with all its manifests, configs and attestations names a thousand.
pub const EXPLAIN_TARGETS: usize = 2000;

/// How much of that is done in one frame: some milliseconds.
pub const EXPLAIN_FRAME_BYTES: u64 = 1024 * 1024;

/// What each document counts for in that at least.
pub const EXPLAINED_AT_LEAST: u64 = 1024;

/// Bytes of a document up to which it is explained: to read it is one step, and manifests have no more.
pub const EXPLAIN_DOCUMENT_BYTES: usize = MANIFEST_BYTES;

/// Bytes above which hashing leaves the main thread: about 4 ms of SHA-256.
pub const HASH_ON_MAIN_THREAD_BYTES: usize = 1024 * 1024;
/// Nodes of the tree. An index of 10,000 entries with all its manifests, configs and seven layers each
/// has 100,000; an index that names the same nested index 10,000 times would have a hundred million.
pub const TREE_NODES: usize = 100_000;

/// Descriptors of one document that are read, each some hundred bytes of memory: more do not fit into the tree, which
/// then says that it is cut short.
pub const DESCRIPTORS: usize = TREE_NODES;

/// Entries of one index among which clients' choice is worked out. containerd reads an index of 8 MiB, which has room for
/// three times as many, and Docker and Podman one of 4; the largest that people make have some dozens.
pub const CHOICE_ENTRIES: usize = 10_000;

/// Entries of an index that is composed by hand: each of them is a row on the page.
pub const DRAFT_ENTRIES: usize = 200;

/// Characters of a draft in the address: one of [`DRAFT_ENTRIES`] has some sixty thousand.
pub const DRAFT_CHARACTERS: usize = 200_000;

/// Images of one index that are compared with each other, each with all that its manifest and config name.
pub const COMPARED_IMAGES: usize = 1000;

/// Layers and steps of one image that are listed in a table: Docker stacks 125, and no client unpacks a thousand.
pub const LAYERS_LISTED: usize = 2000;

/// Values of one part of a document, keys counted: of a descriptor, of annotations, of a step of the history. Real ones
/// have some dozens; to read and judge a part is one step. A larger one is told, and not read.
pub const PART_VALUES: usize = 20_000;

/// Bytes of all documents that are kept for a reload. Browsers give a page's session storage 5 MiB of
/// characters, and base64 makes four of three.
pub const REMEMBERED_BYTES: usize = 3 * 1024 * 1024;

/// Findings of one code that are listed for one document; the others are counted. More are no help to a
/// person, and each costs a message.
pub const FINDINGS_OF_A_KIND: usize = 100;

/// Characters of a document's text that are repeated for each node that it is said of, on the page and in a report: a
/// media type has at most 255 (RFC 6838, 4.2), a digest by SHA-512 135. [`TREE_NODES`] may show what one document says.
pub const REPEATED_CHARACTERS: usize = 300;

/// Distinct platforms of an index for which changes are tried out. Every change is a choice of every client on
/// every machine of the chooser; no index that is made for people comes near this.
pub const ADVICE_PLATFORMS: usize = 200;

/// Entries of an index whose order is tried out: each try is a choice among copies of all of them. Measured with 10,000
/// that all differ, all clients' tries take 650 ms.
pub const ORDER_ENTRIES: usize = 500;

/// Bytes of an extension header of a tar archive (PAX records, a long name), and of the map of a sparse file:
/// `maxSpecialFileSize` of Go's archive/tar, which refuses more.
pub const TAR_EXTENSION_BYTES: usize = 1024 * 1024;

/// Entries of one layer that are listed, some 100 bytes of memory each. The largest images have a tenth of it.
pub const LAYER_ENTRIES: u32 = 1_000_000;

/// Bytes of all paths and links of one layer: 64 for each of [`LAYER_ENTRIES`].
pub const LAYER_NAMES_BYTES: usize = 64 * 1024 * 1024;

/// Bytes of all extended attributes of one layer. File systems hold 64 KiB of one file; images set them on a
/// few programs, 20 bytes each.
pub const LAYER_XATTR_BYTES: usize = 8 * 1024 * 1024;

/// Bytes of a path, or of a link: Linux's `PATH_MAX`, so that no client there can unpack a longer one.
pub const PATH_BYTES: usize = 4096;

/// Directories that a file lies in. npm's deepest are at some 30; each is an indent on the screen.
pub const PATH_DEPTH: usize = 256;

/// Troubles of one kind that are listed of a layer; the others would say the same.
pub const LAYER_TROUBLES: usize = 100;

/// Bytes of a file that are looked at to tell whether it is a program: the header of a PE file stands after
/// a small program for DOS.
pub const PROGRAM_HEADER_BYTES: usize = 4096;

/// Links that are followed from one member of an archive to another; `docker save` wrote one.
pub const ARCHIVE_LINKS: usize = 8;

/// Images of one archive of `docker save`.
pub const ARCHIVE_IMAGES: usize = 1000;

/// Paths of all layers of an image together, some 80 bytes of memory each; a file of the largest layers
/// counts once, however many layers change it.
pub const FILE_NODES: usize = 3_000_000;

/// Symbolic links that are followed on the way of one path: Linux's `MAXSYMLINKS`, so that a ring of them ends.
pub const PATH_SYMLINKS: usize = 40;

/// Look-ups for symbolic links while the layers of an image are applied, for all its entries together: a few files of
/// an image lie after one, and each costs some; these are some tenths of a second.
pub const FILE_LINK_LOOKUPS: u32 = 4_000_000;

/// Files of one drop that are read. An OCI layout of an index with 10,000 entries has 20,000 documents.
pub const DROPPED_FILES: usize = 25_000;

/// Bytes of one drop that are read: they all stay in memory, and a 32-bit program has 4 GiB at most.
pub const DROPPED_BYTES: u64 = 512 * 1024 * 1024;

/// Bytes of a URL that a registry gives: of a token realm, or of the next page. Browsers send more; no
/// registry needs it.
pub const URL_BYTES: usize = 8 * 1024;

/// Bytes of a `WWW-Authenticate` header that are read, and challenges and parameters in it.
pub const CHALLENGE_BYTES: usize = 16 * 1024;
/// See [`CHALLENGE_BYTES`].
pub const CHALLENGES: usize = 16;
/// See [`CHALLENGE_BYTES`].
pub const CHALLENGE_PARAMETERS: usize = 32;

/// Bytes of the service that a challenge names: a host has 253 at most.
pub const SERVICE_BYTES: usize = 256;

/// Scopes that a token is asked for.
pub const SCOPES: usize = 4;

/// Bytes of a token, and of the answer that holds it. Those of Azure have some thousand.
pub const TOKEN_BYTES: usize = 32 * 1024;
/// See [`TOKEN_BYTES`].
pub const TOKEN_ANSWER_BYTES: usize = 128 * 1024;

/// Bytes of the relay's file, and hosts in it.
pub const RELAY_BYTES: usize = 64 * 1024;
/// See [`RELAY_BYTES`].
pub const RELAY_HOSTS: usize = 1000;

/// Redirects that the relays of `deploy/` follow for one request. registry.k8s.io leads to Artifact Registry, which
/// leads to its store: that is two, and some stores add one of their own.
pub const RELAY_REDIRECTS: usize = 5;

/// Bytes of an answer's head that relays take: a redirect's address may hold a signature of some thousand.
pub const RELAY_HEAD_BYTES: usize = 16 * 1024;

/// Bytes of an answer that relays pass on, where they can tell: the largest number of ten digits, since rules can
/// compare no numbers. GHCR takes layers of 10 GB at most.
pub const RELAYED_BYTES: u64 = 9_999_999_999;

/// Seconds that a relay waits for an answer to begin, and between two pieces of it.
pub const RELAY_PATIENCE_SECONDS: u64 = 30;

/// Seconds that a relay takes for an answer, where it can tell: [`RELAYED_BYTES`] at 3 MB a second.
pub const RELAYED_SECONDS: u64 = 3600;

/// How often a request is sent in all where the registry is busy or fails.
pub const TRIES: u32 = 4;

/// The same where the registry says that it was asked too often, and not when to ask again: what a limit holds back
/// for hours does not come by asking.
pub const TRIES_TOO_OFTEN: u32 = 2;

/// The longest wait before a request is sent again, in seconds. Docker Hub's limits are of six hours; nobody
/// sits before the page that long.
pub const RETRY_AFTER_SECONDS: u64 = 60;

/// Errors of a registry's answer that are told, and characters of the registry's own text of each.
pub const REGISTRY_ERRORS: usize = 3;
/// See [`REGISTRY_ERRORS`].
pub const REGISTRY_MESSAGE_CHARS: usize = 300;

/// Bytes of an answer that is no success: enough for what it says of the error.
pub const ERROR_BYTES: u64 = 64 * 1024;

/// Tags that are listed, in all pages; pages; and bytes of one page. Some repositories have as many as ten
/// thousand, one for each build.
pub const TAGS: usize = 20_000;
/// See [`TAGS`].
pub const TAG_PAGES: usize = 500;
/// See [`TAGS`].
pub const TAG_PAGE_BYTES: u64 = 4 * 1024 * 1024;
/// Bytes of a tag: what the specification allows.
pub const TAG_BYTES: usize = 128;

/// Referrers of one manifest that are listed. An image has a few for each of its builds.
pub const REFERRERS: usize = 1000;

/// Requests to registries that are under way at once. Browsers open six connections to a host of HTTP/1.1.
pub const FETCHES_AT_ONCE: usize = 6;

/// Bytes of a fetched layer, as it is stored, that are kept so that its files open without another fetch: most
/// layers have less, and what is larger is fetched again for a file, which few ask for.
pub const LAYER_KEPT_BYTES: u64 = 32 * 1024 * 1024;

/// Bytes of all layers that are kept: beside what the tab has anyway, a few images of usual size.
pub const LAYERS_KEPT_BYTES: u64 = 128 * 1024 * 1024;

/// Layers that are fetched at once: as many as the Docker Engine (its `max-concurrent-downloads`) and containerd
/// do, and half of the connections, so that documents are not kept waiting by gigabytes.
pub const LAYERS_FETCHED_AT_ONCE: usize = 3;

/// Documents, and their bytes, that are fetched in all: an index of 10,000 entries with all its manifests and
/// configs. They stay in memory.
pub const FETCHED_DOCUMENTS: usize = 25_000;
/// See [`FETCHED_DOCUMENTS`].
pub const FETCHED_BYTES: u64 = 512 * 1024 * 1024;

/// Files that the page holds: an OCI layout's layers, or archives. Each costs a handle, and is read only when
/// it is opened.
pub const HELD_FILES: usize = 10_000;

/// Characters of a link's payload. Firefox takes no URL above 1 MiB (`network.standard-url.max-length`),
/// Chromium none above 2 MiB (`url::kMaxURLChars`); some room is left for the page's own address.
pub const SHARE_PAYLOAD_CHARS: usize = 1_000_000;

/// Bytes of all documents in a link together. Measured natively, 1 MiB of JSON is unpacked in about 40 ms, and what
/// is random in 350. An index of ten platforms with all its manifests, configs and attestations has 100 kB.
pub const SHARE_DOCUMENT_BYTES: usize = 1024 * 1024;

/// What one link may cause in all, in bytes that could be hashed in the time: unpacking it, reading, judging and showing
/// its documents and those that they embed, and explaining why they do not verify. Some 700 ms of hashing in
/// WebAssembly, spread over frames; the first three come to 140 million at most, and explaining gets the rest.
pub const LINK_WORK: u64 = 160 * 1024 * 1024;

/// Documents in a link: an index of 200 platforms with all its manifests, configs and attestations.
pub const SHARE_DOCUMENTS: usize = 1024;

/// Bytes of a digest that is expected of a shared document; a SHA-512 digest with its algorithm has 135.
pub const SHARE_PIN_BYTES: usize = 512;

/// Bytes that one layer, or one compressed archive, may unpack to. The largest images that are published
/// (models, CUDA) have layers of some 10 GB; this takes minutes, which the stop button ends.
pub const LAYER_UNPACKED_BYTES: u64 = 128 * 1024 * 1024 * 1024;

/// Bytes that each compressed byte may unpack to, beyond [`LAYER_EXPANSION_FREE_BYTES`]. Text makes 4 and
/// logs 20; zeros make 1,029 in gzip and a million in Zstandard, and only a bomb has gigabytes of them.
pub const LAYER_EXPANSION: u64 = 500;

/// Bytes that may unpack at any ratio: a layer may well hold an empty disk image or a swap file.
pub const LAYER_EXPANSION_FREE_BYTES: u64 = 1024 * 1024 * 1024;

/// Bytes of a layer's tar after which the hash value of SHA-256 is kept, 32 bytes each time: it proves any file of the
/// layer when that is read again, which then takes a piece or two to hash. A layer of 1 GB
/// has 128 kB of them. Measured: keeping them takes no time that can be told from noise.
pub const LAYER_PIECE_BYTES: usize = 256 * 1024;

/// Bytes of a layer that one worker handed to another and that are not hashed yet: some 10 ms of work, which is
/// as long as a message may take, so that neither waits. They are a part of the tab's memory.
pub const LAYER_IN_FLIGHT_BYTES: usize = 4 * 1024 * 1024;

/// Bytes of small layers that all workers together hold as a whole, as they are stored and unpacked, so that the browser
/// hashes them: measured, 661 MB/s of SHA-256 by the processor's own instructions, and 180 to 270 in WebAssembly. The
/// browser takes a copy of what it hashes, so that it is twice as much for some moments.
pub const LAYERS_WHOLE_BYTES: u64 = 64 * 1024 * 1024;

/// Bytes of its tar that a small layer gets room for, for each byte of it: file systems make 2 to 3.5 in gzip. The
/// tar that has more is hashed in WebAssembly after all.
pub const LAYER_WHOLE_EXPANSION: u64 = 4;

/// The largest window that a Zstandard frame may ask for, which is the memory that unpacking it takes:
/// what `zstd -d` allows without `--long` (its `ZSTD_MAXWINDOWSIZE_DEFAULT`), 128 MiB.
pub const ZSTD_WINDOW_BYTES: u64 = 128 * 1024 * 1024;

/// Bytes of what is typed or pasted as a reference: the longest name, tag and digest, in a long command.
pub const TYPED_REFERENCE_BYTES: usize = 4096;

/// Bytes of JSON that is looked through for images: `kubectl get pods -o json` of some thousand pods.
pub const PRINTED_BYTES: usize = 16 * 1024 * 1024;

/// Bytes of an output for people that is looked through line by line: some frames of work. A list of images has a
/// tenth of it.
pub const PRINTED_TEXT_BYTES: usize = 1024 * 1024;

/// Images of a tool's output that are offered to be fetched; the others are counted.
pub const PRINTED_IMAGES: usize = 200;

/// Manifests of a repository that are listed of what `az acr` prints; the others are counted, and stand in the text.
pub const ACR_ROWS: usize = 1000;

/// Images of a layout that are listed to choose from; the others are counted, and stand in the tree.
pub const LISTED_IMAGES: usize = 64;

/// Documents that are taken out of one text.
pub const PRINTED_PARTS: usize = 200;

/// Members of an archive that are listed. An OCI layout of [`DROPPED_FILES`] documents fits in.
pub const ARCHIVE_MEMBERS: usize = 50_000;

/// Bytes of a member of an archive that is taken for a document: SBOMs in attestations are that large.
pub const ARCHIVE_DOCUMENT_BYTES: usize = 16 * 1024 * 1024;

/// Bytes of all documents of an archive: they stay in memory, and are copied once on their way to the page.
pub const ARCHIVE_DOCUMENTS_BYTES: usize = 64 * 1024 * 1024;

/// Bytes of a layer's table of contents, which a worker reads: some 300 for each file.
pub const TABLE_BYTES: usize = 64 * 1024 * 1024;

/// Bytes of layers, as they are stored, that are read without being asked for: a second or two.
pub const OPENED_AT_ONCE_BYTES: u64 = 64 * 1024 * 1024;

/// Lines of a file that is compared with another one, line by line; what is after them is one last line.
pub const DIFFED_LINES: usize = 400_000;

/// Bytes of a report's parts: that of [`TREE_NODES`] has hundreds of megabytes, which are never copied together.
pub const REPORT_PART_BYTES: usize = 1024 * 1024;

/// Rows of each list of the Markdown report, which people read; longer ones are in the JSON.
pub const REPORT_ROWS: usize = 500;

/// Notices that are shown; the older ones are counted. A dropped folder may have a thousand things said of it, and
/// nobody reads more than some.
pub const NOTICES: usize = 20;

/// Bytes of the name of a file that is saved. ext4, APFS and NTFS take 255, and browsers add to names.
pub const FILE_NAME_BYTES: usize = 200;

/// Findings that one list shows; the report has them all.
pub const FINDINGS_LISTED: usize = 500;

/// Characters that are shown of one text, where its place sets no other bound.
pub const TEXT_SHOWN_CHARACTERS: usize = 4000;

/// Bytes of a command line that is offered to be copied: Windows takes no longer one.
/// <https://learn.microsoft.com/en-us/windows/win32/api/processthreadsapi/nf-processthreadsapi-createprocessw>
pub const COMMAND_LINE_BYTES: usize = 32_767;
