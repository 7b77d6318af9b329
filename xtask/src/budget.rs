//! What the first load weighs, and its bound.

use std::path::Path;

use crate::Result;

/// Bytes of the first load at most: HTML, CSS, JavaScript and WebAssembly, each compressed by Brotli.
const BUDGET: usize = 200_000;
/// Bytes of the program that verifies signatures, which is loaded at the first verification; compressed alike.
const VERIFIER_BUDGET: usize = 400_000;
/// Bytes that are better still.
const AIM: usize = 150_000;

/// Prints what the files weigh: the first load, what comes when the page is first used, and what later.
///
/// # Errors
/// When the first load is above its budget.
pub fn hold(site: &Path, first: &[String], with_documents: &[String], later: &[String]) -> Result<()> {
    println!("\n{:<42} {:>9} {:>9}", "First load", "bytes", "Brotli");
    let total = list(site, first)?;
    println!("{:<42} {:>9} {total:>9}   {}", "in all", "", verdict(total));
    if !with_documents.is_empty() {
        println!("\n{:<42} {:>9} {:>9}", "Loaded with the first document", "bytes", "Brotli");
        let more = list(site, with_documents)?;
        println!("{:<42} {:>9} {:>9}", "both in all", "", total + more);
    }
    println!("\n{:<42} {:>9} {:>9}", "Loaded when needed", "bytes", "Brotli");
    list(site, later)?;
    println!();
    if total > BUDGET {
        return Err(format!(
            "The first load is {total} bytes, {} above its budget of {BUDGET}.",
            total - BUDGET
        ));
    }
    Ok(())
}

/// Prints what the program weighs that verifies signatures.
///
/// # Errors
/// When it is above its budget, or not there.
pub fn hold_verifier(site: &Path, files: &[String]) -> Result<()> {
    println!("{:<42} {:>9} {:>9}", "Loaded at the first verification", "bytes", "Brotli");
    let total = list(site, files)?;
    let percent = total * 100 / VERIFIER_BUDGET;
    println!("{:<42} {:>9} {total:>9}   {percent} % of its budget of {VERIFIER_BUDGET}\n", "in all", "");
    if files.is_empty() {
        return Err("The program that verifies signatures is not there.".into());
    }
    if total > VERIFIER_BUDGET {
        return Err(format!(
            "The program that verifies signatures is {total} bytes, above {VERIFIER_BUDGET}."
        ));
    }
    Ok(())
}

/// Prints what the program is made of, the large parts one by one.
pub fn explain(origins: &[(String, usize)]) {
    const SHOWN: usize = 24;
    let total: usize = origins.iter().map(|(_, size)| size).sum();
    println!("\n{:<42} {:>9}   before wasm-opt, uncompressed", "The program's parts", "bytes");
    for (origin, size) in origins.iter().take(SHOWN) {
        println!("  {origin:<40} {size:>9} {:>6} %", size * 100 / total.max(1));
    }
    let rest: usize = origins.iter().skip(SHOWN).map(|(_, size)| size).sum();
    if rest > 0 {
        println!("  {:<40} {rest:>9} {:>6} %", "all others", rest * 100 / total.max(1));
    }
}

fn verdict(total: usize) -> String {
    let percent = total * 100 / BUDGET;
    let aim = if total <= AIM { "within" } else { "above" };
    format!("{percent} % of the budget of {BUDGET}, {aim} the aim of {AIM}")
}

fn list(site: &Path, files: &[String]) -> Result<usize> {
    let mut total = 0;
    for name in files {
        let path = site.join(name);
        let bytes =
            std::fs::read(&path).map_err(|error| format!("{} can't be read: {error}.", path.display()))?;
        if name.ends_with("/file.js") {
            println!("  {name:<40} {:>9}         –   for file:// alone", bytes.len());
            continue;
        }
        let compressed = brotli_size(&bytes);
        println!("  {name:<40} {:>9} {compressed:>9}", bytes.len());
        total += compressed;
    }
    Ok(total)
}

/// The size of `bytes` as a static host would compress them: Brotli's quality 11, window of 4 MiB.
fn brotli_size(bytes: &[u8]) -> usize {
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    // Compressing from memory into memory has nothing that can fail.
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters).unwrap_or(bytes.len())
}
