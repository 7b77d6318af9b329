//! Quay's own API, which pages of other origins may read: it gives a tag's digest, a manifest's text as it is, and the
//! tags, of public repositories. It gives no configs, no layers and no referrers.
//!
//! <https://github.com/quay/quay/blob/v3.13.0/endpoints/api/manifest.py>, `_manifest_dict`, and `tag.py` beside it,
//! `ListRepositoryTags`. Both want the header `X-Requested-With`.

use std::borrow::Cow;

use super::answer::{Answer, Headers};
use super::resource::Resource;
use super::url::Url;
use crate::image::digest::Digest;
use crate::json::{self, Value};
use crate::limits;

/// Tags that a page of the list has at most, by the API's own bound.
const PAGE: usize = 100;

/// The address at the API of what `url` names at `/v2/`; `None` for what the API does not give. A tag is asked for its
/// digest, and then that for its manifest: `stands_for`.
#[must_use]
pub fn address(url: &Url, resource: &Resource, repository: &str, stands_for: Option<&Digest>) -> Option<Url> {
    let of = |rest: String, query: Option<String>| {
        Some(Url { path: format!("/api/v1/repository/{repository}/{rest}"), query, ..url.clone() })
    };
    match (resource, stands_for) {
        (Resource::Tagged(_), Some(digest)) | (Resource::Manifest(digest), _) => {
            of(format!("manifest/{digest}"), None)
        }
        (Resource::Tagged(tag), None) => {
            of("tag/".to_owned(), Some(format!("specificTag={tag}&onlyActiveTags=true&limit=1")))
        }
        (Resource::Tags, _) => {
            let page = page_of(url);
            of("tag/".to_owned(), Some(format!("onlyActiveTags=true&limit={PAGE}&page={page}")))
        }
        (Resource::Blob(_) | Resource::Referrers(_), _) => None,
    }
}

/// The number of a page of tags, as [`tags`] has it in the address of the next.
fn page_of(url: &Url) -> usize {
    let pairs = url.query.as_deref().unwrap_or_default().split('&');
    pairs.filter_map(|pair| pair.strip_prefix("page=")?.parse().ok()).next().unwrap_or(1)
}

/// The digest that `tag` stands for, by the answer; `Ok(None)` where there is no such tag.
///
/// # Errors
/// Where the answer is none of the API's.
pub fn stands_for(answer: &Answer, tag: &str) -> Result<Option<Digest>, NotOfApi> {
    let reading = json::read(&answer.body);
    let tags = reading.root(&answer.body).and_then(|root| root.get("tags")).ok_or(NotOfApi)?;
    let own = tags.items().find(|item| text(*item, "name").as_deref() == Some(tag));
    own.map(|item| text(item, "manifest_digest").and_then(|text| Digest::parse(&text).ok()).ok_or(NotOfApi))
        .transpose()
}

/// The answer that a registry would give for the manifest: its bytes, and the digest that the API says they have. What is
/// shown of them is what they prove to be.
///
/// # Errors
/// Where the answer is none of the API's.
pub fn manifest(answer: &Answer) -> Result<Answer, NotOfApi> {
    let reading = json::read(&answer.body);
    let root = reading.root(&answer.body).ok_or(NotOfApi)?;
    let bytes = text(root, "manifest_data").ok_or(NotOfApi)?.as_bytes().into();
    let content_digest = text(root, "digest").map(|digest| digest.as_ref().into());
    // The API does not say what the manifest is called: its bytes do.
    Ok(Answer { body: bytes, headers: Headers { content_digest, ..Headers::default() }, ..answer.clone() })
}

/// The answer that a registry would give for a page of tags, with a link to the next where there is one.
///
/// # Errors
/// Where the answer is none of the API's.
pub fn tags(answer: &Answer, url: &Url) -> Result<Answer, NotOfApi> {
    let reading = json::read(&answer.body);
    let root = reading.root(&answer.body).ok_or(NotOfApi)?;
    let tags = root.get("tags").ok_or(NotOfApi)?;
    let names: Vec<_> = tags.items().filter_map(|item| text(item, "name")).take(limits::TAGS).collect();
    let body = serde_json::to_vec(&serde_json::json!({ "tags": names })).map_err(|_| NotOfApi)?;
    let is_more = root.get("has_additional").and_then(Value::as_bool) == Some(true) && !names.is_empty();
    let link = is_more.then(|| format!("<{}?page={}>; rel=\"next\"", url.path, page_of(url) + 1));
    Ok(Answer { body: body.into(), headers: Headers { link, ..Headers::default() }, ..answer.clone() })
}

/// An answer is none of the API's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotOfApi;

fn text<'a>(of: Value<'a>, member: &str) -> Option<Cow<'a, str>> {
    of.get(member).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEX: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    fn answer(body: &str) -> Answer {
        Answer {
            status: 200,
            url: String::new(),
            redirected: false,
            headers: Headers { content_type: Some("application/json".to_owned()), ..Headers::default() },
            body: body.as_bytes().into(),
            whole: true,
            at: 0,
        }
    }

    #[test]
    fn addresses_at_the_api() {
        let digest = Digest::parse(&format!("sha256:{HEX}")).unwrap();
        let v2 = Url::parse("https://quay.io/v2/a/b/tags/list?n=1000").unwrap();
        let later = Url::parse("https://quay.io/v2/a/b/tags/list?page=3").unwrap();
        let manifest = format!("/api/v1/repository/a/b/manifest/sha256:{HEX}");
        for (url, resource, stands_for, expected) in [
            (
                &v2,
                Resource::Tagged("1.0".to_owned()),
                None,
                Some("/api/v1/repository/a/b/tag/?specificTag=1.0&onlyActiveTags=true&limit=1".to_owned()),
            ),
            (&v2, Resource::Tagged("1.0".to_owned()), Some(&digest), Some(manifest.clone())),
            (&v2, Resource::Manifest(digest.clone()), None, Some(manifest)),
            (
                &v2,
                Resource::Tags,
                None,
                Some("/api/v1/repository/a/b/tag/?onlyActiveTags=true&limit=100&page=1".to_owned()),
            ),
            (
                &later,
                Resource::Tags,
                None,
                Some("/api/v1/repository/a/b/tag/?onlyActiveTags=true&limit=100&page=3".to_owned()),
            ),
            (&v2, Resource::Blob(digest.clone()), None, None),
            (&v2, Resource::Referrers(digest.clone()), None, None),
        ] {
            let address = address(url, &resource, "a/b", stands_for).map(|url| url.to_string());
            assert_eq!(address, expected.map(|path| format!("https://quay.io{path}")), "{resource:?}");
        }
    }

    #[test]
    fn answers_of_the_api() {
        let digest = Digest::parse(&format!("sha256:{HEX}")).unwrap();
        let tag = |name: &str| {
            format!(
                r#"{{"tags":[{{"name":"{name}","reversion":false,"manifest_digest":"sha256:{HEX}","is_manifest_list":true,"size":null}}],"page":1,"has_additional":true}}"#
            )
        };
        assert_eq!(stands_for(&answer(&tag("1.0")), "1.0"), Ok(Some(digest)));
        assert_eq!(stands_for(&answer(&tag("1.0.1")), "1.0"), Ok(None), "another tag");
        assert_eq!(stands_for(&answer(r#"{"tags":[]}"#), "1.0"), Ok(None));
        assert_eq!(stands_for(&answer("<html>"), "1.0"), Err(NotOfApi));
        assert_eq!(stands_for(&answer(r#"{"tags":[{"name":"1.0"}]}"#), "1.0"), Err(NotOfApi));

        let given =
            manifest(&answer(r#"{"digest":"sha256:00","manifest_data":"{\n \"a\": \"\u00e9\"}"}"#)).unwrap();
        assert_eq!(&*given.body, "{\n \"a\": \"é\"}".as_bytes(), "its text as it is");
        assert_eq!(given.headers.content_digest.as_deref(), Some("sha256:00"));
        assert_eq!(given.headers.content_type, None, "the API does not say what it is called");
        assert_eq!(manifest(&answer(r#"{"digest":"sha256:00"}"#)), Err(NotOfApi));

        let url = Url::parse("https://quay.io/v2/a/b/tags/list?n=1000").unwrap();
        let given = tags(&answer(&tag("x")), &url).unwrap();
        assert_eq!(&*given.body, br#"{"tags":["x"]}"#);
        assert_eq!(given.headers.link.as_deref(), Some("</v2/a/b/tags/list?page=2>; rel=\"next\""));
        let last = tags(&answer(r#"{"tags":[],"has_additional":true}"#), &url).unwrap();
        assert_eq!(last.headers.link, None, "nothing goes on after a page of none");
    }
}
