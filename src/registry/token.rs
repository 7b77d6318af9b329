//! Tokens: where to get one, and what is given. The distribution project's token authentication:
//! <https://distribution.github.io/distribution/spec/auth/token/>

use super::challenge::Challenge;
use super::secret::Secret;
use super::url::Url;
use crate::json;
use crate::limits;

/// What is asked for where a challenge names no scope: to read `repository`.
#[must_use]
pub fn reading_scope(repository: &str) -> String {
    format!("repository:{repository}:pull")
}

/// The scopes of a challenge, cut down to reading: a token opens no more than this page needs, whatever the
/// registry asks for. `metadata_read` is what Azure wants for lists.
#[must_use]
pub fn scopes(challenge: &Challenge, repository: &str) -> Vec<String> {
    let named = challenge.get("scope").unwrap_or_default().split_ascii_whitespace();
    let readable = |scope: &str| match scope.rsplit_once(':') {
        Some((what, actions)) if what.starts_with("repository:") => {
            let reading = actions.split(',').filter(|action| matches!(*action, "pull" | "metadata_read"));
            let reading = reading.collect::<Vec<_>>().join(",");
            (!reading.is_empty()).then(|| format!("{what}:{reading}"))
        }
        // As Amazon's `aws`.
        None => Some(scope.to_owned()),
        Some(_) => None,
    };
    let scopes: Vec<_> = named.filter_map(readable).take(limits::SCOPES).collect();
    if scopes.is_empty() { vec![reading_scope(repository)] } else { scopes }
}

/// The address to ask `realm` at. What its query says already is kept.
#[must_use]
pub fn token_url(realm: &Url, service: Option<&str>, scopes: &[String]) -> Url {
    let service = service.map(|service| format!("service={}", escaped(service)));
    let scopes = scopes.iter().map(|scope| format!("scope={}", escaped(scope)));
    let own = realm.query.clone().filter(|query| !query.is_empty());
    let parts: Vec<_> = own.into_iter().chain(service).chain(scopes).collect();
    Url { query: Some(parts.join("&")), ..realm.clone() }
}

/// Percent-encoded, but for what a query's value may hold as it stands.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b',' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The token of an answer: `token`, or `access_token` as OAuth 2 has it; both are the same where both are
/// there. `None` where there is none, or one that can't stand in a header.
#[must_use]
pub fn token(body: &[u8]) -> Option<Secret> {
    if body.len() > limits::TOKEN_ANSWER_BYTES {
        return None;
    }
    let reading = json::read(body);
    let root = reading.root(body)?;
    let text = |key| root.get(key).and_then(|value| value.as_str()).filter(|text| !text.is_empty());
    let token = text("token").or_else(|| text("access_token"))?;
    // RFC 6750, section 2.1, `b64token`; some have other signs, and none may end the header.
    let is_plain = token.len() <= limits::TOKEN_BYTES && token.bytes().all(|byte| byte.is_ascii_graphic());
    is_plain.then(|| Secret::new(token.into_owned()))
}

/// `Authorization` with a token.
#[must_use]
pub fn bearer(token: &Secret) -> Secret {
    Secret::new(format!("Bearer {}", token.reveal()))
}

/// `Authorization` with a user's name and password. RFC 7617, in UTF-8.
#[must_use]
pub fn basic(user: &str, password: &Secret) -> Secret {
    use base64::Engine as _;
    let pair = format!("{user}:{}", password.reveal());
    Secret::new(format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair)))
}

#[cfg(test)]
mod tests {
    use super::super::challenge::challenges;
    use super::*;

    #[test]
    fn scopes_are_cut_down_to_reading() {
        for (scope, expected, reason) in [
            ("", "repository:a/b:pull", "none named"),
            ("repository:a/b:pull", "repository:a/b:pull", "as usual"),
            ("repository:a/b:pull,push,delete", "repository:a/b:pull", "more than reading"),
            ("repository:a/b:metadata_read", "repository:a/b:metadata_read", "Azure, for lists"),
            ("repository:a/b:push registry:catalog:*", "repository:a/b:pull", "nothing that is reading"),
            ("repository:x/y/a/b:pull", "repository:x/y/a/b:pull", "a name of the registry's own"),
            ("repository:host:5000/a:pull", "repository:host:5000/a:pull", "a colon in the name"),
            ("aws", "aws", "Amazon's"),
            ("repository:a:pull repository:b:pull", "repository:a:pull repository:b:pull", "two"),
        ] {
            let challenge = challenges(&format!("Bearer realm=\"x\",scope=\"{scope}\""));
            assert_eq!(scopes(&challenge[0], "a/b").join(" "), expected, "{reason}");
        }
    }

    #[test]
    fn addresses() {
        for (realm, service, expected) in [
            (
                "https://auth.docker.io/token",
                Some("registry.docker.io"),
                "https://auth.docker.io/token?service=registry.docker.io&scope=repository:a:pull",
            ),
            ("https://a.example/token?x=1", None, "https://a.example/token?x=1&scope=repository:a:pull"),
            (
                "https://a.example/token?",
                Some("a b&c=d\u{e4}\r\n"),
                "https://a.example/token?service=a%20b%26c%3Dd%C3%A4%0D%0A&scope=repository:a:pull",
            ),
        ] {
            let realm = Url::parse(realm).unwrap();
            let url = token_url(&realm, service, &[reading_scope("a")]);
            assert_eq!(url.to_string(), expected);
            assert!(Url::parse(&url.to_string()).is_some());
        }
    }

    #[test]
    fn tokens() {
        let long = format!(r#"{{"token": "{}"}}"#, "a".repeat(limits::TOKEN_BYTES + 1));
        for (body, expected, reason) in [
            (r#"{"token": "a.b-c", "expires_in": 300}"#, Some("a.b-c"), "as specified"),
            (r#"{"access_token": "a"}"#, Some("a"), "as OAuth has it"),
            (r#"{"token": "", "access_token": "a"}"#, Some("a"), "an empty one is none"),
            (r#"{"token": "a", "access_token": "b"}"#, Some("a"), "the first of both"),
            (r#"{"token": "a\r\nX-Y: z"}"#, None, "it would end the header"),
            (r#"{"token": "ä"}"#, None, "no header can hold it"),
            (r#"{"token": 1}"#, None, "no text"),
            (r#"["token"]"#, None, "no object"),
            ("<html>", None, "a page"),
            (long.as_str(), None, "too long"),
        ] {
            assert_eq!(token(body.as_bytes()).as_ref().map(Secret::reveal), expected, "{reason}");
        }
    }

    #[test]
    fn headers() {
        assert_eq!(bearer(&Secret::new("a")).reveal(), "Bearer a");
        assert_eq!(
            basic("Aladdin", &Secret::new("open sesame")).reveal(),
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
        );
    }
}
