//! What was typed for a shell, secrets and all, and pasted into the box: none of it leaves the page or stays.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use bayplan::headless::send;
use bayplan::session::{BoxMsg, Effect, ExportMsg, Model, Msg, ReportFormat, ShareMsg, is_taken_at_once};

const SECRET: &str = "s3cret";

const LINES: &[&str] = &[
    "crane manifest --registry-token s3cret alpine",
    "crane manifest --registry-token s3cret",
    "oras manifest fetch --registry-password s3cret r.example/a:1",
    "oras manifest fetch --identity-token s3cret r.example/a:1",
    "crictl pull --auth s3cret r.example/a:1",
    "skopeo copy --src-password s3cret docker://r.example/a dir:a",
    "kubectl create secret docker-registry a --docker-username me --docker-password s3cret",
    "docker pull --mystery s3cret alpine",
    "docker run --mystery s3cret alpine sh",
    "docker run -e TOKEN=s3cret -p 80:80 alpine:3",
    "docker login -u me -p s3cret r.example",
    "docker login --password=s3cret r.example",
    "TOKEN=s3cret docker pull alpine",
    "echo s3cret | docker login --password-stdin",
    "curl -H 'Authorization: Bearer s3cret' https://r.example/v2/a/manifests/1",
    "curl -u me:s3cret https://r.example/v2/a/manifests/1",
    "https://me:s3cret@r.example/v2/a/manifests/1",
    "https://me@r.example:s3cret",
    "me@r.example:s3cret",
    "root@10.0.0.1:s3cret",
    "docker pull me@r.example:s3cret",
    "FROM me@r.example:s3cret",
    "docker run -e P=`echo s3cret` alpine",
    "docker run -e P=$(echo s3cret a) alpine",
    "docker run -e P='a s3cret b alpine",
    "docker run -e P=\"a b s3cret c d alpine",
    "docker config create s3cret x",
    "PS C:\\> docker login -u b -p s3cret r.example",
    "root@host:~# docker login -u b -p s3cret r.example",
    "bob@host:~$ docker login -u b -p s3cret r.example",
    "[bob@host ~]$ docker login -u b -p s3cret r.example",
    "C:\\>docker login -u b -p s3cret r.example",
    "Docker login -p s3cret r.example",
    "DOCKER LOGIN -p s3cret r.example",
    "winpty docker login -p s3cret r.example",
    "wsl docker login -p s3cret r.example",
    "sudo -p s3cret docker pull a",
    "sshpass -p s3cret docker pull a",
    "RUN docker login -p s3cret r.example",
    "$env:TOKEN=\"s3cret\"; docker pull alpine",
    "TOKEN=s3cret",
    "Authorization: Basic s3cret",
    "-----BEGIN PRIVATE KEY-----\ns3cret\n-----END PRIVATE KEY-----",
    "docker login -u me --password-stdin r.example <<EOF\ns3cret\nEOF",
    "export TOKEN=s3cret\ncurl -H \"Authorization: Bearer $TOKEN\" https://r.example/v2/",
    "$ curl -u me:s3cret https://r.example/v2/a/manifests/1\n{\"schemaVersion\":2}",
    "helm pull oci://r.example/chart --version 1.2.3+4 --username me --password s3cret",
    "helm registry login r.example -u me -p s3cret",
];

#[test]
fn no_secret_of_a_command_line_goes_anywhere() {
    for line in LINES {
        let mut model = Model::default();
        assert!(!is_taken_at_once("", line), "{line}: a person presses Enter first");
        let mut effects = send(&mut model, Msg::Box(BoxMsg::Changed((*line).to_owned())));
        effects.extend(send(&mut model, Msg::Box(BoxMsg::Submit)));
        effects.extend(send(&mut model, Msg::Export(ExportMsg::Report(ReportFormat::Json))));
        effects.extend(send(&mut model, Msg::Export(ExportMsg::Report(ReportFormat::Markdown))));
        effects.extend(send(&mut model, Msg::Share(ShareMsg::Open(true))));
        for effect in &effects {
            let told = match effect {
                Effect::Save(save) => String::from_utf8_lossy(&save.whole()).into_owned(),
                effect => format!("{effect:?}"),
            };
            assert!(!told.contains(SECRET), "{line}: {told}");
        }
        let hint = format!("{:?}", bayplan::view::look(&model, &Default::default()).box_hint.reference);
        assert!(!line.contains('@') || !hint.contains(SECRET), "{line}: {hint}");
        assert!(model.inspection.blobs.is_empty(), "{line}: it became a document");
        assert!(!model.link("https://b.example/").unwrap_or_default().contains(SECRET), "{line}");
        assert!(
            model.notices.iter().all(|notice| !bayplan::view::sentence(&notice.said).contains(SECRET)),
            "{line}"
        );
    }
}

#[test]
fn what_stood_around_a_name_does_not_stay_in_the_box() {
    let mut model = Model::default();
    send(&mut model, Msg::Box(BoxMsg::Changed("crane manifest --registry-token s3cret alpine".to_owned())));
    let effects = send(&mut model, Msg::Box(BoxMsg::Submit));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Fetch { .. })), "{effects:?}");
    assert_eq!(model.box_text, "docker.io/library/alpine:latest");
}
