//! A metric before any function: its kind, unit and limits by its name, what is declared of it, and its labels.

use timeseries::Labels;

use crate::dimension::{Base, Dimension};
use crate::{Kind, Limits, Quantity, known};

/// The type that somebody declared, in metadata or in the label `__type__`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeclaredType {
    /// Goes up, and to zero at a restart.
    Counter,
    /// Goes up and down.
    Gauge,
    /// Buckets, a sum and a count.
    Histogram,
    /// Quantiles, a sum and a count.
    Summary,
    /// Nobody declared one.
    #[default]
    Unknown,
}

impl DeclaredType {
    /// By its word in an exposition.
    #[must_use]
    pub fn named(word: &str) -> Self {
        match word {
            "counter" => Self::Counter,
            "gauge" => Self::Gauge,
            "histogram" | "gaugehistogram" => Self::Histogram,
            "summary" => Self::Summary,
            _ => Self::Unknown,
        }
    }
}

/// A source's description of a metric.
#[derive(Clone, Copy, Debug)]
pub struct Metric<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its declared type.
    pub declared: DeclaredType,
    /// Its help text, empty where there is none.
    pub help: &'a str,
    /// Its declared unit, empty where there is none.
    pub unit: &'a str,
    /// Labels that are known of its series: those its selector demands, or those of one of its series.
    pub labels: &'a Labels,
}

impl Quantity {
    /// The nature of a metric's own values.
    #[must_use]
    pub fn of_metric(metric: &Metric<'_>) -> Self {
        let found = known::of_name(metric.name).unwrap_or_else(|| by_words(metric));
        let terms = if metric.name.is_empty() { Vec::new() } else { vec![metric.name.to_owned()] };
        Self { terms, ..found }
    }
}

/// The parts of histograms and summaries, and counters, as their names end.
const FAMILY_SUFFIXES: [&str; 5] = ["_total", "_bucket", "_count", "_sum", "_created"];

fn by_words(metric: &Metric<'_>) -> Quantity {
    let name = metric.name;
    let suffix = FAMILY_SUFFIXES.into_iter().find(|suffix| name.ends_with(suffix));
    let observed = dimension(metric, suffix.and_then(|suffix| name.strip_suffix(suffix)).unwrap_or(name));
    match (kind(metric, suffix), suffix) {
        (Kind::HistogramPart, Some("_sum")) => Quantity { limits: limits_of_sum(observed), ..part(observed, observed) },
        (Kind::HistogramPart, _) => part(Dimension::COUNT, observed),
        (Kind::Counter, _) => {
            let dimension = if observed.is_known() { observed } else { Dimension::COUNT };
            Quantity { kind: Kind::Counter, dimension, limits: Limits::NOT_NEGATIVE, ..Quantity::default() }
        }
        (Kind::Moment, _) => Quantity::now(),
        (kind, _) => {
            let kind = if observed == Dimension::RATIO { Kind::Ratio } else { kind };
            Quantity { kind, dimension: observed, limits: limits(name, observed), ..Quantity::default() }
        }
    }
}

/// A part of a histogram or a summary that counts or adds up.
fn part(dimension: Dimension, observed: Dimension) -> Quantity {
    Quantity { kind: Kind::HistogramPart, dimension, observed, limits: Limits::NOT_NEGATIVE, ..Quantity::default() }
}

/// A sum of observations that may be negative is no counter.
fn limits_of_sum(observed: Dimension) -> Limits {
    if observed.base == Base::Celsius { Limits::NONE } else { Limits::NOT_NEGATIVE }
}

/// By what is declared, and by the name where nobody declared anything.
fn kind(metric: &Metric<'_>, suffix: Option<&str>) -> Kind {
    let declared = match metric.declared {
        DeclaredType::Unknown => DeclaredType::named(metric.labels.get("__type__").unwrap_or_default()),
        declared => declared,
    };
    let is_part = matches!(suffix, Some("_bucket" | "_count" | "_sum"));
    match declared {
        _ if is_moment(metric.name) || suffix == Some("_created") => Kind::Moment,
        DeclaredType::Counter => Kind::Counter,
        DeclaredType::Gauge => Kind::Gauge,
        DeclaredType::Histogram | DeclaredType::Summary if is_part => Kind::HistogramPart,
        // A native histogram has no parts.
        DeclaredType::Histogram => Kind::HistogramPart,
        DeclaredType::Summary => Kind::Summary,
        DeclaredType::Unknown if is_part => Kind::HistogramPart,
        DeclaredType::Unknown if suffix == Some("_total") => Kind::Counter,
        DeclaredType::Unknown if metric.labels.get("le").is_some() => Kind::HistogramPart,
        DeclaredType::Unknown if metric.labels.get("quantile").is_some() => Kind::Summary,
        DeclaredType::Unknown => Kind::Unknown,
    }
}

/// Returns true if a name says that the values are seconds since 1970.
fn is_moment(name: &str) -> bool {
    const ENDS: [&str; 9] = [
        "_timestamp",
        "_timestamp_seconds",
        "_timestamp_ms",
        "_start_time_seconds",
        "_boot_time_seconds",
        "_not_after",
        "_not_before",
        "_expiry_seconds",
        "_unixtime",
    ];
    ENDS.iter().any(|end| name.ends_with(end))
}

/// By the declared unit, then by the name's own words, then by the help text.
fn dimension(metric: &Metric<'_>, base_name: &str) -> Dimension {
    let declared = [metric.unit, metric.labels.get("__unit__").unwrap_or_default()];
    let of_label = metric.labels.get("unit").map(of_unit_word).filter(|dimension| dimension.is_known());
    let declared = declared.into_iter().map(of_unit_word).find(|dimension| dimension.is_known());
    declared.or_else(|| of_name(base_name)).or(of_label).unwrap_or_else(|| of_help(metric.help))
}

/// A unit by its word: in the long form of Prometheus, or in that of UCUM, which OpenTelemetry sends.
fn of_unit_word(word: &str) -> Dimension {
    let (word, per_second) = match word.strip_suffix("/s").or_else(|| word.strip_suffix("_per_second")) {
        Some(word) => (word, true),
        None => (word, false),
    };
    let base = match word {
        "bytes" | "byte" | "octets" | "By" => Base::Bytes,
        "bits" | "bit" => Base::Bits,
        "seconds" | "second" | "secs" | "s" => Base::Seconds,
        "ratio" | "fraction" | "ratios" => Base::Ratio,
        "percent" | "percentage" | "pct" | "percents" | "%" => Base::Percent,
        "celsius" | "Cel" => Base::Celsius,
        counted if counted.starts_with('{') => Base::Count,
        _ => Base::Unknown,
    };
    Dimension { base, per_second: per_second && base != Base::Unknown }
}

fn of_name(name: &str) -> Option<Dimension> {
    let words: Vec<&str> = name.split(['_', '.', ':']).filter(|word| !word.is_empty()).collect();
    let per_second = words.ends_with(&["per", "second"]);
    let unit = if per_second { &words[..words.len() - 2] } else { &words[..] };
    let last = unit.last().map(|word| of_unit_word(word)).filter(|dimension| dimension.is_known() && !is_letter(unit));
    // Bytes and degrees are named within as well: `memory_bytes_used`.
    let within = || {
        let named = unit.iter().map(|word| of_unit_word(word));
        named.rev().find(|dimension| matches!(dimension.base, Base::Bytes | Base::Celsius))
    };
    match (last.or_else(within), per_second) {
        (Some(dimension), true) => Some(dimension.per_second()),
        (None, true) => Some(Dimension::COUNT.per_second()),
        (found, false) => found,
    }
}

/// Returns true if the last word is a single letter, which in a name is seldom a unit.
fn is_letter(words: &[&str]) -> bool {
    words.last().is_some_and(|word| word.len() == 1 && *word != "%")
}

fn of_help(help: &str) -> Dimension {
    let help = help.to_ascii_lowercase();
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| help.contains(phrase));
    let base = if says(&["in bytes", "number of bytes", "bytes of ", "size bytes", "(bytes)"]) {
        Base::Bytes
    } else if says(&["in percent", "percentage", "0-100", "0 to 100", "between 0 and 100", "(%)"]) {
        Base::Percent
    } else if says(&["between 0 and 1", "0 to 1", "0.0-1.0", "from 0 to 1", "ratio of", "fraction of"]) {
        Base::Ratio
    } else if says(&["in seconds", "(seconds)", "number of seconds"]) {
        Base::Seconds
    } else if says(&["celsius"]) {
        Base::Celsius
    } else {
        Base::Unknown
    };
    Dimension::of(base)
}

/// The natural limits of a gauge.
fn limits(name: &str, dimension: Dimension) -> Limits {
    const SIGNED: [&str; 15] = [
        "offset",
        "skew",
        "drift",
        "delta",
        "diff",
        "difference",
        "deviation",
        "adjust",
        "adjustment",
        "change",
        "balance",
        "correction",
        "error",
        "growth",
        "slope",
    ];
    const UNBOUNDED: [&str; 14] = [
        "compression",
        "overcommit",
        "amplification",
        "speedup",
        "load",
        "scale",
        "scaling",
        "gain",
        "sharpe",
        "zoom",
        "aspect",
        "turnover",
        "factor",
        "multiplier",
    ];
    const COUNTED: [&str; 34] = [
        "connections",
        "goroutines",
        "threads",
        "fds",
        "requests",
        "pods",
        "sessions",
        "clients",
        "items",
        "entries",
        "objects",
        "files",
        "messages",
        "jobs",
        "workers",
        "processes",
        "tasks",
        "queue",
        "length",
        "depth",
        "size",
        "pending",
        "replicas",
        "users",
        "orders",
        "errors",
        "count",
        "containers",
        "nodes",
        "instances",
        "targets",
        "series",
        "samples",
        "rows",
    ];
    let words: Vec<String> = name.split(['_', '.', ':']).map(str::to_ascii_lowercase).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    match dimension.base {
        _ if has(&SIGNED) => Limits::NONE,
        Base::Ratio if has(&UNBOUNDED) => Limits::NOT_NEGATIVE,
        Base::Ratio => Limits::SHARE,
        Base::Percent => Limits::PERCENT,
        Base::Bytes | Base::Bits | Base::Seconds | Base::Count => Limits::NOT_NEGATIVE,
        Base::Unknown if name.ends_with("_info") => Limits::SHARE,
        Base::Unknown if has(&COUNTED) => Limits::NOT_NEGATIVE,
        Base::Unknown | Base::Celsius => Limits::NONE,
    }
}

#[cfg(test)]
mod tests;
