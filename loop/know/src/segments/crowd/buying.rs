//! What a rule asks of whole orders, answered in one pass over them.

use std::sync::Arc;

use facts::{Fold, Sum};
use serde::{Deserialize, Serialize};

use super::Crowd;
use super::columns::Meant;
use crate::segments::rule::{Against, Between, Comparison, Measure, Own, Quantity, Rule, Window};
use crate::{Calendar, Unit, Vantage};

/// Something asked of every customer's orders.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Whether a condition holds; its figures are all of whole orders.
    Whether(Rule),
    /// The figure itself, of those who have bought what it counts.
    Tell(Measure),
}

/// What all customers answered, question by question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    /// Who has any order that was looked at.
    pub seen: Crowd,
    /// Of those, for whom each condition holds; empty where a figure was asked for.
    pub holds: Vec<Crowd>,
    /// The figures asked for; empty where a condition was.
    pub told: Vec<Vec<(i64, f64)>>,
}

impl Sum for Answers {
    fn add(&mut self, other: Self) {
        self.seen.add(other.seen);
        self.holds.iter_mut().zip(other.holds).for_each(|(mine, theirs)| mine.add(theirs));
        self.told.iter_mut().zip(other.told).for_each(|(mine, theirs)| mine.extend(theirs));
    }
}

/// A figure to be read off a gauge.
#[derive(Clone, Copy, Debug)]
struct Reading {
    gauge: usize,
    quantity: Quantity,
}

/// A question whose figures have been found their gauges.
#[derive(Clone, Debug)]
enum Question {
    Compare(Comparison, Reading, Option<Reading>),
    Between(Between, Reading),
    Tell(Reading),
}

/// Asks every customer everything at once.
#[derive(Clone, Debug)]
pub struct BuyingFold {
    days: Arc<Calendar>,
    /// Number of the day that is looked from.
    as_of_day: usize,
    gauges: Vec<Gauge>,
    questions: Vec<Question>,
}

impl BuyingFold {
    /// The fold that looks from this vantage; none while nobody has bought.
    pub fn new(vantage: &Vantage, meant: &Meant, asks: &[Ask]) -> Option<Self> {
        let days = Arc::new(vantage.calendar(Unit::Day)?);
        let as_of_day = days.ordinal_of_end(vantage.as_of);
        let mut fold = Self { days, as_of_day, gauges: Vec::new(), questions: Vec::new() };
        for ask in asks {
            let question = fold.question(meant, ask);
            fold.questions.push(question);
        }
        Some(fold)
    }

    fn question(&mut self, meant: &Meant, ask: &Ask) -> Question {
        match ask {
            Ask::Tell(measure) => Question::Tell(self.reading(meant, measure)),
            Ask::Whether(Rule::Between(between)) => {
                Question::Between(between.clone(), self.reading(meant, &between.measure))
            }
            Ask::Whether(Rule::Compare(comparison)) => {
                let other = match &comparison.than {
                    Against::Own(own) => Some(self.reading(meant, &own.measure)),
                    Against::Number(_) => None,
                };
                let his = self.reading(meant, &comparison.measure);
                Question::Compare(comparison.clone(), his, other)
            }
            Ask::Whether(other) => unreachable!("`{other:?}` asks no figure"),
        }
    }

    /// Figures of the same time share a gauge.
    fn reading(&mut self, meant: &Meant, measure: &Measure) -> Reading {
        let quantity = measure.quantity;
        let found = self.gauges.iter().position(|gauge| gauge.when == measure.when);
        let gauge = found.unwrap_or_else(|| {
            self.gauges.push(Gauge::new(meant, &measure.when));
            self.gauges.len() - 1
        });
        self.gauges[gauge].needs_days |=
            matches!(quantity, Quantity::OrderDays | Quantity::UsualGap | Quantity::LongestGap);
        Reading { gauge, quantity }
    }

    /// Whether each question holds for somebody who has bought nothing.
    pub fn holds_of_nobody(&self) -> Vec<bool> {
        let idle: Vec<Gauge> = self.gauges.iter().map(Gauge::idle).collect();
        self.questions.iter().map(|question| self.answer(question, &idle).0).collect()
    }

    /// Whether a question holds, and the figure it asks for.
    fn answer(&self, question: &Question, gauges: &[Gauge]) -> (bool, Option<f64>) {
        let read = |reading: &Reading| gauges[reading.gauge].read(reading.quantity, self);
        match question {
            Question::Tell(reading) => {
                let has_bought = gauges[reading.gauge].orders > 0;
                (false, read(reading).filter(|_| has_bought))
            }
            Question::Between(between, reading) => (between.holds(read(reading)), None),
            Question::Compare(comparison, reading, other) => {
                let other = other.as_ref().and_then(read);
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

impl Fold for BuyingFold {
    type Sum = Answers;

    fn reads_amount(&self) -> bool {
        true
    }

    fn empty(&self) -> Answers {
        let n = self.questions.len();
        Answers { seen: Crowd::default(), holds: vec![Crowd::default(); n], told: vec![vec![]; n] }
    }

    #[inline]
    fn see(&mut self, at: i64, amount: i64) {
        for gauge in &mut self.gauges {
            gauge.see(at, amount, &self.days);
        }
    }

    fn finish(&mut self, customer: i64, sum: &mut Answers) {
        sum.seen.add_one(customer);
        for (nth, question) in self.questions.iter().enumerate() {
            let (holds, told) = self.answer(question, &self.gauges);
            if holds {
                sum.holds[nth].add_one(customer);
            }
            sum.told[nth].extend(told.map(|figure| (customer, figure)));
        }
        self.gauges.iter_mut().for_each(Gauge::forget);
    }
}

/// What one customer bought in one stretch of time.
#[derive(Clone, Debug)]
struct Gauge {
    when: Window,
    from: i64,
    until: i64,
    first_orders: u32,
    needs_days: bool,
    /// Orders of the stretch, also those beyond the first that are asked for.
    n_seen: u32,
    /// Those of them that are older than the newest.
    n_older: u32,
    newest_at: i64,
    orders: u64,
    revenue: i64,
    first_at: i64,
    last_at: i64,
    order_days: u64,
    last_day: usize,
    gaps: Vec<usize>,
}

impl Gauge {
    fn new(meant: &Meant, when: &Window) -> Self {
        let (from, until) = meant.bounds(when);
        Self {
            when: when.clone(),
            from: from.map_or(i64::MIN, |from| from.0),
            until: until.0,
            first_orders: when.first_orders.unwrap_or(u32::MAX),
            needs_days: false,
            n_seen: 0,
            n_older: 0,
            newest_at: i64::MIN,
            orders: 0,
            revenue: 0,
            first_at: 0,
            last_at: 0,
            order_days: 0,
            last_day: 0,
            gaps: Vec::new(),
        }
    }

    /// The same gauge before it has seen anything.
    fn idle(&self) -> Self {
        let mut idle = self.clone();
        idle.forget();
        idle
    }

    fn forget(&mut self) {
        (self.n_seen, self.n_older, self.newest_at) = (0, 0, i64::MIN);
        (self.orders, self.revenue, self.order_days) = (0, 0, 0);
        self.gaps.clear();
    }

    #[inline]
    fn see(&mut self, at: i64, amount: i64, days: &Calendar) {
        if at < self.from || at >= self.until {
            return;
        }
        if at > self.newest_at {
            (self.n_older, self.newest_at) = (self.n_seen, at);
        }
        self.n_seen += 1;
        if self.n_older >= self.first_orders {
            return;
        }
        if self.orders == 0 {
            self.first_at = at;
        }
        self.orders += 1;
        self.revenue += amount;
        self.last_at = at;
        if self.needs_days {
            self.see_day(days.period_of(at));
        }
    }

    fn see_day(&mut self, day: usize) {
        if self.order_days > 0 && day == self.last_day {
            return;
        }
        if self.order_days > 0 {
            self.gaps.push(day - self.last_day);
        }
        self.order_days += 1;
        self.last_day = day;
    }

    /// The figure; none where there is none.
    fn read(&self, quantity: Quantity, fold: &BuyingFold) -> Option<f64> {
        let days_since = |at: i64| (fold.as_of_day - fold.days.period_of(at)) as f64;
        let bought = (self.orders > 0).then_some(self);
        match quantity {
            Quantity::Orders => Some(self.orders as f64),
            Quantity::Revenue => Some(self.revenue as f64),
            Quantity::OrderDays => Some(self.order_days as f64),
            Quantity::AverageOrder => bought.map(|it| it.revenue as f64 / it.orders as f64),
            Quantity::DaysSinceFirstOrder => bought.map(|it| days_since(it.first_at)),
            Quantity::DaysSinceLastOrder => bought.map(|it| days_since(it.last_at)),
            Quantity::UsualGap => middle(&self.gaps),
            Quantity::LongestGap => self.gaps.iter().max().map(|gap| *gap as f64),
            other => unreachable!("{other:?} is not told by whole orders"),
        }
    }
}

/// The gap in the middle; between the two in the middle where there are two.
fn middle(gaps: &[usize]) -> Option<f64> {
    let mut gaps = gaps.to_vec();
    gaps.sort_unstable();
    let upper = *gaps.get(gaps.len() / 2)?;
    let lower = gaps[(gaps.len() - 1) / 2];
    Some((lower + upper) as f64 / 2.0)
}
