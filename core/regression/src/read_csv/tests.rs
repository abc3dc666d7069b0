//! A CSV of a small model: what is read of it, and each thing that can be wrong with one.

use super::*;
use crate::{Feature, Kind, UNSEEN, bike_sharing};

/// Temperature, weekday as a number, sky as a text; `cnt` on `dteday`.
fn small() -> Schema {
    let mut schema = bike_sharing();
    schema.hour = None;
    let sky = vec![(0.0, "dry".to_owned()), (1.0, "wet".to_owned())];
    let sky = Feature { name: "sky".to_owned(), kind: Kind::Category, values: sky, ..schema.features[0].clone() };
    schema.features = vec![schema.features[0].clone(), schema.features[6].clone(), sky];
    schema
}

fn read(text: &str) -> Result<Rows, RegressionError> {
    read_csv(text.as_bytes(), &small(), Needs::Target)
}

#[test]
fn any_order_other_columns_and_line_ends() {
    let text = "\u{feff}cnt,extra, sky ,dteday,weekday,temp\r\n16,x,\"dry\",2011-01-01,6,0.24\r\n40, y , wet ,2011-01-02 05:00,0,.22\r\n";
    let rows = read(text).unwrap();
    assert_eq!((rows.row(0), rows.row(1)), (vec![0.24, 6.0, 0.0], vec![0.22, 0.0, 1.0]));
    assert_eq!(rows.target(), [16.0, 40.0]);
    let times: Vec<String> = rows.times().iter().flatten().map(ToString::to_string).collect();
    assert_eq!(times, ["2011-01-01T00:00:00Z", "2011-01-02T05:00:00Z"]);
}

#[test]
fn nulls_and_the_unseen_are_kept() {
    let rows = read("temp,weekday,sky,cnt\n,6,dry,1\n0.1,NaN,,NA\n0.2,6,hail,3\n").unwrap();
    assert_eq!(format!("{:?}", rows.columns()), "[[NaN, 0.1, 0.2], [6.0, NaN, 6.0], [0.0, NaN, -1.0]]");
    assert_eq!(rows.row(2)[2], UNSEEN);
    assert_eq!(rows.unseen(2), [("hail".to_owned(), 1)]);
    assert_eq!(rows.times(), [None; 3]);
}

#[test]
fn a_column_of_nulls_is_a_column() {
    let rows = read("temp,weekday,sky,cnt\n,6,dry,1\n,5,dry,2\n").unwrap();
    assert!(rows.columns()[0].iter().all(|value| value.is_nan()));
}

#[test]
fn rows_to_predict_need_no_target() {
    let text = "temp,weekday,sky\n0.1,6,dry\n";
    let rows = read_csv(text.as_bytes(), &small(), Needs::Features).unwrap();
    assert!(rows.target()[0].is_nan());
    let refusal = read(text).unwrap_err();
    assert!(matches!(&refusal, RegressionError::MissingColumns { missing, .. } if missing == &["cnt"]), "{refusal}");
}

#[test]
fn what_is_wrong_and_where() {
    let header = "temp,weekday,sky,cnt,dteday\n";
    let cases = [
        (String::new(), "no column `temp`, `weekday`, `sky`, `cnt`: it has none"),
        (header.to_owned(), "no row below its header"),
        ("temp;weekday;sky;cnt\n1;2;3;4\n".to_owned(), "it has `temp;weekday;sky;cnt`"),
        ("temp,weekday,sky,cnt,temp\n1,2,3,4,5\n".to_owned(), "the column `temp` is there twice"),
        ("temp,weekday,sky,cnt,cnt\n1,2,3,4,5\n".to_owned(), "the column `cnt` is there twice"),
        ("Temp,weekday,sky,cnt\n1,2,3,4\n".to_owned(), "no column `temp`: it has `Temp`, `weekday`, `sky`, `cnt`"),
        (format!("{header}warm,6,dry,1,2011-01-01\n"), "line 2: `temp`: `warm` is not a number"),
        (
            format!("{header}0.1,6,dry,1,2011-01-01\n0.1,6.5,dry,1,2011-01-01\n"),
            "line 3: `weekday`: `6.5` is not a whole number",
        ),
        (format!("{header}inf,6,dry,1,2011-01-01\n"), "line 2: `temp`: `inf` is not a finite number"),
        (format!("{header}0.1,6,dry,1e999,2011-01-01\n"), "line 2: `cnt`: `1e999` is not a finite number"),
        (format!("{header}0.1,6,dry,1,now\n"), "line 2: `dteday`: `now` is not a day"),
        (format!("{header}0.1,6,dry,1,2011-02-30\n"), "line 2: `dteday`: `2011-02-30` is not a day"),
        (format!("{header}0.1,6,dry,1\n"), "line 2: 4 columns instead of 5"),
        (format!("{header}\"0.1,6,dry,1,2011-01-01\n"), "line 2: 1 columns instead of 5"),
    ];
    for (text, words) in cases {
        let refusal = read(&text).unwrap_err().to_string();
        assert!(refusal.contains(words), "{text:?} gave {refusal}");
    }
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    for (end, line) in [("\n", 3), ("\r\n", 3), ("\n\n", 5), ("\r\n\r\n", 5)] {
        let text = ["temp,weekday,sky,cnt", "0.1,6,dry,1", "warm,6,dry,1", ""].join(end);
        let refusal = read(&text).unwrap_err().to_string();
        assert!(refusal.starts_with(&format!("line {line}: `temp`")), "{end:?} gave {refusal}");
        let short = ["temp,weekday,sky,cnt", "0.1,6,dry,1", "0.1,6", ""].join(end);
        let refusal = read(&short).unwrap_err().to_string();
        assert_eq!(refusal, format!("line {line}: 2 columns instead of 4"), "{end:?}");
    }
}

#[test]
fn bytes_that_are_no_text() {
    let refusal = read_csv(b"temp,weekday,sky,cnt\n\xff,6,dry,1\n", &small(), Needs::Target).unwrap_err().to_string();
    assert_eq!(refusal, "line 2: it is not UTF-8");
    assert!(read_csv(b"\x00\x00\xff\xfe", &small(), Needs::Target).is_err());
}
