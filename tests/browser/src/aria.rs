//! What a screen reader is told: the accessibility tree as Chromium itself computes it; in other browsers, what the
//! page's markup says (`roles.js`). <https://chromedevtools.github.io/devtools-protocol/tot/Accessibility/>

use fantoccini::elements::Element;
use serde_json::{Value, json};

use crate::browser::Get;
use crate::{Engine, Page, Result, until};

/// Finds by markup what has a role.
const ROLES: &str = include_str!("roles.js");

/// WebDriver's own key for a reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A thing on the page, as it stands in the accessibility tree at one moment.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Its role: `button`, `treeitem`, `tab`.
    pub role: String,
    /// Its accessible name.
    pub name: String,
    /// Its value, where it has one: the text of a field.
    pub value: String,
    /// All else that is said of it: `expanded`, `selected`, `level`, `checked`, `disabled`.
    properties: Vec<(String, Value)>,
    /// Chromium's number of the node; in other browsers, WebDriver's reference to the element.
    node: Value,
}

impl Seen {
    /// A property that is true or false: `expanded`, `selected`, `disabled`; `None` where it isn't said.
    #[must_use]
    pub fn is(&self, property: &str) -> Option<bool> {
        match self.property(property)? {
            Value::Bool(value) => Some(*value),
            Value::String(value) => Some(value == "true"),
            _ => None,
        }
    }

    /// A property that is a number: `level`, `posinset`, `setsize`.
    #[must_use]
    pub fn number(&self, property: &str) -> Option<i64> {
        self.property(property)?.as_i64()
    }

    fn property(&self, property: &str) -> Option<&Value> {
        self.properties.iter().find(|(name, _)| name == property).map(|(_, value)| value)
    }

    fn read(node: &Value) -> Option<Self> {
        if node["ignored"] == true {
            return None;
        }
        let text = |key: &str| node[key]["value"].as_str().unwrap_or_default().to_owned();
        let properties = node["properties"].as_array().into_iter().flatten();
        Some(Self {
            role: text("role"),
            name: text("name"),
            value: text("value"),
            properties: properties
                .filter_map(|said| Some((said["name"].as_str()?.to_owned(), said["value"]["value"].clone())))
                .collect(),
            node: node.get("backendDOMNodeId")?.clone(),
        })
    }
}

impl Page {
    async fn all_by_markup(&self, role: &str) -> Result<Vec<Seen>> {
        let found = self.script(ROLES, &[json!(role)]).await?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let properties = |value: &Value| {
            value.as_object().into_iter().flatten().map(|(n, v)| (n.clone(), v.clone())).collect()
        };
        let seen = |one: &Value| Seen {
            role: role.to_owned(),
            name: text(&one["name"]),
            value: text(&one["value"]),
            properties: properties(&one["properties"]),
            node: one["element"][ELEMENT].clone(),
        };
        Ok(found.as_array().into_iter().flatten().map(seen).collect())
    }

    /// Everything with this role that is there now, in the page's order.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn all(&self, role: &str) -> Result<Vec<Seen>> {
        if self.browser.engine != Engine::Chromium {
            return self.all_by_markup(role).await;
        }
        let document = self.browser.devtools("DOM.getDocument", json!({ "depth": 0 })).await?;
        let query = json!({ "nodeId": document["root"]["nodeId"], "role": role });
        let found = self.browser.devtools("Accessibility.queryAXTree", query).await?;
        Ok(found["nodes"].as_array().into_iter().flatten().filter_map(Seen::read).collect())
    }

    /// The one thing of this role with this name, as soon as it is there. Where nothing has exactly this
    /// name, the one whose name holds it.
    ///
    /// # Errors
    /// When it does not come, or more than one thing fits.
    pub async fn one(&self, role: &str, name: &str) -> Result<Seen> {
        until(&format!("the {role} “{name}”"), async || self.now(role, name).await).await
    }

    /// The one thing of this role with this name, if it is there now.
    ///
    /// # Errors
    /// When it isn't, or more than one thing fits.
    pub async fn now(&self, role: &str, name: &str) -> Result<Seen> {
        let all = self.all(role).await?;
        let exact: Vec<&Seen> = all.iter().filter(|seen| seen.name == name).collect();
        let near: Vec<&Seen> = all.iter().filter(|seen| seen.name.contains(name)).collect();
        match (exact.as_slice(), near.as_slice()) {
            ([one], _) | ([], [one]) => Ok((*one).clone()),
            ([], []) => {
                let names: Vec<&str> = all.iter().map(|seen| seen.name.as_str()).collect();
                Err(format!("There is none; of role {role} there are {names:?}.").into())
            }
            (several, near) => {
                let count = several.len().max(near.len());
                Err(format!("{count} things of role {role} fit “{name}”: say which.").into())
            }
        }
    }

    /// Waits until nothing of this role has this name.
    ///
    /// # Errors
    /// When it stays.
    pub async fn gone(&self, role: &str, name: &str) -> Result<()> {
        until(&format!("the {role} “{name}” to go"), async || {
            match self.all(role).await?.iter().any(|seen| seen.name.contains(name)) {
                true => Err("It is still there.".into()),
                false => Ok(()),
            }
        })
        .await
    }

    /// Clicks the one thing of this role with this name: where it is, and only if nothing covers it.
    ///
    /// # Errors
    /// When it does not come, or can't be clicked.
    pub async fn click(&self, role: &str, name: &str) -> Result<()> {
        // Between finding and clicking, the page may draw it again.
        until(&format!("a click on the {role} “{name}”"), async || {
            let seen = self.now(role, name).await?;
            Ok(self.element(&seen).await?.click().await?)
        })
        .await
    }

    /// The element that was seen.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn element(&self, seen: &Seen) -> Result<Element> {
        let node = match self.browser.engine {
            Engine::Chromium => self.reference(&seen.node).await?,
            _ => seen.node.clone(),
        };
        let id = node.as_str().ok_or("That is no element.")?;
        Ok(Element::from_element_id(self.browser.client.clone(), id.to_owned().into()))
    }

    /// WebDriver's reference to what Chromium's tools have a number for.
    async fn reference(&self, node: &Value) -> Result<Value> {
        let node = json!({ "backendNodeId": node });
        let object = self.browser.devtools("DOM.resolveNode", node).await?;
        let call = json!({
            "objectId": object["object"]["objectId"],
            "functionDeclaration": "function () { window.bayplanTestSeen = this; }",
        });
        self.browser.devtools("Runtime.callFunctionOn", call).await?;
        let found = self.browser.client.execute("return window.bayplanTestSeen", Vec::new()).await?;
        Ok(found[ELEMENT].clone())
    }

    /// The role and the name that the browser itself computes for the first element that a CSS selector finds.
    ///
    /// # Errors
    /// When there is none, or the driver does not tell.
    pub async fn computed(&self, selector: &str) -> Result<(String, String)> {
        let element = self.browser.client.find(fantoccini::Locator::Css(selector)).await?.element_id();
        let mut said = Vec::new();
        for what in ["computedrole", "computedlabel"] {
            let what = format!("element/{}/{what}", element.as_ref());
            let answer = self.browser.client.issue_cmd(Get { what }).await?;
            said.push(answer.as_str().unwrap_or_default().to_owned());
        }
        let name = said.pop().unwrap_or_default();
        Ok((said.pop().unwrap_or_default(), name))
    }
}
