//! The way from a pointer to a moment, and to another part of time. Only a browser has a pointer.

#[cfg(target_family = "wasm")]
pub(super) use browser::{back_or, follow, frame_shown, go, moment};
#[cfg(not(target_family = "wasm"))]
pub(super) use nowhere::{back_or, follow, frame_shown, go, moment};

#[cfg(target_family = "wasm")]
mod browser {
    use leptos::ev::PointerEvent;
    use leptos::prelude::{document, window};
    use timeseries::Timestamp;
    use wasm_bindgen::JsCast;

    use super::super::Stage;

    /// The moment under a pointer, and the drawing it is over.
    pub(crate) fn moment(stage: &Stage, event: &PointerEvent) -> Option<(Timestamp, usize)> {
        let overlay: web_sys::Element = event.current_target()?.dyn_into().ok()?;
        let rect = overlay.get_bounding_client_rect();
        let frame = stage.frame_of_shape(rect.width() / rect.height());
        let share = (f64::from(event.client_x()) - rect.left()) / rect.width();
        stage.time_at(share, frame).map(|time| (time, frame))
    }

    /// Hears of the pointer until it is let go, wherever it goes: a drag may end beside the chart.
    pub(crate) fn follow(event: &PointerEvent) {
        let overlay = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if let Some(overlay) = overlay {
            // A pointer that is gone already is not followed.
            let _gone = overlay.set_pointer_capture(event.pointer_id());
        }
    }

    /// The drawing that the style sheet shows.
    pub(crate) fn frame_shown(stage: &Stage) -> usize {
        let overlay = document().get_element_by_id(&stage.id).map(|overlay| overlay.get_bounding_client_rect());
        overlay.map_or(0, |rect| stage.frame_of_shape(rect.width() / rect.height()))
    }

    /// Follows a link. A browser that refuses stays where it is.
    pub(crate) fn go(link: &str) {
        let _refused = window().location().set_href(link);
    }

    /// One step back where that leads to another part of time on the same page, or else whatever `otherwise` does.
    pub(crate) fn back_or(stage: &Stage, otherwise: impl Fn()) {
        let (here, from) = (window().location().origin().unwrap_or_default(), document().referrer());
        let was_closer_or_farther =
            !here.is_empty() && from.strip_prefix(&here).is_some_and(|address| stage.page.is_at(address));
        let went_back = was_closer_or_farther && window().history().is_ok_and(|history| history.back().is_ok());
        if !went_back {
            otherwise();
        }
    }
}

#[cfg(not(target_family = "wasm"))]
mod nowhere {
    use leptos::ev::PointerEvent;
    use timeseries::Timestamp;

    use super::super::Stage;

    pub(crate) fn moment(_stage: &Stage, _event: &PointerEvent) -> Option<(Timestamp, usize)> {
        None
    }

    pub(crate) fn follow(_event: &PointerEvent) {}

    pub(crate) fn frame_shown(_stage: &Stage) -> usize {
        0
    }

    pub(crate) fn go(_link: &str) {}

    pub(crate) fn back_or(_stage: &Stage, _otherwise: impl Fn()) {}
}
