//! Files of `docker buildx bake`.
//!
//! <https://docs.docker.com/build/bake/reference/>

use super::Making;

impl Making<'_> {
    /// One target for all platforms, which is pushed as one index.
    pub(super) fn bake(&mut self) -> Option<String> {
        let platforms = self.platforms()?;
        let annotations = self.index_annotations();
        let annotations = match annotations.is_empty() {
            true => String::new(),
            false => format!("  annotations = {}\n", list(&annotations)),
        };
        let output = match self.output() {
            Some(output) => {
                let output = list(&[output.to_owned()]);
                format!("  output     = {output}\n  attest     = [\"type=provenance,disabled=true\"]\n")
            }
            None => "  output     = [\"type=registry\"]\n".to_owned(),
        };
        Some(format!(
            "# docker buildx bake: an image for all platforms, pushed as one index.\n\
             group \"default\" {{\n  targets = [\"image\"]\n}}\n\n\
             target \"image\" {{\n  context    = \".\"\n  dockerfile = \"Dockerfile\"\n  platforms  = {}\n  tags       = {}\n\
             {annotations}{output}}}\n",
            list(&platforms),
            list(&[self.tag()])
        ))
    }
}

/// Strings in a list. What would begin an expression is written as text.
fn list(items: &[String]) -> String {
    let item = |item: &String| {
        let quoted = serde_json::to_string(item).unwrap_or_default();
        quoted.replace("${", "$${").replace("%{", "%%{")
    };
    let items: Vec<String> = items.iter().map(item).collect();
    format!("[{}]", items.join(", "))
}
