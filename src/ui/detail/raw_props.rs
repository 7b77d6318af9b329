//! What the Raw tab is given.

use std::rc::Rc;

use yew::prelude::*;

use crate::findings::Finding;
use crate::json::{Reading, Span};
use crate::session::Msg;

/// Bytes, and what is known of them.
#[derive(Clone, Properties)]
pub struct Props {
    /// What saves the bytes.
    pub save: Msg,
    pub bytes: Rc<[u8]>,
    pub reading: Rc<Reading>,
    pub marks: Vec<Finding>,
    #[prop_or_default]
    pub span: Option<Span>,
    /// Text that is no JSON, and is not coloured as such.
    #[prop_or_default]
    pub plain: bool,
    pub on: Callback<Msg>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.bytes, &other.bytes) && self.span == other.span && self.marks == other.marks
    }
}
