//! From what the fold has added up to the table that is shown.

use std::collections::BTreeMap;

use collect::shop::Shop;
use domain::Kind;
use serde::Serialize;
use stats::{Interval, wilson};

use super::counting::{CohortSum, Row};
use super::steps::Steps;
use super::{CohortOptions, Count, Measure, ShareOf};
use crate::figure::{Figure, divided, share};
use crate::sheets::{self, Columns, Sheet, Tabled};
use crate::{Calendar, Head, ReportError, Vantage};

/// The cohort table.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct CohortReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<CohortOptions>,
    /// Every cohort, oldest first.
    pub cohorts: Vec<CohortRow>,
    /// The mean over the cohorts, of complete cells only, for every k that has one.
    pub mean: Vec<MeanCell>,
}

/// The customers who came in one period.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct CohortRow {
    /// Name of the period: `2010-12`, `2010-W49`, `2010-Q4`, `2010`. Where customers are split by
    /// how they came, what was told of it; empty text where nothing was.
    pub cohort: String,
    /// How many came.
    pub size: u64,
    /// One cell for each period from 0 to the one that is running.
    pub cells: Vec<Cell>,
}

/// What became of a cohort in its period k.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Cell {
    /// Number of the period; 0 is the one the cohort came in.
    pub k: usize,
    /// The measure; no answer for the share of an empty cohort.
    pub value: Option<Figure>,
    /// How many customers are counted.
    pub customers: u64,
    /// Of how many, where not of the whole cohort: those who have the period behind them, or those
    /// counted in the period before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
    /// Whether the period is over for everybody in the cohort.
    pub complete: bool,
    /// Lower bound of the share's 95 % interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Upper bound of the share's 95 % interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// In period 0 only: the share who bought once more by the same rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<f64>,
}

/// The mean of one column.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct MeanCell {
    /// Number of the period.
    pub k: usize,
    /// Shares weighted by the size of the cohort; amounts and counts of all cohorts divided by
    /// the number of cohorts; the average order of all orders together.
    pub value: Option<Figure>,
    /// How many cohorts have this period behind them.
    pub cohorts: u64,
    /// In period 0 only: the share of all who bought once more by the same rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<f64>,
}

/// The arithmetic of one table.
pub(super) struct Table<'a> {
    pub options: &'a CohortOptions,
    pub vantage: &'a Vantage,
    pub calendar: &'a Calendar,
    /// Whether any order has an amount; without one, money is no answer instead of 0.
    pub has_amounts: bool,
}

impl Table<'_> {
    /// Every cohort with every period up to the one that is running.
    pub fn rows(&self, sum: &CohortSum) -> Vec<CohortRow> {
        let empty = Row::default();
        self.cohorts(sum)
            .map(|cohort| self.row(cohort, sum.rows.get(cohort).unwrap_or(&empty)))
            .collect()
    }

    /// The cohorts that the chosen dates touch, none before the first purchase of all.
    fn cohorts(&self, sum: &CohortSum) -> std::ops::Range<usize> {
        let start_of = |day| self.vantage.zone.start_of(day);
        let Some(opens) = sum.opened.map(|period| self.calendar.start(period)) else { return 0..0 };
        let closes = self.calendar.start(self.calendar.len());
        let from = self.options.from.map(start_of).unwrap_or(opens).max(opens);
        let until = self.options.until.map(start_of).unwrap_or(closes).min(closes);
        if from >= until {
            return 0..0;
        }
        self.calendar.period_of(from.0)..self.calendar.period_of(until.0 - 1) + 1
    }

    fn row(&self, cohort: usize, row: &Row) -> CohortRow {
        let n_periods = self.n_periods(cohort);
        let periods = added_up(row, n_periods, self.options.count);
        let (mut paid, mut before) = (0, row.size);
        let cells = periods.iter().enumerate().map(|(k, counted)| {
            paid += row.tallies.get(k).map_or(0, |tally| tally.1);
            let cell = self.cell((cohort, k), (row, before), *counted, paid);
            before = cell.customers;
            cell
        });
        CohortRow { cells: cells.collect(), cohort: self.calendar.label(cohort), size: row.size }
    }

    fn cell(
        &self,
        (cohort, k): (usize, usize),
        (row, before): (&Row, u64),
        counted: Counted,
        paid: i64,
    ) -> Cell {
        let Counted { customers: hits, orders, revenue } = counted;
        let customers = if k == 0 { row.size } else { hits };
        let money = |minor| self.money(minor);
        let of = self.whole(row.size, before);
        let value = match self.options.measure {
            Measure::Rate => share(customers, of).map(Figure::Number),
            Measure::Customers => Some(Figure::Count(customers)),
            Measure::Orders => Some(Figure::Count(orders)),
            Measure::Revenue | Measure::Profit => money(revenue),
            Measure::CumulativeRevenue | Measure::CumulativeProfit => money(paid),
            Measure::LifetimeValue | Measure::LifetimeProfit => {
                divided(paid, row.size).and_then(money)
            }
            Measure::AverageOrder => divided(revenue, orders).and_then(money),
        };
        let interval = self.interval(customers, of);
        // Period 0 is the cohort itself: its share is 1 by definition, nothing is estimated.
        let low = interval.map(|interval| if k == 0 { 1.0 } else { interval.low });
        Cell {
            k,
            value,
            customers,
            of: (of != row.size).then_some(of),
            complete: self.is_complete(cohort, k),
            low,
            high: interval.map(|interval| interval.high),
            again: (k == 0).then(|| share(row.again, row.size)).flatten(),
        }
    }

    /// Of how many a share is one: of the cohort, or of those counted in the period before.
    fn whole(&self, size: u64, before: u64) -> u64 {
        match self.options.of {
            ShareOf::Cohort => size,
            ShareOf::Previous => before,
        }
    }

    /// Wilson's interval of a share; none where those counted are no part of the whole, as who
    /// bought in a period is none of who bought in the one before.
    fn interval(&self, customers: u64, of: u64) -> Option<Interval> {
        let is_part = match self.options.of {
            ShareOf::Cohort => true,
            ShareOf::Previous => matches!(self.options.count, Count::OnOrAfter | Count::Streak),
        };
        let is_share = self.options.measure == Measure::Rate && is_part;
        is_share.then(|| wilson(customers, of)).flatten()
    }

    /// Up to and with the period that is running for the earliest of the cohort.
    fn n_periods(&self, cohort: usize) -> usize {
        let seen = self.vantage.as_of.0 - self.calendar.start(cohort).0;
        Steps::of(self.options).n_begun(seen).unwrap_or(self.calendar.len() - cohort)
    }

    /// Whether period k lies behind everybody in the cohort.
    pub fn is_complete(&self, cohort: usize, k: usize) -> bool {
        let over_at = match Steps::of(self.options).end(k) {
            Some(end) => self.calendar.start(cohort + 1).0 + end,
            None if cohort + k >= self.calendar.len() => return false,
            None => self.calendar.start(cohort + k + 1).0,
        };
        over_at <= self.vantage.as_of.0
    }

    fn money(&self, minor: i64) -> Option<Figure> {
        self.vantage.money(minor).filter(|_| self.has_amounts).map(Figure::Money)
    }

    /// The mean over complete cells; a cohort without customers has no part in it.
    pub fn mean(&self, sum: &CohortSum, rows: &[CohortRow]) -> Vec<MeanCell> {
        let columns = self.columns(sum, rows);
        let columns = columns.iter().enumerate().filter(|(_, column)| column.cohorts > 0);
        columns.map(|(k, column)| self.mean_cell(k, column)).collect()
    }

    /// All cohorts as one row of their complete cells: each column is of those who have it behind
    /// them.
    pub fn pooled(&self, sum: &CohortSum) -> CohortRow {
        let rows = self.rows(sum);
        let columns = self.columns(sum, &rows);
        let columns = columns.iter().enumerate().filter(|(_, column)| column.cohorts > 0);
        CohortRow {
            cohort: String::new(),
            size: rows.iter().map(|row| row.size).sum(),
            cells: columns.map(|(k, column)| self.pooled_cell(k, column)).collect(),
        }
    }

    fn pooled_cell(&self, k: usize, column: &Column) -> Cell {
        let value = match self.options.measure {
            Measure::Customers => Some(Figure::Count(column.customers)),
            Measure::Orders => Some(Figure::Count(column.orders)),
            Measure::Revenue | Measure::Profit => self.money(column.revenue),
            Measure::CumulativeRevenue | Measure::CumulativeProfit => self.money(column.paid),
            Measure::Rate
            | Measure::LifetimeValue
            | Measure::LifetimeProfit
            | Measure::AverageOrder => self.mean_cell(k, column).value,
        };
        let of = self.whole(column.size, column.before);
        let interval = self.interval(column.customers, of);
        Cell {
            k,
            value,
            customers: column.customers,
            of: Some(of),
            complete: true,
            low: interval.map(|interval| if k == 0 { 1.0 } else { interval.low }),
            high: interval.map(|interval| interval.high),
            again: (k == 0).then(|| share(column.again, column.size)).flatten(),
        }
    }

    /// The columns of the table, each over the cohorts that have it behind them.
    fn columns(&self, sum: &CohortSum, rows: &[CohortRow]) -> Vec<Column> {
        let first = self.cohorts(sum).start;
        let longest = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut columns: Vec<Column> = vec![Column::default(); longest];
        for (row, cohort) in rows.iter().zip(first..) {
            let Some(counted) = sum.rows.get(cohort).filter(|counted| counted.size > 0) else {
                continue;
            };
            let periods = added_up(counted, row.cells.len(), self.options.count);
            let (mut paid, mut before) = (0, counted.size);
            for (cell, period) in row.cells.iter().zip(&periods) {
                paid += counted.tallies.get(cell.k).map_or(0, |tally| tally.1);
                if cell.complete {
                    columns[cell.k].add(counted, (before, cell.customers), *period, paid);
                }
                before = cell.customers;
            }
        }
        columns
    }

    fn mean_cell(&self, k: usize, column: &Column) -> MeanCell {
        let money = |minor| self.money(minor);
        let per_cohort = |minor| divided(minor, column.cohorts).and_then(money);
        let number = |count| share(count, column.cohorts).map(Figure::Number);
        let value = match self.options.measure {
            Measure::Rate => {
                let of = self.whole(column.size, column.before);
                share(column.customers, of).map(Figure::Number)
            }
            Measure::Customers => number(column.customers),
            Measure::Orders => number(column.orders),
            Measure::Revenue | Measure::Profit => per_cohort(column.revenue),
            Measure::CumulativeRevenue | Measure::CumulativeProfit => per_cohort(column.paid),
            Measure::LifetimeValue | Measure::LifetimeProfit => {
                divided(column.paid, column.size).and_then(money)
            }
            Measure::AverageOrder => divided(column.revenue, column.orders).and_then(money),
        };
        let again = (k == 0).then(|| share(column.again, column.size)).flatten();
        MeanCell { k, value, cohorts: column.cohorts, again }
    }
}

/// One column of the table, over all cohorts that have it behind them.
#[derive(Clone, Debug, Default)]
struct Column {
    cohorts: u64,
    size: u64,
    again: u64,
    /// Those counted in the period before.
    before: u64,
    customers: u64,
    orders: u64,
    revenue: i64,
    paid: i64,
}

impl Column {
    fn add(&mut self, row: &Row, (before, customers): (u64, u64), counted: Counted, paid: i64) {
        self.cohorts += 1;
        self.size += row.size;
        self.again += row.again;
        self.before += before;
        self.customers += customers;
        self.orders += counted.orders;
        self.revenue += counted.revenue;
        self.paid += paid;
    }
}

/// What one period comes to by the rule of counting.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    customers: u64,
    orders: u64,
    revenue: i64,
}

impl Counted {
    fn plus(self, other: Self) -> Self {
        Self {
            customers: self.customers + other.customers,
            orders: self.orders + other.orders,
            revenue: self.revenue + other.revenue,
        }
    }
}

/// What each period comes to by the rule of counting.
fn added_up(row: &Row, n_periods: usize, count: Count) -> Vec<Counted> {
    let customers = row.customers.counts();
    let n_seen = customers.len().max(n_periods);
    let mut periods: Vec<Counted> = (0..n_seen)
        .map(|k| {
            let tally = row.tallies.get(k).copied().unwrap_or_default();
            let customers = customers.get(k).copied().unwrap_or(0);
            Counted { customers, orders: tally.0, revenue: tally.1 }
        })
        .collect();
    let mut sum = Counted::default();
    let mut add = |period: &mut Counted| {
        sum = sum.plus(*period);
        *period = sum;
    };
    match count {
        Count::On => {}
        Count::OnOrBefore => periods.iter_mut().for_each(add),
        Count::OnOrAfter => periods.iter_mut().rev().for_each(add),
        // A streak is counted where it ends, but its orders where they were placed.
        Count::Streak => periods.iter_mut().rev().for_each(|period| {
            let placed = Counted { customers: 0, ..*period };
            add(period);
            *period = Counted { customers: period.customers, ..placed };
        }),
    }
    periods.truncate(n_periods);
    periods
}

impl Tabled for CohortOptions {
    type Answer = CohortReport;

    const TABLES: &'static [sheets::Table<Self>] = &[
        sheets::Table { name: "cells", sheet: cells },
        sheets::Table { name: "triangle", sheet: triangle },
    ];

    async fn answer(self, shop: &Shop) -> Result<CohortReport, ReportError> {
        super::of_shop(shop, self).await
    }
}

/// One row a cell, as programs read it.
fn cells(report: CohortReport) -> Sheet {
    let rows = report.cohorts.iter().flat_map(|cohort| {
        cohort.cells.iter().map(move |cell| (cohort.cohort.clone(), cohort.size, cell.clone()))
    });
    Columns::<(String, u64, Cell)>::new()
        .word("cohort", |(cohort, ..)| cohort.clone())
        .whole("size", |(_, size, _)| *size)
        .whole("k", |(.., cell)| cell.k)
        .figure("value", kind_of(&report.head), |(.., cell)| cell.value)
        .whole("customers", |(.., cell)| cell.customers)
        .flag("complete", |(.., cell)| cell.complete)
        .share("low", |(.., cell)| cell.low)
        .share("high", |(.., cell)| cell.high)
        .of(&report.head, rows)
}

/// One row a cohort and one column a period, as people read it; below them the mean.
fn triangle(report: CohortReport) -> Sheet {
    let n_periods = report.cohorts.iter().map(|cohort| cohort.cells.len()).max().unwrap_or(0);
    let kind = kind_of(&report.head);
    let cohorts = report.cohorts.iter().map(|cohort| {
        let values = cohort.cells.iter().map(|cell| (cell.k, cell.value)).collect();
        (cohort.cohort.clone(), Some(cohort.size), values)
    });
    let mean = report.mean.iter().map(|mean| (mean.k, mean.value)).collect();
    let rows = cohorts.chain([("mean".to_owned(), None, mean)]);
    let columns = Columns::<(String, Option<u64>, BTreeMap<usize, Option<Figure>>)>::new()
        .word("cohort", |(cohort, ..)| cohort.clone())
        .whole("size", |(_, size, _)| *size);
    let columns = (0..n_periods).fold(columns, |columns, k| {
        columns.figure(k.to_string(), kind, move |(.., values)| values.get(&k).copied().flatten())
    });
    columns.of(&report.head, rows)
}

/// The measure decides what the cells are; a mean of counts has a part after the point.
fn kind_of(head: &Head<CohortOptions>) -> Kind {
    match head.options.measure {
        Measure::Rate => Kind::Share,
        Measure::Customers | Measure::Orders => Kind::Number,
        Measure::Revenue
        | Measure::CumulativeRevenue
        | Measure::LifetimeValue
        | Measure::AverageOrder
        | Measure::Profit
        | Measure::CumulativeProfit
        | Measure::LifetimeProfit => Kind::Money(head.currency),
    }
}
