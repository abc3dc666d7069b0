//! Validates a JSON value against a schema: as much of JSON Schema as the document uses.

use serde_json::Value;

use super::document::Document;

/// Fails with the place where the value is something else, or has a key that the schema does not know.
pub(super) fn assert_fits(document: &Document, value: &Value, schema: &Value, at: &str) {
    let schema = document.resolved(schema);
    if let Some(forms) = schema["oneOf"].as_array() {
        // The forms of this document differ by the keys that they require.
        let required = |form: &Value| form["required"].as_array().cloned().unwrap_or_default();
        let has_all = |form: &Value| required(form).iter().all(|key| value.get(key.as_str().unwrap()).is_some());
        let form = forms.iter().find(|form| has_all(form));
        assert_fits(document, value, form.unwrap_or_else(|| panic!("{at}: {value} has none of the forms")), at);
    }
    if let Some(only) = schema.get("const") {
        assert_eq!(value, only, "{at}");
    }
    if let Some(values) = schema["enum"].as_array() {
        assert!(values.contains(value), "{at}: {value} is none of {values:?}");
    }
    if let Some(types) = schema.get("type") {
        let fits = types.as_array().map_or_else(|| is(value, types), |types| types.iter().any(|kind| is(value, kind)));
        assert!(fits, "{at}: {value} is not {types}");
    }
    for key in schema["required"].as_array().into_iter().flatten() {
        let key = key.as_str().unwrap();
        assert!(value.get(key).is_some(), "{at}: {key} is missing in {value}");
    }
    if let (Some(properties), Some(object)) = (schema["properties"].as_object(), value.as_object()) {
        for (key, value) in object {
            let schema = properties.get(key).unwrap_or_else(|| panic!("{at}: {key} is not in the document"));
            assert_fits(document, value, schema, &format!("{at}: {key}"));
        }
    }
    if let (Some(items), Some(array)) = (schema.get("items"), value.as_array()) {
        for value in array {
            assert_fits(document, value, items, &format!("{at}: item"));
        }
    }
}

fn is(value: &Value, kind: &Value) -> bool {
    match kind.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other} is no type"),
    }
}
