//! Which of two versions is the later one, where the rules of their kind of package say so.

mod alpine;
mod debian;
mod plain;

use std::cmp::Ordering;

/// The order of two versions of packages of this kind, the type of their package URLs; `None` where it is not known.
#[must_use]
pub fn order(kind: &str, one: &str, other: &str) -> Option<Ordering> {
    match kind {
        "deb" => debian::order(one, other),
        "rpm" => Some(rpm_version::rpm_evr_compare(one, other)),
        "apk" => alpine::order(one, other),
        "npm" | "cargo" | "golang" | "swift" | "hex" => {
            semantic(one, other).or_else(|| plain::order(one, other))
        }
        "pypi" | "gem" | "nuget" | "maven" | "composer" | "conan" | "pub" => plain::order(one, other),
        _ => None,
    }
}

/// Semantic versions, with Go's `v` before them or without.
fn semantic(one: &str, other: &str) -> Option<Ordering> {
    let read = |text: &str| semver::Version::parse(text.strip_prefix('v').unwrap_or(text)).ok();
    Some(read(one)?.cmp_precedence(&read(other)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_kind_by_its_own_rules() {
        use Ordering::{Equal, Greater, Less};
        for (kind, one, other, order_of) in [
            ("deb", "2.36-9+deb12u4", "2.36-9+deb12u10", Some(Less)),
            ("deb", "1:1.0", "2.0", Some(Greater)),
            ("deb", "1.0~rc1", "1.0", Some(Less)),
            ("deb", "1.0-1", "1.0-1.1", Some(Less)),
            ("deb", "1.0+dfsg", "1.0", Some(Greater)),
            ("deb", "1.00", "1.0", Some(Equal)),
            ("deb", "1.0a", "1.0+", Some(Less)),
            ("rpm", "1.0~rc1-1", "1.0-1", Some(Less)),
            ("rpm", "2:1-1.fc40", "3-1.fc39", Some(Greater)),
            ("apk", "1.36.1-r2", "1.36.1-r10", Some(Less)),
            ("apk", "1.2_rc1", "1.2", Some(Less)),
            ("apk", "1.2_p1", "1.2", Some(Greater)),
            ("apk", "1.2a", "1.2b-r0", Some(Less)),
            ("apk", "1.2.0", "1.2", Some(Greater)),
            ("apk", "1.10", "1.9", Some(Greater)),
            ("apk", "one", "1", None),
            ("npm", "1.0.0-rc.1", "1.0.0", Some(Less)),
            ("npm", "1.0.0+a", "1.0.0+b", Some(Equal)),
            ("golang", "v1.9.0", "v1.10.0", Some(Less)),
            ("golang", "1.25", "1.25.1", Some(Less)),
            ("pypi", "3.9", "3.10", Some(Less)),
            ("pypi", "3.9.0", "3.9", Some(Equal)),
            ("pypi", "3.9.post1", "3.9", None),
            ("generic", "1", "2", None),
        ] {
            assert_eq!(order(kind, one, other), order_of, "{kind} {one} {other}");
        }
    }

    proptest! {
        #[test]
        fn the_other_way_round_it_is_the_reverse(
            kind in proptest::sample::select(vec!["deb", "rpm", "apk", "npm", "golang", "pypi", "x"]),
            one in "(.{0,8}|[0-9a-z.~^:+_-]{0,10})",
            other in "(.{0,8}|[0-9a-z.~^:+_-]{0,10})",
        ) {
            prop_assert_eq!(order(kind, &one, &other), order(kind, &other, &one).map(Ordering::reverse));
            prop_assert!(order(kind, &one, &one).is_none_or(Ordering::is_eq));
        }
    }
}
