//! `FileShape`: column types of a file, because other programs write the same columns in other ways.

/// Reading of the columns of a file, as its footer has them; its path says nothing of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileShape {
    /// Type of the column `labels`.
    pub labels: LabelShape,
    /// True if the file has the columns `api_proxy` and `date`; otherwise only its path has them.
    pub has_proxy_and_date: bool,
    /// True if the footer's bounds of `value` may hide NaN. They leave it out in files of most programs, and DuckDB skips row groups by
    /// them.
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
