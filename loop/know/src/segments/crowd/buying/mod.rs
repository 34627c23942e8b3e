//! What a rule asks of whole orders, answered in one pass over them.

mod gauge;
mod question;

use std::sync::Arc;

use facts::{Fold, Sum};
use gauge::Gauge;
use question::{Question, Reading, Today};
use serde::{Deserialize, Serialize};

use super::Crowd;
use super::columns::Meant;
use crate::segments::rule::{Against, Measure, Rule};
use crate::{Unit, Vantage};

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

/// Asks every customer everything at once.
#[derive(Clone, Debug)]
pub struct BuyingFold {
    today: Today,
    gauges: Vec<Gauge>,
    questions: Vec<Question>,
}

impl BuyingFold {
    /// The fold that looks from this vantage; none while nobody has bought.
    pub fn new(vantage: &Vantage, meant: &Meant, asks: &[Ask]) -> Option<Self> {
        let days = Arc::new(vantage.calendar(Unit::Day)?);
        let today = Today { number: days.ordinal_of_end(vantage.as_of), days };
        let mut fold = Self { today, gauges: Vec::new(), questions: Vec::new() };
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
        let found = self.gauges.iter().position(|gauge| gauge.is_of(&measure.when));
        let gauge = found.unwrap_or_else(|| {
            self.gauges.push(Gauge::new(meant, &measure.when));
            self.gauges.len() - 1
        });
        self.gauges[gauge].will_be_read(quantity);
        Reading { gauge, quantity }
    }

    /// Whether each question holds for somebody who has bought nothing.
    pub fn holds_of_nobody(&self) -> Vec<bool> {
        let mut idle: Vec<Gauge> = self.gauges.iter().map(Gauge::idle).collect();
        let answer = |question: &Question| question.answer(&mut idle, &self.today).0;
        self.questions.iter().map(answer).collect()
    }
}

impl Fold for BuyingFold {
    type Sum = Answers;

    fn reads_amount(&self) -> bool {
        self.gauges.iter().any(Gauge::needs_amounts)
    }

    fn empty(&self) -> Answers {
        let n = self.questions.len();
        Answers { seen: Crowd::default(), holds: vec![Crowd::default(); n], told: vec![vec![]; n] }
    }

    #[inline]
    fn see(&mut self, at: i64, amount: i64) {
        self.see_many(&[at], |_| amount);
    }

    #[inline]
    fn see_many(&mut self, moments: &[i64], amount: impl Fn(usize) -> i64) {
        for gauge in &mut self.gauges {
            gauge.see(moments, &amount, &self.today.days);
        }
    }

    fn finish(&mut self, customer: i64, sum: &mut Answers) {
        sum.seen.add_one(customer);
        for (nth, question) in self.questions.iter().enumerate() {
            let (holds, told) = question.answer(&mut self.gauges, &self.today);
            if holds {
                sum.holds[nth].add_one(customer);
            }
            sum.told[nth].extend(told.map(|figure| (customer, figure)));
        }
        self.gauges.iter_mut().for_each(Gauge::forget);
    }
}
