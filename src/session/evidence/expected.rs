//! Who is expected to have signed, and what is trusted, as the visitor typed it. It is a part of the address.

use crate::evidence::policy::Policy;
use crate::evidence::{RootChoice, Trust};

/// What the visitor expects and trusts, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// Who should have signed: exact, or with `*` for any characters.
    pub identity: String,
    /// Who should have vouched for that.
    pub issuer: String,
    /// A public key, PEM.
    pub key: String,
    /// Roots for envelopes of notation, PEM.
    pub anchors: String,
    /// The digest of the `trusted_root.json` that is trusted in the place of the embedded ones.
    pub root: String,
}

/// A field of what is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Who should have signed.
    Identity,
    /// Who should have vouched for that.
    Issuer,
    /// A public key.
    Key,
    /// Roots for notation.
    Anchors,
    /// The digest of a `trusted_root.json`.
    Root,
}

impl Field {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Identity, Self::Issuer, Self::Key, Self::Anchors, Self::Root];

    /// The word in the address.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Issuer => "issuer",
            Self::Key => "key",
            Self::Anchors => "roots",
            Self::Root => "root",
        }
    }
}

impl Expected {
    /// What a field says.
    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        match field {
            Field::Identity => &self.identity,
            Field::Issuer => &self.issuer,
            Field::Key => &self.key,
            Field::Anchors => &self.anchors,
            Field::Root => &self.root,
        }
    }

    /// Has a field say this.
    pub fn set(&mut self, field: Field, text: String) {
        *match field {
            Field::Identity => &mut self.identity,
            Field::Issuer => &mut self.issuer,
            Field::Key => &mut self.key,
            Field::Anchors => &mut self.anchors,
            Field::Root => &mut self.root,
        } = text;
    }

    /// Who is expected. The roots for notation are what is trusted, and expect nobody.
    #[must_use]
    pub fn policy(&self) -> Policy {
        Policy { identity: said(&self.identity), issuer: said(&self.issuer), key: said(&self.key).is_some() }
    }

    /// What is trusted.
    #[must_use]
    pub(super) fn trust(&self, root: RootChoice) -> Trust {
        Trust { root, key: said(&self.key), anchors: said(&self.anchors) }
    }
}

fn said(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A value as it stands in an address, where `&` parts values.
#[must_use]
pub(in super::super) fn written(text: &str) -> String {
    text.replace('%', "%25").replace('&', "%26")
}

/// What [`written`] wrote.
#[must_use]
pub(in super::super) fn read(text: &str) -> String {
    text.replace("%26", "&").replace("%25", "%")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_value_is_written_and_read_again(text in ".{0,40}") {
            prop_assert_eq!(read(&written(&text)), text);
        }
    }
}
