//! How many packages are of each kind.

use super::Package;
use crate::pace::Pace;
use crate::sorting::sorted_by;

/// Kinds of packages that are counted: a stranger's words, and no more of them than anybody has, so that each package is
/// compared with a few.
const KINDS: usize = 40;

/// The kinds, the most first.
pub(super) async fn counted(packages: &[Package], pace: &Pace) -> Vec<(String, usize)> {
    let mut kinds: Vec<(String, usize)> = Vec::new();
    for package in packages {
        pace.spend(KINDS).await;
        let Some(kind) = package.kind.as_deref() else { continue };
        if let Some((_, count)) = kinds.iter_mut().find(|(known, _)| known.as_str() == kind) {
            *count += 1;
        } else if kinds.len() < KINDS {
            kinds.push((kind.to_owned(), 1));
        }
    }
    sorted_by(kinds, |one, other| other.1.cmp(&one.1))
}
