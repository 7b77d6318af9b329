//! Command lines as a shell reads them, word by word, each with its place.
//!
//! What only a shell knows stays unknown: a variable, what a command prints, a template that is filled in later. Each
//! is a [`Part::Variable`] of its word.

use super::placed::Placed;
use super::word::{Part, Word};
use crate::json::Span;

/// All of a text as one word, in which quotes are nothing special.
#[must_use]
pub fn plain(text: &Placed) -> Word {
    let mut scanner = Scanner::new(text);
    let mut word = Building::default();
    while let Some(char) = scanner.peek(0) {
        if !scanner.variable(&mut word) {
            word.push(char);
            scanner.at += 1;
        }
    }
    word.finish(text.span())
}

/// The commands of a script, each as its words. `one` where line breaks separate words alone, as in a folded text.
#[must_use]
pub fn commands(text: &Placed, one: bool) -> Vec<Vec<Word>> {
    let mut scanner = Scanner::new(text);
    let (mut commands, mut words) = (Vec::new(), Vec::new());
    while let Some(token) = scanner.token(one) {
        match token {
            Token::Word(word) => words.push(word),
            Token::End if words.is_empty() => {}
            Token::End => commands.push(std::mem::take(&mut words)),
        }
    }
    if !words.is_empty() {
        commands.push(words);
    }
    commands
}

enum Token {
    Word(Word),
    /// A line break, or what stands between two commands.
    End,
}

/// A word that is read.
#[derive(Default)]
struct Building {
    written: String,
    parts: Vec<Part>,
    is_any: bool,
}

impl Building {
    fn push(&mut self, char: char) {
        self.is_any = true;
        self.written.push(char);
        match self.parts.last_mut() {
            Some(Part::Text(text)) => text.push(char),
            _ => self.parts.push(Part::Text(char.to_string())),
        }
    }

    fn variable(&mut self, name: String, written: &str) {
        self.is_any = true;
        self.written.push_str(written);
        self.parts.push(Part::Variable(name));
    }

    fn finish(self, span: Span) -> Word {
        Word { text: self.written, span, parts: self.parts }
    }
}

/// What is done with the next word.
#[derive(PartialEq)]
enum Next {
    Keep,
    /// It is where something is written to, or read from.
    Drop,
    /// It ends a text that begins after this line.
    Delimits,
}

struct Scanner<'a> {
    text: &'a Placed,
    at: usize,
    next: Next,
    /// What the texts that begin after this line end with.
    delimiters: Vec<String>,
    /// No template and no backtick is closed after here.
    open: [bool; 2],
}

impl<'a> Scanner<'a> {
    fn new(text: &'a Placed) -> Self {
        Self { text, at: 0, next: Next::Keep, delimiters: Vec::new(), open: [false; 2] }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.text.chars().get(self.at.saturating_add(ahead)).map(|(char, _)| *char)
    }

    fn starts(&self, with: &str) -> bool {
        with.chars().enumerate().all(|(ahead, char)| self.peek(ahead) == Some(char))
    }

    fn token(&mut self, one: bool) -> Option<Token> {
        loop {
            match self.peek(0)? {
                '\n' => {
                    self.at += 1;
                    self.skip_texts();
                    if !one {
                        return Some(Token::End);
                    }
                }
                char if char.is_whitespace() => self.at += 1,
                '\\' | '`' | '^' if self.joins_lines() => self.skip_line(),
                '#' => {
                    while self.peek(0).is_some_and(|char| char != '\n') {
                        self.at += 1;
                    }
                }
                ';' | '&' | '|' | '(' | ')' => {
                    self.at += 1;
                    return Some(Token::End);
                }
                '<' | '>' => self.redirection(),
                _ => match (self.word(), std::mem::replace(&mut self.next, Next::Keep)) {
                    (Some(word), Next::Keep) => return Some(Token::Word(word)),
                    (Some(word), Next::Delimits) => self.delimiters.push(word.text),
                    _ => {}
                },
            }
        }
    }

    /// Whether a sign at the end of a line has it go on in the next.
    fn joins_lines(&self) -> bool {
        let mut ahead = 1;
        while self.peek(ahead).is_some_and(|char| matches!(char, ' ' | '\t' | '\r')) {
            ahead += 1;
        }
        // In a folded text there are no lines any more, and the sign stands alone.
        matches!(self.peek(ahead), Some('\n') | None)
    }

    /// Goes to the beginning of the next line.
    fn skip_line(&mut self) {
        while let Some(char) = self.peek(0) {
            self.at += 1;
            if char == '\n' {
                return;
            }
        }
    }

    /// Leaves out the texts that were announced by `<<`.
    fn skip_texts(&mut self) {
        for delimiter in std::mem::take(&mut self.delimiters) {
            while self.peek(0).is_some() {
                let start = self.at;
                self.skip_line();
                let line = self.text.chars().get(start..self.at).unwrap_or_default();
                let line: String = line.iter().map(|(char, _)| *char).collect();
                if line.trim() == delimiter {
                    break;
                }
            }
        }
    }

    fn redirection(&mut self) {
        let sign = self.peek(0);
        self.at += 1;
        if self.peek(0) == Some('(') {
            // What a command prints, as a file.
            self.at += 1;
            self.skip_closed('(', ')');
            return;
        }
        let is_text = sign == Some('<') && self.peek(0) == Some('<') && self.peek(1) != Some('<');
        while self.peek(0).is_some_and(|char| matches!(char, '<' | '>' | '&' | '|')) {
            self.at += 1;
        }
        if is_text && self.peek(0) == Some('-') {
            self.at += 1;
        }
        self.next = if is_text { Next::Delimits } else { Next::Drop };
    }

    fn word(&mut self) -> Option<Word> {
        let start = self.at;
        let mut word = Building::default();
        while let Some(char) = self.peek(0) {
            if char.is_whitespace() || matches!(char, ';' | '&' | '|' | '(' | ')' | '<' | '>') {
                break;
            }
            if self.variable(&mut word) {
                continue;
            }
            match char {
                '\'' => {
                    self.at += 1;
                    word.is_any = true;
                    while let Some(inner) = self.peek(0) {
                        self.at += 1;
                        if inner == '\'' {
                            break;
                        }
                        word.push(inner);
                    }
                }
                '"' => self.quoted(&mut word),
                '\\' | '^' if self.joins_lines() => {
                    self.skip_line();
                    // White space of the next line ends the word.
                    if self.peek(0).is_none_or(char::is_whitespace) {
                        break;
                    }
                }
                '\\' => {
                    self.at += 1;
                    if let Some(next) = self.peek(0) {
                        word.push(next);
                        self.at += 1;
                    }
                }
                _ => {
                    word.push(char);
                    self.at += 1;
                }
            }
        }
        // The number of a stream stands before the sign.
        let is_stream = matches!(self.peek(0), Some('<' | '>'))
            && !word.written.is_empty()
            && word.written.chars().all(|char| char.is_ascii_digit());
        let span = self.text.span_of(start, self.at);
        (word.is_any && !is_stream).then(|| word.finish(span))
    }

    fn quoted(&mut self, word: &mut Building) {
        self.at += 1;
        word.is_any = true;
        while let Some(char) = self.peek(0) {
            if char == '"' {
                self.at += 1;
                return;
            }
            if self.variable(word) {
                continue;
            }
            self.at += 1;
            let escaped = self.peek(0).filter(|_| char == '\\');
            match escaped {
                Some(next @ ('"' | '\\' | '$' | '`')) => {
                    word.push(next);
                    self.at += 1;
                }
                Some('\n') => self.at += 1,
                _ => word.push(char),
            }
        }
    }

    /// Reads what stands for something unknown; whether there was anything.
    fn variable(&mut self, word: &mut Building) -> bool {
        let start = self.at;
        let name = match self.peek(0) {
            Some('{') if self.starts("{{") && !self.open[0] => {
                self.until("}}", 0).map(|_| self.without_spaces(start))
            }
            Some('$') if self.starts("${{") && !self.open[0] => {
                self.until("}}", 0).map(|_| self.without_spaces(start))
            }
            Some('$') => self.dollar(start),
            Some('`') if !self.open[1] && !self.joins_lines() => {
                self.at += 1;
                let closed = self.until("`", 1);
                if closed.is_none() {
                    self.at = start;
                }
                closed.map(|_| self.without_spaces(start))
            }
            _ => None,
        };
        let Some(name) = name else { return false };
        let written: String = self.slice(start, self.at);
        word.variable(name, &written);
        true
    }

    fn dollar(&mut self, start: usize) -> Option<String> {
        match self.peek(1)? {
            '(' => {
                self.at += 2;
                self.skip_closed('(', ')');
                Some(self.without_spaces(start))
            }
            '{' => {
                self.at += 2;
                self.skip_closed('{', '}');
                let inner = self.slice(start.saturating_add(2), self.at);
                Some(inner.trim_end_matches('}').to_owned())
            }
            char if char.is_ascii_alphabetic() || char == '_' => {
                self.at += 1;
                while self.peek(0).is_some_and(|char| char.is_ascii_alphanumeric() || char == '_') {
                    self.at += 1;
                }
                // PowerShell's variables of the environment.
                if self.slice(start, self.at) == "$env" && self.peek(0) == Some(':') {
                    self.at += 1;
                    while self.peek(0).is_some_and(|char| char.is_ascii_alphanumeric() || char == '_') {
                        self.at += 1;
                    }
                }
                Some(self.slice(start.saturating_add(1), self.at))
            }
            char if char.is_ascii_digit() || "@*#?$!-".contains(char) => {
                self.at += 2;
                Some(char.to_string())
            }
            _ => None,
        }
    }

    /// Goes on after the next `end`; nowhere where there is none, which is looked for once.
    fn until(&mut self, end: &str, kind: usize) -> Option<()> {
        let before = self.at;
        while self.peek(0).is_some() {
            if self.starts(end) {
                self.at += end.len();
                return Some(());
            }
            self.at += 1;
        }
        self.at = before;
        if let Some(open) = self.open.get_mut(kind) {
            *open = true;
        }
        None
    }

    /// Goes on after the sign that closes what was opened; to the end where nothing does.
    fn skip_closed(&mut self, open: char, close: char) {
        let mut depth = 1_usize;
        while let Some(char) = self.peek(0) {
            self.at += 1;
            if char == open {
                depth += 1;
            } else if char == close {
                depth -= 1;
                if depth == 0 {
                    return;
                }
            }
        }
    }

    fn slice(&self, from: usize, to: usize) -> String {
        let chars = self.text.chars().get(from..to).unwrap_or_default();
        chars.iter().map(|(char, _)| *char).collect()
    }

    fn without_spaces(&self, from: usize) -> String {
        self.slice(from, self.at).chars().filter(|char| !char.is_whitespace()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let commands = commands(&Placed::new(text, 0), false);
        commands.into_iter().map(|words| words.into_iter().map(|word| word.text).collect()).collect()
    }

    #[test]
    fn words_are_a_shells() {
        for (text, expected, reason) in [
            ("docker  push a\ndocker push b\n", "docker push a|docker push b", "two lines"),
            ("docker push \\\n  a && docker push b; c", "docker push a|docker push b|c", "lines that go on"),
            ("docker push \\\r\n  a\r\n", "docker push a", "line ends of Windows"),
            ("docker push `\n  a", "docker push a", "PowerShell's sign for it"),
            ("docker build -t 'a b' \"c d\" e\\ f", "docker build -t a b c d e f", "quotes"),
            ("docker push \"$A:${B}\" # no c", "docker push $A:${B}", "a comment"),
            ("docker push {{ .Run.Registry }}/a", "docker push {{ .Run.Registry }}/a", "a template"),
            ("docker push $(echo a b)/c `d e`", "docker push $(echo a b)/c `d e`", "what a command prints"),
            ("docker push a >/dev/null 2>&1 < b", "docker push a", "where it is printed to"),
            ("cat <<EOF >x\ndocker push a\nEOF\ndocker push b", "cat|docker push b", "a text is no command"),
            ("docker push '", "docker push ", "a quote that nothing closes"),
            ("(docker push a) || true", "docker push a|true", "brackets"),
        ] {
            let found: Vec<String> = texts(text).into_iter().map(|words| words.join(" ")).collect();
            assert_eq!(found.join("|"), expected, "{reason}");
        }
    }

    #[test]
    fn a_list_between_commas() {
        let word = plain(&Placed::new("linux/amd64,$P,linux/arm64", 0));
        let texts: Vec<String> = word.listed().into_iter().map(|word| word.text).collect();
        assert_eq!(texts, ["linux/amd64", "P", "linux/arm64"]);
    }

    proptest! {
        #[test]
        fn every_word_stands_where_it_says(text in "([a-z'\"$(){}`<>#\\\\;&| \n]|é){0,60}") {
            let mut end = 0;
            for word in commands(&Placed::new(&text, 7), false).into_iter().flatten() {
                prop_assert!(word.span.start >= end && word.span.end as usize <= text.len() + 7);
                end = word.span.end;
            }
        }
    }
}
