//! What is read of documents that claim something of an image.

/// Pieces of evidence of all that is open at once; the others are counted. An image of a dozen platforms has some dozens.
pub const EVIDENCE_PIECES: usize = 2000;

/// Manifests of which evidence is looked for at once at a registry: each is four requests or more.
pub const EVIDENCE_LOOKED: usize = 60;

/// References by which registries gave the same bytes that are kept for one document: the tags for evidence of all
/// manifests that are looked for at once, three each.
pub const REFERENCES_OF_A_BLOB: usize = 3 * EVIDENCE_LOOKED;

/// Packages that are looked through and sorted before the next frame; more of them beside the page.
pub const PACKAGES_AT_ONCE: usize = 1000;

/// Rows of the matrix of platforms by kinds of evidence: more are on no page that anybody reads.
pub const EVIDENCE_ROWS: usize = 200;

/// Pieces of evidence that are shown one below the other for one node.
pub const EVIDENCE_SHOWN: usize = 100;

/// Signatures that the verifier is asked for at once: each takes it some tens of milliseconds.
pub const VERIFIED_AT_ONCE: usize = 100;

/// Items of one list of a document of evidence that are kept (packages of an SBOM, statements of a VEX, materials), each some
/// hundred bytes of memory; the others are counted. The largest SBOMs in use have some 50,000 packages.
pub const EVIDENCE_ITEMS: usize = 200_000;

/// Nesting of components in a CycloneDX document, and of branches in a product tree of CSAF, that is followed.
pub const EVIDENCE_DEPTH: usize = 32;

/// Bytes of all annotations that one signature of cosign is made of: a certificate, its chain and a log's entry have some
/// ten thousand. OCI's manifests are bounded by [`MANIFEST_BYTES`] as a whole.
pub const EVIDENCE_ANNOTATION_BYTES: usize = 1024 * 1024;
