//! Whether a provenance and the image name the same repository.

use crate::evidence::claims::Claims;
use crate::findings::{Finding, codes};
use crate::image::document::Content;
use crate::image::well_known::is_web_address;
use crate::inspect::{NodeId, Role};
use crate::session::{Inspection, Model};
use crate::text::quote::Quoted;

/// The label and the annotation that say where an image's source is.
const SOURCE: &str = "org.opencontainers.image.source";

/// What is to be said where they differ.
pub(super) fn other_source(model: &Model, id: NodeId, digest: &str) -> Option<Finding> {
    let own = own_source(&model.inspection, id)?;
    let entries = model.evidence.entries.iter().filter(|entry| entry.is_of(digest));
    let mut built = entries.filter_map(|entry| match entry.piece.claims.as_ref()? {
        Claims::Provenance(provenance) => Some(provenance.source.as_ref()?.text.clone()),
        _ => None,
    });
    let other = built.find(|built| repository(built) != repository(&own))?;
    let message = format!(
        "The provenance says that it was built from {}, and the image says that its source is {}.",
        Quoted(&other),
        Quoted(&own)
    );
    Some(Finding::new(&codes::PROVENANCE_OTHER_SOURCE, None, message))
}

/// Where the image says that its source is: a label of its config, or an annotation of its manifest.
fn own_source(inspection: &Inspection, id: NodeId) -> Option<String> {
    let content = |id: NodeId| {
        let blob = inspection.blobs.get(inspection.tree.get(id)?.blob?)?;
        Some(&blob.document.content)
    };
    let config = inspection.tree.child_with_role(id, &Role::Config).and_then(content);
    let label = match config {
        Some(Content::Config(config)) => config.run.labels.get(SOURCE),
        _ => None,
    };
    let annotation = match content(id) {
        Some(Content::Manifest(manifest)) => manifest.annotations.get(SOURCE),
        _ => None,
    };
    label.or(annotation).map(str::to_owned).filter(|text| !text.is_empty())
}

/// The page of a commit, where its repository is of a host whose pages are known.
#[must_use]
pub fn commit_page(source: &str, commit: &str) -> Option<String> {
    let repository = repository(source);
    let is_hash = (7..=64).contains(&commit.len()) && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    let path = match repository.split('/').next()? {
        "github.com" => "commit",
        "gitlab.com" => "-/commit",
        _ => return None,
    };
    let page = format!("https://{repository}/{path}/{commit}");
    (is_hash && is_web_address(&page)).then_some(page)
}

/// A repository as it is compared: host and path, without what says how it is fetched and which part of it.
fn repository(text: &str) -> String {
    let text = text.trim().strip_prefix("git+").unwrap_or(text.trim());
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    let text = text.split(['#', '?']).next().unwrap_or(text);
    // A commit or a branch after the path, and a user in front of the host.
    let (host, path) = text.split_once('/').unwrap_or((text, ""));
    let host = host.rsplit('@').next().unwrap_or(host);
    let path = path.split('@').next().unwrap_or(path).trim_end_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    let host = host.strip_prefix("www.").unwrap_or(host);
    // What stands after a repository of these hosts is a folder or a page of it.
    let path = match host {
        "github.com" | "gitlab.com" => path.splitn(3, '/').take(2).collect::<Vec<_>>().join("/"),
        _ => path.to_owned(),
    };
    format!("{host}/{path}").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_repository_is_written_in_many_ways() {
        for text in [
            "https://github.com/o/r",
            "https://github.com/O/R.git#refs/heads/main",
            "git+https://github.com/o/r@refs/tags/v1",
            "https://github.com/o/r/tree/main/app",
            "ssh://git@github.com/o/r.git",
        ] {
            assert_eq!(repository(text), "github.com/o/r", "{text}");
        }
        assert_ne!(repository("https://github.com/o/fork"), "github.com/o/r");
    }

    #[test]
    fn a_commit_has_a_page_where_the_host_is_known() {
        let page = commit_page("git+https://github.com/o/r@refs/tags/v1", "c0ffee0");
        assert_eq!(page.as_deref(), Some("https://github.com/o/r/commit/c0ffee0"));
        assert_eq!(commit_page("https://git.example/o/r", "c0ffee0"), None);
        assert_eq!(commit_page("https://github.com/o/r", "../../x"), None);
    }
}
