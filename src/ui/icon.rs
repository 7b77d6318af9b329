//! The icons: lines of one width on a grid of 16, in the colour of the text around them.

use yew::prelude::*;

/// An icon.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    Copy,
    Close,
    Share,
    Download,
    File,
    Folder,
    Link,
    Chevron,
    Search,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
}

/// The icon's picture. It says nothing to screen readers: the control around it has its own name.
pub fn icon(icon: Icon) -> Html {
    let path = match icon {
        Icon::Copy => "M6 6h7v7H6zM10 6V3H3v7h3",
        Icon::Close => "M4 4l8 8M12 4l-8 8",
        Icon::Share | Icon::Link => {
            "M6.5 9.5l3-3M7 5l1.5-1.5a2.8 2.8 0 0 1 4 4L11 9M9 11l-1.5 1.5a2.8 2.8 0 0 1-4-4L5 7"
        }
        Icon::Download => "M8 2.5v7.5M5 7.5L8 10.5l3-3M3 13.5h10",
        Icon::File => "M9 2H4v12h8V5zM9 2v3h3",
        Icon::Folder => "M2 4h4l1.5 2H14v7H2z",
        Icon::Chevron => "M6 4l4 4-4 4",
        Icon::Search => "M7 3a4 4 0 1 0 0 8a4 4 0 1 0 0-8M10 10l3.5 3.5",
        Icon::ThemeSystem => "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 2.5v11M10 3v10M12 4.5v7",
        Icon::ThemeLight => {
            "M8 5a3 3 0 1 0 0 6a3 3 0 1 0 0-6M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1"
        }
        Icon::ThemeDark => "M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z",
    };
    html! { <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg> }
}
