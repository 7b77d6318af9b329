//! What can be saved: one document, all documents, reports.

use browser_tests::{documents, visit};

use crate::steps::{is_in_state, open_example, open_tab, row, rows};

#[test]
fn a_document_is_saved_byte_for_byte() {
    visit(async |page| {
        let bytes = b"{\r\n \"schemaVersion\": 2}\n\n".to_vec();
        page.open("").await?;
        page.drop_bytes(&[("odd.json", &bytes)]).await?;
        open_tab(page, "Raw").await?;
        page.click("button", "Save").await?;
        assert_eq!(page.download().await?.bytes, bytes);
        Ok(())
    });
}

#[test]
fn a_paste_keeps_its_line_ends() {
    visit(async |page| {
        let text = "{\r\n  \"schemaVersion\": 2\r\n}\r\n";
        page.open("").await?;
        page.paste(text).await?;
        open_tab(page, "Raw").await?;
        page.click("button", "Save").await?;
        assert_eq!(page.download().await?.bytes, text.as_bytes());
        Ok(())
    });
}

#[test]
fn all_documents_are_saved_as_one_file_that_opens_again() {
    let (file, seen) = visit(async |page| {
        open_example(page, "multi-arch").await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        let seen: Vec<String> = rows(page).await?.into_iter().map(|row| row.name).collect();
        page.click("button", "Share").await?;
        page.click("button", "Documents").await?;
        Ok((page.download().await?, seen))
    });
    visit(async |page| {
        page.open("").await?;
        page.drop_bytes(&[(&file.name, &file.bytes)]).await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        // The index itself is what the saved file says that it is; all else is what a descriptor says.
        is_in_state(page, "OCI index", "agrees with the saved file").await?;
        let again = rows(page).await?.into_iter().map(|row| row.name).skip(1);
        assert_eq!(again.collect::<Vec<_>>(), seen.into_iter().skip(1).collect::<Vec<_>>());
        Ok(())
    });
}

#[test]
fn the_only_document_is_saved_as_it_is() {
    visit(async |page| {
        let original = documents::example("reindented")?.remove(0);
        open_example(page, "reindented").await?;
        row(page, "Docker manifest").await?;
        page.click("button", "Share").await?;
        page.click("button", "Documents").await?;
        assert_eq!(page.download().await?.bytes, original.bytes);
        Ok(())
    });
}

#[test]
fn reports_are_json_and_markdown() {
    visit(async |page| {
        open_example(page, "faults").await?;
        page.click("button", "Share").await?;
        page.click("button", "Report, JSON").await?;
        let report = page.download().await?;
        let parsed: serde_json::Value = serde_json::from_slice(&report.bytes)?;
        assert!(parsed.is_object(), "{}", report.name);
        page.click("button", "Report, Markdown").await?;
        let report = page.download().await?;
        assert!(report.name.ends_with(".md"), "{}", report.name);
        let text = String::from_utf8(report.bytes).unwrap();
        assert!(text.starts_with("# "), "{text}");
        assert!(text.contains("mismatch"), "{text}");
        Ok(())
    });
}
