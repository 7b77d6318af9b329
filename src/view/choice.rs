//! What is said of a choice: on the page, and to screen readers.

use crate::inspect::NodeId;
use crate::limits;
use crate::select::advice::is_heard;
use crate::select::matrix::same;
use crate::select::{Client, Form, Group, Outcome, Reason, Standing, is_beyond_advice};
use crate::session::{Choice, DEFAULT_MACHINE, Verdict};
use crate::sorting::sorted_by_key;
use crate::text::escape::escaped;
use crate::text::size::grouped;

/// Entries that are named where they may be many.
const NAMED: usize = 2;

/// The number of an entry, from 1: `3`, and `3.2` for the second one of an index inside.
#[must_use]
pub fn place(path: &[usize]) -> String {
    let numbers: Vec<String> = path.iter().map(|entry| entry.saturating_add(1).to_string()).collect();
    numbers.join(".")
}

/// Clients by name, and what they do: `Docker and Podman do`.
fn who(clients: &[Client]) -> Option<String> {
    let names: Vec<&str> = clients.iter().map(|client| client.name()).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(format!("{one} does")),
        [first @ .., last] => Some(format!("{} and {last} do", first.join(", "))),
    }
}

impl Choice {
    /// What the chosen client does on the chosen host and who does otherwise, to be said when it changes.
    #[must_use]
    pub fn spoken(&self) -> String {
        if let Some(error) = self.error() {
            return error;
        }
        let Some(own) = self.own() else { return String::new() };
        let (client, host) = (own.client, self.host_name());
        let verdict = match &own.outcome {
            Outcome::Failed(error) => format!("{client} on {host} fails: {}", escaped(error)),
            Outcome::Picked(_) | Outcome::Whole => {
                format!("{client} on {host} takes {}", escaped(&own.takes))
            }
            Outcome::NeedsConfig(_) | Outcome::NeedsIndex(_) | Outcome::NotModelled(_) => {
                format!("What {client} takes on {host} is {}", own.takes)
            }
        };
        let stop = if verdict.ends_with('.') { "" } else { "." };
        format!("{verdict}{stop} {}", self.accord())
    }

    /// The host that was chosen: what people call the machine, or the platform as it was written.
    #[must_use]
    pub fn host_name(&self) -> String {
        match (self.machine, self.own()) {
            (Some(machine), _) => machine.name.to_owned(),
            (None, Some(own)) => escaped(&own.host.platform.to_string()),
            (None, None) => String::new(),
        }
    }

    /// Why what was written is no host, and which host stands in.
    #[must_use]
    pub fn error(&self) -> Option<String> {
        let (_, error) = self.not_a_host.as_ref()?;
        let stand_in = self.machine.map_or(DEFAULT_MACHINE, |machine| machine.name);
        Some(format!("{error} Until then the verdict is that for {stand_in}."))
    }

    /// The platform of the host as one writes it: what was written, or that of the machine.
    #[must_use]
    pub fn written_host(&self) -> String {
        match (&self.not_a_host, self.machine) {
            (Some((text, _)), _) => text.clone(),
            (None, Some(machine)) => machine.explicit().to_string(),
            (None, None) => self.host_text().to_owned(),
        }
    }

    /// How many of the older clients and the specification do otherwise; empty where none does.
    #[must_use]
    pub fn older_in_words(&self) -> String {
        let older = || self.verdicts.iter().filter(|it| !it.client.is_of_today());
        match older().filter(|it| it.differs).count() {
            0 => String::new(),
            1 => format!("1 of {} does otherwise.", older().count()),
            differ => format!("{differ} of {} do otherwise.", older().count()),
        }
    }

    /// Who of the clients of today does otherwise than the chosen one, in one sentence: runtimes first, then tools
    /// that copy images.
    #[must_use]
    pub fn accord(&self) -> String {
        let others = || self.verdicts.iter().filter(|it| it.client.is_of_today());
        let differing = others().filter(|it| it.differs).map(|it| it.client);
        let (runtimes, tools): (Vec<_>, Vec<_>) = differing.partition(|client| client.is_runtime());
        let open = |outcome: &Outcome| matches!(outcome, Outcome::NeedsConfig(_) | Outcome::NeedsIndex(_));
        let is_part = self.candidates.entries.len() >= limits::CHOICE_ENTRIES;
        let known = match (is_part, others().any(|it| open(&it.outcome))) {
            (true, _) => format!(", among the first {} entries", grouped(limits::CHOICE_ENTRIES as u64)),
            (false, true) => ", as far as is known".to_owned(),
            (false, false) => String::new(),
        };
        match (who(&runtimes), who(&tools)) {
            (None, None) => format!("No client of today does otherwise{known}."),
            (Some(runtimes), None) => format!("{runtimes} otherwise{known}."),
            (None, Some(tools)) => {
                format!("No runtime does otherwise; of the tools that copy, {tools} otherwise{known}.")
            }
            (Some(runtimes), Some(tools)) => {
                format!("{runtimes} otherwise; of the tools that copy, {tools} so, too{known}.")
            }
        }
    }

    /// What each client would take if the same entries stood in another order, in one sentence; `None` where
    /// its pick does not depend on that alone. In the order of the verdicts.
    #[must_use]
    pub fn orders_in_words(&self) -> Vec<Option<String>> {
        if self.candidates.entries.len() > limits::ORDER_ENTRIES {
            let is_picked = |verdict: &Verdict| verdict.outcome.picked().is_some();
            let words = || {
                format!(
                    "Not tried in another order: the index has more than {} entries.",
                    grouped(limits::ORDER_ENTRIES as u64)
                )
            };
            return self.verdicts.iter().map(|verdict| is_picked(verdict).then(words)).collect();
        }
        self.orders().iter().map(|order| Some(self.order_in_words(&order.as_ref()?.instead))).collect()
    }

    fn order_in_words(&self, instead: &[Vec<usize>]) -> String {
        let named = instead.iter().take(NAMED).map(|path| {
            let platform = self.candidates.get(path).and_then(|candidate| candidate.platform.as_ref());
            match platform {
                Some(platform) => format!("{} (entry {})", escaped(&platform.to_string()), place(path)),
                None => format!("entry {} (no platform)", place(path)),
            }
        });
        let named = named.collect::<Vec<_>>().join(" or ");
        let others = match instead.len().saturating_sub(NAMED) {
            0 => String::new(),
            others => format!(" or one of {others} more"),
        };
        format!("Depends on the order: would take {named}{others} if that came first.")
    }

    /// What would make all clients agree, each in a sentence or two; nothing where they agree, or where none
    /// of them finds an entry.
    #[must_use]
    pub fn advice_in_words(&self) -> Vec<String> {
        let advice: Vec<String> = self.advice().iter().map(ToString::to_string).collect();
        let today = || {
            let today = self.verdicts.iter().filter(|it| it.client.is_of_today());
            let heard = today.filter(|it| is_heard(it.client, it.host.form));
            heard.map(|it| &it.outcome).filter(|outcome| outcome.failed() || outcome.picked().is_some())
        };
        let first = today().next();
        let agree = today().all(|it| first.is_none_or(|first| same(&self.candidates, first, it)));
        if advice.is_empty() && !agree && is_beyond_advice(&self.distinct()) {
            return vec![format!(
                "No changes were tried that would make all clients agree on this host: the index has more than {} \
                 platforms.",
                limits::ADVICE_PLATFORMS
            )];
        }
        if advice.is_empty() && !agree {
            return vec![
                "No change of one entry or two that was tried makes the clients agree on this host, and leaves no \
                 other host worse off."
                    .to_owned(),
            ];
        }
        advice
    }

    /// What it means that the host is asked for, or detected.
    #[must_use]
    pub fn form_in_words(&self) -> String {
        let platform = self.own().map(|own| escaped(&own.host.platform.to_string())).unwrap_or_default();
        match (self.form, self.machine) {
            (Form::Default, Some(_)) => {
                let found = match self.client.group() {
                    Group::Written => format!("the specification detects nothing, and {platform} is assumed"),
                    Group::Runtimes | Group::Copying | Group::Older => {
                        format!("{} goes for {platform}", self.client)
                    }
                };
                format!(
                    "A plain pull on this machine, without --platform: each client goes by what it detects; {found}."
                )
            }
            _ => {
                format!("With --platform {platform}: the platform is asked for by name, on whatever machine.")
            }
        }
    }

    /// The reasons of the chosen client: what it takes, what it would take next, and what it rejects.
    #[must_use]
    pub fn reasons_by_standing(&self) -> Vec<&(Option<NodeId>, Reason)> {
        // Stable: among equals in the order of the index, and an index before what is in it.
        sorted_by_key(self.reasons().iter().collect(), |(_, reason): &&(_, Reason)| match reason.standing {
            Standing::Chosen(_) => (0, 0),
            Standing::Undecided(_) => (1, 0),
            Standing::Accepted { place, .. } => (2, place),
            Standing::Rejected(rejection) if rejection.is_the_failure() => (3, 0),
            Standing::Rejected(_) => (4, 0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspect::Origin;
    use crate::session::{Arrival, DocumentsMsg, Model, Msg};

    #[test]
    fn the_order_of_very_many_entries_is_not_tried_and_that_is_said() {
        for (count, is_told) in [(limits::ORDER_ENTRIES, false), (limits::ORDER_ENTRIES + 1, true)] {
            let entry = |at: usize| {
                format!(
                    r#"{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:{at:064x}","size":1,"platform":{{"os":"linux","architecture":"amd64"}}}}"#
                )
            };
            let entries: Vec<String> = (0..count).map(entry).collect();
            let index = format!(r#"{{"schemaVersion":2,"manifests":[{}]}}"#, entries.join(","));
            let mut model = Model::default();
            let arrival = Arrival { bytes: index.into_bytes().into(), origin: Origin::Paste };
            let add = Msg::Documents(DocumentsMsg::Add { arrivals: vec![arrival], pin: None });
            crate::headless::send(&mut model, add);
            let words = model.choice.unwrap().orders_in_words();
            let said = "Not tried in another order: the index has more than 500 entries.";
            assert_eq!(words.iter().flatten().any(|words| words == said), is_told, "{words:?}");
        }
    }
}
