//! axe-core, run in the page.

use serde_json::{Value, json};

use crate::{Engine, Page, Result, environment};

impl Page {
    /// Has axe-core look at the page as it is now, by all its rules.
    ///
    /// # Errors
    /// When it finds a violation; each is said with its place, and what axe-core wants.
    pub async fn accessible(&self) -> Result<()> {
        if self.script("return 'axe' in window", &[]).await? != true {
            let source = std::fs::read_to_string(environment::axe()?)?;
            // Both evaluate what the page's own policy rightly would not.
            if self.browser.engine == Engine::Chromium {
                self.browser.devtools("Runtime.evaluate", json!({ "expression": source })).await?;
            } else {
                self.browser.client.execute(&source, Vec::new()).await?;
            }
        }
        let violations = self
            .script("return (await axe.run(document, { resultTypes: ['violations'] })).violations", &[])
            .await?;
        let found: Vec<String> = violations.as_array().into_iter().flatten().map(sentence).collect();
        if found.is_empty() { Ok(()) } else { Err(format!("axe-core found:\n{}", found.join("\n")).into()) }
    }
}

fn sentence(violation: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let places: Vec<String> = violation["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|node| format!("    {}\n      {}", text(&node["html"]), text(&node["failureSummary"])))
        .collect();
    format!("  {}: {}\n{}", text(&violation["id"]), text(&violation["help"]), places.join("\n"))
}
