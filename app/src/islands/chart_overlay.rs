//! Overlay of a chart: crosshair, readout, drag to zoom, and the same by keyboard.

mod key_action;
mod pointer;
mod readout_box;
mod stage;

use std::sync::Arc;

use chart::nearest::{self, Readout};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use timeseries::{TimeRange, Timestamp, Unit};

use key_action::KeyAction;
use readout_box::ReadoutBox;
pub(crate) use stage::Stage;

/// Follows the pointer and the arrow keys. Without JavaScript there is nothing to follow, and nothing is there.
#[island]
pub(crate) fn ChartOverlay(
    /// The chart as it stands on the page.
    stage: Stage,
) -> impl IntoView {
    let stage = Arc::new(stage);
    let (window, id) = (stage.chart.window, stage.id.clone());
    // The moment chosen, and which of the drawings is on the page.
    let cursor = RwSignal::new(None::<(Timestamp, usize)>);
    let dragged_from = RwSignal::new(None::<Timestamp>);
    let readout = {
        let stage = Arc::clone(&stage);
        move || cursor.get().and_then(|(time, _)| nearest::readout(&stage.chart, time))
    };
    let spoken = {
        let (stage, readout) = (Arc::clone(&stage), readout.clone());
        move || {
            readout().map_or_else(
                || "No moment chosen: use the arrow keys".to_owned(),
                |readout| readout_box::spoken(&readout, stage.chart.unit, stage.now),
            )
        }
    };
    let go = {
        let stage = Arc::clone(&stage);
        move |window: TimeRange| pointer::go(&stage.zoom.link(&stage.page, window))
    };
    let on_move = {
        let stage = Arc::clone(&stage);
        move |event: PointerEvent| cursor.set(pointer::moment(&stage, &event).map(|at| stage.snapped(at)))
    };
    let on_down = {
        let stage = Arc::clone(&stage);
        move |event: PointerEvent| {
            // A tap does not move.
            cursor.set(pointer::moment(&stage, &event).map(|at| stage.snapped(at)));
            // A finger scrolls the page; the buttons under the chart zoom for it.
            if event.button() == 0 && !is_finger(&event) {
                pointer::follow(&event);
                dragged_from.set(pointer::moment(&stage, &event).map(|(time, _)| time));
            }
        }
    };
    let on_up = {
        let (stage, go) = (Arc::clone(&stage), go.clone());
        move |event: PointerEvent| {
            let dragged = dragged_from.get_untracked().zip(pointer::moment(&stage, &event));
            dragged_from.set(None);
            if let Some(window) = dragged.and_then(|(from, (to, _))| stage.zoom.between(from, to)) {
                go(window);
            }
        }
    };
    let on_double_click = {
        let (stage, go) = (Arc::clone(&stage), go.clone());
        move |_| {
            if !stage.zoom.is_all() {
                pointer::back_or(&stage, || go(stage.zoom.all()));
            }
        }
    };
    let on_key = {
        let stage = Arc::clone(&stage);
        move |event: KeyboardEvent| {
            let Some(action) = KeyAction::of(&event.key(), event.shift_key()) else { return };
            event.prevent_default();
            match action {
                KeyAction::Clear => cursor.set(None),
                KeyAction::Move(points) => {
                    let (from, frame) = cursor
                        .get_untracked()
                        .map_or((None, pointer::frame_shown(&stage)), |(time, frame)| (Some(time), frame));
                    cursor.set(stage.moved(from, points).map(|time| (time, frame)));
                }
                KeyAction::Zoom(factor) => go(stage.zoom.scaled(factor)),
            }
        }
    };
    let marks = {
        let stage = Arc::clone(&stage);
        move || {
            let frame = cursor.get().map_or(0, |(_, frame)| frame);
            readout().map(
                |readout| view! { <Crosshair left_share=stage.share_of(readout.time, frame) plot=stage.plot_of(frame) unit=stage.chart.unit now=stage.now readout /> },
            )
        }
    };
    let drag_stage = Arc::clone(&stage);
    let drag_box = move || {
        let stage = &drag_stage;
        let (from, (to, frame)) = dragged_from.get().zip(cursor.get())?;
        let (a, b) = (stage.share_of(from, frame), stage.share_of(to, frame));
        let (top, bottom) = stage.plot_of(frame);
        Some(
            view! { <div class="drag-box" style:left=percent(a.min(b)) style:width=percent((a - b).abs()) style:top=percent(top) style:bottom=percent(bottom)></div> },
        )
    };
    // What a finger chose stays to be read when the finger is gone.
    let on_leave = move |event: PointerEvent| {
        dragged_from.set(None);
        if !is_finger(&event) {
            cursor.set(None);
        }
    };
    let moment_s = move || cursor.get().map_or(window.start, |(time, _)| time).ms() / 1000;
    view! {
        <div
            class="overlay"
            id=id
            role="slider"
            tabindex="0"
            aria-label="Moment on the chart"
            aria-valuetext=spoken
            aria-valuemin=window.start.ms() / 1000
            aria-valuemax=window.end.ms() / 1000
            aria-valuenow=moment_s
            on:pointermove=on_move
            on:pointerdown=on_down
            on:pointerup=on_up
            on:pointerleave=on_leave
            on:pointercancel=move |_| dragged_from.set(None)
            on:dblclick=on_double_click
            on:keydown=on_key
        >
            {marks}
            {drag_box}
        </div>
    }
}

fn is_finger(event: &PointerEvent) -> bool {
    event.pointer_type() == "touch"
}

/// A line at the moment from the top to the bottom of the plot, and a box beside it that never covers it.
#[component]
fn Crosshair(left_share: f64, plot: (f64, f64), unit: Unit, now: Timestamp, readout: Readout) -> impl IntoView {
    let is_right_half = left_share > 0.55;
    view! {
        <div class="crosshair" style:--x=percent(left_share) style:top=percent(plot.0) style:bottom=percent(plot.1)></div>
        <div class="readout" class:readout-left=is_right_half style:--x=percent(left_share)>
            <ReadoutBox readout unit now />
        </div>
    }
}

fn percent(share: f64) -> String {
    format!("{:.3}%", share * 100.0)
}
