//! Files and folders, read as bytes.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::js_sys::{Array, Promise, Reflect, Uint8Array};
use web_sys::{
    DataTransfer, DataTransferItem, File, FileList, FileSystemDirectoryEntry, FileSystemEntry,
    FileSystemFileEntry,
};

use super::{Send, held};
use crate::inspect::Origin;
use crate::layers::HeldFile;
use crate::session::{Arrival, DocumentsMsg, Fate, Gathering, LayersMsg, Msg};

/// Reads files that were chosen, and answers [`crate::session::DocumentsMsg::Add`].
pub fn read_chosen(files: &FileList, send: Send) {
    let files: Vec<File> = (0..files.length()).filter_map(|at| files.get(at)).collect();
    spawn_local(async move {
        let mut reading = Dropping::default();
        for file in files {
            let path = path_of(&file);
            reading.take(path, &file).await;
        }
        reading.finish(&send);
    });
}

/// Reads what was dropped, folders with all that is in them, and answers [`crate::session::DocumentsMsg::Add`].
pub fn read_dropped(transfer: &DataTransfer, send: Send) {
    // The browser forgets what was dropped as soon as the event is over.
    let items = transfer.items();
    let mut to_come: Vec<Dropped> =
        (0..items.length()).rev().filter_map(|at| Dropped::of(&items.get(at)?)).collect();
    spawn_local(async move {
        let mut reading = Dropping::default();
        while let Some(dropped) = to_come.pop() {
            if reading.gathering.is_full() {
                break;
            }
            match dropped {
                Dropped::File(file) => reading.take(file.name(), &file).await,
                // Chromium keeps the classes of entries to itself: only their own word tells which is which.
                Dropped::Entry(entry) if entry.is_directory() => {
                    let inside = entries_of(entry.unchecked_ref()).await;
                    to_come.extend(inside.into_iter().rev().map(Dropped::Entry));
                }
                Dropped::Entry(entry) => match file_of(&entry).await {
                    Some(file) => {
                        let path = entry.full_path();
                        reading.take(path.trim_start_matches('/').to_owned(), &file).await;
                    }
                    None => reading.gathering.failed(&entry.full_path()),
                },
            }
        }
        reading.finish(&send);
    });
}

/// A thing that was dropped, or that lies in a folder that was.
enum Dropped {
    /// A file by itself. A page that was opened as a file, too, may read it so, which it may not as an entry.
    File(File),
    /// A folder, or a file in one.
    Entry(FileSystemEntry),
}

impl Dropped {
    fn of(item: &DataTransferItem) -> Option<Self> {
        let entry = item.webkit_get_as_entry().ok().flatten();
        match entry.filter(FileSystemEntry::is_directory) {
            Some(folder) => Some(Self::Entry(folder)),
            None => item.get_as_file().ok().flatten().map(Self::File),
        }
    }
}

#[derive(Default)]
struct Dropping {
    gathering: Gathering,
    arrivals: Vec<Arrival>,
    held: Vec<HeldFile>,
}

impl Dropping {
    async fn take(&mut self, path: String, file: &File) {
        match self.gathering.fate(&path, file.size() as u64) {
            Fate::Leave => return,
            Fate::Hold => return self.hold(path, file),
            Fate::Read => {}
        }
        let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
            return self.gathering.failed(&path);
        };
        let bytes = Uint8Array::new(&buffer).to_vec();
        match self.gathering.fate_by_content(&path, &bytes) {
            Fate::Leave => {}
            Fate::Hold => self.hold(path, file),
            Fate::Read => self.arrivals.push(Arrival { bytes: bytes.into(), origin: Origin::File(path) }),
        }
    }

    fn hold(&mut self, path: String, file: &File) {
        self.held.push(HeldFile { id: held::hold(file.clone()), path, size: file.size() as u64 });
    }

    fn finish(self, send: &Send) {
        for sentence in self.gathering.sentences() {
            send(Msg::Documents(DocumentsMsg::Refused(sentence)));
        }
        if !self.arrivals.is_empty() {
            send(Msg::Documents(DocumentsMsg::Add { arrivals: self.arrivals, pin: None }));
        }
        if !self.held.is_empty() {
            send(Msg::Layers(LayersMsg::Held(self.held)));
        }
    }
}

/// A file's path in the folder that was chosen, or its name.
fn path_of(file: &File) -> String {
    let path = Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
}

async fn file_of(entry: &FileSystemEntry) -> Option<File> {
    let entry: &FileSystemFileEntry = entry.unchecked_ref();
    let promise = Promise::new(&mut |resolve, reject| {
        entry.file_with_callback_and_callback(&resolve, &reject);
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// All that a folder holds. The browser gives it a hundred at a time, and nothing at the end.
async fn entries_of(folder: &FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut entries = Vec::new();
    loop {
        let promise = Promise::new(&mut |resolve, reject| {
            let started = reader.read_entries_with_callback_and_callback(&resolve, &reject);
            if let Err(error) = started {
                let _ = reject.call1(&JsValue::UNDEFINED, &error);
            }
        });
        let some: Array = match JsFuture::from(promise).await {
            Ok(some) => some.unchecked_into(),
            Err(_) => return entries,
        };
        if some.length() == 0 || entries.len() > crate::limits::DROPPED_FILES {
            return entries;
        }
        entries.extend(some.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}
