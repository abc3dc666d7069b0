//! One drawing with its overlay: crosshair, readout, drag to look closer, and the same by keyboard.

use std::sync::Arc;

use api::ForecastView;
use chart::nearest::{self, Readout};
use chart::{Chart, Drawing, Size};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use timeseries::{TimeRange, Timestamp};

use super::readout::{ReadoutBox, spoken};
use super::zoom::Zoom;
use crate::picture::forecast_chart;

/// The drawing as it stands on the page, for whoever needs to find a moment on it.
#[derive(Debug)]
struct Stage {
    chart: Chart,
    drawing: Drawing,
    now: Timestamp,
    zoom: Zoom,
}

/// The chart in one size. Where it cannot be drawn, it says why.
#[component]
pub(super) fn Plot(
    view: Arc<ForecastView>,
    size: Size,
    id: &'static str,
    cursor: RwSignal<Option<Timestamp>>,
) -> impl IntoView {
    let chart = forecast_chart(&view, size, id);
    match chart::draw(&chart) {
        Err(error) => view! { <p class="notice">{format!("The chart cannot be drawn: {error}")}</p> }.into_any(),
        Ok(drawing) => {
            let svg = drawing.svg.clone();
            let stage = Arc::new(Stage {
                chart,
                drawing,
                now: view.question.origin,
                zoom: Zoom::of(&view),
            });
            view! {
                <div class=format!("plot plot-{id}")>
                    <div class="svg" inner_html=svg></div>
                    <Overlay stage view cursor />
                </div>
            }
            .into_any()
        }
    }
}

/// What lies over the drawing. It holds nothing on the server: without JavaScript there is no pointer to follow.
#[component]
fn Overlay(stage: Arc<Stage>, view: Arc<ForecastView>, cursor: RwSignal<Option<Timestamp>>) -> impl IntoView {
    let navigate = use_navigate();
    let dragged_from = RwSignal::new(None::<Timestamp>);
    let back = StoredValue::new(Vec::<TimeRange>::new());
    let go = {
        let view = Arc::clone(&view);
        let zoom = stage.zoom;
        move |window: TimeRange| {
            navigate(
                &zoom.link(&view.params, window),
                NavigateOptions {
                    scroll: false,
                    ..NavigateOptions::default()
                },
            )
        }
    };
    let readout = {
        let stage = Arc::clone(&stage);
        Memo::new(move |_| cursor.get().and_then(|time| nearest::readout(&stage.chart, time)))
    };
    let spoken_text = {
        let stage = Arc::clone(&stage);
        move || {
            readout.get().map_or_else(
                || "No moment chosen. Use the arrow keys.".to_owned(),
                |readout| spoken(&readout, stage.now),
            )
        }
    };

    let on_move = {
        let stage = Arc::clone(&stage);
        move |event: PointerEvent| cursor.set(stage.time_at(&event))
    };
    let on_down = {
        let stage = Arc::clone(&stage);
        move |event: PointerEvent| {
            if event.button() == 0 && event.pointer_type() != "touch" {
                dragged_from.set(stage.time_at(&event));
            }
        }
    };
    let on_up = {
        let (stage, go) = (Arc::clone(&stage), go.clone());
        move |event: PointerEvent| {
            let Some((from, to)) = dragged_from.get_untracked().zip(stage.time_at(&event)) else {
                return;
            };
            dragged_from.set(None);
            if let Some(window) = stage.zoom.between(from, to) {
                back.update_value(|back| back.push(stage.chart.window));
                go(window);
            }
        }
    };
    let on_double_click = {
        let (stage, go) = (Arc::clone(&stage), go.clone());
        move |_| {
            go(back
                .try_update_value(Vec::pop)
                .flatten()
                .unwrap_or_else(|| stage.zoom.scaled(f64::INFINITY)))
        }
    };
    let on_key = {
        let stage = Arc::clone(&stage);
        move |event: KeyboardEvent| {
            if let Some(action) = KeyAction::of(&event) {
                event.prevent_default();
                match action {
                    KeyAction::Clear => cursor.set(None),
                    KeyAction::Move(points) => cursor.update(|cursor| *cursor = stage.moved(*cursor, points)),
                    KeyAction::Zoom(factor) => go(stage.zoom.scaled(factor)),
                }
            }
        }
    };
    let marks = {
        let stage = Arc::clone(&stage);
        move || {
            readout
                .get()
                .map(|readout| view! { <Crosshair stage=Arc::clone(&stage) readout /> })
        }
    };
    let drag = move || {
        dragged_from
            .get()
            .zip(cursor.get())
            .map(|(from, to)| stage.drag_box(from, to))
    };
    view! {
        <div
            class="overlay"
            role="slider"
            tabindex="0"
            aria-label="Moment on the chart"
            aria-valuetext=spoken_text
            aria-valuenow="0"
            on:pointermove=on_move
            on:pointerdown=on_down
            on:pointerup=on_up
            on:pointerleave=move |_| { cursor.set(None); dragged_from.set(None); }
            on:dblclick=on_double_click
            on:keydown=on_key
        >
            {marks}
            {move || drag().map(|(left, width)| view! { <div class="drag-box" style:left=left style:width=width></div> })}
        </div>
    }
    .into_any()
}

/// A line at the moment, and a box beside it that never covers it.
#[component]
fn Crosshair(stage: Arc<Stage>, readout: Readout) -> impl IntoView {
    let share = stage.share_of(readout.time);
    let left = format!("{:.3}%", share * 100.0);
    let line = left.clone();
    let is_right_half = share > 0.55;
    view! {
        <div class="crosshair" style:left=line></div>
        <div class="readout" class:readout-left=is_right_half style:left=left>
            <ReadoutBox readout now=stage.now />
        </div>
    }
}

/// What a key does on the chart.
#[derive(Clone, Copy, Debug, PartialEq)]
enum KeyAction {
    /// By so many points; the extremes are the ends.
    Move(i64),
    /// So many times the window.
    Zoom(f64),
    /// No moment any more.
    Clear,
}

impl KeyAction {
    fn of(event: &KeyboardEvent) -> Option<Self> {
        let stride = if event.shift_key() { 10 } else { 1 };
        match event.key().as_str() {
            "ArrowLeft" => Some(Self::Move(-stride)),
            "ArrowRight" => Some(Self::Move(stride)),
            "Home" => Some(Self::Move(i64::MIN)),
            "End" => Some(Self::Move(i64::MAX)),
            "+" => Some(Self::Zoom(0.5)),
            "-" => Some(Self::Zoom(2.0)),
            "Escape" => Some(Self::Clear),
            _ => None,
        }
    }
}

impl Stage {
    /// The moment `points` samples on; from nowhere it starts where the forecast does.
    fn moved(&self, cursor: Option<Timestamp>, points: i64) -> Option<Timestamp> {
        match cursor {
            Some(time) => nearest::moved(&self.chart, time, points),
            None => nearest::moved(&self.chart, self.now, 0),
        }
    }

    /// Where a moment is across the picture, 0 to 1.
    fn share_of(&self, time: Timestamp) -> f64 {
        self.drawing.frame.x_of(time) / f64::from(self.chart.size.width_px)
    }

    /// Left edge and width of what is being dragged over, in percent.
    fn drag_box(&self, from: Timestamp, to: Timestamp) -> (String, String) {
        let (a, b) = (self.share_of(from), self.share_of(to));
        (
            format!("{:.3}%", a.min(b) * 100.0),
            format!("{:.3}%", (a - b).abs() * 100.0),
        )
    }

    /// The moment under a pointer.
    #[cfg(target_family = "wasm")]
    fn time_at(&self, event: &PointerEvent) -> Option<Timestamp> {
        use wasm_bindgen::JsCast;

        let target: web_sys::Element = event.current_target()?.dyn_into().ok()?;
        let rect = target.get_bounding_client_rect();
        let share = (f64::from(event.client_x()) - rect.left()) / rect.width();
        Some(self.drawing.frame.time_at(share * f64::from(self.chart.size.width_px)))
    }

    #[cfg(not(target_family = "wasm"))]
    fn time_at(&self, _event: &PointerEvent) -> Option<Timestamp> {
        None
    }
}
