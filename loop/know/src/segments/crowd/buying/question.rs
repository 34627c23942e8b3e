//! A question to one customer, whose figures have been found their gauges.

use std::sync::Arc;

use super::gauge::Gauge;
use crate::Calendar;
use crate::segments::rule::{Against, Between, Comparison, Own, Quantity};

/// A figure to be read off a gauge.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) gauge: usize,
    pub(super) quantity: Quantity,
}

/// A question whose figures have been found their gauges.
#[derive(Clone, Debug)]
pub(super) enum Question {
    Compare(Comparison, Reading, Option<Reading>),
    Between(Between, Reading),
    Tell(Reading),
}

/// The day that is looked from.
#[derive(Clone, Debug)]
pub(super) struct Today {
    pub(super) days: Arc<Calendar>,
    pub(super) number: usize,
}

impl Today {
    fn days_since(&self, at: i64) -> f64 {
        (self.number - self.days.period_of(at)) as f64
    }
}

impl Question {
    /// Whether it holds, and the figure it asks for.
    #[inline]
    pub(super) fn answer(&self, gauges: &mut [Gauge], today: &Today) -> (bool, Option<f64>) {
        let mut read = |reading: &Reading| {
            gauges[reading.gauge].read(reading.quantity, |at| today.days_since(at))
        };
        match self {
            Self::Tell(reading) => {
                let figure = read(reading);
                (false, figure.filter(|_| gauges[reading.gauge].has_any()))
            }
            Self::Between(between, reading) => (between.holds(read(reading)), None),
            Self::Compare(comparison, reading, other) => {
                let other = other.as_ref().and_then(&mut read);
                (comparison.holds(read(reading), other), None)
            }
        }
    }
}

impl Between {
    /// Whether a figure lies in between; a figure that nobody knows does not.
    pub fn holds(&self, figure: Option<f64>) -> bool {
        figure.is_some_and(|figure| self.least <= figure && figure <= self.most)
    }
}

impl Comparison {
    /// Whether a figure compares so with the number, or with the other figure of the same
    /// customer; a figure that nobody knows does not.
    pub fn holds(&self, figure: Option<f64>, other: Option<f64>) -> bool {
        let than = match &self.than {
            Against::Number(number) => Some(*number),
            Against::Own(Own { times, .. }) => other.map(|other| times * other),
        };
        figure.zip(than).is_some_and(|(figure, than)| self.is.holds(figure, than))
    }
}
