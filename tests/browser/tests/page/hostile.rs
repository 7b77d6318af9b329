//! Text that wants to deceive is shown for what it is.

use browser_tests::{Engine, Key, Page, Result, visit};

use crate::steps::{open_example, open_tab, tab_to};

/// No character of the page's text hides or turns others, and no link leads anywhere but to the web.
async fn is_harmless(page: &Page, place: &str) -> Result<()> {
    let found = page
        .script(
            r"const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0]/;
              const text = document.body.textContent + document.title;
              const at = text.search(hidden);
              const links = [...document.querySelectorAll('[href], [src], [action]')]
                .map((one) => one.href || one.src || one.action)
                .filter((url) => url && !/^(https?:|blob:|file:)/.test(url));
              const odd = [...document.querySelectorAll('*')].filter((one) =>
                one.getAttributeNames().some((name) => name.startsWith('on') || hidden.test(one.getAttribute(name))));
              return [at < 0 ? null : text.slice(Math.max(0, at - 30), at + 30), links,
                odd.map((one) => one.outerHTML.slice(0, 200))];",
            &[],
        )
        .await?;
    match (found[0].is_null(), found[1].as_array(), found[2].as_array()) {
        (true, Some(links), Some(odd)) if links.is_empty() && odd.is_empty() => Ok(()),
        _ => Err(format!("{place}: {found:#}").into()),
    }
}

#[test]
fn no_node_and_no_tab_of_a_hostile_image_deceives() {
    visit(async |page| {
        open_example(page, "faults").await?;
        page.press(&[Key::Home]).await?;
        tab_to(page, "tree", "").await?;
        page.type_text("*").await?;
        page.press(&[Key::Home]).await?;
        let rows = page.all("treeitem").await?.len();
        for at in 0..rows.min(40) {
            for tab in page.all("tab").await? {
                open_tab(page, &tab.name).await?;
                is_harmless(page, &format!("row {at}, {}", tab.name)).await?;
            }
            page.click_css("[role=treeitem][aria-selected=true]").await?;
            page.press(&[Key::Down]).await?;
        }
        Ok(())
    });
}

#[test]
fn what_is_not_seen_is_shown_as_an_escape() {
    visit(async |page| {
        open_example(page, "faults").await?;
        open_tab(page, "Annotations").await?;
        assert!(page.count(".escape").await? > 0);
        // Markup is text, and a script's address is no link.
        assert_eq!(page.count("[role=tabpanel] script, [role=tabpanel] img").await?, 0);
        assert_eq!(page.count("a[href^='javascript:' i]").await?, 0);
        Ok(())
    });
}

#[test]
fn a_fragment_is_read_without_trust() {
    visit(async |page| {
        for fragment in
            ["#<img src=x onerror=alert(1)>", "#/0.99999999999999999999", "#%00%ff", "#/../../", "#?"]
        {
            page.open("").await?;
            page.open(fragment).await?;
            page.one("heading", "See what a container image really holds").await?;
            is_harmless(page, fragment).await?;
        }
        Ok(())
    });
}

/// Should a fault of the program ever give a stranger's text to the browser as HTML or as a script's address.
#[test]
fn the_policy_takes_no_text_for_html_or_a_script() {
    visit(async |page| {
        // As the page's own script does it: some drivers' scripts are held to no policy.
        page.before_its_scripts(
            "window.refused = () => {
               const folder = document.documentElement.dataset.assets;
               const tries = {
                 html: () => { document.createElement('p').innerHTML = '<b>x</b>'; },
                 script: () => { document.createElement('script').src = folder + 'file.js'; },
                 code: () => { document.createElement('script').text = 'window.taken = true'; },
                 handler: () => { document.createElement('p').setAttribute('onclick', 'window.taken = true'); },
                 worker: () => { new Worker(folder + 'hash_worker_start.js'); },
                 policy: () => { trustedTypes.createPolicy('another', {}); },
                 again: () => { trustedTypes.createPolicy('bayplan', {}); },
                 frame: () => { document.createElement('iframe').srcdoc = '<script></script>'; },
                 other: () => { bayplanPage.worker('https://a.example/x.js'); },
                 above: () => { bayplanPage.worker('../x.js'); },
               };
               return Object.keys(tries).filter((name) => {
                 try { tries[name](); return false; } catch (error) { return error instanceof TypeError; }
               });
             };",
        )
        .await?;
        page.open("").await?;
        let refused = page.script("return window.refused()", &[]).await?;
        let expected = "html script code handler worker policy again frame other above";
        let refused: Vec<&str> =
            refused.as_array().into_iter().flatten().filter_map(|one| one.as_str()).collect();
        assert_eq!(refused.join(" "), expected);
        // That, the browser complains of; WebKit keeps it to itself.
        let complaints = page.complaints().await?;
        let is_told = complaints.iter().any(|said| said.to_lowercase().contains("trusted"));
        assert!(is_told || Engine::of_this_run() == Engine::WebKit, "{complaints:?}");
        Ok(())
    });
}
