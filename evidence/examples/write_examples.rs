//! Writes the page's examples of evidence to `static/examples`: `cargo run -p evidence --example write_examples`. The
//! authority of the tests signs them, and the files are the same each time.

#[path = "../tests/authority/mod.rs"]
mod authority;

use std::path::Path;

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../static/examples");
    for (path, bytes) in authority::examples::files() {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        std::fs::write(path, bytes)?;
    }
    Ok(())
}
