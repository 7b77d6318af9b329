//! What the right pane shows of the chosen node, as values: each tab's content, worked out for it alone.

mod azure_import;
mod azure_listing;
mod claims;
mod command;
mod commands;
mod config;
mod entries;
mod facts;
mod findings;
mod held;
mod hex;
mod layer_rows;
mod left_out;
mod missing;
mod outline;
mod pins;
mod raw;
mod raw_text;
mod run;
mod search;
mod steps;
mod tabs;
mod window;

pub use crate::text::readable::is_text;
pub use azure_listing::{ListingRow, ListingView, listing};
pub use claims::{package_kinds, status};
pub use command::{Command, Commands};
pub use commands::{PLACEHOLDER, commands};
pub use config::config;
pub use entries::{
    Column, Order, entries, entry_count, image_bytes, ordered, parts, percent, row_bytes, sums,
};
pub use facts::{
    Platforms, artifact_type, created, digest_text, holder_name, origin, platforms, schema1_name, sizes,
    verified,
};
pub use findings::{NodeFinding, alerts, all_findings, counts, findings, findings_below, marks};
pub use held::{LayerFacts, held, layer_facts, layer_facts_by};
pub use hex::HexRow;
pub use layer_rows::{LayerRow, LayerRows, layers};
pub use left_out::{LeftOut, left_out};
pub use missing::missing;
pub use outline::{Line as OutlineLine, Part, outline};
pub use pins::{Line, Pins, Scope, pin_text, pins};
pub use raw::{FoldMark, Light, Mark, Piece, RawLine, RawView, columns, gutter};
pub use raw_text::RawText;
pub use run::{Variable, command_line, docker_run, environment};
pub use search::{Hits, MOST_HITS};
pub use steps::{ActRow, Stage, StepRow, build_sentence, stages};
pub use tabs::{tab_shown, tabs};
pub use window::Window;
