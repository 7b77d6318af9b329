//! The files, the contents and the packages of two images beside each other.

use std::rc::Rc;

use bayplan::compare::{Kind, Listing, Table, contents, files, packages};
use bayplan::evidence::sbom::{Package, Sbom};
use bayplan::pace::Pace;

use crate::layers::{layer, regular};
use crate::page::Page;
use crate::{By, Shape, Spent};

pub const SHAPES: &[Shape] = &[
    Shape { name: "beside: files, half of them new", small: 2_000, full: 100_000, by: By::All, run: half },
    Shape { name: "beside: files in deep directories", small: 100, full: 15_000, by: By::All, run: deep },
    Shape { name: "beside: lines of two kinds", small: 4_000, full: 400_000, by: By::All, run: two_kinds },
    Shape { name: "beside: lines in another order", small: 4_000, full: 400_000, by: By::All, run: shuffled },
    Shape { name: "beside: lines that stand twice", small: 4_000, full: 400_000, by: By::All, run: twice },
    Shape { name: "beside: bytes", small: 200_000, full: 8_000_000, by: By::All, run: bytes },
    Shape { name: "beside: packages", small: 2_000, full: 200_000, by: By::All, run: listed },
    Shape {
        name: "beside: versions of one package",
        small: 1_000,
        full: 200_000,
        by: By::All,
        run: versions,
    },
];

fn compared(first: Vec<String>, second: Vec<String>) -> Spent {
    let table =
        |paths: Vec<String>| vec![Table { files: layer(paths.into_iter().map(regular)), diff_id: None }];
    let (first, second) = (table(first), table(second));
    let mut page = Page::default();
    let found = page.in_pieces(async move { files(first, second, &Pace::default()).await });
    let found = Rc::new(found);
    for listing in [
        Listing { by_size: true, ..Listing::default() },
        Listing { filter: "9".to_owned(), kind: Some(Kind::Added), by_size: true },
    ] {
        let found = Rc::clone(&found);
        page.in_pieces(async move { listing.of(&found, &Pace::default()).await });
    }
    page.show(|_| bayplan::view::comparison::file_sum(&found));
    // What takes their place has them go.
    page.show(move |_| drop(found));
    page.spent
}

fn half(count: usize) -> Spent {
    let paths = |step: usize| (0..count).map(|at| format!("usr/{}/{:x}", at % 300, at * step)).collect();
    compared(paths(2), paths(4))
}

fn deep(count: usize) -> Spent {
    let paths = |name: &str| (0..count).map(|at| format!("{at}/{}{name}", "d/".repeat(200))).collect();
    compared(paths("a"), paths("b"))
}

fn beside(first: String, second: String) -> Spent {
    let mut page = Page::default();
    page.in_pieces(async move { contents(first.as_bytes(), second.as_bytes(), &Pace::default()).await });
    page.spent
}

/// The same numbers each time, which look as if there were no order in them.
fn mixed(at: usize, by: usize) -> usize {
    (at.wrapping_mul(0x9e37_79b9).wrapping_add(by) ^ (at >> 3)).wrapping_mul(0x85eb_ca6b) >> 7 & 0xffff_ffff
}

fn two_kinds(count: usize) -> Spent {
    let text =
        |by| (0..count / 2).map(|at| if mixed(at, by).is_multiple_of(2) { "a\n" } else { "b\n" }).collect();
    beside(text(1), text(77))
}

fn shuffled(count: usize) -> Spent {
    let text = |by: usize| (0..count / 2).map(|at| format!("{}\n", (at * by) % (count / 2))).collect();
    beside(text(1), text(7919))
}

fn twice(count: usize) -> Spent {
    let text = |by: usize| (0..count / 2).map(|at| format!("{}\n", (at * by) % (count / 4))).collect();
    beside(text(1), text(7919))
}

fn bytes(count: usize) -> Spent {
    let bytes = |by: usize| (0..count / 2).map(|at| mixed(at, by) as u8).collect::<Vec<u8>>();
    let (first, second) = (bytes(1), bytes(2));
    let mut page = Page::default();
    page.in_pieces(async move { contents(&first, &second, &Pace::default()).await });
    page.spent
}

fn sboms(first: Vec<Package>, second: Vec<Package>) -> Spent {
    let sbom = |packages: Vec<Package>| Sbom { packages: packages.into_iter().collect(), ..Sbom::default() };
    let (first, second) = (sbom(first), sbom(second));
    let mut page = Page::default();
    let found = page.in_pieces(async move { packages(&first, &second, &Pace::default()).await });
    page.show(|_| bayplan::view::comparison::package_sum(&found));
    page.show(move |_| drop(found));
    page.spent
}

fn package(name: String, version: String) -> Package {
    Package {
        purl: Some(format!("pkg:deb/debian/{name}@{version}")),
        name,
        version: Some(version),
        ..Package::default()
    }
}

fn listed(count: usize) -> Spent {
    let all =
        |by: usize| (0..count).map(|at| package(format!("p{}", at * by), format!("1.{at}-{by}"))).collect();
    sboms(all(1), all(2))
}

fn versions(count: usize) -> Spent {
    let all = |by: usize| (0..count).map(|at| package("one".to_owned(), (at * by).to_string())).collect();
    sboms(all(1), all(2))
}
