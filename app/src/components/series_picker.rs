//! The series of the answer, one forecast each, to pick from.

mod column;
mod name;
mod pager;

use std::sync::Arc;

use api::{ForecastView, Param, Question, SeriesList, SeriesPick};
use leptos::prelude::*;
use timeseries::text::{moment, percent};
use timeseries::{Duration, Timestamp};

use crate::place::at;
use column::Column;
pub(super) use name::shortened;
use pager::{FilterBox, Pager};

/// A table whose names are links, ordered and filtered by the address; nothing where there is only one series.
#[component]
pub(crate) fn SeriesPicker(view: Arc<ForecastView>) -> impl IntoView {
    let list = &view.list;
    (list.count > 1).then(|| {
        let columns = Column::of(list.has_threshold);
        let common = (!list.common.is_empty()).then(|| list.common.clone());
        view! {
            <section class="picker" id="series">
                <h2>{format!("{} series", list.count)}</h2>
                <FilterBox params=view.params.clone() fitting=list.fitting count=list.count />
                {common.map(|common| view! { <p class="muted picker-common">"All have " <code>{common}</code></p> })}
                {(!list.note.is_empty()).then(|| view! { <p class="muted">{list.note.clone()}</p> })}
                <div class="table-box" tabindex="0" role="region" aria-label="Series to pick from">
                    <table>
                        <thead>
                            <tr>{columns.iter().map(|column| head(*column, &view)).collect_view()}</tr>
                        </thead>
                        <tbody>{list.picks.iter().map(|pick| row(pick, &columns, &view)).collect_view()}</tbody>
                    </table>
                </div>
                <Pager params=view.params.clone() page=list.page pages=list.pages />
            </section>
        }
    })
}

/// A head that orders the table, the other way round where it does already.
fn head(column: Column, view: &ForecastView) -> impl IntoView + use<> {
    let SeriesList { sort, is_descending, .. } = &view.list;
    let sorted = (*sort == column.order()).then_some(*is_descending);
    let params = view.params.clone().with(Param::Sort, column.next_sort(sorted)).with(Param::Page, "");
    let direction = sorted.map(|is_descending| if is_descending { "descending" } else { "ascending" });
    let mark = direction.map(|direction| if direction == "descending" { " ▾" } else { " ▴" });
    view! {
        <th scope="col" aria-sort=direction>
            <a href=at(format!("/?{}#series", params.to_query()))>{column.title()}<span aria-hidden="true">{mark}</span></a>
        </th>
    }
}

fn row(pick: &SeriesPick, columns: &[Column], view: &ForecastView) -> impl IntoView + use<> {
    let params = view.params.clone().with(Param::Series, &pick.key);
    let numbers = columns.iter().filter(|column| **column != Column::Name);
    let cells: Vec<String> = numbers.map(|column| cell(*column, pick, &view.question)).collect();
    view! {
        <tr class:picked=pick.is_picked>
            <th scope="row">
                <a href=at(format!("/?{}", params.to_query())) title=pick.key.clone() aria-current=pick.is_picked.then_some("true")>
                    <code>{shortened(&pick.name)}</code>
                </a>
            </th>
            {cells.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view()}
        </tr>
    }
}

fn cell(column: Column, pick: &SeriesPick, question: &Question) -> String {
    let format = |value: f64| question.unit.format(value);
    let value = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), format);
    match column {
        Column::Name => String::new(),
        Column::Now => value(pick.last),
        Column::End => value(pick.end),
        Column::Change => match pick.change() {
            Some(change) if change > 0.0 => format!("+{}", format(change)),
            change => value(change),
        },
        Column::Crosses => crosses(pick, question.origin),
        Column::Min => value(pick.min),
        Column::Max => value(pick.max),
        Column::Mean => value(pick.mean),
    }
}

/// `Thu 3 Dec 20:00 UTC, 98%`, or the chance alone.
fn crosses(pick: &SeriesPick, now: Timestamp) -> String {
    let chance = pick.chance.map(|chance| match chance {
        chance if chance < 0.01 => "<1%".to_owned(),
        chance if chance > 0.99 => ">99%".to_owned(),
        chance => percent(chance),
    });
    // Seconds say nothing here.
    let minute = |time: Timestamp| Timestamp::from_ms(time.ms() - time.ms().rem_euclid(Duration::MINUTE.ms_i64()));
    match (pick.crosses, chance) {
        (Some(time), Some(chance)) => format!("{}, {chance}", moment(minute(time), now)),
        (_, chance) => chance.unwrap_or_else(|| "–".to_owned()),
    }
}
