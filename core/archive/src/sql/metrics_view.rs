//! The view `metrics`: all files as one table with the columns of the contract, whatever their layout.

use std::collections::BTreeMap;

use super::literal;
use crate::{ArchivedFile, Layout};

/// What files must have in common to be read in one go.
type Shape = (Layout, bool, bool);

/// The query behind the view. `folder` is the archive's folder as DuckDB names it.
#[must_use]
pub fn metrics_query(folder: &str, files: &[ArchivedFile]) -> String {
    let mut groups: BTreeMap<Shape, Vec<&ArchivedFile>> = BTreeMap::new();
    for file in files {
        groups.entry((file.place.layout, file.labels_are_map, file.has_proxy_and_date)).or_default().push(file);
    }
    if groups.is_empty() {
        return EMPTY.to_owned();
    }
    let parts: Vec<String> = groups.iter().map(|(shape, files)| group_query(folder, *shape, files)).collect();
    parts.join(" UNION ALL ")
}

const EMPTY: &str = "SELECT NULL::TIMESTAMP AS timestamp, NULL::VARCHAR AS metric_name, NULL::DOUBLE AS value, \
    NULL::VARCHAR AS api_proxy, NULL::MAP(VARCHAR, VARCHAR) AS labels, NULL::VARCHAR AS date WHERE false";

fn group_query(folder: &str, (layout, labels_are_map, has_both): Shape, files: &[&ArchivedFile]) -> String {
    let paths: Vec<String> = files.iter().map(|file| literal(&format!("{folder}/{}", file.place.path))).collect();
    let labels = match labels_are_map {
        true => "labels::MAP(VARCHAR, VARCHAR)",
        // A list of structs whose fields are key and value, in this order.
        false => "map_from_entries(labels::STRUCT(key VARCHAR, value VARCHAR)[])",
    };
    let (proxy, date) = match (has_both, layout) {
        (true, _) => ("api_proxy::VARCHAR", "date::VARCHAR"),
        (false, Layout::Hive) => ("app::VARCHAR", "(year || '-' || month || '-' || day)"),
        (false, Layout::Flat) => ("parse_filename(filename, true)", "split_part(filename, '/', -2)"),
    };
    let options = match (has_both, layout) {
        (true, _) => "hive_partitioning = false",
        (false, Layout::Hive) => "hive_partitioning = true, hive_types_autocast = false",
        (false, Layout::Flat) => "hive_partitioning = false, filename = true",
    };
    format!(
        "SELECT timestamp::TIMESTAMP AS timestamp, metric_name::VARCHAR AS metric_name, value::DOUBLE AS value, \
         {proxy} AS api_proxy, {labels} AS labels, {date} AS date FROM read_parquet([{}], {options})",
        paths.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Place;

    fn file(path: &str, labels_are_map: bool, has_proxy_and_date: bool) -> ArchivedFile {
        let place = Place::of_path(path).unwrap();
        ArchivedFile {
            place,
            sha256: String::new(),
            bytes: 1,
            rows: 1,
            span: None,
            kept: None,
            labels_are_map,
            has_proxy_and_date,
        }
    }

    #[test]
    fn files_of_one_shape_are_read_together() {
        let flat = ["2023-04-01/a.parquet", "2023-04-01/b.parquet"].map(|path| file(path, true, true));
        let query = metrics_query("it's/data", &flat);
        assert!(query.contains("['it''s/data/2023-04-01/a.parquet', 'it''s/data/2023-04-01/b.parquet']"), "{query}");
        assert!(!query.contains("UNION"));
    }

    #[test]
    fn each_shape_is_a_part() {
        let hive = "year=2023/month=04/day=01/app=a/x.parquet";
        let files = [file("2023-04-01/a.parquet", true, true), file(hive, false, true), file(hive, true, false)];
        let query = metrics_query("data", &files);
        assert_eq!(query.matches("UNION ALL").count(), 2);
        assert!(query.contains("map_from_entries") && query.contains("app::VARCHAR"));
    }

    #[test]
    fn nothing_has_the_same_columns() {
        let query = metrics_query("data", &[]);
        for column in ["timestamp", "metric_name", "value", "api_proxy", "labels", "date"] {
            assert!(query.contains(&format!("AS {column}")), "{column}");
        }
    }
}
