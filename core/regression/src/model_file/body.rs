//! Body of a model's file, part by part, in the order it is written and read.

use timeseries::Timestamp;

use super::reader::Reader;
use super::writer::Writer;
use super::{ModelFileError, trees};
use crate::{Feature, Kind, Model, Origin, Rows, Schema, Scores, Settings};

/// Writes all parts.
pub(super) fn write(model: &Model, to: &mut Writer) {
    write_schema(&model.schema, to);
    to.count(model.settings.trees);
    to.u64(model.settings.seed);
    to.text(&model.origin.sha256);
    to.text(&model.origin.note);
    to.count(model.left_out);
    write_rows(&model.reference, to);
    to.f64s(&model.out_of_bag);
    write_scores(&model.out_of_bag_scores, to);
    write_scores(&model.training_scores, to);
    trees::write(&model.forest, to);
}

/// Returns the size that [`write`] fills, but for the few hundred bytes of its counts and scores.
pub(crate) fn body_bytes(model: &Model) -> u64 {
    /// A number of 8 bytes a value.
    const VALUE: usize = 8;
    let text = |text: &str| VALUE + text.len();
    let feature = |feature: &Feature| {
        let values = feature.values.iter().map(|(_, meaning)| VALUE + text(meaning)).sum::<usize>();
        let texts = [&feature.name, &feature.label, &feature.unit].map(|part| text(part)).iter().sum::<usize>();
        texts + values + 5 * VALUE
    };
    let features = model.schema.features.iter().map(feature).sum::<usize>();
    let rows = model.reference.len() * VALUE * (model.schema.features.len() + 3);
    (features + rows + trees::bytes(&model.forest) + text(&model.origin.note)) as u64
}

/// Reads all parts, and checks what the rest of the code relies on.
pub(super) fn read(from: &mut Reader<'_>) -> Result<Model, ModelFileError> {
    let schema = read_schema(from)?;
    schema.check().map_err(|_| ModelFileError::Senseless("schema"))?;
    let features = schema.features.len();
    let settings = Settings { trees: from.count(0)?, seed: from.u64()? };
    let origin = Origin { sha256: from.text()?, note: from.text()? };
    let left_out = from.count(0)?;
    let reference = read_rows(features, from)?;
    let out_of_bag = from.f64s(reference.len())?;
    let (out_of_bag_scores, training_scores) = (read_scores(from)?, read_scores(from)?);
    let forest = trees::read(features, from)?;
    if forest.trees() != settings.trees {
        return Err(ModelFileError::Senseless("number of trees"));
    }
    Ok(Model { schema, forest, settings, origin, reference, left_out, out_of_bag, out_of_bag_scores, training_scores })
}

fn write_schema(schema: &Schema, to: &mut Writer) {
    to.text(&schema.model);
    to.text(&schema.target);
    to.text(&schema.target_unit);
    to.maybe(schema.time.as_deref(), Writer::text);
    to.maybe(schema.hour.as_deref(), Writer::text);
    to.count(schema.features.len());
    schema.features.iter().for_each(|feature| write_feature(feature, to));
}

fn read_schema(from: &mut Reader<'_>) -> Result<Schema, ModelFileError> {
    Ok(Schema {
        model: from.text()?,
        target: from.text()?,
        target_unit: from.text()?,
        time: from.maybe(Reader::text)?,
        hour: from.maybe(Reader::text)?,
        features: from.count(1).and_then(|count| from.list(count, read_feature))?,
    })
}

fn write_feature(feature: &Feature, to: &mut Writer) {
    to.text(&feature.name);
    to.text(&feature.label);
    to.u8(match feature.kind {
        Kind::Number => 0,
        Kind::Integer => 1,
        Kind::Category => 2,
    });
    to.maybe(feature.min, Writer::f64);
    to.maybe(feature.max, Writer::f64);
    to.text(&feature.unit);
    to.count(feature.values.len());
    for (code, meaning) in &feature.values {
        to.f64(*code);
        to.text(meaning);
    }
    to.f64(feature.example);
}

fn read_feature(from: &mut Reader<'_>) -> Result<Feature, ModelFileError> {
    Ok(Feature {
        name: from.text()?,
        label: from.text()?,
        kind: match from.u8()? {
            0 => Kind::Number,
            1 => Kind::Integer,
            2 => Kind::Category,
            _ => return Err(ModelFileError::Senseless("kind of a feature")),
        },
        min: from.maybe(Reader::finite)?,
        max: from.maybe(Reader::finite)?,
        unit: from.text()?,
        values: from.count(8).and_then(|count| from.list(count, |from| Ok((from.finite()?, from.text()?))))?,
        example: from.f64()?,
    })
}

fn write_rows(rows: &Rows, to: &mut Writer) {
    to.count(rows.len());
    rows.columns().iter().for_each(|column| to.f64s(column));
    to.f64s(rows.target());
    for time in rows.times() {
        to.maybe(time.map(|time| time.ms().cast_unsigned()), Writer::u64);
    }
}

fn read_rows(features: usize, from: &mut Reader<'_>) -> Result<Rows, ModelFileError> {
    let count = from.count(8 * features)?;
    let columns = from.list(features, |from| from.list(count, Reader::finite))?;
    let target = from.list(count, Reader::finite)?;
    let moment = |from: &mut Reader<'_>| from.u64().map(|ms| Timestamp::from_ms(ms.cast_signed()));
    let times = from.list(count, |from| from.maybe(moment))?;
    Ok(Rows::of_columns(columns, target, times))
}

fn write_scores(scores: &Scores, to: &mut Writer) {
    to.count(scores.rows);
    to.f64s(&[scores.rmse, scores.mae, scores.mean_error]);
    to.maybe(scores.r2, Writer::f64);
    to.maybe(scores.mape, Writer::f64);
}

fn read_scores(from: &mut Reader<'_>) -> Result<Scores, ModelFileError> {
    let rows = from.count(0)?;
    let (rmse, mae, mean_error) = (from.finite()?, from.finite()?, from.finite()?);
    Ok(Scores { rows, rmse, mae, mean_error, r2: from.maybe(Reader::finite)?, mape: from.maybe(Reader::finite)? })
}
