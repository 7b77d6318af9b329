//! Command lines as they are shown.

/// One command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The tool, as people call it.
    pub tool: &'static str,
    /// The line, for a shell.
    pub line: String,
    /// What is to be known of it; empty where there is nothing.
    pub remark: &'static str,
}

/// Command lines for one purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commands {
    /// The purpose.
    pub title: &'static str,
    /// One or more for each tool that can do it.
    pub lines: Vec<Command>,
    /// What is to be said of all; empty where there is nothing.
    pub remark: &'static str,
}
