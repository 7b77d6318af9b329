//! Files that are held for the session: the browser reads them where they lie, a piece at a time.

use std::cell::RefCell;

use web_sys::File;

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

/// A file that is held.
pub fn file(id: FileId) -> Option<File> {
    FILES.with_borrow(|files| files.get(id.0 as usize)?.clone())
}

/// Lets go of all of them; their numbers are not given again.
pub fn forget() {
    FILES.with_borrow_mut(|files| files.iter_mut().for_each(|file| *file = None));
}
