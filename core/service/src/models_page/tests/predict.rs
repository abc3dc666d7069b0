//! A row that is predicted.

use api::{ControlView, FieldView, PredictView};

use super::*;

async fn asked(query: &str) -> PredictView {
    match tab(&service().await, query).await.unwrap() {
        ModelsTab::Predict(view) => view,
        other => panic!("{other:?}"),
    }
}

fn field<'a>(view: &'a PredictView, name: &str) -> &'a FieldView {
    view.fields.iter().find(|field| field.name == name).unwrap()
}

#[tokio::test]
async fn the_example_is_filled_in_and_answered() {
    let view = asked("").await;
    assert_eq!(view.fields.len(), 11);
    assert_eq!(
        (field(&view, "temp").value.as_str(), field(&view, "temp").help.as_str()),
        ("0.24", "temp: 0 to 1 (0 to 41 °C); 0.24 is 9.8 °C")
    );
    let ControlView::Choice(weather) = &field(&view, "weathersit").control else { panic!("no list") };
    assert_eq!(weather[0], ("1".to_owned(), "clear or partly cloudy".to_owned()));
    assert_eq!(field(&view, "hr").control, ControlView::Number { is_whole: true });
    let answer = view.answer.unwrap();
    assert!(
        answer.sentence.starts_with("About ") && answer.sentence.contains(" bikes an hour (likely "),
        "{}",
        answer.sentence
    );
    assert!(answer.proof.contains("; these inputs lower it to "), "{}", answer.proof);
    assert!(answer.parts.iter().any(|part| part.value == "0.24 (9.8 °C)"), "{:?}", answer.parts);
    assert_eq!(view.request.path, "/predict");
    let sent: serde_json::Value = serde_json::from_str(&view.request.body).unwrap();
    assert_eq!((&sent["temp"], &sent["dteday"]), (&0.24.into(), &"2011-01-01".into()));
}

#[tokio::test]
async fn the_feature_that_moves_most_comes_first() {
    let parts = asked("x.hr=23").await.answer.unwrap().parts;
    assert_eq!((parts[0].label.as_str(), parts[0].share), ("Hour", 1.0));
    assert!(parts[0].text.starts_with('+'), "{}", parts[0].text);
    assert!(parts.windows(2).all(|pair| pair[0].share.abs() >= pair[1].share.abs()));
    let night = asked("x.hr=0").await.answer.unwrap().parts;
    assert!(night[0].share < 0.0 && night[0].text.starts_with('-'), "{:?}", night[0]);
}

#[tokio::test]
async fn a_mistake_stands_at_its_field_and_keeps_what_was_typed() {
    let view = asked("x.temp=warm&x.hr=&x.weekday=1.5&x.hum=1e999").await;
    assert_eq!(view.answer, None);
    for (name, typed, error) in [
        ("temp", "warm", "`warm` is not a number."),
        ("hr", "", "A value is missing here."),
        ("weekday", "1.5", "`1.5` is not a whole number."),
        ("hum", "1e999", "`1e999` is not a finite number."),
    ] {
        let field = field(&view, name);
        assert_eq!((field.value.as_str(), field.error.as_deref()), (typed, Some(error)));
    }
    assert_eq!(field(&view, "atemp").error, None);
}

#[tokio::test]
async fn what_the_model_does_not_know_is_said() {
    let warnings = asked("x.temp=1.5&x.mnth=7&x.weekday=3").await.answer.unwrap().warnings;
    assert_eq!(
        warnings.iter().filter(|warning| warning.starts_with("Temperature 1.5 (62 °C) is outside 0–1")).count(),
        1
    );
    assert!(warnings.iter().any(|warning| warning.contains("trained on January, not on July")), "{warnings:?}");
    assert!(!warnings.iter().any(|warning| warning.contains("week")), "{warnings:?}");
}
