//! A JSON body read: what it asks for, or the place where it makes no sense.

use std::sync::Arc;

use serde::de::DeserializeSeed;
use serde_path_to_error::{Path, Segment, Track};

use super::field_error::{FieldError, Place};
use super::sheet_json::{EvaluateSeed, PredictSeed, ToEvaluate, ToPredict};

impl ToPredict {
    /// Reads a record, a list of records, or an object with such a list as `data`, of the columns of a model.
    ///
    /// # Errors
    /// Where it is no JSON, or JSON of another shape.
    pub(crate) fn from_json(body: &[u8], columns: &Arc<[String]>) -> Result<Self, FieldError> {
        read(body, || PredictSeed(Arc::clone(columns)))
    }
}

impl ToEvaluate {
    /// Reads an object with a list of records as `data`, of the columns of a model, and `evaluation_period_name`.
    ///
    /// # Errors
    /// Where it is no JSON, or JSON of another shape.
    pub(crate) fn from_json(body: &[u8], columns: &Arc<[String]>) -> Result<Self, FieldError> {
        read(body, || EvaluateSeed(Arc::clone(columns)))
    }
}

/// Following the path costs time, so only a body that makes no sense is read with it, a second time.
fn read<'de, S: DeserializeSeed<'de>>(body: &'de [u8], seed: impl Fn() -> S) -> Result<S::Value, FieldError> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let read = seed().deserialize(&mut json).and_then(|value| json.end().map(|()| value));
    read.map_err(|error| mistake(&error, place(body, seed())))
}

fn place<'de, S: DeserializeSeed<'de>>(body: &'de [u8], seed: S) -> Vec<Place> {
    let mut track = Track::new();
    let mut json = serde_json::Deserializer::from_slice(body);
    match seed.deserialize(serde_path_to_error::Deserializer::new(&mut json, &mut track)) {
        // What makes no sense comes after the value.
        Ok(_) => Vec::new(),
        Err(_) => places(&track.path()),
    }
}

fn places(path: &Path) -> Vec<Place> {
    let place = |segment: &Segment| match segment {
        Segment::Seq { index } => Some(Place::Index(*index)),
        Segment::Map { key } => Some(Place::Key(key.clone())),
        Segment::Enum { .. } | Segment::Unknown => None,
    };
    path.iter().filter_map(place).collect()
}

fn mistake(error: &serde_json::Error, loc: Vec<Place>) -> FieldError {
    let why = error.to_string();
    if error.is_data() {
        return FieldError::new(loc, "model_attributes_type", format!("Input is of another kind: {why}"));
    }
    // Python writes NaN and Infinity without quotes, which no other reader of JSON understands.
    FieldError::new(loc, "json_invalid", format!("JSON decode error: {why}; NaN and Infinity are no numbers of JSON"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sheet::{Sent, Sheet};

    fn columns() -> Arc<[String]> {
        ["temp", "hr"].map(str::to_owned).into()
    }

    fn predict(body: &str) -> Result<ToPredict, FieldError> {
        ToPredict::from_json(body.as_bytes(), &columns())
    }

    fn cells(sheet: &Sheet) -> Vec<Vec<Sent>> {
        (0..sheet.rows()).map(|row| (0..2).map(|column| sheet.cell(row, column).clone()).collect()).collect()
    }

    #[test]
    fn one_record_keeps_what_the_model_knows() {
        let ToPredict::One(sheet) =
            predict(r#"{"hr":1,"x":[{"temp":2}],"temp":"0.5","hr":2,"evaluation_period_name":3}"#).unwrap()
        else {
            panic!("one record")
        };
        assert_eq!(cells(&sheet), [[Sent::Text("0.5".into()), Sent::Number(2.0)]], "of two the last one counts");
    }

    #[test]
    fn a_list_and_a_list_under_data() {
        for body in
            [r#"[{"temp":true},{"temp":null,"hr":{}},{}]"#, r#"{"data":[{"temp":true},{"temp":null,"hr":[1]},{}]}"#]
        {
            let ToPredict::Many(sheet) = predict(body).unwrap() else { panic!("many records") };
            let rows = [[Sent::Bool(true), Sent::Absent], [Sent::Null, Sent::Nested], [Sent::Absent, Sent::Absent]];
            assert_eq!(cells(&sheet), rows, "{body}");
        }
        assert_eq!(predict("[]").unwrap(), ToPredict::Many(Sheet::new(columns())));
    }

    #[test]
    fn what_makes_no_sense_has_a_place() {
        let cases = [
            ("", "json_invalid", ""),
            ("{", "json_invalid", ""),
            ("{\"temp\":NaN}", "json_invalid", "temp"),
            ("[{\"temp\":1},{\"hr\":-Infinity}]", "json_invalid", "1.hr"),
            ("{\"data\":[{\"temp\":1e999}]}", "json_invalid", "data.0.temp"),
            ("{} {}", "json_invalid", ""),
            ("7", "model_attributes_type", ""),
            ("[{},7]", "model_attributes_type", "1"),
            ("{\"data\":7}", "model_attributes_type", "data"),
        ];
        for (body, kind, loc) in cases {
            let error = predict(body).unwrap_err();
            let place = |place: &Place| match place {
                Place::Key(key) => key.clone(),
                Place::Index(index) => index.to_string(),
            };
            let found: Vec<String> = error.loc.iter().map(place).collect();
            assert_eq!((error.kind, found.join(".").as_str()), (kind, loc), "{body}: {}", error.msg);
        }
        let deep = "[".repeat(100_000);
        assert_eq!(predict(&deep).unwrap_err().kind, "model_attributes_type");
        assert_eq!(predict(&format!("{{\"x\":{deep}")).unwrap_err().kind, "json_invalid");
    }

    #[test]
    fn what_is_to_be_evaluated() {
        let read = |body: &str| ToEvaluate::from_json(body.as_bytes(), &columns());
        let asked = read(r#"{"evaluation_period_name":"week1","data":[{"temp":1}],"more":{}}"#).unwrap();
        assert_eq!((asked.data.map(|sheet| sheet.rows()), asked.period), (Some(1), Sent::Text("week1".into())));
        assert_eq!(read("{}").unwrap(), ToEvaluate { data: None, period: Sent::Absent });
        for body in ["[]", "{\"data\":{}}", "{\"data\":null}", "{\"data\":[[]]}", "null"] {
            assert_eq!(read(body).unwrap_err().kind, "model_attributes_type", "{body}");
        }
    }
}
