//! What the strip is given.

use std::rc::Rc;

use yew::prelude::*;

use crate::session::{Choice, Msg};
use crate::view::ShownMatrix;

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub choice: Rc<Choice>,
    /// All hosts by all clients, while that is open.
    pub matrix: Option<Rc<ShownMatrix>>,
    pub on: Callback<Msg>,
}
