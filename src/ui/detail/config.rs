//! The Config tab: how a container of the image runs.

use yew::prelude::*;

use super::annotations::pairs;
use super::element::button;
use super::environment::variables;
use super::pieces::{code, fact, section, snippet, to_node};
use super::shown::Shown;
use crate::image::config::Config;
use crate::inspect::Role;
use crate::session::{Msg, SelectMsg};
use crate::view::detail::{command_line, config, docker_run};

/// The Config tab.
pub fn config_tab(shown: &Shown) -> Html {
    let Some((id, config)) = config(shown.inspection, shown.id) else { return absent(shown) };
    let mut parts = Vec::new();
    if id != shown.id {
        parts.push(html! {
            <p class="inset soft">{ "From the manifest\u{2019}s " }{ to_node(shown, id, "config") }{ "." }</p>
        });
    }
    parts.extend([
        facts(config),
        variables(shown, id),
        pairs(shown, html! { "Labels" }, &config.run.labels),
        section("The same, spelled out for docker run", html! { "for bash and zsh" }),
        match docker_run(&config.run) {
            Ok(line) => html! { <div class="inset">{ snippet(shown, &line) }</div> },
            Err(why) => html! { <p class="inset soft">{ why }</p> },
        },
    ]);
    html! { <>{ for parts }</> }
}

/// A manifest whose config is not here, or is none of an image.
fn absent(shown: &Shown) -> Html {
    let tree = &shown.inspection.tree;
    let Some(id) = tree.child_with_role(shown.id, &Role::Config) else {
        return html! { <p class="inset soft">{ "The manifest names no config." }</p> };
    };
    let (words, next) = if tree.get(id).is_some_and(|node| node.blob.is_some()) {
        ("The config is not that of an image.", "Show what it is")
    } else {
        ("The config\u{2019}s bytes are not here.", "How to get them")
    };
    let to = button(html! { { next } }, shown.send(Msg::Select(SelectMsg::Node(id))));
    html! { <div class="inset"><p>{ words }</p>{ to }</div> }
}

fn facts(config: &Config) -> Html {
    let run = &config.run;
    let text = |text: &Option<String>| text.as_deref().filter(|text| !text.is_empty()).map(code);
    let list = |words: &[String]| {
        let words: Vec<_> = words.iter().map(|word| html! { <li>{ code(word) }</li> }).collect();
        (!words.is_empty()).then(|| html! { <ul class="chips">{ for words }</ul> })
    };
    let line = command_line(run);
    let no_user =
        || html! { <span class="soft">{ "none: the runtime\u{2019}s default, which is root" }</span> };
    let facts = vec![
        fact("Platform", Some(code(&config.platform.to_string()))),
        fact("Created", text(&config.created)),
        fact("Author", text(&config.author)),
        fact("Runs", (!line.is_empty()).then(|| code(&line))),
        fact("Entrypoint", list(&run.entrypoint)),
        fact("Command", list(&run.cmd)),
        fact("Working directory", text(&run.working_dir)),
        fact("User", Some(text(&run.user).unwrap_or_else(no_user))),
        fact("Ports", list(&run.exposed_ports)),
        fact("Volumes", list(&run.volumes)),
        fact("Stop signal", text(&run.stop_signal)),
        fact("Health check", list(&run.healthcheck)),
        fact("Shell", list(&run.shell)),
        fact("On build", list(&run.on_build)),
    ];
    html! { <dl class="facts">{ for facts }</dl> }
}
