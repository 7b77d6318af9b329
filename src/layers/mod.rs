//! The engine for archives and layers: it has files opened and layers read, and knows how far each is.
//!
//! It is a closed machine, `Layers`: `Event`s in, `Command`s out, its own state inside. It knows no page, no
//! tree and no registry; it sends nothing, and it says nothing: whoever runs it turns its commands into what a shell
//! does, and words its `Failure`s.
//!
//! ```text
//!  the visitor     Hold, Name, Open, List, Show, Save, Stop…   ┌────────┐  Work, StopWork        the workers
//!  ───────────────────────────────────────────────────────────▶│        │─────────────────────▶  (protocol)
//!  the workers     Progress, Done, Kept                        │ Layers │  Fetch, Fetched, StopFetch
//!  ───────────────────────────────────────────────────────────▶│        │─────────────────────▶  what fetches
//!  what fetches    Sending, Resumed, NotFetched, Gone          │        │  Opened, Changed, File…
//!  ───────────────────────────────────────────────────────────▶└────────┘─────────────────────▶  the page
//! ```
//!
//! A layer's state is one `Stage`; all that is shown or proved of it is derived from that:
//!
//! ```text
//!            List                 Done(Listed)
//!  Named ───────────▶ Listing ───────────────────▶ Listed
//!    │                   │ Stop: Named               │
//!    │ Open              │ Failed                    │ Open
//!    ▼                   ▼                           ▼
//!  Reading ◀───────── Failed ◀───────────────────  Reading ───────────▶ Proved ──Forget──▶ Named
//!           Open, Resumed     Done(Failed), NotFetched     Done(Scanned)
//! ```
//!
//! What is to be done is a piece of work (`WorkId`): an archive that is opened, a layer that is read or listed, a
//! file that is taken out of one. Each time that it is given to the workers, that is a job of its own ([`JobId`]).
//! Neither number is given twice in a session, so that what is answered late is nobody's.
//!
//! So far this room has the protocol and what layers at registries are; the machine itself moves here from
//! `session::archives`.

pub mod progress;
pub mod protocol;
pub mod remote;

pub use progress::Progress;
pub use protocol::{Done, FileId, HeldFile, JobId, Source, Work};
pub use remote::{Extent, RemoteLayer};
