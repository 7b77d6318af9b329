//! What is shown of two nodes beside each other.

use std::rc::Rc;

use crate::session::{Comparison, FileBeside, FileComparison, FileList, Model, PackageComparison};

/// What is shown of two nodes beside each other. A copy shares what is long.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComparisonLook {
    /// Their documents.
    pub comparison: Option<Rc<Comparison>>,
    /// Their files, where the layers of both are read.
    pub files: Option<Rc<FileComparison>>,
    /// Which of these are listed.
    pub list: FileList,
    /// The one that is looked at.
    pub file: Option<Rc<FileBeside>>,
    /// Their packages, where both have a bill of materials here.
    pub packages: Option<Rc<PackageComparison>>,
}

impl ComparisonLook {
    /// What is shown now.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        Self {
            comparison: model.comparison.clone(),
            files: model.file_comparison.clone(),
            list: model.file_list.clone(),
            file: model.file_beside.clone(),
            packages: model.package_comparison.clone(),
        }
    }
}
