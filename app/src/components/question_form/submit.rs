//! Sends the form as a link, with the defaults left out.

use leptos::ev::SubmitEvent;
use leptos_router::NavigateOptions;

/// Goes to the link that the form stands for, without a new page.
#[cfg(target_family = "wasm")]
pub(super) fn submit(event: &SubmitEvent, navigate: &(impl Fn(&str, NavigateOptions) + Clone)) {
    use wasm_bindgen::JsCast;

    let form = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok());
    let Some(data) = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok()) else {
        return;
    };
    event.prevent_default();
    let pairs: Vec<(String, String)> = api::Param::ALL
        .into_iter()
        .flat_map(|param| {
            data.get_all(param.name())
                .iter()
                .map(move |value| (param.name().to_owned(), value))
                .collect::<Vec<_>>()
        })
        .filter_map(|(name, value)| Some((name, value.as_string()?)))
        .collect();
    let params = api::ForecastParams::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    navigate(
        &format!("/?{}", params.to_query()),
        NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        },
    );
}

/// On the server nobody submits.
#[cfg(not(target_family = "wasm"))]
pub(super) fn submit(_event: &SubmitEvent, _navigate: &(impl Fn(&str, NavigateOptions) + Clone)) {}
