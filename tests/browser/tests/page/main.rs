//! The page, as a person uses it. One file a theme.

mod first_visit;
