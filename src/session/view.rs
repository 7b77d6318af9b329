//! What the address bar says: image, node, tab, what it is compared with, host, client, matrix.

use std::fmt;
use std::str::FromStr;

use super::evidence::{Expected, Field, read, written};
use super::tab::Tab;
use crate::inspect::NodePath;
use crate::select::{Client, Form};

/// What a view of an image in a registry begins with. Every other view begins with a number, a slash, or a
/// question mark.
const OF_REFERENCE: &str = "ref/";

/// The view: `0.3/raw?host=linux/arm64&client=containerd`. What is at its default is left out.
///
/// Of an image in a registry it is `ref/docker.io/library/alpine@sha256:…?n=0.3/raw&host=linux/arm64`: the
/// reference first, so that people see what a link leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The image in a registry that is shown, unchecked: a reference, or the address of a registry's page,
    /// which then is all of the view. Empty for documents that came in another way.
    pub reference: String,
    /// The chosen node.
    pub node: Option<NodePath>,
    /// The tab.
    pub tab: Tab,
    /// The node that the chosen one is compared with.
    pub with: Option<NodePath>,
    /// The file of both that is looked at, by its path.
    pub file: Option<String>,
    /// The host, as the user wrote or chose it; empty for the default.
    pub host: String,
    /// Whether the host is asked for, or what each client finds.
    pub form: Form,
    /// The client; `None` for the default.
    pub client: Option<Client>,
    /// Whether the matrix of all hosts by all clients is open.
    pub matrix: bool,
    /// Who is expected to have signed, and what is trusted.
    pub expected: Expected,
    /// The draft of an index, as the address has it; empty for none.
    pub draft: String,
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut place = self.node.as_ref().map(ToString::to_string).unwrap_or_default();
        if self.tab != Tab::default() {
            place.push('/');
            place.push_str(self.tab.id());
        }
        let mut sign = '?';
        if self.reference.is_empty() {
            f.write_str(&place)?;
        } else {
            write!(f, "{OF_REFERENCE}{}", self.reference)?;
            if is_address(&self.reference) {
                return Ok(());
            }
            if !place.is_empty() {
                write!(f, "?n={place}")?;
                sign = '&';
            }
        }
        let form = if self.form == Form::default() { "" } else { self.form.id() };
        let client = self.client.map_or("", Client::id);
        let matrix = if self.matrix { "open" } else { "" };
        let with = self.with.as_ref().map(ToString::to_string).unwrap_or_default();
        let file = self.file.as_deref().map(written).unwrap_or_default();
        let pairs = [
            ("with", &*with),
            ("file", &*file),
            ("host", &*self.host),
            ("form", form),
            ("client", client),
            ("matrix", matrix),
            ("draft", &*self.draft),
        ];
        let expected = Field::ALL.map(|field| (field.id(), written(self.expected.get(field))));
        let expected = expected.iter().map(|(key, value)| (*key, value.as_str()));
        for (key, value) in pairs.into_iter().chain(expected) {
            if !value.is_empty() {
                write!(f, "{sign}{key}={value}")?;
                sign = '&';
            }
        }
        Ok(())
    }
}

/// Never fails: what can't be read of a view is left at its default.
impl FromStr for View {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut view = Self::default();
        let reference = text.strip_prefix(OF_REFERENCE);
        if let Some(address) = reference.filter(|reference| is_address(reference)) {
            address.clone_into(&mut view.reference);
            return Ok(view);
        }
        let (place, query) =
            reference.unwrap_or(text).split_once('?').unwrap_or((reference.unwrap_or(text), ""));
        if reference.is_some() {
            place.clone_into(&mut view.reference);
        } else {
            view.show(place);
        }
        for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            match key {
                "n" if reference.is_some() => view.show(value),
                "with" => view.with = value.parse().ok(),
                "file" => view.file = Some(read(value)).filter(|path| !path.is_empty()),
                "host" => value.clone_into(&mut view.host),
                "form" => {
                    view.form = Form::ALL.into_iter().find(|form| form.id() == value).unwrap_or_default()
                }
                "client" => view.client = Client::from_id(value),
                "draft" => value.clone_into(&mut view.draft),
                "matrix" => view.matrix = value == "open",
                _ => {
                    if let Some(field) = Field::ALL.into_iter().find(|field| field.id() == key) {
                        view.expected.set(field, read(value));
                    }
                }
            }
        }
        Ok(view)
    }
}

impl View {
    /// Whether it says who should have signed, or what is trusted.
    #[must_use]
    pub fn expects(&self) -> bool {
        self.expected != Expected::default()
    }

    /// Takes the node and the tab from `0.3/raw`.
    fn show(&mut self, place: &str) {
        let (node, tab) = place.split_once('/').unwrap_or((place, ""));
        self.node = node.parse().ok();
        self.tab = Tab::from_id(tab).unwrap_or_default();
    }
}

/// Whether a reference is the address of a page, which has a query of its own.
fn is_address(reference: &str) -> bool {
    reference.starts_with("https://") || reference.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_view() -> impl Strategy<Value = View> {
        let node = proptest::option::of("(0|[1-9][0-9]?)(\\.(c|s|l?(0|[1-9][0-9]?)))?{0,3}");
        let with = proptest::option::of("[0-9](\\.[0-9]){0,2}");
        let file = proptest::option::of(".{1,20}");
        let tab = proptest::sample::select(Tab::ALL.to_vec());
        let form = proptest::sample::select(Form::ALL.to_vec());
        let reference =
            "([a-z]{1,5}(\\.[a-z]{2})?(/[a-z]{1,4}){0,2}(:[a-z0-9]{1,3})?(@sha256:[0-9a-f]{8})?)?";
        let client = proptest::option::of(proptest::sample::select(Client::ALL.to_vec()));
        let expected = (".{0,20}", ".{0,20}", ".{0,20}");
        let matrix = (any::<bool>(), expected);
        (reference, node, (with, file), tab, "[a-z0-9/()+.-]{0,20}", form, client, matrix).prop_map(
            |(reference, node, (with, file), tab, host, form, client, (matrix, (identity, issuer, key)))| {
                View {
                    reference,
                    node: node.and_then(|node| node.parse().ok()),
                    with: with.and_then(|with| with.parse().ok()),
                    file,
                    tab,
                    host,
                    form,
                    client,
                    matrix,
                    expected: Expected { identity, issuer, key, ..Expected::default() },
                    draft: String::new(),
                }
            },
        )
    }

    #[test]
    fn of_an_image_in_a_registry() {
        let Ok(view) = "ref/quay.io/a/b:1@sha256:00?n=0.3/raw&host=linux/arm64".parse::<View>();
        assert_eq!(view.reference, "quay.io/a/b:1@sha256:00");
        assert_eq!((view.node.map(|node| node.to_string()).as_deref(), view.tab), (Some("0.3"), Tab::Raw));
        assert_eq!(view.host, "linux/arm64");
        let Ok(view) = "ref/https://quay.io/repository/a/b?tab=tags&n=0.3".parse::<View>();
        assert_eq!(view.reference, "https://quay.io/repository/a/b?tab=tags&n=0.3", "a page keeps its query");
        assert_eq!(view.node, None);
        let Ok(view) = "0.3/raw?n=0.4".parse::<View>();
        assert_eq!(view.node.map(|node| node.to_string()).as_deref(), Some("0.3"), "no reference, as ever");
    }

    proptest! {
        #[test]
        fn written_and_read_again(view in any_view()) {
            let Ok(read) = view.to_string().parse::<View>();
            prop_assert_eq!(read, view);
        }

        #[test]
        fn anything_can_be_read(text in ".{0,60}") {
            let Ok(view) = text.parse::<View>();
            let Ok(again) = view.to_string().parse::<View>();
            prop_assert_eq!(again, view);
        }
    }
}
