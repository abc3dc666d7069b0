//! The error of one evaluation after the other, against the out-of-bag error.

use api::HistoryView;
use chart::{ColumnLook, ColumnSeries, Columns, Role, Size, Threshold};
use leptos::prelude::*;

use super::drawing::Drawing;

const WIDE: Size = Size { width_px: 1100, height_px: 280 };

/// The chart; its figures stand in the table of evaluations.
#[component]
pub(super) fn History(history: HistoryView) -> impl IntoView {
    let shown = history.clone();
    let draw = move |id: String, size: Size| chart::columns(&columns(&shown, id, size));
    view! {
        <figure class="chart models-chart" id="history" aria-labelledby="history-title">
            <figcaption>
                <h2 id="history-title">{history.title}</h2>
                <p class="muted">{history.summary}</p>
            </figcaption>
            <Drawing id="history" wide=WIDE draw />
        </figure>
    }
}

fn columns(history: &HistoryView, id: String, size: Size) -> Columns {
    Columns {
        id,
        title: history.title.clone(),
        description: history.summary.clone(),
        size,
        upwards: "RMSE".to_owned(),
        groups: history.periods.clone(),
        look: ColumnLook::Dots,
        series: vec![ColumnSeries { name: "RMSE".to_owned(), role: Role::History, values: history.rmse.clone() }],
        guide: Some(Threshold { value: history.out_of_bag, label: history.out_of_bag_label.clone() }),
    }
}
