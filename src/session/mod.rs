//! What the page knows and does, as values: `update(&mut Model, Msg) -> Vec<Effect>`.
//!
//! The shell turns what a person does into a [`Msg`], shows the [`Model`], and runs each [`Effect`]. No
//! rule is decided there, and nothing here touches a browser.

pub mod archives;
mod arriving;
mod box_hint;
mod bundle;
mod choice;
mod choice_in_words;
mod command_text;
mod copying;
pub mod detail;
mod documents;
mod effect;
mod example_table;
mod examples;
mod explaining;
mod fetching;
pub mod files;
mod gathering;
mod intake;
mod key;
mod layer_words;
mod link_work;
mod linking;
mod marks;
mod matrix;
mod message;
mod model;
mod navigation;
mod notices;
mod opening_link;
mod pointing;
mod recovery;
mod report;
mod saving;
mod several;
mod sharing;
mod submission;
mod summary;
mod tab;
mod tally;
mod tree_view;
mod update;
mod view;
mod wrapped;

pub use box_hint::{BoxHint, ReferenceHint};
pub use choice::{Choice, DEFAULT_MACHINE, Verdict};
pub use choice_in_words::place;
pub use effect::{Effect, Save, Source, Work};
pub use example_table::{EXAMPLES, Example};
pub use fetching::{
    FetchId, FetchLook, FetchMark, Fetching, FetchingView, ListState, NodeFetch, OfferId, OfferView,
    OffersView, Pinned, ProblemView, Progress, QuestionId, QuestionView, ReferrerList, Repository, TagList,
};
pub use gathering::{Fate, Gathering};
pub use intake::{Detected, detect, is_taken_at_once};
pub use key::Key;
pub use marks::{Counts, Found, Marks};
pub use matrix::{ShownMatrix, short_platform};
pub use message::{Arrival, Done, Msg};
pub use model::{Inspection, Model, Notice, Theme, Tone};
pub use navigation::nothing_here;
pub use opening_link::OpeningLink;
pub use pointing::{badge, bookmarklet, reference_link};
pub use several::SeveralImages;
pub use sharing::ShareDialog;
pub use summary::{Standing, Summary, count, proved, summary};
pub use tab::Tab;
pub use tally::Tally;
pub use tree_view::{Row, TreeView};
pub use update::update;
pub use view::View;
