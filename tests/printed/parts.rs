//! Documents between other text.

use bayplan::session::{ExportMsg, Msg, ReportFormat};

use super::{INDEX, documents, page};

const CONFIG: &str = "{\n  \"architecture\": \"amd64\",\n  \"os\": \"linux\",\n  \"rootfs\": {\n    \"type\": \"layers\",\n    \"diff_ids\": []\n  }\n}";

#[test]
fn json_behind_a_prompt_and_before_one() {
    let times = |text: &str| {
        text.lines().map(|line| format!("2026-11-30T06:04:48.1234567Z {line}\n")).collect::<String>()
    };
    for (text, expected, reason) in [
        (format!("$ crane manifest alpine\n{INDEX}\n"), vec![INDEX], "a prompt before it"),
        (format!("{INDEX}\nme@host:~$ "), vec![INDEX], "a prompt after it"),
        (format!("{INDEX}me@host:~$"), vec![INDEX], "on the same line"),
        (format!("{INDEX}%"), vec![INDEX], "zsh's sign of a line that does not end"),
        (
            format!(
                "PS C:\\Users\\me> docker buildx imagetools inspect --raw alpine\r\n{INDEX}\r\nPS C:\\Users\\me>"
            ),
            vec![INDEX],
            "PowerShell",
        ),
        (format!("C:\\>crane manifest alpine\n{INDEX}\n\nC:\\>"), vec![INDEX], "cmd.exe"),
        (
            format!("[root@host ~]# crane config alpine\n{CONFIG}\n[root@host ~]# "),
            vec![CONFIG],
            "many lines",
        ),
        (
            format!("$ crane manifest a\n{INDEX}\n$ crane config a\n{CONFIG}\n$"),
            vec![INDEX, CONFIG],
            "two commands",
        ),
        (
            format!("\u{1b}[32m$\u{1b}[0m crane config a\n\u{1b}[1;39m{CONFIG}\u{1b}[0m\n"),
            vec![CONFIG],
            "colours",
        ),
        (times(&format!("$ crane config a\n{CONFIG}")), vec![CONFIG], "times before each line"),
        (times(CONFIG) + "$ ", vec![CONFIG], "times, and no command"),
        (
            format!("HTTP/2 200\r\ncontent-type: application/json\r\n\r\n{INDEX}"),
            vec![INDEX],
            "the headers of an answer",
        ),
        (
            format!("$ docker run \\\n  crane \\\n  manifest a\n{INDEX}"),
            vec![INDEX],
            "a command of several lines",
        ),
    ] {
        assert_eq!(documents(&text), expected, "{reason}");
    }
}

#[test]
fn what_is_taken_is_said_to_be_a_part() {
    let (mut page, _) = page();
    page.paste(&format!("$ crane config alpine\n{CONFIG}\n$ "));
    let said = &bayplan::view::sentence(&page.model.notices[0].said);
    assert!(said.contains("lines 2 to 9 of the pasted text"), "{said}");
    page.send(Msg::Export(ExportMsg::Report(ReportFormat::Json)));
    let report = String::from_utf8(page.saved.pop().unwrap().bytes.to_vec()).unwrap();
    assert!(report.contains("part: lines 2 to 9 of the pasted text"), "{report}");
    let root = page.model.inspection.tree.get(page.model.inspection.tree.roots()[0]).unwrap();
    assert_ne!(root.state.word(), "verified");
}

#[test]
fn what_is_no_part_stays_whole() {
    for (text, reason) in [
        (format!("{INDEX}x"), "a byte too many"),
        (format!("{INDEX}\n{CONFIG}"), "two documents in one"),
        (format!("{INDEX}\n\nhello"), "words that nobody's shell printed"),
        (format!("$ crane manifest a\n{}", INDEX.trim_end_matches('}')), "a document that is cut off"),
        (INDEX.to_owned() + "\n", "a document by itself, with its line end"),
        ("key: {{ .Values.x }}\n[ ]\n".to_owned(), "a template"),
        ("{\"level\":\"info\"}\n{\"level\":\"warn\"}\n".to_owned(), "a log"),
    ] {
        assert_eq!(documents(&text), std::slice::from_ref(&text), "{reason}");
    }
}

#[test]
fn a_secret_before_what_is_printed_is_kept_nowhere() {
    let (mut page, _) = page();
    page.paste(&format!("$ crane manifest alpine\n{INDEX}\n$ docker login -p s3cret r.example\n"));
    page.send(Msg::Export(ExportMsg::Report(ReportFormat::Json)));
    page.send(Msg::Export(ExportMsg::Documents));
    for save in &page.saved {
        assert!(!String::from_utf8_lossy(&save.bytes).contains("s3cret"), "{}", save.name);
    }
}
