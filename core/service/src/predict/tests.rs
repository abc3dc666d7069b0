//! Tests that JSON and CSV predict alike: large numbers, categories of every spelling, rows that came back with a prediction.

use regression::{Cell, Feature, Kind, Model, Origin, Record, Rows, Schema, Settings, train};

use super::*;
use crate::evaluate::tests::{feature, service_of};
use crate::fakes::MemoryEvaluations;
use crate::{EvaluationRequest, ModelError};

fn schema(features: Vec<Feature>) -> Schema {
    Schema { model: "m".into(), target: "y".into(), target_unit: String::new(), time: None, hour: None, features }
}

/// A model of one column, trained on rows of a value and a target.
async fn service(feature: Feature, rows: &[(Cell<'_>, f64)]) -> Service {
    let schema = schema(vec![feature]);
    let mut learned = Rows::new(1);
    for (cell, target) in rows {
        let record = Record { cells: vec![*cell], target: Cell::Number(*target), time: None };
        learned.push(&schema, &record).unwrap();
    }
    let model: Model = train(&schema, &learned, Settings { trees: 10, seed: 1 }, Origin::default()).unwrap();
    service_of(schema, &model, Arc::new(MemoryEvaluations::default())).await
}

/// Forty rows of each category, ten for the first and a hundred times that for the second.
async fn categories(names: &[&str]) -> Service {
    let rows: Vec<(Cell<'_>, f64)> = (0..40 * names.len())
        .map(|row| (Cell::Text(names[row % names.len()]), [10.0, 1000.0, 5.0][row % names.len()]))
        .collect();
    service(feature("x", Kind::Category, None), &rows).await
}

async fn asked(service: &Service, format: BodyFormat, body: &str) -> Result<Predictions, ModelError> {
    let request = PredictionRequest { model: None, format, body: body.into(), explain: false };
    service.predict(request).await
}

/// The prediction of one value, or what is wrong with it: by JSON, as it stands there.
async fn by_json(service: &Service, value: &str) -> Result<f64, String> {
    let answer = asked(service, BodyFormat::Json, &format!("[{{\"x\":{value}}}]")).await;
    answer.map(|told| told.values[0]).map_err(|error| error.to_string())
}

async fn by_csv(service: &Service, cell: &str) -> Result<f64, String> {
    let answer = asked(service, BodyFormat::Csv, &format!("id,x\n1,{cell}\n")).await;
    answer.map(|told| told.values[0]).map_err(|error| error.to_string())
}

#[tokio::test]
async fn numbers_are_asked_as_large_as_they_were_learned() {
    for size in [1e15, 1.7e18, 1e100, 1e300] {
        let rows: Vec<(Cell<'_>, f64)> =
            (0..41_u32).map(|row| (Cell::Number(size * (1.0 + f64::from(row) / 20.0)), f64::from(row))).collect();
        let service = service(feature("x", Kind::Number, None), &rows).await;
        let middle = format!("{:e}", size * 2.0);
        let (json, csv) = (by_json(&service, &middle).await.unwrap(), by_csv(&service, &middle).await.unwrap());
        assert!(json == csv && (10.0..30.0).contains(&json), "{size}: {json} {csv}");
        let rows: String =
            (0..41_u32).map(|row| format!("{:e},{row}\n", size * (1.0 + f64::from(row) / 20.0))).collect();
        let body = format!("x,y\n{rows}1.7e308,1e200\n").into_bytes();
        let asked = EvaluationRequest { model: None, format: BodyFormat::Csv, body, period: None };
        let evaluation = service.evaluate(asked).await.unwrap();
        assert_eq!(evaluation.scores.rows, 42);
        assert!(evaluation.scores.rmse.is_finite(), "{:?}", evaluation.scores);
    }
}

#[tokio::test]
async fn a_value_that_was_learned_is_in_range() {
    let limited = Feature { min: Some(0.0), max: Some(10.0), ..feature("x", Kind::Number, None) };
    let rows: Vec<(Cell<'_>, f64)> = (0..40_u32).map(|row| (Cell::Number(f64::from(row)), f64::from(row))).collect();
    let service = service(limited, &rows).await;
    assert!(by_json(&service, "39").await.is_ok() && by_csv(&service, "39").await.is_ok());
    for refused in [by_json(&service, "40").await, by_csv(&service, "40").await] {
        assert!(refused.unwrap_err().contains("less than or equal to 10"));
    }
}

#[tokio::test]
async fn a_category_that_is_a_number_is_met_by_every_door() {
    for trained in [["1.0", "2.0"], ["1", "2"]] {
        let service = categories(&trained).await;
        for value in ["1", "1.0", "\"1\"", "\"1.0\"", "1e0"] {
            assert_eq!(by_json(&service, value).await, Ok(10.0), "{value} of {trained:?}");
        }
        for cell in ["1", "1.0", "\"1\"", " 1.00 "] {
            assert_eq!(by_csv(&service, cell).await, Ok(10.0), "{cell} of {trained:?}");
        }
        let (json, csv) = (by_json(&service, "3").await.unwrap_err(), by_csv(&service, "3").await.unwrap_err());
        assert!(json.contains(", which the model was trained on, not 3"), "{json}");
        assert!(csv.contains(", which the model was trained on, not '3'"), "{csv}");
        let body = b"x,y\n1,10\n1.0,11\n2,1000\n,5\n".to_vec();
        let asked = EvaluationRequest { model: None, format: BodyFormat::Csv, body, period: None };
        assert_eq!(service.evaluate(asked).await.unwrap().scores.rows, 3);
    }
    let ids = categories(&["9007199254740992", "9007199254740993"]).await;
    assert_eq!(by_json(&ids, "9007199254740993").await, Ok(1000.0), "no digit of an id is lost");
}

#[tokio::test]
async fn a_truth_value_is_met_by_every_door() {
    for trained in [["False", "True"], ["false", "true"], ["0", "1"], ["0.0", "1.0"]] {
        let service = categories(&trained).await;
        for value in ["true", "\"true\"", "\"True\"", "1"] {
            assert_eq!(by_json(&service, value).await, Ok(1000.0), "{value} of {trained:?}");
        }
        for cell in ["true", "True", "TRUE", "1"] {
            assert_eq!(by_csv(&service, cell).await, Ok(1000.0), "{cell} of {trained:?}");
        }
    }
    let whole = Feature { max: Some(1.0), ..feature("x", Kind::Integer, Some(0.0)) };
    let rows: Vec<(Cell<'_>, f64)> =
        (0..40_u32).map(|row| (Cell::Number(f64::from(row % 2)), f64::from(row % 2))).collect();
    let service = service(whole, &rows).await;
    assert_eq!((by_json(&service, "true").await, by_csv(&service, "True").await), (Ok(1.0), Ok(1.0)));
}

#[tokio::test]
async fn long_categories_are_whole_and_shown_short() {
    let names = ["a", "b", "c"].map(|end| "/very/long/route".repeat(6) + end);
    let service = categories(&[&names[0], &names[1]]).await;
    assert_eq!((by_csv(&service, &names[0]).await, by_csv(&service, &names[1]).await), (Ok(10.0), Ok(1000.0)));
    let refused = by_json(&service, &format!("\"{}\"", names[2])).await.unwrap_err();
    assert!(refused.contains('…') && refused.len() < 500, "{refused}");
}

#[tokio::test]
async fn one_row_is_refused_alike_by_every_door() {
    let number = service(feature("x", Kind::Number, None), &[(Cell::Number(1.0), 1.0); 40]).await;
    let category = categories(&["a", "b"]).await;
    for service in [&number, &category] {
        for (json, csv) in [
            ("\"warm\"", "warm"),
            ("null", ""),
            ("\"\"", "\"\""),
            ("\" \"", "  "),
            ("\"inf\"", "inf"),
            ("\"NA\"", "NA"),
        ] {
            let (by_json, by_csv) =
                (by_json(service, json).await.unwrap_err(), by_csv(service, csv).await.unwrap_err());
            assert_eq!(by_json, by_csv, "{json}");
        }
        // The column is not there.
        let json = asked(service, BodyFormat::Json, "[{\"id\":1,\"z\":2}]").await.unwrap_err().to_string();
        let csv = asked(service, BodyFormat::Csv, "id,z\n1,2\n").await.unwrap_err().to_string();
        assert!(json == csv && json == "row 1, `x`: Field required.", "{json} {csv}");
        for (format, body) in [(BodyFormat::Json, "{\"data\":[{\"id\":1,\"z\":2}]}"), (BodyFormat::Csv, "id,z\n1,2\n")]
        {
            let asked = EvaluationRequest { model: None, format, body: body.into(), period: None };
            let refused = service.evaluate(asked).await.unwrap_err();
            assert!(matches!(&refused, ModelError::MissingColumns { columns } if columns == &["x", "y"]), "{refused}");
        }
    }
}

#[tokio::test]
async fn a_prediction_that_came_with_the_rows_is_ignored_and_said() {
    let service = service(feature("x", Kind::Number, None), &[(Cell::Number(1.0), 7.0); 40]).await;
    let table = asked(&service, BodyFormat::Csv, "prediction,x\n99,1\n").await.unwrap();
    assert_eq!(table.as_csv().unwrap(), b"x,prediction\n1,7\n");
    assert_eq!(table.left_out(), Some("prediction"));
    let json = asked(&service, BodyFormat::Json, "[{\"x\":1,\"prediction\":99}]").await.unwrap();
    let one = asked(&service, BodyFormat::Json, "{\"x\":1,\"prediction\":99}").await.unwrap();
    for told in [&table, &json, &one] {
        assert_eq!(told.values, [7.0]);
        assert!(told.warnings[0].starts_with("The column `prediction` was there already"), "{:?}", told.warnings);
    }
    for (format, body) in [
        (BodyFormat::Csv, "x,y,prediction\n1,7,99\n"),
        (BodyFormat::Json, "{\"data\":[{\"x\":1,\"y\":7,\"prediction\":99}]}"),
    ] {
        let asked = EvaluationRequest { model: None, format, body: body.into(), period: None };
        let evaluation = service.evaluate(asked).await.unwrap();
        assert_eq!(evaluation.scores.rmse, 0.0);
        assert!(evaluation.warnings[0].contains("`prediction` was there already"), "{:?}", evaluation.warnings);
    }
    // A model that reads such a column gets it, and answers under another name.
    let reads = self::service(feature("prediction", Kind::Number, None), &[(Cell::Number(1.0), 7.0); 40]).await;
    let table = asked(&reads, BodyFormat::Csv, "prediction\n1\n").await.unwrap();
    assert_eq!((table.as_csv().unwrap(), table.left_out()), (b"prediction,predicted_y\n1,7\n".to_vec(), None));
    assert!(table.warnings.is_empty());
}

#[tokio::test]
async fn several_new_categories_drift_as_evidently_says() {
    let rows = vec![(Cell::Text("a"), 1.0); 60];
    let service = service(feature("x", Kind::Category, None), &rows).await;
    let verdict = async |new: &[&str]| {
        let known = "a,1\n".repeat(60 - new.len());
        let new: String = new.iter().map(|name| format!("{name},1\n")).collect();
        let body = format!("x,y\n{known}{new}").into_bytes();
        let asked = EvaluationRequest { model: None, format: BodyFormat::Csv, body, period: None };
        let test = service.evaluate(asked).await.unwrap().compatible.columns.remove(0);
        (test.method.name(), test.drifted)
    };
    assert_eq!(verdict(&["b"]).await, ("Z-test p_value", false));
    assert_eq!(verdict(&["b", "c"]).await, ("chi-square p_value", true));
}

#[tokio::test]
async fn every_prediction_has_a_likely_range() {
    let rows: Vec<(Cell<'_>, f64)> =
        (0..200_u32).map(|row| (Cell::Number(f64::from(row % 50)), f64::from(row % 50) + f64::from(row % 7))).collect();
    let service = service(feature("x", Kind::Number, None), &rows).await;
    let told = asked(&service, BodyFormat::Json, "[{\"x\":10},{\"x\":40}]").await.unwrap();
    let intervals = told.intervals().unwrap();
    let holds = |(predicted, of): (&f64, &Interval)| of.lower < *predicted && *predicted < of.upper;
    assert!(intervals.len() == 2 && told.values.iter().zip(&intervals).all(holds), "{intervals:?}");
}
