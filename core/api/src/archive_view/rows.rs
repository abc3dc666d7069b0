//! The rows themselves: a page of them, sorted and searched.

use super::LinkView;

/// The view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowsView {
    /// The columns shown.
    pub columns: Vec<ColumnView>,
    /// The rows of this page, a text a column shown.
    pub rows: Vec<Vec<String>>,
    /// Position of this page among the others.
    pub pager: PagerView,
    /// Every column, to choose from.
    pub choices: Vec<super::ChoiceView>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnView {
    /// Its name.
    pub name: String,
    /// The link that sorts by it.
    pub link: Option<String>,
    /// `ascending`, `descending`, or `None` where it is not what the rows are sorted by.
    pub sorted: Option<&'static str>,
    /// True if it holds numbers.
    pub is_number: bool,
}

/// Position of a page among the others, and links to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagerView {
    /// `Rows 26 to 50 of 1,204`.
    pub text: String,
    /// First, previous, next and last; no link where there is no such page.
    pub steps: Vec<(String, Option<String>)>,
    /// Links to the page sizes.
    pub sizes: Vec<LinkView>,
}
