//! One document against another.
