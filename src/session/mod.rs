//! What the page knows and does, as values: `update(&mut Model, Msg) -> Vec<Effect>`.
//!
//! The shell turns what a person does into a [`Msg`], shows the [`Model`], and runs each [`Effect`]. No
//! rule is decided there, and nothing here touches a browser.

mod archives;
mod arrival;
mod arriving;
mod asked_host;
mod beside;
pub mod bundle;
mod choice;
mod choosing;
mod coming;
mod command_text;
mod compared;
mod comparing;
mod comparison;
mod counting;
mod documents;
mod draft_address;
mod draft_pane;
mod drafting;
mod effect;
pub mod evidence;
mod example_table;
mod examples;
mod explaining;
mod explanations;
mod export;
mod exporting;
mod fetching;
mod file_comparison;
pub mod files;
mod gathering;
mod growing;
mod inspection;
mod intake;
mod judged;
mod key;
mod leaving;
mod link_work;
mod linking;
mod long_work;
mod marks;
mod matrix;
mod message;
mod model;
mod navigation;
mod news;
mod next;
mod notices;
mod opened_address;
mod opening_link;
mod pair_address;
mod picked;
mod putting_back;
mod recovery;
mod remembered;
mod removed;
mod said;
mod sharing;
mod submission;
mod tab;
mod taking;
mod tally;
mod telling;
mod told;
mod tree_filter;
mod tree_view;
mod under;
mod unpacking;
mod update;
mod view;
mod wrapped;

pub use archives::is_wrong;
pub use arrival::Arrival;
pub use asked_host::DEFAULT_MACHINE;
pub use beside::{
    ComparedContents, ComparedPackages, ComparingContents, ComparingPackages, FileBeside, FileList,
    ListedFiles, ListingFiles, PackageComparison, SideContent, TakenFile, sbom,
};
pub use choice::{Choice, Verdict};
pub use comparison::{Comparing, Comparison, Difference, Noun, noun};
pub use draft_pane::DraftPane;
pub use effect::{Effect, Save, Source, Work};
pub use example_table::{EXAMPLES, Example};
pub use export::{Export, MatrixFormat, ReportFormat};
pub use fetching::{
    FetchId, Fetching, ListState, Offer, OfferId, Offers, QuestionId, ReferrerList, Repository, TagList,
    can_come, missing, pinned, remote_layer, repository, subject,
};
pub use file_comparison::{ComparedFiles, ComparingFiles, FileComparison};
pub use gathering::{Fate, Gathering};
pub use intake::{Detected, detect, is_taken_at_once};
pub use key::Key;
pub use long_work::LongWork;
pub use marks::{Counts, Found, Marks};
pub use message::{
    BoxMsg, ChoiceMsg, ComparisonMsg, DocumentsMsg, Done, DraftMsg, EvidenceMsg, ExportMsg, FetchMsg,
    FilesMsg, LayersMsg, LinkMsg, Msg, SelectMsg, ShareMsg, TreeMsg,
};
pub use model::{Inspection, Model, Notice, Theme, Tone};
pub use news::News;
pub use opening_link::OpeningLink;
pub use pair_address::paired;
pub use picked::Picked;
pub use said::{NotCopied, Said, WhereLayer};
pub use sharing::{ShareDialog, SharedKind};
pub use tab::Tab;
pub use tally::Tally;
pub use tree_view::{TreeRow, TreeView};
pub use update::update;
pub use view::View;
