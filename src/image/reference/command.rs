//! The image in a command line, a Dockerfile's line, or a line of YAML.
//!
//! What is taken for an image is asked for at a registry, and a command line may hold passwords and tokens. So
//! no word is an image that may be the value of an option.

use super::alone::{alone, names_registry};
use super::azure;
use super::helm;
use super::named::{Named, VERBS, is_of, named, option};
use super::prompt::{TOOLS, is_before_a_command, program};
use super::typed::{Form, Typed, TypedError, composed};
use super::words::Word;

/// Tools that look into an image without a word that says so.
const WITHOUT_VERB: [&str; 3] = ["grype", "syft", "dive"];

/// Words between a tool and its verb; some are the verb, too.
const GROUPS: &str = "image images manifest buildx imagetools container repo repository tag blob index artifact \
    acr scout registry config download i";

/// Words after which no image is read, and most of what follows is secret.
const NO_IMAGE: &str = "login logout auth build secret exec version help db";

/// Keys of YAML, TOML and JSON whose value is an image's name.
const YAML: &str = "image: image container: container uses: newName: base: fromImage: from:";

/// Reads the image that `words` name; `None` where they are no line that is known. `length` is that of the
/// whole text.
pub(super) fn read(words: &[Word<'_>], length: usize) -> Result<Option<Typed>, TypedError> {
    let line = words;
    let mut words = words;
    while let [first, rest @ ..] = words
        && is_before_a_command(first.text)
        && !rest.is_empty()
        && !matches!(rest, [Word { text: "=", .. }, ..])
    {
        words = rest;
    }
    let [first, rest @ ..] = words else { return Ok(None) };
    // What follows is another command.
    let rest = rest.split(|word| word.ends_command()).next().unwrap_or_default();
    let not_closed = line.iter().find(|word| !word.is_closed()).map(|word| word.at);
    let (image, form) = match first.text {
        "FROM" | "from" | "From" => (of_from(rest)?, Form::Dockerfile),
        "COPY" | "ADD" => (option(rest, &["--from"]), Form::Dockerfile),
        word if is_of(YAML, &word.replace('"', "")) => {
            (rest.iter().copied().find(|word| word.text != "=" && word.text != ":"), Form::Yaml)
        }
        word => {
            let name = program(word);
            let known = TOOLS.split_ascii_whitespace().find(|known| *known == name);
            let Some(tool) = known else { return Ok(None) };
            let image = match tool {
                "az" | "helm" if let Some(at) = not_closed => return Err(TypedError::NotClosed(at)),
                "az" => return az(rest, length).map(Some),
                "helm" => return helm::read(rest, length).map(Some),
                "kubectl" => option(rest, &["--image"]),
                // The file to write stands before the image.
                "singularity" | "apptainer" => named(tool, rest)
                    .into_iter()
                    .map(|named| named.word)
                    .find(|word| word.text.contains("://")),
                _ => positional(tool, rest)?,
            };
            // What a shell would take for one word, or for what another command prints, may be secret.
            if let Some(image) = image {
                let by_command = image.text.contains('`').then_some(image.at);
                if let Some(at) = not_closed.filter(|at| *at <= image.at).or(by_command) {
                    return Err(TypedError::NotClosed(at));
                }
            }
            (image, Form::Command(tool))
        }
    };
    let word = image.ok_or(TypedError::NoImage(length))?;
    Ok(Some(Typed { form, ..alone(word)? }))
}

/// `FROM [--platform=P] IMAGE [AS NAME]`
fn of_from<'a>(words: &[Word<'a>]) -> Result<Option<Word<'a>>, TypedError> {
    let image = words.iter().copied().find(|word| !word.text.starts_with("--"));
    match image {
        Some(word) if word.text == "scratch" => Err(TypedError::Scratch(word.at)),
        image => Ok(image),
    }
}

/// The first word that is neither an option nor an option's value nor a verb.
///
/// After an option that is not known, it is a word that names a registry, or the last of all, where nothing can
/// follow an image and the option does not stand right before it.
fn positional<'a>(tool: &str, words: &[Word<'a>]) -> Result<Option<Word<'a>>, TypedError> {
    let (mut verb, mut group, mut unclear) = ("", "", None);
    let mut is_after_verb = WITHOUT_VERB.contains(&tool);
    for Named { word, may_be_value, unknown } in named(tool, words) {
        let text = word.text;
        let names_registry = is_after_verb && names_registry(word);
        if may_be_value && !names_registry {
            unclear = unknown;
        } else if verb.is_empty() && (is_of(NO_IMAGE, text) || is_of_another_thing(tool, group, text)) {
            return Ok(None);
        } else if verb.is_empty() && is_of(VERBS, text) {
            (verb, is_after_verb) = (text, true);
        } else if verb.is_empty() && (is_of(GROUPS, text) || is_verb_of(tool, text)) {
            (group, is_after_verb) = (text, is_verb_of(tool, text));
        } else if !is_after_verb {
            return Ok(None);
        } else {
            let is_last = words.last() == Some(&word) && !matches!(verb, "run" | "create" | "mount");
            return match unknown.filter(|_| !names_registry && !is_last) {
                Some(at) => Err(TypedError::Unclear(at)),
                None => Ok(Some(word)),
            };
        }
    }
    unclear.map_or(Ok(None), |at| Err(TypedError::Unclear(at)))
}

/// Whether `word`, after the group of commands that is named before it, leads to names of other things than
/// images: of configurations, of builders, of containers.
fn is_of_another_thing(tool: &str, group: &str, word: &str) -> bool {
    match group {
        "" => word == "config" && !is_verb_of(tool, word),
        "buildx" => word != "imagetools",
        "container" => !matches!(word, "run" | "create"),
        _ => false,
    }
}

/// Words that say of some tools alone that an image comes next.
fn is_verb_of(tool: &str, word: &str) -> bool {
    match tool {
        "crane" | "gcrane" => matches!(word, "manifest" | "config" | "blob" | "tag" | "index"),
        "trivy" => matches!(word, "image" | "i"),
        _ => word == "tag",
    }
}

/// `az acr manifest show -r REGISTRY -n REPOSITORY:TAG` and its kin; the whole name may stand there, too.
fn az(words: &[Word<'_>], length: usize) -> Result<Typed, TypedError> {
    let form = Form::Command("az");
    let group: Vec<&str> = named("az", words).iter().take(2).map(|named| named.word.text).collect();
    let image = match group.as_slice() {
        ["acr", "manifest" | "repository" | "artifact"] => option(words, &["--image", "-t"])
            .or_else(|| option(words, &["--name", "-n", "--repository"]))
            .map_or_else(|| positional("az", words), |image| Ok(Some(image)))?,
        ["acr", "import"] => return typed_alone(option(words, &["--source"]), length, form),
        ["acr", ..] => None,
        _ => return typed_alone(option(words, &["--image"]), length, form),
    };
    let image = image.ok_or(TypedError::NoImage(length))?;
    match option(words, &["--registry", "-r"]) {
        Some(registry) => composed(&format!("{}/{}", azure::host(registry.text), image.text), image.at, form),
        None if image.text.contains(['.', '/', ':']) => Ok(Typed { form, ..alone(image)? }),
        None => Err(TypedError::NoImage(length)),
    }
}

fn typed_alone(word: Option<Word<'_>>, length: usize, form: Form) -> Result<Typed, TypedError> {
    Ok(Typed { form, ..alone(word.ok_or(TypedError::NoImage(length))?)? })
}

#[cfg(test)]
mod tests {
    use super::super::reader::read;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_image_of_a_line() {
        for (line, reference, form) in [
            ("docker pull alpine", "docker.io/library/alpine:latest", Form::Command("docker")),
            (
                "$ sudo docker pull --platform linux/arm64 alpine:3",
                "docker.io/library/alpine:3",
                Form::Command("docker"),
            ),
            (
                "docker pull --platform=linux/arm64 -q quay.io/a/b",
                "quay.io/a/b:latest",
                Form::Command("docker"),
            ),
            ("docker image pull alpine", "docker.io/library/alpine:latest", Form::Command("docker")),
            (
                "docker run -it --rm -p 80:80 --name web nginx:1 sh -c ls",
                "docker.io/library/nginx:1",
                Form::Command("docker"),
            ),
            (
                "docker buildx imagetools inspect --raw alpine",
                "docker.io/library/alpine:latest",
                Form::Command("docker"),
            ),
            ("docker manifest inspect -v alpine", "docker.io/library/alpine:latest", Form::Command("docker")),
            (
                "docker run \\\n  --rm \\\n  alpine:3 sh",
                "docker.io/library/alpine:3",
                Form::Command("docker"),
            ),
            ("podman pull docker://alpine", "docker.io/library/alpine:latest", Form::Command("podman")),
            ("crane manifest --platform linux/amd64 gcr.io/p/i:1", "gcr.io/p/i:1", Form::Command("crane")),
            ("crane ls registry.example/a", "registry.example/a:latest", Form::Command("crane")),
            (
                "skopeo inspect --override-os windows --raw docker://mcr.microsoft.com/a:1",
                "mcr.microsoft.com/a:1",
                Form::Command("skopeo"),
            ),
            (
                "regctl manifest get --format raw-body ghcr.io/a/b",
                "ghcr.io/a/b:latest",
                Form::Command("regctl"),
            ),
            (
                "oras manifest fetch --media-type x/y localhost:5000/a:1",
                "localhost:5000/a:1",
                Form::Command("oras"),
            ),
            (
                "ctr -n k8s.io images pull docker.io/library/alpine:3",
                "docker.io/library/alpine:3",
                Form::Command("ctr"),
            ),
            ("kubectl run web --image=nginx:1", "docker.io/library/nginx:1", Form::Command("kubectl")),
            ("helm pull oci://ghcr.io/a/chart --version 1", "ghcr.io/a/chart:1", Form::Command("helm")),
            ("az acr manifest show -r mine -n hello:1", "mine.azurecr.io/hello:1", Form::Command("az")),
            (
                "az acr manifest show mine.azurecr.io/hello:1 --raw",
                "mine.azurecr.io/hello:1",
                Form::Command("az"),
            ),
            (
                "az acr repository show --name mine --image a/b:1 --registry mine",
                "mine.azurecr.io/a/b:1",
                Form::Command("az"),
            ),
            (
                "TOKEN=secret sudo docker pull alpine",
                "docker.io/library/alpine:latest",
                Form::Command("docker"),
            ),
            ("cosign download sbom quay.io/a/b", "quay.io/a/b:latest", Form::Command("cosign")),
            (
                "skopeo inspect --config docker://alpine:3",
                "docker.io/library/alpine:3",
                Form::Command("skopeo"),
            ),
            (
                "singularity pull a.sif docker://alpine",
                "docker.io/library/alpine:latest",
                Form::Command("singularity"),
            ),
            ("trivy image --severity HIGH alpine:3", "docker.io/library/alpine:3", Form::Command("trivy")),
            ("docker run --rm alpine --mystery", "docker.io/library/alpine:latest", Form::Command("docker")),
            ("az acr import -n mine --source r.example/a:1 -p secret", "r.example/a:1", Form::Command("az")),
            ("/usr/bin/docker pull alpine", "docker.io/library/alpine:latest", Form::Command("docker")),
            ("FROM alpine", "docker.io/library/alpine:latest", Form::Dockerfile),
            (
                "FROM --platform=$BUILDPLATFORM golang:1.25 AS build",
                "docker.io/library/golang:1.25",
                Form::Dockerfile,
            ),
            ("from alpine as base", "docker.io/library/alpine:latest", Form::Dockerfile),
            ("COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/", "ghcr.io/astral-sh/uv:0.9", Form::Dockerfile),
            ("image: alpine:3 # the base", "docker.io/library/alpine:3", Form::Yaml),
            ("- image: \"quay.io/a/b\"", "quay.io/a/b:latest", Form::Yaml),
            ("uses: docker://alpine:3", "docker.io/library/alpine:3", Form::Yaml),
            ("\"image\": \"alpine\",", "docker.io/library/alpine:latest", Form::Yaml),
            ("image = \"alpine:3\"", "docker.io/library/alpine:3", Form::Yaml),
        ] {
            let typed = read(line).unwrap_or_else(|error| panic!("{line}: {error}"));
            assert_eq!((typed.reference.to_string().as_str(), typed.form), (reference, form), "{line}");
        }
    }

    /// A word that must never be asked for.
    const SECRET: &str = "s3cret";

    #[test]
    fn no_value_of_an_option_is_taken_for_an_image() {
        for (line, reference, reason) in [
            ("crane manifest --registry-token s3cret alpine", "docker.io/library/alpine:latest", "a token"),
            (
                "skopeo inspect --registry-token s3cret docker://alpine",
                "docker.io/library/alpine:latest",
                "a token",
            ),
            ("oras manifest fetch --identity-token s3cret r.example/a", "r.example/a:latest", "a token"),
            ("oras cp --from-password s3cret r.example/a r.example/b", "r.example/a:latest", "a password"),
            (
                "skopeo copy --src-password s3cret docker://r.example/a dir:a",
                "r.example/a:latest",
                "a password",
            ),
            ("crictl pull --auth s3cret r.example/a", "r.example/a:latest", "a token"),
            ("docker pull --mystery s3cret alpine", "docker.io/library/alpine:latest", "the last word"),
            (
                "docker run --mystery s3cret r.example/a sh -c ls",
                "r.example/a:latest",
                "a word with a registry",
            ),
            ("docker pull -p 'my s3cret' alpine", "docker.io/library/alpine:latest", "a value of two words"),
            (
                "docker pull --mystery=s3cret alpine",
                "docker.io/library/alpine:latest",
                "a value in its option",
            ),
            ("PASSWORD='my s3cret' docker pull alpine", "docker.io/library/alpine:latest", "a variable"),
            (
                "docker run -v \"$(pwd)\":/a -v $(pwd)/b:/b alpine",
                "docker.io/library/alpine:latest",
                "a folder",
            ),
            ("docker run alpine sh -c 'a", "docker.io/library/alpine:latest", "a mark after the image"),
            ("docker container run alpine", "docker.io/library/alpine:latest", "a container of an image"),
            (
                "trivy image --password=s3cret alpine",
                "docker.io/library/alpine:latest",
                "a value in its option",
            ),
        ] {
            let typed = read(line).unwrap_or_else(|error| panic!("{line}: {error}"));
            assert_eq!(typed.reference.to_string(), reference, "{reason}");
        }
        for (line, at, reason) in [
            ("docker pull --mystery s3cret", 12, "a value, or an image"),
            ("docker run --mystery s3cret alpine sh", 11, "which of them is the image"),
            ("docker run --mystery s3cret alpine", 11, "an image, or an argument of one"),
            ("docker --mystery s3cret pull --other s3cret", 7, "two options"),
            ("crane manifest --registry-token s3cret", 38, "a token, and no image"),
            ("docker login -u me -p s3cret r.example", 38, "no image"),
            ("docker login --mystery s3cret", 29, "no image"),
            ("echo s3cret | docker login --password-stdin", 4, "no command that is known"),
            ("curl -H 'Authorization: Bearer s3cret' https://r.example/v2/", 4, "no command that is known"),
            ("docker login r.example --password-stdin <<< s3cret", 50, "a text after it"),
            ("docker login r.example -u me \\\n -p s3cret\ndocker pull s3cret", 60, "another line"),
            ("kubectl create secret docker-registry a --docker-password s3cret", 64, "no image"),
            ("podman secret create a s3cret", 29, "no image"),
            ("crane auth login r.example -u me -p s3cret", 42, "no image"),
            ("az acr login -n mine -u me -p s3cret", 36, "no image"),
            ("az login -u me -p s3cret", 24, "no image"),
            ("docker exec web env TOKEN=s3cret", 32, "no image"),
            ("docker build --build-arg TOKEN=s3cret -t a/b .", 46, "no image"),
            ("kubectl get secret s3cret", 25, "no image"),
            ("docker config create s3cret x", 29, "a configuration"),
            ("docker buildx create s3cret", 27, "a builder"),
            ("docker container inspect s3cret", 31, "a container"),
            ("docker run -e P=`echo s3cret` alpine", 14, "what another command prints"),
            ("docker run -e P=$(echo s3cret a) alpine", 14, "the same, in brackets"),
            ("docker run -e P=$(echo a s3cret b) alpine", 14, "the same, of more words"),
            ("P=`sudo docker run s3cret` true", 0, "the same, before the command"),
            ("docker run `s3cret`", 11, "an image that another command prints"),
            ("docker run -e P='a s3cret b alpine", 14, "a quotation mark that nothing closes"),
            ("docker run -e P=\"a b s3cret c d alpine", 14, "another of them"),
            ("docker pull --mystery s3cret P='a", 29, "one after an option that is not known"),
            ("helm pull oci://r.example/s3cret:1 'a", 35, "one in a line of Helm"),
            ("az acr manifest show -n s3cret:1 -p 'x -r mine", 36, "one in a line of az"),
            ("kubectl run a -l 'b --image=s3cret", 17, "one before an option"),
            ("docker pull alice@corp.example:s3cret", 18, "a login"),
            ("FROM alice@corp.example:s3cret", 11, "a login in a Dockerfile"),
            ("docker pull https://alice@corp.example:s3cret", 20, "a login in an address"),
        ] {
            let error = read(line).expect_err(reason);
            assert_eq!(error.at(), at, "{reason}: {error}");
            assert!(!error.to_string().contains(SECRET), "{error}");
        }
    }

    proptest! {
        #[test]
        fn no_secret_is_asked_for(
            line in proptest::collection::vec(
                prop_oneof![
                    Just("docker"), Just("crane"), Just("skopeo"), Just("helm"), Just("az"), Just("kubectl"),
                    Just("oras"), Just("pull"), Just("run"), Just("manifest"), Just("inspect"), Just("login"),
                    Just("acr"), Just("--rm"), Just("-it"), Just("&&"), Just("\\\n"), Just("\n"), Just("alpine"),
                    Just("r.example/a:1"), Just("oci://r.example/c"), Just("A=s3cret"), Just("--mystery s3cret"),
                    Just("--mystery=s3cret"), Just("--registry-token s3cret"), Just("--password 's3cret b'"),
                    Just("-x s3cret"), Just("-p s3cret"), Just("-ps3cret"), Just("<<< s3cret"), Just("| s3cret"),
                    Just("-H \"Authorization: s3cret\""),
                ],
                1..9,
            ),
            tool in prop_oneof![Just("docker"), Just("crane"), Just("skopeo"), Just("oras"), Just("regctl"), Just("helm")],
        ) {
            let line = format!("{tool} {}", line.join(" "));
            if let Ok(typed) = read(&line) {
                prop_assert!(!typed.reference.to_string().contains(SECRET), "{line}: {}", typed.reference);
            }
        }
    }

    #[test]
    fn lines_without_an_image() {
        for (line, at, reason) in [
            ("docker pull", 11, "no image after the verb"),
            ("docker pull Alpine", 12, "an image in upper case"),
            ("docker pull -q --platform linux/arm64", 37, "an option's value is no image"),
            ("docker pull alpine:$TAG", 19, "a shell's variable"),
            ("docker pull && ls", 17, "another command after it"),
            ("FROM scratch", 5, "the empty image"),
            ("FROM ${BASE}", 5, "a build argument"),
            ("FROM --platform=linux/arm64", 27, "an option alone"),
            ("COPY a b", 8, "a copy from the build itself"),
            ("image: {{ .Values.image }}", 7, "a template"),
            ("az acr login", 12, "no image"),
            ("hello world", 5, "no command"),
        ] {
            let error = read(line).expect_err(reason);
            assert_eq!(error.at(), at, "{reason}: {error}");
        }
    }
}
