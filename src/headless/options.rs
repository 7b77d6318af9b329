//! What `inspect` is asked for on its command line.

use std::path::PathBuf;

use crate::select::hosts::Machine;
use crate::select::{Client, Form};

/// How it is called.
pub const USAGE: &str = "\
Usage: inspect [options] PATH…

Opens files, folders and archives as the page does when they are dropped on it together, and prints the page's
report as JSON. The status is 0 whatever is found, and 2 where it could not run.

  --pin DIGEST      the digest that you expect, as in the field beside the box
  --node PATH       the node to choose, such as 0.2: in a layout of several images, clients choose inside one of them
  --host ID         the host to choose for: a machine of the page's chooser, or a platform such as linux/arm64
  --client ID       the client whose choice is told in full
  --form ID         explicit (the host is asked for) or default (what each client finds)
  --open-layers     read the layers of all images
  --paste FILE      put a file's text into the box, after the paths: documents, a link, a reference, a command line
  --scenario FILE   play a registry from a file, open what it names, and fetch all documents of that; the tags
                    are listed, too, where it answers for them
  --tags            list the tags of the repository, whatever answers
  --markdown        print the report as Markdown
";

/// What `inspect` is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Files and folders to drop on the page.
    pub paths: Vec<PathBuf>,
    /// The digest that is expected.
    pub pin: Option<String>,
    /// The path of the node to choose.
    pub node: Option<String>,
    /// The host to choose for.
    pub host: Option<String>,
    /// The client whose choice is told in full.
    pub client: Option<Client>,
    /// Whether the host is asked for.
    pub form: Form,
    /// Whether to read the layers of all images.
    pub open_layers: bool,
    /// The file whose text goes into the box.
    pub paste: Option<PathBuf>,
    /// The file with the registry that is played.
    pub scenario: Option<PathBuf>,
    /// Whether to list the tags of the repository.
    pub tags: bool,
    /// Whether to report as Markdown.
    pub markdown: bool,
}

impl Options {
    /// Reads a command line, without the program's own name.
    ///
    /// # Errors
    /// Where it can't be read, in a sentence.
    pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut options = Self::default();
        let mut arguments = arguments.into_iter();
        let mut only_paths = false;
        while let Some(argument) = arguments.next() {
            if only_paths || !argument.starts_with('-') || argument == "-" {
                options.paths.push(argument.into());
                continue;
            }
            let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value after it."));
            match argument.as_str() {
                "--" => only_paths = true,
                "--pin" => options.pin = Some(value()?),
                "--node" => options.node = Some(value()?),
                "--host" => options.host = Some(host(value()?)?),
                "--client" => options.client = Some(client(&value()?)?),
                "--form" => options.form = form(&value()?)?,
                "--open-layers" => options.open_layers = true,
                "--paste" => options.paste = Some(value()?.into()),
                "--scenario" => options.scenario = Some(value()?.into()),
                "--tags" => options.tags = true,
                "--markdown" => options.markdown = true,
                _ => return Err(format!("There is no option {argument}.\n\n{USAGE}")),
            }
        }
        if options.paths.is_empty() && options.paste.is_none() && options.scenario.is_none() {
            return Err(format!("Nothing is named that could be opened.\n\n{USAGE}"));
        }
        Ok(options)
    }
}

fn host(text: String) -> Result<String, String> {
    if Machine::from_id(&text).is_some() || text.contains('/') {
        return Ok(text);
    }
    let ids: Vec<&str> = crate::select::hosts::MACHINES.iter().map(|machine| machine.id).collect();
    Err(format!(
        "There is no host {text}. Name a platform, such as linux/arm64, or one of {}.",
        ids.join(", ")
    ))
}

fn client(text: &str) -> Result<Client, String> {
    if let Some(client) = Client::from_id(text) {
        return Ok(client);
    }
    let ids: Vec<&str> = Client::ALL.into_iter().map(Client::id).collect();
    Err(format!("There is no client {text}. Name one of {}.", ids.join(", ")))
}

fn form(text: &str) -> Result<Form, String> {
    let found = Form::ALL.into_iter().find(|form| form.id() == text);
    found.ok_or_else(|| format!("There is no form {text}. Name explicit or default."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options, String> {
        Options::parse(line.split_whitespace().map(ToOwned::to_owned))
    }

    #[test]
    fn a_command_line_is_read() {
        let options = parse("--host pi-3 a --open-layers --client crane --form default -- --b").unwrap();
        assert_eq!(options.paths, [PathBuf::from("a"), PathBuf::from("--b")]);
        assert_eq!((options.host.as_deref(), options.client), (Some("pi-3"), Some(Client::Crane)));
        assert!(options.open_layers && options.form == Form::Default && !options.markdown);
    }

    #[test]
    fn what_cannot_be_done_is_said() {
        for (line, words) in [
            ("", "Nothing is named"),
            ("--markdown", "Nothing is named"),
            ("--verbose a", "no option --verbose"),
            ("a --pin", "--pin needs a value"),
            ("a --host pi-9", "no host pi-9"),
            ("a --client curl", "no client curl"),
            ("a --form none", "no form none"),
        ] {
            let error = parse(line).unwrap_err();
            assert!(error.contains(words), "{line}: {error}");
        }
    }
}
