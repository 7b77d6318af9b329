//! The Files tab: the files of an image or of one layer, as a tree or as a list, and the one that is open.

mod acts;
mod chosen;
mod content;
mod details;
mod open_file;
mod opened;
mod pane;
mod path;
mod row;
mod show;
mod shown;
mod stacked;
mod standing;

pub(super) use acts::{act, refresh};
pub(super) use opened::{saved, told};
pub(super) use path::path_of_chosen;

pub use chosen::Chosen;
pub use content::Content;
pub use details::{Details, details};
pub use open_file::{FileState, OpenFile};
pub use pane::FilesPane;
pub use row::FileRow;
pub use show::Show;
pub use shown::FilesShown;
pub use standing::proof_of_file;
