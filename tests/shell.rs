//! Command lines that are offered to be copied, pasted into the shells that are installed here: each word is the
//! text that the documents have, and nothing of it runs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::io::Write;
use std::process::{Command, Stdio};

use bayplan::headless::send;
use bayplan::image::config::Run;
use bayplan::inspect::Origin;
use bayplan::session::{Arrival, DocumentsMsg, Effect, ExportMsg, Model, Msg};
use bayplan::text::shell::quoted;
use bayplan::text::unseen::all_seen;
use bayplan::view::detail::{config, docker_run};
use proptest::prelude::*;

/// Shells that have `$'…'`. bash must be here; zsh is tried where it is.
fn shells() -> Vec<&'static str> {
    let has =
        |shell: &&str| Command::new(shell).args(["-c", ":"]).status().is_ok_and(|status| status.success());
    ["bash", "zsh"].into_iter().filter(has).collect()
}

/// What `shell` makes of a line in which `docker` prints its arguments.
fn arguments(shell: &str, interactive: bool, line: &str) -> Vec<Vec<u8>> {
    let script = format!("docker() {{ printf '%s\\0' \"$@\"; }}\n{line}\n");
    let mut command = Command::new(shell);
    command.args(if shell == "zsh" { &["-f"][..] } else { &["--norc", "--noprofile"] });
    if interactive {
        command.arg("-i");
    }
    command.env("LC_ALL", "C").env("HISTFILE", "/dev/null").env("PS1", "").env("PS2", "");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap().stdout;
    let mut words: Vec<Vec<u8>> = output.split(|byte| *byte == 0).map(<[u8]>::to_vec).collect();
    assert_eq!(
        words.pop().map(|rest| rest.trim_ascii().is_empty()),
        Some(true),
        "more than words: {words:?}"
    );
    words
}

/// A word outside of quotes has nothing that a shell acts on; inside, nothing that ends them: not in bash or
/// zsh, nor in PowerShell, which takes typographic marks for `'`, nor in fish, which takes `\'` for no end.
fn is_data_everywhere(word: &str) -> bool {
    let marks = ['\'', '\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}'];
    let inside =
        word.strip_prefix('$').unwrap_or(word).strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    match inside {
        None => {
            word.trim_start_matches('-')
                .starts_with(|first: char| first.is_ascii_alphanumeric() || "/._".contains(first))
                && word.chars().all(|sign| sign.is_ascii_alphanumeric() || "+-./:=@_".contains(sign))
        }
        Some(inside) if word.starts_with('$') => !inside.contains(marks),
        Some(inside) => !inside.contains(marks) && !inside.contains('"') && !inside.ends_with('\\'),
    }
}

fn hostile() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        "[ -~]{1,4}",
        "[\u{1}-\u{1f}\u{7f}]",
        "('|\"|`|\\\\|!|!!|\\$\\(touch pwned\\)|`id`|;|&|\\||\n|\r|\t|\u{1b}\\[201~|\u{3}|%PATH%|~|\\*|\\{a,b\\}|-|--%|=ls|@a|#|\\$HOME|\\$\\{A\\}|0|a)",
        "(‘|’|‚|‛|“|”|„|–|é|中|🙂|\u{202e}|\u{200b}|\u{3164}|\u{a0}|\u{e0041})",
    ];
    proptest::collection::vec(parts, 0..6).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_pasted_word_is_the_text(words in proptest::collection::vec(hostile(), 1..12)) {
        let written: Vec<String> = words.iter().map(|word| quoted(word).unwrap()).collect();
        for (word, written) in words.iter().zip(&written) {
            prop_assert!(is_data_everywhere(written), "{word:?} as {written}");
            prop_assert!(all_seen(written), "{written:?}");
        }
        let line = format!("docker {}", written.join(" "));
        let expected: Vec<Vec<u8>> = words.iter().map(|word| word.as_bytes().to_vec()).collect();
        for shell in shells() {
            for interactive in [false, true] {
                prop_assert_eq!(&arguments(shell, interactive, &line), &expected, "{}: {}", shell, line);
            }
        }
    }

    #[test]
    fn a_docker_run_passes_what_the_config_has(
        env in proptest::collection::vec(hostile(), 0..4),
        entrypoint in proptest::collection::vec(hostile(), 0..3),
        cmd in proptest::collection::vec(hostile(), 0..3),
        user in proptest::option::of(hostile()),
    ) {
        let env: Vec<String> = env.iter().map(|value| format!("A={value}")).collect();
        let mut expected = vec!["run".to_owned()];
        if let Some(user) = &user {
            expected.extend(["--user".to_owned(), user.clone()]);
        }
        for entry in &env {
            expected.extend(["--env".to_owned(), entry.clone()]);
        }
        if let Some(first) = entrypoint.first() {
            expected.extend(["--entrypoint".to_owned(), first.clone()]);
        }
        expected.push("IMAGE".to_owned());
        expected.extend(entrypoint.iter().skip(1).chain(&cmd).cloned());
        let run = Run { env, entrypoint, cmd, user, ..Run::default() };
        let line = docker_run(&run).unwrap();
        let expected: Vec<Vec<u8>> = expected.into_iter().map(String::into_bytes).collect();
        for shell in shells() {
            prop_assert_eq!(&arguments(shell, true, &line), &expected, "{}: {}", shell, line);
        }
    }
}

#[test]
fn bash_is_here() {
    assert!(shells().contains(&"bash"), "the tests of this file need bash");
}

#[test]
fn a_config_that_ends_the_paste_runs_nothing() {
    let bytes = std::fs::read("tests/fixtures/config-paste.json").unwrap();
    let mut model = Model::default();
    let arrivals = vec![Arrival { bytes: bytes.into(), origin: Origin::Paste }];
    send(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals, pin: None }));
    let root = model.inspection.tree.roots()[0];
    let (_, config) = config(&model.inspection, root).expect("a config");
    let line = docker_run(&config.run).unwrap();
    assert_eq!(line, "docker run \\\n  --env $'A=\\x1b[201~\\x03\\ntouch pwned #' \\\n  IMAGE sh");
    let effects = send(&mut model, Msg::Export(ExportMsg::Copy(line.clone())));
    assert_eq!(effects, [Effect::Copy(line.clone())], "what is shown is what is copied");
    for shell in shells() {
        let words = arguments(shell, true, &line);
        assert_eq!(words[2], b"A=\x1b[201~\x03\ntouch pwned #", "{shell}");
        assert_eq!(words.len(), 5, "{shell}");
    }
}
