//! Values typed in the metric's unit: the threshold, and the least and the greatest the metric can be.

use api::{ForecastParams, Param};
use forecast::Bounds;
use timeseries::{Unit, UnitError};

use super::{ForecastRequest, Threshold, given, typed, wrong};
use crate::Error;

/// Units of which each understands a suffix that the plain number does not.
const UNITS_OF_SUFFIXES: [Unit; 4] = [Unit::Ratio, Unit::PerSecond, Unit::BytesPerSecond, Unit::Celsius];

/// The value of a text. Where the unit is not known yet, any that one of the units understands.
pub(super) fn parse(text: &str, unit: Option<Unit>) -> Result<f64, UnitError> {
    match unit {
        Some(unit) => unit.parse_value(text),
        None => {
            let of_any = || UNITS_OF_SUFFIXES.iter().find_map(|unit| unit.parse_value(text).ok());
            Unit::None.parse_value(text).or_else(|error| of_any().ok_or(error))
        }
    }
}

/// The least and the greatest that were given.
pub(super) fn bounds(params: &ForecastParams, unit: Option<Unit>) -> Result<Bounds, Error> {
    let value = |param: Param| {
        let text = given(params, param);
        let value =
            text.map(|text| parse(&text, unit).map_err(|error| wrong(param, error.to_string(), &error.advice())));
        value.transpose()
    };
    let bounds = Bounds { min: value(Param::Min)?, max: value(Param::Max)?, ..Bounds::default() };
    bounds.checked().map_err(|error| typed(Param::Max, &error))
}

impl ForecastRequest {
    /// Reads the values that were typed in the unit that the metric turned out to have.
    ///
    /// # Errors
    /// One of them is no value of that unit.
    pub(crate) fn read_values(&mut self, params: &ForecastParams) -> Result<(), Error> {
        let unit = Some(self.profile.unit);
        self.threshold = Threshold::parse(params, unit)?;
        self.bounds = bounds(params, unit)?;
        Ok(())
    }
}
