//! A random number. The worker for layers has this file, too.

use js_sys::{Function, Reflect, Uint8Array, global};
use wasm_bindgen::JsCast as _;

/// What maps are seeded with. Every browser that runs the page has one.
pub fn random() -> Option<u128> {
    let crypto = Reflect::get(&global(), &"crypto".into()).ok()?;
    let draw: Function = Reflect::get(&crypto, &"getRandomValues".into()).ok()?.dyn_into().ok()?;
    let drawn: Uint8Array = draw.call1(&crypto, &Uint8Array::new_with_length(16)).ok()?.dyn_into().ok()?;
    Some(u128::from_le_bytes(drawn.to_vec().try_into().ok()?))
}
