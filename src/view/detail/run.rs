//! How a container of an image runs, for people: its command line, and its environment.

use crate::findings::Finding;
use crate::image::config::Run;
use crate::inspect::Blob;
use crate::limits;
use crate::text::shell::quoted;

/// What runs: entry point and arguments as one line for a POSIX shell.
#[must_use]
pub fn command_line(run: &Run) -> String {
    let words = run.entrypoint.iter().chain(&run.cmd);
    if run.args_escaped {
        // Windows takes one command line, and here it is one already.
        return words.map(String::as_str).collect::<Vec<_>>().join(" ");
    }
    let word = |word: &String| quoted(word).unwrap_or_else(|| format!("'{word}'"));
    words.map(word).collect::<Vec<_>>().join(" ")
}

/// A `docker run` that says by its options all that the config says, one option a line.
///
/// # Errors
/// When no command line says it, or none that can be shown whole: why.
pub fn docker_run(run: &Run) -> Result<String, &'static str> {
    let mut lines = vec!["docker run".to_owned()];
    let mut option = |name: &str, value: &str| -> Result<(), &'static str> {
        let value = quoted(value).ok_or(HOLDS_NUL)?;
        lines.push(format!("{name} {value}"));
        Ok(())
    };
    for (name, value) in
        [("--user", &run.user), ("--workdir", &run.working_dir), ("--stop-signal", &run.stop_signal)]
    {
        value.iter().try_for_each(|value| option(name, value))?;
    }
    for entry in &run.env {
        if !entry.contains('=') {
            return Err(NO_VALUE);
        }
        option("--env", entry)?;
    }
    run.exposed_ports.iter().try_for_each(|port| option("--expose", port))?;
    for volume in &run.volumes {
        // `C:\data` is a path.
        let is_drive =
            |start: &[u8; 3]| matches!(start, [letter, b':', b'\\'] if letter.is_ascii_alphabetic());
        let path = volume
            .get(3..)
            .filter(|_| volume.as_bytes().first_chunk().is_some_and(is_drive))
            .unwrap_or(volume);
        if path.contains(':') {
            return Err(MOUNTS_ANOTHER);
        }
        option("--volume", volume)?;
    }
    match run.healthcheck.as_slice() {
        [kind, ..] if kind == "NONE" => lines.push("--no-healthcheck".to_owned()),
        [_, test @ ..] => option("--health-cmd", &test.join(" "))?,
        [] => {}
    }
    let mut words = run.entrypoint.iter();
    // The option takes one word; what is after it goes with the arguments.
    if let Some(entrypoint) = words.next() {
        lines.push(format!("--entrypoint {}", quoted(entrypoint).ok_or(HOLDS_NUL)?));
    }
    let mut last = "IMAGE".to_owned();
    for argument in words.chain(&run.cmd) {
        last.push(' ');
        last.push_str(&quoted(argument).ok_or(HOLDS_NUL)?);
    }
    lines.push(last);
    let whole = lines.join(" \\\n  ");
    let is_shown = lines.iter().all(|line| line.chars().nth(limits::TEXT_SHOWN_CHARACTERS).is_none());
    if is_shown && whole.len() <= limits::COMMAND_LINE_BYTES { Ok(whole) } else { Err(TOO_LONG) }
}

const HOLDS_NUL: &str =
    "There is none: a text of the config holds a NUL character, which no command line can.";
const NO_VALUE: &str = "There is none: an environment entry has no =, and docker run would give it the value \
    that it has where the command is run.";
const MOUNTS_ANOTHER: &str = "There is none: a volume\u{2019}s path holds a colon, and docker run would mount a \
    folder of the machine where the command is run.";
const TOO_LONG: &str = "It is not shown: the command line would be too long to be seen whole.";

/// A variable of the environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name; the whole entry where that has no `=`.
    pub name: String,
    /// Its value.
    pub value: Option<String>,
    /// What there is to say of it, by position in the blob's findings.
    pub finding: Option<usize>,
}

/// The environment of the config `blob`, in its order, each with the finding that points into it.
#[must_use]
pub fn environment(blob: &Blob) -> Vec<Variable> {
    let entries = blob.root().and_then(|root| root.get("config")?.get("Env"));
    let entries = entries.into_iter().flat_map(crate::json::Value::items);
    let variable = |entry: crate::json::Value<'_>| {
        let text = entry.as_str()?;
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (&*text, None),
        };
        let span = entry.span();
        let inside =
            |finding: &Finding| finding.span.is_some_and(|at| span.start <= at.start && at.end <= span.end);
        Some(Variable { name: name.to_owned(), value, finding: blob.findings.iter().position(inside) })
    };
    entries.filter_map(variable).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_line_for_a_shell() {
        let run = Run {
            user: Some("10001:10001".into()),
            env: texts(&["A=b c", "Q=it's"]),
            exposed_ports: texts(&["80/tcp"]),
            entrypoint: texts(&["/bin/sh", "-c"]),
            cmd: texts(&["echo $A", ""]),
            ..Run::default()
        };
        assert_eq!(command_line(&run), "/bin/sh -c 'echo $A' ''");
        assert_eq!(
            docker_run(&run).unwrap().replace(" \\\n ", ""),
            r"docker run --user 10001:10001 --env 'A=b c' --env $'Q=it\x27s' --expose 80/tcp --entrypoint /bin/sh IMAGE -c 'echo $A' ''"
        );
        assert_eq!(docker_run(&Run::default()).unwrap(), "docker run \\\n  IMAGE");
    }

    #[test]
    fn no_command_says_another_thing_than_the_config() {
        for (run, reason) in [
            (Run { env: texts(&["A=b\0c"]), ..Run::default() }, HOLDS_NUL),
            (Run { cmd: texts(&["\0"]), ..Run::default() }, HOLDS_NUL),
            (Run { env: texts(&["AWS_SECRET_ACCESS_KEY"]), ..Run::default() }, NO_VALUE),
            (Run { volumes: texts(&["/:/host"]), ..Run::default() }, MOUNTS_ANOTHER),
            (Run { volumes: texts(&["C:\\:C:\\host"]), ..Run::default() }, MOUNTS_ANOTHER),
            (Run { env: vec![format!("A={}", "x".repeat(5000))], ..Run::default() }, TOO_LONG),
            (Run { env: vec!["A=1".to_owned(); 10_000], ..Run::default() }, TOO_LONG),
        ] {
            assert_eq!(docker_run(&run), Err(reason));
        }
        let run = Run { volumes: texts(&["/data", "C:\\data"]), ..Run::default() };
        assert!(docker_run(&run).is_ok());
    }

    #[test]
    fn windows_has_its_line_already() {
        let run = Run { cmd: texts(&[r"cmd /S /C dir C:\"]), args_escaped: true, ..Run::default() };
        assert_eq!(command_line(&run), r"cmd /S /C dir C:\");
    }
}
