//! A bare Yew counter, by Trunk's own page: what the page's time to interactive is measured against.

#[cfg(target_arch = "wasm32")]
fn main() {
    yew::Renderer::<counter::Counter>::new().render();
}

/// There is nothing to count without a browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod counter {
    use yew::prelude::*;

    #[function_component]
    pub fn Counter() -> Html {
        let count = use_state(|| 0);
        let onclick = {
            let count = count.clone();
            move |_| count.set(*count + 1)
        };
        html! { <button {onclick}>{ *count }</button> }
    }
}
