//! How the page looks: width, colour scheme, pictures.

use std::path::Path;

use base64::Engine as _;
use serde_json::{Value, json};

use crate::{Failed, Page, Result, environment, visit};

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
/// for people to look at. What `open` returns is kept until then.
///
/// # Panics
/// As [`visit`] does.
#[track_caller]
pub fn view<T>(name: &str, open: impl AsyncFn(&Page) -> Result<T, Failed>) {
    for width in [1360, 360] {
        visit(async |page| {
            let [light, dark] = [Scheme::Light, Scheme::Dark].map(|scheme| Look { width, scheme });
            // The page opens in its width: what it folds away, it folds away at the start.
            page.look(light).await?;
            let _kept = open(page).await?;
            for look in [light, dark] {
                page.look(look).await?;
                page.picture(name, look).await?;
                page.fits_its_width().await.map_err(|trouble| format!("{name}, {look:?}: {trouble}"))?;
                page.accessible().await.map_err(|trouble| format!("{name}, {look:?}: {trouble}"))?;
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
        let size = json!({
            "width": look.width,
            "height": if narrow { 800 } else { 900 },
            "deviceScaleFactor": 1,
            "mobile": narrow,
        });
        self.browser.devtools("Emulation.setDeviceMetricsOverride", size).await?;
        let scheme = json!({ "features": [
            { "name": "prefers-color-scheme", "value": look.scheme.word() },
            // Colours that are on their way from one to the other would be measured half way.
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.browser.devtools("Emulation.setEmulatedMedia", scheme).await?;
        // Two frames: one to lay out and draw, one for what the page does when its size changes.
        self.frames(2).await
    }

    /// Waits for so many frames to be drawn.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn frames(&self, count: u32) -> Result<()> {
        let wait = "for (let left = given[0]; left > 0; left--) await new Promise(requestAnimationFrame);";
        self.script(wait, &[json!(count)]).await.map(drop)
    }

    /// Takes a picture of the whole page, as `target/screenshots/NAME-WIDTH-SCHEME.png`.
    ///
    /// # Errors
    /// When it can't be taken or written.
    pub async fn picture(&self, name: &str, look: Look) -> Result<()> {
        let file = format!("{name}-{}-{}.png", look.width, look.scheme.word());
        let height = self.script("return document.documentElement.scrollHeight", &[]).await?;
        // Beyond this nobody looks, and the browser takes long.
        let height = height.as_u64().unwrap_or_default().clamp(1, 3000);
        let whole = json!({ "x": 0, "y": 0, "width": look.width, "height": height, "scale": 1 });
        let how = json!({ "format": "png", "captureBeyondViewport": true, "clip": whole });
        self.save_picture(&environment::repository("target/screenshots").join(file), how).await
    }

    /// Takes a picture in the way that Chromium's protocol describes it.
    pub(crate) async fn save_picture(&self, file: &Path, how: Value) -> Result<()> {
        let taken = self.browser.devtools("Page.captureScreenshot", how).await?;
        let data = taken["data"].as_str().unwrap_or_default();
        let png = base64::engine::general_purpose::STANDARD
            .decode(data)
            .map_err(|error| format!("The picture is no base64: {error}."))?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(std::fs::write(file, png)?)
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
