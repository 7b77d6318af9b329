//! Files that are held for the session: the browser reads them where they lie, a piece at a time.

use std::cell::RefCell;

use web_sys::File;
use web_sys::js_sys::{Array, Uint8Array};

use crate::layers::FileId;

thread_local! {
    /// By number. A file costs nothing until it is read.
    static FILES: RefCell<Vec<Option<File>>> = const { RefCell::new(Vec::new()) };
}

/// Holds a file.
pub fn hold(file: File) -> FileId {
    FILES.with_borrow_mut(|files| {
        files.push(Some(file));
        FileId(files.len() as u32 - 1)
    })
}

/// Holds bytes as a file; `None` where the browser makes none of them.
pub fn hold_bytes(bytes: &[u8]) -> Option<FileId> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    File::new_with_u8_array_sequence(&parts, "embedded").ok().map(hold)
}

/// A file that is held.
pub fn file(id: FileId) -> Option<File> {
    FILES.with_borrow(|files| files.get(id.0 as usize)?.clone())
}

/// Lets go of all of them but these; their numbers are not given again.
pub fn forget(but: &[FileId]) {
    FILES.with_borrow_mut(|files| {
        let others = (0..).zip(files.iter_mut()).filter(|(at, _)| !but.contains(&FileId(*at)));
        others.for_each(|(_, file)| *file = None);
    });
}
