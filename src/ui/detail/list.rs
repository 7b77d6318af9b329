//! A long list of which only the rows in sight are on the page.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlElement, ResizeObserver};
use yew::prelude::*;

use crate::view::detail::Window;

/// A row that is to be in sight, and a number that tells one wish from the next.
pub type Wish = (usize, u32);

/// What is measured on the page, in pixels.
#[derive(Clone, Copy, PartialEq)]
pub struct Measures {
    /// The height of a row.
    pub row: u32,
    /// The height of what is in sight.
    pub view: u32,
    /// The width of what is in sight.
    pub width: u32,
    /// How far it is scrolled down.
    pub scrolled: u32,
}

impl Measures {
    /// The first row in sight.
    pub fn first(self) -> usize {
        (self.scrolled / self.row.max(1)) as usize
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What it is called.
    pub label: AttrValue,
    pub class: &'static str,
    #[prop_or("group")]
    pub role: &'static str,
    /// How many rows there are; all of one height, which the first one on the page has.
    pub rows: usize,
    /// Renders the row at an index.
    pub row: Callback<usize, Html>,
    /// Stands above the rows and stays in sight.
    #[prop_or_default]
    pub head: Html,
    /// The row that keys lead from, and how its id begins.
    #[prop_or_default]
    pub active: Option<(usize, &'static str)>,
    #[prop_or_default]
    pub onkeydown: Callback<KeyboardEvent>,
    #[prop_or_default]
    pub wish: Option<Wish>,
    /// Told what is measured, when that changes.
    #[prop_or_default]
    pub on_measures: Callback<Measures>,
}

/// The list.
#[component]
pub fn List(props: &Props) -> Html {
    let (outer, space, block) = (use_node_ref(), use_node_ref(), use_node_ref());
    // A guess, until the page can be measured.
    let measures = use_state_eq(|| Measures { row: 32, view: 400, width: 0, scrolled: 0 });
    let measure = {
        let (outer, block, old, measures) = (outer.clone(), block.clone(), measures.row, measures.setter());
        let on_measures = props.on_measures.clone();
        Callback::from(move |()| {
            let Some(outer) = outer.cast::<HtmlElement>() else { return };
            let row = block.cast::<HtmlElement>().and_then(|block| block.first_element_child());
            let now = Measures {
                row: row.map_or(old, |row| pixels(row.client_height()).max(1)),
                view: pixels(outer.client_height()),
                width: pixels(outer.client_width()),
                scrolled: pixels(outer.scroll_top()),
            };
            measures.set(now);
            on_measures.emit(now);
        })
    };
    use_effect_with((outer.clone(), props.on_measures.clone()), {
        let measure = measure.clone();
        move |(outer, _)| {
            // The observer calls at once, when the browser has laid out the page and knows its sizes anyway: to
            // ask for them here would have it lay out the page one time more.
            let seen = Closure::<dyn FnMut()>::new(move || measure.emit(()));
            let observer = ResizeObserver::new(seen.as_ref().unchecked_ref()).ok();
            if let (Some(observer), Some(outer)) = (&observer, outer.cast::<HtmlElement>()) {
                observer.observe(&outer);
            }
            // Kept as long as the list, for the browser calls it.
            move || {
                if let Some(observer) = observer {
                    observer.disconnect();
                }
                drop(seen);
            }
        }
    });
    let window = Window::new(props.rows, measures.row, measures.view, measures.scrolled);
    use_effect_with(
        (space.clone(), block.clone(), window.top, window.height),
        |(space, block, top, height)| {
            for (element, property, pixels) in [(space, "height", height), (block, "top", top)] {
                if let Some(element) = element.cast::<HtmlElement>() {
                    // The browser knows both properties.
                    let _ = element.style().set_property(property, &format!("{pixels}px"));
                }
            }
        },
    );
    use_effect_with((props.wish, measures.width > 0), {
        let (outer, measures, rows) = (outer.clone(), *measures, props.rows);
        move |(wish, measured)| {
            let to = wish.filter(|_| *measured).and_then(|(place, _)| {
                Window::scroll_to(place, rows, measures.row, measures.view, measures.scrolled)
            });
            if let (Some(to), Some(outer)) = (to, outer.cast::<HtmlElement>()) {
                outer.set_scroll_top(i32::try_from(to).unwrap_or(i32::MAX));
            }
        }
    });
    // A row that is scrolled away is not on the page, and nothing must point at it.
    let shown = window.first..window.first + window.count;
    let active = props.active.filter(|(at, _)| shown.contains(at));
    let active = active.map(|(at, prefix)| format!("{prefix}{at}"));
    let onscroll = measure.reform(|_: Event| ());
    let rows = shown.map(|at| props.row.emit(at));
    html! {
        <div ref={outer} class={props.class} role={props.role} aria-label={props.label.clone()}
            tabindex="0" {onscroll} onkeydown={props.onkeydown.clone()} aria-activedescendant={active}
            aria-rowcount={(props.role == "treegrid").then(|| (props.rows + 1).to_string())}>
            { props.head.clone() }
            <div ref={space} class="list-space" role="presentation">
                <div ref={block} class="list-rows" role="presentation">{ for rows }</div>
            </div>
        </div>
    }
}

fn pixels(number: i32) -> u32 {
    u32::try_from(number).unwrap_or(0)
}
