//! Where a pick depends on nothing but the order of the entries.

use std::fmt;

use super::candidate::Candidates;
use super::client::Client;
use super::distinct::DistinctEntries;
use super::host::Host;
use super::outcome::Outcome;
use super::sentence;
use crate::pace::Pace;

/// How many other entries are tried in front. An index of ten thousand equal entries is told by its first.
const TRIED: usize = 32;

/// Entries that are gone through in all these tries: where thousands can be told apart, fewer are tried.
const GONE_THROUGH: usize = 1024;

/// A pick that would be another one if the same entries stood in another order.
///
/// That is so where the client holds another entry for just as good as the one it takes, and, with that other
/// entry moved to the front and all else as it is, really takes it: each one named here was tried. Two
/// entries of one manifest are no difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderDependence {
    /// Who chooses.
    pub client: Client,
    /// The entry that is taken, or gone into.
    pub taken: Vec<usize>,
    /// Those that would be, if they stood first.
    pub instead: Vec<Vec<usize>>,
}

/// Whether what `client` takes on `host` depends on the order of the entries alone.
pub async fn order_dependence(
    client: Client,
    host: &Host,
    distinct: &DistinctEntries<'_>,
    pace: &Pace,
) -> Option<OrderDependence> {
    pace.spend(distinct.steps_of_a_pick()).await;
    if matches!(distinct.pick(client, host), Outcome::Whole | Outcome::NotModelled(_)) {
        return None;
    }
    pace.spend(2 * distinct.steps_of_a_pick()).await;
    let ties = distinct.ties(client, host)?;
    let at = |entry: usize| [ties.above.as_slice(), &[entry]].concat();
    let now = picked(&ties.level.pick(client, host));
    let candidates = ties.level.candidates();
    let tried = GONE_THROUGH.checked_div(ties.level.representatives().count()).unwrap_or(0).clamp(2, TRIED);
    let mut instead = Vec::new();
    for &other in ties.others.iter().take(tried) {
        pace.spend(4 * ties.level.steps_of_a_pick()).await;
        let (tried, origin) = moved_first(ties.level, other);
        let then = picked(&DistinctEntries::new(&tried).pick(client, host));
        let then = then.and_then(|(entry, inside)| Some((*origin.get(entry)?, inside)));
        let is_other = match (&now, then) {
            (Some((now, _)), Some((then, _))) if candidates.same_manifest(&[*now], &[then]) => false,
            (now, then) => *now != then,
        };
        if is_other {
            instead.push(at(other));
        }
    }
    (!instead.is_empty()).then(|| OrderDependence { client, taken: at(ties.taken), instead })
}

/// The entry that is taken at this level, and what is taken inside of it.
fn picked(outcome: &Outcome) -> Option<(usize, Vec<usize>)> {
    let (Outcome::Picked(path) | Outcome::NeedsConfig(path) | Outcome::NeedsIndex(path)) = outcome else {
        return None;
    };
    let (first, inside) = path.split_first()?;
    Some((*first, inside.to_vec()))
}

/// The entries with `first` in front, those left out that no client can tell from an earlier one; and where
/// each comes from.
fn moved_first(level: &DistinctEntries<'_>, first: usize) -> (Candidates, Vec<usize>) {
    let candidates = level.candidates();
    let mut origin = vec![first];
    origin.extend(level.representatives().filter(|&entry| entry != first));
    let entries = origin.iter().filter_map(|&entry| candidates.entries.get(entry).cloned()).collect();
    (Candidates { format: candidates.format, entries }, origin)
}

/// One sentence.
impl fmt::Display for OrderDependence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.instead.iter().take(3).map(|path| sentence::entry(path)).collect();
        let total = u64::try_from(self.instead.len()).unwrap_or(u64::MAX);
        let (is, it) = if self.instead.len() == 1 { ("is", "it") } else { ("are", "one of them") };
        write!(
            f,
            "{} takes {} only because it stands first: to it {} {is} just as good, and in another order it would \
             come to {it}.",
            self.client,
            sentence::entry(&self.taken),
            sentence::list(&names, total),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pace::at_once;
    use crate::select::Candidate;

    fn index(texts: &[&str]) -> Candidates {
        let entry = |text: &&str| Candidate { platform: text.parse().ok(), ..Candidate::default() };
        Candidates { entries: texts.iter().map(entry).collect(), ..Candidates::default() }
    }

    fn instead(client: Client, host: &str, candidates: &Candidates) -> Vec<usize> {
        let host = Host::explicit(host.parse().expect("a platform"));
        let distinct = DistinctEntries::new(candidates);
        let found = at_once(order_dependence(client, &host, &distinct, &Pace::default()));
        found.map(|found| found.instead.iter().map(|path| path[0]).collect()).unwrap_or_default()
    }

    #[test]
    fn only_what_another_order_changes_is_told() {
        let entries = index(&["linux/arm64", "linux/arm64/v8", "linux/arm64", "linux/amd64"]);
        assert_eq!(instead(Client::Containerd, "linux/arm64", &entries), [1, 2]);
        assert_eq!(instead(Client::ContainersImage, "linux/arm64", &entries), [2]); // v8 is its second wish
        assert_eq!(instead(Client::Crane, "linux/arm64", &entries), [1, 2]);
        assert_eq!(instead(Client::Containerd, "linux/amd64", &entries), [0; 0]);
        assert_eq!(instead(Client::Containerd, "linux/s390x", &entries), [0; 0]); // nothing is taken
        // The best stands last, and is taken wherever it stands.
        let best_last = index(&["linux/386", "linux/amd64"]);
        assert_eq!(instead(Client::Containerd, "linux/amd64", &best_last), [0; 0]);
    }

    #[test]
    fn two_entries_of_one_manifest_are_no_difference() {
        let mut entries = index(&["linux/arm64", "linux/arm64/v8"]);
        assert_eq!(instead(Client::Containerd, "linux/arm64", &entries), [1]);
        for entry in &mut entries.entries {
            entry.digest = "sha256:aa".into();
        }
        assert_eq!(instead(Client::Containerd, "linux/arm64", &entries), [0; 0]);
    }

    #[test]
    fn it_reads_as_one_sentence() {
        let entries = index(&["linux/arm64", "linux/arm64/v8"]);
        let host = Host::explicit("linux/arm64".parse().expect("a platform"));
        let distinct = DistinctEntries::new(&entries);
        let found = at_once(order_dependence(Client::Containerd, &host, &distinct, &Pace::default()))
            .expect("a dependence");
        assert_eq!(
            found.to_string(),
            "containerd takes entry 1 only because it stands first: to it entry 2 is just as good, and in another order it \
             would come to it."
        );
    }
}
