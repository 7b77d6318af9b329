//! What a browser may lack, and a network may lose.

use serde_json::json;

use crate::{Page, Result};

impl Page {
    /// Runs a script in every document before the document's own.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn before_its_scripts(&self, script: &str) -> Result<()> {
        let source = json!({ "source": script });
        self.browser.devtools("Page.addScriptToEvaluateOnNewDocument", source).await.map(drop)
    }

    /// Switches JavaScript off. Nothing but the accessibility tree tells what is on the page then.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn without_scripts(&self) -> Result<()> {
        self.browser
            .devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }))
            .await
            .map(drop)
    }

    /// Goes to the page, and does not wait for its program.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn go(&self) -> Result<()> {
        Ok(self.client().goto(&self.address("")).await?)
    }

    /// Lets requests fail whose URLs have one of these names in them; none lets all through again.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn lose(&self, names: &[&str]) -> Result<()> {
        let patterns: Vec<String> = names.iter().map(|name| format!("*{name}*")).collect();
        self.browser.devtools("Network.enable", json!({})).await?;
        self.browser.devtools("Network.setBlockedURLs", json!({ "urls": patterns })).await.map(drop)
    }
}
