//! A browser that lacks what the page needs, and a network that loses a part of it.

use browser_tests::{documents, only_in_chromium, until, visit};

use crate::steps::row;

#[test]
fn without_web_assembly_the_page_says_what_it_needs() {
    visit(async |page| {
        page.before_its_scripts("delete window.WebAssembly").await?;
        page.go().await?;
        page.says("needs WebAssembly with SIMD").await?;
        page.says("Firefox 120").await?;
        page.one("alert", "").await?;
        page.accessible().await?;
        Ok(())
    });
}

/// An engine of before 2021 has WebAssembly and no SIMD.
#[test]
fn without_simd_the_page_says_so_too() {
    visit(async |page| {
        page.before_its_scripts("WebAssembly.validate = () => false").await?;
        page.go().await?;
        page.says("needs WebAssembly with SIMD").await?;
        Ok(())
    });
}

#[test]
fn without_scripts_the_page_says_what_it_needs() {
    if !only_in_chromium("no other driver switches scripts off and still tells what is there") {
        return;
    }
    visit(async |page| {
        page.without_scripts().await?;
        page.go().await?;
        until("words on JavaScript", async || {
            let words = page.all("StaticText").await?;
            let words: Vec<&str> = words.iter().map(|text| text.name.as_str()).collect();
            let found = words.iter().any(|words| words.contains("needs JavaScript and WebAssembly"));
            if found { Ok(()) } else { Err(format!("It says {words:?}").into()) }
        })
        .await?;
        Ok(())
    });
}

#[test]
fn a_second_part_that_does_not_come_is_told_of_and_asked_for_again() {
    visit(async |page| {
        let index = documents::example("multi-arch")?.first().ok_or("no example")?.text()?.to_owned();
        page.open("").await?;
        page.lose(&["split_documents.wasm"]);
        page.paste(&index).await?;
        page.says("could not be loaded in full").await?;
        page.accessible().await?;
        // Still lost: it is told again.
        page.click("button", "Try again").await?;
        page.says("could not be loaded in full").await?;
        page.lose(&[]);
        page.click("button", "Try again").await?;
        // What was pasted meanwhile is not lost.
        row(page, "OCI index").await?;
        page.gone("button", "Try again").await?;
        let complaints = page.complaints().await?;
        assert!(complaints.iter().all(|said| said.contains("split_documents.wasm")), "{complaints:?}");
        Ok(())
    });
}

/// As a host answers that did not put all files in place, or put newer ones there since.
#[test]
fn a_second_part_that_the_host_does_not_have_is_told_of_and_what_was_pasted_kept() {
    visit(async |page| {
        let index = documents::example("multi-arch")?.first().ok_or("no example")?.text()?.to_owned();
        page.before_its_scripts(
            "const get = window.fetch;
             window.fetch = (url, ...rest) => String(url).endsWith('split_documents.wasm') && !window.inPlace
               ? Promise.resolve(new Response('<h1>Not found</h1>', { status: 404 }))
               : get(url, ...rest);",
        )
        .await?;
        page.open("").await?;
        page.paste(&index).await?;
        page.says("could not be loaded in full").await?;
        page.says("404").await?;
        page.script("window.inPlace = true", &[]).await?;
        page.click("button", "Try again").await?;
        row(page, "OCI index").await?;
        page.gone("button", "Try again").await?;
        Ok(())
    });
}
