//! The platform that an index states for an entry, against the one in the entry's config.

use super::Found;
use super::place::Node;
use crate::findings::codes::{
    OS_VERSION_DIFFERS, PLATFORM_CONFIG_DIFFERS, PLATFORM_VARIANT_DIFFERS, PLATFORM_VARIANT_NOT_IN_CONFIG,
};
use crate::findings::{Finding, Severity};
use crate::image::document::Kind;
use crate::image::platform::Platform;
use crate::image::platform_normal::{Normal, normal};
use crate::inspect::cross::{Crossed, Within};
use crate::inspect::node::Role;
use crate::text::quote::{Quoted, Shown};

pub(super) fn check(found: &mut Found, node: &Node<'_>) {
    if node.node.role != Role::Entry {
        return;
    }
    let stated = node.node.descriptor.as_ref().and_then(|descriptor| descriptor.platform.as_ref());
    let (Some(stated), Some(config)) = (stated, node.config()) else { return };
    let own = &config.platform;
    if stated.is_unknown() {
        return;
    }
    let (stated_normal, own_normal) = (normal(stated), normal(own));
    if !check_names(found, node, &stated_normal, &own_normal) {
        return;
    }
    check_variant(found, node, stated, own);
    check_os_version(found, node, stated, own);
}

/// Compares os and architecture, as far as both name them; gives whether they are the same.
fn check_names(found: &mut Found, node: &Node<'_>, stated: &Normal<'_>, own: &Normal<'_>) -> bool {
    let differ = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
    let os = differ(&stated.os, &own.os);
    let architecture = differ(&stated.architecture, &own.architecture);
    if !os && !architecture {
        return true;
    }
    let (key, config_says, list_says) = match (os, architecture) {
        (false, _) => ("architecture", own.architecture.to_string(), stated.architecture.to_string()),
        (true, false) => ("os", own.os.to_string(), stated.os.to_string()),
        (true, true) => (
            "os",
            format!("{}/{}", own.os, own.architecture),
            format!("{}/{}", stated.os, stated.architecture),
        ),
    };
    let holder = node.holder_blob().map(|blob| blob.document.kind);
    let list = match holder {
        Some(Kind::DockerList) => "list",
        Some(Kind::Descriptor) => "descriptor",
        _ => "index",
    };
    let what = match (os, &*stated.architecture, &*own.architecture) {
        // The host's processor can run it, where its system has the libraries.
        (false, "amd64", "386") | (false, "arm64", "arm") => {
            "gets a program of the smaller architecture, which it runs as a guest if at all"
        }
        _ => "gets a program that it can't run",
    };
    found.holder(
        &PLATFORM_CONFIG_DIFFERS,
        node.stated(&["platform", key]),
        format!(
            "The config says {}, the {list} says {}. A host that pulls this entry {what}. The cause is \
             a build file that tags one architecture and builds another, a FROM with a fixed \
             --platform, or docker manifest annotate: build with “docker buildx build --platform \
             {}/{}”, and make the index again.",
            Quoted(&config_says),
            Quoted(&list_says),
            Shown(&stated.os),
            Shown(&stated.architecture)
        ),
    );
    false
}

fn check_variant(found: &mut Found, node: &Node<'_>, stated: &Platform, own: &Platform) {
    let (a, b) = (normal(stated), normal(own));
    if a.variant == b.variant {
        return;
    }
    let span = node.stated(&["platform", "variant"]);
    if own.variant.is_empty() {
        return found.holder(
            &PLATFORM_VARIANT_NOT_IN_CONFIG,
            span,
            format!(
                "The index says the variant {}, and the config none, as configs by most builders \
                do: the index decides what is pulled.",
                Quoted(&stated.variant)
            ),
        );
    }
    let says =
        if stated.variant.is_empty() { "no variant".to_owned() } else { Quoted(&stated.variant).to_string() };
    found.holder(
        &PLATFORM_VARIANT_DIFFERS,
        span,
        format!(
            "The config says the variant {}, the index {says}: a host of the smaller one may get a \
            program that it can't run. State in the index what was built.",
            Quoted(&own.variant)
        ),
    );
}

fn check_os_version(found: &mut Found, node: &Node<'_>, stated: &Platform, own: &Platform) {
    if stated.os_version.is_empty() || own.os_version.is_empty() || stated.os_version == own.os_version {
        return;
    }
    let build = |version: &str| version.split('.').take(3).map(str::to_owned).collect::<Vec<_>>();
    let message = format!(
        "The config says os.version {}, the index {}: Windows hosts choose by the index, and run what \
         the config says.",
        Quoted(&own.os_version),
        Quoted(&stated.os_version)
    );
    let mut finding = Finding::new(&OS_VERSION_DIFFERS, node.stated(&["platform", "os.version"]), message);
    // Hosts compare the build, which is the third part, and not the monthly one after it.
    if build(&stated.os_version) == build(&own.os_version) {
        finding.severity = Severity::Note;
    }
    found.0.push(Crossed { finding, within: Within::Holder });
}
