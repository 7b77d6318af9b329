//! The commands that make a draft, and what a command can't give.

use bayplan::compose::{Command, Draft, Entry, Format, Hitch, Tool, commands};
use bayplan::image::platform::Platform;

fn entry(digit: char, platform: &str, config: &str) -> Entry {
    Entry {
        media_type: "application/vnd.oci.image.manifest.v1+json".to_owned(),
        digest: format!("sha256:{}", digit.to_string().repeat(64)),
        size: 7,
        platform: platform.to_owned(),
        config: config.parse::<Platform>().ok(),
        ..Entry::default()
    }
}

fn of(draft: &Draft, tool: Tool) -> Command {
    commands(draft, "REPO").into_iter().find(|command| command.tool == tool).unwrap()
}

fn two() -> Draft {
    let entries = vec![entry('1', "linux/amd64", "linux/amd64"), entry('2', "linux/arm64/v8", "linux/arm64")];
    Draft { entries, target: "my.azurecr.io/app:multi".to_owned(), ..Draft::default() }
}

#[test]
fn each_tool_by_digest() {
    let (one, other) = ("1".repeat(64), "2".repeat(64));
    let pinned = [&one, &other].map(|digits| format!("my.azurecr.io/app@sha256:{digits}"));
    let [a, b] = &pinned;
    let draft = two();
    assert_eq!(
        of(&draft, Tool::DockerManifest).lines,
        [
            format!("docker manifest create my.azurecr.io/app:multi \\\n  {a} \\\n  {b}"),
            format!(
                "docker manifest annotate --os linux --arch arm64 --variant v8 my.azurecr.io/app:multi {b}"
            ),
            "docker manifest push --purge my.azurecr.io/app:multi".to_owned(),
        ]
    );
    assert_eq!(
        of(&draft, Tool::Crane).lines,
        [format!(
            "crane index append \\\n  --manifest {a} \\\n  --manifest {b} \\\n  --tag my.azurecr.io/app:multi"
        )]
    );
    assert_eq!(
        of(&draft, Tool::Buildah).lines[2],
        format!(
            "buildah manifest add --os linux --arch arm64 --variant v8 my.azurecr.io/app:multi docker://{b}"
        )
    );
    let buildx = of(&draft, Tool::Buildx).lines.concat();
    assert!(
        buildx.contains(a) && buildx.contains("mediaType"),
        "an edited platform is a descriptor: {buildx}"
    );
    for command in commands(&draft, "REPO") {
        let lines = command.lines.concat();
        assert!(lines.contains(&one) && lines.contains(&other), "{lines}");
    }
}

#[test]
fn what_a_tool_can_not_give_is_told() {
    let draft = two();
    assert_eq!(of(&draft, Tool::Crane).hitches, [Hitch::Platform(vec![2])]);
    assert_eq!(of(&draft, Tool::Oras).hitches, [Hitch::Platform(vec![2])]);
    assert_eq!(of(&draft, Tool::DockerManifest).hitches, []);
    let annotated = Draft { annotations: vec![("a".to_owned(), "b'c".to_owned())], ..two() };
    assert_eq!(of(&annotated, Tool::DockerManifest).hitches, [Hitch::Annotations]);
    assert_eq!(of(&annotated, Tool::Buildx).hitches, []);
    let docker = Draft { format: Format::Docker, ..two() };
    assert_eq!(of(&docker, Tool::Buildx).hitches, [Hitch::Format(Format::Oci)], "its entries are OCI's");
    let mut elsewhere = two();
    elsewhere.entries[0].repository = Some("docker.io/library/a".to_owned());
    assert_eq!(of(&elsewhere, Tool::DockerManifest).hitches, [Hitch::OtherRegistry]);
    assert!(of(&elsewhere, Tool::Oras).hitches.contains(&Hitch::OtherRepository));
    let nul = Draft { annotations: vec![("a".to_owned(), "\0".to_owned())], ..two() };
    assert!(of(&nul, Tool::Regctl).hitches.contains(&Hitch::NotQuoted));
}

#[test]
fn options_that_differ_between_tools() {
    let mut draft = two();
    draft.entries[1].platform = "linux(1.2+f+g)/arm64".to_owned();
    draft.annotations = vec![("a".to_owned(), "b,c".to_owned())];
    draft.entries[1].annotations = vec![("k".to_owned(), "v\"w,x".to_owned())];
    let podman = of(&draft, Tool::Podman).lines;
    let tag = "my.azurecr.io/app:multi";
    let digest = &draft.entries[1].digest;
    assert!(
        podman[0].ends_with(&format!("--annotation 'a=b,c' {tag}"))
            || podman[0].ends_with(&format!("--annotation a=b,c {tag}")),
        "{}",
        podman[0]
    );
    assert!(
        podman.contains(&format!("podman manifest annotate --os-features f,g {tag} {digest}"))
            || podman.contains(&format!("podman manifest annotate --os-features 'f,g' {tag} {digest}")),
        "{podman:?}"
    );
    assert!(!podman[2].contains("--os-features"), "manifest add does not know it: {}", podman[2]);
    let buildah = of(&draft, Tool::Buildah).lines;
    assert!(buildah[0].contains("a=b,c\\\""), "as CSV: {}", buildah[0]);
    assert!(buildah[2].contains("--os-features") && buildah[2].contains("\\\"\\\""), "{}", buildah[2]);
    assert!(of(&draft, Tool::Regctl).hitches.contains(&Hitch::Platform(vec![2])), "it knows no features");
}

#[test]
fn what_a_tool_writes_in_another_way_is_told() {
    let regctl = |platform: &str| {
        let entries = vec![entry('1', platform, "linux/s390x")];
        of(&Draft { entries, ..two() }, Tool::Regctl).hitches
    };
    for (platform, is_given) in [
        ("linux/arm64", true),
        ("linux/arm64/v8", false),
        ("linux/arm/v7", true),
        ("linux/arm", false),
        ("linux/amd64/v3", true),
        ("linux/amd64/v1", false),
        ("linux/s390x", true),
    ] {
        assert_eq!(regctl(platform).is_empty(), is_given, "{platform}: {:?}", regctl(platform));
    }
    // Options set members, and take none away.
    let less = Draft { entries: vec![entry('1', "linux/arm64", "linux/arm64/v8")], ..two() };
    for tool in [Tool::DockerManifest, Tool::Podman, Tool::Buildah] {
        assert_eq!(of(&less, tool).hitches, [Hitch::Platform(vec![1])], "{tool:?}");
    }
    assert_eq!(of(&less, Tool::Buildx).hitches, [], "a descriptor gives all of it");
    let none = Draft {
        entries: vec![Entry { config: None, platform: String::new(), ..entry('1', "", "") }],
        ..two()
    };
    assert!(of(&none, Tool::DockerManifest).hitches.contains(&Hitch::NoPlatform(vec![1])));
}

#[test]
fn an_index_as_an_entry() {
    let index = Entry {
        media_type: "application/vnd.oci.image.index.v1+json".to_owned(),
        platform: String::new(),
        config: None,
        ..entry('3', "", "")
    };
    let draft = Draft { entries: vec![index], ..two() };
    for tool in [Tool::Buildx, Tool::DockerManifest, Tool::Podman, Tool::Buildah] {
        assert!(of(&draft, tool).hitches.contains(&Hitch::Nested(vec![1])), "{tool:?}");
    }
    assert!(of(&draft, Tool::Crane).lines[0].contains("--flatten=false"));
    assert_eq!(of(&draft, Tool::Oras).hitches, []);
}

#[test]
fn a_descriptor_names_no_repository() {
    let mut draft = two();
    draft.entries[0].repository = Some("my.azurecr.io/other".to_owned());
    assert!(of(&draft, Tool::Buildx).hitches.contains(&Hitch::OtherRepository), "the second is a descriptor");
    draft.entries[1].platform = "linux/arm64".to_owned();
    assert_eq!(of(&draft, Tool::Buildx).hitches, [], "both are references");
}
