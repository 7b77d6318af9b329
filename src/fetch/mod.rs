//! What is fetched from registries, and in what order: an engine that stands alone.
//!
//! [`FetchEngine::handle`] takes an [`Event`] and answers with [`Command`]s; between two events nothing happens in
//! it. What it has to know of documents it asks by [`Known`]. It knows neither the page, its tree and its layers nor
//! a sentence: what fails is a [`Problem`], whose data are put into words where they are shown. Names, passwords and
//! tokens stay inside, but for the request that carries them.
//!
//! # Jobs
//!
//! Whatever is to come is a job with a number, [`FetchId`], which it keeps however often it is sent:
//!
//! | state | until |
//! |---|---|
//! | pending | there is room: a bounded number is in flight, layers fewer still, and a registry that was asked too often is left alone |
//! | in flight | its request ends, or the worker has done that takes a layer's bytes |
//! | in backoff | the wait is over that the registry asks for, or that grows with each try |
//! | without a token | there is one, or the visitor answers whether the realm may be asked for it |
//! | landing | documents that come at once are given away together |
//! | failed | it is tried again or dismissed |
//!
//! A job that is done is taken away. A document is fetched once, by its digest; a list takes a job through its
//! pages; a token's job frees those that wait for it. A layer's job is known to its caller by the caller's own
//! number, [`LayerJob`], and its bytes never come here but for the few that tell where its table of contents is.
//!
//! # Files
//!
//! No file imports one that stands before it in this list:
//! `handle`; `outcome`, `answer`; `beside`; `open`, `documents`, `listing`, `layers`, `sign_in`; `asking`, `retry`, `stop`,
//! `landing`, `queue`; `fail`; `engine` (the state); `jobs`, `standing`, `lists`, `access`; `event`, `command`, `known` and the
//! values.

mod access;
mod answer;
mod api;
mod asking;
mod beside;
mod command;
mod documents;
mod engine;
mod event;
mod fail;
mod handle;
mod id;
mod job;
mod jobs;
mod known;
mod landing;
mod layers;
mod list;
mod listing;
mod lists;
mod open;
mod outcome;
mod problem;
mod question;
mod queue;
mod repository;
mod retry;
mod sign_in;
mod standing;
mod stop;
mod wanted;

pub use command::{Command, Landed, LayerState};
pub use engine::{Counted, FetchEngine, FetchState};
pub use event::{Event, Wait, Wish};
pub use id::{FetchId, LayerJob, QuestionId};
pub use job::Subject;
pub use known::Known;
pub use list::{ListState, ReferrerList, TagList};
pub use problem::Problem;
pub use question::{About, Question, Then};
pub use repository::Repository;
pub use wanted::{Taker, WantedDocument, WantedLayer};
