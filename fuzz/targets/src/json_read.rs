//! Any bytes give a sound tape, tokens that cover them, and rows that show them.

use bayplan::json::{self, Lines, Rows};

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    let reading = json::read(bytes);
    let theirs = serde_json_agrees(bytes, &reading);
    assert!(theirs, "serde_json and we disagree");
    let mut stack: Vec<_> = reading.root(bytes).into_iter().collect();
    let mut seen = 0;
    while let Some(value) = stack.pop() {
        seen += 1;
        assert!(value.span().start < value.span().end && value.span().end as usize <= bytes.len());
        let _ = (value.as_str(), value.number(), value.as_i64());
        stack.extend(value.items().chain(value.members().flat_map(|member| [member.key, member.value])));
    }
    assert_eq!(seen, reading.tape.len());
    for problem in &reading.problems {
        assert!(!problem.kind.to_string().is_empty());
    }

    let covered = json::tokens(bytes).fold(0, |at, token| {
        assert!(token.span.start == at && token.span.end > at);
        token.span.end
    });
    assert_eq!(covered as usize, bytes.len());

    let lines = Lines::new(bytes);
    let rows = Rows::new(bytes, &lines, 7);
    for index in 0..rows.len() {
        let shown: u32 = rows.tokens(bytes, &lines, index).iter().map(|t| t.span.end - t.span.start).sum();
        let row = rows.get(&lines, index).expect("a row for each index");
        assert_eq!(shown, row.span.end - row.span.start);
    }
    let _ = json::folds(&reading.tape, &lines);
}

/// Whether both call it JSON, or neither; a few things they refuse are told as problems here.
fn serde_json_agrees(bytes: &[u8], reading: &json::Reading) -> bool {
    use json::ProblemKind::{LoneSurrogate, NumberNotInterchangeable, TooDeep};
    let tolerated = reading
        .problems
        .iter()
        .any(|problem| matches!(problem.kind, LoneSurrogate | NumberNotInterchangeable | TooDeep { .. }));
    // Their recursion limit is ours, one less.
    let deep = bytes.iter().filter(|byte| matches!(byte, b'[' | b'{')).count() > 120;
    tolerated || deep || serde_json::from_slice::<serde_json::Value>(bytes).is_ok() == reading.is_json()
}
