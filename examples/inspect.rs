//! Opens what it is given as the page does, without a browser, and prints the page's report.
//!
//! `cargo run --example inspect -- [options] PATH…`

use std::process::ExitCode;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> ExitCode {
    use std::io::Write;
    use std::path::Path;

    use bayplan::headless::{Options, USAGE, run};

    let arguments: Vec<String> =
        std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        print!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/examples");
    match Options::parse(arguments).and_then(|options| run(&options, Some(&examples))) {
        Ok(report) => match std::io::stdout().write_all(report.as_bytes()) {
            // Whoever reads may have read enough.
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                eprintln!("The report could not be printed: {error}.");
                ExitCode::from(2)
            }
            _ => ExitCode::SUCCESS,
        },
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::from(2)
        }
    }
}

/// There are no files to open in a browser: the page itself is there.
#[cfg(target_arch = "wasm32")]
fn main() -> ExitCode {
    ExitCode::from(2)
}
