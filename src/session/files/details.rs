//! All that is known of a file without its content.

use super::chosen::Chosen;
use super::row::{mode, text};
use super::shown::FilesShown;
use crate::archive::files::special;
use crate::archive::kind::EntryKind;
use crate::archive::layer::{EntryNumber, Extra, File};
use crate::archive::program::{Program, Role};
use crate::archive::tar::Owner;
use crate::inspect::LayerId;
use crate::text::size::{decimal, exact};
use crate::text::time::time;
use crate::text::unseen::all_seen;

/// All that is known of a file without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// Its path.
    pub path: String,
    /// What it is, as a name and a value for each thing that is known.
    pub facts: Vec<(&'static str, String)>,
    /// Whether it has a content that can be opened.
    pub opens: bool,
}

/// What is known of the chosen file.
#[must_use]
pub fn details(state: &FilesShown) -> Option<Details> {
    let (files, chosen) = (state.files()?, state.chosen?);
    let path = text(&files.path(chosen.node));
    let (layer, row, file) = match state.entry(chosen) {
        Some(entry) => entry,
        None => {
            let facts = vec![("Kind", "directory that no layer lists by itself".to_owned())];
            return Some(Details { path, facts, opens: false });
        }
    };
    let table = files.layer(layer)?;
    let mut facts = vec![("Kind", kind(&file))];
    if let Some(special) = special(&file) {
        facts.push(("Mark", special.word().to_owned()));
    }
    if !file.link.is_empty() {
        facts.push(("Leads to", text(file.link)));
    }
    if file.kind == EntryKind::Regular {
        facts.push(("Size", format!("{} · {}", decimal(file.size), exact(file.size))));
    }
    facts.push(("Mode", format!("{} · {:04o}", mode(file.kind, file.mode), file.mode)));
    if let Some(owner) = table.owner(file.owner) {
        facts.push(("Owner", named(owner)));
    }
    facts.push(("Changed", format!("{} UTC", time(file.mtime))));
    facts.push(("Layer", format!("{}", u32::from(layer) + 1)));
    if let Some(extra) = table.extra(row) {
        facts.extend(of_extra(extra));
    }
    let listed = state.is_listed(layer);
    if listed {
        facts.push(("Content", "not here: its layer was not fetched".to_owned()));
    }
    let opens = matches!(file.kind, EntryKind::Regular | EntryKind::HardLink) && !listed;
    Some(Details { path, facts, opens })
}

fn kind(file: &File<'_>) -> String {
    if file.sparse { "sparse file: its holes take no room".to_owned() } else { file.kind.word().to_owned() }
}

fn named(Owner { uid, gid, user, group }: &Owner) -> String {
    let one = |number: i64, name: &[u8]| match name {
        b"" => number.to_string(),
        name => format!("{number} ({})", text(name)),
    };
    format!("user {}, group {}", one(*uid, user), one(*gid, group))
}

fn of_extra(extra: &Extra) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if let Some(device) = extra.device {
        facts.push(("Device", format!("{}, {}", device.major, device.minor)));
    }
    if let Some(program) = &extra.program {
        facts.push(("Program", in_words(program)));
    }
    for xattr in &extra.xattrs {
        facts.push(("Attribute", format!("{} = {}", text(&xattr.name), value(&xattr.value))));
    }
    facts
}

/// A program in words: `ELF executable for arm64`.
fn in_words(program: &Program) -> String {
    let role = match program.role {
        Role::Executable => "executable",
        Role::Library => "library, or a program that can be loaded anywhere",
        Role::Other => "object file, or code for another kind of machine",
    };
    let machines: Vec<String> = program
        .machines
        .iter()
        .map(|machine| match (machine.architecture(), machine.detail()) {
            ("", _) => "an unknown machine".to_owned(),
            (architecture, "") => architecture.to_owned(),
            (architecture, detail) => format!("{architecture} ({detail})"),
        })
        .collect();
    format!("{} {role}, for {}", program.format.name(), machines.join(" and "))
}

/// The value of an attribute: as text where it is one, and in hex else.
fn value(bytes: &[u8]) -> String {
    const SHOWN: usize = 64;
    let bytes = bytes.strip_suffix(&[0]).unwrap_or(bytes);
    let cut = bytes.get(..SHOWN).unwrap_or(bytes);
    let more = if cut.len() < bytes.len() { format!("… ({} bytes)", bytes.len()) } else { String::new() };
    match std::str::from_utf8(cut) {
        Ok(text) if all_seen(text) => format!("{text}{more}"),
        _ => {
            let digits: Vec<String> = cut.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("0x{}{more}", digits.concat())
        }
    }
}

impl FilesShown {
    /// The layers after which a file is looked at, the likeliest first: of what was deleted, the one below.
    fn layers_of(&self, chosen: Chosen) -> impl Iterator<Item = u16> {
        let layer = chosen.layer.unwrap_or_else(|| self.layer());
        [Some(layer), layer.checked_sub(1)].into_iter().flatten()
    }

    /// The layer and the entry of a file as it is shown.
    fn entry(&self, chosen: Chosen) -> Option<(u16, EntryNumber, File<'_>)> {
        let files = self.files()?;
        self.layers_of(chosen).find_map(|layer| files.entry(chosen.node, layer))
    }

    /// The layer that has the content of a file, and where in it.
    #[must_use]
    pub fn content(&self, chosen: Chosen) -> Option<(LayerId, u64)> {
        let files = self.files()?;
        let found = self.layers_of(chosen).find_map(|layer| files.content(chosen.node, layer));
        let (layer, _, file) = found.filter(|(.., file)| file.kind == EntryKind::Regular)?;
        Some(((*self.layers.get(usize::from(layer))?)?, file.at))
    }
}
