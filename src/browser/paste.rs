//! Pastes, wherever on the page.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Function, Reflect, Uint8Array, global};
use web_sys::{ClipboardEvent, DataTransfer, File, FileList, HtmlInputElement, HtmlTextAreaElement};

use super::Send;
use super::files::read_chosen;
use super::listen::listen;
use crate::session::{BoxMsg, Msg, is_taken_at_once};

/// Takes files and documents that are pasted. All else goes where the browser puts it: words into the box,
/// and whatever is pasted into another field.
pub fn listen_for_pastes(send: Send) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    listen(&document, "paste", move |event: ClipboardEvent| {
        let target = event.target();
        let is_field = target.as_ref().is_some_and(JsCast::has_type::<HtmlInputElement>);
        let area = target.as_ref().and_then(|target| target.dyn_ref::<HtmlTextAreaElement>());
        let Some(clipboard) = event.clipboard_data().filter(|_| !is_field) else { return };
        // Some programs put a picture of a text beside it.
        let is_picture = |file: File| file.type_().starts_with("image/");
        let holds_files =
            |files: &FileList| (0..files.length()).any(|at| !files.get(at).is_none_or(is_picture));
        if let Some(files) = clipboard.files().filter(holds_files) {
            event.prevent_default();
            read_chosen(&files, Rc::clone(&send));
            return;
        }
        let text = text_of(&clipboard).unwrap_or_default();
        let before = area.map(HtmlTextAreaElement::value).unwrap_or_default();
        if is_taken_at_once(&before, &text) {
            event.prevent_default();
            send(Msg::Box(BoxMsg::Changed(text)));
            send(Msg::Box(BoxMsg::Submit));
        }
    });
}

/// The text of the clipboard, by the browser's own encoder: the glue would take a long text character by
/// character, at a tenth of the speed.
fn text_of(clipboard: &DataTransfer) -> Option<String> {
    let own = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok()?.dyn_into::<Function>().ok();
    let text = own(clipboard, "getData")?.call1(clipboard, &"text/plain".into()).ok()?;
    let encoder = Reflect::construct(&own(&global(), "TextEncoder")?, &Array::new()).ok()?;
    let bytes = own(&encoder, "encode")?.call1(&encoder, &text).ok()?.dyn_into::<Uint8Array>().ok()?;
    String::from_utf8(bytes.to_vec()).ok()
}
