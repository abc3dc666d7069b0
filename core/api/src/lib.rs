//! Types that cross the wire: the parameters of links and the views of pages. Plain data, with no behaviour but its text form.

mod archive_params;
mod archive_view;
mod forecast_params;
mod forecast_table_view;
mod forecast_view;
mod instruments_view;
mod masked;
mod models_params;
mod models_view;
mod offer_view;
mod percent_encoding;
mod problem;
mod seconds;
mod sql_params;
mod sql_view;
mod status_view;
mod unknown_params;

pub use archive_params::{ArchiveParam, ArchiveParams, CollectOutcome, EVERY};
pub use archive_view::{
    ArchiveLine, ArchiveOffer, ArchivePage, ArchiveProblem, ArchiveView, BarView, BarsView, CalendarDay, ChoiceView,
    ColumnView, DayState, DaysView, EmptyArchive, ErrorRow, HeatCell, HeatmapView, LeftOutView, LinkView, MetricSeries,
    MonthView, PagerView, PercentileRow, PercentilesView, RowsView, SeriesTab, TabAnswer, TabView, TileView, TotalRow,
    TotalsView,
};
pub use forecast_params::{ForecastParams, Param};
pub use forecast_table_view::{BandColumns, ForecastTableView, SeriesRow};
pub use forecast_view::{
    AnomaliesView, AnomalyView, BacktestRow, BacktestView, BandView, ChanceView, ChangepointView, CounterHint,
    CrossingView, ForecastView, GapView, LineView, NoteView, PageAnswer, QualityView, Question, SeriesColumn,
    SeriesList, SeriesPick, SeriesView,
};
pub use instruments_view::{Button, ChangeView, InstrumentView, InstrumentsView, PressedView};
pub use masked::{is_masked, masked};
pub use models_params::{ModelsParam, ModelsParams, REFERENCE};
pub use models_view::{
    AboutView, CompareView, ControlView, DistributionView, DriftRow, ErrorByView, ErrorGroup, EvaluationRow,
    EvaluationsView, FactView, FeatureRow, FieldView, HistoryView, ModelsProblem, ModelsTab, ModelsView, PairRow,
    PartView, PredictView, PredictionView, ReportLinks, ReportView, RequestView, RowsInTime, ScatterView, ScoreRow,
    SideChoice, VerdictView,
};
pub use offer_view::{CompletionView, Completions, MetricView, OfferView, SourceView, StartingPoint};
pub use percent_encoding::{decode, encode};
pub use problem::{Problem, ProblemKind, Suggestion};
pub use sql_params::{SqlParam, SqlParams};
pub use sql_view::{
    SqlAnswerView, SqlCell, SqlChartView, SqlColumn, SqlExample, SqlLine, SqlName, SqlPageView, SqlRowsView,
    SqlSchemaView,
};
pub use status_view::{JobRow, ModelRow, SourceRow, StatusView};
pub use unknown_params::unknown_parameters;
