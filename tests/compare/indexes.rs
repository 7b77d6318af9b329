//! Two indexes.

use std::time::Instant;

use bayplan::session::{ComparisonMsg, Difference, Msg};
use serde_json::{Value, json};

use crate::page::{Image, compare, digest, own_digest, told, with};

fn entry(digest: &str, platform: &str) -> Value {
    let mut parts = platform.split('/');
    let (os, architecture) = (parts.next().unwrap(), parts.next().unwrap());
    let mut entry = json!({
        "mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": digest, "size": 500,
        "platform": {"os": os, "architecture": architecture}
    });
    if let Some(variant) = parts.next() {
        entry["platform"]["variant"] = json!(variant);
    }
    entry
}

fn index(entries: Vec<Value>) -> Value {
    json!({"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": entries})
}

fn beside(first: Value, second: Value, more: &[Value]) -> Value {
    let documents: Vec<String> = [&first, &second].into_iter().chain(more).map(Value::to_string).collect();
    let mut page = with(&documents);
    let roots = page.model.inspection.tree.roots().to_vec();
    compare(&mut page, roots[0], roots[1])
}

fn fates(comparison: &Value) -> Vec<String> {
    told(&comparison["entries"], &["fate", "first", "second", "moved"])
}

#[test]
fn platforms_that_came_went_and_changed() {
    let attests = |digest: &str, of: &str| {
        let mut entry = entry(digest, "unknown/unknown");
        entry["annotations"] =
            json!({"vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": of});
        entry
    };
    let [a, b, c, d] = ['a', 'b', 'c', 'd'].map(digest);
    for (first, second, expected, what) in [
        (
            vec![entry(&a, "linux/amd64")],
            vec![entry(&a, "linux/amd64"), entry(&b, "linux/arm64")],
            &["kept 0.0 1.0 false", "added - 1.1 false"][..],
            "one more",
        ),
        (
            vec![entry(&a, "linux/amd64"), entry(&b, "linux/arm64")],
            vec![entry(&b, "linux/arm64")],
            &["removed 0.0 - false", "kept 0.1 1.0 false"],
            "one less",
        ),
        (
            vec![entry(&a, "linux/amd64")],
            vec![entry(&b, "linux/amd64")],
            &["changed 0.0 1.0 false"],
            "another digest",
        ),
        (
            vec![entry(&a, "linux/arm64")],
            vec![entry(&b, "linux/arm64/v8")],
            &["changed 0.0 1.0 false"],
            "a platform written otherwise",
        ),
        (
            vec![entry(&a, "linux/arm64")],
            vec![entry(&a, "linux/arm64/v8")],
            &["restated 0.0 1.0 false"],
            "the same digest, described otherwise",
        ),
        (
            vec![entry(&a, "linux/amd64"), entry(&b, "linux/arm64")],
            vec![entry(&b, "linux/arm64"), entry(&a, "linux/amd64")],
            &["kept 0.1 1.0 true", "kept 0.0 1.1 false"],
            "another order",
        ),
        (
            vec![entry(&a, "linux/amd64"), attests(&c, &a)],
            vec![entry(&b, "linux/amd64"), attests(&d, &b)],
            &["changed 0.0 1.0 false", "changed 0.1 1.1 false"],
            "an attestation goes with what it attests",
        ),
    ] {
        // So that two that are the same are two documents.
        let mut second = index(second);
        second["annotations"] = json!({"which": "second"});
        assert_eq!(fates(&beside(index(first), second, &[])), expected, "{what}");
    }
}

#[test]
fn images_of_changed_platforms_are_compared() {
    let [one, one_config] = Image::new().documents();
    let [other, other_config] = Image::new()
        .manifest(|it| it["layers"][1] = json!({"digest": digest('c'), "size": 300}))
        .config(|it| it["rootfs"]["diff_ids"][1] = json!(digest('3')))
        .documents();
    let indexes = [&one, &other].map(|manifest| {
        let mut entry = entry(&own_digest(manifest), "linux/amd64");
        entry["size"] = json!(manifest.to_string().len());
        index(vec![entry])
    });
    let [first, second] = indexes;
    let comparison = beside(first, second, &[one, one_config, other, other_config]);
    assert_eq!(told(&comparison["entries"], &["fate", "otherLayers"]), ["changed 1"]);
    assert!(comparison["entries"][0]["pullBytes"].as_u64().unwrap() > 300);
}

#[test]
fn what_an_index_states_of_itself() {
    let mut second = index(vec![]);
    second["annotations"] = json!({"a": "b"});
    let comparison = beside(index(vec![]), second, &[]);
    assert_eq!(told(&comparison["changes"], &["kind", "field", "key"]), ["added index-annotations a"]);
}

/// Ten thousand entries, all in another order: twice as many take about twice as long.
#[test]
fn long_indexes_take_no_longer_than_they_are_long() {
    let time = |count: usize| {
        let entry = |at: usize| entry(&format!("sha256:{at:064x}"), &format!("linux/a{}", at % 97));
        let entries: Vec<Value> = (0..count).map(entry).collect();
        let turned = entries.iter().rev().cloned().collect();
        let documents = [index(entries), index(turned)].map(|index| index.to_string());
        let mut page = with(&documents);
        let roots = page.model.inspection.tree.roots().to_vec();
        let begun = Instant::now();
        page.send(Msg::Comparison(ComparisonMsg::Of(roots[0], roots[1])));
        let taken = begun.elapsed();
        let comparison = page.model.comparison.clone().unwrap();
        let Difference::Entries(entries) = &comparison.difference else { panic!("{comparison:?}") };
        assert_eq!(entries.rows.len(), count);
        taken
    };
    let _ = time(500);
    let (short, long) = (time(2_500), time(10_000));
    assert!(long < short * 12, "{short:?} for a quarter of what takes {long:?}");
}
