//! What a build file has to say of itself.

use std::collections::BTreeSet;

use bayplan::findings::Finding;
use bayplan::image::document::Kind;
use bayplan::inspect::{Blob, Origin};
use bayplan::json::Lines;

use crate::marked::marked;

fn read(bytes: &[u8]) -> Blob {
    Blob::read(bytes.into(), Origin::Paste)
}

/// Codes and lines, in the order of the file.
fn told(text: &str) -> Vec<String> {
    let blob = read(text.as_bytes());
    let lines = Lines::new(text.as_bytes());
    let line = |finding: &Finding| finding.span.map_or(0, |span| lines.position(span.start).0);
    blob.findings.iter().map(|finding| format!("{} {}", line(finding), finding.code)).collect()
}

/// A code, and files that have it at the marked place.
#[rustfmt::skip]
const CASES: &[(&str, &[&str])] = &[
    ("build-file-broken", &["steps:\n- build: -t a --platform linux/amd64 .\n- push: [a\nb«»: c\n"]),
    ("build-architecture", &[
        "steps:\n- build: -t «app:1-amd64» --platform $P -f dockerfile.arm64 .",
        "docker build --platform «linux/arm64» -t app:1-amd64 .\n",
        "docker build -t «app-arm64:1» -f docker/x86_64/Dockerfile --platform=$P .\n",
        "docker build --platform «linux/arm64» -t app -f Dockerfile.amd64 .\n",
        "docker build --platform linux/arm64,linux/amd64 -t «app:arm64» .\n",
        "jobs:\n  a:\n    runs-on: x\n    steps:\n    - uses: docker/build-push-action@v6\n      with: {platforms: «linux/arm64», tags: 'a:amd64,b:1'}\n",
        "docker pull app:arm64\ndocker tag app:arm64 «r.example/app:amd64»\n",
        "docker pull app:amd64\ndocker manifest annotate l app:amd64 --arch «arm64»\n",
    ]),
    ("build-push-unbuilt", &[
        "steps:\n- build: -t {{.Run.Registry}}/myyimage:{{.Run.ID}} --platform linux/arm64 .\n- push: [\"«{{.Run.Registry}}/myimage:{{.Run.ID}}»\"]",
        "steps:\n- build: -t $Registry/a:$ID .\n- push:\n  - «{{ .Run.Registry }}/b:{{.Run.ID}}»",
        "docker build \\\n  -t app . && docker push «ap»",
        "jobs:\n  a:\n    runs-on: x\n    steps:\n    - run: |\n        docker build -t app .\n        docker push «ap»\n",
        "trigger: none\nsteps:\n- task: Docker@2\n  inputs:\n    command: build\n    repository: a\n    tags: |\n      1\n- script: docker push «a:2»\n",
        "stages:\n- stage: a\n  jobs:\n  - job: b\n    steps:\n    - bash: >-\n        docker build\n        -t app:$(Build.BuildId) . && docker push «app:$(Build.BuildId)-x»\n",
    ]),
    ("build-list-unpushed", &["on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n    - uses: docker/build-push-action@v6\n      with:\n        push: true\n        platforms: linux/amd64\n        tags: r.io/a:1-amd64\n    - run: docker buildx imagetools create -t r.io/a:1 r.io/a:1-amd64 «r.io/a:1-arm64»\n", "docker build --platform linux/arm64 -t app:arm64 .\ndocker build --platform linux/amd64 -t app:amd64 .\ndocker push app:amd64\ndocker manifest create l app:amd64 «app:arm64»\ndocker manifest push -p l"]),
    ("build-list-not-pushed", &["docker pull a\ndocker push a\ndocker manifest create «l» a"]),
    ("build-order", &[
        "docker push «app»\ndocker build -t app --platform linux/amd64 .",
        "steps:\n- id: one\n  build: -t app --platform linux/amd64 .\n- push: [«app»]\n  when: ['-']",
    ]),
    ("build-step-unknown", &["jobs:\n  a:\n    needs: [«b»]\n    runs-on: x\n    steps:\n    - run: docker build -t a .\n", "steps:\n- id: build\n  build: -t app .\n- push: [app]\n  when: [«biuld»]"]),
    ("build-tag-twice", &[
        "target \"a\" {\n  tags = [\"r.io/a:1\"]\n  platforms = [\"linux/arm64\"]\n}\ntarget \"b\" {\n  inherits = [\"c\"]\n  tags = [«\"r.io/a:1\"»]\n}\ntarget \"c\" {\n  platforms = [\"linux/amd64\"]\n}\n",
        "docker build --platform linux/arm64 -t app .\ndocker build --platform linux/amd64 -t «app» ."]),
    ("build-list-kept", &["docker pull a\ndocker push a\ndocker manifest create l a\n«docker manifest push l»"]),
    ("build-platform-absent", &[
        "steps:\n- «build: -t app .»",
        "«docker buildx build --push -t app:arm64 .»\n",
    ]),
    ("build-names-unknown", &["docker build -t app --platform linux/amd64 .\ndocker push «$IMAGE»"]),
];

pub fn produced() -> BTreeSet<&'static str> {
    CASES.iter().map(|(code, _)| *code).collect()
}

#[test]
fn every_code_is_told_at_its_place() {
    for (code, files) in CASES {
        for file in *files {
            let marked = marked(file);
            let blob = read(&marked.bytes);
            assert!(matches!(blob.document.kind, Kind::Build(_)), "{file}");
            let found: Vec<_> = blob.findings.iter().filter(|finding| finding.code == *code).collect();
            let quoted = format!("{code} of\n{file}\n{:#?}", blob.findings);
            assert_eq!(found.len(), 1, "{quoted}");
            assert_eq!(found[0].span, marked.span, "{quoted}");
        }
    }
}

/// The mix-ups of a task that many copied: each Dockerfile is the other's, a letter too many, and no platform.
#[test]
fn a_task_with_its_architectures_mixed_up() {
    let task = include_str!("../../static/examples/acr-task/task.yaml");
    assert_eq!(
        told(task),
        [
            "6 build-platform-absent",
            "6 build-architecture",
            "8 build-platform-absent",
            "8 build-architecture",
            "11 build-push-unbuilt",
            "20 build-list-kept",
        ]
    );
    let blob = read(task.as_bytes());
    let unbuilt = blob.findings.iter().find(|finding| finding.code == "build-push-unbuilt").unwrap();
    assert!(unbuilt.message.contains("Line 8 makes"), "{}", unbuilt.message);
    assert_eq!(blob.document.kind.id(), "acr-task");
    assert_eq!(blob.build.unwrap().steps.len(), 6);
}

/// What depends on what nobody here knows is not told.
#[test]
fn nothing_is_guessed() {
    for (text, expected, reason) in [
        (
            "docker build --platform linux/amd64 -t $R/app:amd64 .\ndocker push $R/app:amd64\n",
            vec![],
            "one variable is one text",
        ),
        (
            "for a in amd64 arm64; do docker build --platform linux/$a -t app:$a .; docker push app:$a; done\n\
             docker manifest create app app:amd64 app:arm64\ndocker manifest push -p app\n",
            vec![],
            "a loop makes what its variable says",
        ),
        ("make images\ndocker push app\n", vec!["0 build-names-unknown"], "make may build it"),
        (
            "T=1\ndocker build --platform linux/amd64 -t a:$T .\nT=2\ndocker push a:$T\n",
            vec!["4 build-names-unknown"],
            "another value",
        ),
        (
            "docker manifest create l alpine@sha256:0\ndocker manifest push -p l\n",
            vec![],
            "the image of others",
        ),
        ("docker build --platform linux/amd64 -t app --push .\n", vec![], "built and pushed at once"),
        (
            "az acr build -r mine -t app:1 --platform linux/amd64 .\ndocker push mine.azurecr.io/app:1\n",
            vec!["2 build-names-unknown"],
            "the registry has a host of its own in each cloud",
        ),
        (
            "jobs:\n  list:\n    needs: build\n    runs-on: x\n    steps:\n    - run: docker buildx imagetools create -t a:1 a:1-amd64 a:1-arm64\n  \
             build:\n    strategy: {matrix: {arch: [amd64, arm64]}}\n    runs-on: x\n    steps:\n    - uses: docker/build-push-action@v6\n      with:\n        \
             push: true\n        platforms: linux/${{ matrix.arch }}\n        tags: a:1-${{ matrix.arch }}\n",
            vec![],
            "a matrix makes what its variable says, and a job waits for another after it in the file",
        ),
        (
            "docker buildx imagetools create -t r.example/a:1 r.example/b:1\n",
            vec![],
            "made and pushed in the registry",
        ),
    ] {
        assert_eq!(told(text), expected, "{reason}");
    }
}

/// Texts that are none stay what they are.
#[test]
fn other_texts_are_no_build_files() {
    for text in [
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: a\n",
        "services:\n  a:\n    image: a\n    build: .\n",
        "FROM alpine\nRUN docker build .\n",
        "Name: a\nMediaType: b\nDigest: c\n",
        "steps: of docker push\n",
        "hello world\n",
        "{\"steps\": [{\"build\": \"-t a .\"}]}",
    ] {
        assert!(!matches!(read(text.as_bytes()).document.kind, Kind::Build(_)), "{text}");
    }
}
