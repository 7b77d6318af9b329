//! How the page looks: width, colour scheme, pictures.

use std::path::Path;

use serde_json::json;

use crate::browser::decoded;
use crate::engines::{firefox, webkit};
use crate::{Engine, Failed, Page, Result, environment, until, visit};

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Scheme {
    /// The word of the media query.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A width and a scheme.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// CSS pixels.
    pub width: u32,
    /// Light or dark.
    pub scheme: Scheme,
}

/// Opens a view and looks at it in all widths and schemes: it is accessible, as wide as its window, and drawn
/// for people to look at. What `open` returns is kept until then. In other browsers than Chromium, a wide window is
/// light and a narrow one dark, and axe-core, which goes by markup and styles, does not look again.
///
/// # Panics
/// As [`visit`] does.
#[track_caller]
pub fn view<T>(name: &str, open: impl AsyncFn(&Page) -> Result<T, Failed>) {
    for width in [1360, 360] {
        visit(async |page| {
            let is_chromium = page.browser.engine == Engine::Chromium;
            let schemes: &[Scheme] = match (is_chromium, width) {
                (true, _) => &[Scheme::Light, Scheme::Dark],
                (false, 360) => &[Scheme::Dark],
                (false, _) => &[Scheme::Light],
            };
            // The page opens in its width: what it folds away, it folds away at the start.
            page.look(Look { width, scheme: Scheme::Light }).await?;
            let _kept = open(page).await?;
            for look in schemes.iter().map(|&scheme| Look { width, scheme }) {
                page.look(look).await?;
                page.picture(name, look).await?;
                page.fits_its_width().await.map_err(|trouble| format!("{name}, {look:?}: {trouble}"))?;
                if is_chromium {
                    page.accessible().await.map_err(|trouble| format!("{name}, {look:?}: {trouble}"))?;
                }
            }
            Ok(())
        });
    }
}

impl Page {
    /// Gives the page this width and scheme.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn look(&self, look: Look) -> Result<()> {
        let narrow = look.width < 600;
        let height = if narrow { 800 } else { 900 };
        match self.browser.engine {
            Engine::Chromium => self.look_by_protocol(look, height).await?,
            Engine::Firefox => firefox::look(&self.browser, look, height).await?,
            Engine::WebKit => webkit::look(&self.browser, look, height).await?,
        }
        // Chromium has it at once, and before the page is open lays a phone's out as wide as a page that knows no phones.
        if self.browser.engine != Engine::Chromium {
            until("the page to have its look", async || {
                let script = "return [innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]";
                let now = self.script(script, &[]).await?;
                let there = now[0] == look.width && now[1] == (look.scheme == Scheme::Dark);
                if there { Ok(()) } else { Err(format!("It has {now}.").into()) }
            })
            .await?;
        }
        // Two frames: one to lay out and draw, one for what the page does when its size changes.
        self.frames(2).await
    }

    async fn look_by_protocol(&self, look: Look, height: u32) -> Result<()> {
        let size = json!({
            "width": look.width,
            "height": height,
            "deviceScaleFactor": 1,
            "mobile": look.width < 600,
        });
        self.browser.devtools("Emulation.setDeviceMetricsOverride", size).await?;
        let scheme = json!({ "features": [
            { "name": "prefers-color-scheme", "value": look.scheme.word() },
            // Colours that are on their way from one to the other would be measured half way.
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.browser.devtools("Emulation.setEmulatedMedia", scheme).await.map(drop)
    }

    /// Waits for so many frames to be drawn.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn frames(&self, count: u32) -> Result<()> {
        let wait = "for (let left = given[0]; left > 0; left--) await new Promise(requestAnimationFrame);";
        self.script(wait, &[json!(count)]).await.map(drop)
    }

    /// Takes a picture of the page, as `target/screenshots/NAME-WIDTH-SCHEME.png`, with the browser's name before it
    /// where it is not Chromium: of the whole page, in WebKit of the window.
    ///
    /// # Errors
    /// When it can't be taken or written.
    pub async fn picture(&self, name: &str, look: Look) -> Result<()> {
        let engine = self.browser.engine;
        let of = if engine == Engine::Chromium { String::new() } else { format!("{}-", engine.name()) };
        let file = format!("{of}{name}-{}-{}.png", look.width, look.scheme.word());
        let file = environment::repository("target/screenshots").join(file);
        if engine != Engine::Chromium {
            return self.save_window(&file).await;
        }
        let height = self.script("return document.documentElement.scrollHeight", &[]).await?;
        // Beyond this nobody looks, and the browser takes long.
        let height = height.as_u64().unwrap_or_default().clamp(1, 3000);
        let whole = json!({ "x": 0, "y": 0, "width": look.width, "height": height, "scale": 1 });
        let how = json!({ "format": "png", "captureBeyondViewport": true, "clip": whole });
        let taken = self.browser.devtools("Page.captureScreenshot", how).await?;
        save(&file, &decoded(&taken["data"])?)
    }

    /// Takes a picture of what the window shows.
    pub(crate) async fn save_window(&self, file: &Path) -> Result<()> {
        save(file, &self.browser.picture().await?)
    }

    /// Fails when the page as a whole can be scrolled sideways.
    ///
    /// # Errors
    /// Then; it says what sticks out.
    pub async fn fits_its_width(&self) -> Result<()> {
        let found = self
            .script(
                "const page = document.documentElement;
                 if (page.scrollWidth <= page.clientWidth) return null;
                 const out = [...document.body.querySelectorAll('*')]
                   .filter((one) => one.getBoundingClientRect().right > page.clientWidth + 1)
                   .slice(0, 5).map((one) => one.outerHTML.slice(0, 120));
                 return `${page.scrollWidth} px wide in a window of ${page.clientWidth}: ${out.join('  ')}`;",
                &[],
            )
            .await?;
        match found.as_str() {
            Some(what) => Err(format!("The page scrolls sideways. {what}").into()),
            None => Ok(()),
        }
    }
}

fn save(file: &Path, png: &[u8]) -> Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(std::fs::write(file, png)?)
}
