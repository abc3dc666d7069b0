//! The view of days: a calendar of what is there and what is not, and a button to collect what is missing.

use api::{CalendarDay, DayState, DaysView, MonthView};
use leptos::prelude::*;
use timeseries::text::counted;

use crate::components::prose::Prose;
use crate::place::at;

const WEEKDAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// The calendar, and the days that are not complete as a table.
#[component]
pub(super) fn Calendar(days: DaysView) -> impl IntoView {
    let can_collect = days.collector.is_ok();
    let why_not = days.collector.clone().err().map(|why| view! { <p class="muted"><Prose text=why /></p> });
    let mut faulty: Vec<CalendarDay> =
        days.months.iter().flat_map(|month| month.days.iter().filter(is_faulty).cloned()).collect();
    faulty.sort_by(|a, b| b.date.cmp(&a.date));
    view! {
        <p class="archive-summary">{days.summary.clone()}</p>
        <ul class="archive-key">
            <li><span class="archive-day-whole">"✓"</span>" complete"</li>
            <li><span class="archive-day-part">"◐"</span>" partial"</li>
            <li><span class="archive-day-empty">"○"</span>" empty"</li>
            <li><span class="archive-day-missing">"✕"</span>" missing"</li>
        </ul>
        <div class="archive-months">{days.months.into_iter().map(month).collect_view()}</div>
        {why_not}
        <Faulty days=faulty can_collect back=days.link />
    }
}

fn is_faulty(day: &&CalendarDay) -> bool {
    matches!(day.state, DayState::Part | DayState::Missing)
}

fn month(month: MonthView) -> impl IntoView {
    let blanks = month.begins;
    let mut cells: Vec<Option<CalendarDay>> = vec![None; blanks];
    cells.extend(month.days.into_iter().map(Some));
    let week = |week: &[Option<CalendarDay>]| {
        let cells = week.iter().cloned().chain(std::iter::repeat_n(None, 7 - week.len()));
        view! { <tr>{cells.map(cell).collect_view()}</tr> }
    };
    view! {
        <table class="archive-month">
            <caption>{month.name}</caption>
            <thead><tr>{WEEKDAYS.map(|day| view! { <th scope="col">{day}</th> }).collect_view()}</tr></thead>
            <tbody>{cells.chunks(7).map(week).collect_view()}</tbody>
        </table>
    }
}

fn cell(day: Option<CalendarDay>) -> impl IntoView {
    let Some(day) = day else { return view! { <td></td> }.into_any() };
    let (class, sign, word) = look(day.state);
    let title = words(&day, word);
    view! {
        <td class=class title=title.clone()>
            <span aria-hidden="true">{day.number}</span>
            <span class="archive-sign" aria-hidden="true">{sign}</span>
            <span class="visually-hidden">{title.clone()}</span>
        </td>
    }
    .into_any()
}

/// A class, a sign and a word: colour is never all.
fn look(state: DayState) -> (&'static str, &'static str, &'static str) {
    match state {
        DayState::Whole => ("archive-day-whole", "✓", "complete"),
        DayState::Empty => ("archive-day-empty", "○", "empty"),
        DayState::Part => ("archive-day-part", "◐", "partial"),
        DayState::Missing => ("archive-day-missing", "✕", "missing"),
        DayState::Outside => ("archive-day-outside", "", "before the archive begins"),
    }
}

fn words(day: &CalendarDay, word: &str) -> String {
    match day.files {
        0 => format!("{}: {word}", day.date),
        files => {
            let faults: String = day.faults.iter().map(|fault| format!("; {fault}")).collect();
            let files = counted(files as u64, "file");
            format!("{}: {word}, {files}, {} rows, {}{faults}", day.date, day.rows, day.bytes)
        }
    }
}

/// Days that are not complete, with what is wrong, and the button.
#[component]
fn Faulty(days: Vec<CalendarDay>, can_collect: bool, back: String) -> impl IntoView {
    let row = |day: CalendarDay| {
        let (_, sign, word) = look(day.state);
        let button = can_collect.then(|| view! { <td><CollectButton date=day.date.clone() back=back.clone() /></td> });
        view! {
            <tr>
                <th scope="row">{day.date.clone()}</th>
                <td class="text-cell"><span aria-hidden="true">{sign}</span>" "{word}</td>
                <td>{day.files}</td>
                <td>{day.rows}</td>
                <td>{day.bytes}</td>
                <td class="text-cell">{day.faults.join("; ")}</td>
                {button}
            </tr>
        }
    };
    (!days.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>"Incomplete days"</h2>
                <div class="table-box" tabindex="0" role="region" aria-label="Incomplete days">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">"Day"</th><th scope="col" class="text-cell">"State"</th><th scope="col">"Files"</th><th scope="col">"Rows"</th>
                                <th scope="col">"Bytes"</th><th scope="col" class="text-cell">"What is wrong"</th>
                                {can_collect.then(|| view! { <th scope="col">"Again"</th> })}
                            </tr>
                        </thead>
                        <tbody>{days.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}

/// A form of its own, for collecting changes something.
#[component]
fn CollectButton(date: String, back: String) -> impl IntoView {
    view! {
        <form method="post" action=at("/archive/collect")>
            <input type="hidden" name="from" value=date.clone() />
            <input type="hidden" name="to" value=date.clone() />
            <input type="hidden" name="back" value=back />
            <button type="submit" aria-label=format!("Collect {date}")>"Collect"</button>
        </form>
    }
}
