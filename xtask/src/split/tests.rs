//! What is split gives the results of what was whole.

use std::process::{Command, Stdio};

use super::*;

/// Calls in both directions, directly and through the table; a moved function that is exported; a global
/// that both parts change; what only moved functions call; a table of other things; an imported function.
const PROGRAM: &str = r#"
(module
  (type $one (func (param i32) (result i32)))
  (import "host" "log" (func $log (param i32)))
  (table $others 4 externref)
  (table $functions 3 3 funcref)
  (memory 1)
  (global $depth (mut i32) (i32.const 0))
  (data (i32.const 8) "\2a")
  (elem (table $functions) (i32.const 1) func $late_by_table $early)
  (func $early (param i32) (result i32)
    (i32.add (local.get 0) (i32.load8_u (i32.const 8))))
  (func $late_by_table (param i32) (result i32)
    LONG
    (call $log (i32.const 7))
    (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
    (call $only_late (call $early (local.get 0))))
  (func $only_late (param i32) (result i32)
    (table.set $others (i32.const 1) (table.get $others (i32.const 0)))
    (call_indirect $functions (type $one) (i32.mul (local.get 0) (i32.const 3)) (i32.const 2)))
  (func $late_exported (export "late") (param i32 i64) (result i64)
    LONG
    (i32.store (i32.const 16) (call $late_by_table (local.get 0)))
    (i64.add (i64.load32_u (i32.const 16)) (local.get 1)))
  (func $late_alone (param i32) (result i32)
    LONG
    (if (result i32) (i32.eqz (local.get 0))
      (then (global.get $depth))
      (else (call $late_alone (i32.sub (local.get 0) (i32.const 1))))))
  (func $late_small (export "small") (result i32) (i32.const 5))
  (func (export "direct") (param i32) (result i32) (call $late_alone (local.get 0)))
  (func (export "indirect") (param i32 i32) (result i32)
    (call_indirect $functions (type $one) (local.get 0) (local.get 1)))
  (func (export "depth") (result i32) (global.get $depth)))
"#;

/// Prints what the exports give, in their order; `parts` is read from the first argument.
const RUN: &str = r"
const parts = JSON.parse(process.argv[1]).map((bytes) => new WebAssembly.Module(new Uint8Array(bytes)));
const said = [];
const { exports } = new WebAssembly.Instance(parts[0], { host: { log: (n) => said.push(n) } });
if (parts[1]) {
  try { exports.direct(1); said.push('ran'); } catch (error) { if (!(error instanceof WebAssembly.RuntimeError)) throw error; }
  new WebAssembly.Instance(parts[1], { first: exports });
}
said.push(exports.direct(3), exports.indirect(1, 1), exports.indirect(2, 2), String(exports.late(5, 6n)));
said.push(exports.depth(), exports.small(), exports.direct(0));
console.log(JSON.stringify(said));
";

fn late(name: &str) -> bool {
    name.starts_with("late")
}

fn run(parts: &[&[u8]]) -> String {
    let node = Command::new("node")
        .args(["-e", RUN, &serde_json::to_string(parts).unwrap()])
        .stdout(Stdio::piped())
        .spawn()
        .expect("node, which Debian's package npm brings, runs this test");
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

/// Makes the module; `LONG` is code that makes a function worth moving.
fn assemble(text: &str) -> Vec<u8> {
    wat::parse_str(text.replace("LONG", &"(drop (i32.const 1234567))".repeat(12))).unwrap()
}

#[test]
fn two_parts_do_what_the_whole_did() {
    let whole = assemble(PROGRAM);
    let split = split(&whole, late, "").unwrap();
    wasmparser::Validator::new().validate_all(&split.first).unwrap();
    wasmparser::Validator::new().validate_all(&split.second).unwrap();
    // Moved are the three that are late and not small, and the one that only they call.
    assert_eq!((split.report.moved, split.report.stubs), (4, 3));
    let expected = run(&[&whole]);
    assert_eq!(expected.trim(), r#"[7,7,0,171,44,"189",2,5,2]"#);
    assert_eq!(run(&[&split.first, &split.second]), expected);
}

/// Four words: the first part knows the first, which has the place of the second; something is added to the
/// place of the fourth; only the second part knows the third.
const CONSTANTS: &str = r#"
(module
  (table 1 funcref) (memory 1)
  (data (i32.const 4096) "\04\10\00\00\07\00\00\00\09\00\00\00" "FAR" "\0b\00\00\00")
  (func (export "direct") (param i32) (result i32)
    (i32.add (i32.load (i32.load (i32.const 4096))) (i32.load offset=ADDED (local.get 0))))
  (func $late_exported (export "late") (param i32 i64) (result i64)
    LONG
    (i64.load32_u (i32.const 4104)))
  (func (export "indirect") (param i32 i32) (result i32) (i32.const 0))
  (func (export "depth") (result i32) (i32.const 0))
  (func (export "small") (result i32) (i32.const 0)))
"#;

#[test]
fn constants_move_that_only_the_second_part_knows() {
    let far = 4096;
    let added = 4096 + 12 + far;
    let text = CONSTANTS.replace("FAR", &"\\01".repeat(far)).replace("ADDED", &added.to_string());
    let whole = assemble(&text);
    let mut map = String::from(" 1000 0 1010 .rodata\n");
    for at in [0x1000, 0x1004, 0x1008, 0x100c, added] {
        let size = if at == 0x100c { far } else { 4 };
        map.push_str(&format!(" {at:x} 0 {size:x} a.o:(.rodata..Lanon.{at})\n"));
    }
    let map = map.replace("1010 .rodata", "2010 .rodata");
    let split = split(&whole, late, &map).unwrap();
    wasmparser::Validator::new().validate_all(&split.first).unwrap();
    wasmparser::Validator::new().validate_all(&split.second).unwrap();
    assert_eq!(split.report.constants as usize, 4 + far);
    assert!(split.second.len() > far && split.first.len() < far);
    assert_eq!(run(&[&split.first, &split.second]).trim(), r#"["ran",7,0,0,"9",0,0,18]"#);
    assert_eq!(run(&[&whole]).trim(), r#"[7,0,0,"9",0,0,18]"#);
}

#[test]
fn nothing_moves_when_nothing_is_late() {
    let whole = assemble(PROGRAM);
    let split = split(&whole, |_| false, "").unwrap();
    assert_eq!(split.report, Report::default());
    assert_eq!(run(&[&split.first]), run(&[&whole]));
    wasmparser::Validator::new().validate_all(&split.second).unwrap();
}

#[test]
fn what_uses_segments_or_references_stays() {
    for code in [
        "(memory.init 0 (i32.const 0) (i32.const 0) (i32.const 1))",
        "(data.drop 0)",
        "(drop (ref.func $late))",
    ] {
        let text = format!(
            r#"(module (table 1 funcref) (memory 1) (data "a") (elem declare func $late)
                 (func $late (export "f") LONG {code}))"#
        );
        assert_eq!(split(&assemble(&text), late, "").unwrap().report.moved, 0, "{code}");
    }
}

#[test]
fn refuses_what_it_can_not_split() {
    for (text, expected) in [
        ("(module (func))", "not exactly one table"),
        ("(module (table 1 funcref) (table 1 funcref))", "not exactly one table"),
        (r#"(module (import "a" "b" (table 1 funcref)))"#, "imports its table"),
    ] {
        let error = split(&assemble(text), late, "").err().unwrap();
        assert!(error.contains(expected), "{text}: {error}");
    }
    assert!(split(b"not a module", late, "").is_err());
}

#[test]
fn short_names_are_told_apart() {
    assert_eq!([0, 9, 10, 35, 36, 37].map(short_name), ["0", "9", "a", "z", "10", "11"]);
}
