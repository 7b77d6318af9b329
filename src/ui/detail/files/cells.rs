//! What stands in the cells of a row of files.

use yew::prelude::*;

use crate::archive::files::Change;
use crate::archive::kind::EntryKind;
use crate::session::files::FileRow;
use crate::ui::icon::{Icon, icon};
use crate::ui::safe_text::safe_text_of;

/// Characters of a name and of where a link leads; a row has one line for both.
const NAME: usize = 200;

/// What the layer did: a sign, and its word for those who hear it or point at it.
pub fn change(row: &FileRow) -> Html {
    let class = match row.change {
        Change::Added => "change added",
        Change::Changed => "change changed",
        Change::Deleted => "change deleted",
        Change::Unchanged => return Html::default(),
    };
    html! { <span {class} role="img" aria-label={row.change.word()} title={row.change.word()}>{ row.change.sign() }</span> }
}

/// What a file is, as a picture.
pub fn sign(row: &FileRow) -> Html {
    icon(match row.kind {
        None | Some(EntryKind::Directory) => Icon::Folder,
        Some(EntryKind::Symlink | EntryKind::HardLink) => Icon::Link,
        Some(_) => Icon::File,
    })
}

/// Its name, where it leads, and what is to be marked of it.
pub fn name(row: &FileRow) -> Html {
    let mut parts = vec![safe_text_of(&row.name, NAME)];
    if let Some(to) = &row.link {
        parts.push(html! { <span class="soft">{ " → " }{ safe_text_of(to, NAME) }</span> });
    }
    if let Some(special) = row.special {
        parts.push(html! { <span class="chip special">{ special.word() }</span> });
    }
    if let Some(fate) = &row.fate {
        parts.push(html! { <span class="soft file-fate">{ fate.clone() }</span> });
    }
    html! { <span class="file-text">{ for parts }</span> }
}

/// Its mode, as `ls -l` writes it.
pub fn mode(row: &FileRow) -> Html {
    let class = if row.special.is_some() { "differs" } else { "" };
    html! { <span {class}>{ row.mode.clone() }</span> }
}
