//! View of the days: those that are there, those that are missing, and the faults of those that are not whole.

/// The view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaysView {
    /// Numbers of days that are whole, in part and missing, in a sentence.
    pub summary: String,
    /// The calendar, the newest month first.
    pub months: Vec<MonthView>,
    /// `Ok` if the server can collect a day again, otherwise the reason.
    pub collector: Result<(), String>,
    /// Link back to the page.
    pub link: String,
}

/// A month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthView {
    /// Its name: `November 2026`.
    pub name: String,
    /// On which weekday it begins, 0 for Monday.
    pub begins: usize,
    /// Its days.
    pub days: Vec<CalendarDay>,
}

/// A day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// The day of the month.
    pub number: u8,
    /// State of the day.
    pub state: DayState,
    /// Its files.
    pub files: usize,
    /// Rows for people.
    pub rows: String,
    /// Bytes for people.
    pub bytes: String,
    /// Its faults.
    pub faults: Vec<String>,
}

/// State of a day in the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayState {
    /// Every proxy, to the day's end.
    Whole,
    /// Every proxy, and nothing was measured.
    Empty,
    /// Something of it.
    Part,
    /// Nothing of it.
    Missing,
    /// Not one of the days chosen.
    Outside,
}
