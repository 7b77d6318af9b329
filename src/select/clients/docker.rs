//! Docker Engine with its classic image store, today's and 20.10. The daemon on Linux has [one rule](super::docker_linux),
//! that on Windows [another](super::docker_windows).

use super::docker_linux::{Docker, Docker20};
use super::docker_windows;
use crate::image::platform::Platform;
use crate::select::definition::{ClientDef, Group, Profile};
use crate::select::host::Host;
use crate::select::hosts::Machine;

/// Docker Engine 23 and later.
pub(super) const CURRENT: ClientDef = ClientDef {
    profile: Profile {
        id: "docker",
        name: "Docker Engine",
        tools: "docker pull and docker run with the classic image store",
        version: "Docker Engine 23 and later",
        source: "https://github.com/moby/moby/blob/master/daemon/internal/distribution/pull_v2_unix.go",
    },
    group: Group::Runtimes,
    rule: |host| if on_windows(host) { docker_windows::rule(host) } else { Box::new(Docker::new(host)) },
    // `withDefault`: the level of an amd64 processor, too.
    detect: |machine| Platform { variant: machine.variant_or_level(), ..machine.detected() },
    without_choice: docker_windows::not_modelled,
};

/// Docker Engine 20.10.
pub(super) const DOCKER_20: ClientDef = ClientDef {
    profile: Profile {
        id: "docker-20.10",
        name: "Docker 20.10",
        tools: "Docker Engine 20.10",
        version: "Docker Engine 20.10",
        source: "https://github.com/moby/moby/blob/20.10/distribution/pull_v2_unix.go",
    },
    group: Group::Older,
    rule: |host| if on_windows(host) { docker_windows::rule(host) } else { Box::new(Docker20::new(host)) },
    detect: Machine::detected,
    ..CURRENT
};

fn on_windows(host: &Host) -> bool {
    host.own_os == "windows"
}
