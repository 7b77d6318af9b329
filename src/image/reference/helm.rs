//! The chart in a Helm command line.
//!
//! `helm pull|install|template|upgrade … oci://HOST/CHART --version V` takes the tag V, with `_` in the place of `+`,
//! which no tag can have. Without a version it lists the tags and takes the newest one that is a version. <https://helm.sh/docs/topics/registries/>

use super::alone::alone;
use super::named::{Named, named, option};
use super::typed::{Form, Typed, TypedError};
use super::words::Word;

/// What is done with a chart.
const VERBS: [&str; 6] = ["pull", "fetch", "install", "template", "upgrade", "show"];

/// Reads the words after `helm`; `length` is that of the whole text.
pub(super) fn read(words: &[Word<'_>], length: usize) -> Result<Typed, TypedError> {
    let named: Vec<Word<'_>> = named("helm", words).into_iter().map(|Named { word, .. }| word).collect();
    let mut rest = named.into_iter().skip_while(|word| !VERBS.contains(&word.text));
    let verb = rest.next().ok_or(TypedError::NoImage(length))?;
    let is_chart =
        |word: &Word<'_>| word.bare().text.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("oci://"));
    // The others are names, files, or charts of a repository that Helm knows by a name of its own.
    let after_verb = verb.at.saturating_add(verb.text.len());
    let chart = rest.find(is_chart).ok_or(TypedError::NoChart(after_verb))?;
    let typed = Typed { form: Form::Command("helm"), ..alone(chart)? };
    let is_tagged = chart.bare().text.rsplit('/').next().is_some_and(|last| last.contains([':', '@']));
    if is_tagged {
        return Ok(typed);
    }
    let version = option(words, &["--version"]).ok_or(TypedError::NoVersion(length))?;
    let tag = version.bare().text;
    if !is_version(tag) {
        return Err(TypedError::Range(version.at));
    }
    let chart = chart.bare();
    let tagged = format!("{}:{}", chart.text, tag.replace('+', "_"));
    let tagged = alone(Word { text: &tagged, at: chart.at }).map_err(|_| TypedError::Range(version.at))?;
    Ok(Typed { form: Form::Command("helm"), ..tagged })
}

/// Whether this is one version, and no range of them: digits first, `v` before them at most.
fn is_version(text: &str) -> bool {
    let text = text.strip_prefix('v').unwrap_or(text);
    let numbers = text.split(['-', '+']).next().unwrap_or_default();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let count = numbers.split('.').filter(|part| is_number(part)).count();
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || b".-+".contains(&byte);
    (1..=3).contains(&count) && count == numbers.split('.').count() && text.bytes().all(sign)
}

#[cfg(test)]
mod tests {
    use super::super::reader::read;
    use super::super::typed::TypedError;

    #[test]
    fn a_chart_at_its_version() {
        for (line, reference) in [
            ("helm pull oci://ghcr.io/a/chart --version 1.2.3", "ghcr.io/a/chart:1.2.3"),
            ("helm pull oci://ghcr.io/a/chart --version=1.2.3+b.1", "ghcr.io/a/chart:1.2.3_b.1"),
            (
                "helm install web oci://ghcr.io/a/chart --version \"1.2.3-rc.1\" -n web",
                "ghcr.io/a/chart:1.2.3-rc.1",
            ),
            ("helm install oci://ghcr.io/a/chart --generate-name --version v1", "ghcr.io/a/chart:v1"),
            (
                "helm upgrade --install --mystery x web --version 1.2.3 oci://ghcr.io/a/chart",
                "ghcr.io/a/chart:1.2.3",
            ),
            (
                "helm template web 'oci://r.example:5000/chart' -f values.yaml --version 2",
                "r.example:5000/chart:2",
            ),
            ("helm show values oci://ghcr.io/a/chart --version 1.2.3", "ghcr.io/a/chart:1.2.3"),
            ("helm pull oci://ghcr.io/a/chart:4.5.6", "ghcr.io/a/chart:4.5.6"),
            (
                "helm pull oci://ghcr.io/a/chart@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "ghcr.io/a/chart@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            ),
        ] {
            let typed = read(line).unwrap_or_else(|error| panic!("{line}: {error}"));
            assert_eq!(typed.reference.to_string(), reference, "{line}");
        }
    }

    #[test]
    fn what_is_no_chart_in_a_registry() {
        for (line, error, reason) in [
            ("helm install web bitnami/nginx", TypedError::NoChart(12), "a repository of Helm's own"),
            ("helm pull ./chart.tgz", TypedError::NoChart(9), "a file"),
            ("helm registry login r.example -u a -p secret", TypedError::NoImage(44), "no chart at all"),
            ("helm push a.tgz oci://r.example/a", TypedError::NoImage(33), "a place for a chart"),
            (
                "helm pull oci://r.example/a",
                TypedError::NoVersion(27),
                "the newest version, which no tag names",
            ),
            ("helm install a oci://r.example/a --devel", TypedError::NoVersion(40), "the newest, of all"),
            ("helm pull oci://r.example/a --version ^1.2", TypedError::Range(38), "a range"),
            ("helm pull oci://r.example/a --version 1.x", TypedError::Range(38), "a range, too"),
            ("helm pull oci://r.example/a --version '>=1'", TypedError::Range(38), "a range in quotes"),
        ] {
            assert_eq!(read(line), Err(error), "{reason}");
        }
    }
}
