//! Opens a case, and looks into its report.

use std::fs;
use std::path::{Path, PathBuf};

use bayplan::headless::{Options, run};
use serde_json::Value;

/// The report of a case, all its layers read.
pub fn inspect(case: &str) -> Value {
    inspect_with(case, &[])
}

/// The same, with more options of `examples/inspect.rs`.
pub fn inspect_with(case: &str, options: &[&str]) -> Value {
    let text = run(&asked(case, options), None).unwrap_or_else(|error| panic!("{case}: {error}"));
    serde_json::from_str(&text).unwrap()
}

/// The report of a case as Markdown.
pub fn markdown(case: &str) -> String {
    run(&asked(case, &["--markdown"]), None).unwrap()
}

fn asked(case: &str, more: &[&str]) -> Options {
    let more = ["--open-layers"].iter().chain(more).map(|option| (*option).to_owned());
    // Options alone open nothing: the folder itself stands for what is in it.
    let mut options = Options::parse(more.chain([String::from(".")])).unwrap();
    options.paths.clear();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(case);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{case}: {error}"))
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        match file.file_name().unwrap().to_str().unwrap() {
            "PIN" => options.pin = Some(fs::read_to_string(&file).unwrap()),
            "scenario.json" => options.scenario = Some(file),
            _ => options.paths.push(file),
        }
    }
    options
}

/// All findings of a report.
pub fn findings(report: &Value) -> Vec<&Value> {
    report["findings"].as_array().unwrap().iter().collect()
}

/// The codes of all findings of a report.
pub fn codes(report: &Value) -> Vec<&str> {
    findings(report).into_iter().map(|finding| finding["code"].as_str().unwrap()).collect()
}

/// The codes of what is worse than a note.
pub fn faults(report: &Value) -> Vec<&str> {
    let worse = findings(report).into_iter().filter(|finding| finding["severity"] != "note");
    worse.map(|finding| finding["code"].as_str().unwrap()).collect()
}

/// What `client` does on the host that was asked for, such as `{"outcome": "picked", "node": "0.1", …}`.
pub fn client<'a>(report: &'a Value, client: &str) -> &'a Value {
    let mut clients = report["choice"]["clients"].as_array().unwrap().iter();
    clients.find(|it| it["client"] == client).unwrap_or_else(|| panic!("there is no client {client}"))
}

/// The layer of the node with this path.
pub fn layer<'a>(report: &'a Value, path: &str) -> &'a Value {
    let mut layers = report["layers"].as_array().unwrap().iter();
    layers.find(|layer| layer["node"] == path).unwrap_or_else(|| panic!("no layer is at {path}"))
}

/// The only finding with this code.
pub fn finding<'a>(report: &'a Value, code: &str) -> &'a Value {
    let found: Vec<&Value> = findings(report).into_iter().filter(|finding| finding["code"] == code).collect();
    match found[..] {
        [finding] => finding,
        _ => panic!("{code} is found {} times among {:?}", found.len(), codes(report)),
    }
}

/// The node with this path, such as `0.1.c`.
pub fn node<'a>(report: &'a Value, path: &str) -> &'a Value {
    let mut nodes = report["tree"].as_array().unwrap().iter();
    nodes.find(|node| node["path"] == path).unwrap_or_else(|| panic!("no node is at {path}:\n{report:#}"))
}

/// Whether the report says this anywhere.
pub fn says(report: &Value, words: &str) -> bool {
    match report {
        Value::String(text) => text.contains(words),
        Value::Array(values) => values.iter().any(|value| says(value, words)),
        Value::Object(values) => values.values().any(|value| says(value, words)),
        _ => false,
    }
}
