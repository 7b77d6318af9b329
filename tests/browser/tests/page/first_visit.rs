//! What a person sees who has never been here.

use browser_tests::visit;

#[test]
fn the_page_opens_from_any_folder() {
    visit(async |page| {
        page.open("").await?;
        page.says("Bayplan").await?;
        Ok(())
    });
}
