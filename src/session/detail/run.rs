//! How a container of an image runs, for people: its command line, and its environment.

use crate::findings::Finding;
use crate::image::config::Run;
use crate::inspect::Blob;

/// What runs: entry point and arguments as one line for a POSIX shell.
#[must_use]
pub fn command_line(run: &Run) -> String {
    let words = run.entrypoint.iter().chain(&run.cmd);
    if run.args_escaped {
        // Windows takes one command line, and here it is one already.
        return words.map(String::as_str).collect::<Vec<_>>().join(" ");
    }
    words.map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
}

/// A `docker run` that says by its options all that the config says, one option a line.
#[must_use]
pub fn docker_run(run: &Run) -> String {
    let mut lines = vec!["docker run".to_owned()];
    let mut option = |name: &str, value: &str| lines.push(format!("{name} {}", quoted(value)));
    for (name, value) in
        [("--user", &run.user), ("--workdir", &run.working_dir), ("--stop-signal", &run.stop_signal)]
    {
        if let Some(value) = value {
            option(name, value);
        }
    }
    run.env.iter().for_each(|entry| option("--env", entry));
    run.exposed_ports.iter().for_each(|port| option("--expose", port));
    run.volumes.iter().for_each(|volume| option("--volume", volume));
    if let [kind, test @ ..] = run.healthcheck.as_slice() {
        match kind.as_str() {
            "NONE" => lines.push("--no-healthcheck".to_owned()),
            _ => option("--health-cmd", &test.join(" ")),
        }
    }
    let mut option = |name: &str, value: &str| lines.push(format!("{name} {}", quoted(value)));
    // The option takes one word; what is behind it goes with the arguments.
    let (entrypoint, arguments) = match run.entrypoint.as_slice() {
        [first, rest @ ..] => (Some(first), rest),
        [] => (None, [].as_slice()),
    };
    if let Some(entrypoint) = entrypoint {
        option("--entrypoint", entrypoint);
    }
    let mut last = "IMAGE".to_owned();
    for argument in arguments.iter().chain(&run.cmd) {
        last.push(' ');
        last.push_str(&quoted(argument));
    }
    lines.push(last);
    lines.join(" \\\n  ")
}

/// A word as a POSIX shell takes it.
pub(super) fn quoted(word: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"%+,-./:=@_".contains(&byte);
    if !word.is_empty() && word.bytes().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

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
            docker_run(&run).replace(" \\\n ", ""),
            r"docker run --user 10001:10001 --env 'A=b c' --env 'Q=it'\''s' --expose 80/tcp --entrypoint /bin/sh IMAGE -c 'echo $A' ''"
        );
        assert_eq!(docker_run(&Run::default()), "docker run \\\n  IMAGE");
    }

    #[test]
    fn windows_has_its_line_already() {
        let run = Run { cmd: texts(&[r"cmd /S /C dir C:\"]), args_escaped: true, ..Run::default() };
        assert_eq!(command_line(&run), r"cmd /S /C dir C:\");
    }
}
