//! The tags of a repository: thousands of them, filtered as one types; one is marked to be compared with another.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::session::{FetchMsg, Msg, TagList};
use crate::text::escape::escaped;
use crate::text::size::grouped;
use crate::ui::detail::list::List;
use crate::ui::dialog::Dialog;
use crate::ui::icon::{Icon, icon};
use crate::ui::safe_text::{safe_text, safe_text_of};

/// Characters of a tag in its row; the grammar allows 128.
const TAG: usize = 128;

#[derive(Clone, Properties)]
pub struct Props {
    pub tags: Rc<TagList>,
    pub on: Callback<Msg>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.tags, &other.tags) && self.on == other.on
    }
}

/// The dialog with the list.
#[component]
pub fn Tags(props: &Props) -> Html {
    let Props { tags, on } = props;
    let filter = use_state_eq(String::new);
    let ordered = use_memo(Rc::clone(tags), |tags| tags.ordered());
    let matching = use_memo((Rc::clone(&ordered), (*filter).clone()), |(ordered, filter)| {
        tags.matching(ordered, filter)
    });
    let typed = Callback::from({
        let filter = filter.clone();
        move |event: InputEvent| filter.set(event.target_unchecked_into::<HtmlInputElement>().value())
    });
    let marked = use_state_eq(|| None::<String>);
    let row = Callback::from({
        let (tags, matching, on, marked) =
            (Rc::clone(tags), Rc::clone(&matching), on.clone(), marked.clone());
        move |at: usize| {
            let tag = matching.get(at).and_then(|at| tags.tags.get(*at)).cloned().unwrap_or_default();
            let open = on.reform({
                let reference = tags.reference(&tag);
                move |_: MouseEvent| Msg::Fetch(FetchMsg::OpenReference(reference.clone()))
            });
            html! {
                <div key={at} class="tag-row" role="listitem">
                    <button type="button" class="link code" onclick={open}>{ safe_text_of(&tag, TAG) }</button>
                    { compare(&tags, &tag, &marked, &on) }
                </div>
            }
        }
    });
    let folded = match tags.folded(&filter) {
        0 => String::new(),
        folded => format!(
            "; {} of signatures and the like are folded away: filter for sha256",
            grouped(folded as u64)
        ),
    };
    let told = format!(
        "{} of {} tags{}{folded}",
        grouped(matching.len() as u64),
        grouped(tags.tags.len() as u64),
        tags.state.words()
    );
    html! {
        <Dialog id="tags" class="tags" on_close={on.reform(|()| Msg::Fetch(FetchMsg::CloseTags))}
            title={html! { <>{ "Tags of " }<span class="code">{ safe_text_of(&tags.name(), TAG) }</span></> }}>
                <label class="filter">
                    { icon(Icon::Search) }
                    <input type="text" value={(*filter).clone()} oninput={typed} placeholder="Filter" aria-label="Filter the tags"
                        autocomplete="off" spellcheck="false" autocapitalize="off" autofocus=true />
                </label>
                <p class="soft" role="status">{ told }</p>
                if let Some(marked) = &*marked {
                    <p class="soft">{ "Choose the tag that is compared with " }{ safe_text_of(marked, TAG) }{ "." }</p>
                }
                if let Some(other) = tags.told_of_name() { <p>{ safe_text(&other) }</p> }
                <List label="Tags" class="list tag-list" role="list" rows={matching.len()} {row} />
        </Dialog>
    }
}

/// Marks a tag, or compares it with the marked one.
fn compare(
    tags: &Rc<TagList>,
    tag: &str,
    marked: &UseStateHandle<Option<String>>,
    on: &Callback<Msg>,
) -> Html {
    let own = tag.to_owned();
    let (words, pressed) = match &**marked {
        Some(first) if *first == own => ("Marked", Some("true")),
        Some(_) => ("Compare", None),
        None => ("Mark to compare", Some("false")),
    };
    let label = match &**marked {
        Some(first) if *first != own => format!("Compare {} with {}", escaped(first), escaped(tag)),
        _ => format!("{words}: {}", escaped(tag)),
    };
    let press = {
        let (tags, marked, on) = (Rc::clone(tags), marked.clone(), on.clone());
        Callback::from(move |_: MouseEvent| match &*marked {
            None => marked.set(Some(own.clone())),
            Some(first) if *first == own => marked.set(None),
            Some(first) => {
                let both = [first, &own].map(|tag| tags.reference(tag));
                let [first, second] = both;
                on.emit(Msg::Fetch(FetchMsg::CompareReferences(first, second)));
                on.emit(Msg::Fetch(FetchMsg::CloseTags));
            }
        })
    };
    html! {
        <button type="button" class="button small" aria-label={label} aria-pressed={pressed} onclick={press}>{ words }</button>
    }
}
