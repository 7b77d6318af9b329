//! Two images: the kinds of difference that `container-diff` and `diffoci` tell, each in a row.

use serde_json::{Value, json};

use crate::page::{Image, beside, digest, told};

fn changes(comparison: &Value) -> Vec<String> {
    told(&comparison["changes"], &["kind", "field", "key"])
}

fn reasons(comparison: &Value) -> Vec<String> {
    told(&comparison["reasons"], &["reason"])
}

fn fates(comparison: &Value) -> Vec<String> {
    told(&comparison["layers"], &["fate"])
}

#[test]
fn what_configs_and_manifests_state_differently() {
    type Change = fn(&mut Value);
    let of_config: &[(&str, Change, &[&str])] = &[
        ("entry point", |it| it["config"]["Entrypoint"] = json!(["/other"]), &["changed entrypoint -"]),
        ("no entry point", |it| it["config"]["Entrypoint"] = Value::Null, &["removed entrypoint -"]),
        ("order of the command", |it| it["config"]["Cmd"] = json!(["--all", "serve"]), &["reordered cmd -"]),
        (
            "a variable more",
            |it| it["config"]["Env"] = json!(["PATH=/bin", "A=1", "B=2", "C=3"]),
            &["added env C"],
        ),
        ("a variable less", |it| it["config"]["Env"] = json!(["PATH=/bin", "B=2"]), &["removed env A"]),
        ("a variable's value", |it| it["config"]["Env"][1] = json!("A=9"), &["changed env A"]),
        (
            "order of the variables",
            |it| it["config"]["Env"] = json!(["A=1", "PATH=/bin", "B=2"]),
            &["reordered env -"],
        ),
        (
            "order and a value",
            |it| it["config"]["Env"] = json!(["A=9", "PATH=/bin", "B=2"]),
            &["changed env A", "reordered env -"],
        ),
        ("a label", |it| it["config"]["Labels"] = json!({"one": "2"}), &["changed labels one"]),
        (
            "a port",
            |it| it["config"]["ExposedPorts"] = json!({"81/tcp": {}}),
            &["removed ports 80/tcp", "added ports 81/tcp"],
        ),
        ("the user", |it| it["config"]["User"] = json!("root"), &["changed user -"]),
        ("a volume", |it| it["config"]["Volumes"] = json!({}), &["removed volumes /data"]),
        ("the directory", |it| it["config"]["WorkingDir"] = json!("/"), &["changed workdir -"]),
        ("the stop signal", |it| it["config"]["StopSignal"] = json!("SIGINT"), &["changed stop-signal -"]),
        (
            "the health check",
            |it| it["config"]["Healthcheck"]["Interval"] = json!(2),
            &["changed healthcheck Interval"],
        ),
        ("the shell", |it| it["config"]["Shell"] = json!(["/bin/bash"]), &["added shell -"]),
        ("another member", |it| it["config"]["Tty"] = json!(true), &["added run Tty"]),
        ("the platform", |it| it["architecture"] = json!("arm64"), &["changed platform architecture"]),
        ("created", |it| it["created"] = json!("2026-02-01T00:00:00Z"), &["changed created -"]),
        (
            "the time of a step",
            |it| it["history"][1]["created"] = json!("2026-02-01T00:00:00Z"),
            &["changed step-times -"],
        ),
        (
            "a step without a layer",
            |it| {
                it["history"]
                    .as_array_mut()
                    .unwrap()
                    .push(json!({"created_by": "ENV A=1", "empty_layer": true}))
            },
            &["added steps -"],
        ),
        (
            "a member of old Docker",
            |it| it["docker_version"] = json!("19.03"),
            &["added config-other docker_version"],
        ),
        ("an empty list for none", |it| it["config"]["Shell"] = json!([]), &[]),
    ];
    for (what, change, expected) in of_config {
        let comparison = beside(Image::new(), Image::new().config(change));
        assert_eq!(changes(&comparison), *expected, "{what}");
        assert_eq!(fates(&comparison), ["same", "same"], "{what}");
    }
    let of_manifest: &[(&str, Change, &[&str])] = &[
        ("an annotation", |it| it["annotations"] = json!({"note": "y"}), &["changed annotations note"]),
        (
            "Docker's media type",
            |it| it["mediaType"] = json!("application/vnd.docker.distribution.manifest.v2+json"),
            &["changed media-type -"],
        ),
        ("a member that nobody knows", |it| it["extra"] = json!(1), &["added manifest-other extra"]),
    ];
    for (what, change, expected) in of_manifest {
        let comparison = beside(Image::new(), Image::new().manifest(change));
        assert_eq!(changes(&comparison), *expected, "{what}");
    }
}

#[test]
fn both_values_are_told() {
    let comparison = beside(Image::new(), Image::new().config(|it| it["config"]["Cmd"] = json!(["other"])));
    assert_eq!(
        told(&comparison["changes"], &["first", "second"]),
        [r#"["serve","--all"] ["other"]"#],
        "as the documents have them"
    );
}

#[test]
fn layers_and_what_a_pull_loads() {
    let comparison = beside(
        Image::new(),
        Image::new()
            .manifest(|it| it["layers"][1] = json!({"digest": digest('c'), "size": 300}))
            .config(|it| it["rootfs"]["diff_ids"][1] = json!(digest('3'))),
    );
    assert_eq!(fates(&comparison), ["same", "rebuilt"]);
    assert_eq!(reasons(&comparison), ["shared-lowest", "only-times"]);
    let pull = &comparison["pull"];
    assert_eq!(pull["layers"], 1);
    let documents = pull["whole"].as_u64().unwrap() - 1300;
    assert_eq!(pull["bytes"].as_u64().unwrap(), 300 + documents, "the config and the manifest are new, too");
}

#[test]
fn reasons_that_people_look_for() {
    let based = |name: &str| {
        let digest = digest(name.chars().next().unwrap());
        Image::new().manifest(move |it| {
            it["annotations"] = json!({"org.opencontainers.image.base.digest": digest, "org.opencontainers.image.base.name": "docker.io/library/debian:13"});
        })
    };
    let rebuilt = Image::new().config(|it| it["created"] = json!("2026-02-01T00:00:00Z"));
    let repacked = Image::new().manifest(|it| it["layers"][1]["digest"] = json!(digest('c')));
    let other_base = Image::new()
        .manifest(|it| it["layers"][0]["digest"] = json!(digest('c')))
        .config(|it| it["rootfs"]["diff_ids"][0] = json!(digest('3')));
    let docker = Image::new().manifest(|it| {
        it["mediaType"] = json!("application/vnd.docker.distribution.manifest.v2+json");
    });
    for (first, second, expected, what) in [
        (Image::new(), Image::new(), &["same-document"][..], "the same"),
        (based("4"), based("5"), &["other-base"], "other base digests"),
        (based("4"), based("4").config(|it| it["os"] = json!("x")), &["same-base"], "the same base digest"),
        (Image::new(), rebuilt, &["only-times"], "built again, and nothing changed"),
        (Image::new(), repacked, &["other-compression"], "the same diff ID"),
        (Image::new(), other_base, &["other-lowest", "only-times"], "another lowest layer by the same step"),
        (Image::new(), docker, &["other-format"], "Docker's format"),
    ] {
        assert_eq!(reasons(&beside(first, second)), expected, "{what}");
    }
}

#[test]
fn what_is_only_written_otherwise_is_told_as_that() {
    let [manifest, config] = Image::new().documents();
    let pretty = serde_json::to_string_pretty(&manifest).unwrap();
    let mut page = crate::page::with(&[manifest.to_string(), config.to_string(), pretty]);
    let roots = page.model.inspection.tree.roots().to_vec();
    let comparison = crate::page::compare(&mut page, roots[0], roots[1]);
    assert_eq!(reasons(&comparison), ["only-writing"]);
    assert_eq!(changes(&comparison), [""; 0]);
}

#[test]
fn a_config_that_is_not_here_is_told() {
    let [manifest, _] = Image::new().documents();
    let [other, _] = Image::new().manifest(|it| it["annotations"]["note"] = json!("y")).documents();
    let mut page = crate::page::with(&[manifest.to_string(), other.to_string()]);
    let roots = page.model.inspection.tree.roots().to_vec();
    let comparison = crate::page::compare(&mut page, roots[0], roots[1]);
    assert_eq!(changes(&comparison), ["changed annotations note"]);
    let summary = comparison["summary"].as_str().unwrap();
    assert!(summary.contains("the configs are not both here"), "{summary}");
}
