//! What images travel in: compressed layers, archives of them, and the files that they hold.
//!
//! All of it is fed with bytes as they come and holds little of them, so that an archive of gigabytes is
//! read with flat memory, in a worker of its own: [`codec`] unpacks, [`tar`] tells entries and contents. What is
//! found is put into compact tables there, and the tables are what the page gets. Names in archives are
//! data: nothing is ever written to a path that an archive names.

pub mod begin;
pub mod codec;
pub mod contents;
pub mod extract;
pub mod files;
pub mod foreign;
pub mod inventory;
pub mod kind;
pub mod layer;
pub mod marks;
pub mod packed;
pub mod pass;
pub mod picture;
pub mod program;
pub mod report;
pub mod tar;
pub mod toc;
pub mod trouble;
pub mod walk;
pub mod wire;
