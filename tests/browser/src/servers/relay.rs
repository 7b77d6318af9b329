//! The relays of `deploy/`, run as they are shipped: what is replaced are the hosts, ports and folders, and
//! mostly HTTPS by HTTP, because the registries of the tests are on loopback. A phrase that is to be replaced
//! and isn't there fails the test, so that nothing else than what is shipped is tested.

use std::path::Path;
use std::process::Command;

use bayplan::registry::hosts::relayed;

use super::daemon::{Daemon, Folder};
use super::http::Socket;
use super::tls::Certificates;
use crate::{Result, environment};

/// A program that can relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelayKind {
    /// Debian's nginx, with `deploy/nginx/bayplan.conf`.
    Nginx,
    /// Debian's Caddy, with `deploy/caddy/Caddyfile`.
    Caddy,
    /// The relay of `cargo xtask serve` (`xtask/relay`). It serves no site: Trunk does.
    Serve,
    /// Node.js in the place of Netlify's runtime, with `deploy/netlify`. It relays, and serves no site.
    Netlify,
    /// Node.js in the place of Cloudflare's, with `deploy/cloudflare`. It serves no site either.
    Cloudflare,
}

/// How a relay speaks to the registries.
#[derive(Clone, Copy)]
pub enum Scheme<'a> {
    /// In the clear.
    Http,
    /// As it is shipped; a certificate is believed if one of these, or none where there is none, signed it.
    Https(Option<&'a Certificates>),
}

/// Where the world is: hosts that a relay finds by their names, and that are on no list.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// The name server, `127.0.0.1:PORT`. (The function asks none: all names are at the port.)
    pub names: &'a str,
    /// The port in the place of 443.
    pub port: &'a str,
}

/// A running relay.
pub struct Relay {
    host: String,
    _daemon: Daemon,
    _folder: Folder,
}

impl Relay {
    /// Starts one for the servers at `hosts`, which serves the site in `site`, too. A host is `127.0.0.1:PORT`;
    /// or `NAME=127.0.0.1:PORT`, and a registry of the world is on loopback for once (not with the function,
    /// which asks who has the name).
    ///
    /// # Errors
    /// When it does not start, or its rules are no longer what is replaced here.
    pub fn start(kind: RelayKind, hosts: &[&str], site: &Path) -> Result<Self> {
        Self::over(Scheme::Http, kind, hosts, site)
    }

    /// The same, over HTTPS where it is asked for.
    ///
    /// # Errors
    /// As [`Relay::start`].
    pub fn over(scheme: Scheme<'_>, kind: RelayKind, hosts: &[&str], site: &Path) -> Result<Self> {
        Self::in_world(None, scheme, kind, hosts, site)
    }

    /// The same, where the world is on loopback, too. Not for `cargo xtask serve`, which asks its system for names.
    ///
    /// # Errors
    /// As [`Relay::start`].
    pub fn in_world(
        world: Option<World<'_>>,
        scheme: Scheme<'_>,
        kind: RelayKind,
        hosts: &[&str],
        site: &Path,
    ) -> Result<Self> {
        let mut tries = 0;
        loop {
            // None of them can be told to take a free port and say which, so that another program may be quicker.
            let host = Socket::open()?.host();
            tries += 1;
            match Self::start_at(world, scheme, kind, host, hosts, site) {
                Err(trouble) if tries < 5 && trouble.0.contains("ddress already in use") => {}
                done => return done,
            }
        }
    }

    fn start_at(
        world: Option<World<'_>>,
        scheme: Scheme<'_>,
        kind: RelayKind,
        host: String,
        hosts: &[&str],
        site: &Path,
    ) -> Result<Self> {
        let folder = Folder::new("relay")?;
        if kind == RelayKind::Serve {
            let mut command = Command::new(environment::relay()?);
            let word = if matches!(scheme, Scheme::Http) { "http" } else { "https" };
            command.args(hosts.iter().map(|host| format!("{}={word}://{}", name(host), address(host))));
            scheme.believed_by(&mut command);
            let (daemon, host) =
                Daemon::start_telling(&mut command, |line| line.strip_prefix("http://").map(str::to_owned))?;
            return Ok(Self { host: host.trim_end().to_owned(), _daemon: daemon, _folder: folder });
        }
        let rules = |path: &str, phrases: &[(&str, &str)]| {
            let rules = std::fs::read_to_string(environment::repository("deploy").join(path))?;
            let rules = squeeze(&rules);
            if matches!(scheme, Scheme::Http) { replaced(&rules, phrases) } else { Ok(rules) }
        };
        let in_world = |rules: String, phrases: &dyn Fn(World<'_>) -> Vec<(&'static str, String)>| {
            world.map_or(Ok(rules.clone()), |world| {
                let phrases = phrases(world);
                let phrases: Vec<(&str, &str)> = phrases.iter().map(|(old, new)| (*old, &**new)).collect();
                replaced(&rules, &phrases)
            })
        };
        let site = site.display().to_string();
        let (mut command, ready) = match kind {
            RelayKind::Nginx => {
                let rules = rules("nginx/bayplan.conf", &[("https://", "http://")])?;
                let rules = in_world(rules, &|world| {
                    let resolver = format!("resolver {} valid=60s;", world.names);
                    let place = format!("http://$relay_name:{};", world.port);
                    vec![("resolver 127.0.0.53 valid=60s;", resolver), ("http://$relay_name;", place)]
                })?;
                (nginx(&folder, scheme, &rules, &host, hosts, &site)?, "getrlimit")
            }
            RelayKind::Caddy => {
                let clear = [("https://", "http://"), ("transport http {\ntls\n", "transport http {\n")];
                let rules = rules("caddy/Caddyfile", &clear)?;
                let rules = in_world(rules, &|world| {
                    let transport = format!("transport http {{\nresolvers udp/{}\n", world.names);
                    let place = format!("relay_dial {{next_public}}:{}", world.port);
                    vec![("transport http {\n", transport), ("relay_dial {next_public}:443", place)]
                })?;
                (caddy(&folder, &rules, &host, hosts, &site)?, "serving initial configuration")
            }
            RelayKind::Netlify | RelayKind::Cloudflare | RelayKind::Serve => {
                let rules = rules("relay.js", &[("https://", "http://"), (r"https:\/\/", r"http:\/\/")])?;
                let world = world.map(|world| world.port);
                (function(&folder, kind, &rules, &host, hosts, world)?, "listening")
            }
        };
        scheme.believed_by(&mut command);
        let (daemon, ()) = Daemon::start(&mut command, |line| line.contains(ready).then_some(()))?;
        Ok(Self { host, _daemon: daemon, _folder: folder })
    }

    /// `127.0.0.1:PORT`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Where the site is.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.host)
    }
}

impl Scheme<'_> {
    /// Has a program believe the authority, by the variables that Go, Node.js and Rust's programs read.
    fn believed_by(self, command: &mut Command) {
        if let Self::Https(Some(certificates)) = self {
            command.env("SSL_CERT_FILE", certificates.authority());
            command.env("NODE_EXTRA_CA_CERTS", certificates.authority());
        }
    }
}

/// Replaces each phrase, which must be there.
fn replaced(text: &str, phrases: &[(&str, &str)]) -> Result<String> {
    phrases.iter().try_fold(text.to_owned(), |text, (old, new)| match text.contains(old) {
        true => Ok(text.replace(old, new)),
        false => Err(format!("The shipped rules have no “{old}” any more:\n{text}").into()),
    })
}

/// The name that the page has for a host.
fn name(host: &str) -> &str {
    host.split('=').next().unwrap_or(host)
}

/// Where that is.
fn address(host: &str) -> &str {
    host.rsplit('=').next().unwrap_or(host)
}

/// One line for each of our hosts, from its name and where it is, in the place of those for the shipped hosts.
fn listed(rules: &str, line: impl Fn(&str, &str) -> String, hosts: &[&str]) -> Result<String> {
    let names: Vec<&str> = relayed().collect();
    let shipped: Vec<String> = names.iter().map(|host| line(host, host)).collect();
    let ours: Vec<String> = hosts.iter().map(|host| line(name(host), address(host))).collect();
    replaced(rules, &[(&shipped.join("\n"), &ours.join("\n")), (&json_list(&names), &json_list(hosts))])
}

/// Without what aligns a table: no space at a line's ends, and one between words.
fn squeeze(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n")
}

fn json_list(hosts: &[&str]) -> String {
    hosts.iter().map(|host| format!("\"{}\"", name(host))).collect::<Vec<_>>().join(",")
}

/// What Debian's nginx.conf has around the rules, but all of it in the folder of the test.
const NGINX: &str = "daemon off; master_process off; pid nginx.pid; error_log stderr notice;
events {}
http {
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  include rules.conf;
}
";

/// Where the shipped rules say that Debian has the authorities of the world.
const AUTHORITIES: &str = "/etc/ssl/certs/ca-certificates.crt";

fn nginx(
    folder: &Folder,
    scheme: Scheme<'_>,
    rules: &str,
    host: &str,
    hosts: &[&str],
    site: &str,
) -> Result<Command> {
    let word = if matches!(scheme, Scheme::Http) { "http" } else { "https" };
    let mut rules = listed(rules, |name, at| format!("{name} {word}://{at};"), hosts)?;
    rules = replaced(
        &rules,
        &[("listen 80;", &format!("listen {host};")), ("root /var/www/bayplan;", &format!("root {site};"))],
    )?;
    if let Scheme::Https(Some(certificates)) = scheme {
        rules = replaced(&rules, &[(AUTHORITIES, &certificates.authority().display().to_string())])?;
    }
    folder.write("rules.conf", rules)?;
    let file = folder.write("nginx.conf", NGINX)?;
    let mut command = Command::new("nginx");
    command.arg("-e").arg("stderr").arg("-p").arg(folder.join("")).arg("-c").arg(file);
    // It is not on the search path of everyone.
    command.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin");
    Ok(command)
}

fn caddy(folder: &Folder, rules: &str, host: &str, hosts: &[&str], site: &str) -> Result<Command> {
    let ports = |name: &str, at: &str| match at.contains(':') {
        true => format!("{name} {at}"),
        false => format!("{name} {at}:443"),
    };
    let rules = replaced(
        &listed(rules, ports, hosts)?,
        &[
            ("{\nservers {", "{\nadmin off\nservers {"),
            ("bayplan.example {", &format!("http://{host} {{")),
            ("root * /srv/bayplan", &format!("root * {site}")),
        ],
    )?;
    let file = folder.write("Caddyfile", format!("{rules}\n"))?;
    let mut command = Command::new("caddy");
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(file);
    command.env("XDG_DATA_HOME", folder.join("data")).env("XDG_CONFIG_HOME", folder.join("config"));
    Ok(command)
}

/// A server of Node.js around a function from `Request` to `Response`.
const SERVER: &str = r"
import http from 'node:http';
import netlify, { config } from './netlify/edge-functions/relay.js';
import { onRequest } from './cloudflare/functions/relay/[[path]].js';
if (config.path !== '/relay/*') throw new Error('Netlify would not call it.');
const relay = { Netlify: netlify, Cloudflare: (request) => onRequest({ request }) }[process.argv[2]];
const [host, port] = process.argv[3].split(':');
const world = process.argv[4];
if (world) {
  const direct = globalThis.fetch;
  globalThis.fetch = (url, options) => {
    const at = new URL(url);
    if (!at.port) at.host = `127.0.0.1:${world}`;
    return direct(at, options);
  };
}
http.createServer(async (asked, told) => {
  const url = `http://${asked.headers.host}${asked.url}`;
  const answer = await relay(new Request(url, { method: asked.method, headers: asked.headers }));
  told.writeHead(answer.status, Object.fromEntries(answer.headers));
  told.end(Buffer.from(await answer.arrayBuffer()));
}).listen(Number(port), host, () => console.error('listening'));
";

fn function(
    folder: &Folder,
    kind: RelayKind,
    rules: &str,
    host: &str,
    hosts: &[&str],
    world: Option<&str>,
) -> Result<Command> {
    let list = |hosts: &[&str]| hosts.iter().map(|host| format!("'{host}',")).collect::<Vec<_>>().join("\n");
    folder.write("relay.js", replaced(rules, &[(&list(&relayed().collect::<Vec<_>>()), &list(hosts))])?)?;
    for path in ["netlify/edge-functions/relay.js", "cloudflare/functions/relay/[[path]].js"] {
        folder.write(path, std::fs::read(environment::repository("deploy").join(path))?)?;
    }
    folder.write("package.json", r#"{"type":"module"}"#)?;
    let file = folder.write("server.js", SERVER)?;
    let mut command = Command::new("node");
    command.arg(file).arg(format!("{kind:?}")).arg(host).args(world);
    Ok(command)
}
