//! Of how much of the revenue the cost is known.

use domain::Caveat;
use facts::{FactsError, Fold, Sum};
use serde::{Deserialize, Serialize};

use crate::asking::Asked;

/// What was bought up to the moment looked from, and that part of it whose cost is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Coverage {
    all: Takings,
    known: Takings,
}

/// Orders, and what they brought in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Takings {
    orders: u64,
    amount: i64,
}

impl Sum for Takings {
    fn add(&mut self, other: Self) {
        self.orders += other.orders;
        self.amount += other.amount;
    }
}

/// Adds up orders before a moment.
#[derive(Clone, Debug)]
pub(super) struct TakingsFold {
    until: i64,
    mine: Takings,
}

impl TakingsFold {
    pub(super) fn new(until: i64) -> Self {
        Self { until, mine: Takings::default() }
    }
}

impl Fold for TakingsFold {
    type Sum = Takings;

    fn reads_amount(&self) -> bool {
        true
    }

    fn empty(&self) -> Takings {
        Takings::default()
    }

    fn see(&mut self, at: i64, amount: i64) {
        if at < self.until {
            self.mine.add(Takings { orders: 1, amount });
        }
    }

    fn finish(&mut self, _customer: i64, sum: &mut Takings) {
        sum.add(std::mem::take(&mut self.mine));
    }
}

impl Coverage {
    /// That of the customers a shop is asked about.
    pub(crate) async fn of_shop(asked: &Asked) -> Result<Self, FactsError> {
        let fold = TakingsFold::new(asked.vantage.as_of.0);
        let known = asked.fold_of_known_cost(fold.clone()).await?;
        Ok(Self { all: asked.fold(Some(fold)).await?.unwrap_or_default(), known })
    }

    /// Whether the cost of any order is known.
    pub(crate) fn is_any(self) -> bool {
        self.known.orders > 0
    }

    /// What must be known of a profit: that no cost is known, or of how much.
    pub(crate) fn doubt(self) -> Option<Caveat> {
        if self.known.amount == 0 {
            let text = "no order says what its goods cost, so there is no profit; import costs";
            return Some(Caveat::new("no_costs", text));
        }
        let is_partly = self.known.amount < self.all.amount;
        is_partly.then(|| partly_known(self.known.amount as f64 / self.all.amount as f64))
    }
}

/// What must be known where profit leaves orders out.
pub(crate) fn partly_known(share: f64) -> Caveat {
    let text = format!(
        "of {:.0} % of the revenue the cost is known; profit is that of this part alone",
        share * 100.0
    );
    Caveat::new("costs_partly_known", text)
}

#[cfg(test)]
mod tests {
    use facts::fold_rows;

    use super::*;
    use crate::drawn;

    #[test]
    fn orders_before_the_moment_are_covered_and_later_ones_are_not_seen() {
        let rows = drawn::shop("anna 2025-01-02=300 2025-03-09=500\nboris 2025-01-31=200");
        let until = drawn::vantage(&rows, "2025-03-01").as_of.0;
        let all = fold_rows(TakingsFold::new(until), &rows);
        assert_eq!(all, Takings { orders: 2, amount: 500 });
        let doubt = |known| Coverage { all, known }.doubt().map(|caveat| caveat.text);
        let part = Takings { orders: 1, amount: 200 };
        assert!(doubt(part).is_some_and(|text| text.starts_with("of 40 %")));
        assert_eq!(doubt(all), None);
        assert!(doubt(Takings::default()).is_some_and(|text| text.contains("no order says")));
    }
}
