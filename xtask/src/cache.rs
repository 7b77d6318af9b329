//! The user's cache folder, where built tools lie by version.
//!
//! A tool is made in a folder of its own and renamed into place at the end, under a lock: two runs at the
//! same time don't disturb each other, and one that is broken off leaves nothing half done. Another clone
//! of the repository finds what this one has put there.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use crate::Result;
use crate::step::{note, step};

/// Bayplan's folder in the user's cache folder.
///
/// # Errors
/// When the environment names no place for it.
pub fn folder() -> Result<PathBuf> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    absolute("XDG_CACHE_HOME")
        .or_else(|| absolute("HOME").map(|home| home.join(".cache")))
        .or_else(|| absolute("LOCALAPPDATA"))
        .map(|caches| caches.join("bayplan"))
        .ok_or_else(|| "There is no cache folder: neither XDG_CACHE_HOME nor HOME is set.".into())
}

/// Finds `file` in a folder under `tools`, or makes that folder by `fill`, said as `what`.
///
/// # Errors
/// Those of `fill`, and when the folder can't be written.
pub fn place(
    tools: &Path,
    folder: &str,
    file: &str,
    what: &str,
    fill: impl FnOnce(&Path) -> Result<()>,
) -> Result<PathBuf> {
    let home = tools.join(folder);
    let wanted = home.join(file);
    if wanted.is_file() {
        return Ok(wanted);
    }
    let io = |error: std::io::Error| format!("{} can't be written: {error}.", tools.display());
    std::fs::create_dir_all(tools).map_err(io)?;
    // The lock ends with this process, however it ends.
    let lock = File::create(tools.join(format!(".{folder}.lock"))).map_err(io)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            note(&format!("Waiting: another run puts {folder} in place."));
            lock.lock().map_err(io)?;
        }
        Err(TryLockError::Error(error)) => return Err(io(error)),
    }
    // Another run may have done it between the look and the lock.
    if wanted.is_file() {
        return Ok(wanted);
    }
    step(what, || {
        let new = tools.join(format!(".{folder}.new"));
        remove(&new)?;
        std::fs::create_dir_all(&new).map_err(io)?;
        fill(&new)?;
        if !new.join(file).is_file() {
            return Err(format!("{folder} was installed, but has no {file}."));
        }
        remove(&home)?;
        std::fs::rename(&new, &home).map_err(io)
    })?;
    Ok(wanted)
}

/// Removes a folder that may not be there.
///
/// # Errors
/// When it is there and can't be removed.
pub fn remove(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("{} can't be removed: {error}.", folder.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// A folder of this test's own.
    fn tools(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("bayplan-cache-{name}-{}", std::process::id()));
        remove(&folder).unwrap();
        folder
    }

    fn write(into: &Path, text: &str) -> Result<()> {
        std::fs::write(into.join("tool"), text).map_err(|error| error.to_string())
    }

    #[test]
    fn is_filled_once_by_runs_at_the_same_time() {
        let tools = tools("at-once");
        let fills = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let found = place(&tools, "tool-1", "tool", "Filling", |into| {
                        fills.fetch_add(1, Ordering::SeqCst);
                        write(into, "whole")
                    });
                    assert_eq!(std::fs::read_to_string(found.unwrap()).unwrap(), "whole");
                });
            }
        });
        assert_eq!(fills.load(Ordering::SeqCst), 1);
        remove(&tools).unwrap();
    }

    #[test]
    fn what_was_broken_off_is_begun_again() {
        let tools = tools("broken-off");
        let place = |fill: &dyn Fn(&Path) -> Result<()>| place(&tools, "tool-1", "tool", "Filling", fill);
        let broken_off = place(&|into| {
            std::fs::write(into.join("rest"), "half").unwrap();
            Err("the power went".into())
        });
        assert_eq!(broken_off, Err("the power went".into()));
        assert!(!tools.join("tool-1").exists());

        assert!(place(&|_| Ok(())).unwrap_err().contains("has no tool"));

        let found = place(&|into| write(into, "whole")).unwrap();
        assert!(!tools.join("tool-1/rest").exists(), "nothing of the first try is left");
        assert_eq!(place(&|_| Err("not called".into())), Ok(found));
        remove(&tools).unwrap();
    }
}
