//! The entries of an index, made ready to be chosen from by many clients for many hosts.
//!
//! Ten thousand entries have few distinct platforms. [`DistinctEntries`] are found once; a rule then judges each
//! distinct one, and of the entries that share it only the first can ever be taken, for every client that
//! holds two entries for equal takes the one that stands first.

use crate::sorting::sort_by;
use std::sync::{Arc, OnceLock};

use super::candidate::{Candidate, Candidates, ConfigPlatform, Target};
use super::client::Client;
use super::groups::{Groups, STEPS_OF_AN_ENTRY};
use super::host::Host;
use super::outcome::{Grounds, Outcome, Rejection};
use super::rule::{Contender, Entry, Judgement, Nested, Rule};
use super::selection::{Reason, Selection, Standing};
use super::verdict::Verdict;
use crate::image::platform::Platform;
use crate::limits::INDEX_DEPTH;

/// The entries of an index with their distinct platforms found. Building one reads every entry; picks
/// from it cost no more than the distinct platforms.
#[derive(Debug)]
pub struct DistinctEntries<'a> {
    candidates: &'a Candidates,
    groups: Vec<Group<'a>>,
    grouped: Arc<Groups>,
}

/// Entries that a rule cannot tell apart.
#[derive(Debug)]
struct Group<'a> {
    entry: Entry<'a>,
    /// The first of them, an index into the entries.
    first: usize,
    /// The index that the first of them leads to. Made when a client goes there: an index may be shared
    /// by thousands of entries.
    inside: OnceLock<Box<DistinctEntries<'a>>>,
}

/// How a client's way through an index and the indexes inside ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Picked,
    NoMatch,
    ConfigDiffers,
    NeedsConfig,
    NeedsIndex,
    Refused(&'static str),
    TooDeep,
}

/// Entries of one level that a client cannot decide between but by their order.
pub(super) struct Ties<'r, 'a> {
    /// The path of the level.
    pub above: Vec<usize>,
    /// The level.
    pub level: &'r DistinctEntries<'a>,
    /// The entry that is taken.
    pub taken: usize,
    /// Those that are just as good.
    pub others: Vec<usize>,
}

/// The levels that a client goes through, each with the group that it takes there.
struct Way<'r, 'a> {
    levels: Vec<(&'r DistinctEntries<'a>, Option<usize>)>,
    end: End,
}

impl<'a> DistinctEntries<'a> {
    /// Finds the distinct platforms of `candidates`.
    #[must_use]
    pub fn new(candidates: &'a Candidates) -> Self {
        Self::of(candidates, Arc::new(Groups::of(candidates)))
    }

    /// Of `candidates` whose groups were found before.
    #[must_use]
    pub fn of(candidates: &'a Candidates, grouped: Arc<Groups>) -> Self {
        let group = |first: &usize| {
            let entry = Entry::of(candidates.entries.get(*first)?, candidates.format);
            Some(Group { entry, first: *first, inside: OnceLock::new() })
        };
        let groups = grouped.firsts().iter().filter_map(group).collect();
        Self { candidates, groups, grouped }
    }

    /// How many distinct platforms there are.
    pub(super) const fn len(&self) -> usize {
        self.groups.len()
    }

    /// The group of each entry.
    fn group_of(&self) -> &[usize] {
        self.grouped.of_entries()
    }

    /// What `client` takes on `host`.
    #[must_use]
    pub fn pick(&self, client: Client, host: &Host) -> Outcome {
        if let Some((outcome, _)) = without_choice(client, host) {
            return outcome;
        }
        let rule = client.rule(host);
        self.way(&*rule).outcome(&*rule)
    }

    /// Steps that a pick of one client comes to.
    #[must_use]
    pub fn steps_of_a_pick(&self) -> usize {
        self.groups.len().saturating_mul(STEPS_OF_AN_ENTRY)
    }

    /// What `client` takes on `host`, and why that: the reason of the entry that it takes, or cannot decide
    /// on. None where it fails.
    #[must_use]
    pub fn pick_with_reason(&self, client: Client, host: &Host) -> (Outcome, Option<Reason>) {
        if let Some((outcome, _)) = without_choice(client, host) {
            return (outcome, None);
        }
        let rule = client.rule(host);
        let way = self.way(&*rule);
        let outcome = way.outcome(&*rule);
        let reason = || {
            let (level, group) = way.levels.last().copied()?;
            let Contender { entry, grounds, .. } = level.contender(&*rule, group?)?;
            let (path, standing) = match &outcome {
                Outcome::Picked(path) => (path, Standing::Chosen(grounds)),
                Outcome::NeedsConfig(path) | Outcome::NeedsIndex(path) => {
                    (path, Standing::Undecided(grounds))
                }
                Outcome::Failed(_) | Outcome::Whole | Outcome::NotModelled(_) => return None,
            };
            Some(Reason {
                path: path.clone(),
                standing,
                platform: entry.platform.cloned().map(Arc::new),
                zstd: entry.zstd,
                format: entry.format,
                equal_to: None,
                client,
                host: Arc::new(host.clone()),
            })
        };
        let reason = reason();
        (outcome, reason)
    }

    /// What `client` takes on `host`, with a reason for every entry.
    #[must_use]
    pub fn select(&self, client: Client, host: &Host) -> Selection {
        let host = Arc::new(host.clone());
        let mut telling = Telling { client, host: Arc::clone(&host), reasons: Vec::new() };
        let outcome = if let Some((outcome, standing)) = without_choice(client, &host) {
            telling.level(self, &[], &vec![Verdict::of(standing); self.group_of().len()]);
            outcome
        } else {
            let rule = client.rule(&host);
            let way = self.way(&*rule);
            let mut path = Vec::new();
            for (depth, &(level, chosen)) in way.levels.iter().enumerate() {
                let last = depth + 1 == way.levels.len();
                telling.level(level, &path, &level.verdicts(&*rule, chosen, way.end, last));
                path.extend(chosen.and_then(|group| level.first(group)));
            }
            way.outcome(&*rule)
        };
        Selection { client, host, outcome, reasons: telling.reasons }
    }

    /// The entries that `client` holds for just as good as the one it takes, at the first level where there is
    /// more than one of them: the path of that level, its distinct entries, and the entries as indexes into it, the
    /// one that is taken first.
    pub(super) fn ties(&self, client: Client, host: &Host) -> Option<Ties<'_, 'a>> {
        let rule = client.rule(host);
        let mut above = Vec::new();
        for (level, chosen) in self.way(&*rule).levels {
            let best = level.contender(&*rule, chosen?)?;
            let equal: Vec<bool> = (0..level.groups.len())
                .map(|group| {
                    let other = level.contender(&*rule, group);
                    other.is_some_and(|other| !rule.beats(&best, &other) && !rule.beats(&other, &best))
                })
                .collect();
            let taken = level.first(chosen?)?;
            let is_equal = |&(entry, group): &(usize, &usize)| {
                entry != taken && equal.get(*group).copied().unwrap_or(false)
            };
            let others = level.group_of().iter().enumerate().filter(is_equal).map(|(entry, _)| entry);
            let others: Vec<usize> = others.collect();
            if !others.is_empty() {
                return Some(Ties { above, level, taken, others });
            }
            above.push(taken);
        }
        None
    }

    /// The first entry of every group: no other one is ever taken. As indexes into the entries.
    pub(super) fn representatives(&self) -> impl Iterator<Item = usize> {
        self.groups.iter().map(|group| group.first)
    }

    /// The entries of this level.
    pub(super) const fn candidates(&self) -> &'a Candidates {
        self.candidates
    }

    fn way<'r>(&'r self, rule: &dyn Rule) -> Way<'r, 'a> {
        let mut levels = Vec::new();
        let mut level = self;
        loop {
            let Some((chosen, group)) = level.best(rule) else {
                levels.push((level, None));
                return Way { levels, end: End::NoMatch };
            };
            levels.push((level, Some(chosen)));
            let end = match level.candidates.entries.get(group.first).map(|candidate| &candidate.target) {
                Some(Target::Index(index)) => match (rule.nested(), index) {
                    (Nested::HandsBack, _) => End::Picked,
                    (Nested::Refuses(words), _) => End::Refused(words),
                    (Nested::Follows, None) => End::NeedsIndex,
                    (Nested::Follows, Some(_)) if levels.len() >= INDEX_DEPTH => End::TooDeep,
                    (Nested::Follows, Some(index)) => {
                        level = group.inside.get_or_init(|| Box::new(DistinctEntries::new(index)));
                        continue;
                    }
                },
                Some(Target::Manifest(config)) if group.entry.platform.is_none() && rule.reads_config() => {
                    match config {
                        ConfigPlatform::NotLoaded => End::NeedsConfig,
                        ConfigPlatform::Loaded(platform) => {
                            let entry = Entry { platform: Some(platform), ..group.entry };
                            match rule.judge(entry) {
                                Judgement::Accepted(..) => End::Picked,
                                Judgement::Rejected(_) => End::ConfigDiffers,
                            }
                        }
                    }
                }
                _ => End::Picked,
            };
            return Way { levels, end };
        }
    }

    /// The first group that no other one beats.
    fn best(&self, rule: &dyn Rule) -> Option<(usize, &Group<'a>)> {
        let mut best: Option<(usize, &Group<'a>, Contender<'a>)> = None;
        for (i, group) in self.groups.iter().enumerate() {
            if let Judgement::Accepted(rank, grounds) = rule.judge(group.entry) {
                let contender = Contender { entry: group.entry, rank, grounds };
                if best.as_ref().is_none_or(|(_, _, best)| rule.beats(&contender, best)) {
                    best = Some((i, group, contender));
                }
            }
        }
        best.map(|(i, group, _)| (i, group))
    }

    fn contender(&self, rule: &dyn Rule, group: usize) -> Option<Contender<'a>> {
        let entry = self.groups.get(group)?.entry;
        match rule.judge(entry) {
            Judgement::Accepted(rank, grounds) => Some(Contender { entry, rank, grounds }),
            Judgement::Rejected(_) => None,
        }
    }

    fn first(&self, group: usize) -> Option<usize> {
        self.groups.get(group).map(|group| group.first)
    }

    /// The verdict on every entry of this level, where the client takes the group `chosen` on a way that
    /// ends so.
    fn verdicts(&self, rule: &dyn Rule, chosen: Option<usize>, end: End, last: bool) -> Vec<Verdict> {
        let failed = matches!(end, End::NoMatch | End::ConfigDiffers | End::Refused(_) | End::TooDeep);
        let mut accepted: Vec<(usize, Contender<'a>)> = Vec::new();
        let mut verdicts = Vec::with_capacity(self.group_of().len());
        let judged: Vec<Judgement> = self.groups.iter().map(|group| rule.judge(group.entry)).collect();
        for (i, &group) in self.group_of().iter().enumerate() {
            let is_chosen = chosen == Some(group) && self.first(group) == Some(i);
            let standing = match (judged.get(group), self.groups.get(group)) {
                (Some(&Judgement::Accepted(rank, grounds)), Some(of)) => match end {
                    End::Picked if is_chosen => Standing::Chosen(grounds),
                    End::NeedsConfig | End::NeedsIndex if is_chosen && last => Standing::Undecided(grounds),
                    End::NeedsConfig | End::NeedsIndex if is_chosen => Standing::Chosen(grounds),
                    End::ConfigDiffers if is_chosen && last => Standing::Rejected(Rejection::ConfigDiffers),
                    End::Refused(_) if is_chosen && last => Standing::Rejected(Rejection::NestedIndex),
                    End::TooDeep if is_chosen && last => Standing::Rejected(Rejection::TooDeep),
                    _ if failed && is_chosen => Standing::Rejected(Rejection::DeadEnd),
                    _ if failed => Standing::Rejected(Rejection::NotTried),
                    _ => {
                        accepted.push((i, Contender { entry: of.entry, rank, grounds }));
                        Standing::Accepted { place: 0, grounds }
                    }
                },
                (Some(&Judgement::Rejected(rejection)), Some(of)) => {
                    let attests = of.entry.platform.is_some_and(Platform::is_unknown);
                    Standing::Rejected(if attests { Rejection::Attestation } else { rejection })
                }
                _ => Standing::Rejected(Rejection::NotTried),
            };
            verdicts.push(Verdict::of(standing));
        }
        // Stable: of equals the one that stands first comes first, as it does for the client.
        sort_by(&mut accepted, |(_, one), (_, other)| rule.order(one, other));
        let best = chosen.and_then(|group| Some((self.first(group)?, self.contender(rule, group)?)));
        let mut before = best;
        for (place, (i, contender)) in accepted.into_iter().enumerate() {
            let equal_to = before
                .filter(|(_, leader)| !rule.beats(leader, &contender) && !rule.beats(&contender, leader))
                .map(|(leader, _)| leader);
            if equal_to.is_none() {
                before = Some((i, contender));
            }
            if let Some(verdict) = verdicts.get_mut(i) {
                let standing = Standing::Accepted { place: place + 2, grounds: contender.grounds };
                *verdict = Verdict { standing, equal_to: equal_to.filter(|&leader| leader < i) };
            }
        }
        verdicts
    }
}

/// Where `client` makes no choice at all, or none that is known: the outcome, and the standing of every entry.
fn without_choice(client: Client, host: &Host) -> Option<(Outcome, Standing)> {
    let outcome = client.without_choice(host)?;
    let standing = match outcome {
        Outcome::Whole => Standing::Chosen(Grounds::Whole),
        _ => Standing::Undecided(Grounds::NotModelled),
    };
    Some((outcome, standing))
}

impl Way<'_, '_> {
    fn outcome(&self, rule: &dyn Rule) -> Outcome {
        let path = || {
            self.levels.iter().filter_map(|(level, chosen)| level.first((*chosen)?)).collect::<Vec<usize>>()
        };
        match self.end {
            End::Picked => Outcome::Picked(path()),
            End::NeedsConfig => Outcome::NeedsConfig(path()),
            End::NeedsIndex => Outcome::NeedsIndex(path()),
            End::Refused(words) => Outcome::Failed(words.into()),
            End::NoMatch | End::ConfigDiffers | End::TooDeep => {
                let format = self.levels.last().map(|(level, _)| level.candidates.format).unwrap_or_default();
                Outcome::Failed(rule.error(format))
            }
        }
    }
}

/// Gathers the reasons, level by level.
struct Telling {
    client: Client,
    host: Arc<Host>,
    reasons: Vec<Reason>,
}

impl Telling {
    fn level(&mut self, level: &DistinctEntries<'_>, above: &[usize], verdicts: &[Verdict]) {
        let platforms: Vec<Option<Arc<_>>> =
            level.groups.iter().map(|group| group.entry.platform.cloned().map(Arc::new)).collect();
        let entries = level.candidates.entries.iter().zip(level.group_of()).zip(verdicts);
        for (i, ((Candidate { zstd, .. }, &group), &Verdict { standing, equal_to })) in entries.enumerate() {
            let mut path = Vec::with_capacity(above.len() + 1);
            path.extend_from_slice(above);
            path.push(i);
            self.reasons.push(Reason {
                path,
                standing,
                platform: platforms.get(group).cloned().flatten(),
                zstd: *zstd,
                format: level.candidates.format,
                equal_to,
                client: self.client,
                host: Arc::clone(&self.host),
            });
        }
    }
}
