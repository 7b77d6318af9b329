//! A tar is read the same in pieces of any length, takes all bytes, and keeps its places.

use bayplan::archive::tar::{Entry, Event, Scanner, Trouble};

type Told = (Vec<(Entry, Vec<(u64, Vec<u8>)>)>, Vec<Trouble>);

fn scan(tar: &[u8], piece: usize) -> Told {
    let (mut entries, mut troubles): Told = Default::default();
    let mut scanner = Scanner::new();
    let mut sink = |event: Event<'_>| match event {
        Event::Entry(entry) => {
            assert!(entry.at < entry.content_at);
            entries.push((entry.clone(), Vec::new()));
        }
        Event::Content { at, offset, bytes } => {
            let start = usize::try_from(at).expect("a place");
            assert_eq!(&tar[start..start + bytes.len()], bytes);
            let (entry, contents) = entries.last_mut().expect("an entry before its content");
            assert!(offset + bytes.len() as u64 <= entry.size);
            match contents.last_mut() {
                Some((from, content)) if *from + content.len() as u64 == offset => content.extend(bytes),
                _ => contents.push((offset, bytes.to_vec())),
            }
        }
        Event::Trouble(trouble) => troubles.push(trouble),
    };
    for piece in tar.chunks(piece) {
        scanner.push(piece, &mut sink);
    }
    scanner.finish(&mut sink);
    assert_eq!(scanner.at(), tar.len() as u64);
    assert!(troubles.iter().filter(|trouble| trouble.kind.ends_reading()).count() <= 1);
    (entries, troubles)
}

/// Checksums are made right, so that what is after them is reached.
fn sealed(bytes: &[u8]) -> Vec<u8> {
    let mut tar = bytes.to_vec();
    for block in tar.chunks_exact_mut(512).filter(|block| block.starts_with(b"h")) {
        block[148..156].copy_from_slice(b"        ");
        let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
        block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    }
    tar
}

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    crate::with(bytes, on);
}

fn on(input: (&[u8], u16)) {
    let (bytes, piece) = input;
    for tar in [bytes.to_vec(), sealed(bytes)] {
        assert_eq!(scan(&tar, usize::from(piece) + 1), scan(&tar, tar.len().max(1)));
    }
}
