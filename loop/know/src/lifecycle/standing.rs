//! Where every customer stands now: active, quiet or lapsed, by how long he has been silent.

use std::collections::HashSet;
use std::sync::Arc;

use domain::Money;
use facts::{FactsError, Fold, Sum};
use serde::{Deserialize, Serialize};

use super::LifecycleReport;
use crate::asking::Asked;
use crate::figure::share;
use crate::rhythm::{self, N_NUMBERS, RhythmFold, RhythmOptions, RhythmReport};
use crate::sheets::{Columns, Sheet, word_of};
use crate::{Calendar, Unit, Vantage};

/// Where a customer stands.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Not silent for longer than most who come back.
    Active,
    /// Silent for longer than three of four who came back: at risk.
    Quiet,
    /// Silent for so long that fewer than one of ten come back.
    Lapsed,
}

impl Standing {
    /// Every standing, from those who come to those who are gone.
    pub const ALL: [Self; 3] = [Self::Active, Self::Quiet, Self::Lapsed];
}

/// From which silence on a customer is quiet and lapsed, by how often he has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct SilenceRule {
    /// Occasions so far; the last one stands for all later ones too.
    pub n: usize,
    /// Quiet from so many days of silence on.
    pub quiet_days: usize,
    /// Lapsed from so many days on, never before he is quiet; null while nobody has been watched
    /// long enough to be given up.
    pub lapsed_days: Option<usize>,
    /// Whether enough came back after this very occasion; else these are the days of all.
    pub own: bool,
}

/// The rules after the 1st, 2nd, 3rd, and the 4th and later occasions; none while nobody has come
/// back.
pub fn rules_of(rhythm: &RhythmReport) -> Vec<SilenceRule> {
    let rule = |n: usize| {
        let silence = rhythm.after(n);
        let quiet_days = silence.thresholds.quiet_days?;
        let lapsed_days = silence.thresholds.lapsed_days.map(|days| days.max(quiet_days));
        Some(SilenceRule { n, quiet_days, lapsed_days, own: silence.own })
    };
    (1..=N_NUMBERS).filter_map(rule).collect()
}

/// What one customer has bought so far, in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct History {
    /// His number in the facts.
    pub customer_no: i64,
    /// His first purchase, in microseconds since 1970.
    pub first_at: i64,
    /// Days since the day of the first purchase.
    pub known_days: usize,
    /// Days since the day of the last one.
    pub silent_days: usize,
    /// Days with a purchase.
    pub occasions: usize,
    /// Purchases.
    pub orders: u64,
    /// What they came to in minor units.
    pub revenue: i64,
}

/// Everybody's line. It cannot be smaller: medians need everybody's own values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Histories(Vec<History>);

impl Sum for Histories {
    fn add(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }
}

impl Histories {
    /// The lines by the customers' numbers, smallest first.
    pub fn sorted(mut self) -> Vec<History> {
        self.0.sort_unstable();
        self.0
    }
}

/// Writes everybody's line.
#[derive(Clone, Debug)]
pub struct HistoryFold {
    days: Arc<Calendar>,
    as_of: i64,
    as_of_day: usize,
    first_day: usize,
    last_day: usize,
    /// The line being written; it counts days back at the end.
    line: History,
}

const EMPTY: History = History {
    customer_no: 0,
    first_at: 0,
    known_days: 0,
    silent_days: 0,
    occasions: 0,
    orders: 0,
    revenue: 0,
};

impl HistoryFold {
    /// The fold that looks from this vantage; none while nobody has bought.
    pub fn new(vantage: &Vantage) -> Option<Self> {
        let days = Arc::new(vantage.calendar(Unit::Day)?);
        let as_of_day = days.ordinal_of_end(vantage.as_of);
        let as_of = vantage.as_of.0;
        Some(Self { days, as_of, as_of_day, first_day: 0, last_day: 0, line: EMPTY })
    }
}

impl Fold for HistoryFold {
    type Sum = Histories;

    fn reads_amount(&self) -> bool {
        true
    }

    fn empty(&self) -> Histories {
        Histories::default()
    }

    #[inline]
    fn see(&mut self, at: i64, amount: i64) {
        if at >= self.as_of {
            return;
        }
        let day = self.days.period_of(at);
        if self.line.orders == 0 {
            (self.line.first_at, self.first_day) = (at, day);
        }
        if self.line.orders == 0 || self.last_day != day {
            self.line.occasions += 1;
            self.last_day = day;
        }
        self.line.orders += 1;
        self.line.revenue += amount;
    }

    fn finish(&mut self, customer: i64, sum: &mut Histories) {
        let line = std::mem::replace(&mut self.line, EMPTY);
        if line.orders > 0 {
            sum.0.push(History {
                customer_no: customer,
                known_days: self.as_of_day - self.first_day,
                silent_days: self.as_of_day - self.last_day,
                ..line
            });
        }
    }
}

/// Every customer of a shop, and where he stands.
#[derive(Clone, Debug, Default)]
pub struct Base {
    /// The rules that tell; none while nobody has come back, and then nobody stands anywhere.
    pub rules: Vec<SilenceRule>,
    /// The customers by their numbers, smallest first.
    pub histories: Vec<History>,
}

impl Base {
    /// The base of a shop that is being asked.
    pub async fn of(asked: &Asked) -> Result<Self, FactsError> {
        let gaps = asked.fold(RhythmFold::new(&asked.vantage)).await?;
        let rhythm = rhythm::report(RhythmOptions::default(), &asked.vantage, gaps.as_ref());
        let histories = asked.fold(HistoryFold::new(&asked.vantage)).await?;
        Ok(Self::new(&rhythm, histories.unwrap_or_default()))
    }

    /// The customers judged by their shop's rhythm.
    pub fn new(rhythm: &RhythmReport, histories: Histories) -> Self {
        Self { rules: rules_of(rhythm), histories: histories.sorted() }
    }

    /// Every customer with his standing; nobody while there is no rule.
    pub fn standings(&self) -> impl Iterator<Item = (&History, Standing)> {
        let told = |history| Some((history, self.standing_of(history)?));
        self.histories.iter().filter_map(told)
    }

    fn standing_of(&self, history: &History) -> Option<Standing> {
        let rule = self.rules.get(history.occasions.min(N_NUMBERS).checked_sub(1)?)?;
        let silent = history.silent_days;
        Some(match rule.lapsed_days {
            Some(days) if silent >= days => Standing::Lapsed,
            _ if silent >= rule.quiet_days => Standing::Quiet,
            _ => Standing::Active,
        })
    }

    /// The numbers of those who stand so.
    pub fn who(&self, standing: Standing) -> HashSet<i64> {
        let standing_so = self.standings().filter(|(_, his)| *his == standing);
        standing_so.map(|(history, _)| history.customer_no).collect()
    }

    /// Whether any order had an amount.
    pub fn has_amounts(&self) -> bool {
        self.histories.iter().any(|history| history.revenue > 0)
    }

    /// The customers of each standing added up; nothing while there is no rule.
    pub fn rows(&self, vantage: &Vantage) -> Vec<StandingRow> {
        let mut sums = [(0, 0); Standing::ALL.len()];
        for (history, standing) in self.standings() {
            let sum: &mut (u64, i64) = &mut sums[standing as usize];
            *sum = (sum.0 + 1, sum.1 + history.revenue);
        }
        let customers: u64 = sums.iter().map(|sum| sum.0).sum();
        let revenue: i64 = sums.iter().map(|sum| sum.1).sum();
        let row = |standing: Standing| {
            let (n, minor) = sums[standing as usize];
            StandingRow {
                standing,
                customers: n,
                share: share(n, customers),
                revenue: vantage.money(minor).filter(|_| revenue > 0),
                revenue_share: (revenue > 0).then(|| minor as f64 / revenue as f64),
            }
        };
        let rows = Standing::ALL.into_iter().map(row);
        rows.filter(|_| customers > 0).collect()
    }
}

/// The customers who stand alike.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct StandingRow {
    /// Where they stand.
    pub standing: Standing,
    /// How many they are.
    pub customers: u64,
    /// Their share of all customers.
    pub share: Option<f64>,
    /// What they have paid so far; no answer while orders have no amounts.
    pub revenue: Option<Money>,
    /// Its share of what all have paid.
    pub revenue_share: Option<f64>,
}

pub(super) fn standings_sheet(report: LifecycleReport) -> Sheet {
    Columns::<StandingRow>::new()
        .word("standing", |row| word_of(&row.standing))
        .whole("customers", |row| row.customers)
        .share("share", |row| row.share)
        .money("revenue", report.head.currency, |row| row.revenue)
        .share("revenue_share", |row| row.revenue_share)
        .of(&report.head, report.standings)
}

pub(super) fn rules_sheet(report: LifecycleReport) -> Sheet {
    Columns::<SilenceRule>::new()
        .whole("n", |rule| rule.n)
        .whole("quiet_days", |rule| rule.quiet_days)
        .whole("lapsed_days", |rule| rule.lapsed_days)
        .flag("own", |rule| rule.own)
        .of(&report.head, report.rules)
}
