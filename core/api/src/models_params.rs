//! The parameters of the models' page as people type them, and as a link carries them: text, the default left out.

use serde::{Deserialize, Serialize};

use crate::percent_encoding::{decoded_pairs, encode};

/// Prefix of a feature's name in a link: `x.temp=0.24`.
const FEATURE: &str = "x.";
/// The name of what came of a simulation that failed. It is no question: every change of the page leaves it behind.
const FAILED: &str = "failed";

/// Stands for the rows a model was trained on, in place of an evaluation. It is no evaluation's id.
pub const REFERENCE: &str = "reference";

/// All state of the page. Kept as it was typed, so that a mistake can be shown where it was made; empty means the default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ModelsParams {
    /// The model; empty for the first.
    pub model: String,
    /// The view, such as `report`.
    pub tab: String,
    /// The evaluation of a report, or the first of two to compare.
    pub id: String,
    /// The other side of a comparison: an evaluation, or [`REFERENCE`].
    pub against: String,
    /// The column whose distributions and errors are shown; empty for the one that matters most.
    pub column: String,
    /// The part of time shown, `START~END` in Unix seconds; empty for all of it.
    pub zoom: String,
    /// The features of a row to predict, by name, in the order they were given.
    pub features: Vec<(String, String)>,
    /// True if a simulation that was requested just now failed.
    pub has_failed: bool,
}

/// One of the parameters, by the name it has in a link. Features have names of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelsParam {
    /// The model.
    Model,
    /// The view.
    Tab,
    /// The evaluation.
    Id,
    /// The other side of a comparison.
    Against,
    /// The column.
    Column,
    /// The part of time shown.
    Zoom,
}

impl ModelsParam {
    /// All of them, in the order a link carries them.
    pub const ALL: [Self; 6] = [Self::Model, Self::Tab, Self::Id, Self::Against, Self::Column, Self::Zoom];

    /// Its name in a link and in the form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Tab => "tab",
            Self::Id => "id",
            Self::Against => "against",
            Self::Column => "column",
            Self::Zoom => "zoom",
        }
    }

    /// Returns the meaning of an empty text.
    #[must_use]
    pub fn default_text(self) -> &'static str {
        match self {
            Self::Tab => "predict",
            Self::Against => REFERENCE,
            _ => "",
        }
    }
}

impl ModelsParams {
    /// The text typed for a parameter.
    #[must_use]
    pub fn get(&self, param: ModelsParam) -> &str {
        match param {
            ModelsParam::Model => &self.model,
            ModelsParam::Tab => &self.tab,
            ModelsParam::Id => &self.id,
            ModelsParam::Against => &self.against,
            ModelsParam::Column => &self.column,
            ModelsParam::Zoom => &self.zoom,
        }
    }

    fn field(&mut self, param: ModelsParam) -> &mut String {
        match param {
            ModelsParam::Model => &mut self.model,
            ModelsParam::Tab => &mut self.tab,
            ModelsParam::Id => &mut self.id,
            ModelsParam::Against => &mut self.against,
            ModelsParam::Column => &mut self.column,
            ModelsParam::Zoom => &mut self.zoom,
        }
    }

    /// The text of a parameter, or what its being empty means.
    #[must_use]
    pub fn or_default(&self, param: ModelsParam) -> &str {
        match self.get(param).trim() {
            "" => param.default_text(),
            typed => typed,
        }
    }

    /// Returns the text typed for a feature, if any.
    #[must_use]
    pub fn feature(&self, name: &str) -> Option<&str> {
        self.features.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }

    /// The name of a feature's field.
    #[must_use]
    pub fn feature_field(name: &str) -> String {
        format!("{FEATURE}{name}")
    }

    /// These parameters with one of them changed. What the change makes meaningless goes: the rest of another model's page, the
    /// part of another evaluation's time.
    #[must_use]
    pub fn with(self, param: ModelsParam, text: impl Into<String>) -> Self {
        let mut params = Self { has_failed: false, ..self };
        match param {
            ModelsParam::Model => params = Self { tab: params.tab, ..Self::default() },
            ModelsParam::Id => params.zoom.clear(),
            _ => {}
        }
        *params.field(param) = text.into();
        params
    }

    /// The page of a model with nothing but a view chosen.
    #[must_use]
    pub fn of(model: &str, tab: &str) -> Self {
        Self { model: model.to_owned(), tab: tab.to_owned(), ..Self::default() }
    }

    /// From a URL's query, without its `?`. Of a name that comes more than once the last counts; a name that is not a parameter
    /// is left alone.
    #[must_use]
    pub fn from_query(query: &str) -> Self {
        let mut params = Self::default();
        for (name, value) in decoded_pairs(query) {
            if let Some(feature) = name.strip_prefix(FEATURE) {
                params.features.retain(|(known, _)| known != feature);
                params.features.push((feature.to_owned(), value));
            } else if let Some(param) = ModelsParam::ALL.into_iter().find(|param| param.name() == name) {
                *params.field(param) = value;
            } else if name == FAILED {
                params.has_failed = true;
            }
        }
        params
    }

    /// As a URL's query, without its `?`; a parameter that has its default value is left out.
    #[must_use]
    pub fn to_query(&self) -> String {
        let own = ModelsParam::ALL.into_iter().map(|param| (param, self.get(param).trim()));
        let own = own.filter(|(param, text)| !text.is_empty() && *text != param.default_text());
        let own = own.map(|(param, text)| format!("{}={}", param.name(), encode(text)));
        let features = self.features.iter().map(|(name, text)| format!("{FEATURE}{}={}", encode(name), encode(text)));
        let failed = self.has_failed.then(|| format!("{FAILED}=yes"));
        own.chain(features).chain(failed).collect::<Vec<_>>().join("&")
    }

    /// The page with these parameters.
    #[must_use]
    pub fn link(&self) -> String {
        match self.to_query().as_str() {
            "" => "/models".to_owned(),
            query => format!("/models?{query}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_carries_what_differs_from_the_default() {
        for query in [
            "",
            "tab=report&id=week1-1",
            "model=bikes+%26+co&x.temp=0.24&x.hr=",
            "tab=compare&id=a&against=b&column=hum&zoom=5~20",
            "tab=evaluations&failed=yes",
        ] {
            assert_eq!(ModelsParams::from_query(query).to_query(), query, "{query}");
        }
        assert_eq!(ModelsParams::from_query("tab=predict&against=reference&id=+&nonsense=1").link(), "/models");
    }

    #[test]
    fn features_keep_their_order_and_their_last_value() {
        let params = ModelsParams::from_query("x.b=1&x.a=2&x.b=3&x.=4");
        assert_eq!(params.to_query(), "x.a=2&x.b=3&x.=4");
        assert_eq!((params.feature("b"), params.feature("c")), (Some("3"), None));
        assert_eq!(ModelsParams::feature_field("b"), "x.b");
    }

    #[test]
    fn what_a_change_makes_meaningless_goes() {
        let params = ModelsParams::from_query("model=a&tab=report&id=1&zoom=1~2&column=hum&x.t=1&failed=yes");
        assert_eq!(params.clone().with(ModelsParam::Model, "b").to_query(), "model=b&tab=report");
        assert_eq!(params.clone().with(ModelsParam::Id, "2").to_query(), "model=a&tab=report&id=2&column=hum&x.t=1");
        assert!(params.with(ModelsParam::Column, "temp").to_query().contains("id=1&column=temp&zoom=1~2"));
    }
}
