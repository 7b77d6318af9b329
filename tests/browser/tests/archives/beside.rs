//! Two images out of archives beside each other: their files, one file of both, and their packages.

use std::fs;
use std::path::PathBuf;

use bayplan::image::digest::HashAlgorithm;
use bayplan::verify::hash::digest_of;
use browser_tests::{Key, Page, Result, view, visit};
use serde_json::{Value, json};

use crate::steps::{choose, open_tab, panel_says, row};
use crate::tar::{ended, entry};

fn digest(bytes: &[u8]) -> String {
    digest_of(HashAlgorithm::Sha256, bytes).to_string()
}

/// A folder with an archive and a bill of materials of each of two images, which goes with it.
struct Two(PathBuf);

impl Drop for Two {
    fn drop(&mut self) {
        // It is in the system's folder for what is temporary.
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Two {
    fn new() -> Result<Self> {
        static MADE: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
        let number = MADE.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("bayplan-beside-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let two = Self(folder);
        let config = |name: &str, lines: usize| {
            (0..lines).map(|at| format!("{name}.option.{at} = {}\n", at * 7 % 10)).collect::<String>()
        };
        let old = config("server", 40);
        let new = old.replace("option.11 = 7", "option.11 = 8").replace("server.option.30 = 0\n", "");
        let binary: Vec<u8> = (0..600_u32).map(|at| (at * 31 % 251) as u8).collect();
        let mut other = binary.clone();
        other[100] = 0;
        other.push(1);
        two.write(
            "first",
            "1.0",
            &[("etc/server.conf", old.as_bytes()), ("usr/bin/server", &binary), ("usr/share/old", b"old")],
        )?;
        two.write(
            "second",
            "1.1",
            &[
                ("etc/server.conf", new.as_bytes()),
                ("usr/bin/server", &other),
                ("usr/share/new/page", &[b'x'; 5000]),
            ],
        )?;
        Ok(two)
    }

    fn write(&self, name: &str, version: &str, files: &[(&str, &[u8])]) -> Result<()> {
        let layer = ended(files.iter().map(|(path, bytes)| entry(path, bytes)).collect::<Vec<_>>().concat());
        let config = json!({
            "architecture": "amd64", "os": "linux", "config": {"Env": [format!("VERSION={version}")]},
            "rootfs": {"type": "layers", "diff_ids": [digest(&layer)]}
        })
        .to_string();
        let of = |kind: &str, bytes: &[u8]| json!({"mediaType": format!("application/vnd.oci.image.{kind}"), "digest": digest(bytes), "size": bytes.len()});
        let manifest = json!({
            "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "config": of("config.v1+json", config.as_bytes()), "layers": [of("layer.v1.tar", &layer)]
        })
        .to_string();
        let mut described = of("manifest.v1+json", manifest.as_bytes());
        described["annotations"] = json!({"org.opencontainers.image.ref.name": name});
        let index = json!({"schemaVersion": 2, "manifests": [described]}).to_string();
        let mut all = vec![
            entry("oci-layout", b"{\"imageLayoutVersion\":\"1.0.0\"}"),
            entry("index.json", index.as_bytes()),
        ];
        for blob in [config.as_bytes(), manifest.as_bytes(), &layer] {
            all.push(entry(&format!("blobs/sha256/{}", digest(blob).trim_start_matches("sha256:")), blob));
        }
        fs::write(self.0.join(format!("{name}.tar")), ended(all.concat()))?;
        fs::write(
            self.0.join(format!("{name}.spdx.json")),
            sbom(&digest(manifest.as_bytes()), version).to_string(),
        )?;
        Ok(())
    }

    fn paths(&self) -> Vec<PathBuf> {
        ["first.tar", "second.tar", "first.spdx.json", "second.spdx.json"]
            .map(|name| self.0.join(name))
            .to_vec()
    }
}

fn sbom(digest: &str, version: &str) -> Value {
    let package = |name: &str, version: &str| {
        json!({
            "SPDXID": format!("SPDXRef-{name}"), "name": name, "versionInfo": version,
            "externalRefs": [{"referenceType": "purl", "referenceLocator": format!("pkg:deb/debian/{name}@{version}")}]
        })
    };
    let of = json!({
        "SPDXID": "SPDXRef-image", "name": "image",
        "checksums": [{"algorithm": "SHA256", "checksumValue": digest.trim_start_matches("sha256:")}]
    });
    let own = if version == "1.0" { "left" } else { "right" };
    json!({
        "spdxVersion": "SPDX-2.3", "name": "image", "creationInfo": {"creators": ["Tool: syft-1.2"]},
        "documentDescribes": ["SPDXRef-image"],
        "packages": [of, package("server", version), package("libc6", "2.36"), package(own, "3-1")]
    })
}

/// Drops both images, and shows them beside each other with their files.
async fn open(page: &Page) -> Result<Two> {
    let two = Two::new()?;
    page.open("").await?;
    page.drop_files(&two.paths()).await?;
    row(page, "first").await?;
    row(page, "second").await?;
    choose(page, "second").await?;
    open_tab(page, "Compare").await?;
    page.click("button", "Mark it").await?;
    choose(page, "first").await?;
    panel_says(page, "pulling the second loads").await?;
    panel_says(page, "2 changed").await?;
    Ok(two)
}

#[test]
fn files_and_packages() {
    view("comparison-files", async |page| {
        let two = open(page).await?;
        panel_says(page, "1 upgraded, 1 added, 1 removed; 2 packages in the same version").await?;
        page.script("document.querySelector('.packages-beside').scrollIntoView()", &[]).await?;
        Ok(two)
    });
}

#[test]
fn one_file_of_both() {
    view("comparison-text", async |page| {
        let two = open(page).await?;
        page.click("button", "etc/server.conf").await?;
        panel_says(page, "2 lines removed, 1 added").await?;
        page.script("document.querySelector('.content-beside').scrollIntoView()", &[]).await?;
        Ok(two)
    });
}

#[test]
fn bytes_of_both() {
    view("comparison-bytes", async |page| {
        let two = open(page).await?;
        page.click("button", "usr/bin/server").await?;
        panel_says(page, "Bytes are compared at the same places").await?;
        page.script("document.querySelector('.content-beside').scrollIntoView()", &[]).await?;
        Ok(two)
    });
}

/// Presses Tab until what has the focus says this.
async fn tab_until(page: &Page, words: &str) -> Result<()> {
    for _ in 0..120 {
        let said = page
            .script("const here = document.activeElement; return here.matches('button, input') ? (here.ariaLabel ?? '') + here.innerText : ''", &[])
            .await?;
        if said.as_str().is_some_and(|said| said.contains(words)) {
            return Ok(());
        }
        page.press(&[Key::Tab]).await?;
    }
    Err(format!("No Tab leads to “{words}”.").into())
}

#[test]
fn the_keys_lead_to_a_file_and_back() {
    visit(async |page| {
        let _two = open(page).await?;
        tab_until(page, "Filter the files").await?;
        page.type_text("etc/").await?;
        panel_says(page, "1 shown").await?;
        tab_until(page, "etc/server.conf").await?;
        page.press(&[Key::Enter]).await?;
        panel_says(page, "2 lines removed, 1 added").await?;
        let focused = page.script("return document.activeElement.innerText", &[]).await?;
        assert!(focused.as_str().is_some_and(|said| said.contains("etc/server.conf")), "{focused}");
        assert!(page.url().await?.contains("file=etc/server.conf"), "{}", page.url().await?);
        tab_until(page, "All files that differ").await?;
        page.press(&[Key::Enter]).await?;
        panel_says(page, "1 shown").await?;
        page.back().await?;
        panel_says(page, "2 lines removed, 1 added").await?;
        Ok(())
    });
}
