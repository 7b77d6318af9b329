//! What a host accepts of a family of processors, best first, as containerd's matchers list it.

use crate::image::platform_normal::{Edition, Normal};
use crate::select::go::{atoi, parse_uint, trim_v};

/// Which of containerd's matchers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Generation {
    /// containerd 2, platforms v1.0.0-rc.5: `platforms.Only`.
    Two,
    /// The same matcher, asked for the host's platform alone: `platforms.Ordered`.
    Strict,
    /// containerd 1.6 and 1.7.
    One,
    /// containerd 1.3, which Docker 20.10 carries: fallbacks within arm only.
    Docker20,
}

impl Generation {
    /// The names that it compares platforms by.
    pub const fn edition(self) -> Edition {
        match self {
            Self::Two | Self::Strict => Edition::Current,
            Self::One | Self::Docker20 => Edition::WithoutMinors,
        }
    }
}

/// One or more platforms in the list of what a host accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// This variant.
    One(String, String),
    /// `v` and each number from the first down to the second. A hostile variant such as v999999999 makes
    /// a list of that length in containerd; here it stays two numbers.
    Down(&'static str, i64, i64),
}

impl Step {
    pub fn architecture(&self) -> &str {
        match self {
            Self::One(architecture, _) => architecture,
            Self::Down(architecture, ..) => architecture,
        }
    }

    pub fn len(&self) -> u64 {
        match self {
            Self::One(..) => 1,
            Self::Down(_, from, to) => u64::try_from(from.saturating_sub(*to).saturating_add(1)).unwrap_or(0),
        }
    }

    pub fn place(&self, architecture: &str, variant: &str) -> Option<u64> {
        if self.architecture() != architecture {
            return None;
        }
        match self {
            Self::One(_, own) => (own == variant).then_some(0),
            Self::Down(_, from, to) => {
                let digits = variant.strip_prefix('v')?;
                // v07 is not v7: containerd compares the texts.
                let number = if digits.starts_with('0') { None } else { parse_uint::<i64>(digits) }?;
                if number > *from || number < *to {
                    return None;
                }
                u64::try_from(from.saturating_sub(number)).ok()
            }
        }
    }

    pub fn names(&self) -> Box<dyn Iterator<Item = String> + '_> {
        match self {
            Self::One(architecture, variant) => Box::new(std::iter::once(label(architecture, variant))),
            Self::Down(architecture, from, to) => {
                Box::new((*to..=*from).rev().map(move |number| format!("{architecture}/v{number}")))
            }
        }
    }
}

pub(super) fn label(architecture: &str, variant: &str) -> String {
    if variant.is_empty() { architecture.to_owned() } else { format!("{architecture}/{variant}") }
}

pub(super) fn itself(host: &Normal<'_>) -> Step {
    Step::One(host.architecture.clone().into_owned(), host.variant.clone().into_owned())
}

/// `platformVector`: what a host accepts, best first.
pub(super) fn accepted(host: &Normal<'_>, generation: Generation) -> Vec<Step> {
    let itself = itself(host);
    match (&*host.architecture, generation) {
        ("arm", Generation::Two | Generation::One | Generation::Docker20) => arm(&host.variant),
        ("amd64", Generation::Two | Generation::One) => {
            let mut steps = vec![itself];
            if let Some(level) = atoi(trim_v(&host.variant)).filter(|&level| level > 1) {
                steps.push(Step::Down("amd64", level - 1, 2));
                // The last of them, v1, is the plain one.
                steps.push(Step::One("amd64".into(), String::new()));
            }
            steps.push(Step::One("386".into(), String::new()));
            steps
        }
        ("arm64", Generation::Two) => arm64(&host.variant),
        ("arm64", Generation::One) => {
            let variant = if host.variant.is_empty() { "v8" } else { &host.variant };
            let mut steps = vec![itself];
            steps.extend(arm(variant));
            steps
        }
        _ => vec![itself],
    }
}

fn arm(variant: &str) -> Vec<Step> {
    let mut steps = vec![Step::One("arm".into(), variant.to_owned())];
    if let Some(version) = atoi(trim_v(variant)).filter(|&version| version > 5) {
        steps.push(Step::Down("arm", version - 1, 5));
    }
    steps
}

/// `arm64variantToVersion` and what is made of it: v9.m carries v8.(m+5), up to v8.9.
fn arm64(variant: &str) -> Vec<Step> {
    let known = match variant {
        "" => Some((8, 0)),
        "v9" => Some((9, 0)),
        _ => match variant.as_bytes() {
            [b'v', b'8', b'.', minor @ b'1'..=b'9'] => Some((8, minor - b'0')),
            [b'v', b'9', b'.', minor @ b'1'..=b'7'] => Some((9, minor - b'0')),
            _ => None,
        },
    };
    let Some((major, minor)) = known else { return Vec::new() };
    let mut steps = Vec::new();
    let mut line = |major: u8, minor: u8| {
        for minor in (1..=minor).rev() {
            steps.push(Step::One("arm64".into(), format!("v{major}.{minor}")));
        }
        let plain = if major == 8 { String::new() } else { format!("v{major}") };
        steps.push(Step::One("arm64".into(), plain));
    };
    line(major, minor);
    if major == 9 {
        line(8, (minor + 5).min(9));
    }
    steps.extend(arm("v8"));
    steps
}
