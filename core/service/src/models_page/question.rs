//! View (`Tab`) and time window that the parameters of the models page ask for.

use api::{LinkView, ModelsParam, ModelsParams, ModelsProblem};
use timeseries::TimeRange;

use super::fault::{fault, shown};
use crate::zoom::zoomed;

/// The views by their names in a link, with what their tabs say.
const TABS: [(&str, &str); 5] = [
    ("predict", "Predict"),
    ("evaluations", "Evaluations"),
    ("report", "Report"),
    ("compare", "Compare"),
    ("about", "About the model"),
];

/// A view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    Predict,
    Evaluations,
    Report,
    Compare,
    About,
}

impl Tab {
    /// The view of a name.
    pub(super) fn parse(params: &ModelsParams) -> Result<Self, ModelsProblem> {
        match params.or_default(ModelsParam::Tab) {
            "predict" => Ok(Self::Predict),
            "evaluations" => Ok(Self::Evaluations),
            "report" => Ok(Self::Report),
            "compare" => Ok(Self::Compare),
            "about" => Ok(Self::About),
            other => {
                let next = format!("Give one of {}.", TABS.map(|(name, _)| name).join(", "));
                Err(fault(ModelsParam::Tab, format!("There is no view `{}`.", shown(other)), next))
            }
        }
    }
}

/// Every view as a link; what was chosen in one of them is kept where it means something in another.
pub(super) fn tabs(params: &ModelsParams) -> Vec<LinkView> {
    let chosen = params.or_default(ModelsParam::Tab);
    let link = |(name, label): (&str, &str)| LinkView {
        label: label.to_owned(),
        link: params.clone().with(ModelsParam::Tab, name).with(ModelsParam::Zoom, "").link(),
        is_current: name == chosen,
    };
    TABS.map(link).into()
}

/// The part of time shown: all there is, or what of a zoom lies in it.
pub(super) fn window(params: &ModelsParams, whole: TimeRange) -> Result<TimeRange, ModelsProblem> {
    let text = params.get(ModelsParam::Zoom);
    zoomed(text, whole).ok_or_else(|| {
        let why = format!("`{}` is no part of the time of these rows.", shown(text));
        fault(ModelsParam::Zoom, why, "Show all of it.")
    })
}
