//! Files for the user to save.

use wasm_bindgen::JsCast;
use web_sys::js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::later::after_milliseconds;
use crate::session::Save;

/// Browsers read the file some time after the click.
const KEPT_MILLISECONDS: i32 = 60_000;

/// Has the browser save `file`; `None` where it can't.
pub fn save(file: &Save) -> Option<()> {
    let parts: Array =
        std::iter::once(&file.bytes).chain(&file.more).map(|part| Uint8Array::from(&**part)).collect();
    let options = BlobPropertyBag::new();
    options.set_type(file.media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(&file.name);
    link.click();
    after_milliseconds(KEPT_MILLISECONDS, move || {
        let _ = Url::revoke_object_url(&url);
    });
    Some(())
}
