//! What fetching shows: accessible, as wide as its window, and drawn for people to look at.

use browser_tests::servers::{Access, Cors, Fault, Faults, Front, Registry, Rules};
use browser_tests::view;

use crate::asking::open_and_ask;
use crate::steps::{is_in_state, row};

#[test]
fn a_diagnosis() {
    view("fetch-diagnosis", async |page| {
        let registry = Registry::with_images(Access::NoCors)?;
        let reference = format!("{}/demo/app:1.0", registry.host());
        open_and_ask(page, &[&format!("http://{}", registry.host())], &reference).await?;
        page.says("The browser gave this page no answer").await?;
        Ok(registry)
    });
}

#[test]
fn the_form_for_a_password() {
    view("fetch-sign-in", async |page| {
        let registry = Registry::with_images(Access::Htpasswd)?;
        let front = Front::start(registry.host(), Rules { cors: Cors::Open, ..Rules::default() })?;
        open_and_ask(page, &[&front.origin()], &format!("{}/demo/app:1.0", front.host())).await?;
        page.one("button", "Sign in").await?;
        Ok((registry, front))
    });
}

#[test]
fn a_question() {
    view("fetch-question", async |page| {
        let faults = Faults::start()?;
        open_and_ask(page, &[&faults.server().origin()], &faults.reference(Fault::ForeignRealm)).await?;
        page.one("button", "Ask it").await?;
        Ok(faults)
    });
}

#[test]
fn something_under_way() {
    view("fetch-progress", async |page| {
        let faults = Faults::start()?;
        open_and_ask(page, &[&faults.server().origin()], &faults.reference(Fault::Stalls)).await?;
        page.one("button", "Stop").await?;
        Ok(faults)
    });
}

#[test]
fn an_image_with_its_source() {
    view("fetch-source", async |page| {
        let registry = Registry::with_images(Access::Cors)?;
        let reference = format!("{}/demo/app:1.0", registry.host());
        open_and_ask(page, &[&format!("http://{}", registry.host())], &reference).await?;
        is_in_state(page, "linux/arm64/v8", "verified").await?;
        page.says("stands for").await?;
        Ok(registry)
    });
}

#[test]
fn tags() {
    view("fetch-tags", async |page| {
        let faults = Faults::start()?;
        let reference = format!("{}/{}:1.0", faults.server().host(), Faults::MANY);
        open_and_ask(page, &[&faults.server().origin()], &reference).await?;
        row(page, "OCI index").await?;
        page.click("button", "Tags").await?;
        page.says("10,000 of 10,000 tags").await?;
        Ok(faults)
    });
}
