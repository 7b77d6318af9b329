//! Why something can't be read, in words.

use crate::layers::{Failure, NotSaved, WorkError};
use crate::limits;
use crate::session::WhereLayer;
use crate::text::size::decimal;

/// Why something can't be read, in a sentence that says what to try.
#[must_use]
pub fn of_failure(why: &Failure) -> String {
    match why {
        Failure::Worker(error) => of_work(error),
        Failure::NotFetched(said) => said.to_string(),
        // The shell answers each job by what was asked of it.
        Failure::Unasked => "The file could not be read. Try again.".to_owned(),
        Failure::Files(error) => error.to_string(),
    }
}

/// Why the workers could not do what they were asked.
fn of_work(error: &WorkError) -> String {
    let sentence = match error {
        WorkError::NoWorker => {
            "The browser gives this page no worker, which layers are read in. A page that is opened as a file has \
             none: serve its folder over HTTP and open that."
        }
        WorkError::WorkerLost => {
            "The worker for layers did not start, or ran out of memory. Reload the page; if that does not help, \
             close other tabs."
        }
        WorkError::OtherBuild => "The page and its worker are not of one build. Reload the page.",
        WorkError::NotHeld => {
            "The file is not held any more: the page was reloaded since it was dropped. Drop it again."
        }
        WorkError::Unreadable => {
            "The browser could not read the file: it may have been changed or moved since it was dropped. Drop it \
             again."
        }
        WorkError::Wrapping(error) => return format!("The archive could not be unpacked: {error}."),
        WorkError::NoSuchFile => "The file is not there any more: its layer could not be unpacked up to it.",
        WorkError::Table(error) => return error.to_string(),
        WorkError::System(said) => return said.clone(),
    };
    sentence.to_owned()
}

/// Why a file was not saved.
pub(in crate::view) fn of_not_saved(why: &NotSaved, lies: WhereLayer) -> String {
    match why {
        NotSaved::TooLarge { path, size } => format!(
            "\u{201c}{path}\u{201d} has {}, and the page saves {} at most, or it is not whole in its layer. Unpack the \
             layer with tar to get it.",
            decimal(*size),
            decimal(limits::FILE_SAVED_BYTES as u64)
        ),
        NotSaved::Changed(_) => of_changed(lies),
        NotSaved::Failed(why) => of_failure(why),
    }
}

/// What is said of a file whose layer changed.
#[must_use]
pub fn of_changed(lies: WhereLayer) -> String {
    let (whose, again) = match lies {
        WhereLayer::Registry => (
            "The registry now gives other bytes for this layer",
            "Fetch the layer again to see what it is now",
        ),
        WhereLayer::File => (
            "The file that this layer lies in has other bytes now",
            "Read the layer again, or drop the file again",
        ),
    };
    format!(
        "Changed since it was proved. {whose} than those that were hashed before. The file is not shown. {again}."
    )
}
