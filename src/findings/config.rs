//! Image configs: the platform, the diff IDs, the history beside them, and what goes with the image.

use super::annotations::check_created;
use super::codes::{
    DIFF_ID_MALFORMED, DIFF_IDS_ABSENT, DOCKER_FIRST_FORMAT, ENV_MALFORMED, HISTORY_DIFFERS, ROOTFS_ABSENT,
    ROOTFS_TYPE,
};
use super::digest;
use super::key_case;
use super::member::{Shape, expect, expect_texts, fits, missing, opening, present};
use super::part;
use super::platform;
use super::report::Report;
use super::secret;
use crate::image::config::Config;
use crate::json::{Value, ValueKind};
use crate::text::quote::{Count, Quoted};

pub(super) async fn check(report: &mut Report<'_>, root: Value<'_>, config: &Config) {
    key_case::check_all(report, root, key_case::CONFIG).await;
    platform::check_config(report, root, &config.platform);
    if let Some(created) = expect(report, root, "created", Shape::Text) {
        check_created(report, "created", created);
    }
    expect(report, root, "author", Shape::Text);
    let diff_ids = check_rootfs(report, root).await;
    check_history(report, root, diff_ids).await;
    if let Some(run) = expect(report, root, "config", Shape::Object) {
        check_run(report, run);
    }
}

/// An image of Docker's first format has the same members, and names its parent in place of layers.
pub(super) fn check_first_format(report: &mut Report<'_>, root: Value<'_>) {
    report.add(&DOCKER_FIRST_FORMAT, opening(root), || {
        "This is an image of Docker's first format, from before version 1.10: it names no digests, so nothing \
         proves its layers, and today's Docker, containerd, Podman and skopeo don't load it. Load it with an older \
         Docker, and save it again."
            .to_owned()
    });
    if let Some(created) = expect(report, root, "created", Shape::Text) {
        check_created(report, "created", created);
    }
    if let Some(run) = expect(report, root, "config", Shape::Object) {
        check_run(report, run);
    }
}

/// Checks `rootfs`, and gives the number of diff IDs where there are any.
async fn check_rootfs(report: &mut Report<'_>, root: Value<'_>) -> Option<usize> {
    let Some(rootfs) = present(root, "rootfs") else {
        missing(report, &ROOTFS_ABSENT, root, "rootfs", |is| {
            format!("{is}, which is required: nothing says what the layers must unpack to.")
        });
        return None;
    };
    if !fits(report, "rootfs", rootfs, Shape::Object) {
        return None;
    }
    key_case::check_all(report, rootfs, key_case::ROOTFS).await;
    match expect(report, rootfs, "type", Shape::Text) {
        Some(kind) if kind.is_text("layers") => {}
        Some(kind) if !kind.is_text("") => report.add(&ROOTFS_TYPE, kind.span(), || {
            format!(
                "The type of “rootfs” is {}; it must be “layers”, and clients must refuse anything else.",
                Quoted(&kind.as_str().unwrap_or_default())
            )
        }),
        None if present(rootfs, "type").is_some() => {}
        _ => missing(report, &ROOTFS_TYPE, rootfs, "type", |is| {
            format!("{is} in “rootfs”; it must be “layers”.")
        }),
    }
    let Some(diff_ids) = present(rootfs, "diff_ids") else {
        missing(report, &DIFF_IDS_ABSENT, rootfs, "diff_ids", |is| {
            format!("{is}, which is required: nothing says what the layers must unpack to.")
        });
        return None;
    };
    if !fits(report, "diff_ids", diff_ids, Shape::Array) {
        return None;
    }
    for diff_id in diff_ids.items() {
        if fits(report, "diff_ids", diff_id, Shape::Text) {
            digest::check_text(report, &DIFF_ID_MALFORMED, diff_id);
        }
        report.judged(diff_id).await;
    }
    Some(diff_ids.items().count())
}

async fn check_history(report: &mut Report<'_>, root: Value<'_>, diff_ids: Option<usize>) {
    let Some(history) = expect(report, root, "history", Shape::Array) else { return };
    let mut with_layer: usize = 0;
    for step in history.items() {
        report.judged(step).await;
        if !fits(report, "history", step, Shape::Object) || !part::is_read(report, "history", step) {
            continue;
        }
        if let Some(created) = expect(report, step, "created", Shape::Text) {
            check_created(report, "created", created);
        }
        expect(report, step, "author", Shape::Text);
        expect(report, step, "comment", Shape::Text);
        if let Some(created_by) = expect(report, step, "created_by", Shape::Text) {
            secret::check_command(report, created_by);
        }
        let empty = expect(report, step, "empty_layer", Shape::Bool).map(Value::kind);
        with_layer += usize::from(empty != Some(ValueKind::Bool(true)));
    }
    if let Some(diff_ids) = diff_ids.filter(|diff_ids| *diff_ids != with_layer && !report.is_cut_off(root)) {
        report.add(&HISTORY_DIFFERS, history.span(), || {
            format!(
                "The history has {} that made a layer, for {}: which step made which layer can't be told for \
                 sure.",
                Count(with_layer, "step"),
                Count(diff_ids, "diff ID")
            )
        });
    }
}

/// Checks how a container of the image runs.
fn check_run(report: &mut Report<'_>, run: Value<'_>) {
    if !part::is_read(report, "config", run) {
        return;
    }
    for key in ["User", "WorkingDir", "StopSignal"] {
        expect(report, run, key, Shape::Text);
    }
    for key in ["ExposedPorts", "Volumes"] {
        expect(report, run, key, Shape::Object);
    }
    for key in ["Entrypoint", "Cmd"] {
        expect_texts(report, run, key).for_each(drop);
    }
    if let Some(labels) = expect(report, run, "Labels", Shape::Object) {
        for label in labels.members() {
            fits(report, "Labels", label.value, Shape::Text);
        }
    }
    for entry in expect_texts(report, run, "Env") {
        let text = entry.as_str().unwrap_or_default();
        match text.split_once('=') {
            Some(("", _)) => report.add(&ENV_MALFORMED, entry.span(), || {
                format!("The environment entry {} has no name in front of its equals sign.", Quoted(&text))
            }),
            Some((name, value)) => secret::check_env(report, entry, name, value),
            None => report.add(&ENV_MALFORMED, entry.span(), || {
                format!(
                    "The environment entry {} is not NAME=value; runtimes drop it or refuse to start.",
                    Quoted(&text)
                )
            }),
        }
    }
}
