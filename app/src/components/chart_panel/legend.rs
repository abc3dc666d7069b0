//! Legend of a forecast's chart: its lines and bands, with their figures.

use api::{BandView, ForecastView};
use chart::Role;
use timeseries::text::{figures, percent};

use crate::components::legend::{LegendEntry, Look};

/// Two lines, and the bands there are.
pub(super) fn entries(view: &ForecastView) -> Vec<LegendEntry> {
    let series = &view.series;
    let line = |key: &str, name: &str, role, values: &[f64]| LegendEntry {
        key: key.to_owned(),
        name: name.to_owned(),
        figures: figures(values, view.question.unit),
        look: Look::Line(role),
    };
    let mut entries = vec![
        line("history", "measured", Role::History, &series.history.values),
        line("forecast", "forecast", Role::Forecast, &series.forecast.values),
    ];
    // The narrowest band has a look of its own; the wider ones share theirs.
    let (narrowest, wider) = series.bands.split_at(series.bands.len().min(1));
    entries.extend(band_entry("band-1", "pc-band-1", narrowest));
    entries.extend(band_entry("band-2", "pc-band-2", wider));
    entries
}

/// One entry for bands that look the same; `None` where there are none.
fn band_entry(key: &str, class: &'static str, bands: &[BandView]) -> Option<LegendEntry> {
    let listed = |texts: Vec<String>| texts.join(", ");
    let levels = listed(bands.iter().map(|band| format!("{}%", band.level)).collect());
    let held = listed(bands.iter().filter_map(|band| band.measured_coverage).map(percent).collect());
    let noun = if bands.len() == 1 { "band" } else { "bands" };
    let figures = if held.is_empty() { held } else { format!("held {held} of the past") };
    let name = format!("{levels} {noun}");
    (!bands.is_empty()).then(|| LegendEntry { key: key.to_owned(), name, figures, look: Look::Band(class) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_that_look_the_same_are_one_entry() {
        let band = |level: &str, held| BandView {
            level: level.to_owned(),
            lower: vec![],
            upper: vec![],
            measured_coverage: held,
        };
        let entry = band_entry("band-2", "pc-band-2", &[band("80", Some(0.81)), band("95", Some(0.97))]).unwrap();
        assert_eq!((entry.name.as_str(), entry.figures.as_str()), ("80%, 95% bands", "held 81%, 97% of the past"));
        assert_eq!(band_entry("band-1", "pc-band-1", &[band("80", None)]).unwrap().name, "80% band");
        assert!(band_entry("band-2", "pc-band-2", &[]).is_none());
    }
}
