//! What tools print for people, line by line: which name and which digest belong together.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::found::{Found, reference};
use super::{Part, clean, part, shapes};
use crate::image::digest::Digest;
use crate::image::document::{Document, Kind};
use crate::image::reference::prompt::{TOOLS, program};
use crate::image::reference::{Reference, reader};
use crate::json::{self, Value};
use crate::pace::{Pace, at_once};

/// Looks through a text.
pub(super) async fn read(text: &str, found: &mut Found, pace: &Pace) {
    let clean = clean::cleaned(text);
    let mut at = Cursor { text: &clean, from: 0, line: 1 };
    let cleaned = matches!(clean, Cow::Owned(_));
    let mut lines = Lines { begins: true, cleaned, ..Lines::default() };
    while let Some(line) = at.line() {
        pace.spend(STEPS_OF_A_LINE + line.len()).await;
        if line.trim_start().starts_with(['{', '[']) && part::opens(at.rest().trim_start()) {
            let Some(length) = lines.json(&at, found) else { return found.refuse() };
            at.skip(length);
            lines.begins = false;
            continue;
        }
        let joined = at.joined(line);
        lines.take(&joined, found);
        lines.begins &= joined.trim().is_empty();
        at.next();
    }
}

/// Steps that a line comes to at least.
const STEPS_OF_A_LINE: usize = 100;

/// A place in a text, and the number of its line.
struct Cursor<'a> {
    text: &'a str,
    from: usize,
    line: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.from..).unwrap_or_default()
    }

    /// The rest of the line.
    fn line(&self) -> Option<&'a str> {
        Some(self.rest())
            .filter(|rest| !rest.is_empty())
            .map(|rest| rest.split(['\n', '\r']).next().unwrap_or(rest))
    }

    /// The line, and those that it goes on in: it then ends in a backslash, or a backtick of PowerShell's.
    fn joined(&mut self, first: &'a str) -> Cow<'a, str> {
        const JOINS: [char; 2] = ['\\', '`'];
        let Some(start) = first.trim_end().strip_suffix(JOINS) else { return Cow::Borrowed(first) };
        let mut joined = format!("{start} ");
        self.next();
        while let Some(line) = self.line() {
            let goes_on = line.trim_end().strip_suffix(JOINS).filter(|_| joined.len() < LINE_BYTES);
            joined.push_str(goes_on.unwrap_or(line));
            if goes_on.is_none() {
                break;
            }
            joined.push(' ');
            self.next();
        }
        Cow::Owned(joined)
    }

    fn next(&mut self) {
        let line = self.line().map_or(0, str::len);
        self.skip(line);
        let rest = self.rest();
        let ending = if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
        self.skip(ending);
    }

    fn skip(&mut self, bytes: usize) {
        let skipped = self.rest().get(..bytes).unwrap_or_default();
        self.line = self.line.saturating_add(skipped.matches('\n').count());
        self.from = self.from.saturating_add(bytes);
    }
}

/// Bytes of a line that is a command.
const LINE_BYTES: usize = 8192;

/// What the lines so far say of those that follow.
#[derive(Default)]
struct Lines {
    /// Nothing but white space was before.
    begins: bool,
    /// Whether colour codes or times were taken out.
    cleaned: bool,
    /// The image of the last command line, and whether that command prints its digest alone.
    command: Option<(Reference, bool)>,
    /// A name whose digest is to come.
    name: Option<(Reference, &'static str)>,
    /// A digest whose name is to come.
    digest: Option<Digest>,
    /// The repository that is pushed to.
    pushed: Option<String>,
    /// Whether the columns are those of a list of images.
    is_list: bool,
    /// Entries follow of an index that is found already.
    entries: bool,
    /// Whether the index of the present name was found.
    has_index: bool,
}

impl Lines {
    /// Takes JSON at the beginning of a line; its length with the white space before it. `None` where it is none, or
    /// a document with something else after it that nobody printed there.
    fn json(&mut self, at: &Cursor<'_>, found: &mut Found) -> Option<usize> {
        let rest = at.rest();
        let before = rest.len().saturating_sub(rest.trim_start().len());
        let json = rest.get(before..)?;
        let (text, after) = json.split_at_checked(at_once(part::end(json, &Pace::default()))?)?;
        let reading = json::read(text.as_bytes());
        let root = reading.root(text.as_bytes()).filter(|_| reading.is_json())?;
        let document = Document::read(Some(root));
        let command = self.command.as_ref().map(|(image, _)| image);
        if matches!(document.kind, Kind::Json | Kind::Descriptor) {
            shapes::read(root, command, found);
        }
        // imagetools puts an index's own digest among its members.
        let own = root.get("digest").and_then(Value::as_str).and_then(|digest| Digest::parse(&digest).ok());
        if let Some(digest) = own.filter(|_| document.kind.is_manifest_or_index()) {
            found.of(command.cloned(), &digest, None, "docker buildx imagetools inspect");
        }
        // Of another tool's JSON, what it names is all that is taken.
        if document.kind != Kind::Json {
            if self.begins && !is_prompt(after) {
                return None;
            }
            let lines = (at.line, at.line.saturating_add(text.matches('\n').count()));
            found.part(Part { bytes: text.as_bytes().to_vec(), lines, cleaned: self.cleaned });
        }
        Some(before.saturating_add(text.len()))
    }

    fn take(&mut self, line: &str, found: &mut Found) {
        if let Some(command) = command(line) {
            let image = reader::read(command).ok().map(|typed| typed.reference);
            // A tag that is not written is none.
            let names = || command.split([' ', '\t', '\'', '"', '=', '@']);
            let is_written = |tag: &String| names().any(|name| name.ends_with(&format!(":{tag}")));
            let image = image.map(|image| Reference { tag: image.tag.filter(is_written), ..image });
            let is_digest = prints_a_digest(command);
            *self = Self {
                cleaned: self.cleaned,
                command: image.map(|image| (image, is_digest)),
                ..Self::default()
            };
            // A command names its image by a digest now and then.
            self.whole(command, found);
            return;
        }
        let mut split = line.split_whitespace();
        let words: [&str; 4] = std::array::from_fn(|_| split.next().unwrap_or_default());
        if line.trim() == "Manifests:" {
            self.entries = self.has_index;
            return;
        }
        if self.entries && line.starts_with([' ', '\t']) {
            return;
        }
        if !(self.labelled(line, words, found) || self.listed(words, found)) {
            self.whole(line, found);
        }
    }

    /// `Label: value`, as `docker pull`, `oras`, `helm`, `regctl` and `imagetools inspect` print; whether it is one.
    fn labelled(&mut self, line: &str, words: [&str; 4], found: &mut Found) -> bool {
        let [first, second, third, _] = words;
        let last = line.split_whitespace().next_back().unwrap_or_default();
        match (first.trim_end_matches(':'), second) {
            ("Digest" | "digest", digest) if first.ends_with(':') => {
                let Some(digest) = read_digest(digest) else { return false };
                self.has_index = match (self.name.take(), &self.command) {
                    (Some((name, by)), _) => found.of(Some(name), &digest, None, by),
                    (None, Some((image, _))) => {
                        found.of(Some(image.clone()), &digest, None, "the command\u{2019}s output")
                    }
                    (None, None) => false,
                };
                self.digest = Some(digest).filter(|_| !self.has_index);
                true
            }
            ("Name", name) if first.ends_with(':') && !name.contains('@') => {
                (self.entries, self.has_index) = (false, false);
                self.named(name, "an index\u{2019}s listing")
            }
            ("repository" | "newName", name) if first.ends_with(':') => self.named(name, "YAML"),
            ("Pulled" | "Pushed" | "Copied" | "Attached", _) => {
                self.named(last, "a transfer\u{2019}s output")
            }
            ("Status", _) if line.contains("newer image for ") || line.contains("up to date for ") => {
                if let Some(digest) = self.digest.take() {
                    found.add(last, &digest, None, "docker pull");
                }
                // By a digest that was asked for.
                found.whole(last, "docker pull");
                true
            }
            ("The", "push") => {
                let repository = last.trim_start_matches('[').trim_end_matches(']');
                self.pushed = Some(repository.to_owned());
                true
            }
            (tag, "digest:") => {
                let Some(digest) = read_digest(third) else { return false };
                let image = match (&self.pushed, &self.command) {
                    (Some(repository), _) => reference(repository),
                    (None, command) => command.as_ref().map(|(image, _)| image.clone()),
                };
                found.of(image, &digest, Some(tag), "docker push")
            }
            (name, "resolved" | "resolving" | "saved") if first.ends_with(':') => {
                self.has_index = false;
                self.named(name, "a pull\u{2019}s output")
            }
            _ => self.pulled(first, found) || self.alone(words, found),
        }
    }

    fn named(&mut self, name: &str, by: &'static str) -> bool {
        // With a digest it is whole already.
        let Some(image) = reference(name).filter(|image| image.digest.is_none()) else { return false };
        self.name = Some((image, by));
        true
    }

    /// `index-sha256:…: done`, as containerd's clients print while they pull.
    fn pulled(&mut self, first: &str, found: &mut Found) -> bool {
        let Some((kind, digest)) = first.trim_end_matches(':').split_once('-') else { return false };
        let Some(digest) = read_digest(digest).filter(|_| matches!(kind, "index" | "manifest")) else {
            return false;
        };
        let Some((name, by)) = self.name.clone().filter(|_| !self.has_index) else { return true };
        self.has_index = found.of(Some(name), &digest, None, by);
        true
    }

    /// A digest by itself, after a command that prints one.
    fn alone(&mut self, words: [&str; 4], found: &mut Found) -> bool {
        let [digest, "", ..] = words else { return false };
        let Some(digest) = read_digest(digest) else { return false };
        match &self.command {
            Some((image, true)) => {
                found.of(Some(image.clone()), &digest, None, "the command\u{2019}s output")
            }
            _ => false,
        }
    }

    /// A row of a list of images: `docker images --digests`, `podman images`, `nerdctl images`, `ctr images ls`.
    fn listed(&mut self, words: [&str; 4], found: &mut Found) -> bool {
        let [name, tag, digest, id] = words;
        if matches!(name, "REPOSITORY" | "IMAGE" | "REF") {
            self.is_list = true;
            return true;
        }
        let Some(digest) = read_digest(digest) else { return false };
        let is_id = (12..=13).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !self.is_list && !is_id {
            return false;
        }
        // containerd's own list has a media type in the tag's place.
        let tag = Some(tag).filter(|tag| !tag.contains('/'));
        found.add(name, &digest, tag, "a list of images")
    }

    /// `NAME@DIGEST`, wherever it stands in a line.
    fn whole(&self, line: &str, found: &mut Found) {
        let is_around = |char: char| char.is_whitespace() || "\"'`=,;()<>|".contains(char);
        for word in line.split(is_around).filter(|word| word.contains('@')) {
            found.whole(word.trim_matches(['[', ']', '.', ':']), "the text");
        }
    }
}

fn read_digest(word: &str) -> Option<Digest> {
    Digest::parse(word.trim_matches(['"', '\'', ','])).ok().filter(|digest| digest.registered().is_some())
}

/// The tools, apart from each other: each word of a text is held to them.
static KNOWN: LazyLock<Vec<&'static str>> = LazyLock::new(|| TOOLS.split_ascii_whitespace().collect());

/// The command in a line, without the shell's prompt: `$ docker pull a`, `me@host:~$ docker …`, `PS C:\> docker …`.
fn command(line: &str) -> Option<&str> {
    let mut from = 0;
    // A prompt has a few words.
    for word in line.split(' ').take(8) {
        let rest = line.get(from..)?;
        // cmd.exe's has no space after it.
        let bare = word.rsplit(['>', '$', '#', '%']).next().unwrap_or(word);
        let is_tool = KNOWN.contains(&program(bare));
        let before = line.get(..from.saturating_add(word.len()).saturating_sub(bare.len()))?.trim_end();
        if is_tool && (before.is_empty() || is_prompt_end(before)) && rest.split_whitespace().nth(1).is_some()
        {
            return rest.get(word.len().saturating_sub(bare.len())..);
        }
        from = from.saturating_add(word.len()).saturating_add(1);
    }
    None
}

fn is_prompt_end(before: &str) -> bool {
    before.ends_with(['$', '#', '%', '>', '\u{276f}', '\u{279c}', '\u{bb}', '+']) || before.ends_with("sudo")
}

/// Whether a command prints the digest of the image that it names, and nothing else.
fn prints_a_digest(command: &str) -> bool {
    let mut words = command.split_whitespace();
    let tool = words.next().map(program).unwrap_or_default();
    let has = |word: &str| command.split_whitespace().any(|it| it == word);
    match tool {
        "crane" | "gcrane" => has("digest"),
        "regctl" => has("head") || has("digest"),
        "oras" => has("resolve"),
        "skopeo" | "docker" => {
            (has("inspect") && tool == "skopeo" || has("imagetools")) && command.contains(".Digest}}")
        }
        _ => false,
    }
}

/// Whether what follows a document at a text's beginning is nothing of it: the shell's next prompt, or a command.
fn is_prompt(rest: &str) -> bool {
    let Some(line) = rest.lines().find(|line| !line.trim().is_empty()) else { return false };
    let line = line.trim();
    line.len() <= LINE_BYTES && (is_prompt_end(line) || command(line).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_after_prompts() {
        for (line, expected) in [
            ("docker pull alpine", Some("docker pull alpine")),
            ("$ docker pull alpine", Some("docker pull alpine")),
            ("me@host:~/a b$ docker pull alpine", Some("docker pull alpine")),
            ("[root@host ~]# podman pull alpine", Some("podman pull alpine")),
            ("PS C:\\Users\\me> docker pull alpine", Some("docker pull alpine")),
            ("C:\\>docker pull alpine", Some("docker pull alpine")),
            ("\u{276f} crane digest alpine", Some("crane digest alpine")),
            ("+ sudo docker pull alpine", Some("docker pull alpine")),
            ("Using docker pull alpine", None),
            ("docker", None),
            ("Digest: sha256:x", None),
        ] {
            assert_eq!(command(line), expected, "{line}");
        }
    }
}
