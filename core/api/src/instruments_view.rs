//! View of the instruments' page: its buttons, the response to a pressed one, and one metric of each kind.

/// A button of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// Adds one to the counter.
    Count,
    /// Writes the counter's checkpoint.
    Checkpoint,
    /// Sets the counter back to it.
    Restore,
    /// Simulates an upload.
    Upload,
}

impl Button {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Count, Self::Checkpoint, Self::Restore, Self::Upload];

    /// Its value in the form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Checkpoint => "checkpoint",
            Self::Restore => "restore",
            Self::Upload => "upload",
        }
    }

    /// The button of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|button| button.name() == name)
    }

    /// The request that a script sends for the same.
    #[must_use]
    pub fn request(self) -> &'static str {
        match self {
            Self::Count => "GET /",
            Self::Checkpoint => "POST /checkpoint",
            Self::Restore => "POST /restore",
            Self::Upload => "POST /file-upload",
        }
    }
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstrumentsView {
    /// State of the instruments, in a sentence.
    pub sentence: String,
    /// Response to the pressed button, if one was pressed.
    pub pressed: Option<PressedView>,
    /// A counter, a gauge, a histogram and a summary.
    pub instruments: Vec<InstrumentView>,
}

/// Response to a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PressedView {
    /// The request, such as `POST /checkpoint`.
    pub request: &'static str,
    /// The status that was answered.
    pub status: u16,
    /// The body that was answered.
    pub body: String,
    /// The series that say something else now.
    pub changes: Vec<ChangeView>,
}

/// A series that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeView {
    /// Its name and labels.
    pub series: String,
    /// Its value before.
    pub before: String,
    /// Its value after.
    pub after: String,
}

/// A metric of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstrumentView {
    /// `Counter`, `Gauge`, `Histogram` or `Summary`.
    pub kind: &'static str,
    /// Meaning of such a metric, and the way to read it.
    pub meaning: &'static str,
    /// Its text as Prometheus reads it now.
    pub exposition: String,
    /// The usual PromQL query of it.
    pub expr: &'static str,
}
