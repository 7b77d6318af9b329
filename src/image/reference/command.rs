//! The image in a command line, a Dockerfile's line, or a line of YAML.

use super::typed::{Form, Typed, TypedError, Word, alone, composed};

/// Tools whose command lines are read.
const TOOLS: &str = "docker podman nerdctl buildah crane gcrane skopeo regctl oras ctr crictl finch container \
    trivy grype syft dive cosign notation kubectl helm az singularity apptainer";

/// Words between a tool and its verb.
const GROUPS: &str = "image images manifest buildx imagetools container repo repository tag blob index artifact \
    acr scout registry config";

/// Words that say what is to be done with the image behind them.
const VERBS: &str = "pull run create inspect push save history rmi get head fetch show digest diff ls list \
    list-tags tags copy cp export validate layer sbom discover resolve cves quickview verify tree triangulate \
    download mount from install template show-metadata list-metadata list-referrers fetch-config debug flatten \
    mutate referrers";

/// Options whose value is a word of its own. What is not named here has none, or is written with `=`.
const WITH_VALUE: &str = "--platform --arch --os --variant --override-arch --override-os --override-variant \
    --format --creds --src-creds --dest-creds --authfile --cert-dir --username --password --output --media-type \
    --artifact-type --namespace --address --user --config --snapshotter --registry-config --subscription \
    --suffix --certificate-identity --certificate-oidc-issuer --key --type --severity --version --host --context \
    --log-level --retry-times --name --env --env-file --volume --publish --network --net --mount --workdir \
    --entrypoint --label --hostname --memory --cpus --restart --add-host --device --gpus --shm-size --ulimit \
    --pull --log-driver --log-opt --cap-add --cap-drop --security-opt --tmpfs --runtime --pid --ipc --dns --ip \
    --link --expose --cidfile --userns --group-add --sysctl --stop-signal --volumes-from --cpuset-cpus \
    --annotation --cgroupns --pod -n -o -u -p -f";

/// More of them, behind a verb that runs the image.
const WITH_VALUE_TO_RUN: &str = "-e -v -w -h -m -l -c -a";

/// Keys of YAML, TOML and JSON whose value is an image's name.
const YAML: &str = "image: image container: container uses: newName: base: fromImage: from:";

fn is_of(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

/// Reads the image that `words` name; `None` where they are no line that is known. `length` is that of the
/// whole text.
pub(super) fn read(words: &[Word<'_>], length: usize) -> Result<Option<Typed>, TypedError> {
    let mut words = words;
    // A shell's prompt, a superuser's word, a list's dash.
    while let [first, rest @ ..] = words
        && matches!(first.text, "$" | "#" | ">" | "%" | "sudo" | "-" | "time")
    {
        words = rest;
    }
    let [first, rest @ ..] = words else { return Ok(None) };
    let (image, form) = match first.text {
        "FROM" | "from" | "From" => (of_from(rest)?, Form::Dockerfile),
        "COPY" | "ADD" => (option(rest, &["--from"]), Form::Dockerfile),
        word if is_of(YAML, &word.replace('"', "")) => {
            (rest.iter().copied().find(|word| word.text != "=" && word.text != ":"), Form::Yaml)
        }
        word => {
            let name = word.rsplit(['/', '\\']).next().unwrap_or(word);
            let name = name.strip_suffix(".exe").unwrap_or(name);
            let known = TOOLS.split_ascii_whitespace().find(|known| *known == name);
            let Some(tool) = known else { return Ok(None) };
            let image = match tool {
                "az" => return az(rest, length).map(Some),
                "kubectl" => option(rest, &["--image"]).or_else(|| positional(rest)),
                _ => positional(rest),
            };
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
fn positional<'a>(words: &[Word<'a>]) -> Option<Word<'a>> {
    let mut words = words.iter().copied();
    let (mut verb, mut only_words) = ("", false);
    while let Some(word) = words.next() {
        let text = word.text;
        if matches!(text, "&&" | "||" | "|" | ";") {
            return None;
        }
        let runs = matches!(verb, "run" | "create");
        if text == "--" {
            only_words = true;
        } else if text.starts_with('-') && !only_words {
            if is_of(WITH_VALUE, text) || (runs && is_of(WITH_VALUE_TO_RUN, text)) {
                words.next();
            }
        } else if verb.is_empty() && is_of(VERBS, text) {
            verb = text;
        } else if !verb.is_empty() || !is_of(GROUPS, text) {
            return Some(word);
        }
    }
    None
}

/// The value of the first of these options: behind `=`, or the next word.
fn option<'a>(words: &[Word<'a>], names: &[&str]) -> Option<Word<'a>> {
    let mut words = words.iter().copied();
    while let Some(word) = words.next() {
        for name in names {
            match word.text.strip_prefix(name) {
                Some("") => return words.next(),
                Some(value) if value.starts_with('=') => {
                    return Some(word.behind(name.len().saturating_add(1)));
                }
                _ => {}
            }
        }
    }
    None
}

/// `az acr manifest show -r REGISTRY -n REPOSITORY:TAG` and its kin; the whole name may stand there, too.
fn az(words: &[Word<'_>], length: usize) -> Result<Typed, TypedError> {
    let form = Form::Command("az");
    let named =
        option(words, &["--image", "-t"]).or_else(|| option(words, &["--name", "-n", "--repository"]));
    let image = named.or_else(|| positional(words)).ok_or(TypedError::NoImage(length))?;
    match option(words, &["--registry", "-r"]) {
        Some(registry) if !registry.text.contains('.') => {
            composed(&format!("{}.azurecr.io/{}", registry.text, image.text), image.at, form)
        }
        Some(registry) => composed(&format!("{}/{}", registry.text, image.text), image.at, form),
        None if image.text.contains(['.', '/', ':']) => Ok(Typed { form, ..alone(image)? }),
        None => Err(TypedError::NoImage(length)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::typed::read;
    use super::*;

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
            ("helm pull oci://ghcr.io/a/chart --version 1", "ghcr.io/a/chart:latest", Form::Command("helm")),
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

    #[test]
    fn lines_without_an_image() {
        for (line, at, reason) in [
            ("docker pull", 11, "no image behind the verb"),
            ("docker pull Alpine", 12, "an image in upper case"),
            ("docker pull -q --platform linux/arm64", 37, "an option's value is no image"),
            ("docker pull alpine:$TAG", 19, "a shell's variable"),
            ("docker pull && ls", 17, "another command behind it"),
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
