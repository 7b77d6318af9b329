//! How long a link is: beside its floor, plain deflate and lz-string, on the sample sets of
//! `tests/fixtures/share`, or on the folders given as arguments. Lengths are in characters of the link.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use bayplan::share::{Shared, SharedDocument, floor, pack, unpack};

fn documents(folder: &Path) -> Result<Vec<SharedDocument>, Box<dyn Error>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect::<Result<_, std::io::Error>>()?;
    files.sort();
    files.into_iter().map(|file| Ok(SharedDocument { bytes: fs::read(file)?, pin: None })).collect()
}

fn fastest<T>(times: u32, mut work: impl FnMut() -> T) -> Duration {
    (0..times)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(work());
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut folders: Vec<PathBuf> =
        env::args().skip(1).filter(|argument| !argument.starts_with("--")).map(PathBuf::from).collect();
    if folders.is_empty() {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/share");
        folders =
            fs::read_dir(samples)?.map(|folder| Ok(folder?.path())).collect::<Result<_, std::io::Error>>()?;
        folders.sort();
    }
    println!(
        "{:<24} {:>7} {:>7} {:>7} {:>7} {:>9} {:>9} {:>9} {:>9}",
        "documents", "bytes", "floor", "link", "ratio", "deflate", "lz-string", "pack ms", "unpack ms"
    );
    for folder in folders {
        let shared = Shared { documents: documents(&folder)? };
        let all: Vec<u8> = shared.documents.iter().flat_map(|document| document.bytes.clone()).collect();
        let payload = pack(&shared)?;
        assert_eq!(unpack(&payload)?, shared, "{}", folder.display());
        let floor = floor(&shared.documents);
        let deflate = BASE64_URL_SAFE_NO_PAD.encode(miniz_oxide::deflate::compress_to_vec(&all, 9)).len();
        let lz_string = lz_str::compress_to_encoded_uri_component(&*String::from_utf8_lossy(&all)).len();
        println!(
            "{:<24} {:>7} {:>7} {:>7} {:>7.3} {:>9} {:>9} {:>9.1} {:>9.1}",
            folder.file_name().unwrap_or_default().to_string_lossy(),
            all.len(),
            floor,
            payload.len(),
            payload.len() as f64 / floor.max(1) as f64,
            deflate,
            lz_string,
            fastest(5, || pack(&shared)).as_secs_f64() * 1e3,
            fastest(5, || unpack(&payload)).as_secs_f64() * 1e3,
        );
    }
    Ok(())
}
