//! Each example opens by one click, and shows what it is there to show.

use browser_tests::{documents, visit};

use crate::steps::{choose, is_in_state, open_example, open_tab, panel_says, row};

#[test]
fn every_example_opens_by_one_click() {
    visit(async |page| {
        for (id, _) in documents::examples()? {
            open_example(page, &id).await?;
            page.click("button", "Start over").await?;
            page.one("heading", "Or look at an example").await?;
        }
        Ok(())
    });
}

#[test]
fn a_multi_arch_image_verifies_from_end_to_end() {
    visit(async |page| {
        open_example(page, "multi-arch").await?;
        page.says("8 platforms").await?;
        for platform in ["linux/amd64", "linux/amd64/v3", "linux/arm64/v8", "linux/riscv64", "linux/s390x"] {
            is_in_state(page, platform, "verified").await?;
        }
        Ok(())
    });
}

#[test]
fn attestations_stand_under_what_they_attest() {
    visit(async |page| {
        open_example(page, "attestations").await?;
        choose(page, "linux/amd64").await?;
        page.press(&[browser_tests::Key::Right]).await?;
        let attestation = row(page, "attestation").await?;
        let platform = row(page, "linux/amd64").await?;
        assert_eq!(attestation.number("level"), platform.number("level").map(|level| level + 1));
        Ok(())
    });
}

#[test]
fn swapped_architectures_are_told() {
    visit(async |page| {
        open_example(page, "faults").await?;
        choose(page, "linux/amd64").await?;
        panel_says(page, "arm64 in the config").await?;
        panel_says(page, "they differ").await?;
        Ok(())
    });
}

#[test]
fn a_re_indented_paste_is_recovered_by_one_more_click() {
    visit(async |page| {
        open_example(page, "reindented").await?;
        is_in_state(page, "Docker manifest", "digest mismatch").await?;
        page.click("button", "Take the recovered bytes").await?;
        is_in_state(page, "Docker manifest", "verified").await?;
        Ok(())
    });
}

#[test]
fn of_the_samples_in_microsofts_article_nothing_verifies_and_it_is_said() {
    visit(async |page| {
        open_example(page, "azure-article").await?;
        page.says("or the digests that name them, were altered").await?;
        open_tab(page, "Findings").await?;
        Ok(())
    });
}

#[test]
fn a_task_shows_its_steps_and_where_they_are_mixed_up() {
    visit(async |page| {
        open_example(page, "acr-task").await?;
        row(page, "ACR task").await?;
        panel_says(page, "6 steps that build 2 images").await?;
        panel_says(page, "waits for arm64").await?;
        panel_says(page, "there is nothing to compare").await?;
        page.accessible().await?;
        open_tab(page, "Findings").await?;
        panel_says(page, "is named for amd64, and built from").await?;
        page.accessible().await?;
        Ok(())
    });
}
