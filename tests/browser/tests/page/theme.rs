//! Light, dark, or as the system has it.

use browser_tests::{Look, Page, Result, Scheme, until, visit};

/// The page's ground, as it is drawn.
async fn ground(page: &Page) -> Result<String> {
    let colour = page.script("return getComputedStyle(document.body).backgroundColor", &[]).await?;
    Ok(colour.as_str().unwrap_or_default().to_owned())
}

async fn ground_is(page: &Page, colour: &str) -> Result<()> {
    until(&format!("the ground to be {colour}"), async || match ground(page).await? {
        now if now == colour => Ok(()),
        now => Err(format!("It is {now}.").into()),
    })
    .await
}

#[test]
fn the_page_follows_the_system_until_the_switch_says_otherwise() {
    visit(async |page| {
        page.open("").await?;
        let [light, dark] = [Scheme::Light, Scheme::Dark].map(|scheme| Look { width: 1360, scheme });
        page.look(light).await?;
        let day = ground(page).await?;
        page.look(dark).await?;
        let night = ground(page).await?;
        assert_ne!(day, night);

        page.click("button", "Colour theme: system").await?;
        ground_is(page, &day).await?;
        page.click("button", "Colour theme: light").await?;
        page.look(light).await?;
        ground_is(page, &night).await?;
        // The choice outlives the visit.
        page.reload().await?;
        ground_is(page, &night).await?;
        page.click("button", "Colour theme: dark").await?;
        ground_is(page, &day).await?;
        page.one("button", "Colour theme: system").await?;
        Ok(())
    });
}
