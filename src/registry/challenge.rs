//! `WWW-Authenticate`: what a registry wants before it answers. RFC 9110, section 11.
//!
//! ```text
//! challenges = #challenge            challenge  = scheme [ 1*SP ( token68 / #auth-param ) ]
//! auth-param = token BWS "=" BWS ( token / quoted-string )
//! ```
//!
//! A comma stands between challenges and between parameters alike: what is after one is a parameter where
//! an equals sign follows, and a scheme where none does.

use crate::limits;

/// One challenge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Challenge {
    /// The scheme as written; it is compared without regard to case.
    pub scheme: String,
    /// The parameters, their names in lower case. RFC 9110 has each name once: see [`Challenge::once`].
    pub parameters: Vec<(String, String)>,
    /// The data of a scheme that has no parameters.
    pub token68: Option<String>,
}

impl Challenge {
    /// Whether it is of this scheme.
    #[must_use]
    pub fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// The values of the parameter `name`, which a challenge should name once.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.parameters.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The value of the parameter `name`, an empty one left out.
    ///
    /// # Errors
    /// [`Repeated`], where it is there with two values: clients go by the first or by the last, so that
    /// nobody can tell which is meant.
    pub fn once<'a>(&'a self, name: &'a str) -> Result<Option<&'a str>, Repeated> {
        let mut values = self.all(name);
        let first = values.next();
        if values.any(|value| Some(value) != first) {
            return Err(Repeated);
        }
        Ok(first.filter(|value| !value.is_empty()))
    }
}

/// A parameter stands in a challenge with two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeated;

/// Reads all challenges of the header, whose lines the browser joined by commas. What can't be read is
/// skipped to the next comma, so that a challenge that is no use hides none that is. A header over
/// [`limits::CHALLENGE_BYTES`] is not read at all: its end would be that of no value.
#[must_use]
pub fn challenges(header: &str) -> Vec<Challenge> {
    let mut rest = Rest(header);
    let mut found: Vec<Challenge> = Vec::new();
    if header.len() > limits::CHALLENGE_BYTES {
        return found;
    }
    loop {
        rest.skip(|char| matches!(char, ' ' | '\t' | ','));
        if rest.0.is_empty() {
            return found;
        }
        let name = rest.take(is_token);
        if name.is_empty() {
            rest.skip(|char| char != ',');
            continue;
        }
        let spaced = rest.space();
        if rest.eat('=') {
            rest.space();
            let value = rest.value();
            if let Some(challenge) = found.last_mut()
                && challenge.parameters.len() < limits::CHALLENGE_PARAMETERS
            {
                challenge.parameters.push((name.to_ascii_lowercase(), value));
            }
            continue;
        }
        if found.len() >= limits::CHALLENGES {
            return found;
        }
        let mut challenge = Challenge { scheme: name.to_owned(), ..Challenge::default() };
        if spaced {
            challenge.token68 = rest.token68();
        }
        found.push(challenge);
    }
}

/// What is still to be read.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn take(&mut self, is: impl Fn(char) -> bool) -> &'a str {
        let end = self.0.find(|char| !is(char)).unwrap_or(self.0.len());
        let (taken, rest) = self.0.split_at_checked(end).unwrap_or((self.0, ""));
        self.0 = rest;
        taken
    }

    fn skip(&mut self, is: impl Fn(char) -> bool) {
        self.take(is);
    }

    /// Whether there was white space.
    fn space(&mut self) -> bool {
        !self.take(|char| matches!(char, ' ' | '\t')).is_empty()
    }

    fn eat(&mut self, char: char) -> bool {
        self.0.strip_prefix(char).map(|rest| self.0 = rest).is_some()
    }

    /// A quoted string, or all up to a comma or white space: some leave out the quotes of a URL.
    fn value(&mut self) -> String {
        if !self.eat('"') {
            return self.take(|char| !matches!(char, ',' | ' ' | '\t')).to_owned();
        }
        let mut value = String::new();
        let mut chars = self.0.chars();
        while let Some(char) = chars.next() {
            match char {
                '"' => break,
                '\\' => value.extend(chars.next()),
                _ => value.push(char),
            }
        }
        self.0 = chars.as_str();
        value
    }

    /// Data in Base64, if that is all up to the next comma.
    fn token68(&mut self) -> Option<String> {
        let before = self.0;
        let body = self.take(|char| char.is_ascii_alphanumeric() || "-._~+/".contains(char));
        let padding = self.take(|char| char == '=');
        let length = body.len().saturating_add(padding.len());
        self.space();
        if !body.is_empty() && (self.0.is_empty() || self.0.starts_with(',')) {
            return before.get(..length).map(str::to_owned);
        }
        self.0 = before;
        None
    }
}

/// `tchar`: RFC 9110, section 5.6.2.
fn is_token(char: char) -> bool {
    char.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(char)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(header: &str) -> String {
        let one = |challenge: &Challenge| {
            let parameters = challenge.parameters.iter().map(|(name, value)| format!("{name}={value}"));
            let all: Vec<_> = challenge.token68.clone().into_iter().chain(parameters).collect();
            format!("{}({})", challenge.scheme, all.join(";"))
        };
        challenges(header).iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn read() {
        for (header, expected, reason) in [
            ("", "", "nothing"),
            ("Basic", "Basic()", "a scheme alone"),
            (
                r#"Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push""#,
                "Bearer(realm=https://auth.docker.io/token;service=registry.docker.io;scope=repository:a/b:pull,push)",
                "a comma in a quoted string",
            ),
            (r#"Basic realm="a", Bearer realm="b""#, "Basic(realm=a) Bearer(realm=b)", "two challenges"),
            (r#"Basic realm="a",Bearer realm="b",x=1"#, "Basic(realm=a) Bearer(realm=b;x=1)", "no space"),
            ("Negotiate, Basic realm=x", "Negotiate() Basic(realm=x)", "one without parameters"),
            ("NTLM TlRMTVNTUAAC==, Basic realm=x", "NTLM(TlRMTVNTUAAC==) Basic(realm=x)", "token68"),
            (r#"Bearer realm = "a" , service = b"#, "Bearer(realm=a;service=b)", "space around signs"),
            (r#"  ,, Bearer  realm="a",,service="b", "#, "Bearer(realm=a;service=b)", "empty elements"),
            (r#"bEaReR REALM="a""#, "bEaReR(realm=a)", "case"),
            (r#"Bearer realm="a\"b\\c""#, r#"Bearer(realm=a"b\c)"#, "escapes"),
            (
                "Bearer realm=https://a.example/token,service=b",
                "Bearer(realm=https://a.example/token;service=b)",
                "no quotes",
            ),
            (r#"Bearer realm="a"#, "Bearer(realm=a)", "a quote that is not closed"),
            (r#"Bearer realm="a\"#, "Bearer(realm=a)", "an escape at the end"),
            (
                r#"Bearer realm="Bearer realm=b, x""#,
                "Bearer(realm=Bearer realm=b, x)",
                "a challenge in quotes is text",
            ),
            ("realm=x, Basic realm=y", "Basic(realm=y)", "a parameter of no challenge"),
            (r#""x", Basic realm=y"#, "Basic(realm=y)", "what begins with no token"),
            ("Bearer ä=1, Basic realm=y", "Bearer() Basic(realm=y)", "what is no token"),
            (r#"Bearer realm="ä""#, "Bearer(realm=ä)", "text beyond ASCII in quotes"),
            ("Bearer realm=ä€,x=1", "Bearer(realm=ä€;x=1)", "and without"),
        ] {
            assert_eq!(written(header), expected, "{reason}");
        }
    }

    #[test]
    fn a_parameter_counts_once() {
        for (header, expected, reason) in [
            (r#"Bearer realm="a""#, Ok(Some("a")), "once"),
            (r#"Bearer realm="a", Realm="b""#, Err(Repeated), "twice, in two cases"),
            (r#"Bearer realm="a", realm=a"#, Ok(Some("a")), "twice the same"),
            (r#"Bearer realm="""#, Ok(None), "nothing in it"),
            ("Bearer service=a", Ok(None), "not there"),
            (r#"Bearer realm="a", Basic realm="b""#, Ok(Some("a")), "another challenge's is its own"),
        ] {
            let challenges = challenges(header);
            assert_eq!(challenges[0].once("realm"), expected, "{reason}");
        }
    }

    #[test]
    fn a_header_that_is_too_long_is_not_read_in_part() {
        let long =
            format!(r#"Bearer realm="https://a.example/{}""#, "\u{e4}".repeat(limits::CHALLENGE_BYTES));
        assert_eq!(challenges(&long), []);
        assert_eq!(challenges(&"a,".repeat(limits::CHALLENGE_BYTES / 2)).len(), limits::CHALLENGES);
    }

    proptest! {
        #[test]
        fn no_input_panics_and_all_is_bounded(header in "[ ,=\"\\\\a-cä]{0,40}|.*") {
            let found = challenges(&header);
            prop_assert!(found.len() <= limits::CHALLENGES);
            prop_assert!(found.iter().all(|challenge| !challenge.scheme.is_empty()));
        }

        #[test]
        fn what_is_quoted_comes_back(value in "[ -~ä]{0,30}", other in "[a-z]{1,5}") {
            let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
            let header = format!("Basic realm={other}, Bearer {other}=\"{quoted}\", x=\"{other}\"");
            let found = challenges(&header);
            prop_assert_eq!(found.len(), 2);
            prop_assert_eq!(found[1].all(&other).next(), Some(value.as_str()));
        }
    }
}
