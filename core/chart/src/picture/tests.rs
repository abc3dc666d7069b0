//! The picture holds what the chart says, and nothing that could hurt the page around it.

use super::*;
use crate::chart::fixture::{band, chart, line, minutes, start};
use crate::{Line, PastEnd, Role, Size, Threshold};
use proptest::prelude::*;
use timeseries::Duration;

const HOSTILE: &str = "</text><script>alert(1)</script>\" onload='x' \0\u{202e}]]>";

fn svg(chart: &Chart) -> String {
    draw(chart).unwrap().svg
}

fn with_line(values: &[f64]) -> Chart {
    Chart { lines: vec![line(values)], ..chart() }
}

fn count(svg: &str, class: &str) -> usize {
    svg.matches(&format!(" {class}\"")).count()
}

/// Everything at once: history with a gap, a forecast with two bands, now, a threshold.
fn full_chart() -> Chart {
    let future = minutes(5).continued(5);
    let mut forecast = line(&[5.0, 6.0, 7.0, 8.0, 9.0]);
    (forecast.role, forecast.grid) = (Role::Forecast, future);
    let mut narrow = band(&[4.0, 4.5, 5.0, 5.0, 5.0], &[6.0, 7.0, 8.0, 9.0, 10.0]);
    let mut wide = band(&[3.0, 3.0, 3.0, 3.0, 3.0], &[7.0, 8.0, 9.0, 10.0, 11.0]);
    (narrow.grid, wide.grid, wide.rank) = (future, future, 2);
    Chart {
        lines: vec![line(&[1.0, 2.0, f64::NAN, 3.0, 4.0]), forecast],
        bands: vec![narrow, wide],
        now: Some(PastEnd { time: future.start, label: "now".to_owned() }),
        threshold: Some(Threshold { value: 9.5, label: "threshold 9.5".to_owned() }),
        ..chart()
    }
}

#[test]
fn gaps_split_a_line_and_a_lone_sample_is_a_dot() {
    let gap = f64::NAN;
    let cases: [(&[f64], usize, usize); 6] = [
        (&[1.0, 2.0, 3.0], 1, 0),
        (&[1.0, 2.0, gap, 3.0, 4.0], 2, 0),
        (&[1.0, 2.0, gap, 3.0, gap, 4.0, 5.0], 2, 1),
        (&[gap, 1.0, gap, f64::INFINITY, 2.0], 0, 2),
        (&[gap, gap], 0, 0),
        (&[], 0, 0),
    ];
    for (values, paths, dots) in cases {
        let svg = svg(&with_line(values));
        assert_eq!(svg.matches("pc-line pc-history").count(), paths, "{values:?}");
        assert_eq!(svg.matches("pc-point pc-history").count(), dots, "{values:?}");
    }
}

#[test]
fn bands_split_at_gaps_and_lie_under_the_lines() {
    let mut chart = full_chart();
    let whole = svg(&chart);
    assert_eq!((count(&whole, "pc-band-1"), count(&whole, "pc-band-2"), count(&whole, "pc-band-edge")), (1, 1, 4));
    let at = |class: &str| whole.find(class).unwrap();
    assert!(at("pc-grid") < at("pc-band-2") && at("pc-band-2") < at("pc-band-1") && at("pc-band-1") < at("pc-history"));
    chart.bands[0].upper[2] = f64::NAN;
    let split = svg(&chart);
    assert_eq!((count(&split, "pc-band-1"), count(&split, "pc-band-edge")), (2, 6));
    chart.bands[0].lower[4] = f64::NAN;
    assert_eq!(
        (count(&svg(&chart), "pc-band-1"), count(&svg(&chart), "pc-band-edge")),
        (1, 5),
        "a lone column is a bar"
    );
}

#[test]
fn hostile_words_stay_words() {
    let mut chart = full_chart();
    for text in [
        &mut chart.id,
        &mut chart.title,
        &mut chart.description,
        &mut chart.lines[0].name,
        &mut chart.bands[0].level_text,
    ] {
        HOSTILE.clone_into(text);
    }
    chart.threshold = Some(Threshold { value: 9.5, label: HOSTILE.to_owned() });
    for svg in [svg(&chart), standalone(&chart, Theme::Dark).unwrap()] {
        for unwanted in ["<script", "</text>&", "onload='", "\" onload", "]]>", "\0", "\u{202e}"] {
            assert!(!svg.contains(unwanted), "{unwanted}");
        }
        assert!(svg.contains("&lt;/text&gt;&lt;script&gt;"));
    }
}

#[test]
fn name_and_description_are_spoken() {
    let svg = svg(&full_chart());
    assert!(
        svg.contains("role=\"img\" aria-labelledby=\"load-title load-desc\"><title id=\"load-title\">Load</title>")
    );
    assert!(svg.contains("<desc id=\"load-desc\">The load of one machine.</desc><g aria-hidden=\"true\">"));
}

#[test]
fn now_and_threshold_are_named_where_they_are() {
    let mut chart = full_chart();
    let svg = svg(&chart);
    assert!(svg.contains(">now</text>") && svg.contains(">threshold 9.5</text>"));
    assert_eq!((count(&svg, "pc-now"), count(&svg, "pc-threshold")), (2, 2));
    chart.now = Some(PastEnd { time: chart.window.start, label: "end of data".to_owned() });
    assert!(self::svg(&chart).contains(">end of data</text>"));
    chart.now = Some(PastEnd { time: chart.window.end + Duration::SECOND, label: "now".to_owned() });
    assert!(!self::svg(&chart).contains(">now</text>"), "outside the window");
    for value in [1e6, -1e6] {
        chart.threshold = Some(Threshold { value, label: "far".to_owned() });
        let far = self::svg(&chart);
        assert!(far.contains("pc-area pc-threshold") && !far.contains("pc-line pc-threshold") && far.contains(">far<"));
    }
}

#[test]
fn no_colour_inside_a_page_and_no_property_in_a_file() {
    let inline = svg(&full_chart());
    for unwanted in ["rgb(", "fill=", "stroke=", "<style", "pc-unknown"] {
        assert!(!inline.contains(unwanted), "{unwanted}");
    }
    for theme in [Theme::Light, Theme::Dark] {
        let file = standalone(&full_chart(), theme).unwrap();
        assert!(!file.contains("var(") && !file.contains("@media"));
        assert!(file.contains(">Load</text>") && file.contains(">80% band</text>") && file.contains("width=\"800\""));
    }
}

#[test]
fn the_frame_is_where_the_line_is() {
    let chart = with_line(&[0.0, 10.0]);
    let Drawing { svg, frame, .. } = draw(&chart).unwrap();
    let place = |value: f64, time| {
        format!("{} {}", (frame.x_of(time) * 10.0).round() / 10.0, (frame.y_of(value) * 10.0).round() / 10.0)
    };
    let expected = format!("pc-line pc-history\" d=\"M{}l", place(0.0, start()));
    assert!(svg.contains(&expected), "{expected} in {svg}");
}

#[test]
fn a_crowd_is_thinned_and_said_to_be() {
    let values: Vec<f64> = (0..20_000).map(|index| f64::from(index % 97)).collect();
    let mut chart = with_line(&values);
    chart.lines[0].grid.step = Duration::from_ms(30);
    let downsampled = draw(&chart).unwrap().downsampled.unwrap();
    assert_eq!(downsampled.from, 20_000);
    assert!(downsampled.to <= 1600, "{downsampled:?}");
    assert_eq!(draw(&with_line(&[1.0, 2.0])).unwrap().downsampled, None);
}

#[test]
fn one_of_many_has_a_marker_at_its_end() {
    let series = |number| Line { role: Role::Series(number), ..line(&[1.0, number as f64]) };
    let chart = Chart { lines: (1..=9).map(series).collect(), ..chart() };
    let svg = svg(&chart);
    assert_eq!(svg.matches("pc-area pc-s").count(), 9);
    assert_eq!(svg.matches("pc-line pc-s1").count(), 2);
}

#[test]
fn a_legend_of_hundreds_counts_the_rest() {
    let lines = (1..=300).map(|number| Line { role: Role::Series(number), name: "x".repeat(90), ..line(&[1.0]) });
    let file = standalone(&Chart { lines: lines.collect(), ..chart() }, Theme::Light).unwrap();
    let named = file.matches("pc-text pc-legend").count() - 1;
    assert!(file.contains(&format!(">+{} more</text>", 300 - named)), "{named}");
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let good = full_chart;
    let size = |width_px, height_px| Chart { size: Size { width_px, height_px }, ..good() };
    assert!(matches!(draw(&size(0, 0)), Err(ChartError::Size { .. })));
    assert!(matches!(draw(&size(800, 9000)), Err(ChartError::Size { .. })));
    assert!(draw(&size(160, 120)).is_ok());
    let mut chart = good();
    chart.window.end = chart.window.start;
    assert!(matches!(draw(&chart), Err(ChartError::EmptyWindow { .. })));
    let mut chart = good();
    chart.lines[0].grid.step = Duration::default();
    assert!(matches!(draw(&chart), Err(ChartError::ZeroStep { .. })));
    let mut chart = good();
    chart.bands[1].upper.pop();
    assert!(matches!(standalone(&chart, Theme::Dark), Err(ChartError::Length { points: 5, values: 4, .. })));
}

proptest! {
    #[test]
    fn any_values_give_the_same_finite_picture(
        values in proptest::collection::vec(proptest::num::f64::ANY, 0..30),
        lower in proptest::collection::vec(proptest::num::f64::ANY, 0..30),
        threshold in proptest::num::f64::ANY,
        width_px in 160_u32..1200,
        height_px in 120_u32..600,
    ) {
        let mut chart = full_chart();
        chart.lines.push(line(&values));
        let upper: Vec<f64> = lower.iter().map(|value| value * 2.0).collect();
        chart.bands.push(band(&lower, &upper));
        chart.threshold = Some(Threshold { value: threshold, label: "limit".to_owned() });
        chart.size = Size { width_px, height_px };
        let first = draw(&chart).unwrap();
        prop_assert!(!first.svg.contains("NaN") && !first.svg.contains("inf"));
        prop_assert_eq!(first, draw(&chart).unwrap());
        prop_assert!(!standalone(&chart, Theme::Light).unwrap().contains("NaN"));
    }
}
