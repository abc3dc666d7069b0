//! The nature of an expression's values: its metrics' kinds, units and limits, followed through its functions and operators.

use profile::{DeclaredType, Limits, Metric, Quantity};
use promql::ast::{AggregateExpr, BinaryExpr, Call, Expr, VectorSelector};
use promql::evaluate::equalities;
use promql::{MetricInfo, MetricKind};
use timeseries::Labels;

/// The nature of the values of `expr`, by what a source declares of its metrics; `labels` are those of one of its series.
/// Of an expression that cannot be read, that of its series' metric, if it still has its name.
pub(crate) fn nature(expr: &str, declared: &[MetricInfo], labels: &Labels) -> Quantity {
    let reader = Reader { declared, labels };
    match promql::parse(expr) {
        Ok(expr) => reader.of(&expr),
        Err(_) => labels.metric_name().map_or_else(Quantity::unknown, |name| reader.metric(name, labels.clone())),
    }
}

/// The declared type of a metric, in the words of a profile.
fn declared_type(kind: MetricKind) -> DeclaredType {
    match kind {
        MetricKind::Counter => DeclaredType::Counter,
        MetricKind::Gauge => DeclaredType::Gauge,
        MetricKind::Histogram => DeclaredType::Histogram,
        MetricKind::Summary => DeclaredType::Summary,
        MetricKind::Unknown => DeclaredType::Unknown,
    }
}

struct Reader<'a> {
    declared: &'a [MetricInfo],
    labels: &'a Labels,
}

impl Reader<'_> {
    fn of(&self, expr: &Expr) -> Quantity {
        match expr {
            Expr::VectorSelector(selector) => self.selector(selector),
            Expr::MatrixSelector(matrix) => self.selector(&matrix.vs),
            Expr::Paren(paren) => self.of(&paren.expr),
            Expr::Subquery(subquery) => self.of(&subquery.expr),
            Expr::Unary(unary) => -self.of(&unary.expr),
            Expr::Aggregate(aggregate) => self.aggregate(aggregate),
            Expr::Call(call) => self.call(call),
            Expr::Binary(binary) => self.binary(binary),
            Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::Extension(_) => Quantity::unknown(),
        }
    }

    fn selector(&self, selector: &VectorSelector) -> Quantity {
        let demanded = equalities(selector).chain(self.labels.iter().filter(|(name, _)| name.starts_with("__")));
        let labels = Labels::from_pairs(demanded);
        match labels.metric_name().map(str::to_owned) {
            Some(name) => self.metric(&name, labels),
            None => Quantity::unknown(),
        }
    }

    fn metric(&self, name: &str, labels: Labels) -> Quantity {
        let declared = self.declared.binary_search_by(|metric| metric.name.as_str().cmp(name)).ok();
        let declared = declared.map(|at| &self.declared[at]);
        Quantity::of_metric(&Metric {
            name,
            declared: declared.map(|metric| declared_type(metric.kind)).unwrap_or_default(),
            help: declared.map_or("", |metric| metric.help.as_str()),
            unit: declared.map_or("", |metric| metric.unit.as_str()),
            labels: &labels,
        })
    }

    fn aggregate(&self, aggregate: &AggregateExpr) -> Quantity {
        let of = || self.of(&aggregate.expr);
        match aggregate.op.to_string().as_str() {
            "sum" => of().sum(),
            "count" | "count_values" | "group" => Quantity::count(),
            "stddev" => of().deviation(),
            "stdvar" => Quantity::unknown().clamped(Limits::NOT_NEGATIVE),
            _ => of(),
        }
    }

    fn call(&self, call: &Call) -> Quantity {
        let arguments = &call.args.args;
        let of = |index: usize| arguments.get(index).map_or_else(Quantity::unknown, |argument| self.of(argument));
        let literal = |index: usize| arguments.get(index).and_then(|argument| number(argument));
        match call.func.name {
            "rate" | "irate" => of(0).rate(),
            "increase" => of(0).increase(),
            "deriv" => of(0).derivative(),
            "delta" | "idelta" | "predict_linear" | "holt_winters" | "double_exponential_smoothing" => {
                of(0).unlimited()
            }
            "sum_over_time" => of(0).sum(),
            "stddev_over_time" | "mad_over_time" => of(0).deviation(),
            "count_over_time" | "changes" | "resets" | "histogram_count" => Quantity::count(),
            "histogram_quantile" | "histogram_fraction" => of(arguments.len().saturating_sub(1)).observation(),
            "histogram_avg" => of(0).observation(),
            "time" | "timestamp" => Quantity::now(),
            "abs" => of(0).magnitude(),
            "clamp" => of(0).clamped(Limits { min: literal(1), max: literal(2) }),
            "clamp_min" => of(0).clamped(Limits { min: literal(1), max: None }),
            "clamp_max" => of(0).clamped(Limits { min: None, max: literal(1) }),
            "absent" | "absent_over_time" | "present_over_time" => Quantity::unknown().clamped(Limits::SHARE),
            "quantile_over_time" => of(1),
            "avg_over_time" | "min_over_time" | "max_over_time" | "last_over_time" | "first_over_time" | "ceil"
            | "floor" | "round" | "label_replace" | "label_join" | "sort" | "sort_desc" | "sort_by_label"
            | "sort_by_label_desc" | "scalar" | "vector" => of(0),
            "sqrt" | "exp" => Quantity::unknown().clamped(Limits::NOT_NEGATIVE),
            _ => Quantity::unknown(),
        }
    }

    fn binary(&self, binary: &BinaryExpr) -> Quantity {
        let operator = binary.op.to_string();
        let is_bool = binary.modifier.as_ref().is_some_and(|modifier| modifier.return_bool);
        match (operator.as_str(), number(&binary.lhs), number(&binary.rhs)) {
            ("==" | "!=" | ">" | "<" | ">=" | "<=", ..) if is_bool => Quantity::unknown().clamped(Limits::SHARE),
            ("==" | "!=" | ">" | "<" | ">=" | "<=", Some(_), None) => self.of(&binary.rhs),
            ("and" | "unless" | "==" | "!=" | ">" | "<" | ">=" | "<=", ..) => self.of(&binary.lhs),
            ("or", ..) => self.of(&binary.lhs).either(&self.of(&binary.rhs)),
            ("*", Some(factor), _) => self.of(&binary.rhs).times(factor),
            ("*", _, Some(factor)) => self.of(&binary.lhs).times(factor),
            ("/", None, Some(divisor)) if divisor != 0.0 => self.of(&binary.lhs).times(1.0 / divisor),
            ("+", Some(number), _) => self.of(&binary.rhs).plus_number(number),
            ("+", _, Some(number)) => self.of(&binary.lhs).plus_number(number),
            ("-", Some(number), _) => self.of(&binary.rhs).taken_from(number),
            ("-", _, Some(number)) => self.of(&binary.lhs).plus_number(-number),
            ("+", ..) => self.of(&binary.lhs).plus(self.of(&binary.rhs)),
            ("-", ..) => self.of(&binary.lhs).minus(self.of(&binary.rhs)),
            ("/", None, None) => {
                // Of `100 * part / whole` the quotient has a meaning, the product has none.
                let (factor, part) = factored(&binary.lhs);
                let quotient = self.of(part).over(&self.of(&binary.rhs), is_narrower(part, &binary.rhs));
                if factor == 1.0 { quotient } else { quotient.times(factor) }
            }
            _ => Quantity::unknown(),
        }
    }
}

/// The number that an expression of numbers alone is.
fn number(expr: &Expr) -> Option<f64> {
    match expr {
        Expr::NumberLiteral(literal) => Some(literal.val),
        Expr::Paren(paren) => number(&paren.expr),
        Expr::Unary(unary) => number(&unary.expr).map(|number| -number),
        Expr::Binary(binary) => {
            let (left, right) = (number(&binary.lhs)?, number(&binary.rhs)?);
            match binary.op.to_string().as_str() {
                "+" => Some(left + right),
                "-" => Some(left - right),
                "*" => Some(left * right),
                "/" => Some(left / right),
                "^" => Some(left.powf(right)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// An expression as a number times the rest.
fn factored(expr: &Expr) -> (f64, &Expr) {
    match expr {
        Expr::Paren(paren) if matches!(*paren.expr, Expr::Binary(_)) => factored(&paren.expr),
        Expr::Binary(binary) if binary.op.to_string() == "*" => match (number(&binary.lhs), number(&binary.rhs)) {
            (Some(factor), _) => (factor, &binary.rhs),
            (None, Some(factor)) => (factor, &binary.lhs),
            (None, None) => (1.0, expr),
        },
        _ => (1.0, expr),
    }
}

/// Returns true if both read one selector of the same metric and window, and `part` has all matchers of `whole` and more.
fn is_narrower(part: &Expr, whole: &Expr) -> bool {
    let (part, whole) = (promql::evaluate::reads(part), promql::evaluate::reads(whole));
    let ([part], [whole]) = (&part[..], &whole[..]) else { return false };
    let of = |selector: &VectorSelector| selector.matchers.matchers.clone();
    let (demanded, wanted) = (of(part.selector), of(whole.selector));
    part.selector.name == whole.selector.name
        && part.window == whole.window
        && demanded.len() > wanted.len()
        && wanted.iter().all(|matcher| demanded.contains(matcher))
}

#[cfg(test)]
mod tests {
    use super::*;
    use profile::Kind;
    use timeseries::Unit;

    fn of(expr: &str) -> Quantity {
        nature(expr, &[], &Labels::default())
    }

    #[test]
    fn units_and_limits_of_expressions_that_people_write() {
        let (any, positive) = (Limits::NONE, Limits::NOT_NEGATIVE);
        let cases = [
            ("node_memory_MemAvailable_bytes", Unit::Bytes, positive),
            ("rate(node_network_receive_bytes_total[5m])", Unit::BytesPerSecond, positive),
            ("sum(irate(node_network_receive_bytes_total[5m])) * 8", Unit::BitsPerSecond, positive),
            ("sum by (job) (rate(http_requests_total[5m]))", Unit::PerSecond, positive),
            (
                r#"100 - (avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m])) * 100)"#,
                Unit::Percent,
                Limits::PERCENT,
            ),
            (r#"1 - avg(rate(node_cpu_seconds_total{mode="idle"}[5m]))"#, Unit::Ratio, Limits::SHARE),
            ("1 - node_filesystem_avail_bytes / node_filesystem_size_bytes", Unit::Ratio, Limits::SHARE),
            (
                "100 * (node_memory_MemTotal_bytes - node_memory_MemAvailable_bytes) / node_memory_MemTotal_bytes",
                Unit::Percent,
                Limits::PERCENT,
            ),
            ("(1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes) * 100", Unit::Percent, Limits::PERCENT),
            ("node_filesystem_avail_bytes / 1024 / 1024 / 1024", Unit::None, positive),
            (
                r#"sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))"#,
                Unit::Ratio,
                Limits::SHARE,
            ),
            (
                "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))",
                Unit::Seconds,
                positive,
            ),
            ("rate(rpc_seconds_sum[5m]) / rate(rpc_seconds_count[5m])", Unit::Seconds, positive),
            ("process_open_fds / process_max_fds", Unit::Ratio, Limits::SHARE),
            ("deriv(process_resident_memory_bytes[1h])", Unit::BytesPerSecond, any),
            ("time() - process_start_time_seconds", Unit::Seconds, any),
            ("count(up == 0)", Unit::None, positive),
            ("up == bool 1", Unit::None, Limits::SHARE),
            ("avg_over_time(node_hwmon_temp_celsius[1h])", Unit::Celsius, any),
            ("clamp(x, 0, 10)", Unit::None, Limits { min: Some(0.0), max: Some(10.0) }),
            ("max_over_time(demo_disk_used_ratio[1d])", Unit::Ratio, Limits::SHARE),
            ("1 + 1", Unit::None, any),
            ("sum(", Unit::None, any),
        ];
        for (expr, unit, limits) in cases {
            let found = of(expr);
            assert_eq!((found.unit(), found.limits()), (unit, limits), "{expr}: {found:?}");
        }
    }

    #[test]
    fn what_is_declared_and_what_the_labels_say_counts() {
        let info = |name: &str, kind, unit: &str| MetricInfo {
            name: name.into(),
            kind,
            help: String::new(),
            unit: unit.into(),
        };
        let declared = [info("heap", MetricKind::Gauge, "bytes"), info("visits", MetricKind::Counter, "")];
        assert_eq!(nature("sum(heap)", &declared, &Labels::default()).unit(), Unit::Bytes);
        assert_eq!(nature("visits", &declared, &Labels::default()).kind(), Kind::Counter);
        let labels = Labels::from_pairs([("__name__", "m"), ("__type__", "counter"), ("__unit__", "bytes")]);
        let told = nature("rate(m[5m])", &[], &labels);
        assert_eq!(told.unit(), Unit::BytesPerSecond);
        let quoted = nature(r#"{"http.size"}"#, &[], &Labels::from_pairs([("__name__", "x"), ("__unit__", "By")]));
        assert_eq!(quoted.unit(), Unit::Bytes, "where our parser cannot read it, the series' own labels count");
    }
}
