//! What two images hold beside each other: which of their files are listed, the one that is looked at in both, and their
//! packages.

mod content;
mod list;
mod listing;
mod open;
mod packages;
mod packaging;
mod told;

pub(super) use listing::{listed, refresh as refresh_list};
pub(super) use open::refresh as refresh_file;
pub(super) use packaging::{packages_made, refresh as refresh_packages};
pub(super) use told::{compared_contents, told};

pub use content::{ComparedContents, ComparingContents, FileBeside, SideContent, TakenFile};
pub use list::{FileList, ListedFiles, ListingFiles};
pub use packages::{ComparedPackages, ComparingPackages, PackageComparison, sbom};
