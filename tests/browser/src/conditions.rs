//! What a browser may lack, and a network may lose.

use serde_json::json;

use crate::{Engine, Page, Result};

impl Page {
    /// Runs a script in every document before the document's own.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn before_its_scripts(&self, script: &str) -> Result<()> {
        if self.browser.engine != Engine::Chromium {
            return self.put_first(script);
        }
        let source = json!({ "source": script });
        self.browser.devtools("Page.addScriptToEvaluateOnNewDocument", source).await.map(drop)
    }

    /// Puts a script before all others of the site's page, for browsers whose driver can't run it by itself.
    fn put_first(&self, script: &str) -> Result<()> {
        let page = self.site_file("index.html")?;
        let page = String::from_utf8_lossy(&page);
        let name = format!("before-{}.js", page.matches("src=\"before-").count());
        let tag = format!("<head><script src=\"{name}\"></script>");
        self.replace_in_the_site(&name, format!("{{ {script}\n}}").into_bytes());
        self.replace_in_the_site("index.html", page.replacen("<head>", &tag, 1).into_bytes());
        Ok(())
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

    /// Lets requests to the site fail whose paths have one of these names in them; none lets all through again.
    pub fn lose(&self, names: &[&str]) {
        self.server.lose(names);
    }
}
