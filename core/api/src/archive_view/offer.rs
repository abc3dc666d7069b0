//! Choices of the archive's page, and the chosen ones.

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
    /// Source by which a metric can be forecast from here, if there is one.
    pub forecast_source: Option<String>,
}

/// A box to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceView {
    /// Name of the choice.
    pub name: String,
    /// Number of its rows in the chosen days.
    pub rows: u64,
    /// True if it is chosen.
    pub is_chosen: bool,
    /// Number of its colour, from 1, if it has a line.
    pub color: Option<usize>,
}

/// A link to another state of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkView {
    /// Text of the link.
    pub label: String,
    /// Target of the link.
    pub link: String,
    /// True if it leads to the view shown.
    pub is_current: bool,
}
