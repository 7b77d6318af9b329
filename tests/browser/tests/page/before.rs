//! What a person does before the program is here: on the first visit that index.html holds.

use browser_tests::environment::repository;
use browser_tests::{Key, Page, Result, documents, until, visit};
use fantoccini::Locator;

use crate::steps::{is_in_state, is_kept_for_a_reload, open_example, row};

/// Goes to the page, whose program waits for [`let_go`].
async fn hold_back(page: &Page) -> Result<()> {
    page.before_its_scripts(
        "const compile = WebAssembly.compileStreaming, gate = new Promise((open) => (window.letGo = open));
         WebAssembly.compileStreaming = (...given) => gate.then(() => compile(...given));",
    )
    .await?;
    page.go().await?;
    page.one("heading", "Or look at an example").await?;
    Ok(())
}

/// Lets the program come, and waits for it.
async fn let_go(page: &Page) -> Result<()> {
    page.script("letGo()", &[]).await?;
    page.started().await
}

async fn value(page: &Page, selector: &str) -> Result<String> {
    let script = "return document.querySelector(given[0]).value";
    Ok(page.script(script, &[selector.into()]).await?.as_str().unwrap_or_default().to_owned())
}

#[test]
fn it_is_what_the_program_shows() {
    visit(async |page| {
        page.open("").await?;
        let same = page.script(
            "const asked = new XMLHttpRequest();
             asked.open('GET', './');
             asked.responseType = 'document';
             await new Promise((come) => { asked.onload = come; asked.send(); });
             const held = asked.response.getElementById('app');
             const shown = document.getElementById('app').cloneNode(true);
             for (const tree of [held, shown]) {
               const walk = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT), empty = [];
               while (walk.nextNode()) if (!walk.currentNode.data.trim()) empty.push(walk.currentNode);
               empty.forEach((node) => node.remove());
               tree.normalize();
             }
             return held.isEqualNode(shown) ? null : shown.innerHTML;",
            &[],
        );
        if let Some(shown) = same.await?.as_str() {
            panic!("<div id=\"app\"> of index.html must hold what the program shows:\n{shown}");
        }
        Ok(())
    });
}

#[test]
fn what_is_typed_stays_with_its_cursor() {
    visit(async |page| {
        hold_back(page).await?;
        page.client().find(Locator::Css("#expected")).await?.send_keys("sha256:12").await?;
        page.client().find(Locator::Css("#box")).await?.send_keys("alpin:3").await?;
        page.press(&[Key::Left, Key::Left]).await?;
        let_go(page).await?;
        page.type_text("e").await?;
        assert_eq!(value(page, "#box").await?, "alpine:3");
        assert_eq!(value(page, "#expected").await?, "sha256:12");
        // The program knows of it, not only the box.
        page.says("docker.io/library/alpine:3").await?;
        Ok(())
    });
}

#[test]
fn a_paste_opens_as_soon_as_the_program_is_here() {
    visit(async |page| {
        let example = documents::example("multi-arch")?;
        let index = example.first().ok_or("The example is empty.")?.text()?;
        hold_back(page).await?;
        // Nothing has the focus.
        page.paste(index).await?;
        assert_eq!(value(page, "#box").await?, index, "it is shown until then");
        let_go(page).await?;
        row(page, "OCI index").await?;
        is_in_state(page, "linux/amd64", "not loaded").await?;
        assert_eq!(value(page, "#box").await?, "");
        Ok(())
    });
}

#[test]
fn a_button_that_is_pressed_acts_as_soon_as_the_program_is_here() {
    visit(async |page| {
        hold_back(page).await?;
        page.click("button", "Windows and Linux").await?;
        page.says("Bayplan is loading, and does this next").await?;
        let_go(page).await?;
        row(page, "Docker manifest list").await?;
        assert!(!page.text().await?.contains("is loading"));
        Ok(())
    });
}

#[test]
fn enter_inspects_as_soon_as_the_program_is_here() {
    visit(async |page| {
        hold_back(page).await?;
        page.client().find(Locator::Css("#box")).await?.send_keys("Not/A/Name").await?;
        page.press(&[Key::Enter]).await?;
        let_go(page).await?;
        until("the name to be refused", async || {
            let text = page.text().await?;
            if text.contains("capital") || text.contains("lower") { Ok(()) } else { Err(text.into()) }
        })
        .await?;
        assert_eq!(value(page, "#box").await?, "Not/A/Name");
        Ok(())
    });
}

#[test]
fn files_that_are_chosen_are_taken_as_soon_as_the_program_is_here() {
    visit(async |page| {
        hold_back(page).await?;
        let path = repository("static/examples/multi-arch/index.json").canonicalize()?;
        let chooser = page.client().find(Locator::Css("input[type=file]:not([webkitdirectory])")).await?;
        chooser.send_keys(&path.to_string_lossy()).await?;
        let_go(page).await?;
        row(page, "OCI index").await?;
        Ok(())
    });
}

/// Browsers let no large program be instantiated on the main thread while it waits; older ones no program.
#[test]
fn the_program_begins_where_nothing_is_instantiated_at_once() {
    visit(async |page| {
        page.before_its_scripts(
            "const { prototype } = WebAssembly.Instance;
             WebAssembly.Instance = function () { throw new RangeError('disallowed on the main thread'); };
             WebAssembly.Instance.prototype = prototype;",
        )
        .await?;
        open_example(page, "multi-arch").await?;
        Ok(())
    });
}

/// What is opened by its address, or by a reload, is shown, and not the first visit before it.
#[test]
fn documents_that_are_opened_with_the_page_do_not_flash_the_first_visit() {
    visit(async |page| {
        page.before_its_scripts(
            "window.flashed = [];
             const look = () => {
               const start = document.querySelector('.start');
               if (start && getComputedStyle(start).visibility === 'visible') flashed.push(performance.now());
               requestAnimationFrame(look);
             };
             requestAnimationFrame(look);",
        )
        .await?;
        open_example(page, "multi-arch").await?;
        is_kept_for_a_reload(page).await?;
        page.reload().await?;
        row(page, "OCI index").await?;
        let flashed = page.script("return flashed.length", &[]).await?;
        assert_eq!(flashed, 0, "frames with the first visit");
        Ok(())
    });
}
