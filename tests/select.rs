//! Every client picks what the real one picked: the records of `tests/vectors/`, and of each `*.json` in the
//! directory that `BAYPLAN_VECTORS` names. And what must hold of any selection.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // a test fails by panicking

use std::path::Path;
use std::sync::Arc;

use bayplan::image::platform::Platform;
use bayplan::pace::{Pace, at_once};
use bayplan::select::{
    Candidate, Candidates, Change, Client, ConfigPlatform, DistinctEntries, Form, Format, Host, Outcome,
    Rejection, Standing, Target, advise, order_dependence, select,
};
use proptest::prelude::*;
use serde_json::Value;

// ---- the records ----

fn platform(value: &Value) -> Platform {
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    Platform {
        os: text("os"),
        architecture: text("architecture"),
        variant: text("variant"),
        os_version: text("os.version"),
        os_features: value["os.features"]
            .as_array()
            .map(|features| {
                features.iter().map(|feature| feature.as_str().unwrap_or_default().to_owned()).collect()
            })
            .unwrap_or_default(),
    }
}

fn candidate(entry: &Value, format: Format) -> Candidate {
    let stated = (!entry["platform"].is_null()).then(|| platform(&entry["platform"]));
    let target = match entry.get("nested") {
        Some(nested) => Target::Index(Some(Arc::new(candidates(nested, format)))),
        // A record's config is the platform's where it names no other.
        None => match (entry.get("config"), &stated) {
            (Some(config), _) => Target::Manifest(ConfigPlatform::Loaded(platform(config))),
            (None, Some(stated)) => Target::Manifest(ConfigPlatform::Loaded(stated.clone())),
            (None, None) => Target::Manifest(ConfigPlatform::NotLoaded),
        },
    };
    let zstd = entry["annotations"]["io.github.containers.compression.zstd"] == "true";
    Candidate { platform: stated, zstd, target, digest: String::new() }
}

fn candidates(entries: &Value, format: Format) -> Candidates {
    let entries = entries.as_array().expect("entries is an array").iter();
    Candidates { format, entries: entries.map(|entry| candidate(entry, format)).collect() }
}

/// Disagreements of one file's records with what the clients are held to pick here, and how many picks
/// were compared.
fn check(file: &Path) -> (Vec<String>, usize) {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let records: Value =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for record in records.as_array().unwrap_or_else(|| panic!("{}: no array of records", file.display())) {
        let name = record["name"].as_str().unwrap_or("?");
        let format = match record["format"].as_str() {
            Some("docker") => Format::Docker,
            Some("oci") => Format::Oci,
            other => panic!("{}: {name}: format {other:?}", file.display()),
        };
        let candidates = candidates(&record["entries"], format);
        let host = Host::explicit(platform(&record["host"]));
        let distinct = DistinctEntries::new(&candidates);
        for (id, expected) in record["expect"].as_object().expect("expect is an object") {
            let client =
                Client::from_id(id).unwrap_or_else(|| panic!("{}: {name}: client {id}", file.display()));
            let expected: Option<Vec<u64>> = expected
                .as_array()
                .map(|path| path.iter().map(|index| index.as_u64().expect("an index")).collect());
            let selection = distinct.select(client, &host);
            let picked = match &selection.outcome {
                Outcome::Picked(path) => {
                    Ok(Some(path.iter().map(|&index| index as u64).collect::<Vec<u64>>()))
                }
                Outcome::Failed(_) => Ok(None),
                other => Err(other),
            };
            if picked != Ok(expected.clone()) || distinct.pick(client, &host) != selection.outcome {
                wrong.push(format!("{name}: {id}: {picked:?}, and the client itself {expected:?}"));
            }
            compared += 1;
        }
    }
    (wrong, compared)
}

fn check_directory(directory: &Path) -> usize {
    let entries = std::fs::read_dir(directory).unwrap_or_else(|error| {
        panic!("the directory of vectors {} cannot be read: {error}", directory.display())
    });
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap_or_else(|error| panic!("{}: {error}", directory.display())).path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "there is no *.json in {}", directory.display());
    let mut total = 0;
    for file in files {
        let (wrong, compared) = check(&file);
        assert!(wrong.is_empty(), "{}: {} disagree:\n{}", file.display(), wrong.len(), wrong.join("\n"));
        assert!(compared > 0, "{} has no record", file.display());
        total += compared;
    }
    total
}

#[test]
fn every_record_agrees() {
    let compared = check_directory(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors"));
    // All that is there: a file that went missing is a failure too.
    assert!(compared >= 2800, "only {compared} picks were compared");
}

#[test]
fn every_record_of_the_named_directory_agrees() {
    if let Some(directory) = std::env::var_os("BAYPLAN_VECTORS") {
        check_directory(Path::new(&directory));
    }
}

// ---- what always holds ----

const OSES: [&str; 8] = ["linux", "windows", "darwin", "macos", "Linux", "unknown", "freebsd", ""];
const ARCHITECTURES: [&str; 13] = [
    "amd64", "arm64", "arm", "386", "i386", "x86_64", "aarch64", "armhf", "armel", "AMD64", "riscv64",
    "unknown", "",
];
const VARIANTS: [&str; 16] =
    ["", "v1", "v2", "v3", "3", "v5", "v6", "v7", "7", "v8", "8", "v8.0", "v8.2", "v9", "v9.2", "v10"];
const VERSIONS: [&str; 8] =
    ["", "10.0", "10.0.17763.1", "10.0.20348", "10.0.20348.5", "10.0.26100.1", "10.0.26200.1", "x"];

fn any_platform() -> impl Strategy<Value = Platform> {
    let feature = prop::sample::select(vec!["win32k", "sgx", "avx"]);
    let word =
        |words: &'static [&'static str]| prop_oneof![9 => prop::sample::select(words), 1 => Just("odd text")];
    (
        word(&OSES),
        word(&ARCHITECTURES),
        word(&VARIANTS),
        word(&VERSIONS),
        prop::collection::vec(feature, 0..2),
    )
        .prop_map(|(os, architecture, variant, os_version, features)| Platform {
            variant: variant.into(),
            os_version: os_version.into(),
            os_features: features.into_iter().map(String::from).collect(),
            ..Platform::new(os, architecture)
        })
}

fn any_candidate() -> impl Strategy<Value = Candidate> {
    let config = prop_oneof![
        Just(ConfigPlatform::NotLoaded),
        any_platform().prop_map(ConfigPlatform::Loaded),
        Just(ConfigPlatform::Loaded(Platform::new("linux", "amd64"))),
    ];
    let leaf = (prop::option::weighted(0.9, any_platform()), any::<bool>(), config).prop_map(
        |(platform, zstd, config)| Candidate {
            platform,
            zstd,
            target: Target::Manifest(config),
            digest: String::new(),
        },
    );
    leaf.prop_recursive(3, 24, 5, |inner| {
        let index =
            prop::option::weighted(0.9, any_candidates_of(inner)).prop_map(|index| index.map(Arc::new));
        (prop::option::weighted(0.8, any_platform()), index).prop_map(|(platform, index)| Candidate {
            platform,
            target: Target::Index(index),
            ..Candidate::default()
        })
    })
}

fn any_candidates_of(entry: impl Strategy<Value = Candidate>) -> impl Strategy<Value = Candidates> {
    let format = prop::sample::select(vec![Format::Oci, Format::Docker]);
    (format, prop::collection::vec(entry, 0..9)).prop_map(|(format, entries)| Candidates { format, entries })
}

fn any_host() -> impl Strategy<Value = Host> {
    // Mostly hosts that some entry is for: a property of picks says little where nothing is ever picked.
    let common = prop::sample::select(vec![
        "linux/amd64",
        "linux/amd64/v3",
        "linux/arm64",
        "linux/arm64/v9.2",
        "linux/arm/v7",
        "windows(10.0.20348)/amd64",
    ])
    .prop_map(|text| text.parse().expect("a platform"));
    let form = prop::sample::select(vec![Form::Explicit, Form::Default]);
    (prop_oneof![common, any_platform()], form).prop_map(|(platform, form)| Host {
        platform,
        form,
        own_os: "linux".into(),
    })
}

fn any_client() -> impl Strategy<Value = Client> {
    prop::sample::select(Client::ALL.to_vec())
}

/// The entries of the index at `path`.
fn level<'a>(candidates: &'a Candidates, path: &[usize]) -> Option<&'a Candidates> {
    let Some((first, rest)) = path.split_first() else { return Some(candidates) };
    match &candidates.entries[*first].target {
        Target::Index(Some(inside)) => level(inside, rest),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_pick_is_a_candidate_that_is_not_rejected(
        index in any_candidates_of(any_candidate()), host in any_host(), client in any_client(),
    ) {
        let selection = select(client, &host, &index);
        if let Some(picked) = selection.outcome.picked() {
            for depth in 1..=picked.len() {
                let reason = selection.reasons.iter().find(|reason| reason.path == picked[..depth]);
                let standing = reason.map(|reason| reason.standing);
                prop_assert!(matches!(standing, Some(Standing::Chosen(_))), "{:?}", standing);
            }
            let chosen = selection.reasons.iter().filter(|reason| matches!(reason.standing, Standing::Chosen(_)));
            prop_assert_eq!(chosen.count(), picked.len());
        }
    }

    #[test]
    fn a_client_that_fails_rejects_all(
        index in any_candidates_of(any_candidate()), host in any_host(), client in any_client(),
    ) {
        let selection = select(client, &host, &index);
        if selection.outcome.failed() {
            prop_assert!(selection.reasons.iter().all(|reason| reason.standing.rejection().is_some()));
        }
    }

    #[test]
    fn the_reasons_name_every_candidate_of_every_level_that_is_looked_at(
        index in any_candidates_of(any_candidate()), host in any_host(), client in any_client(),
    ) {
        let selection = select(client, &host, &index);
        let mut rest = selection.reasons.as_slice();
        let mut above: Vec<usize> = Vec::new();
        while !rest.is_empty() {
            let entries = level(&index, &above).expect("a level that is loaded").entries.len();
            let (here, below) = rest.split_at(entries);
            for (i, reason) in here.iter().enumerate() {
                prop_assert_eq!(&reason.path, &[above.as_slice(), &[i]].concat());
            }
            // The next level is inside an entry of this one.
            above = below.first().map(|reason| reason.path[..reason.path.len() - 1].to_vec()).unwrap_or_default();
            rest = below;
        }
        prop_assert!(selection.reasons.len() >= index.entries.len());
    }

    #[test]
    fn an_entry_that_is_rejected_never_changes_the_pick(
        index in any_candidates_of(any_candidate()), more in any_candidate(), host in any_host(), client in any_client(),
    ) {
        let before = select(client, &host, &index).outcome;
        let mut with = index.clone();
        with.entries.push(more);
        let after = select(client, &host, &with);
        let last = after.reasons.iter().find(|reason| reason.path == [index.entries.len()]).expect("a reason");
        // An entry that the client goes for, and fails on, is not passed over.
        let passed_over = last.standing.rejection().is_some_and(|rejection| !rejection.is_the_failure());
        // Where both fail the words may differ: containers/image has others for an index inside an index.
        if passed_over && !(before.failed() && after.outcome.failed()) {
            prop_assert_eq!(before, after.outcome, "{}", last);
        }
    }

    #[test]
    fn a_quick_pick_is_the_explained_one(
        index in any_candidates_of(any_candidate()), host in any_host(), client in any_client(),
    ) {
        let distinct = DistinctEntries::new(&index);
        let told = distinct.select(client, &host);
        prop_assert_eq!(distinct.pick(client, &host), told.outcome.clone());
        let (outcome, reason) = distinct.pick_with_reason(client, &host);
        prop_assert_eq!(&outcome, &told.outcome);
        let path = match &outcome {
            Outcome::Picked(path) | Outcome::NeedsConfig(path) | Outcome::NeedsIndex(path) => Some(path),
            Outcome::Failed(_) | Outcome::Whole | Outcome::NotModelled(_) => None,
        };
        let same = told.reasons.iter().find(|reason| Some(&reason.path) == path);
        prop_assert_eq!(reason.map(|it| (it.standing, it.to_string())), same.map(|it| (it.standing, it.to_string())));
        // And again, with what it has kept of the indexes inside.
        prop_assert_eq!(distinct.pick(client, &host), select(client, &host, &index).outcome);
    }

    #[test]
    fn every_reason_is_one_sentence(
        index in any_candidates_of(any_candidate()), host in any_host(), client in any_client(),
    ) {
        let selection = select(client, &host, &index);
        for reason in &selection.reasons {
            let sentence = reason.to_string();
            prop_assert!(sentence.ends_with('.') && !sentence.contains('\n') && sentence.len() > 20, "{}", sentence);
        }
        prop_assert!(selection.summary().contains(client.name()));
    }

    #[test]
    fn the_next_choice_is_taken_when_the_pick_is_gone(
        index in any_candidates_of(any_platform().prop_map(|platform| Candidate {
            platform: Some(platform),
            ..Candidate::default()
        })),
        host in any_host(), client in any_client(),
    ) {
        let selection = select(client, &host, &index);
        let second = selection
            .reasons
            .iter()
            .find(|reason| matches!(reason.standing, Standing::Accepted { place: 2, .. }));
        if let (Some(picked), Some(second)) = (selection.outcome.picked(), second) {
            let mut without = index.clone();
            without.entries.remove(picked[0]);
            let moved = second.path[0] - usize::from(second.path[0] > picked[0]);
            // regctl holds versions of unlike length for equal, so what is left may stand in another order.
            if client != Client::Regctl {
                prop_assert_eq!(select(client, &host, &without).outcome, Outcome::Picked(vec![moved]));
            }
        }
    }
}

/// An index without indexes inside.
fn any_flat_index() -> impl Strategy<Value = Candidates> {
    any_candidates_of(any_candidate().prop_map(|candidate| match candidate.target {
        Target::Index(_) => Candidate { target: Target::default(), ..candidate },
        Target::Manifest(_) => candidate,
    }))
}

/// The entry that is taken, under the number that it has in `order`.
fn taken(client: Client, host: &Host, index: &Candidates, order: &[usize]) -> Option<usize> {
    let entries = order.iter().map(|&entry| index.entries[entry].clone()).collect();
    let index = Candidates { format: index.format, entries };
    match select(client, host, &index).outcome {
        Outcome::Picked(path) | Outcome::NeedsConfig(path) => Some(order[path[0]]),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_said_to_hang_on_order_does_and_the_rest_does_not(
        index in any_flat_index(), host in any_host(), client in any_client(), turn in 0_usize..9,
    ) {
        let order: Vec<usize> = (0..index.entries.len()).collect();
        let now = taken(client, &host, &index, &order);
        match at_once(order_dependence(client, &host, &DistinctEntries::new(&index), &Pace::default())) {
            Some(dependence) => {
                prop_assert_eq!(Some(dependence.taken[0]), now.or(Some(dependence.taken[0])));
                for path in &dependence.instead {
                    let mut moved = order.clone();
                    moved.retain(|entry| *entry != path[0]);
                    moved.insert(0, path[0]);
                    prop_assert_ne!(taken(client, &host, &index, &moved), now, "{}", dependence);
                }
            }
            // regctl holds versions of unlike length for equal, and so has more orders than one move shows.
            None if client != Client::Regctl && !order.is_empty() && host.form == Form::Explicit => {
                let mut turned = order;
                turned.rotate_left(turn % index.entries.len());
                prop_assert_eq!(taken(client, &host, &index, &turned), now);
            }
            None => {}
        }
    }

    #[test]
    fn advice_that_is_followed_makes_all_clients_agree(index in any_flat_index(), host in any_host()) {
        let host = Host { form: Form::Explicit, ..host };
        for advice in at_once(advise(&DistinctEntries::new(&index), |_| host.clone(), &Pace::default())) {
            // Followed here by other code than that which tried it.
            let mut followed: Vec<(usize, Candidate)> = index.entries.iter().cloned().enumerate().collect();
            for change in &advice.changes {
                match change {
                    Change::MoveFirst(entry) => followed.sort_by_key(|(origin, _)| origin != entry),
                    Change::State(entry, platform) => {
                        for (_, candidate) in followed.iter_mut().filter(|(origin, _)| origin == entry) {
                            candidate.platform = Some(platform.clone());
                        }
                    }
                    Change::RemoveUnstated => followed.retain(|(_, candidate)| candidate.platform.is_some()),
                    Change::ListAgain(entry, platform) => {
                        let platform = Some(platform.clone());
                        followed.push((*entry, Candidate { platform, ..index.entries[*entry].clone() }));
                    }
                }
            }
            let (origin, entries): (Vec<usize>, Vec<Candidate>) = followed.into_iter().unzip();
            let followed = Candidates { format: index.format, entries };
            for client in Client::today() {
                let outcome = select(client, &host, &followed).outcome;
                let taken = outcome.picked().map(|path| origin[path[0]]);
                prop_assert_eq!(taken, Some(advice.entry), "{}: {}", client, advice);
            }
        }
    }
}

// ---- traps that no record holds ----

fn entry(platform: &str) -> Candidate {
    Candidate { platform: platform.parse().ok(), ..Candidate::default() }
}

fn index(platforms: &[&str]) -> Candidates {
    Candidates { format: Format::Oci, entries: platforms.iter().map(|platform| entry(platform)).collect() }
}

fn host(platform: &str) -> Host {
    Host::explicit(platform.parse().expect("a platform"))
}

#[test]
fn older_behaviours_are_as_described() {
    use Client::{Containerd, Containerd1, ContainerdStrict, Docker20};
    for (client, on, entries, expected) in [
        // Kubernetes through the transfer service: no 386, no arm, no variant fallback.
        (ContainerdStrict, "linux/amd64", &["linux/386"][..], None),
        (ContainerdStrict, "linux/arm64", &["linux/arm/v7"], None),
        (ContainerdStrict, "linux/amd64/v3", &["linux/amd64"], None),
        (ContainerdStrict, "linux/arm64/v8", &["linux/aarch64"], Some(0)), // names are still normalized
        (ContainerdStrict, "linux/arm64/v10", &["linux/arm64/v10"], Some(0)), // asks for the very platform
        // containerd 1 knows no v8.m and v9.m chains: arm64 is itself, then arm.
        (Containerd1, "linux/arm64/v8.2", &["linux/arm64", "linux/arm64/v8.1"], None),
        (Containerd1, "linux/arm64/v8.2", &["linux/arm64/v8.2"], Some(0)),
        (Containerd1, "linux/arm64", &["linux/arm/v6", "linux/arm/v7"], Some(1)),
        (Containerd1, "linux/amd64", &["linux/386"], Some(0)),
        // On Linux it does not look at a Windows version, nor at features.
        (Containerd1, "windows(10.0.20348)/amd64", &["windows(10.0.17763.1)/amd64"], Some(0)),
        (Containerd1, "linux/amd64", &["linux(+sgx)/amd64", "linux/amd64"], Some(0)),
        // Docker 20.10: no 386, no arm under arm64, and any arm entry for an arm host with no match.
        (Docker20, "linux/amd64", &["linux/386"], None),
        (Docker20, "linux/arm64", &["linux/arm/v7"], None),
        (Docker20, "linux/arm/v6", &["linux/arm/v7", "linux/arm/v8"], Some(0)),
        (Docker20, "linux/arm/v7", &["linux/arm/v8", "linux/arm/v6"], Some(1)), // a match comes before it
        (Docker20, "linux/arm/v6", &["linux/armhf"], None), // the fallback compares the text
        // containerd today, beside them.
        (Containerd, "linux/arm64/v8.2", &["linux/arm64", "linux/arm64/v8.1"], Some(1)),
    ] {
        let picked = select(client, &host(on), &index(entries)).outcome;
        assert_eq!(picked.picked().map(|path| path[0]), expected, "{client} on {on}: {entries:?}");
    }
}

/// What a record names for `docker` is asked of a daemon on Linux, also where it is asked for Windows.
#[test]
fn the_docker_of_the_records_is_the_linux_daemon_s() {
    let entries = index(&["windows(10.0.17763.1)/amd64", "windows(10.0.20348.1)/amd64"]);
    let asked = host("windows(10.0.22631)/amd64");
    assert_eq!(asked.own_os, "linux");
    assert_eq!(select(Client::Docker, &asked, &entries).outcome, Outcome::Picked(vec![1]));
    let own = Host::of_its_own(asked.platform);
    assert_eq!(own.own_os, "windows");
    assert_eq!(select(Client::Docker, &own, &entries).outcome, Outcome::Picked(vec![0]));
}

#[test]
fn containerd_on_windows_takes_the_highest_version_where_nothing_is_asked() {
    use Client::{Containerd, Containerd1, ContainerdStrict};
    let on =
        |form| Host { form, ..Host::of_its_own("windows(10.0.26100)/amd64".parse().expect("a platform")) };
    let months =
        ["windows(10.0.26100.1)/amd64", "windows(10.0.26100.7)/amd64", "windows(10.0.26100.3)/amd64"];
    let builds = ["windows(10.0.20348.9)/amd64", "windows(10.0.26100.1)/amd64"];
    for (client, form, entries, expected) in [
        (Containerd, Form::Default, &months[..], Some(1)),
        (Containerd1, Form::Default, &months, Some(1)),
        (Containerd, Form::Explicit, &months, Some(0)), // asked for, the order of the index decides
        (ContainerdStrict, Form::Default, &months, Some(0)),
        (Containerd, Form::Default, &builds, Some(1)),
        (Containerd1, Form::Default, &builds, Some(1)), // builds must be equal
        // No 386 without being asked, and what states no version after what does.
        (Containerd, Form::Default, &["windows/386"], None),
        (Containerd, Form::Default, &["windows/amd64", "windows(10.0.26100.1)/amd64"], Some(1)),
    ] {
        let picked = select(client, &on(form), &index(entries)).outcome;
        assert_eq!(picked.picked().map(|path| path[0]), expected, "{client} {form:?}: {entries:?}");
    }
}

#[test]
fn a_config_decides_only_where_the_client_reads_it() {
    let nil = |config| Candidate { target: Target::Manifest(config), ..Candidate::default() };
    let one = |config| Candidates { format: Format::Oci, entries: vec![nil(config)] };
    let arm64 = ConfigPlatform::Loaded(Platform::new("linux", "arm64"));
    let on = host("linux/arm64");
    assert_eq!(select(Client::Containerd, &on, &one(arm64.clone())).outcome, Outcome::Picked(vec![0]));
    assert_eq!(
        select(Client::Containerd, &on, &one(ConfigPlatform::NotLoaded)).outcome,
        Outcome::NeedsConfig(vec![0])
    );
    assert_eq!(
        select(Client::Docker, &on, &one(ConfigPlatform::NotLoaded)).outcome,
        Outcome::Picked(vec![0])
    );
    let selection = select(Client::Containerd, &host("linux/amd64"), &one(arm64));
    assert_eq!(selection.reasons[0].standing, Standing::Rejected(Rejection::ConfigDiffers));
}

#[test]
fn an_index_inside_is_followed_handed_back_or_refused() {
    let inside = Arc::new(index(&["linux/amd64/v3", "linux/amd64"]));
    let of = |inside| Candidate { target: Target::Index(inside), ..entry("linux/amd64") };
    let loaded = Candidates { format: Format::Oci, entries: vec![of(Some(inside))] };
    let missing = Candidates { format: Format::Oci, entries: vec![of(None)] };
    let on = host("linux/amd64");
    let pick = |client, candidates| select(client, &on, candidates).outcome;
    assert_eq!(pick(Client::Docker, &loaded), Outcome::Picked(vec![0, 1]));
    assert_eq!(pick(Client::Regctl, &loaded), Outcome::Picked(vec![0, 1]));
    assert_eq!(pick(Client::Oras, &loaded), Outcome::Picked(vec![0]));
    assert_eq!(pick(Client::Oras, &missing), Outcome::Picked(vec![0]));
    assert_eq!(pick(Client::Crane, &missing), Outcome::NeedsIndex(vec![0]));
    let refused = select(Client::ContainersImage, &on, &loaded);
    assert!(refused.outcome.failed());
    assert_eq!(refused.reasons[0].standing, Standing::Rejected(Rejection::NestedIndex));
}

#[test]
fn indexes_inside_indexes_end_somewhere() {
    let mut inner = index(&["linux/amd64"]);
    for _ in 0..50 {
        let target = Target::Index(Some(Arc::new(inner)));
        inner = Candidates {
            entries: vec![Candidate { target, ..entry("linux/amd64") }],
            ..Candidates::default()
        };
    }
    let selection = select(Client::Containerd, &host("linux/amd64"), &inner);
    assert!(selection.outcome.failed());
    assert_eq!(
        selection.reasons.last().map(|reason| reason.standing),
        Some(Standing::Rejected(Rejection::TooDeep))
    );
}

#[test]
fn hostile_variants_cost_nothing() {
    // containerd makes a list of as many platforms as the number says.
    let on = host("linux/amd64/v9223372036854775807");
    let selection =
        select(Client::Containerd, &on, &index(&["linux/amd64/v4", "linux/amd64", "linux/s390x"]));
    assert_eq!(selection.outcome, Outcome::Picked(vec![0]));
    assert!(selection.reasons[2].to_string().contains("more only"), "{}", selection.reasons[2]);
}

#[test]
fn errors_are_the_clients_own_words() {
    let none = Candidates::default();
    let list = Candidates { format: Format::Docker, ..Candidates::default() };
    for (client, candidates, expected) in [
        (Client::Containerd, &none, "no match for platform in manifest: not found"),
        (Client::Docker, &none, "no matching manifest for linux/s390x in the manifest list entries"),
        (
            Client::ContainersImage,
            &none,
            r#"no image found in image index for architecture "s390x", variant "", OS "linux""#,
        ),
        (
            Client::ContainersImage,
            &list,
            r#"no image found in manifest list for architecture "s390x", variant "", OS "linux""#,
        ),
        (Client::Crane, &none, "no child with platform linux/s390x in index REF"),
        (Client::Oras, &none, "no matching manifest was found in the manifest list"),
        (Client::Regctl, &none, "platform not found: linux/s390x"),
    ] {
        let outcome = select(client, &host("linux/s390x"), candidates).outcome;
        assert_eq!(outcome, Outcome::Failed(expected.into()), "{client}");
    }
}

#[test]
fn reasons_say_it_plainly() {
    let entries = index(&[
        "linux/arm/v7",
        "linux/arm64",
        "linux/arm64/v8",
        "linux/s390x",
        "windows/arm64",
        "unknown/unknown",
        "linux/aarch64",
    ]);
    let told = |client: Client| -> Vec<String> {
        select(client, &host("linux/arm64"), &entries).reasons.iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        told(Client::Containerd),
        [
            "arm64 host: arm/v7 is its third choice, after arm64 and arm/v8.",
            "arm64 host: arm64 is its first choice.",
            "arm64 host: arm64 (written arm64/v8) is its first choice; entry 2 is just as good and stands before it.",
            "It is for s390x, and for a host of arm64 it takes arm64, arm/v8, arm/v7, arm/v6 and arm/v5 only.",
            "It is for windows, and the host asks for linux.",
            "It is for no machine (unknown/unknown): an attestation, or something else beside the image.",
            "arm64 host: arm64 (written aarch64) is its first choice; entry 2 is just as good and stands before it.",
        ]
    );
    let old_name = select(Client::Containerd, &host("linux/x86_64"), &index(&["linux/amd64"]));
    assert_eq!(old_name.reasons[0].to_string(), "amd64 host: amd64 is its first choice.");
    assert_eq!(old_name.summary(), "containerd takes entry 1: linux/amd64.");
    assert_eq!(
        told(Client::ContainersImage)[2],
        "arm64 host: arm64/v8 is the second that it looks for, after arm64 without a variant."
    );
    assert_eq!(told(Client::Crane)[6], "It is for aarch64, and arm64 is asked for, letter by letter.");
    let windows = index(&["windows(10.0.17763.1)/amd64"]);
    assert_eq!(
        select(Client::Crane, &host("windows(10.0.17763)/amd64"), &windows).reasons[0].to_string(),
        "Its OS version is 10.0.17763.1, and 10.0.17763 is asked for, letter by letter."
    );
    assert_eq!(
        select(Client::Containerd, &host("windows(10.0.20348)/amd64"), &windows).reasons[0].to_string(),
        "It is for Windows Server 2019 (10.0.17763.1), and that does not go with the host's Windows Server 2022 \
         (10.0.20348)."
    );
}

#[test]
fn clients_have_distinct_names() {
    for client in Client::ALL {
        assert_eq!(Client::from_id(client.id()), Some(client));
        let profile = client.profile();
        for text in [profile.name, profile.tools, profile.version] {
            assert!(!text.is_empty());
        }
        assert!(profile.source.starts_with("https://"));
    }
    assert_eq!(Client::from_id("podman"), None);
}
