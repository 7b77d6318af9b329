//! What takes long shows how far it is, can be stopped, and leaves the page to its user.

use std::fs::File;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;

use browser_tests::{Result, until, visit};
use serde_json::json;

use crate::image::Image;
use crate::steps::{choose, fill, is_in_state, open_tab, panel_says, row, rows};

/// Bytes of a layer that takes a machine some seconds to hash; on disk it takes no room.
const LONG: u64 = 3_000_000_000;

/// An OCI archive with one layer of zeros that is not the layer that its name says.
fn long_archive(image: &Image) -> Result<PathBuf> {
    let name = |digit: &str| digit.repeat(64);
    let layer = json!({
        "mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": format!("sha256:{}", name("a")), "size": LONG,
    });
    let config = json!({ "mediaType": "application/vnd.oci.image.config.v1+json",
        "digest": format!("sha256:{}", name("b")), "size": 7 });
    let manifest = json!({ "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": config, "layers": [layer] })
    .to_string();
    let index = json!({ "schemaVersion": 2, "manifests": [{
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "digest": format!("sha256:{}", name("c")), "size": manifest.len(),
    }] })
    .to_string();
    let path = image.file("long.tar", b"")?;
    let mut file = File::create(&path)?;
    for (name, bytes, size) in [
        ("index.json".to_owned(), index.as_bytes(), index.len() as u64),
        (format!("blobs/sha256/{}", name("c")), manifest.as_bytes(), manifest.len() as u64),
        (format!("blobs/sha256/{}", name("a")), &[][..], LONG),
    ] {
        file.write_all(&header(&name, size))?;
        file.write_all(bytes)?;
        // The rest is a hole, up to the next header.
        file.seek(SeekFrom::Current((size.next_multiple_of(512) - bytes.len() as u64).cast_signed()))?;
    }
    file.write_all(&[0; 1024])?;
    Ok(path)
}

/// The header of a regular file.
fn header(name: &str, size: u64) -> [u8; 512] {
    let mut header = [0; 512];
    header[..name.len()].copy_from_slice(name.as_bytes());
    header[100..107].copy_from_slice(b"0000644");
    header[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
    header[148..156].fill(b' ');
    header[156] = b'0';
    header[257..265].copy_from_slice(b"ustar\x0000");
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    header[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    header
}

#[test]
fn reading_shows_how_far_it_is_and_stops_at_once() {
    visit(async |page| {
        let image = Image::new()?;
        page.open("").await?;
        page.drop_files(&[long_archive(&image)?]).await?;
        row(page, "OCI layout").await?;
        choose(page, "OCI manifest").await?;
        page.press(&[browser_tests::Key::Right]).await?;
        is_in_state(page, "layer 1", "here, not hashed yet").await?;
        open_tab(page, "Files").await?;
        panel_says(page, "Every layer is hashed and unpacked once").await?;
        page.click("button", "Open the layer").await?;
        is_in_state(page, "layer 1", "hashing").await?;
        until("some of it to be read", async || {
            let script = "return document.querySelector('.progress-bytes')?.innerText";
            match page.script(script, &[]).await?.as_str() {
                Some(bytes) if !bytes.starts_with("0 B") => Ok(()),
                other => Err(format!("It says {other:?}.").into()),
            }
        })
        .await?;
        // Meanwhile the page is its user's.
        fill(page, "#filter", "nothing has this name").await?;
        page.says("Nothing matches the filter.").await?;
        fill(page, "#filter", "").await?;
        row(page, "layer 1").await?;
        assert!(page.count("[role=progressbar]").await? > 0, "it is still being read");
        page.script("document.querySelector('.progress button').click()", &[]).await?;
        is_in_state(page, "layer 1", "here, not hashed yet").await?;
        assert_eq!(page.count("[role=progressbar]").await?, 0);
        assert!(!rows(page).await?.is_empty());
        Ok(())
    });
}
