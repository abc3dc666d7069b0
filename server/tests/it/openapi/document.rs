//! An OpenAPI document, read as far as a test needs: its operations, their examples, and what they may answer.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::encoded;

/// The document.
pub(super) struct Document(Value);

/// A method of a path.
pub(super) struct Operation {
    pub(super) path: String,
    /// In capitals.
    pub(super) method: String,
    says: Value,
}

impl Operation {
    /// Its `operationId`.
    pub(super) fn name(&self) -> String {
        self.says["operationId"].as_str().unwrap_or_else(|| panic!("{} has no name", self.path)).to_owned()
    }

    /// Its parameters.
    pub(super) fn parameters<'a>(&'a self, document: &'a Document) -> impl Iterator<Item = &'a Value> {
        self.says["parameters"].as_array().into_iter().flatten().map(|parameter| document.resolved(parameter))
    }

    /// The content type and value of the example of its body; nothing where it has no body.
    pub(super) fn example_body<'a>(&'a self, document: &'a Document) -> Option<(String, &'a Value)> {
        let content = document.resolved(&self.says["requestBody"])["content"].as_object()?;
        let (kind, says) = content.iter().find(|(_, says)| !says["example"].is_null()).expect("an example of the body");
        Some((kind.clone(), &says["example"]))
    }

    /// The statuses it may be answered with.
    pub(super) fn statuses(&self) -> BTreeSet<String> {
        self.says["responses"].as_object().unwrap().keys().cloned().collect()
    }

    /// Returns true if it has this tag, or its path ends with it.
    pub(super) fn is_about(&self, tag: &str) -> bool {
        self.path.ends_with(&format!("/{tag}"))
            || self.says["tags"].as_array().unwrap().iter().any(|known| known == tag)
    }
}

impl Document {
    pub(super) fn parse(yaml: &str) -> Self {
        Self(serde_saphyr::from_str(yaml).unwrap())
    }

    pub(super) fn version(&self) -> &str {
        self.0["info"]["version"].as_str().unwrap()
    }

    /// All operations, by path and method.
    pub(super) fn operations(&self) -> Vec<Operation> {
        let paths = self.0["paths"].as_object().unwrap().iter();
        let of_path = |(path, methods): (&String, &Value)| {
            let of_method = |(method, says): (&String, &Value)| Operation {
                path: path.clone(),
                method: method.to_uppercase(),
                says: says.clone(),
            };
            methods.as_object().unwrap().iter().map(of_method).collect::<Vec<_>>()
        };
        paths.flat_map(of_path).collect()
    }

    /// Returns the target of a `$ref`, or the value itself.
    pub(super) fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        let Some(place) = value["$ref"].as_str() else { return value };
        let pointer = place.strip_prefix('#').unwrap_or_else(|| panic!("{place} is elsewhere"));
        self.0.pointer(pointer).unwrap_or_else(|| panic!("{place} is nowhere"))
    }

    /// The request line, content type and body of an operation's examples; what an earlier answer told stands for a parameter
    /// without one. Nothing where a parameter that must be there has neither.
    pub(super) fn request(&self, of: &Operation, known: &BTreeMap<String, String>) -> Option<(String, String, String)> {
        let (mut path, mut query) = (of.path.clone(), Vec::new());
        for parameter in of.parameters(self) {
            let [name, place] = ["name", "in"].map(|key| parameter[key].as_str().unwrap());
            let example = match &parameter["example"] {
                Value::Null => known.get(name).cloned().filter(|_| place == "path"),
                example => Some(plain(example)),
            };
            match example {
                Some(example) if place == "path" => path = path.replace(&format!("{{{name}}}"), &encoded(&example)),
                Some(example) => query.push(format!("{name}={}", encoded(&example))),
                None if parameter["required"] == true => return None,
                None => {}
            }
        }
        let (kind, body) =
            of.example_body(self).map_or_else(Default::default, |(kind, body)| Self::written(&kind, body));
        let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
        Some((format!("{} {path}{query}", of.method), kind, body))
    }

    /// The content type and text of a body.
    pub(super) fn written(kind: &str, body: &Value) -> (String, String) {
        let text = match kind {
            "application/x-www-form-urlencoded" => {
                let pair = |(name, value): (&String, &Value)| format!("{name}={}", encoded(&plain(value)));
                body.as_object().unwrap().iter().map(pair).collect::<Vec<_>>().join("&")
            }
            "multipart/form-data" => {
                let part = |(name, value): (&String, &Value)| {
                    let file = if name == "file" { "; filename=\"rows.csv\"" } else { "" };
                    format!("--xy\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{}\r\n", plain(value))
                };
                let text = body.as_object().unwrap().iter().map(part).collect::<String>() + "--xy--\r\n";
                return (format!("{kind}; boundary=xy"), text);
            }
            _ => body.to_string(),
        };
        (kind.to_owned(), text)
    }

    /// The response of an operation for a status; nothing where it does not know it.
    pub(super) fn response<'a>(&'a self, of: &'a Operation, status: u16) -> Option<&'a Value> {
        of.says["responses"].get(status.to_string()).map(|response| self.resolved(response))
    }

    /// The first status below 400, and what comes with it.
    pub(super) fn good_response(&self, of: &Operation) -> (u16, Value) {
        let responses = of.says["responses"].as_object().unwrap();
        let (status, response) = responses.iter().next().expect("a response");
        (status.parse().unwrap(), self.resolved(response).clone())
    }

    /// Headers that a response must have.
    pub(super) fn required_headers(&self, response: &Value) -> Vec<String> {
        let headers = response["headers"].as_object().into_iter().flatten();
        headers.filter(|(_, says)| says["required"] == true).map(|(name, _)| name.clone()).collect()
    }

    /// Resolves a response's links in its body: the names of parameters, and their values.
    pub(super) fn linked(&self, response: &Value, body: &Value) -> Vec<(String, String)> {
        let links = response["links"].as_object().into_iter().flatten();
        let parameters = links.flat_map(|(_, link)| link["parameters"].as_object().into_iter().flatten());
        let value = |place: &Value| {
            let pointer = place.as_str()?.strip_prefix("$response.body#")?;
            body.pointer(pointer).map(plain)
        };
        parameters.filter_map(|(name, place)| Some((name.clone(), value(place)?))).collect()
    }
}

/// A value as a URL has it.
pub(super) fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
