//! The view of two sets of rows side by side.

use api::{CompareView, ModelsParam, ModelsParams, PairRow, SideChoice};
use leptos::prelude::*;

use super::chosen_column::ChosenColumn;
use super::distribution::Distribution;
use crate::place::at;

/// Comparison of two sets of rows: the differences in words, the pickers of the two, and the figures of both.
#[component]
pub(super) fn Compare(compare: CompareView, params: ModelsParams) -> impl IntoView {
    let CompareView { sentence, proof, firsts, seconds, names, scores, columns, choices, distribution } = compare;
    view! {
        <p class="answer" id="answer">{sentence}</p>
        <p class="proof">{proof}</p>
        <Sides firsts seconds params />
        <section class="section">
            <h2>"Scores and verdicts"</h2>
            <Pairs label="Scores and verdicts" head="Figure" names=names.clone() rows=scores />
        </section>
        <section class="section">
            <h2>"Columns, the one that differs most first"</h2>
            <Pairs label="Columns" head="Column" names rows=columns />
        </section>
        <section class="section" id="distributions">
            <h2>"Distribution"</h2>
            <ChosenColumn columns=choices />
            <Distribution id="distribution".to_owned() distribution />
        </section>
    }
}

/// A plain GET form that chooses the two.
#[component]
fn Sides(firsts: Vec<SideChoice>, seconds: Vec<SideChoice>, params: ModelsParams) -> impl IntoView {
    let carried = |param: ModelsParam| {
        let text = params.get(param).to_owned();
        (!text.is_empty()).then(|| view! { <input type="hidden" name=param.name() value=text /> })
    };
    view! {
        <form class="models-sides" method="get" action=at("/models") aria-label="What is compared">
            {[ModelsParam::Model, ModelsParam::Tab, ModelsParam::Column].map(carried).collect_view()}
            <Side param=ModelsParam::Id label="these rows" choices=firsts />
            <Side param=ModelsParam::Against label="with" choices=seconds />
            <button type="submit">"Compare"</button>
        </form>
    }
}

#[component]
fn Side(param: ModelsParam, label: &'static str, choices: Vec<SideChoice>) -> impl IntoView {
    let option =
        |choice: SideChoice| view! { <option value=choice.id selected=choice.is_chosen>{choice.label}</option> };
    view! {
        <label class="field">
            <span>{label}</span>
            <select name=param.name() id=format!("field-{}", param.name())>{choices.into_iter().map(option).collect_view()}</select>
        </label>
    }
}

#[component]
fn Pairs(label: &'static str, head: &'static str, names: [String; 2], rows: Vec<PairRow>) -> impl IntoView {
    let row = |row: PairRow| {
        let name = match row.link {
            Some(link) => view! { <a href=at(link)>{row.name}</a> }.into_any(),
            None => row.name.into_any(),
        };
        view! {
            <tr>
                <th scope="row">{name}</th>
                {row.values.map(|value| view! { <td>{value}</td> }).collect_view()}
                <td class="text-cell">{row.difference}</td>
            </tr>
        }
    };
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label=label>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{head}</th>
                        {names.map(|name| view! { <th scope="col">{name}</th> }).collect_view()}
                        <th scope="col" class="text-cell">"How they differ"</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
