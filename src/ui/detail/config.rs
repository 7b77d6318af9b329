//! The Config tab: how a container of the image runs.

use yew::prelude::*;

use super::annotations::table;
use super::environment::Environment;
use super::node::NodeProps;
use super::pieces::{fact, snippet, to_node};
use super::statement::StatementView;
use crate::image::config::Config;
use crate::image::document::Content;
use crate::inspect::Role;
use crate::session::Msg;
use crate::session::detail::{command_line, config, docker_run};
use crate::ui::safe_text::safe_text;

/// The Config tab.
#[component]
pub fn ConfigTab(props: &NodeProps) -> Html {
    if let Some((_, blob)) = props.document()
        && matches!(blob.document.content, Content::Statement(_))
    {
        return html! { <StatementView ..props.clone() /> };
    }
    match config(&props.inspection, props.id) {
        Some((id, config)) => view(&NodeProps { id, ..props.clone() }, config, id != props.id),
        None => absent(props),
    }
}

/// A manifest whose config is not here, or is none of an image.
fn absent(props: &NodeProps) -> Html {
    let tree = &props.inspection.tree;
    let Some(id) = tree.child_with_role(props.id, &Role::Config) else {
        return html! { <p class="inset soft">{ "The manifest names no config." }</p> };
    };
    let here = tree.get(id).is_some_and(|node| node.blob.is_some());
    let said =
        if here { "The config is not that of an image." } else { "The config\u{2019}s bytes are not here." };
    html! {
        <div class="inset">
            <p>{ said }</p>
            <p><button type="button" class="button" onclick={props.send(Msg::Select(id))}>
                { if here { "Show what it is" } else { "How to get them" } }
            </button></p>
        </div>
    }
}

fn view(props: &NodeProps, config: &Config, elsewhere: bool) -> Html {
    let run = &config.run;
    let text = |text: &Option<String>| text.as_deref().filter(|text| !text.is_empty()).map(code);
    let list = |texts: &[String]| {
        (!texts.is_empty()).then(|| html! { <ul class="chips">{ for texts.iter().map(|text| html! { <li class="code">{ safe_text(text) }</li> }) }</ul> })
    };
    let argv = |words: &[String]| {
        (!words.is_empty()).then(|| {
            let words = words.iter().map(|word| html! { <li class="code">{ safe_text(word) }</li> });
            html! { <ol class="argv">{ for words }</ol> }
        })
    };
    let platform = config.platform.to_string();
    let line = command_line(run);
    html! {
        <>
            if elsewhere {
                <p class="inset soft">{ "From the manifest\u{2019}s " }{ to_node(props, props.id, "config") }{ "." }</p>
            }
            <dl class="facts">
                { fact("Platform", Some(code(&platform))) }
                { fact("Created", text(&config.created)) }
                { fact("Author", text(&config.author)) }
                { fact("Runs", (!line.is_empty()).then(|| code(&line))) }
                { fact("Entrypoint", argv(&run.entrypoint)) }
                { fact("Command", argv(&run.cmd)) }
                { fact("Working directory", text(&run.working_dir)) }
                { fact("User", Some(text(&run.user).unwrap_or_else(|| html! { <span class="soft">{ "none: the runtime\u{2019}s default, which is root" }</span> }))) }
                { fact("Ports", list(&run.exposed_ports)) }
                { fact("Volumes", list(&run.volumes)) }
                { fact("Stop signal", text(&run.stop_signal)) }
                { fact("Health check", argv(&run.healthcheck)) }
                { fact("Shell", argv(&run.shell)) }
                { fact("On build", list(&run.on_build)) }
            </dl>
            <Environment ..props.clone() />
            { table(props, "Labels", &run.labels) }
            <h3 class="section">{ "The same, spelled out for docker run" }</h3>
            <div class="inset">{ snippet(props, &docker_run(run)) }</div>
        </>
    }
}

fn code(text: &str) -> Html {
    html! { <span class="code">{ safe_text(text) }</span> }
}
