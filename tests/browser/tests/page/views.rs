//! Every main view: accessible, as wide as its window, and drawn for people to look at.

use browser_tests::{Page, view};

use crate::steps::{Step, choose, is_in_state, open_example, open_tab, panel_says};

#[test]
fn start() {
    view("start", async |page| {
        page.open("").await?;
        page.one("heading", "Or look at an example").await?;
        Ok(())
    });
}

#[test]
fn index_overview() {
    view("index-overview", async |page| {
        open_example(page, "multi-arch").await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        Ok(())
    });
}

#[test]
fn manifest_overview() {
    view("manifest-overview", async |page| {
        open_example(page, "multi-arch").await?;
        choose(page, "linux/arm64/v8").await?;
        Ok(())
    });
}

#[test]
fn manifest_layers() {
    view("manifest-layers", async |page| {
        open_example(page, "multi-arch").await?;
        choose(page, "linux/arm64/v8").await?;
        open_tab(page, "Layers").await?;
        Ok(())
    });
}

#[test]
fn config() {
    view("config", async |page| {
        open_example(page, "multi-arch").await?;
        choose(page, "linux/arm64/v8").await?;
        open_tab(page, "Config").await?;
        panel_says(page, "Environment").await?;
        Ok(())
    });
}

#[test]
fn annotations() {
    view("annotations", async |page| {
        open_example(page, "faults").await?;
        open_tab(page, "Annotations").await?;
        Ok(())
    });
}

#[test]
fn raw() {
    view("raw", async |page| {
        open_example(page, "faults").await?;
        open_tab(page, "Raw").await?;
        panel_says(page, "schemaVersion").await?;
        Ok(())
    });
}

#[test]
fn hex() {
    view("hex", async |page| {
        open_example(page, "multi-arch").await?;
        open_tab(page, "Raw").await?;
        page.click("button", "Hex").await?;
        panel_says(page, "7b 0a").await?;
        Ok(())
    });
}

#[test]
fn findings() {
    view("findings", async |page| {
        open_example(page, "faults").await?;
        open_tab(page, "Findings").await?;
        panel_says(page, "Errors").await?;
        Ok(())
    });
}

#[test]
fn all_findings() {
    view("all-findings", async |page| {
        open_example(page, "faults").await?;
        page.click("button", "findings").await?;
        page.one("dialog", "Findings").await?;
        Ok(())
    });
}

#[test]
fn faults_overview() {
    view("faults-overview", async |page| {
        open_example(page, "faults").await?;
        choose(page, "linux/amd64").await?;
        Ok(())
    });
}

#[test]
fn missing() {
    view("missing", async |page| {
        open_example(page, "azure-article").await?;
        Ok(())
    });
}

#[test]
fn mismatch() {
    view("mismatch", async |page| {
        open_example(page, "reindented").await?;
        page.one("button", "Take the recovered bytes").await?;
        Ok(())
    });
}

#[test]
fn attestation() {
    view("attestation", async |page| {
        open_example(page, "attestations").await?;
        choose(page, "linux/amd64").await?;
        page.press(&[browser_tests::Key::Right]).await?;
        choose(page, "attestation").await?;
        Ok(())
    });
}

#[test]
fn share_dialog() {
    view("share-dialog", async |page| {
        open_example(page, "multi-arch").await?;
        page.click("button", "Share").await?;
        page.one("dialog", "Share").await?;
        Ok(())
    });
}

#[test]
fn selection() {
    view("selection", async |page| {
        open_example(page, "windows-and-linux").await?;
        page.click("button", "Why each entry").await?;
        unfold(page, "All clients").await?;
        Ok(())
    });
}

#[test]
fn matrix() {
    view("matrix", async |page| {
        open_example(page, "multi-arch").await?;
        page.click("button", "All hosts").await?;
        page.one("grid", "").await?;
        Ok(())
    });
}

/// Unfolds a part that is folded on narrow pages.
async fn unfold(page: &Page, title: &str) -> Step {
    if page.one("button", title).await?.is("expanded") == Some(false) {
        page.click("button", title).await?;
    }
    Ok(())
}

#[test]
fn crash() {
    view("crash", async |page| {
        page.open("").await?;
        page.script(
            "dispatchEvent(new CustomEvent('bayplan-panic', { detail: { message: 'panicked at src/x.rs:1', documents: '{}' } }))",
            &[],
        )
        .await?;
        page.one("heading", "Bayplan has crashed").await?;
        Ok(())
    });
}
