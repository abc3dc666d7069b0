//! Choices of the form: days, proxies, metrics, views.

use std::collections::BTreeMap;

use api::{ArchiveOffer, ArchiveParam, ArchiveParams, ChoiceView, LinkView};
use archive::Inventory;
use timeseries::{Day, Timestamp};

use super::colors::colors;
use super::question::TABS;
use super::reader::Counted;
use super::scope::{Scope, bounds};
use crate::{Service, SourceKind};

/// The form and the links around it.
pub(super) fn offer(
    service: &Service,
    params: &ArchiveParams,
    inventory: &Inventory,
    scope: &Scope,
    counted: &[Counted],
    now: Timestamp,
) -> ArchiveOffer {
    let (first, last) = bounds(inventory).unwrap_or((scope.from, scope.to));
    ArchiveOffer {
        from: typed(params, ArchiveParam::From, scope.from),
        to: typed(params, ArchiveParam::To, scope.to),
        first_day: first.to_string(),
        last_day: last.to_string(),
        presets: presets(params, scope, first, last, now),
        proxies: proxies(inventory, scope),
        metrics: counted.iter().map(|metric| metric_choice(metric, scope)).collect(),
        tabs: TABS.map(|(name, label)| tab(params, name, label)).to_vec(),
        forecast_source: forecast_source(service),
    }
}

fn tab(params: &ArchiveParams, name: &str, label: &str) -> LinkView {
    let link = params.clone().with(ArchiveParam::Tab, name).link();
    LinkView { label: label.to_owned(), link, is_current: params.or_default(ArchiveParam::Tab) == name }
}

/// Usual spans, counted from today where today is there, and else from the newest day.
fn presets(params: &ArchiveParams, scope: &Scope, first: Day, last: Day, now: Timestamp) -> Vec<LinkView> {
    let today = Day::of(now);
    let month = |day: Day| day.plus_days(1 - i64::from(day.ymd().2));
    let this_month = month(last);
    let spans = [
        ("Today", today, today),
        ("7 d", last.plus_days(-6), last),
        ("30 d", last.plus_days(-29), last),
        ("90 d", last.plus_days(-89), last),
        ("This month", this_month, last),
        ("Last month", month(this_month.plus_days(-1)), this_month.plus_days(-1)),
        ("All", first, last),
    ];
    let link = |(label, from, to): (&str, Day, Day)| LinkView {
        label: label.to_owned(),
        link: params.clone().with(ArchiveParam::From, from.to_string()).with(ArchiveParam::To, to.to_string()).link(),
        is_current: (scope.from, scope.to) == (from, to),
    };
    spans.map(link).to_vec()
}

fn proxies(inventory: &Inventory, scope: &Scope) -> Vec<ChoiceView> {
    let mut rows: BTreeMap<&str, u64> = scope.known.iter().map(|name| (name.as_str(), 0)).collect();
    for file in inventory.files.iter().filter(|file| (scope.from..=scope.to).contains(&file.place.day)) {
        *rows.entry(file.place.proxy.as_str()).or_default() += file.rows;
    }
    let colors = colors(&scope.known, &scope.proxies);
    let color = |name: &str| scope.proxies.iter().position(|chosen| chosen == name).map(|place| colors[place]);
    let choice = |(name, rows): (&str, u64)| ChoiceView {
        name: name.to_owned(),
        rows,
        is_chosen: color(name).is_some(),
        color: color(name),
    };
    rows.into_iter().map(choice).collect()
}

fn metric_choice(metric: &Counted, scope: &Scope) -> ChoiceView {
    let is_chosen = scope.metrics.as_ref().is_none_or(|chosen| chosen.contains(&metric.metric));
    ChoiceView { name: metric.metric.clone(), rows: metric.records, is_chosen, color: None }
}

/// The source of that name, where there is one.
fn forecast_source(service: &Service) -> Option<String> {
    let sources = service.sources.list();
    sources
        .into_iter()
        .find(|source| source.name == "archive" && source.kind != SourceKind::Demo)
        .map(|source| source.name)
}

/// Returns the text of a field: the typed one stays, even if it is invalid or covers more days than there are.
fn typed(params: &ArchiveParams, param: ArchiveParam, understood: Day) -> String {
    match params.text(param).trim() {
        "" => understood.to_string(),
        typed => typed.to_owned(),
    }
}
