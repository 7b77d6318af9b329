//! Two indexes beside each other: which platforms came, went and changed.

use std::collections::VecDeque;
use std::rc::Rc;

use super::align::Fate;
use super::change::{Change, Field};
use super::image::{Images, images};
use super::lists::whole;
use super::members::members;
use super::plain::same;
use super::pull::Pull;
use super::reason::Reason;
use super::rising::rising;
use super::side::{Read, Side};
use crate::image::descriptor::Descriptor;
use crate::image::document::Content;
use crate::image::platform::Platform;
use crate::image::platform_normal::{Edition, normalize};
use crate::json::{Span, Value};
use crate::keyed::HashMap;
use crate::limits;
use crate::pace::Pace;

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryFate {
    /// Both have the same digest, for the same platform.
    Kept,
    /// Both have the same digest, and what is stated of it is different.
    Restated,
    /// The same platform has another digest.
    Changed,
    /// Only the second has it.
    Added,
    /// Only the first has it.
    Removed,
}

impl EntryFate {
    /// All of them, in the order in which people look for them.
    pub const ALL: [Self; 5] = [Self::Added, Self::Removed, Self::Changed, Self::Restated, Self::Kept];

    /// A stable word for reports and tests.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Restated => "restated",
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

/// An entry of the first beside one of the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    /// Its place in the first.
    pub first: Option<usize>,
    /// Its place in the second.
    pub second: Option<usize>,
    /// What became of it.
    pub fate: EntryFate,
    /// Whether it stands in another order among those that both have.
    pub moved: bool,
    /// How many layers had each fate, in the order of [`Fate::ALL`], where both manifests are here.
    pub layers: Option<[usize; Fate::ALL.len()]>,
    /// What pulling the second loads where the first is here, where both manifests are here.
    pub pull: Option<Pull>,
    /// Why they are different, where both manifests are here.
    pub reasons: Vec<Reason>,
}

/// What is different between two indexes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// The entries beside each other, in the order of the second; what was removed stands where it was.
    pub rows: Vec<EntryRow>,
    /// What the indexes state of themselves differently.
    pub changes: Vec<Change>,
    /// Whether they are the same document, or differ in their writing alone.
    pub reasons: Vec<Reason>,
    /// Changed entries whose images were not compared, since there are too many.
    pub not_compared: usize,
}

impl Entries {
    /// How many entries had this fate.
    #[must_use]
    pub fn count(&self, fate: EntryFate) -> usize {
        self.rows.iter().filter(|row| row.fate == fate).count()
    }
}

/// Compares two indexes, a piece at a time. `image` gives the image at a place of the first (`0`) or the second (`1`),
/// where its manifest is here.
pub async fn entries<'a>(
    first: Read<'a>,
    second: Read<'a>,
    image: impl Fn(usize, usize) -> Option<Side<'a>>,
    pace: &Pace,
) -> Entries {
    let (one, other) = (listed(first), listed(second));
    let pairs = pair(one, other, pace).await;
    let moved = moved(&pairs);
    let mut rows = Vec::with_capacity(one.len().max(other.len()));
    let mut is_paired = vec![false; one.len()];
    for of in pairs.iter().flatten() {
        if let Some(is_paired) = is_paired.get_mut(*of) {
            *is_paired = true;
        }
    }
    let mut removed = is_paired.iter().enumerate().filter(|(_, is)| !**is).map(|(at, _)| at).peekable();
    let (mut compared, mut not_compared) = (0, 0);
    for (at, of) in pairs.iter().enumerate() {
        let is_moved = moved.get(at).copied().unwrap_or_default();
        if let Some(of) = of.filter(|_| !is_moved) {
            while let Some(before) = removed.next_if(|removed| *removed < of) {
                rows.push(alone(Some(before), None, EntryFate::Removed));
            }
        }
        let Some(of) = *of else {
            rows.push(alone(None, Some(at), EntryFate::Added));
            continue;
        };
        let fate = fate_of(one.get(of), other.get(at));
        let mut row = EntryRow { moved: is_moved, ..alone(Some(of), Some(at), fate) };
        if fate == EntryFate::Changed
            && let Some((one, other)) = image(0, of).zip(image(1, at))
        {
            if compared < limits::COMPARED_IMAGES {
                compared += 1;
                take(&mut row, images(one, other, pace).await);
            } else {
                not_compared += 1;
            }
        }
        rows.push(row);
        pace.spend(8).await;
    }
    rows.extend(removed.map(|at| alone(Some(at), None, EntryFate::Removed)));
    let mut changes = Vec::new();
    own_members(first.root, second.root, pace, &mut changes).await;
    Entries { rows, changes, reasons: of_documents(first, second), not_compared }
}

fn take(row: &mut EntryRow, images: Images) {
    row.layers = Some(Fate::ALL.map(|fate| images.count(fate)));
    (row.pull, row.reasons) = (images.pull, images.reasons);
}

const fn alone(first: Option<usize>, second: Option<usize>, fate: EntryFate) -> EntryRow {
    EntryRow { first, second, fate, moved: false, layers: None, pull: None, reasons: Vec::new() }
}

fn listed(of: Read<'_>) -> &[Rc<Descriptor>] {
    match &of.document.content {
        Content::Index(index) => &index.manifests,
        _ => &[],
    }
}

/// For each of the second the place of its like in the first: the same digest for the same platform, then the same
/// digest, then the same platform. An attestation's platform is that of what it attests.
async fn pair(first: &[Rc<Descriptor>], second: &[Rc<Descriptor>], pace: &Pace) -> Vec<Option<usize>> {
    pace.spend(first.len().saturating_add(second.len()).saturating_mul(8)).await;
    let (of_first, of_second) = (platforms(first), platforms(second));
    let mut pairs: Vec<Option<usize>> = vec![None; second.len()];
    let mut taken = vec![false; first.len()];
    let digest = |entry: &Rc<Descriptor>| entry.digest_text.clone().unwrap_or_default();
    for by in 0..3 {
        let key = |entry: &Rc<Descriptor>, platform: Option<&String>| {
            let platform = platform.cloned().unwrap_or_default();
            match by {
                0 => Some((digest(entry), platform)),
                1 => Some((digest(entry), String::new())),
                _ => Some((String::new(), platform)),
            }
            .filter(|(digest, platform)| !(digest.is_empty() && platform.is_empty()))
        };
        let mut places: HashMap<(String, String), VecDeque<usize>> = HashMap::default();
        for (of, entry) in first.iter().enumerate() {
            if taken.get(of) == Some(&false)
                && let Some(key) = key(entry, of_first.get(of))
            {
                places.entry(key).or_default().push_back(of);
            }
        }
        for (at, (entry, slot)) in second.iter().zip(&mut pairs).enumerate() {
            if slot.is_some() {
                continue;
            }
            let found = key(entry, of_second.get(at)).and_then(|key| places.get_mut(&key)?.pop_front());
            if let Some(taken) = found.and_then(|of| taken.get_mut(of)) {
                (*taken, *slot) = (true, found);
            }
        }
        pace.spend(first.len().saturating_add(second.len()).saturating_mul(8)).await;
    }
    pairs
}

/// By what each entry is known: its platform as clients compare it, or that of what it attests.
fn platforms(entries: &[Rc<Descriptor>]) -> Vec<String> {
    let platform = |entry: &Descriptor| {
        let Some(platform) = &entry.platform else {
            return format!("none {}", entry.artifact_type.as_deref().unwrap_or_default());
        };
        let normal = normalize(platform, "", Edition::Current);
        let features = platform.os_features.join("+");
        format!("{}/{}/{} {} {features}", normal.os, normal.architecture, normal.variant, version(platform))
    };
    let of_digest: HashMap<&str, String> =
        entries.iter().filter_map(|entry| Some((entry.digest_text.as_deref()?, platform(entry)))).collect();
    let key = |entry: &Rc<Descriptor>| match entry.attests() {
        Some(digest) => match of_digest.get(digest.as_str()) {
            Some(platform) => format!("attests {platform}"),
            None => format!("attests {digest}"),
        },
        None => platform(entry),
    };
    entries.iter().map(key).collect()
}

/// The release of Windows without its revision, which each month's update raises.
fn version(platform: &Platform) -> String {
    platform.os_version.split('.').take(3).collect::<Vec<_>>().join(".")
}

/// For each of the second, whether it stands in another order among those that both have.
fn moved(pairs: &[Option<usize>]) -> Vec<bool> {
    let order: Vec<usize> = pairs.iter().copied().flatten().collect();
    let mut is_in = rising(&order).into_iter();
    pairs.iter().map(|of| of.is_some() && !is_in.next().unwrap_or(true)).collect()
}

fn fate_of(one: Option<&Rc<Descriptor>>, other: Option<&Rc<Descriptor>>) -> EntryFate {
    let digest = |entry: Option<&Rc<Descriptor>>| entry.and_then(|entry| entry.digest_text.clone());
    if digest(one) != digest(other) || digest(one).is_none() {
        return EntryFate::Changed;
    }
    let stated = |entry: Option<&Rc<Descriptor>>| {
        entry.map(|entry| Descriptor { span: Span::default(), ..(**entry).clone() })
    };
    if stated(one) == stated(other) { EntryFate::Kept } else { EntryFate::Restated }
}

/// What the indexes state of themselves.
async fn own_members(first: Value<'_>, second: Value<'_>, pace: &Pace, changes: &mut Vec<Change>) {
    let both = |key: &str| (first.get(key), second.get(key));
    for (key, field) in [("mediaType", Field::IndexMediaType), ("artifactType", Field::IndexArtifactType)] {
        let (one, other) = both(key);
        changes.extend(whole(field, one, other));
    }
    let (one, other) = both("annotations");
    members(Field::IndexAnnotations, one, other, &[], pace, changes).await;
    let (one, other) = both("subject");
    changes.extend(whole(Field::IndexSubject, one, other));
    let known = ["mediaType", "artifactType", "annotations", "subject", "manifests"];
    members(Field::OfIndex, Some(first), Some(second), &known, pace, changes).await;
}

fn of_documents(first: Read<'_>, second: Read<'_>) -> Vec<Reason> {
    if first.digest.is_some() && first.digest == second.digest {
        vec![Reason::SameDocument]
    } else if same(first.root, second.root) {
        vec![Reason::OnlyWriting]
    } else {
        Vec::new()
    }
}
