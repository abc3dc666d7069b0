//! The models that are declared.

use api::ModelRow;
use leptos::prelude::*;

use crate::components::prose::Prose;
use crate::place::at;

/// A row a model.
#[component]
pub(crate) fn ModelTable(models: Vec<ModelRow>) -> impl IntoView {
    let row = |model: ModelRow| {
        view! {
            <tr>
                <th scope="row"><a href=at(model.link)>{model.name}</a></th>
                <td class="text-cell status-words"><Prose text=model.state /></td>
                <td class="text-cell">{model.trained}</td>
            </tr>
        }
    };
    view! {
        <section class="section">
            <h2>"Models"</h2>
            <div class="table-box" tabindex="0" role="region" aria-label="Models">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Name"</th>
                            {["State", "Trained on"].map(|head| view! { <th scope="col" class="text-cell">{head}</th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{models.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
