//! A size that can't be read is no size that agrees.

use bayplan::view::detail;

use super::{INDEX, pasted, report, send, sha256, state, told};
use bayplan::session::{BoxMsg, Model, Msg};

/// An index that names [`INDEX`] with this for its size, beside it.
fn sized(size: &str) -> Model {
    let digest = sha256(INDEX);
    let mut model = pasted(&format!(
        r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{{
        "mediaType":"application/vnd.oci.image.index.v1+json","digest":"{digest}"{size}}}]}}"#
    ));
    send(&mut model, Msg::Box(BoxMsg::Changed(INDEX.to_owned())));
    send(&mut model, Msg::Box(BoxMsg::Submit));
    model
}

#[test]
fn a_size_that_can_not_be_read_is_told_and_is_not_verified() {
    let right = INDEX.len();
    for (size, readable) in [
        (format!(r#","size":{right}"#), true),
        (String::new(), false),
        (r#","size":null"#.to_owned(), false),
        (format!(r#","size":-{right}"#), false),
        (format!(r#","size":"{right}""#), false),
        (format!(r#","size":{right}.0"#), false),
        (format!(r#","size":{right}.5"#), false),
        (format!(r#","size":{right}e0"#), false),
        (r#","size":18446744073709551616"#.to_owned(), false),
        (r#","size":9223372036854775808"#.to_owned(), false),
        (format!(r#","size":[{right}]"#), false),
    ] {
        let mut model = sized(&size);
        let child = model.inspection.tree.iter().nth(1).unwrap().0;
        let node = model.inspection.tree.get(child).unwrap();
        assert!(node.blob.is_some(), "{size}");
        assert_eq!(node.state.sign() == "✓", readable, "{size}");
        assert_eq!(state(&model, child) == "verified", readable, "{size}");
        let told = told(&model, child);
        assert_eq!(told.contains("size and digest agree"), readable, "{size}: {told}");
        assert_eq!(told.contains("that was not compared"), !readable, "{size}: {told}");
        let report = report(&mut model);
        let image = &report["images"][0];
        assert_eq!(image["verified"], usize::from(readable), "{size}");
        assert_eq!(image["sizeUnknown"], usize::from(!readable), "{size}");
        let stated = report["tree"][1]["state"].as_str().unwrap();
        assert_eq!(stated == "verified", readable, "{size}: {stated}");
    }
}

#[test]
fn another_size_than_stated_is_a_mismatch_whatever_the_digest() {
    let model = sized(&format!(r#","size":{}"#, INDEX.len() + 1));
    let child = model.inspection.tree.iter().nth(1).unwrap().0;
    assert_eq!(state(&model, child), "size mismatch");
    assert!(detail::sizes(Some(1), Some(2)).unwrap().1);
}
