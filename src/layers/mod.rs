//! The engine for archives and layers: it has files opened and layers read, and knows how far each is.
//!
//! It is a closed machine, [`Layers`]: [`Event`]s in, [`Command`]s out, its own state inside. It knows no page, no
//! tree and no registry; it sends nothing, and it says nothing: whoever runs it turns its commands into what a shell
//! does, and words its [`Failure`]s.
//!
//! ```text
//!  the visitor     Hold, Name, Read, List, Show, Save, Stop…   ┌────────┐  Work, StopWork        the workers
//!  ───────────────────────────────────────────────────────────▶│        │─────────────────────▶  (protocol)
//!  the workers     Progress, Done, Kept                        │ Layers │  Fetch, Fetched, StopFetch
//!  ───────────────────────────────────────────────────────────▶│        │─────────────────────▶  what fetches
//!  what fetches    Sending, Resumed, NotFetched, Gone          │        │  Opened, Changed, File…
//!  ───────────────────────────────────────────────────────────▶└────────┘─────────────────────▶  the page
//! ```
//!
//! A layer's state is one [`Stage`]; all that is shown or proved of it is derived from that:
//!
//! | stage | what makes another of it |
//! |---|---|
//! | [`Stage::Named`] | `Read`: reading. `List`, at a registry: listing. |
//! | [`Stage::Listing`] | `Done(Listed)`: listed. `Stop`, `Gone`: named. `NotFetched`, `Done(Failed)`: failed. |
//! | [`Stage::Listed`] | `Read`: reading. |
//! | [`Stage::Reading`] | `Done(Scanned)`: proved. `Stop`, `Gone`: named, or listed as it was. `NotFetched`, `Done(Failed)`: failed. |
//! | [`Stage::Failed`] | `Read`: reading. `List`: listing. `Resumed`: what it was, reading or listing. |
//! | [`Stage::Proved`] | `Done(Extracted)` with other bytes: proved, and changed since. `Forget`: named. |
//!
//! What is to be done is a piece of work ([`WorkId`]): an archive that is opened, a layer that is read or listed, a
//! file that is taken out of one. Each time that it is given to the workers, that is a job of its own ([`JobId`]).
//! Neither number is given twice in a session, so that what is answered late is nobody's.

mod answers;
mod command;
mod copies;
mod engine;
mod event;
mod failure;
mod handle;
mod layer;
mod opening;
mod progress;
mod protocol;
mod reading;
mod remote;
mod set;
mod stage;
mod taking;
mod viewer;
mod work;
mod work_error;

pub use command::{Command, FileNews, NotSaved};
pub use engine::Layers;
pub use event::Event;
pub use failure::Failure;
pub use layer::{Home, Layer, Stretch};
pub use opening::Opening;
pub use progress::Progress;
pub use protocol::{Done, FileId, HeldFile, JobId, Source, Work};
pub use remote::{Extent, RemoteLayer};
pub use stage::{ByTable, Proved, Run, Stage};
pub use viewer::Viewer;
pub use work::WorkId;
pub use work_error::WorkError;
