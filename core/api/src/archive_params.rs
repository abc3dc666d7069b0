//! The parameters of the archive's page as people type them, and as a link carries them: text, the default left out.

mod collect_outcome;
mod param;

use serde::{Deserialize, Serialize};

use crate::percent_encoding::{decoded_pairs, encode};

pub use collect_outcome::CollectOutcome;
pub use param::ArchiveParam;

/// The name of what came of collecting. It is no question: every change of the page leaves it behind.
const COLLECTED: &str = "collected";

/// Stands for every proxy there is. It is no proxy's name.
pub const EVERY: &str = "*";

/// All state of the page. Kept as it was typed, so that a mistake can be shown where it was made; empty means the default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ArchiveParams {
    /// The first day, `YYYY-MM-DD`.
    pub from: String,
    /// The last day, included.
    pub to: String,
    /// The proxies; `None` for the usual ones, none where none was chosen, [`EVERY`] for all.
    pub proxies: Option<Vec<String>>,
    /// The metrics; `None` for all, none where none was chosen.
    pub metrics: Option<Vec<String>>,
    /// The view, such as `totals`.
    pub tab: String,
    /// Bucket of a point of the series: `auto`, `hour`, `day`, `week`.
    pub bucket: String,
    /// The part of time the series show, `START~END` in Unix seconds; empty for all of it.
    pub zoom: String,
    /// Proxies that the charts leave out.
    pub hide: Vec<String>,
    /// Sort column, with `-` before it for the largest first.
    pub sort: String,
    /// Text that the rows contain.
    pub search: String,
    /// The columns shown; none for all.
    pub columns: Vec<String>,
    /// Page of rows, from 1.
    pub page: String,
    /// Rows a page.
    pub size: String,
    /// Outcome of collecting days just now.
    pub collected: Option<CollectOutcome>,
}

impl ArchiveParams {
    /// The values typed for a parameter; empty ones mean the default.
    #[must_use]
    pub fn values(&self, param: ArchiveParam) -> Vec<&str> {
        match param {
            ArchiveParam::Proxy => listed(self.proxies.as_deref()),
            ArchiveParam::Metric => listed(self.metrics.as_deref()),
            ArchiveParam::Hide => self.hide.iter().map(String::as_str).collect(),
            ArchiveParam::Column => self.columns.iter().map(String::as_str).collect(),
            other => Some(self.text(other).trim()).filter(|text| !text.is_empty()).into_iter().collect(),
        }
    }

    /// The text typed for a parameter that has one value; empty for one that has many.
    #[must_use]
    pub fn text(&self, param: ArchiveParam) -> &str {
        match param {
            ArchiveParam::From => &self.from,
            ArchiveParam::To => &self.to,
            ArchiveParam::Tab => &self.tab,
            ArchiveParam::Bucket => &self.bucket,
            ArchiveParam::Zoom => &self.zoom,
            ArchiveParam::Sort => &self.sort,
            ArchiveParam::Search => &self.search,
            ArchiveParam::Page => &self.page,
            ArchiveParam::Size => &self.size,
            ArchiveParam::Proxy | ArchiveParam::Metric | ArchiveParam::Hide | ArchiveParam::Column => "",
        }
    }

    /// The text of a parameter, or what its being empty means.
    #[must_use]
    pub fn or_default(&self, param: ArchiveParam) -> &str {
        match self.text(param).trim() {
            "" => param.default_text(),
            typed => typed,
        }
    }

    /// These parameters with one of them changed. What the change makes meaningless goes: the page of other rows, the part of
    /// another time.
    #[must_use]
    pub fn with(mut self, param: ArchiveParam, text: impl Into<String>) -> Self {
        self.set(param, text.into());
        self.collected = None;
        if param != ArchiveParam::Page {
            self.page.clear();
        }
        if matches!(param, ArchiveParam::From | ArchiveParam::To) {
            self.zoom.clear();
        }
        self
    }

    /// These parameters with the proxies that the charts leave out.
    #[must_use]
    pub fn hiding(self, hide: Vec<String>) -> Self {
        Self { hide, ..self }
    }

    /// Takes one more value: of what can be many it is added, of what is one it replaces what was there.
    fn set(&mut self, param: ArchiveParam, text: String) {
        let many = |list: &mut Vec<String>, text: String| {
            if !text.trim().is_empty() && !list.contains(&text) {
                list.push(text);
            }
        };
        match param {
            ArchiveParam::From => self.from = text,
            ArchiveParam::To => self.to = text,
            ArchiveParam::Tab => self.tab = text,
            ArchiveParam::Bucket => self.bucket = text,
            ArchiveParam::Zoom => self.zoom = text,
            ArchiveParam::Sort => self.sort = text,
            ArchiveParam::Search => self.search = text,
            ArchiveParam::Page => self.page = text,
            ArchiveParam::Size => self.size = text,
            ArchiveParam::Proxy => many(self.proxies.get_or_insert_default(), text),
            ArchiveParam::Metric => many(self.metrics.get_or_insert_default(), text),
            ArchiveParam::Hide => many(&mut self.hide, text),
            ArchiveParam::Column => many(&mut self.columns, text),
        }
    }

    /// From a URL's query, without its `?`. An empty `proxy=` or `metric=` says that the form was sent: what is not checked is
    /// then not chosen. A name that is not a parameter is left alone.
    #[must_use]
    pub fn from_query(query: &str) -> Self {
        let mut params = Self::default();
        for (name, value) in decoded_pairs(query) {
            if name == COLLECTED {
                params.collected = CollectOutcome::named(&value);
            }
            if let Some(param) = ArchiveParam::ALL.into_iter().find(|param| param.name() == name) {
                params.set(param, value);
            }
        }
        params
    }

    /// As a URL's query, without its `?`; a parameter that has its default value is left out.
    #[must_use]
    pub fn to_query(&self) -> String {
        let pair = |param: ArchiveParam, text: &str| format!("{}={}", param.name(), encode(text));
        let mut pairs = Vec::new();
        for param in ArchiveParam::ALL {
            let values = self.values(param);
            pairs.extend(
                values
                    .into_iter()
                    .filter(|text| *text != param.default_text() || text.is_empty())
                    .map(|text| pair(param, text)),
            );
        }
        pairs.extend(self.collected.map(|outcome| format!("{COLLECTED}={}", outcome.name())));
        pairs.join("&")
    }

    /// The page with these parameters.
    #[must_use]
    pub fn link(&self) -> String {
        match self.to_query().as_str() {
            "" => "/archive".to_owned(),
            query => format!("/archive?{query}"),
        }
    }
}

/// The values of a list; one empty value where it was given and is empty.
fn listed(list: Option<&[String]>) -> Vec<&str> {
    match list {
        None => Vec::new(),
        Some([]) => vec![""],
        Some(values) => values.iter().map(String::as_str).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_carries_what_differs_from_the_default() {
        for query in [
            "",
            "from=2026-11-01&to=2026-11-20",
            "tab=raw&proxy=a&proxy=b+c&sort=value&page=3&size=100",
            "proxy=*",
            "metric=",
            "proxy=&metric=up",
            "zoom=5~20&hide=a&hide=b",
            "tab=raw&search=%25_%26&column=value&column=labels",
        ] {
            let again = query.replace('*', "%2A");
            assert_eq!(ArchiveParams::from_query(query).to_query(), again, "{query}");
        }
        assert_eq!(ArchiveParams::from_query("tab=series&page=1&size=25&bucket=auto&from=+&nonsense=1").to_query(), "");
        assert_eq!(ArchiveParams::default().link(), "/archive");
    }

    #[test]
    fn a_form_without_a_check_chose_none() {
        assert_eq!(ArchiveParams::from_query("").proxies, None);
        assert_eq!(ArchiveParams::from_query("proxy=").proxies, Some(vec![]));
        let one = Some(vec!["a".to_owned()]);
        assert_eq!(ArchiveParams::from_query("proxy=&proxy=a&proxy=a").proxies, one);
    }

    #[test]
    fn what_a_change_makes_meaningless_goes() {
        let params = ArchiveParams::from_query("page=4&zoom=1~2&tab=raw");
        assert_eq!(params.clone().with(ArchiveParam::Page, "5").to_query(), "tab=raw&zoom=1~2&page=5");
        assert_eq!(params.clone().with(ArchiveParam::Sort, "value").to_query(), "tab=raw&zoom=1~2&sort=value");
        assert_eq!(params.with(ArchiveParam::From, "2026-11-01").to_query(), "tab=raw&from=2026-11-01");
    }
}
