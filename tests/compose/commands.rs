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
