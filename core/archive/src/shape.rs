//! What a file is like inside: other programs write the same columns in other ways.

/// How to read the columns of a file. Its footer says it, never its path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileShape {
    /// What the column `labels` is.
    pub labels: LabelShape,
    /// Whether the file has the columns `api_proxy` and `date`; otherwise only its path says them.
    pub has_proxy_and_date: bool,
    /// Whether the bounds that the footer gives for `value` may hide NaN. They leave it out in files of most programs, and DuckDB
    /// passes over row groups by them.
    pub bounds_hide_nan: bool,
}

/// The forms of labels.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LabelShape {
    /// A map of names to values.
    Map,
    /// A list of structs with the fields `key` and `value`.
    List,
    /// A struct with a field for each of these names.
    Struct(Vec<String>),
}

impl Default for FileShape {
    /// The shape of a file that Promcast writes.
    fn default() -> Self {
        Self { labels: LabelShape::Map, has_proxy_and_date: true, bounds_hide_nan: false }
    }
}
