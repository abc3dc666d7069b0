//! Declared models that make sense, and many that do not: each mistake at its key.

use clap::Parser;
use regression::Kind;

use crate::config::Config;

fn of(yaml: &str) -> anyhow::Result<Config> {
    let file = tempfile::NamedTempFile::new()?;
    std::fs::write(file.path(), yaml)?;
    let path = file.path().display().to_string();
    Config::of_serve(&crate::cli::Cli::parse_from(["promcast", "--config.file", &path]).serve)
}

const RENT: &str = "
models:
  - name: rent
    data: flats.csv
    target: price
    time: day
    reference: {from: 2026-01-01, to: 2026-03-31}
    features:
      - {name: size, min: 5}
      - {name: heating, kind: integer, values: [{code: 1, meaning: \"gas: 'new'\"}]}
      - {name: city, kind: category}
";

#[test]
fn what_is_not_said_has_a_default() {
    let models = of(RENT).unwrap().models;
    let schema = &models[0].schema;
    let kinds: Vec<Kind> = schema.features.iter().map(|feature| feature.kind).collect();
    assert_eq!(kinds, [Kind::Number, Kind::Integer, Kind::Category]);
    assert_eq!((schema.features[0].label.as_str(), schema.features[0].example), ("size", 5.0));
    assert_eq!((models[0].settings.trees, schema.target_unit.as_str()), (100, ""));
}

#[test]
fn what_is_printed_can_be_read_again() {
    let printed = of(RENT).unwrap().to_string();
    let (_, models) = printed.split_once("models:").unwrap();
    let (models, _) = models.split_once("\nsources").unwrap();
    let again = of(&format!("models:{models}")).unwrap();
    assert_eq!(again.models[0].schema, of(RENT).unwrap().models[0].schema);
    assert_eq!(again.models[0].reference, of(RENT).unwrap().models[0].reference);
    assert!(of("").unwrap().to_string().contains("models: []  # only the built-in one, `bike-sharing`"));
}

#[test]
fn a_mistake_has_its_key() {
    let cases = [
        ("models: 5", "models"),
        ("models: [{}]", "models[0]: missing field `name`"),
        ("models: [{name: a, target: y}]", "missing field `features`"),
        ("models: [{name: a, target: y, features: []}]", "models[0]: the model has no features"),
        ("models: [{name: a, target: y, features: [{name: x}], threes: 1}]", "threes"),
        ("models: [{name: a, target: y, features: [{nam: x}]}]", "nam"),
        ("models: [{name: a, target: y, features: [{name: x, kind: text}]}]", "models[0].features[0].kind"),
        ("models: [{name: a, target: y, features: [{name: x, min: low}]}]", "models[0].features[0].min"),
        ("models: [{name: a, target: y, features: [{name: x, min: 2, max: 1}]}]", "models[0]: features[0]: example"),
        ("models: [{name: a, target: y, features: [{name: x, min: .nan}]}]", "models[0]"),
        ("models: [{name: a, target: y, features: [{name: x, max: 1, example: 2}]}]", "example: 2 is not in the range"),
        ("models: [{name: a, target: y, features: [{name: x, kind: category, max: 1}]}]", "features[0]: min, max"),
        (
            "models: [{name: a, target: y, features: [{name: x, values: [{code: 1, meaning: a}]}]}]",
            "models[0]: features[0]: values",
        ),
        ("models: [{name: a, target: y, features: [{name: y}]}]", "`y` is named twice"),
        ("models: [{name: ../a, target: y, features: [{name: x}]}]", "cannot be the name of a model"),
        ("models: [{name: bike-sharing, target: y, features: [{name: x}]}]", "models[0].name: there are two models"),
        (
            "models: [{name: a, target: y, features: [{name: x}]}, {name: a, target: y, features: [{name: x}]}]",
            "models[1].name: there are two models named `a`",
        ),
        ("models: [{name: a, target: y, features: [{name: x}], trees: 0}]", "models[0]: trees: 0"),
        ("models: [{name: a, target: y, features: [{name: x}], seed: -1}]", "models[0].seed"),
        (
            "models: [{name: a, target: y, features: [{name: x}], reference: {from: 2026-01-01, to: 2026-01-02}}]",
            "models[0]: reference: days need a `time`",
        ),
        (
            "models: [{name: a, target: y, time: t, features: [{name: x}], reference: {from: 2026-01-02, to: 2026-01-01}}]",
            "models[0]: reference: it ends before it begins",
        ),
        (
            "models: [{name: a, target: y, time: t, features: [{name: x}], reference: {from: soon, to: 2026-01-01}}]",
            "models[0].reference.from",
        ),
        ("models: [{name: a, target: y, hour: h, features: [{name: x}]}]", "`h` is to say the hour"),
        ("storage: {keep_evaluations: many}", "storage.keep_evaluations"),
    ];
    for (yaml, message) in cases {
        let error = format!("{:#}", of(yaml).unwrap_err());
        assert!(error.contains(message), "{yaml} gave {error}");
    }
}
