//! What is read of documents that claim something of an image.

/// Bytes of a document up to which the page lists what it claims: packages, vulnerabilities, materials. That is done
/// again for each frame that shows it.
pub const CLAIMS_LISTED_BYTES: usize = 4 * 1024 * 1024;

/// Items of one list of a document of evidence that are kept (packages of an SBOM, statements of a VEX, materials), each some
/// hundred bytes of memory; the others are counted. The largest SBOMs in use have some 50,000 packages.
pub const EVIDENCE_ITEMS: usize = 200_000;

/// Nesting of components in a CycloneDX document, and of branches in a product tree of CSAF, that is followed.
pub const EVIDENCE_DEPTH: usize = 32;

/// Bytes of all annotations that one signature of cosign is made of: a certificate, its chain and a log's entry have some
/// ten thousand. OCI's manifests are bounded by [`MANIFEST_BYTES`] as a whole.
pub const EVIDENCE_ANNOTATION_BYTES: usize = 1024 * 1024;
