//! Tars by hand, where no tool would pack such a thing.

/// A ustar archive in the making.
#[derive(Clone, Default)]
pub struct Tar(Vec<u8>);

impl Tar {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn entry(mut self, path: &str, flag: u8, mode: u32, link: &str, content: &[u8]) -> Self {
        let mut block = [0_u8; 512];
        let mut put = |at: usize, text: &str| block[at..at + text.len()].copy_from_slice(text.as_bytes());
        put(0, path);
        put(100, &format!("{mode:07o}\0"));
        put(108, "0000000\0");
        put(116, "0000000\0");
        put(124, &format!("{:011o}\0", content.len()));
        put(136, "14000000000\0");
        put(157, link);
        put(257, "ustar\x0000");
        block[156] = flag;
        seal(&mut block);
        self.0.extend(block);
        self.0.extend(content);
        self.0.resize(self.0.len().next_multiple_of(512), 0);
        self
    }

    pub fn file(self, path: &str, content: &str) -> Self {
        self.entry(path, b'0', 0o644, "", content.as_bytes())
    }

    pub fn directory(self, path: &str) -> Self {
        self.entry(path, b'5', 0o755, "", b"")
    }

    pub fn symlink(self, path: &str, to: &str) -> Self {
        self.entry(path, b'2', 0o777, to, b"")
    }

    pub fn hard_link(self, path: &str, to: &str) -> Self {
        self.entry(path, b'1', 0o644, to, b"")
    }

    pub fn end(mut self) -> Vec<u8> {
        self.0.extend([0; 1024]);
        self.0
    }
}

/// Writes the checksum of a header.
pub fn seal(block: &mut [u8]) {
    block[148..156].copy_from_slice(b"        ");
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
}
