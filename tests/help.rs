//! The help page says what the program does: every state, severity and client, with the words that it uses.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use bayplan::findings::Severity;
use bayplan::select::Client;
use bayplan::verify::{Verification, Word};

fn help() -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/help/index.html");
    fs::read_to_string(page).unwrap()
}

/// Every state; the words of one that agrees are [`Word::agreement`]'s. A new one has to be put in here.
fn states() -> Vec<Verification> {
    let digest = || "sha256:".to_owned() + &"0".repeat(64);
    let digest = || digest().parse().unwrap();
    let states = vec![
        Verification::Verified,
        Verification::DigestAlone,
        Verification::Agrees(Word::Link),
        Verification::SizeMismatch { expected: 1, actual: 2 },
        Verification::DigestMismatch { expected: digest(), actual: digest() },
        Verification::Changed,
        Verification::UnsupportedAlgorithm { algorithm: "md5".into() },
        Verification::NotLoaded,
        Verification::Unpinned,
        Verification::Unread,
        Verification::Hashing,
    ];
    for state in &states {
        match state {
            Verification::Verified
            | Verification::DigestAlone
            | Verification::Agrees(_)
            | Verification::SizeMismatch { .. }
            | Verification::DigestMismatch { .. }
            | Verification::Changed
            | Verification::UnsupportedAlgorithm { .. }
            | Verification::NotLoaded
            | Verification::Unpinned
            | Verification::Unread
            | Verification::Hashing => {}
        }
    }
    states
}

#[test]
fn tells_of_every_state_in_the_words_of_the_page() {
    let help = help();
    for state in states() {
        let row = format!("<tr><td>{} {}</td>", state.sign(), state.word());
        assert!(help.contains(&row), "static/help/index.html has no {row}");
    }
    for word in Word::ALL.into_iter().filter(|word| word.came_along()) {
        let words = word.agreement().trim_start_matches("agrees ").to_owned();
        assert!(help.contains(&words), "static/help/index.html has no “{words}”");
    }
}

#[test]
fn tells_of_every_severity() {
    let help = help();
    for severity in Severity::ALL {
        assert!(help.contains(&format!(" {}</td>", severity.word())), "{severity:?}");
    }
}

#[test]
fn tells_of_every_client_who_it_is_and_which_version() {
    let help = help();
    for client in Client::ALL {
        let profile = client.profile();
        let row = format!(
            "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
            profile.name, profile.tools, profile.version
        );
        assert!(help.contains(&row), "static/help/index.html has no {row}");
    }
}

/// The keys that the tree takes, as src/ui/tree_keys.rs has them.
#[test]
fn tells_of_every_key_of_the_tree() {
    let help = help();
    for key in ["↑", "↓", "→", "←", "Home", "End", "Page up", "Page down", "*", "/", "Escape", "Enter"]
    {
        assert!(help.contains(&format!("<kbd>{key}</kbd>")), "{key}");
    }
}
