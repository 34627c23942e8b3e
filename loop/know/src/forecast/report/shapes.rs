//! The shapes in which a forecast is told.

use domain::Day;
use serde::Serialize;

use crate::Head;
use crate::figure::Figure;
use crate::forecast::ForecastOptions;
use crate::forecast::cohorts::CohortsOut;
use crate::forecast::holidays::Holiday;
use crate::forecast::options::{Holidays, Way};
use crate::forecast::past::PartOf;

/// What the shop will sell.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct ForecastReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<ForecastOptions>,
    /// The first day that was seen.
    #[schema(value_type = Option<String>, format = Date)]
    pub seen_from: Option<Day>,
    /// The last day of the last whole period.
    #[schema(value_type = Option<String>, format = Date)]
    pub seen_until: Option<Day>,
    /// The whole periods of the past.
    pub past: Vec<PastOut>,
    /// The period that is running, so far; null where none is.
    pub running: Option<RunningOut>,
    /// The periods to come, the running one among them; empty where nothing can be told.
    pub ahead: Vec<AheadOut>,
    /// All of them together.
    pub total: Option<StepOut>,
    /// The same periods a year before; null where they were not all seen.
    pub year_before: Option<Figure>,
    /// How it is told; null where nothing can be.
    pub way: Option<Way>,
    /// The forms that were found, as their papers write them.
    pub forms: Vec<String>,
    /// How the ways did on what was held back; null where the history is too short.
    pub trial: Option<TrialOut>,
    /// What holidays do; null where none is known to do anything.
    pub holidays: Option<HolidaysOut>,
    /// The parts that were asked for, the largest first.
    pub parts: Vec<PartOut>,
    /// Periods of the past unlike what was expected of them, the newest first.
    pub unusual: Vec<UnusualOut>,
    /// What the customers bring who are here and those to come; null where not asked for.
    pub cohorts: Option<CohortsOut>,
}

/// A whole period of the past.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ForecastPast)]
pub struct PastOut {
    /// How it is called.
    pub period: String,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// What it came to.
    pub value: Option<Figure>,
}

/// The period that is running.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ForecastRunning)]
pub struct RunningOut {
    /// How it is called.
    pub period: String,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// What it has come to so far.
    pub so_far: Option<Figure>,
    /// How much of it is over, 0…1.
    pub over: f64,
}

/// A number to come, with where it will lie in 80 and in 95 of 100 cases.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ForecastNumber)]
pub struct StepOut {
    /// The forecast.
    pub value: Option<Figure>,
    /// Lower bound of the 80 % interval.
    pub low_80: Option<Figure>,
    /// Upper bound of the 80 % interval.
    pub high_80: Option<Figure>,
    /// Lower bound of the 95 % interval.
    pub low_95: Option<Figure>,
    /// Upper bound of the 95 % interval.
    pub high_95: Option<Figure>,
}

/// A period to come.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ForecastAhead)]
pub struct AheadOut {
    /// How it is called.
    pub period: String,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// What it will come to.
    #[serde(flatten)]
    pub told: StepOut,
}

/// How the ways did on what was held back.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ForecastTrial)]
pub struct TrialOut {
    /// The first day held back.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// How many periods were held back.
    pub periods: u64,
    /// How many forecasts were compared with what came.
    pub compared: u64,
    /// Whether the way in use was off by less than repeating the season, by more than chance; null
    /// where that is the way.
    pub beats_judge: Option<bool>,
    /// Every way, the simplest first.
    pub ways: Vec<TriedOut>,
}

/// What holidays do to the shop's sales.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ForecastHolidaysKnown)]
pub struct HolidaysOut {
    /// Whose they are.
    pub calendar: Holidays,
    /// Whether the forecast knows them: not where it was closer without them on what was held back.
    pub in_use: bool,
    /// How far off the simplest way was on what was held back, knowing them.
    pub off_with: f64,
    /// The same without them.
    pub off_without: f64,
    /// Those that do something, the strongest first.
    pub days: Vec<HolidayOut>,
}

/// What one holiday does.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ForecastHoliday)]
pub struct HolidayOut {
    /// Which one.
    pub holiday: Holiday,
    /// Whether the day before it is meant.
    pub eve: bool,
    /// How often it was seen.
    pub times: u64,
    /// By how much it multiplies what is usual around it.
    pub factor: f64,
    /// The first day of a period to come on which it falls; null where it does not.
    #[schema(value_type = Option<String>, format = Date)]
    pub next: Option<Day>,
}

/// How one way did.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ForecastTried)]
pub struct TriedOut {
    /// The way.
    pub way: Way,
    /// All errors together per all that came.
    pub off: f64,
    /// The symmetric error, a share of up to 2.
    pub smape: f64,
    /// The error in units of what repeating the season was off before; null where that never was.
    pub mase: Option<f64>,
    /// What was told too much per all that came; below 0 what was told too little.
    pub bias: f64,
    /// How much of what came lay within the 80 % interval.
    pub within_80: f64,
    /// How much of what came lay within the 95 % interval.
    pub within_95: f64,
}

/// A part of the whole.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ForecastPart)]
pub struct PartOut {
    /// Its name; null for what has none.
    pub name: Option<String>,
    /// Whether it stands for all parts that are too small to be told alone.
    pub is_rest: bool,
    /// What the last as many periods came to.
    pub before: Option<Figure>,
    /// What the periods to come will come to; parts add up to the whole, but for orders by
    /// category: one with goods of two categories counts in both.
    pub ahead: Option<Figure>,
    /// Its share of what is to come.
    pub share: Option<f64>,
}

/// A period of the past unlike what was expected of it.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ForecastUnusual)]
pub struct UnusualOut {
    /// How it is called.
    pub period: String,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// What it came to.
    pub value: Option<Figure>,
    /// What was expected of it, told from the periods before.
    pub expected: Option<Figure>,
    /// Above it nearly no period lies.
    pub usual_high: Option<Figure>,
    /// Below it nearly no period lies.
    pub usual_low: Option<Figure>,
    /// The parts that moved most in the same direction.
    pub movers: Vec<MoverOut>,
}

/// A part that moved.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = ForecastMover)]
pub struct MoverOut {
    /// What kind of part.
    pub of: PartOf,
    /// Its name; null for what has none.
    pub name: Option<String>,
    /// What it came to.
    pub value: Option<Figure>,
    /// What it would have come to with its usual share of what was expected.
    pub expected: Option<Figure>,
    /// How much of the whole's move that is.
    pub share: f64,
}
