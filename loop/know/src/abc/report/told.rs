//! The ranking in the words and the money of its shop.

use domain::Money;

use super::super::{Called, Class, Judged, Ranking, Reached, Steadiness};
use super::{AbcPoint, AbcRow, ClassRow, Dependence, MatrixCell, SteadinessRow};
use crate::Vantage;
use crate::figure::share;

/// The ranking and who asked for it.
pub struct Told<'a> {
    pub ranking: &'a Ranking,
    pub vantage: &'a Vantage,
}

impl Told<'_> {
    /// Without anything gained nothing can be a share of it.
    pub fn has_value(&self) -> bool {
        self.ranking.total.gain > 0
    }

    pub fn money(&self, minor: i64) -> Option<Money> {
        self.vantage.money(minor).filter(|_| self.has_value())
    }

    /// Rows of the answer, none when value has no answer.
    fn each<T, Row>(&self, of: &[T], row: impl Fn(&T) -> Row) -> Vec<Row> {
        if self.has_value() { of.iter().map(row).collect() } else { Vec::new() }
    }

    pub fn classes(&self) -> Vec<ClassRow> {
        self.each(&Class::ALL, |&class| {
            let tally = self.ranking.of_class(class);
            ClassRow {
                class,
                n: tally.n,
                n_share: share(tally.n, self.ranking.total.n),
                value: self.money(tally.value),
                share: self.ranking.share(tally.gain),
            }
        })
    }

    pub fn steadiness(&self) -> Vec<SteadinessRow> {
        self.each(&Steadiness::ALL, |&xyz| {
            let tally = self.ranking.of_steadiness(xyz);
            SteadinessRow {
                xyz,
                n: tally.n,
                value: self.money(tally.value),
                share: self.ranking.share(tally.gain),
            }
        })
    }

    pub fn matrix(&self) -> Vec<MatrixCell> {
        let pairs = Class::ALL.map(|class| Steadiness::ALL.map(|xyz| (class, xyz)));
        self.each(pairs.as_flattened(), |&(class, xyz)| {
            let tally = self.ranking.matrix[class as usize][xyz as usize];
            MatrixCell { class, xyz, n: tally.n, value: self.money(tally.value) }
        })
    }

    pub fn dependence(&self) -> Vec<Dependence> {
        self.each(&self.ranking.tops, |&Reached { n, gain }| Dependence {
            top: n,
            value: self.money(gain),
            share: self.ranking.share(gain),
        })
    }

    pub fn curve(&self) -> Vec<AbcPoint> {
        self.each(&self.ranking.curve, |&Reached { n, gain }| AbcPoint {
            n,
            n_share: share(n, self.ranking.total.n),
            share: self.ranking.share(gain),
        })
    }

    pub fn rows(&self, listed: &[Judged], called: impl Fn(i64) -> Option<Called>) -> Vec<AbcRow> {
        self.each(listed, |judged| self.row(judged, called(judged.item.no)))
    }

    fn row(&self, judged: &Judged, called: Option<Called>) -> AbcRow {
        let Judged { rank, item, share, cumulative_share, class, steadiness } = *judged;
        let unnamed = || Called { id: item.no.to_string(), ..Called::default() };
        let Called { id, customer, name } = called.unwrap_or_else(unnamed);
        let is_judged = steadiness != Steadiness::N && item.variation.is_finite();
        AbcRow {
            rank,
            id,
            customer,
            name,
            value: self.money(item.value),
            share,
            cumulative_share,
            class,
            cv: is_judged.then_some(item.variation),
            xyz: steadiness,
        }
    }
}
