//! `az acr`: builds and imports that run in Azure.

use super::Does;
use super::arguments::Arguments;
use crate::builds::model::{Build, What};
use crate::builds::name::Name;
use crate::builds::word::{Part, Word};

const FLAGS: &str = "--no-push --no-logs --no-wait --no-format --force --only-show-errors --verbose --debug";
const VALUED: &str = "-t --image -r --registry -n --name -f --file --platform --build-arg --secret-build-arg --target \
    --timeout --agent-pool --auth-mode --log-template -g --resource-group --source --repository --username -u --password -p";

/// Reads what comes after `az`.
pub(super) fn read(words: &[Word]) -> Option<Does> {
    let [group, verb, rest @ ..] = words else { return None };
    if group.known() != Some("acr") {
        return None;
    }
    let arguments = Arguments::read(rest, FLAGS, VALUED);
    let registry = arguments.values(&["-r", "--registry", "-n", "--name"]).next();
    let images = || arguments.values(&["-t", "--image"]).filter_map(|image| in_registry(image, registry));
    match verb.known()? {
        "build" => {
            let build = Build {
                tags: images().collect(),
                file: arguments.values(&["-f", "--file"]).next().cloned(),
                platforms: arguments.values(&["--platform"]).cloned().collect(),
                pushes: !arguments.has(&["--no-push"]),
                needs_platform: true,
            };
            Does::new("az acr build", vec![What::Build(build)])
        }
        "import" => {
            let brought = images().flat_map(|image| [What::Pull(image.clone()), What::Push(image)]);
            Does::new("az acr import", brought.collect())
        }
        "run" => Does::elsewhere("az acr run"),
        _ => None,
    }
}

/// The image in the registry that another option names: `NAME.azurecr.io` in the public cloud, and another in others,
/// so that only the name is sure.
fn in_registry(image: &Word, registry: Option<&Word>) -> Option<Name> {
    let mut word = image.clone();
    let host = registry.map_or_else(String::new, |registry| format!("az acr {}", registry.text));
    word.parts.splice(0..0, [Part::Variable(host), Part::Text("/".to_owned())]);
    word.parts = Word::merged(word.parts);
    Name::new(&word)
}
