//! A token server: gives who may have one a JWT that docker-registry believes.
//! <https://distribution.github.io/distribution/spec/auth/token/>,
//! <https://distribution.github.io/distribution/spec/auth/jwt/>

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::json;

use super::daemon::{Folder, run};
use super::http::{Answer, Http, Request, Socket};
use super::registry::{PASSWORD, USER};
use crate::Result;

/// Who the tokens are from, and whom they are for.
const ISSUER: &str = "the tests' token server";
const SERVICE: &str = "the tests' registry";

/// A running token server.
pub struct Tokens {
    server: Http,
    signer: Arc<Signer>,
    /// The URL that the registry sends its clients to.
    realm: String,
}

/// Who gets a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// Anyone.
    ToAnyone,
    /// Who knows [`USER`] and [`PASSWORD`].
    ToUsers,
}

impl Tokens {
    /// Starts one.
    ///
    /// # Errors
    /// When openssl fails.
    pub fn start(given: Given) -> Result<Self> {
        let socket = Socket::open()?;
        let realm = format!("http://{}/token", socket.host());
        let signer = Arc::new(Signer::new()?);
        let shared = Arc::clone(&signer);
        let server = socket.serve(move |request| answer(&shared, given, request));
        Ok(Self { server, signer, realm })
    }

    /// The same, for clients that are to ask for their tokens at `realm`: a front before it.
    #[must_use]
    pub fn at(mut self, realm: String) -> Self {
        self.realm = realm;
        self
    }

    /// The server itself.
    #[must_use]
    pub const fn server(&self) -> &Http {
        &self.server
    }

    /// Where a client is sent to get a token.
    #[must_use]
    pub fn realm(&self) -> &str {
        &self.realm
    }

    /// The registry's part of it.
    pub(super) fn configuration(&self) -> String {
        format!(
            "auth:
  token:
    realm: {}
    service: {SERVICE}
    issuer: {ISSUER}
    rootcertbundle: {}
",
            self.realm,
            self.signer.folder.join("certificate.pem").display()
        )
    }
}

/// What `GET /token?service=…&scope=…` answers.
fn answer(signer: &Signer, given: Given, request: &Request) -> Answer {
    let basic = format!("Basic {}", STANDARD.encode(format!("{USER}:{PASSWORD}")));
    let known = match request.header("authorization") {
        Some(credentials) => credentials == basic,
        None => given == Given::ToAnyone,
    };
    let open = |answer: Answer| answer.with("Access-Control-Allow-Origin", "*");
    if request.method == "OPTIONS" {
        return open(Answer::new(204, "")).with("Access-Control-Allow-Headers", "Authorization");
    }
    if !known {
        return open(Answer::new(401, r#"{"details":"incorrect username or password"}"#));
    }
    let scopes = request.parameters("scope");
    match signer.token(&scopes) {
        Ok(token) => {
            let body = json!({ "token": token, "expires_in": 300 });
            open(Answer::new(200, body.to_string()).with("Content-Type", "application/json"))
        }
        Err(trouble) => Answer::new(500, trouble.0),
    }
}

/// A key, and the certificate by which the registry knows it.
struct Signer {
    folder: Folder,
    /// The certificate in DER, as Base64: what `x5c` holds.
    certificate: String,
}

impl Signer {
    fn new() -> Result<Self> {
        let folder = Folder::new("tokens")?;
        let (key, pem) = (folder.join("key.pem"), folder.join("certificate.pem"));
        run(Command::new("openssl")
            .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=tokens"])
            .arg("-keyout")
            .arg(&key)
            .arg("-out")
            .arg(&pem))?;
        let certificate = std::fs::read_to_string(&pem)?;
        let certificate = certificate.lines().filter(|line| !line.starts_with("-----")).collect();
        Ok(Self { folder, certificate })
    }

    /// A token that grants what is asked for: `repository:demo/app:pull,push`.
    fn token(&self, scopes: &[String]) -> Result<String> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|error| error.to_string())?.as_secs();
        let access: Vec<_> = scopes
            .iter()
            .flat_map(|scope| scope.split(' '))
            .filter_map(|scope| {
                let (kind, rest) = scope.split_once(':')?;
                let (name, actions) = rest.rsplit_once(':')?;
                let actions: Vec<&str> = actions.split(',').collect();
                Some(json!({ "type": kind, "name": name, "actions": actions }))
            })
            .collect();
        let header = json!({ "typ": "JWT", "alg": "RS256", "x5c": [self.certificate] });
        let claims = json!({
            "iss": ISSUER, "sub": USER, "aud": SERVICE, "jti": "1",
            "iat": now, "nbf": now - 60, "exp": now + 300, "access": access,
        });
        let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let signed =
            format!("{}.{}", encode(header.to_string().as_bytes()), encode(claims.to_string().as_bytes()));
        Ok(format!("{signed}.{}", encode(&self.sign(signed.as_bytes())?)))
    }

    fn sign(&self, bytes: &[u8]) -> Result<Vec<u8>> {
        let work = Folder::new("signature")?;
        let file = work.write("signed", bytes)?;
        let key = self.folder.join("key.pem");
        run(openssl_signature(&key).arg(file))
    }
}

fn openssl_signature(key: &Path) -> Command {
    let mut command = Command::new("openssl");
    command.args(["dgst", "-sha256", "-sign"]).arg(key);
    command
}
