//! Prints `docs/findings.md`, for `cargo xtask docs`.

fn main() {
    print!("{}", bayplan::findings::page::page());
}
