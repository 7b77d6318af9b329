//! The packages of two images beside each other.

use std::rc::Rc;

use yew::prelude::*;

use super::super::list::List;
use super::super::pieces::section;
use super::super::shown::Shown;
use crate::compare::{PackageFate, PackageRow};
use crate::session::Comparison;
use crate::text::escape::escaped;
use crate::ui::safe_text::safe_text;
use crate::view::comparison::{package_sum, package_versions, package_word, package_word_of};

/// The section; nothing where no bill of materials is here.
pub fn packages(shown: &Shown, comparison: &Comparison) -> Html {
    let nodes = [comparison.first, comparison.second];
    let Some(compared) = shown.props.beside.packages.as_ref().filter(|it| it.nodes == nodes) else {
        let words = "Packages are compared where a bill of materials (SBOM) of both is here: an attestation of the image, \
            or a document that names its digest. The Evidence tab looks for them at a registry.";
        return html! { <>{ section("Packages", Html::default()) }<p class="inset soft">{ words }</p></> };
    };
    let inside = match &compared.differences {
        None => html! { <p class="inset soft" role="status">{ "Comparing the packages…" }</p> },
        Some(found) => {
            let row = {
                let found = Rc::clone(found);
                Callback::from(move |at: usize| {
                    found.rows.get(at).map(|row| one(at, row)).unwrap_or_default()
                })
            };
            html! {
                <>
                    <p class="inset">{ package_sum(found) }</p>
                    <p class="inset soft">{ package_word_of(shown.inspection, compared) }</p>
                    if !found.rows.is_empty() {
                        <List label="Packages that are different" class="list files-beside packages-beside" rows={found.rows.len()} {row} />
                    }
                </>
            }
        }
    };
    html! { <>{ section("Packages", Html::default()) }{ inside }</> }
}

fn one(at: usize, row: &PackageRow) -> Html {
    let (sign, word) = package_word(row.fate);
    let versions = package_versions(row);
    html! {
        <div key={at} class={classes!("package-beside", class(row.fate))} title={format!("{} {}", escaped(&row.name), escaped(&versions))}>
            <span class="fate"><span aria-hidden="true">{ sign }</span>{ " " }{ word }</span>
            <span>{ safe_text(&row.name) }</span>
            <span class="soft">{ safe_text(&row.kind) }</span>
            <span class="code">{ safe_text(&versions) }</span>
        </div>
    }
}

const fn class(fate: PackageFate) -> &'static str {
    match fate {
        PackageFate::Added => "is-new",
        PackageFate::Removed => "is-gone",
        PackageFate::Upgraded | PackageFate::Downgraded | PackageFate::Changed => "is-changed",
    }
}
