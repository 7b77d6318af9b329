//! The page that lists all codes, as `docs/findings.md` holds it.

use std::fmt::Write as _;

use super::codes::{FAMILIES, Family};

/// What stands before the tables.
const HEAD: &str = "\
# What Bayplan finds

Reading a document gives the document and its findings, never one or the other. A finding has a code, a severity, a \
place in the bytes, a sentence or two, and the section of the specification, advisory or source that it comes from.

- **Codes are stable**: reports carry them, and tests and scripts may go by them. A code that is no longer found is \
not used again.
- **error**: the document breaks its specification, or is not what its descriptor says. **warning**: some clients read \
it otherwise, or refuse it. **note**: worth knowing; nothing fails because of it. The severity here is that of most \
findings of a code; a rule may say less or more where it has a reason.
- **The place** is the key or the value at fault; where a member is missing, it is the bracket that opens its object. \
What speaks of the whole document has none.
- **At most 100** findings of a code are listed for a document; one more counts the others.

`cargo xtask docs` writes this page from `src/findings/codes.rs`. `tests/findings/` has a case for every code.
";

/// The page, in Markdown.
#[must_use]
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    for Family { title, note, codes } in FAMILIES {
        // Writing to a string never fails.
        let _ = write!(page, "\n## {title}\n\n");
        if !note.is_empty() {
            let _ = write!(page, "{note}\n\n");
        }
        page.push_str(
            "| Code | Severity | What it says | Example | From |\n| --- | --- | --- | --- | --- |\n",
        );
        for (code, example) in *codes {
            let (severity, section) = (code.severity.word(), code.section);
            let _ = writeln!(
                page,
                "| `{}` | {severity} | {} | {example} | [{}]({}) |",
                code.id, code.title, section.title, section.url
            );
        }
    }
    page
}
