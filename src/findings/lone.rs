//! Descriptors by themselves: judged as descriptors, and told what they are good for.

use std::rc::Rc;

use super::codes::LONE_DESCRIPTOR;
use super::descriptor;
use super::descriptor_place::{DescriptorPlace, Holder};
use super::index;
use super::member::{Shape, expect, opening};
use super::platform;
use super::report::Report;
use crate::image::annotations::{CONTAINERD_NAME, REF_NAME};
use crate::image::descriptor::Descriptor;
use crate::image::lone::{self, is_built};
use crate::image::media_type::{Meaning, meaning, short_name};
use crate::image::platform_normal::normal;
use crate::json::{Value, ValueKind};
use crate::text::quote::{Count, Quoted, Shown};

pub(super) async fn check(
    report: &mut Report<'_>,
    root: Value<'_>,
    descriptors: &[Rc<Descriptor>],
    holder: &mut Holder,
) {
    report.add(&LONE_DESCRIPTOR, opening(root), || told(root, descriptors));
    if root.kind() == ValueKind::Array && descriptors.iter().all(|descriptor| is_entry(descriptor)) {
        return index::check_entries(report, root, descriptors, holder).await;
    }
    for (value, read) in lone::descriptors(root, report.pace()).await.into_iter().zip(descriptors) {
        report.judged(value).await;
        let members = descriptor::check(report, value, read, DescriptorPlace::Alone, holder);
        match (members.platform, &read.platform) {
            (Some(value), Some(platform)) => {
                platform::check(report, value, platform, &normal(platform), read.is_attestation());
            }
            (Some(_), None) => drop(expect(report, value, "platform", Shape::Object)),
            (None, _) => {}
        }
    }
}

/// Whether it may be an entry of an index: it names a manifest, or nobody knows what.
fn is_entry(descriptor: &Descriptor) -> bool {
    let means = descriptor.media_type.as_deref().and_then(meaning);
    means.is_none_or(|means| matches!(means, Meaning::Index | Meaning::Manifest | Meaning::Schema1))
}

fn told(root: Value<'_>, descriptors: &[Rc<Descriptor>]) -> String {
    let what = if is_built(root) { "the metadata file of a build, with " } else { "" };
    let [descriptor] = descriptors else {
        let count = Count(descriptors.len(), "descriptor");
        let these = if what.is_empty() { "These are" } else { "This is" };
        return format!(
            "{these} {what}{count}, and not the documents that they name. Paste or drop those: each is verified by its \
             descriptor once it is here."
        );
    };
    let means = descriptor.media_type.as_deref().map(short_name).filter(|it| !it.is_empty());
    let means = means.map(|means| format!(" ({})", Shown(means))).unwrap_or_default();
    let says = format!("This is {what}a descriptor, and not the document that it names{means}.");
    let annotations = &descriptor.annotations;
    let name = annotations
        .get(CONTAINERD_NAME)
        .or_else(|| annotations.get(REF_NAME).filter(|name| name.contains('/')))
        .map(str::to_owned)
        .or_else(|| lone::built_name(root));
    let wanted = match (name, &descriptor.digest) {
        (_, None) => return says,
        (Some(name), _) => format!("It is named {} here: fetch it from there by this digest", Quoted(&name)),
        (None, _) => {
            "The descriptor does not say in which repository that is: write the repository, @ and the digest into the \
                      box to fetch it"
                .to_owned()
        }
    };
    format!("{says} {wanted}, or paste or drop it. Once it is here, it is verified by this descriptor.")
}
