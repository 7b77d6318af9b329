//! Two configs beside each other.

use super::change::{Change, Field, Kind, Stated};
use super::lists::{Item, by_key, whole};
use super::members::members;
use crate::image::part::is_read;
use crate::json::Value;
use crate::keyed::HashMap;
use crate::pace::Pace;

/// Members of `config` that are one list each.
const LISTS: [(&str, Field); 4] = [
    ("Entrypoint", Field::Entrypoint),
    ("Cmd", Field::Cmd),
    ("Shell", Field::Shell),
    ("OnBuild", Field::OnBuild),
];

/// Members of `config` that are compared by their own members.
const MAPS: [(&str, Field); 4] = [
    ("ExposedPorts", Field::Ports),
    ("Volumes", Field::Volumes),
    ("Labels", Field::Labels),
    ("Healthcheck", Field::Healthcheck),
];

/// Members of `config` that are one text each.
const TEXTS: [(&str, Field); 3] =
    [("User", Field::User), ("WorkingDir", Field::WorkingDir), ("StopSignal", Field::StopSignal)];

/// Members that say which platform it is for.
const PLATFORM: [&str; 5] = ["os", "architecture", "variant", "os.version", "os.features"];

/// What is different between two configs, in the order in which people look for it.
pub async fn configs(first: Value<'_>, second: Value<'_>, pace: &Pace, changes: &mut Vec<Change>) {
    fn of<'a>(run: Option<Value<'a>>, key: &str) -> Option<Value<'a>> {
        run?.get(key)
    }
    let (run, other_run) = (first.get("config"), second.get("config"));
    for (key, field) in LISTS {
        changes.extend(whole(field, of(run, key), of(other_run, key)));
    }
    environment(of(run, "Env"), of(other_run, "Env"), pace, changes).await;
    for (key, field) in MAPS {
        members(field, of(run, key), of(other_run, key), &[], pace, changes).await;
    }
    for (key, field) in TEXTS {
        changes.extend(whole(field, of(run, key), of(other_run, key)));
    }
    let known: Vec<&str> =
        LISTS.iter().chain(&MAPS).chain(&TEXTS).map(|(key, _)| *key).chain(["Env"]).collect();
    members(Field::Run, run, other_run, &known, pace, changes).await;
    for key in PLATFORM {
        if let Some(change) = whole(Field::Platform, first.get(key), second.get(key)) {
            changes.push(Change { key: key.to_owned(), ..change });
        }
    }
    changes.extend(whole(Field::Created, first.get("created"), second.get("created")));
    changes.extend(whole(Field::Author, first.get("author"), second.get("author")));
    steps(first.get("history"), second.get("history"), pace, changes).await;
    let known: Vec<&str> =
        PLATFORM.into_iter().chain(["config", "rootfs", "history", "created", "author"]).collect();
    members(Field::OfConfig, Some(first), Some(second), &known, pace, changes).await;
}

/// Variables by name, and whether those that both have stand in another order.
async fn environment(
    first: Option<Value<'_>>,
    second: Option<Value<'_>>,
    pace: &Pace,
    changes: &mut Vec<Change>,
) {
    match (variables(first), variables(second)) {
        (Some(items), Some(others)) => {
            pace.spend(items.len().saturating_add(others.len()).saturating_mul(4)).await;
            by_key(Field::Env, &items, &others, changes);
        }
        // Too long to be read one by one.
        _ => changes.extend(whole(Field::Env, first, second)),
    }
}

/// The variables of a list that is short enough to be read.
fn variables(list: Option<Value<'_>>) -> Option<Vec<Item<'_>>> {
    let Some(list) = list else { return Some(Vec::new()) };
    let item =
        |value: Value<'_>| value.as_str().map(|text| text.split('=').next().unwrap_or_default().to_owned());
    is_read(list)
        .then(|| list.items().filter_map(|value| Some((item(value)?, value))))
        .map(|items| items.map(|(key, value)| Item { key, value }).collect())
}

/// The steps of the build by their commands, and their times apart from these.
async fn steps(first: Option<Value<'_>>, second: Option<Value<'_>>, pace: &Pace, changes: &mut Vec<Change>) {
    let (items, others) = (commands(first), commands(second));
    pace.spend(items.len().saturating_add(others.len()).saturating_mul(4)).await;
    let mut own = Vec::new();
    by_key(Field::Steps, &items, &others, &mut own);
    // The command is the value, and needs no key beside it.
    changes.extend(own.into_iter().map(|change| Change { key: String::new(), ..change }));
    let times = |list: Option<Value<'_>>| -> Vec<Stated> {
        let items = list.into_iter().flat_map(Value::items);
        items.filter_map(|step| step.get("created")).map(Stated::of).collect()
    };
    let (times, others) = (times(first), times(second));
    let texts = |times: &[Stated]| times.iter().map(|time| time.text.clone()).collect::<Vec<_>>();
    if texts(&times) != texts(&others) {
        changes.push(Change {
            field: Field::StepTimes,
            key: String::new(),
            kind: match (times.is_empty(), others.is_empty()) {
                (true, _) => Kind::Added,
                (_, true) => Kind::Removed,
                _ => Kind::Changed,
            },
            first: times.into_iter().next_back(),
            second: others.into_iter().next_back(),
        });
    }
}

/// The commands of the steps, of a history that is short enough to be read. One that is run twice is two steps.
fn commands(history: Option<Value<'_>>) -> Vec<Item<'_>> {
    let mut times: HashMap<String, usize> = HashMap::default();
    let steps = history.filter(|list| is_read(*list)).into_iter().flat_map(Value::items);
    let mut commands = Vec::new();
    for value in steps.filter_map(|step| step.get("created_by")) {
        let text = value.as_str().unwrap_or_default().into_owned();
        let count = times.entry(text.clone()).or_default();
        *count += 1;
        commands.push(Item { key: format!("{text}\n{count}"), value });
    }
    commands
}
