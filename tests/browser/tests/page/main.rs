//! The page, as a person uses it. One file a theme.

#![allow(clippy::indexing_slicing, reason = "a JSON value answers null for what it does not hold")]

mod before;
mod comparing;
mod crash;
mod digests;
mod downloads;
mod evidence;
mod examples;
mod files;
mod findings;
mod first_visit;
mod help;
mod history;
mod hostile;
mod keyboard;
mod lacking;
mod large;
mod offline;
mod paste;
mod raw;
mod removing;
mod selection;
mod share;
mod standalone;
mod steps;
mod theme;
mod views;
