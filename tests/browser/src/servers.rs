//! Servers on loopback for the page to fetch from: real registries, relays with the rules of `deploy/`, and
//! servers that do what none should. Each takes a free port and ends when it is dropped.
//!
//! A test that has to know what was asked of a registry puts a [`Front`] before it, which takes it down.

mod client;
mod daemon;
mod faults;
mod front;
mod http;
mod image;
mod names;
mod registry;
mod relay;
mod tables;
mod tls;
mod token;

pub use client::{Reply, get, request};
pub use faults::{Fault, Faults, TAGS};
pub use front::{Cors, Front, Rules};
pub use http::{Answer, Body, Http, Request, Socket};
pub use image::{Blob, INDEX, Image, Images, MANIFEST, images};
pub use names::Names;
pub use registry::{Access, PASSWORD, Registry, USER};
pub use relay::{Relay, RelayKind, Scheme, World};
pub use tls::Certificates;
pub use token::{Given, Tokens};
