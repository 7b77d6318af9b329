//! Documents that are pasted, dropped, or in a link.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bayplan::inspect::Origin;
use bayplan::session::{LinkMsg, Msg, SelectMsg, Tab};
use bayplan::share::{Shared, SharedDocument, pack};

use crate::page::Page;
use crate::texts::*;
use crate::{By, Shape, Spent};

pub const SHAPES: &[Shape] = &[
    Shape {
        name: "a link that embeds many documents",
        small: 1_500,
        full: 60_000,
        by: By::All,
        run: embedded,
    },
    Shape {
        name: "a link with many roots beside many missing entries",
        small: 400,
        full: 5_000,
        by: By::All,
        run: roots,
    },
    Shape {
        name: "documents beside many missing entries",
        small: 2_000,
        full: 100_000,
        by: By::All,
        run: missing,
    },
    Shape {
        name: "files whose names claim other digests",
        small: 30,
        full: 400,
        by: By::All,
        run: false_names,
    },
    Shape {
        name: "long files whose names claim other digests",
        small: 1,
        full: 20,
        by: By::All,
        run: long_false_names,
    },
    Shape { name: "documents that come one by one", small: 30, full: 500, by: By::Longest, run: one_by_one },
    Shape { name: "many documents at once", small: 500, full: 20_000, by: By::All, run: at_once },
    Shape {
        name: "an index with entries that are here",
        small: 150,
        full: 10_000,
        by: By::All,
        run: whole_index,
    },
    Shape { name: "entries whose files are others", small: 150, full: 10_000, by: By::All, run: mismatched },
    Shape { name: "one nested index named many times", small: 250, full: 10_000, by: By::All, run: nested },
    Shape {
        name: "descriptors by themselves, and what they name",
        small: 300,
        full: 10_000,
        by: By::All,
        run: by_themselves,
    },
    Shape {
        name: "a layout of many images, of which none is chosen",
        small: 1_000,
        full: 60_000,
        by: By::All,
        run: many_images,
    },
    Shape {
        name: "a text with quote marks, ever more of them",
        small: 300,
        full: 1_400,
        by: By::All,
        run: quoted,
    },
    Shape {
        name: "digests given out one by one by the worker",
        small: 3,
        full: 24,
        by: By::All,
        run: hashed,
    },
];

fn link(documents: impl IntoIterator<Item = String>) -> String {
    let documents =
        documents.into_iter().map(|text| SharedDocument { bytes: text.into_bytes(), pin: None }).collect();
    pack(&Shared { documents }).unwrap()
}

fn embedded(count: usize) -> Spent {
    let data = |at: usize| STANDARD.encode(&at.to_le_bytes()[..3]);
    let layers = list(count, |at| format!(r#"{{"data":"{}"}}"#, data(at)));
    let payload = link([manifest(&embedding(CONFIG, "{}"), &layers)]);
    let mut page = Page::default();
    page.send(Msg::Link(LinkMsg::Navigated(payload)));
    assert!(!page.model.inspection.tree.is_empty());
    page.spent
}

fn roots(count: usize) -> Spent {
    let entries = list(count, |at| descriptor(MANIFEST, &digest(at), 500 + at % 300));
    let roots = (0..(count / 8).min(1_000)).map(small_manifest);
    let payload = link(std::iter::once(index(&entries)).chain(roots));
    let mut page = Page::default();
    page.send(Msg::Link(LinkMsg::Navigated(payload)));
    assert!(page.model.inspection.tree.roots().len() > (count / 8).min(1_000));
    page.spent
}

fn missing(count: usize) -> Spent {
    let entries = list(count, |at| descriptor(MANIFEST, &digest(at), 600 + at % 90_000));
    let mut page = Page::default();
    page.add(
        std::iter::once(paste(index(&entries))).chain((0..count / 200).map(|at| paste(small_manifest(at)))),
    );
    page.spent
}

fn false_names(count: usize) -> Spent {
    let mut page = Page::default();
    page.add((0..count).map(|at| file(&digest(at), config(at, 20).into_bytes())));
    page.spent
}

fn long_false_names(count: usize) -> Spent {
    let mut page = Page::default();
    page.add((0..count).map(|at| file(&digest(at), config(at, 390_000 / 110).into_bytes())));
    page.spent
}

fn one_by_one(count: usize) -> Spent {
    let mut page = Page::default();
    let manifests: Vec<String> = (0..count).map(small_manifest).collect();
    page.add([paste(index(&list(count, |at| entry_of(at, &manifests[at]))))]);
    for manifest in manifests {
        page.add([paste(manifest)]);
    }
    page.spent
}

fn at_once(count: usize) -> Spent {
    let mut page = Page::default();
    page.add((0..count).map(|at| paste(small_manifest(at))));
    page.spent
}

/// An index, all its manifests and their configs.
pub fn image(count: usize) -> Vec<(Vec<u8>, Origin)> {
    let mut documents = Vec::new();
    let mut entries = Vec::new();
    for at in 0..count {
        let config = config(at, 4);
        let layers = list(4, |layer| descriptor(LAYER, &digest(at * 4 + layer), 9_000));
        let manifest = manifest(&of(CONFIG, &config), &layers);
        entries.push(entry_of(at, &manifest));
        documents.extend([paste(manifest), paste(config)]);
    }
    documents.push(paste(index(&entries.join(","))));
    documents
}

fn whole_index(count: usize) -> Spent {
    let mut page = Page::default();
    page.add(image(count));
    page.spent
}

fn mismatched(count: usize) -> Spent {
    let entries = list(count, entry);
    let mut page = Page::default();
    page.add(
        std::iter::once(paste(index(&entries)))
            .chain((0..count).map(|at| file(&digest(at), small_manifest(at).into_bytes()))),
    );
    page.spent
}

fn by_themselves(count: usize) -> Spent {
    let manifests: Vec<String> = (0..count).map(small_manifest).collect();
    let all = format!("[{}]", list(count, |at| entry_of(at, &manifests[at])));
    let mut page = Page::default();
    page.add(std::iter::once(paste(all)).chain(manifests.into_iter().map(paste)));
    page.send(Msg::Select(SelectMsg::Tab(Tab::Findings)));
    assert_eq!(page.model.inspection.tree.roots().len(), 1);
    page.spent
}

fn many_images(count: usize) -> Spent {
    let entries = list(count, |at| {
        let own = descriptor(INDEX, &digest(at), 500);
        let name = format!(r#"{{"org.opencontainers.image.ref.name":"r.example/a:{at}"}}"#);
        format!(r#"{},"annotations":{name}}}"#, own.trim_end_matches('}'))
    });
    let file = |name: &str, text: String| (text.into_bytes(), Origin::File(format!("a/{name}")));
    let mut page = Page::default();
    page.add([
        file("index.json", index(&entries)),
        file("oci-layout", r#"{"imageLayoutVersion":"1.0.0"}"#.to_owned()),
    ]);
    let mut images = 0;
    page.show(|model| {
        images = bayplan::view::several_images(model).map_or(0, |several| several.images.len())
    });
    assert_eq!(images, 64);
    page.spent
}

/// Once the first marks are gone, the rest is a quotation again, and so on: its length grows by the square of that.
fn quoted(count: usize) -> Spent {
    let mut page = Page::default();
    let side = (count * 700).isqrt();
    let text: String = (1..side).map(|at| format!("{}{{}}\n", ">".repeat(at))).collect();
    page.add([paste(text)]);
    page.spent
}

fn nested(count: usize) -> Spent {
    let inner = index(&list(count, entry));
    let outer = index(&list(count, |_| of(INDEX, &inner)));
    let mut page = Page::default();
    page.add([paste(inner), paste(outer)]);
    page.send(Msg::Select(SelectMsg::Tab(Tab::Findings)));
    page.spent
}

fn hashed(count: usize) -> Spent {
    let mut page = Page::default();
    let long = |at: usize| format!("{at}{}", "x".repeat(1 << 20)).into_bytes();
    page.add((0..count).map(|at| file(&digest(at), long(at))));
    page.spent
}
