//! The engines and builders with Docker's commands: docker, podman, nerdctl, buildah.

use super::arguments::Arguments;
use super::{Does, imagetools, list};
use crate::builds::model::{Build, What};
use crate::builds::name::Name;
use crate::builds::word::Word;

const BUILD_FLAGS: &str = "--push --load --no-cache --pull --rm --force-rm -q --quiet --squash --squash-all --compress \
    --debug -D --layers --check --all-platforms --tls-verify --format-docker --isolation-default --stdin --no-hosts";
const BUILD_VALUED: &str = "-t --tag -f --file --platform --output -o --manifest --build-arg --label --target --cache-from \
    --cache-to --secret --ssh --network --progress --builder --iidfile --metadata-file --provenance --sbom --attest \
    --annotation --build-context --add-host --arch --os --variant --format --authfile --creds --memory -m --shm-size \
    --ulimit --isolation --platform-arch --jobs --userns --volume -v --cpu-quota --cpuset-cpus --no-cache-filter --call";
const PUSH_FLAGS: &str = "-a --all-tags -q --quiet --disable-content-trust --tls-verify --remove-signatures --allow-nondistributable-artifacts";
const PUSH_VALUED: &str =
    "--platform --creds --authfile --cert-dir --format -f --digestfile --sign-by --compression-format";
const GLOBAL_FLAGS: &str = "-D --debug --tls --tlsverify --remote -r";
const GLOBAL_VALUED: &str = "-H --host -c --context --config -l --log-level --root --runroot --storage-driver --connection --url -n --namespace -a --address";

/// Reads what comes after the program's name.
pub(super) fn read(tool: &str, words: &[Word]) -> Option<Does> {
    let mut rest = after_globals(words);
    let mut group = "";
    if let Some((first, after)) = rest.split_first()
        && let Some(name @ ("image" | "buildx" | "builder" | "manifest" | "compose" | "bud")) = first.known()
        && name != "bud"
    {
        (group, rest) = (name, after);
    }
    match group {
        "buildx" => return read_buildx(rest),
        "manifest" => return list::read(tool, rest),
        "compose" => return Does::elsewhere(format!("{tool} compose")),
        _ => {}
    }
    let (verb, rest) = rest.split_first()?;
    let verb = verb.known()?;
    let name = format!("{tool} {verb}");
    match verb {
        "build" | "bud" | "buildx" => {
            // BuildKit's own engine is asked for by name alone where no platform need be named.
            let mut acts = vec![What::Build(build(rest, true))];
            acts.extend(list::of_build(rest));
            Does::new(name, acts)
        }
        "tag" => {
            let [from, to @ ..] = rest else { return None };
            let from = Name::new(from)?;
            let acts = to.iter().filter_map(Name::new).map(|to| What::Tag { from: from.clone(), to });
            Does::new(name, acts.collect())
        }
        "push" => push(tool, name, rest),
        "pull" => {
            let arguments = Arguments::read(
                rest,
                "-a --all-tags -q --quiet --disable-content-trust --tls-verify",
                "--platform --arch --os --variant --creds --authfile --policy",
            );
            let pulled = arguments.words.iter().filter_map(Name::new).map(What::Pull).collect();
            if arguments.is_unclear { Does::elsewhere(name) } else { Does::new(name, pulled) }
        }
        "load" | "import" | "commit" => Does::elsewhere(name),
        _ => None,
    }
}

/// `docker buildx`
pub(super) fn read_buildx(words: &[Word]) -> Option<Does> {
    let rest = after_globals(words);
    let (verb, rest) = rest.split_first()?;
    match verb.known()? {
        "build" | "b" => Does::new("docker buildx build", vec![What::Build(build(rest, true))]),
        "bake" | "f" => Does::elsewhere("docker buildx bake"),
        "imagetools" => imagetools::read(rest),
        _ => None,
    }
}

/// What is built, by the options of `build`.
pub(super) fn build(words: &[Word], needs_platform: bool) -> Build {
    let arguments = Arguments::read(words, BUILD_FLAGS, BUILD_VALUED);
    let platforms = arguments.values(&["--platform"]).flat_map(Word::listed);
    // Buildah and podman name them apart.
    let alone = arguments.values(&["--arch"]).cloned();
    let output = arguments.values(&["--output", "-o"]);
    let by_output = output.into_iter().any(|value| {
        let text = value.text.as_str();
        text.contains("type=registry") || text.split(',').any(|part| part == "push=true")
    });
    Build {
        tags: arguments.values(&["-t", "--tag"]).filter_map(Name::new).collect(),
        file: arguments.values(&["-f", "--file"]).next().cloned(),
        platforms: platforms.chain(alone).collect(),
        pushes: arguments.has(&["--push"]) || by_output,
        needs_platform,
    }
}

fn push(tool: &str, name: String, words: &[Word]) -> Option<Does> {
    let arguments = Arguments::read(words, PUSH_FLAGS, PUSH_VALUED);
    if arguments.is_unclear || arguments.has(&["-a", "--all-tags"]) {
        return Does::elsewhere(name);
    }
    let [image, rest @ ..] = arguments.words.as_slice() else { return None };
    let own = Name::new(image)?;
    match rest.first().filter(|_| tool != "docker") {
        // Another name there, and where to.
        Some(to) => match to.text.strip_prefix("docker://") {
            Some(_) => {
                let to = Name::new(&without(to, "docker://"))?;
                Does::new(name, vec![What::Tag { from: own, to: to.clone() }, What::Push(to)])
            }
            None if to.text.contains("://") || to.text.contains(':') && !to.text.contains('/') => {
                Does::new(name, Vec::new())
            }
            None => {
                let to = Name::new(to)?;
                Does::new(name, vec![What::Tag { from: own, to: to.clone() }, What::Push(to)])
            }
        },
        None => Does::new(name, vec![What::Push(own)]),
    }
}

/// A word without what stands before the name in it.
pub(super) fn without(word: &Word, prefix: &str) -> Word {
    use crate::builds::word::Part;
    let mut word = word.clone();
    if let Some(Part::Text(first)) = word.parts.first_mut()
        && let Some(rest) = first.strip_prefix(prefix)
    {
        *first = rest.to_owned();
        word.text = word.text.strip_prefix(prefix).unwrap_or(&word.text).to_owned();
        word.parts.retain(|part| !matches!(part, Part::Text(text) if text.is_empty()));
    }
    word
}

/// What comes after the options that are for all commands.
fn after_globals(words: &[Word]) -> &[Word] {
    let is_in = |list: &str, name: &str| list.split_ascii_whitespace().any(|known| known == name);
    let mut rest = words;
    while let [first, after @ ..] = rest {
        if !first.text.starts_with('-') {
            break;
        }
        let takes_next = is_in(GLOBAL_VALUED, &first.text) && !is_in(GLOBAL_FLAGS, &first.text);
        rest = if takes_next { after.get(1..).unwrap_or_default() } else { after };
    }
    rest
}
