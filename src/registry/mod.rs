//! The OCI distribution protocol, as values: what to ask a registry for, and what its answer says.
//!
//! <https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md>
//!
//! Nothing here sends anything. A [`Request`] is run by the browser's `fetch`, with all that this brings: a
//! request with a header that is not safelisted is preceded by a preflight, of an answer only the headers that
//! the registry exposes can be read, and why a request failed is not told.

mod answer;
pub mod bearer;
pub mod challenge;
pub mod diagnosis;
pub mod endpoint;
pub mod errors;
pub mod hosts;
pub mod known;
pub mod link;
pub mod listing;
pub mod public;
pub mod quay;
pub mod quota;
pub mod raw_command;
pub mod realm;
pub mod relay;
mod request;
pub mod resource;
pub mod retry;
mod secret;
pub mod served;
pub mod token;
pub mod url;

pub use answer::{Answer, Failure, Headers, Outcome};
pub use request::{Redirect, Request};
pub use secret::Secret;
