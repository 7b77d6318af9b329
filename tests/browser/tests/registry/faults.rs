//! A registry that does what none should: nothing unverified is shown as verified, and the page keeps working.

use browser_tests::servers::{Fault, Faults, TAGS};
use browser_tests::{Page, visit};

use crate::asking::{ask_for, has_come_to_rest, is_not_verified, open_and_ask, still_works};
use crate::steps::{Step, is_in_state, row, rows};

/// Asks for the image with this fault.
async fn open(page: &Page, fault: Fault) -> Step<Faults> {
    let faults = Faults::start()?;
    open_and_ask(page, &[&faults.server().origin()], &faults.reference(fault)).await?;
    Ok(faults)
}

/// How often the first manifest was asked for.
fn times(faults: &Faults) -> browser_tests::Result<usize> {
    let digest = &faults.image().manifest(0)?.digest;
    Ok(faults.server().asked().iter().filter(|asked| asked.target.ends_with(digest.as_str())).count())
}

#[test]
fn the_image_without_fault_is_verified() {
    visit(async |page| {
        let _faults = open(page, Fault::None).await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        is_in_state(page, "linux/arm64/v8", "verified").await?;
        Ok(())
    });
}

#[test]
fn a_body_that_breaks_off_is_not_taken() {
    for fault in [Fault::Truncated, Fault::BrokenOff] {
        visit(async |page| {
            let faults = open(page, fault).await?;
            is_in_state(page, "linux/arm64/v8", "verified").await?;
            page.says("broke off").await?;
            is_not_verified(page, "linux/amd64").await?;
            assert!((2..=10).contains(&times(&faults)?), "asked {} times", times(&faults)?);
            still_works(page).await
        });
    }
}

#[test]
fn bytes_that_are_not_the_right_ones_are_shown_as_that() {
    for fault in [Fault::Short, Fault::OneWrongByte] {
        visit(async |page| {
            let _faults = open(page, fault).await?;
            is_in_state(page, "linux/arm64/v8", "verified").await?;
            page.says("mismatch").await?;
            is_not_verified(page, "linux/amd64").await?;
            still_works(page).await
        });
    }
}

#[test]
fn an_index_that_is_not_what_its_digest_says_leads_nowhere() {
    visit(async |page| {
        let faults = Faults::start()?;
        open_and_ask(page, &[&faults.server().origin()], &faults.pinned(Fault::WrongIndex)).await?;
        page.says("mismatch").await?;
        is_not_verified(page, "OCI index").await?;
        // What it names is not asked for: who changed it may have chosen that, too.
        let others = faults.server().asked().into_iter().filter(|asked| !asked.target.contains("manifests"));
        assert_eq!(others.count(), 0);
        still_works(page).await
    });
}

#[test]
fn who_is_asked_too_often_is_given_time() {
    visit(async |page| {
        let faults = open(page, Fault::Busy).await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        assert_eq!(times(&faults)?, 3);
        Ok(())
    });
}

#[test]
fn an_hour_is_not_waited_for() {
    visit(async |page| {
        let faults = open(page, Fault::BusyForLong).await?;
        page.says("was asked too often").await?;
        page.says("60 minutes").await?;
        is_not_verified(page, "linux/amd64").await?;
        assert_eq!(times(&faults)?, 1, "it said when to come again");
        still_works(page).await
    });
}

#[test]
fn what_fails_once_is_asked_again() {
    visit(async |page| {
        let faults = open(page, Fault::FailsOnce).await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        assert_eq!(times(&faults)?, 2);
        Ok(())
    });
}

#[test]
fn what_always_fails_is_said_to() {
    visit(async |page| {
        let faults = open(page, Fault::Fails).await?;
        page.says("failed, each time it was asked").await?;
        is_not_verified(page, "linux/amd64").await?;
        is_in_state(page, "linux/arm64/v8", "verified").await?;
        assert!((2..=10).contains(&times(&faults)?), "asked {} times", times(&faults)?);
        Ok(())
    });
}

#[test]
fn a_body_without_end_is_left() {
    visit(async |page| {
        let _faults = open(page, Fault::Endless).await?;
        page.says("is longer than the").await?;
        assert!(rows(page).await?.is_empty());
        still_works(page).await
    });
}

#[test]
fn what_comes_no_further_is_stopped_by_the_button() {
    visit(async |page| {
        let _faults = open(page, Fault::Stalls).await?;
        is_in_state(page, "linux/arm64/v8", "verified").await?;
        page.click("button", "Stop").await?;
        is_not_verified(page, "linux/amd64").await?;
        is_in_state(page, "linux/amd64", "not loaded").await?;
        still_works(page).await
    });
}

#[test]
fn an_index_that_says_it_contains_itself_is_not_believed() {
    visit(async |page| {
        let faults = open(page, Fault::ContainsItself).await?;
        page.says("mismatch").await?;
        has_come_to_rest(page).await?;
        let verified =
            rows(page).await?.into_iter().filter(|row| row.name.trim_start().starts_with("verified"));
        assert_eq!(verified.filter(|row| row.number("level") > Some(1)).count(), 0);
        assert!(faults.server().asked().len() < 10, "{:#?}", faults.server().asked());
        still_works(page).await
    });
}

#[test]
fn what_refers_to_an_image_is_listed_and_opened() {
    for fault in [Fault::Referrers, Fault::ReferrersByTag] {
        visit(async |page| {
            let _faults = open(page, fault).await?;
            is_in_state(page, "linux/arm64/v8", "verified").await?;
            page.click("button", "Ask the registry").await?;
            page.says("that nothing was left out can\u{2019}t be").await?;
            page.click("button", "application/vnd.example.sbom").await?;
            is_in_state(page, "Artifact manifest", "agrees with the registry’s list").await?;
            Ok(())
        });
    }
}

/// Some registries take the tag `sha256-…` for the digest `sha256:…`.
#[test]
fn an_image_is_not_taken_for_what_refers_to_it() {
    visit(async |page| {
        let _faults = open(page, Fault::ReferrersAreSubject).await?;
        is_in_state(page, "linux/arm64/v8", "verified").await?;
        page.click("button", "Ask the registry").await?;
        page.says("whether anything refers to it can\u{2019}t be told").await?;
        Ok(())
    });
}

#[test]
fn a_web_page_is_no_manifest() {
    visit(async |page| {
        let faults = open(page, Fault::Html).await?;
        page.says("answered with a web page").await?;
        assert!(rows(page).await?.is_empty());
        ask_for(page, &faults.reference(Fault::None)).await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        Ok(())
    });
}

#[test]
fn ten_thousand_tags_come_on_a_hundred_pages() {
    visit(async |page| {
        let faults = Faults::start()?;
        let reference = format!("{}/{}:1.0", faults.server().host(), Faults::MANY);
        open_and_ask(page, &[&faults.server().origin()], &reference).await?;
        row(page, "OCI index").await?;
        page.click("button", "Tags").await?;
        page.says("10,000 of 10,000 tags").await?;
        let asked = faults.server().asked();
        let pages = asked.iter().filter(|asked| asked.path().ends_with("/tags/list")).count();
        assert_eq!((pages, TAGS), (100, 10_000));
        // As one types, few are left; what is not on the screen is not on the page.
        page.click_css("dialog input").await?;
        page.type_text("v09999").await?;
        page.says("1 of 10,000 tags").await?;
        page.one("button", "v09999").await?;
        Ok(())
    });
}
