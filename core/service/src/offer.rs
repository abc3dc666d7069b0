//! Sources and models offered by the page's form.

use api::{OfferView, SourceView};
use forecast::{Model, ModelChoice};

use crate::{Service, SourceEntry, SourceKind};

impl Service {
    /// All sources and models there are.
    #[must_use]
    pub fn offer(&self) -> OfferView {
        let models = std::iter::once(ModelChoice::Auto).chain(Model::ALL.into_iter().map(ModelChoice::Only));
        OfferView {
            sources: self.sources.list().into_iter().map(source_view).collect(),
            adhoc_allowed: self.sources.adhoc_allowed(),
            models: models.map(|model| model.to_string()).collect(),
        }
    }
}

fn source_view(entry: SourceEntry) -> SourceView {
    SourceView { is_sample: entry.kind == SourceKind::Demo, name: entry.name, examples: entry.examples }
}
