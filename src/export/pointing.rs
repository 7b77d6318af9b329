//! What points at an image in a registry from elsewhere: a short link, a badge, a bookmarklet. None of them
//! holds documents; whoever follows one fetches the image again, and its digest is checked again.

use std::fmt::Write as _;

use crate::inspect::NodePath;
use crate::session::{Model, View, paired, pinned};
use crate::share::Fragment;

/// The badge's picture, by its address relative to the page.
const BADGE: &str = "badge/inspect.svg";
const WORDS: &str = "Inspect in Bayplan";

/// The link that names the chosen image by its reference, its digest pinned, or two that are compared; `None` where they
/// did not come from a registry. `base` is the page's address up to the `#`.
#[must_use]
pub fn reference_link(model: &Model, base: &str) -> Option<String> {
    if let Some(view) = paired(model) {
        return Some(format!("{base}#{}", Fragment { payload: None, view: view.to_string().into() }));
    }
    let reference = pinned(&model.inspection, model.root()?)?.1.to_string();
    // Whoever opens it has no other documents.
    let node = model.view.node.clone().map(|node| NodePath { document: 0, ..node });
    let view = View { reference, node, ..model.view.clone() };
    Some(format!("{base}#{}", Fragment { payload: None, view: view.to_string().into() }))
}

/// A badge for a README: a picture that leads to `link`, in Markdown and in HTML.
#[must_use]
pub fn badge(base: &str, link: &str) -> [String; 2] {
    let picture = format!("{}{BADGE}", folder(base));
    let markdown = format!("[![{WORDS}]({})]({})", in_markdown(&picture), in_markdown(link));
    let html =
        format!("<a href=\"{}\"><img src=\"{}\" alt=\"{WORDS}\"></a>", in_html(link), in_html(&picture));
    [markdown, html]
}

/// A bookmark that opens the page on the image that the current page is about: the page's own address is
/// handed over as the reference.
#[must_use]
pub fn bookmarklet(base: &str) -> String {
    let mut script = String::from("javascript:void(window.open('");
    for char in base.chars() {
        match char {
            // A browser undoes percent escapes before it reads the script, and this is a string in it.
            '%' => script.push_str("%25"),
            '\'' | '\\' => {
                let _ = write!(script, "%5C{char}");
            }
            _ => script.push(char),
        }
    }
    script.push_str("%23/ref/'+encodeURIComponent(location.href)))");
    script
}

/// The folder that a page lies in, without its query.
fn folder(base: &str) -> &str {
    let path = base.split('?').next().unwrap_or(base);
    path.rfind('/').and_then(|at| path.get(..=at)).unwrap_or(path)
}

fn in_markdown(url: &str) -> String {
    url.replace('(', "%28").replace(')', "%29").replace(' ', "%20")
}

fn in_html(url: &str) -> String {
    url.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_badge_leads_to_the_link() {
        let link = "https://example.com/a(b)/#/ref/quay.io/a/b?n=0&host=linux/arm64";
        let [markdown, html] = badge("https://example.com/a(b)/index.html?x=/y", link);
        assert_eq!(
            markdown,
            "[![Inspect in Bayplan](https://example.com/a%28b%29/badge/inspect.svg)]\
             (https://example.com/a%28b%29/#/ref/quay.io/a/b?n=0&host=linux/arm64)"
        );
        assert_eq!(
            html,
            "<a href=\"https://example.com/a(b)/#/ref/quay.io/a/b?n=0&amp;host=linux/arm64\">\
             <img src=\"https://example.com/a(b)/badge/inspect.svg\" alt=\"Inspect in Bayplan\"></a>"
        );
    }

    #[test]
    fn a_bookmarklet_survives_its_page_s_address() {
        for (base, script, reason) in [
            ("https://example.com/", "'https://example.com/%23/ref/'", "a plain address"),
            (
                "https://example.com/it's/",
                "'https://example.com/it%5C's/%23/ref/'",
                "an apostrophe ends no string",
            ),
            ("https://example.com/a%20b/", "'https://example.com/a%2520b/%23/ref/'", "an escape stays one"),
        ] {
            let made = bookmarklet(base);
            assert!(made.starts_with("javascript:") && made.contains(script), "{reason}: {made}");
        }
    }
}
