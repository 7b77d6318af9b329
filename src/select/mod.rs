//! Which entry of an index each client takes, and why.
//!
//! A client is what its own code does: each has a file of its own in `clients`, which follows that code and
//! holds all that is known of it; nothing outside names one. The picks are checked against those that the real clients made (`tests/vectors`). The words are shared: a
//! [`Candidate`] is judged for a [`Host`], and either accepted on some [`Grounds`] or given a [`Rejection`];
//! the result is a [`Selection`].
//!
//! ```
//! use bayplan::select::{Candidate, Candidates, Client, DistinctEntries, Host, Outcome};
//!
//! let entry = |platform: &str| Candidate { platform: platform.parse().ok(), ..Candidate::default() };
//! let index = Candidates { entries: vec![entry("linux/amd64"), entry("linux/arm/v7")], ..Candidates::default() };
//! let host = Host::explicit("linux/arm64".parse()?);
//! let distinct = DistinctEntries::new(&index);
//! assert_eq!(distinct.pick(Client::Containerd, &host), Outcome::Picked(vec![1]));
//! assert_eq!(
//!     distinct.select(Client::Containerd, &host).reasons[1].to_string(),
//!     "arm64 host: arm/v7 is its third choice, after arm64 and arm/v8."
//! );
//! # Ok::<(), bayplan::image::platform::PlatformError>(())
//! ```
//!
//! A client is asked on its host's own system: Docker's rule on Windows is another one than on Linux. What is
//! not modelled (a Docker daemon on macOS, say) is told as that: [`Outcome::NotModelled`].

pub mod advice;
mod candidate;
mod client;
mod clients;
mod definition;
mod distinct;
mod export;
mod go;
mod groups;
mod host;
pub mod hosts;
pub mod matrix;
mod order;
mod outcome;
mod rule;
mod selection;
mod sentence;
mod verdict;
pub mod windows;

pub use advice::{Advice, Change, advise, is_beyond_advice};
pub use candidate::{Candidate, Candidates, ConfigPlatform, Format, Target};
pub use client::Client;
pub use definition::{Group, Profile};
pub use distinct::DistinctEntries;
pub use groups::Groups;
pub use host::{Form, Host};
pub use order::{OrderDependence, order_dependence};
pub use outcome::{Grounds, Outcome, Rejection};
pub use selection::{Reason, Selection, Standing};

/// What `client` takes of `candidates` on `host`, with a reason for every entry. For many clients or hosts
/// on one index make [`DistinctEntries`] of it.
#[must_use]
pub fn select(client: Client, host: &Host, candidates: &Candidates) -> Selection {
    DistinctEntries::new(candidates).select(client, host)
}
