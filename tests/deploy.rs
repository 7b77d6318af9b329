//! The rules of `deploy/`, and what they must have in common: the hosts, the bounds, and what is sent with the
//! site's files. What each does with them, `tests/browser/tests/servers/relays.rs` shows.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use bayplan::limits::{
    RELAY_HEAD_BYTES, RELAY_PATIENCE_SECONDS, RELAY_REDIRECTS, RELAYED_BYTES, RELAYED_SECONDS,
};
use bayplan::registry::hosts::relayed;
use bayplan::registry::relay::Relay;
use bayplan::registry::url::PRIVATE_NAMES;

/// What every host is to send with the site's files.
const ALWAYS: [(&str, &str); 4] = [
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
];

/// The characters that a redirect's path may have, and its query beside `?` and `/`.
const CHARACTERS: &str = r"\w.~:@!&'()*+,;=%-";

/// What the page is given of a registry's headers, by every relay that can be told what passes.
const GIVEN: [&str; 9] = [
    "Content-Length",
    "Content-Range",
    "Content-Type",
    "Docker-Content-Digest",
    "Link",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "Retry-After",
    "WWW-Authenticate",
];

fn file(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Without what aligns its lines.
fn squeezed(path: &str) -> String {
    let text = file(path);
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n")
}

fn holds(path: &str, expected: &[String]) {
    let text = squeezed(path);
    for phrase in expected {
        assert!(text.contains(phrase), "{path} does not have:\n{phrase}");
    }
}

fn lines(line: impl Fn(&str) -> String) -> String {
    relayed().map(line).collect::<Vec<_>>().join("\n")
}

fn hosts_json() -> String {
    let hosts: Vec<String> = relayed().map(|host| format!("\"{host}\"")).collect();
    format!("{{\"version\":1,\"hosts\":[{}]}}", hosts.join(","))
}

#[test]
fn all_relays_serve_the_hosts_of_the_table() {
    holds(
        "deploy/nginx/bayplan.conf",
        &[
            format!("default \"\";\n{}\n}}", lines(|host| format!("{host} https://{host};"))),
            format!("'{}'", hosts_json()),
        ],
    );
    holds(
        "deploy/caddy/Caddyfile",
        &[
            format!(
                "map {{args.0}} {{args.1}} {{\n{}\ndefault none\n}}",
                lines(|host| format!("{host} {host}:443"))
            ),
            format!("`{}`", hosts_json()),
        ],
    );
    holds("deploy/relay.js", &[format!("const HOSTS = [\n{}\n];", lines(|host| format!("'{host}',")))]);
    let as_built = Relay::parse(file("static/relay/hosts.json").as_bytes()).unwrap();
    assert_eq!(as_built.hosts().count(), 0, "without rules there is no relay");
    let told = Relay::parse(hosts_json().as_bytes()).unwrap();
    assert_eq!(told.hosts().count(), relayed().count());
}

#[test]
fn all_relays_know_what_is_no_public_name() {
    let private = PRIVATE_NAMES.map(|name| name.trim_start_matches('.').replace('.', r"\.")).join("|");
    let name = r"(?:[a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]";
    holds(
        "deploy/nginx/bayplan.conf",
        &[
            format!(r#""~*\.(?:{private})(?::443)?$" "";"#),
            format!(r#""~*^(?<relay_name>{name})(?::443)?$" https://$relay_name;"#),
            format!(r#"~ "^(/(?!/)[/?{CHARACTERS}]*)(?:#|$)""#),
            format!(r#"~* "^https://([a-z0-9._:-]+)(/[/?{CHARACTERS}]*)(?:#|$)""#),
        ],
    );
    holds(
        "deploy/caddy/Caddyfile",
        &[
            format!(r"~(?i)\.(?:{private})(?::443)?$ none"),
            format!(r"~(?i)^({name})(?::443)?$ ${{1}}"),
            format!(r"~^(/(?:[{CHARACTERS}][/{CHARACTERS}]*)?)(?:[?]([/?{CHARACTERS}]*))?(?:#|$) same"),
            format!(r"~(?i)^https://([a-z0-9._:-]+)(/[/{CHARACTERS}]*)(?:[?]([/?{CHARACTERS}]*))?(?:#|$)"),
        ],
    );
    holds(
        "deploy/relay.js",
        &[
            format!(r"const PRIVATE = /\.(?:{private})$/;"),
            format!("const PUBLIC = /^{name}$/;"),
            format!(r"const SAME = /^(\/(?!\/)[/?{CHARACTERS}]*)(?:#|$)/;"),
            format!(r"const ELSEWHERE = /^https:\/\/([a-z0-9._:-]+)(\/[/?{CHARACTERS}]*)(?:#|$)/i;"),
        ],
    );
}

#[test]
fn all_relays_have_the_same_bounds() {
    let (patience, whole) = (RELAY_PATIENCE_SECONDS, RELAYED_SECONDS);
    holds(
        "deploy/nginx/bayplan.conf",
        &[
            format!("if ($relay_hops = \"{}\") {{ return 502; }}", "+".repeat(RELAY_REDIRECTS + 1)),
            format!("proxy_buffer_size {}k;", RELAY_HEAD_BYTES / 1024),
            format!("proxy_read_timeout {patience}s;"),
            format!("send_timeout {patience}s;"),
        ],
    );
    assert_eq!(whole % 3600, 0);
    let last = format!("import relay_hops_{RELAY_REDIRECTS}\n}}\n\nbayplan.example {{");
    let digits = RELAYED_BYTES.to_string().len();
    assert_eq!(RELAYED_BYTES, 10_u64.pow(digits as u32) - 1, "rules can count digits and no more");
    holds(
        "deploy/caddy/Caddyfile",
        &[
            last,
            format!("max_response_header {}KiB", RELAY_HEAD_BYTES / 1024),
            format!("response_header_timeout {patience}s\nread_timeout {patience}s"),
            format!("write {}h", whole / 3600),
            format!("^[0-9]{{{},}}$", digits + 1),
        ],
    );
    for hop in 1..=RELAY_REDIRECTS {
        let inside = format!(
            "(relay_hops_{hop}) {{\nreverse_proxy {{vars.relay_dial}} {{\nimport relay_upstream\n\
             handle_response @redirect {{\nroute {{\nimport relay_next\nimport relay_hops_{}\n}}\n}}\n\
             import relay_given\n}}\n}}",
            hop - 1
        );
        holds("deploy/caddy/Caddyfile", &[inside]);
    }
    holds(
        "deploy/relay.js",
        &[
            format!("const HOPS = {RELAY_REDIRECTS};"),
            format!("const BYTES = {RELAYED_BYTES};"),
            format!("const BEGIN = {patience}000;"),
            format!("const WHOLE = {whole}000;"),
        ],
    );
}

#[test]
fn all_relays_pass_the_headers_that_the_page_reads() {
    let lower = GIVEN.map(str::to_ascii_lowercase);
    let listed = |quote: &str| lower.each_ref().map(|name| format!("{quote}{name}{quote}")).join(", ");
    holds("deploy/relay.js", &[format!("const GIVEN = [{}];", listed("'"))]);
    holds("xtask/relay/src/pass.rs", &[format!("= [\n{},\n];", listed("\"").replace(", ", ",\n"))]);
    let caddy = format!("copy_response_headers {{ Content-Encoding {}", GIVEN.join(" "));
    assert!(squeezed("deploy/caddy/Caddyfile").replace("\ninclude ", " ").contains(&caddy));
    let page = file("src/browser/fetch.rs") + &file("src/registry/quota.rs");
    // The digest that a registry tells is for tools: the page works out its own.
    for name in GIVEN.iter().filter(|name| **name != "Docker-Content-Digest") {
        assert!(page.contains(&format!("\"{name}\"")), "the page does not read {name}");
    }
}

#[test]
fn all_hosts_send_what_keeps_the_page_out_of_frames() {
    let in_all = |path: &str, line: fn(&str, &str) -> String| {
        holds(path, &ALWAYS.map(|(name, value)| line(name, value)));
    };
    let word = |value: &str| if value.contains(' ') { format!("\"{value}\"") } else { value.to_owned() };
    holds(
        "deploy/nginx/bayplan.conf",
        &ALWAYS.map(|(name, value)| format!("add_header {name} {} always;", word(value))),
    );
    holds("deploy/caddy/Caddyfile", &ALWAYS.map(|(name, value)| format!("{name} {}", word(value))));
    in_all("deploy/_headers", |name, value| format!("{name}: {value}"));
    in_all("Trunk.toml", |name, value| format!("{name} = \"{value}\""));
    in_all("tests/browser/src/server.rs", |name, value| format!("{name}: {value}\\r\\n"));
}

/// What builds and publishes the site on somebody's host runs nothing that its makers can change later, and is told no
/// secret.
#[test]
fn workflows_pin_what_they_run_and_know_no_secret() {
    for path in ["deploy/github-pages/pages.yml", "deploy/gitlab-pages/.gitlab-ci.yml"] {
        let text = file(path);
        assert!(!text.contains("secrets."), "{path} is told a secret");
        assert!(text.contains("cargo xtask dist"), "{path}");
        for action in text.lines().filter_map(|line| line.split_once("uses: ")).map(|(_, action)| action) {
            let (pin, version) = action.split_once(" # v").unwrap_or((action, ""));
            let commit = pin.split_once('@').map_or("", |(_, commit)| commit);
            let is_commit = commit.len() == 40 && commit.chars().all(|char| char.is_ascii_hexdigit());
            assert!(is_commit && !version.is_empty(), "{path}: {action}");
        }
    }
    let version = env!("CARGO_PKG_RUST_VERSION");
    assert!(file("deploy/gitlab-pages/.gitlab-ci.yml").contains(&format!("rust:{version}-")), "{version}");
}
