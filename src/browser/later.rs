//! Work that is put off.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::Function;

/// Runs `work` once the next frame is on the screen.
pub fn after_frame(work: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    // A frame's callback runs before the frame is drawn; a task that it starts runs after that.
    let frame = once(move || after_milliseconds(0, work));
    let _ = window.request_animation_frame(&frame);
}

/// Runs `work` after this time.
pub fn after_milliseconds(milliseconds: i32, work: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&once(work), milliseconds);
}

fn once(work: impl FnOnce() + 'static) -> Function {
    Closure::once_into_js(work).unchecked_into()
}
