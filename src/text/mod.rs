//! What text for people is made of: characters that can't be seen, sizes, times, quotations, and what each place
//! that text goes to needs.
//!
//! Whatever shows a stranger's text takes it from here: the page, reports, tables, names of files, command lines.
//! So there is one answer to what can't be seen ([`unseen`]), and one for each place to what must not be in it.

pub mod csv;
pub mod cut;
pub mod escape;
pub mod file_name;
pub mod markdown;
pub mod natural;
pub mod quote;
pub mod readable;
pub mod shell;
pub mod size;
pub mod time;
pub mod unseen;
