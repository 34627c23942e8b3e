//! From gaps to a curve, and from the curve to the silences that mean something.

use collect::shop::Shop;
use serde::Serialize;
use stats::{Histogram, kaplan_meier};

use super::{RhythmOptions, RhythmReport, Step};
use crate::ReportError;
use crate::sheets::{Columns, Sheet, Table, Tabled};

/// Gaps between purchase occasions, in days.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Gaps {
    /// How many there are.
    pub count: u64,
    /// Their mean.
    pub mean: Option<f64>,
    /// The gap in the middle.
    pub median: Option<f64>,
    /// The gap below which so many of a hundred lie; only of those that came back.
    #[serde(flatten)]
    pub percentiles: Percentiles,
}

/// The spread of the gaps, in days.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Percentiles {
    /// 10 of 100 are shorter.
    pub p10: Option<f64>,
    /// 25 of 100 are shorter.
    pub p25: Option<f64>,
    /// 40 of 100 are shorter.
    pub p40: Option<f64>,
    /// Half are shorter.
    pub p50: Option<f64>,
    /// 75 of 100 are shorter.
    pub p75: Option<f64>,
    /// 80 of 100 are shorter.
    pub p80: Option<f64>,
    /// 90 of 100 are shorter.
    pub p90: Option<f64>,
}

/// A day on which somebody came back, so many days after the occasion before.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct CurvePoint {
    /// Days since the occasion.
    pub day: usize,
    /// The share that has not come back by the end of this day.
    pub survival: f64,
    /// Lower bound of its 95 % interval (Greenwood, log(−log) scale).
    pub low: f64,
    /// Upper bound of its 95 % interval.
    pub high: f64,
    /// Open gaps when the day began.
    pub at_risk: u64,
    /// Returns on this day.
    pub events: u64,
}

/// From which days of silence on a customer is quiet, and from which he has lapsed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Thresholds {
    /// Three of four returns that ever come have come by this day.
    pub quiet_days: Option<usize>,
    /// The chance that a return still comes has fallen below 10 %.
    pub lapsed_days: Option<usize>,
}

/// The rhythm after the n-th occasion of a customer.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct AfterOccasion {
    /// The occasion; the last one stands for all later ones too.
    pub n: usize,
    /// Who has not come back d days after it.
    pub curve: Vec<CurvePoint>,
    /// From which days of silence after it on a silence means something.
    pub thresholds: Thresholds,
    /// The gaps after it that have been seen to their end.
    pub gaps: Gaps,
}

impl AfterOccasion {
    /// Fewer returns than these say too little of the slowest tenth, which the thresholds need.
    pub const RETURNS_MIN: u64 = 50;

    pub(super) fn new(n: usize, closed: &[u64], open: &[u64]) -> Self {
        let curve = curve(closed, open);
        Self { n, thresholds: thresholds(&curve), curve, gaps: gaps(closed) }
    }

    /// Whether enough have come back to speak for themselves.
    pub fn is_telling(&self) -> bool {
        self.gaps.count >= Self::RETURNS_MIN
    }
}

pub(super) fn gaps(closed: &[u64]) -> Gaps {
    let seen = Histogram(closed);
    let percentiles = Percentiles {
        p10: seen.quantile(0.10),
        p25: seen.quantile(0.25),
        p40: seen.quantile(0.40),
        p50: seen.quantile(0.50),
        p75: seen.quantile(0.75),
        p80: seen.quantile(0.80),
        p90: seen.quantile(0.90),
    };
    Gaps { count: seen.count(), mean: seen.mean(), median: percentiles.p50, percentiles }
}

pub(super) fn curve(closed: &[u64], open: &[u64]) -> Vec<CurvePoint> {
    let points = kaplan_meier(closed, open).into_iter().map(|point| CurvePoint {
        day: point.day,
        survival: point.survival,
        low: point.interval.low,
        high: point.interval.high,
        at_risk: point.at_risk,
        events: point.events,
    });
    points.collect()
}

/// Who is still away after d days returns within the seen history with a chance of
/// (S(d) − S(end)) / S(d); it can only fall, and reaches 0 at the end.
pub(super) fn thresholds(curve: &[CurvePoint]) -> Thresholds {
    let Some(end) = curve.last().map(|point| point.survival) else {
        return Thresholds::default();
    };
    let first_day = |passed: &dyn Fn(f64) -> bool| {
        curve.iter().find(|point| passed(point.survival)).map(|point| point.day)
    };
    Thresholds {
        quiet_days: first_day(&|away| 1.0 - away >= 0.75 * (1.0 - end)),
        lapsed_days: first_day(&|away| away - end < 0.1 * away),
    }
}

impl Tabled for RhythmOptions {
    type Answer = RhythmReport;

    const TABLES: &'static [Table<Self>] = &[
        Table { name: "curve", sheet: curve_sheet },
        Table { name: "curves", sheet: curves_sheet },
        Table { name: "ladder", sheet: ladder_sheet },
        Table { name: "gaps", sheet: gaps_sheet },
    ];

    async fn answer(self, shop: &Shop) -> Result<RhythmReport, ReportError> {
        super::of_shop(shop, self).await
    }
}

fn curve_sheet(report: RhythmReport) -> Sheet {
    points::<CurvePoint>(Columns::new(), |point| *point).of(&report.head, report.curve)
}

/// The same after each occasion by its number.
fn curves_sheet(report: RhythmReport) -> Sheet {
    let rows = report.by_order_number.iter();
    let rows = rows.flat_map(|after| after.curve.iter().map(|point| (after.n, *point)));
    let columns = Columns::new().whole("n", |(n, _): &(usize, CurvePoint)| *n);
    points(columns, |(_, point)| *point).of(&report.head, rows)
}

fn points<'a, Row: 'a>(
    columns: Columns<'a, Row>,
    point: fn(&Row) -> CurvePoint,
) -> Columns<'a, Row> {
    columns
        .whole("day", move |row| point(row).day)
        .share("survival", move |row| point(row).survival)
        .share("low", move |row| point(row).low)
        .share("high", move |row| point(row).high)
        .whole("at_risk", move |row| point(row).at_risk)
        .whole("events", move |row| point(row).events)
}

fn ladder_sheet(report: RhythmReport) -> Sheet {
    Columns::<Step>::new()
        .whole("n", |step| step.n)
        .whole("customers", |step| step.customers)
        .share("next_share", |step| step.next_share)
        .share("low", |step| step.low)
        .share("high", |step| step.high)
        .of(&report.head, report.ladder)
}

fn gaps_sheet(report: RhythmReport) -> Sheet {
    let spread = |gaps: &Gaps| gaps.percentiles;
    Columns::<Gaps>::new()
        .whole("count", |gaps| gaps.count)
        .number("mean", |gaps| gaps.mean)
        .number("p10", move |gaps| spread(gaps).p10)
        .number("p25", move |gaps| spread(gaps).p25)
        .number("p40", move |gaps| spread(gaps).p40)
        .number("p50", move |gaps| spread(gaps).p50)
        .number("p75", move |gaps| spread(gaps).p75)
        .number("p80", move |gaps| spread(gaps).p80)
        .number("p90", move |gaps| spread(gaps).p90)
        .of(&report.head, [report.gaps])
}
