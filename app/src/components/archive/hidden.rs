//! Hidden fields, by which a form keeps the parameters that it does not show.

use api::{ArchiveParam, ArchiveParams};
use leptos::prelude::*;

/// Hidden fields for all parameters but those of the form's own fields; the page of rows starts again.
#[component]
pub(super) fn Hidden(params: ArchiveParams, own: &'static [ArchiveParam]) -> impl IntoView {
    let is_carried = |param: &ArchiveParam| !own.contains(param) && *param != ArchiveParam::Page;
    let fields = ArchiveParam::ALL.into_iter().filter(is_carried).flat_map(|param| {
        let values: Vec<String> = params.values(param).into_iter().map(str::to_owned).collect();
        values.into_iter().map(move |value| view! { <input type="hidden" name=param.name() value=value /> })
    });
    fields.collect_view()
}
