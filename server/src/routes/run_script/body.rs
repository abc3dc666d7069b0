//! Body of a script's request, read key by key: an error names the key and never repeats the value, which may be a password.

use serde_json::{Map, Value};
use service::{Credentials, RunScript, Secret};

const MISSING: &str = "Missing required parameters (endpoint, metric, duration)";

/// The script in a body, or why there is none.
pub(super) fn script_of(body: &Value) -> Result<RunScript, String> {
    let Some(body) = body.as_object() else {
        return Err("The body must be a JSON object with endpoint, metric and duration.".to_owned());
    };
    let required = |key| text(body, key)?.ok_or_else(|| MISSING.to_owned());
    Ok(RunScript {
        endpoint: required("endpoint")?,
        metric: required("metric")?,
        duration: required("duration")?,
        horizon: text_or_number(body, "horizon")?.unwrap_or_default(),
        step: text(body, "step")?.unwrap_or_default(),
        model: text(body, "model")?.unwrap_or_default(),
        level: text_or_number(body, "level")?.map(percent).unwrap_or_default(),
        credentials: credentials(body)?,
    })
}

fn credentials(body: &Map<String, Value>) -> Result<Option<Credentials>, String> {
    let (username, token) = (text(body, "username")?, text(body, "bearer_token")?);
    // The one value whose spaces count.
    let password = given(body, "password")?.map(Secret::new);
    match (username, password, token) {
        (Some(_), _, Some(_)) | (None, Some(_), Some(_)) => {
            Err("Give username and password, or bearer_token, not both.".to_owned())
        }
        (None, Some(_), None) => Err("There is a password without a username: give both.".to_owned()),
        (Some(username), password, None) => {
            Ok(Some(Credentials::Basic { username, password: password.unwrap_or_else(|| Secret::new("")) }))
        }
        (None, None, token) => Ok(token.map(|token| Credentials::Bearer(Secret::new(token)))),
    }
}

fn text(body: &Map<String, Value>, key: &str) -> Result<Option<String>, String> {
    Ok(given(body, key)?.map(|text| text.trim().to_owned()))
}

fn text_or_number(body: &Map<String, Value>, key: &str) -> Result<Option<String>, String> {
    match body.get(key) {
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        _ => text(body, key).map_err(|_| format!("`{key}` must be a number, or a text in quotes.")),
    }
}

/// The text of a key as it is; none where it is missing, null or blank.
fn given<'a>(body: &'a Map<String, Value>, key: &str) -> Result<Option<&'a str>, String> {
    match body.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str()).filter(|text| !text.trim().is_empty())),
        Some(_) => Err(format!("`{key}` must be a text in quotes.")),
    }
}

/// Prophet's users write the width of an interval as a share: 0.8 is 80%.
fn percent(level: String) -> String {
    match level.parse::<f64>() {
        Ok(share) if share > 0.0 && share < 1.0 => (share * 100.0).to_string(),
        _ => level,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn with(more: Value) -> Result<RunScript, String> {
        let mut body = json!({ "endpoint": "demo", "metric": " up ", "duration": "7d" });
        for (key, value) in more.as_object().unwrap() {
            body[key] = value.clone();
        }
        script_of(&body)
    }

    #[test]
    fn numbers_and_shares() {
        let script = with(json!({ "horizon": 24, "level": 0.9, "step": null })).unwrap();
        assert_eq!((script.metric.as_str(), script.horizon.as_str(), script.level.as_str()), ("up", "24", "90"));
        for (level, text) in [(json!("0.8"), "80"), (json!(95), "95"), (json!("97.5"), "97.5"), (json!(""), "")] {
            assert_eq!(with(json!({ "level": level })).unwrap().level, text);
        }
    }

    #[test]
    fn credentials_of_one_kind() {
        let basic = with(json!({ "username": "me", "password": "x" })).unwrap().credentials;
        assert!(matches!(basic, Some(Credentials::Basic { username, .. }) if username == "me"));
        let bearer = with(json!({ "bearer_token": "x", "username": "" })).unwrap().credentials;
        assert_eq!(bearer, Some(Credentials::Bearer(Secret::new("x"))));
    }

    #[test]
    fn a_mistake_names_its_key_and_no_value() {
        let cases = [
            (json!({ "duration": 7777 }), "`duration` must be a text"),
            (json!({ "metric": "  " }), MISSING),
            (json!({ "endpoint": null }), MISSING),
            (json!({ "password": 7777, "username": "me" }), "`password` must be"),
            (json!({ "bearer_token": ["7777"] }), "`bearer_token` must be"),
            (json!({ "bearer_token": "7777", "username": "me" }), "not both"),
            (json!({ "password": "7777" }), "without a username"),
            (json!({ "level": { "7777": 1 } }), "`level` must be a number"),
        ];
        for (more, words) in cases {
            let error = with(more).unwrap_err();
            assert!(error.contains(words) && !error.contains("7777"), "{error}");
        }
        for body in [json!("7777"), json!([7777]), json!(7777), json!(null)] {
            assert!(!script_of(&body).unwrap_err().contains("7777"));
        }
    }
}
