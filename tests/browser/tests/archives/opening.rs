//! What is dropped is recognised, and every byte of it proved.

use std::fs;
use std::path::PathBuf;

use browser_tests::{Page, Result, visit};

use crate::image::Image;
use crate::steps::{choose, is_in_state, open_tab, panel_says, row};

const LAYERS: [&str; 4] = ["layer 1", "layer 2", "layer 3", "layer 4"];

/// Drops a file and opens the image in it, whose first layer is seen then.
async fn drop_image(page: &Page, path: PathBuf, root: &str, above: &str) -> Result<()> {
    page.open("").await?;
    page.drop_files(&[path]).await?;
    row(page, root).await?;
    open_below(page, above).await
}

/// Opens the rows down to the layers.
async fn open_below(page: &Page, above: &str) -> Result<()> {
    use browser_tests::Key;
    choose(page, above).await?;
    page.press(&[Key::Right]).await
}

async fn all_verified(page: &Page) -> Result<()> {
    for layer in LAYERS {
        is_in_state(page, layer, "verified").await?;
    }
    Ok(())
}

#[test]
fn an_oci_archive_is_proved_layer_by_layer() {
    visit(async |page| {
        let image = Image::new()?;
        drop_image(page, image.archive("oci-archive")?, "OCI layout", "test:latest").await?;
        all_verified(page).await?;
        choose(page, "layer 1").await?;
        open_tab(page, "Overview").await?;
        panel_says(page, "computed here, as the config has it").await?;
        Ok(())
    });
}

/// The name that a docker-save archive gives to the image.
const SAVED: &str = "docker.io/library/test:latest";

#[test]
fn a_docker_archive_is_proved_by_its_config() {
    visit(async |page| {
        let image = Image::new()?;
        drop_image(page, image.archive("docker-archive")?, SAVED, SAVED).await?;
        is_in_state(page, SAVED, "agrees with its name").await?;
        all_verified(page).await?;
        choose(page, "layer 1").await?;
        panel_says(page, "the diff ID in the config").await?;
        Ok(())
    });
}

#[test]
fn archives_that_are_compressed_as_a_whole_are_unpacked_on_the_way() {
    for (program, suffix) in [("gzip", ".gz"), ("zstd", ".zst")] {
        visit(async |page| {
            let image = Image::new()?;
            let packed = image.packed(&image.archive("oci-archive")?, program, suffix)?;
            drop_image(page, packed, "OCI layout", "test:latest").await?;
            all_verified(page).await?;
            Ok(())
        });
    }
}

#[test]
fn a_layout_that_is_dropped_as_a_folder_has_its_layers_proved() {
    visit(async |page| {
        let image = Image::new()?;
        drop_image(page, image.layout(), "OCI layout", "test").await?;
        all_verified(page).await?;
        Ok(())
    });
}

#[test]
fn a_layer_by_itself_is_listed_and_finds_its_manifest() {
    visit(async |page| {
        let image = Image::new()?;
        let bytes = fs::read(image.largest_blob()?)?;
        page.open("").await?;
        page.drop_files(&[image.file("layer.tar.gz", &bytes)?]).await?;
        row(page, "Layer").await?;
        panel_says(page, "bin").await?;
        // Its digest tells where it belongs, once something names it.
        page.drop_files(&[image.layout()]).await?;
        row(page, "OCI layout").await?;
        page.gone("treeitem", "Layer layer.tar.gz").await?;
        Ok(())
    });
}

#[test]
fn one_byte_that_was_flipped_is_found() {
    visit(async |page| {
        let image = Image::new()?;
        let path = image.largest_blob()?;
        let mut bytes = fs::read(&path)?;
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, bytes)?;
        drop_image(page, image.layout(), "OCI layout", "test").await?;
        is_in_state(page, "layer 1", "digest mismatch").await?;
        is_in_state(page, "layer 2", "verified").await?;
        Ok(())
    });
}

#[test]
fn an_archive_that_breaks_off_says_so_and_shows_what_is_there() {
    visit(async |page| {
        let image = Image::new()?;
        let mut bytes = fs::read(image.archive("docker-archive")?)?;
        bytes.truncate(bytes.len() - 1536);
        page.open("").await?;
        page.drop_files(&[image.file("cut.tar", &bytes)?]).await?;
        page.says("cut short").await?;
        Ok(())
    });
}
