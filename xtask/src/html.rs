//! What the built HTML must keep to: nothing inline, nothing from elsewhere, nothing missing.

use std::path::Path;

/// One tag of an HTML text: its name and its attributes.
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }
}

/// What the policy says in any case. (`frame-ancestors` counts only in a header: see `deploy/`.)
const MUST: [&str; 5] = [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types bayplan",
];

/// What in `html` breaks the page's policy, or names a file that is not under `site`; one sentence each.
pub fn faults(html: &str, site: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    let mut policy = false;
    for tag in tags(html) {
        let name = tag.name;
        if tag.get("http-equiv") == Some("Content-Security-Policy") {
            policy = true;
            let content = tag.get("content").unwrap_or_default();
            let directives: Vec<&str> = content.split(';').map(str::trim).collect();
            let missing = MUST.iter().filter(|directive| !directives.contains(directive));
            faults.extend(missing.map(|directive| format!("The policy does not say {directive}.")));
        }
        match name {
            "style" => faults.push("There is an inline <style>.".into()),
            "script" if tag.get("src").is_none() => faults.push("There is an inline <script>.".into()),
            "base" => {
                faults.push("There is a <base>: relative URLs would not be relative to the page.".into())
            }
            _ => {}
        }
        for (key, value) in &tag.attributes {
            if *key == "style" || key.starts_with("on") {
                faults.push(format!("<{name}> has an inline {key}=\"{value}\"."));
            }
            if key.starts_with("data-trunk") {
                faults.push(format!("<{name} {key}> was left by Trunk."));
            }
            if matches!(*key, "src" | "href" | "srcset" | "action" | "data") {
                if value.starts_with('#') {
                    // A place on the page itself.
                } else if value.contains(':') || value.starts_with('/') {
                    faults.push(format!("<{name} {key}=\"{value}\"> is not relative to the page."));
                } else if !site.join(value).is_file() {
                    faults.push(format!("<{name} {key}=\"{value}\"> names a file that is not there."));
                }
            }
        }
    }
    if !policy {
        faults.push("There is no Content-Security-Policy.".into());
    }
    faults
}

/// The text without its comments and empty lines.
pub fn compact(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<!--") {
        text.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    lines.fold(String::new(), |text, line| text + line + "\n")
}

/// The start tags of an HTML text that we wrote ourselves: attributes in double quotes, comments closed.
fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(after.len());
        let (name, mut inside) = after.split_at(end);
        let mut tag = Tag { name, attributes: Vec::new() };
        loop {
            inside = inside.trim_start();
            let end =
                inside.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>')).unwrap_or(inside.len());
            let (key, after) = inside.split_at(end);
            inside = after;
            if let Some((value, after)) = after.strip_prefix("=\"").and_then(|text| text.split_once('"')) {
                tag.attributes.push((key, value));
                inside = after;
            } else if let Some(after) = after.strip_prefix('=') {
                let end = after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len());
                let (value, after) = after.split_at(end);
                tag.attributes.push((key, value));
                inside = after;
            } else if !key.is_empty() {
                tag.attributes.push((key, ""));
            } else {
                break;
            }
        }
        if !name.is_empty() {
            tags.push(tag);
        }
        rest = inside;
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_empty_lines_go() {
        assert_eq!(compact("<p>\n<!-- a\n<b> -->\n\n  text <!--x-->\n</p>"), "<p>\n  text\n</p>\n");
    }

    const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; \
        form-action 'none'; require-trusted-types-for 'script'; trusted-types bayplan\">";

    #[test]
    fn names_what_breaks_the_policy() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        for (html, expected) in [
            ("<script>run()</script>", Some("inline <script>")),
            ("<script defer src=\"Cargo.toml\"></script>", None),
            ("<script src=Cargo.toml></script>", None),
            ("<style>p {}</style>", Some("inline <style>")),
            ("<p style=\"color: red\">", Some("inline style=")),
            ("<p\nonclick=\"run()\">", Some("inline onclick=")),
            ("<link href=\"https://elsewhere.example/a.css\">", Some("not relative")),
            ("<link href=\"//elsewhere.example/a.css\">", Some("not relative")),
            ("<link href=\"/a.css\">", Some("not relative")),
            ("<link href=\"gone.css\">", Some("not there")),
            ("<a href=\"#main\">", None),
            ("<base href=\"x\">", Some("<base>")),
            ("<link data-trunk rel=\"rust\">", Some("left by Trunk")),
            // What stands in a comment does nothing.
            ("<!-- <script>run()</script> -->", None),
            ("<p>1 < 2</p>", None),
        ] {
            let faults = faults(&format!("{POLICY}{html}"), here);
            match expected {
                Some(words) => {
                    assert!(faults.iter().any(|fault| fault.contains(words)), "{html}: {faults:?}")
                }
                None => assert!(faults.is_empty(), "{html}: {faults:?}"),
            }
        }
        assert_eq!(faults("<p>", here), ["There is no Content-Security-Policy."]);
        let looser = POLICY.replace("trusted-types bayplan", "trusted-types *");
        assert_eq!(faults(&looser, here), ["The policy does not say trusted-types bayplan."]);
    }
}
