//! Files and folders of this machine, taken as the page takes them when they are dropped on it.

use std::fs;
use std::path::{Path, PathBuf};

use super::files::Files;
use super::regular::{self, PathKind, unread};
use crate::inspect::Origin;
use crate::layers::HeldFile;
use crate::session::{Arrival, DocumentsMsg, Fate, Gathering, LayersMsg, Msg};

/// What the page is told when these are dropped at once: a folder with all that is in it, by name.
pub fn dropped<P: AsRef<Path>>(paths: &[P], files: &mut Files) -> Result<Vec<Msg>, String> {
    let mut to_come = Vec::new();
    for path in paths.iter().rev() {
        let path = path.as_ref();
        // The name of "." and "..", too.
        let name = regular::kind(path).and_then(|_| path.canonicalize());
        let name = name.map_err(|error| unread(path, &error))?;
        let name = path.file_name().or(name.file_name()).map(|name| name.to_string_lossy().into_owned());
        to_come.push((name.unwrap_or_default(), path.to_owned()));
    }
    let mut reading = Gathered::default();
    while let Some((name, path)) = to_come.pop() {
        if reading.gathering.is_full() {
            break;
        }
        match regular::kind(&path) {
            Ok(PathKind::Folder) => match inside(&path, &name) {
                Some(inside) => to_come.extend(inside.into_iter().rev()),
                None => reading.gathering.failed(&name),
            },
            Ok(PathKind::File(size)) => reading.take(name, &path, size, files),
            Err(_) => reading.gathering.failed(&name),
        }
    }
    Ok(reading.finish())
}

/// What a folder holds, by name. Links to folders are left out: they may lead in a circle.
fn inside(folder: &Path, name: &str) -> Option<Vec<(String, PathBuf)>> {
    let mut inside = Vec::new();
    for entry in fs::read_dir(folder).ok()? {
        let path = entry.ok()?.path();
        if path.is_symlink() && path.is_dir() {
            continue;
        }
        let own = path.file_name().unwrap_or_default().to_string_lossy();
        inside.push((format!("{name}/{own}"), path));
    }
    inside.sort();
    Some(inside)
}

#[derive(Default)]
struct Gathered {
    gathering: Gathering,
    arrivals: Vec<Arrival>,
    held: Vec<HeldFile>,
}

impl Gathered {
    fn take(&mut self, name: String, path: &Path, size: u64, files: &mut Files) {
        match self.gathering.fate(&name, size) {
            Fate::Leave => return,
            Fate::Hold => return self.hold(name, path, size, files),
            Fate::Read => {}
        }
        let Ok(bytes) = regular::read(path) else { return self.gathering.failed(&name) };
        match self.gathering.fate_by_content(&name, &bytes) {
            Fate::Leave => {}
            Fate::Hold => self.hold(name, path, size, files),
            Fate::Read => self.arrivals.push(Arrival { bytes: bytes.into(), origin: Origin::File(name) }),
        }
    }

    fn hold(&mut self, path: String, at: &Path, size: u64, files: &mut Files) {
        self.held.push(HeldFile { id: files.hold(at), path, size });
    }

    fn finish(self) -> Vec<Msg> {
        let mut messages: Vec<Msg> = self
            .gathering
            .sentences()
            .into_iter()
            .map(|it| Msg::Documents(DocumentsMsg::Refused(it)))
            .collect();
        if !self.arrivals.is_empty() {
            messages.push(Msg::Documents(DocumentsMsg::Add { arrivals: self.arrivals, pin: None }));
        }
        if !self.held.is_empty() {
            messages.push(Msg::Layers(LayersMsg::Held(self.held)));
        }
        messages
    }
}
