//! The page of the instruments on fakes: what it says, before and after a button.

use std::sync::Arc;

use api::Button;

use super::Pressed;
use crate::OwnMetrics;
use crate::fakes::FakeMetrics;
use crate::instruments_page::pressed_view;
use crate::instruments_page::sentence;

fn uploads(count: u64, sum: f64) -> String {
    let name = "file_upload_duration_seconds";
    format!(
        "# HELP {name} File upload duration in seconds\n# TYPE {name} histogram\n{name}_sum {sum}\n{name}_count {count}\n"
    )
}

#[test]
fn the_sentence_counts() {
    let said = |count, sum| sentence(35, &uploads(count, sum));
    assert_eq!(said(0, 0.0), "The counter says 35; no upload was simulated yet.");
    assert_eq!(said(1, 1.25), "The counter says 35; one upload was simulated, in 1.25 seconds.");
    assert_eq!(said(2, 3.0), "The counter says 35; 2 uploads were simulated, in 3 seconds.");
    assert_eq!(sentence(0, ""), "The counter says 0; no upload was simulated yet.");
}

#[test]
fn a_button_shows_its_answer_and_what_it_changed() {
    let metrics: Arc<dyn OwnMetrics> = Arc::new(FakeMetrics(uploads(0, 0.0)));
    let before = metrics.as_scraped(0, 4);
    let pressed = Pressed { button: Button::Count, status: 200, body: "{\"counter\":5}".to_owned(), before };
    let view = pressed_view(pressed, &metrics.as_scraped(0, 5));
    assert_eq!((view.request, view.status, view.body.as_str()), ("GET /", 200, "{\"counter\":5}"));
    let changes: Vec<_> =
        view.changes.iter().map(|c| (c.series.as_str(), c.before.as_str(), c.after.as_str())).collect();
    assert_eq!(changes, [("cell_counter", "4", "5")]);
}

#[test]
fn every_button_has_a_name_and_no_other_name_is_one() {
    for button in Button::ALL {
        assert_eq!(Button::named(button.name()), Some(button));
    }
    for stranger in ["", "Count", "reset", "count "] {
        assert_eq!(Button::named(stranger), None, "{stranger}");
    }
}
