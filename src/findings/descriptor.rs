//! Descriptors: what a document says of another's bytes.

use super::annotations;
use super::codes::{
    ARTIFACT_TYPE_MALFORMED, DESCRIPTOR_MEDIA_TYPE_ABSENT, DESCRIPTOR_MEDIA_TYPE_MALFORMED, DIGEST_ABSENT,
    EMPTY_DESCRIPTOR_DIFFERS,
};
use super::data;
use super::descriptor_place::{DescriptorPlace, Holder};
use super::descriptor_type;
use super::digest;
use super::key_case;
use super::media_type::malformed;
use super::member::{Shape, fits, missing};
use super::part;
use super::report::Report;
use super::size;
use super::url;
use crate::image::descriptor::Descriptor;
use crate::image::document::Kind;
use crate::image::media_type::{Meaning, is_config_of_old_docker, meaning};
use crate::json::{Value, ValueKind};
use crate::text::quote::Quoted;

/// The members of a descriptor that are there and not `null`, the last of each.
#[derive(Clone, Copy, Default)]
pub(super) struct Members<'a> {
    pub(super) media_type: Option<Value<'a>>,
    digest: Option<Value<'a>>,
    pub(super) size: Option<Value<'a>>,
    urls: Option<Value<'a>>,
    pub(super) annotations: Option<Value<'a>>,
    data: Option<Value<'a>>,
    pub(super) platform: Option<Value<'a>>,
    artifact_type: Option<Value<'a>>,
}

impl<'a> Members<'a> {
    /// One pass over the members, since an index may have ten thousand descriptors.
    fn read(report: &mut Report<'_>, descriptor: Value<'a>) -> Self {
        let mut members = Self::default();
        let mut others = false;
        for member in descriptor.members() {
            let name = member.name();
            let slot = match &*name {
                "mediaType" => &mut members.media_type,
                "digest" => &mut members.digest,
                "size" => &mut members.size,
                "urls" => &mut members.urls,
                "annotations" => &mut members.annotations,
                "data" => &mut members.data,
                "platform" => &mut members.platform,
                "artifactType" => &mut members.artifact_type,
                _ => {
                    others = true;
                    continue;
                }
            };
            *slot = Some(member.value).filter(|value| value.kind() != ValueKind::Null);
        }
        if others {
            key_case::check(report, descriptor, key_case::DESCRIPTOR);
        }
        members
    }
}

/// Checks one descriptor; `read` is what the model read from it. Gives its members for further rules.
pub(super) fn check<'a>(
    report: &mut Report<'_>,
    value: Value<'a>,
    read: &Descriptor,
    place: DescriptorPlace,
    holder: &mut Holder,
) -> Members<'a> {
    if !fits(report, place.name(), value, Shape::Object) || !part::is_read(report, place.name(), value) {
        return Members::default();
    }
    let members = Members::read(report, value);
    let means = read.media_type.as_deref().and_then(meaning);
    check_media_type(report, value, &members, means, place, holder);
    match members.digest {
        None => missing(report, &DIGEST_ABSENT, value, "digest", |is| {
            format!("{is} in this {}: nothing can be fetched or verified by it.", place.name())
        }),
        Some(digest) if fits(report, "digest", digest, Shape::Text) => {
            digest::check(report, digest, read.digest.as_ref());
        }
        Some(_) => {}
    }
    size::check(report, value, members.size, read.size, means, place);
    if let Some(urls) = members.urls.filter(|urls| fits(report, "urls", *urls, Shape::Array)) {
        url::check_all(report, urls);
    }
    if let Some(annotations) = members.annotations {
        annotations::check(report, annotations);
    }
    if let Some(data) = members.data.filter(|data| fits(report, "data", *data, Shape::Text)) {
        data::check(report, data, read, holder);
    }
    if let Some(artifact_type) = members.artifact_type {
        check_artifact_type(report, artifact_type);
    }
    if means == Some(Meaning::Empty) {
        check_empty(report, value, read);
    }
    members
}

fn check_media_type(
    report: &mut Report<'_>,
    value: Value<'_>,
    members: &Members<'_>,
    means: Option<Meaning>,
    place: DescriptorPlace,
    holder: &mut Holder,
) {
    let Some(media_type) = members.media_type else {
        return missing(report, &DESCRIPTOR_MEDIA_TYPE_ABSENT, value, "mediaType", |is| {
            format!("{is} in this {}, so that no client knows what it names.", place.name())
        });
    };
    if !fits(report, "mediaType", media_type, Shape::Text) {
        return;
    }
    let text = media_type.as_str().unwrap_or_default();
    if place == DescriptorPlace::Config
        && holder.kind == Kind::DockerManifest
        && is_config_of_old_docker(&text)
    {
        return descriptor_type::old_config(report, media_type, &text);
    }
    if means.is_none()
        && let Some(why) = malformed(&text)
    {
        return report.add(&DESCRIPTOR_MEDIA_TYPE_MALFORMED, media_type.span(), || {
            format!("{} is not a media type: {why}.", Quoted(&text))
        });
    }
    descriptor_type::check(report, media_type, &text, means, place, holder);
}

/// Checks an `artifactType`, which must be a media type.
pub(super) fn check_artifact_type(report: &mut Report<'_>, value: Value<'_>) {
    if !fits(report, "artifactType", value, Shape::Text) {
        return;
    }
    let text = value.as_str().unwrap_or_default();
    if let Some(why) = malformed(&text) {
        report.add(&ARTIFACT_TYPE_MALFORMED, value.span(), || {
            format!("The artifact type {} is not a media type: {why}.", Quoted(&text))
        });
    }
}

/// The empty descriptor names the two bytes `{}` and nothing else.
fn check_empty(report: &mut Report<'_>, value: Value<'_>, read: &Descriptor) {
    const EMPTY: &str = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    let other_size = read.size.is_some_and(|size| size != 2);
    let other_digest = read
        .digest
        .as_ref()
        .is_some_and(|digest| digest.as_str().starts_with("sha256:") && digest.as_str() != EMPTY);
    if other_size || other_digest {
        report.add(&EMPTY_DESCRIPTOR_DIFFERS, value.span(), || {
            format!(
                "The media type of the empty descriptor stands for the two bytes “{{}}” ({EMPTY}), \
                and this names something else."
            )
        });
    }
}
