//! The view `metrics`: all files as one table with the columns of the contract, whatever their layout.

use std::collections::BTreeMap;

use super::literal;
use crate::{ArchivedFile, FileShape, LabelShape, Layout};

/// Properties that files read in one go have in common.
type Shape<'a> = (Layout, &'a FileShape);

/// The query behind the view. `folder` is the archive's folder as DuckDB names it.
#[must_use]
pub fn metrics_query(folder: &str, files: &[ArchivedFile]) -> String {
    let mut groups: BTreeMap<Shape<'_>, Vec<&ArchivedFile>> = BTreeMap::new();
    for file in files {
        groups.entry((file.place.layout, &file.shape)).or_default().push(file);
    }
    if groups.is_empty() {
        return EMPTY.to_owned();
    }
    let parts: Vec<String> = groups.iter().map(|(shape, files)| group_query(folder, *shape, files)).collect();
    parts.join(" UNION ALL ")
}

const EMPTY: &str = "SELECT NULL::TIMESTAMP AS timestamp, NULL::VARCHAR AS metric_name, NULL::DOUBLE AS value, \
    NULL::VARCHAR AS api_proxy, NULL::MAP(VARCHAR, VARCHAR) AS labels, NULL::VARCHAR AS date WHERE false";

/// The value, of which DuckDB then knows no bounds by which it could pass over row groups with NaN.
const WITHOUT_BOUNDS: &str = "CASE WHEN isnan(value::DOUBLE) THEN 'NaN'::DOUBLE ELSE value::DOUBLE END";

fn group_query(folder: &str, (layout, shape): Shape<'_>, files: &[&ArchivedFile]) -> String {
    let paths: Vec<String> = files.iter().map(|file| literal(&format!("{folder}/{}", file.place.path))).collect();
    let labels = labels(&shape.labels);
    let value = if shape.bounds_hide_nan { WITHOUT_BOUNDS } else { "value::DOUBLE" };
    let has_both = shape.has_proxy_and_date;
    let (proxy, date) = match (has_both, layout) {
        (true, _) => ("api_proxy::VARCHAR", "date::VARCHAR"),
        (false, Layout::Hive) => ("app::VARCHAR", "(year || '-' || lpad(month, 2, '0') || '-' || lpad(day, 2, '0'))"),
        (false, Layout::Flat) => ("parse_filename(filename, true)", "split_part(filename, '/', -2)"),
    };
    let options = match (has_both, layout) {
        (true, _) => "hive_partitioning = false",
        (false, Layout::Hive) => "hive_partitioning = true, hive_types_autocast = false",
        (false, Layout::Flat) => "hive_partitioning = false, filename = true",
    };
    format!(
        "SELECT timestamp::TIMESTAMP AS timestamp, metric_name::VARCHAR AS metric_name, {value} AS value, \
         {proxy} AS api_proxy, {labels} AS labels, {date} AS date FROM read_parquet([{}], {options})",
        paths.join(", ")
    )
}

/// The labels as a map, from whatever they are.
fn labels(of: &LabelShape) -> String {
    match of {
        LabelShape::Map => "labels::MAP(VARCHAR, VARCHAR)".to_owned(),
        // A list of structs whose fields are key and value, in this order.
        LabelShape::List => "map_from_entries(labels::STRUCT(key VARCHAR, value VARCHAR)[])".to_owned(),
        LabelShape::Struct(names) => {
            let pair = |name: &String| {
                let name = literal(name);
                format!("{{'key': {name}, 'value': struct_extract(labels, {name})}}")
            };
            let pairs: Vec<String> = names.iter().map(pair).collect();
            format!("map_from_entries(list_filter([{}], lambda pair: pair.value IS NOT NULL))", pairs.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Place;

    fn file(path: &str, labels: LabelShape, has_proxy_and_date: bool) -> ArchivedFile {
        let place = Place::of_path(path).unwrap();
        ArchivedFile {
            place,
            sha256: String::new(),
            bytes: 1,
            rows: 1,
            span: None,
            kept: None,
            shape: FileShape { labels, has_proxy_and_date, bounds_hide_nan: false },
        }
    }

    #[test]
    fn files_of_one_shape_are_read_together() {
        let flat = ["2023-04-01/a.parquet", "2023-04-01/b.parquet"].map(|path| file(path, LabelShape::Map, true));
        let query = metrics_query("it's/data", &flat);
        assert!(query.contains("['it''s/data/2023-04-01/a.parquet', 'it''s/data/2023-04-01/b.parquet']"), "{query}");
        assert!(!query.contains("UNION"));
    }

    #[test]
    fn each_shape_is_a_part() {
        let hive = "year=2023/month=04/day=01/app=a/x.parquet";
        let files = [
            file("2023-04-01/a.parquet", LabelShape::Map, true),
            file(hive, LabelShape::List, true),
            file(hive, LabelShape::Map, false),
        ];
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
