//! Documents that were too long to be judged on their arrival.

use super::blob::Blobs;

impl Blobs {
    /// Whether some document is not judged yet.
    #[must_use]
    pub fn has_unjudged(&self) -> bool {
        self.blobs.iter().any(|blob| !blob.judged)
    }

    /// Works out what is to be said of documents that were too long for it on their arrival: of one at least, and of
    /// more while they have no more bytes than `most` together.
    pub fn judge(&mut self, most: usize) {
        let mut bytes = 0_usize;
        for blob in self.blobs.iter_mut().filter(|blob| !blob.judged) {
            bytes = bytes.saturating_add(blob.bytes.len());
            if bytes > most && bytes > blob.bytes.len() {
                return;
            }
            blob.judge();
        }
    }
}
