//! Which change of an index would make all clients agree.
//!
//! Nothing here knows why clients disagree. Changes that a maintainer could make are made, every client chooses
//! again, and what is proposed is what was seen to work: all clients of today (the runtimes, in a
//! plain pull) take one and the same manifest, and on no
//! machine of the chooser does a client go without that does not go without now.

use std::fmt;

use super::candidate::{Candidate, Candidates, ConfigPlatform, Target};
use super::client::Client;
use super::distinct::DistinctEntries;
use super::groups::STEPS_OF_AN_ENTRY;
use super::host::{Form, Host};
use super::hosts::{MACHINES, Machine};
use super::outcome::Outcome;
use super::rule::{Entry, Judgement};
use crate::image::platform::Platform;
use crate::image::platform_normal::{Edition, Normal, normalize};
use crate::limits::ADVICE_PLATFORMS;
use crate::pace::Pace;

/// A change of an index. Entries are indexes into the entries as they stand now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// This entry to the front.
    MoveFirst(usize),
    /// Another platform for this entry: another way to write the one it has, or the one of its config.
    State(usize, Platform),
    /// Away with every entry that states no platform.
    RemoveUnstated,
    /// A second entry for the manifest of this one, at the end, with this platform.
    ListAgain(usize, Platform),
}

/// A change, or two of them, after which all clients of today take one manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What to change.
    pub changes: Vec<Change>,
    /// The entry, as it is numbered now, whose manifest all then take.
    pub entry: usize,
    /// Other machines, asked for by name, on which the clients then agree and do not now.
    pub also: Vec<&'static Machine>,
}

/// Advice for the host that `host` gives for each client; none where they agree already, or where no change
/// that is tried makes them. At most three ways, the simplest first.
pub async fn advise(
    distinct: &DistinctEntries<'_>,
    host: impl Fn(Client) -> Host,
    pace: &Pace,
) -> Vec<Advice> {
    let Some(index) = Index::of(distinct) else { return Vec::new() };
    let hosts: Vec<_> = Client::today()
        .map(|client| (client, host(client)))
        .filter(|(client, host)| is_heard(*client, host.form))
        .collect();
    if index.agreed(&hosts).is_some() {
        return Vec::new();
    }
    let before = index.machines(pace).await;
    let mut advice: Vec<Advice> = Vec::new();
    let singles = index.changes(&hosts);
    let pairs = singles.iter().flat_map(|one| {
        let fits = |other: &&Change| one.goes_with(other);
        singles.iter().filter(fits).map(|other| vec![one.clone(), other.clone()])
    });
    for changes in singles.iter().map(|change| vec![change.clone()]).chain(pairs) {
        // Two changes are only worth their trouble where one does not do.
        if advice.len() == 3 || (changes.len() > 1 && !advice.is_empty()) {
            break;
        }
        pace.spend(index.cost_of(hosts.len())).await;
        let changed = changes.iter().fold(index.clone(), |index, change| index.with(change));
        let Some(entry) = changed.agreed(&hosts) else { continue };
        let after = changed.machines(pace).await;
        let worse = before.iter().zip(&after).any(|(before, after)| after.is_worse_than(before));
        if !worse {
            let better = before.iter().zip(&after).filter(|(before, after)| !before.agree && after.agree);
            let also = better.map(|(_, after)| after.machine).collect();
            advice.push(Advice { changes, entry, also });
        }
    }
    advice
}

/// Whether a client counts. In a plain pull a tool that copies images goes by no machine, and no index makes it
/// agree with those that do.
#[must_use]
pub fn is_heard(client: Client, form: Form) -> bool {
    client.is_runtime() || form == Form::Explicit
}

/// An index made small: of the entries that no client can tell apart only the first.
#[derive(Clone)]
struct Index {
    candidates: Candidates,
    /// For each entry its number in the index as it stands now; a second entry for a manifest has the first
    /// one's.
    origin: Vec<usize>,
}

/// What the clients do on one machine, asked for by name.
struct OnMachine {
    machine: &'static Machine,
    /// For each of [`Client::today`] whether it finds something.
    finds: Vec<bool>,
    agree: bool,
}

impl OnMachine {
    fn is_worse_than(&self, before: &Self) -> bool {
        before.finds.iter().zip(&self.finds).any(|(before, now)| *before && !*now)
            || (before.agree && !self.agree)
    }
}

/// Whether an index has more platforms than changes are tried for.
#[must_use]
pub fn is_beyond_advice(distinct: &DistinctEntries<'_>) -> bool {
    Index::of(distinct).is_none()
}

impl Index {
    fn of(distinct: &DistinctEntries<'_>) -> Option<Self> {
        let origin: Vec<usize> = distinct.representatives().take(ADVICE_PLATFORMS + 1).collect();
        if origin.len() > ADVICE_PLATFORMS {
            return None;
        }
        let candidates = distinct.candidates();
        let entries = origin.iter().filter_map(|&entry| candidates.entries.get(entry).cloned()).collect();
        Some(Self { candidates: Candidates { format: candidates.format, entries }, origin })
    }

    /// The entry whose manifest all clients take.
    fn agreed(&self, hosts: &[(Client, Host)]) -> Option<usize> {
        let distinct = DistinctEntries::new(&self.candidates);
        let mut taken: Option<(usize, Vec<usize>)> = None;
        for (client, host) in hosts {
            let outcome = distinct.pick(*client, host);
            if matches!(outcome, Outcome::Whole | Outcome::NotModelled(_)) {
                continue;
            }
            let path = outcome.picked()?;
            let (first, inside) = path.split_first()?;
            let manifest = self.manifest(*first)?;
            match &taken {
                None => taken = Some((manifest, inside.to_vec())),
                Some((other, inside_other)) if *other == manifest && inside_other == inside => {}
                Some(_) => return None,
            }
        }
        taken.map(|(manifest, _)| manifest)
    }

    /// The number by which the manifest of an entry is known: the first entry that leads to it.
    fn manifest(&self, entry: usize) -> Option<usize> {
        let origin = *self.origin.get(entry)?;
        let digest = &self.candidates.entries.get(entry)?.digest;
        if digest.is_empty() {
            return Some(origin);
        }
        let first = self.candidates.entries.iter().position(|other| other.digest == *digest)?;
        self.origin.get(first).copied()
    }

    /// Steps that so many picks come to.
    fn cost_of(&self, picks: usize) -> usize {
        picks.saturating_mul(size(&self.candidates)).saturating_mul(STEPS_OF_AN_ENTRY)
    }

    async fn machines(&self, pace: &Pace) -> Vec<OnMachine> {
        let mut machines = Vec::with_capacity(MACHINES.len());
        let distinct = DistinctEntries::new(&self.candidates);
        for machine in &MACHINES {
            let hosts: Vec<_> =
                Client::today().map(|client| (client, machine.host(client, Form::Explicit))).collect();
            pace.spend(self.cost_of(2 * hosts.len())).await;
            let finds = hosts.iter().map(|(client, host)| match distinct.pick(*client, host) {
                Outcome::Failed(_) => false,
                Outcome::Picked(path) => !self.is_for_another(&path, host),
                _ => true,
            });
            let finds = finds.collect();
            machines.push(OnMachine { machine, finds, agree: self.agreed(&hosts).is_some() });
        }
        machines
    }

    /// What is taken states no platform, and its config says that the host cannot run it: to go without
    /// that is no loss.
    fn is_for_another(&self, path: &[usize], host: &Host) -> bool {
        let taken = self.candidates.get(path);
        match taken.map(|candidate| (&candidate.platform, &candidate.target)) {
            Some((None, Target::Manifest(ConfigPlatform::Loaded(config)))) => {
                let format = self.candidates.format;
                let entry = Entry { platform: Some(config), zstd: false, format };
                matches!(Client::usual().rule(host).judge(entry), Judgement::Rejected(_))
            }
            _ => false,
        }
    }

    /// The changes to try, for the entries that some client takes now.
    fn changes(&self, hosts: &[(Client, Host)]) -> Vec<Change> {
        let distinct = DistinctEntries::new(&self.candidates);
        let mut taken: Vec<usize> = Vec::new();
        for (client, host) in hosts {
            if let Some(&[entry, ..]) = distinct.pick(*client, host).picked()
                && !taken.contains(&entry)
            {
                taken.push(entry);
            }
        }
        let mut moves = Vec::new();
        let mut states = Vec::new();
        let mut again = Vec::new();
        for entry in taken {
            let (Some(&origin), Some(candidate)) =
                (self.origin.get(entry), self.candidates.entries.get(entry))
            else {
                continue;
            };
            moves.push(Change::MoveFirst(origin));
            for (_, host) in hosts {
                let written = written_otherwise(candidate, &host.platform);
                let written = written.into_iter().map(|platform| Change::State(origin, platform));
                states.extend(written);
                again.push(Change::ListAgain(origin, host.platform.clone()));
            }
        }
        let unstated = self.candidates.entries.iter().any(|entry| entry.platform.is_none());
        let mut changes: Vec<Change> = Vec::new();
        let removal = unstated.then_some(Change::RemoveUnstated);
        for change in moves.into_iter().chain(states).chain(removal).chain(again) {
            if !changes.contains(&change) {
                changes.push(change);
            }
        }
        changes
    }

    fn with(mut self, change: &Change) -> Self {
        let entries = &mut self.candidates.entries;
        let at = |origin: &usize| self.origin.iter().position(|other| other == origin);
        match change {
            Change::MoveFirst(origin) => {
                if let Some(at) = at(origin) {
                    let entry = entries.remove(at);
                    entries.insert(0, entry);
                    let origin = self.origin.remove(at);
                    self.origin.insert(0, origin);
                }
            }
            Change::State(origin, platform) => {
                if let Some(entry) = at(origin).and_then(|at| entries.get_mut(at)) {
                    entry.platform = Some(platform.clone());
                }
            }
            Change::RemoveUnstated => {
                let stated: Vec<bool> = entries.iter().map(|entry| entry.platform.is_some()).collect();
                let mut keep = stated.iter();
                entries.retain(|_| keep.next().copied().unwrap_or(true));
                let mut keep = stated.iter();
                self.origin.retain(|_| keep.next().copied().unwrap_or(true));
            }
            Change::ListAgain(origin, platform) => {
                if let Some(entry) = at(origin).and_then(|at| entries.get(at)).cloned() {
                    entries.push(Candidate { platform: Some(platform.clone()), ..entry });
                    self.origin.push(*origin);
                }
            }
        }
        self
    }
}

/// How many entries there are, those of indexes inside too.
fn size(candidates: &Candidates) -> usize {
    let inside = candidates.entries.iter().map(|entry| match &entry.target {
        Target::Index(Some(inside)) => size(inside),
        _ => 0,
    });
    inside.fold(candidates.entries.len(), usize::saturating_add)
}

/// Other ways to write what an entry is for: the host's names and variant where the two have one normal form, no variant, and, where the entry states nothing, what its config states.
fn written_otherwise(candidate: &Candidate, host: &Platform) -> Vec<Platform> {
    let Some(own) = &candidate.platform else {
        return match &candidate.target {
            Target::Manifest(ConfigPlatform::Loaded(config)) => vec![config.clone()],
            _ => Vec::new(),
        };
    };
    fn in_linux(platform: &Platform) -> Normal<'_> {
        normalize(platform, "linux", Edition::Current)
    }
    let mut ways = Vec::new();
    for architecture in [&own.architecture, &host.architecture] {
        for variant in [&own.variant, &host.variant, &String::new()] {
            let way = Platform {
                os: if own.os.is_empty() { host.os.clone() } else { own.os.clone() },
                architecture: architecture.clone(),
                variant: variant.clone(),
                ..own.clone()
            };
            let the_same = in_linux(&way) == in_linux(own);
            if the_same && way != *own && !ways.contains(&way) {
                ways.push(way);
            }
        }
    }
    ways
}

impl Change {
    fn entry(&self) -> Option<usize> {
        match self {
            Self::MoveFirst(entry) | Self::State(entry, _) | Self::ListAgain(entry, _) => Some(*entry),
            Self::RemoveUnstated => None,
        }
    }

    /// The two make sense together, in this order.
    fn goes_with(&self, other: &Self) -> bool {
        let one_entry = self.entry().is_none() || other.entry().is_none() || self.entry() == other.entry();
        let place = |change: &Self| match change {
            Self::MoveFirst(_) => 0,
            Self::State(..) => 1,
            Self::RemoveUnstated => 2,
            Self::ListAgain(..) => 3,
        };
        one_entry && place(self) < place(other)
    }
}

/// A request, without a full stop.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MoveFirst(entry) => write!(f, "move entry {} to the front", entry.saturating_add(1)),
            Self::State(entry, platform) => {
                write!(f, "state {platform} on entry {}", entry.saturating_add(1))
            }
            Self::RemoveUnstated => f.write_str("remove the entries that state no platform"),
            Self::ListAgain(entry, platform) => {
                write!(f, "list entry {} once more, as {platform}", entry.saturating_add(1))
            }
        }
    }
}

/// One or two sentences.
impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("To make the clients agree here, ")?;
        for (i, change) in self.changes.iter().enumerate() {
            write!(f, "{}{change}", if i == 0 { "" } else { ", and " })?;
        }
        write!(f, "; all then take the manifest of entry {}.", self.entry.saturating_add(1))?;
        match self.also.as_slice() {
            [] => Ok(()),
            [one] => write!(f, " They then agree on one more host: {}.", one.name),
            more => write!(
                f,
                " They then agree on {} more hosts, {} among them.",
                more.len(),
                more.first().map_or("", |it| it.name)
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pace::at_once;

    fn index(texts: &[&str]) -> Candidates {
        let entry = |text: &&str| Candidate { platform: text.parse().ok(), ..Candidate::default() };
        Candidates { entries: texts.iter().map(entry).collect(), ..Candidates::default() }
    }

    fn told(host: &str, candidates: &Candidates) -> Vec<String> {
        let host = Host::explicit(host.parse().expect("a platform"));
        at_once(advise(&DistinctEntries::new(candidates), |_| host.clone(), &Pace::default()))
            .iter()
            .map(|advice| advice.changes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" + "))
            .collect()
    }

    #[test]
    fn what_is_proposed_makes_them_agree() {
        // They agree: nothing to say.
        assert_eq!(told("linux/amd64", &index(&["linux/amd64", "linux/arm64"])), [""; 0]);
        // crane and oras want v8 by its letters. To state it on entry 2 would do here, but Podman on a
        // Graviton 2, asked for v8.2, takes that or none.
        assert_eq!(
            told("linux/arm64/v8", &index(&["linux/amd64", "linux/arm64"])),
            ["list entry 2 once more, as linux/arm64/v8"]
        );
        // Podman prefers zstd, the others what stands first.
        let mut zstd = index(&["linux/amd64", "linux/amd64"]);
        zstd.entries.last_mut().expect("an entry").zstd = true;
        assert_eq!(told("linux/amd64", &zstd).first().map(String::as_str), Some("move entry 2 to the front"));
        // The same order would do for arm64/v8 here, and part the clients where plain arm64 is asked for.
        assert_eq!(told("linux/arm64/v8", &index(&["linux/arm64", "linux/arm64/v8"])), [""; 0]);
        // An old name that only some normalize.
        assert_eq!(
            told("linux/arm64", &index(&["linux/amd64", "linux/aarch64"])).first().map(String::as_str),
            Some("state linux/arm64 on entry 2")
        );
        // Nothing for this host, and no way to say so.
        assert_eq!(told("linux/s390x", &index(&["linux/amd64"])), [""; 0]);
    }

    #[test]
    fn nothing_is_proposed_that_takes_an_image_from_another_host() {
        // "State v3 on entry 1" would do for this host, and leave every older amd64 without.
        let advice = told("linux/amd64/v3", &index(&["linux/amd64", "linux/arm64"]));
        assert_eq!(advice, ["list entry 1 once more, as linux/amd64/v3"]);
    }

    #[test]
    fn a_config_can_tell_what_to_state() {
        let config = ConfigPlatform::Loaded(Platform::new("linux", "arm64"));
        let entries = vec![Candidate { target: Target::Manifest(config), ..Candidate::default() }];
        let candidates = Candidates { entries, ..Candidates::default() };
        assert_eq!(
            told("linux/arm64", &candidates).first().map(String::as_str),
            Some("state linux/arm64 on entry 1")
        );
    }

    #[test]
    fn advice_names_the_other_hosts_that_it_mends() {
        let candidates = index(&["linux/amd64", "linux/aarch64"]);
        let host = Host::explicit("linux/arm64".parse().expect("a platform"));
        let advice = at_once(advise(&DistinctEntries::new(&candidates), |_| host.clone(), &Pace::default()));
        let first = advice.first().expect("an advice");
        assert!(first.also.iter().any(|machine| machine.id == "apple"), "{first}");
        assert!(
            first
                .to_string()
                .starts_with("To make the clients agree here, state linux/arm64 on entry 2; all then")
        );
    }
}
