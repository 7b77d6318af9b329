//! The page in a browser, and what may be asked of it.

use std::cell::RefCell;
use std::path::PathBuf;

use fantoccini::{Client, Locator};
use serde_json::Value;

use crate::browser::Browser;
use crate::server::Server;
use crate::{Engine, Result, environment, until};

/// The folder that the site is served from: it must work from any.
const FOLDER: &str = "any folder";

/// The page, open in a browser of its own.
pub struct Page {
    pub(crate) browser: Browser,
    pub(crate) server: Server,
    /// Origins that the page is to ask in this test, beside its own.
    elsewhere: RefCell<Vec<String>>,
    /// The test that it is for.
    pub(crate) name: String,
}

impl Page {
    /// Starts a browser and a host for the site; nothing is opened yet.
    pub(crate) async fn start(name: String) -> Result<Self> {
        for file in failure_files(&name) {
            // Of an earlier run; mostly there is none.
            let _ = std::fs::remove_file(file);
        }
        let server = Server::start(&[("any%20folder", &environment::site()?)])?;
        Ok(Self { browser: Browser::start().await?, server, elsewhere: RefCell::default(), name })
    }

    /// Lets the page ask this origin (`http://127.0.0.1:PORT`) as a registry, and be refused there: what
    /// [`Page::kept_its_word`] holds against it otherwise.
    pub fn may_ask(&self, origin: &str) {
        self.elsewhere.borrow_mut().push(origin.to_owned());
    }

    /// From now on no request to the site is answered.
    pub fn stop_the_site(&self) {
        self.server.stop();
    }

    /// From now on this file of the site is another one, as after a new version was put there.
    pub fn replace_in_the_site(&self, name: &str, bytes: Vec<u8>) {
        self.server.replace(&format!("{}/{name}", FOLDER.replace(' ', "%20")), bytes);
    }

    /// What the site has at this path.
    pub(crate) fn site_file(&self, name: &str) -> Result<Vec<u8>> {
        let path = format!("{}/{name}", FOLDER.replace(' ', "%20"));
        self.server.read(&path).ok_or_else(|| format!("The site has no {name}.").into())
    }

    /// Where the site is, with `rest` after it: `#…`, or nothing.
    #[must_use]
    pub fn address(&self, rest: &str) -> String {
        format!("{}{rest}", self.server.url(FOLDER))
    }

    /// Opens the page, and waits until its program runs.
    ///
    /// # Errors
    /// When it doesn't start.
    pub async fn open(&self, rest: &str) -> Result<()> {
        self.open_url(&self.address(rest)).await
    }

    /// Opens the page at another place.
    ///
    /// # Errors
    /// When it doesn't start.
    pub async fn open_url(&self, url: &str) -> Result<()> {
        self.browser.client.goto(url).await?;
        self.started().await
    }

    /// Goes to a URL that is not the page, as a link leads there; what the browser says of that is not held
    /// against the page.
    ///
    /// # Errors
    /// When the page did not keep its word until then, or the browser has died.
    pub async fn leave_for(&self, url: &str) -> Result<()> {
        self.kept_its_word().await?;
        self.browser.client.goto(url).await?;
        self.browser.complaints().await.map(drop)
    }

    /// Reloads the page.
    ///
    /// # Errors
    /// When it doesn't start.
    pub async fn reload(&self) -> Result<()> {
        self.browser.client.refresh().await?;
        self.started().await
    }

    /// Presses the browser's back button.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn back(&self) -> Result<()> {
        Ok(self.browser.client.back().await?)
    }

    /// Presses the browser's forward button.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn forward(&self) -> Result<()> {
        Ok(self.browser.client.forward().await?)
    }

    /// What the address bar says.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn url(&self) -> Result<String> {
        Ok(self.browser.client.current_url().await?.into())
    }

    /// Waits for the page's program, and for all of it that the address asks for.
    ///
    /// # Errors
    /// When it doesn't start.
    pub async fn started(&self) -> Result<()> {
        until("the page's program to start", async || {
            let state = self.script(
                "const { program, opening } = document.documentElement.dataset;
                 return program === 'here' && opening === undefined ? null : document.body.innerText",
                &[],
            );
            state.await?.as_str().map_or(Ok(()), |said| Err(format!("It says: {said}").into()))
        })
        .await
    }

    /// Runs a script's body in the page and returns what it returns; what it awaits is waited for. The
    /// arguments are its array `given`.
    ///
    /// # Errors
    /// What the script throws.
    pub async fn script(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        let body = format!(
            "const done = arguments[arguments.length - 1], given = [...arguments].slice(0, -1);
             (async () => {{ {body} }})()
               .then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let mut said = self.browser.client.execute_async(&body, arguments.to_vec()).await?;
        match said.get("error") {
            Some(error) => Err(format!("A script failed in the page: {error}").into()),
            None => Ok(said.get_mut("value").map(Value::take).unwrap_or_default()),
        }
    }

    /// The text that can be seen.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn text(&self) -> Result<String> {
        let text = self.script("return document.body.innerText", &[]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the page says `text` somewhere.
    ///
    /// # Errors
    /// When it doesn't.
    pub async fn says(&self, text: &str) -> Result<()> {
        until(&format!("the page to say “{text}”"), async || {
            let seen = self.text().await?;
            if seen.contains(text) { Ok(()) } else { Err(format!("It says:\n{seen}").into()) }
        })
        .await
    }

    /// Clicks the first element that a CSS selector finds, where it is and only if nothing covers it.
    ///
    /// # Errors
    /// When it does not come, or can't be clicked.
    pub async fn click_css(&self, selector: &str) -> Result<()> {
        until(&format!("a click on {selector}"), async || {
            Ok(self.browser.client.find(Locator::Css(selector)).await?.click().await?)
        })
        .await
    }

    /// The WebDriver session, for what nobody else needs.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.browser.client
    }

    /// How many elements a CSS selector finds.
    ///
    /// # Errors
    /// When it is no selector.
    pub async fn count(&self, selector: &str) -> Result<u64> {
        let count =
            self.script("return document.querySelectorAll(given[0]).length", &[selector.into()]).await?;
        Ok(count.as_u64().unwrap_or_default())
    }

    /// Holds the page to what must hold at every moment of every test: no request went to another origin,
    /// nothing that it asked for was missing, and the browser complained of nothing: no error on the
    /// console, no breach of the content security policy.
    ///
    /// # Errors
    /// When it did not hold.
    pub async fn kept_its_word(&self) -> Result<()> {
        let mut complaints = Vec::new();
        for message in self.browser.complaints().await? {
            // What is loaded ahead can't be on file://, and is loaded otherwise there.
            let ahead = message.starts_with("file:")
                && (message.contains("Cross origin requests are only supported")
                    || message.contains("ERR_FAILED"));
            if !ahead && !self.is_of_a_registry(&message) {
                complaints.push(format!("The browser complained: {message}"));
            }
        }
        let home = self.server.url("");
        let origin = home.trim_end_matches('/');
        for url in self.browser.asked().await? {
            let own = ["data:", "blob:", "file:", "about:", "chrome:", "chrome-extension:"];
            let own = url.starts_with(origin) || own.iter().any(|scheme| url.starts_with(scheme));
            if !own && !self.elsewhere.borrow().iter().any(|origin| starts_at(&url, origin)) {
                complaints.push(format!("The page asked another origin for {url}"));
            }
        }
        if complaints.is_empty() { Ok(()) } else { Err(complaints.join("\n").into()) }
    }

    /// What the browser has said since it was asked last, for a test that has it complain: none of it is held
    /// against the page after that.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        self.browser.complaints().await
    }

    /// Whether a message of the browser's is of a request to a registry that the page may ask. The browser
    /// writes a line for every one that fails, whatever the page makes of it.
    fn is_of_a_registry(&self, message: &str) -> bool {
        let paths = ["/v2/", "/token", "/relay/"];
        self.elsewhere
            .borrow()
            .iter()
            .any(|origin| paths.iter().any(|path| message.contains(&format!("{origin}{path}"))))
    }

    /// Leaves a picture and the text of the page for whoever looks at the failure; says where.
    pub(crate) async fn evidence(&self) -> String {
        let [picture, words] = failure_files(&self.name);
        let text = match self.text().await {
            Ok(text) => text,
            Err(trouble) => format!("The page's text could not be read: {trouble}"),
        };
        let url = self.url().await.unwrap_or_default();
        let taken = self.save_window(&picture).await;
        let written = std::fs::write(words, format!("{url}\n\n{text}\n"));
        match (taken, written) {
            (Ok(()), Ok(())) => format!("See {}, and .txt beside it", picture.display()),
            (Err(trouble), _) => format!("No picture could be taken: {trouble}"),
            (_, Err(error)) => format!("The page's text could not be written: {error}"),
        }
    }

    pub(crate) async fn close(self) {
        self.browser.close().await;
    }
}

/// Whether a URL is of this origin: one port's digits may be the start of another's.
fn starts_at(url: &str, origin: &str) -> bool {
    url.strip_prefix(origin).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Where a failed test leaves its picture and the page's text.
fn failure_files(test: &str) -> [PathBuf; 2] {
    let file = format!("failed-{}-{}", Engine::of_this_run().name(), test.replace("::", "-"));
    ["png", "txt"].map(|kind| environment::repository("target/screenshots").join(format!("{file}.{kind}")))
}
