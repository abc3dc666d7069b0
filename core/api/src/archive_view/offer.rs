//! What there is to choose from in the archive, and what is chosen.

/// The form and the links around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveOffer {
    /// The first day shown, as typed or as understood.
    pub from: String,
    /// The last day shown.
    pub to: String,
    /// The first day there is, `YYYY-MM-DD`.
    pub first_day: String,
    /// The last day there is.
    pub last_day: String,
    /// Usual spans of days.
    pub presets: Vec<LinkView>,
    /// The proxies there are.
    pub proxies: Vec<ChoiceView>,
    /// The metrics there are in the days and proxies chosen.
    pub metrics: Vec<ChoiceView>,
    /// The views.
    pub tabs: Vec<LinkView>,
    /// Whether a metric can be forecast from here, and if so the name of the source.
    pub forecast_source: Option<String>,
}

/// A box to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceView {
    /// What it chooses.
    pub name: String,
    /// How many rows it has in the days chosen.
    pub rows: u64,
    /// Whether it is chosen.
    pub is_chosen: bool,
    /// How its line looks, from 1, where it has one.
    pub color: Option<usize>,
}

/// A link to another state of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkView {
    /// What it says.
    pub label: String,
    /// Where it goes.
    pub link: String,
    /// Whether it is what is shown.
    pub is_current: bool,
}
