//! What the demo shop spends on being found: a budget a month and channel.

use collect::shop::Shop;
use collect::spend::{self, NewSpend};
use domain::{Currency, Money, Period};
use jiff::ToSpan;
use records::Actor;

use super::{DemoShop, FillingError};

/// Channel, cents in the first month, and how many more every month. The telephone is dear for
/// the few who come by it, so that one channel does not pay.
const BUDGETS: [(&str, i64, i64); 3] =
    [("web", 180_000, 9_000), ("shop", 60_000, 1_000), ("phone", 140_000, 3_000)];

impl DemoShop {
    /// Writes down what every month cost; answers how many amounts that are.
    pub async fn fill_spend(&self, shop: &Shop) -> Result<usize, FillingError> {
        let currency: Currency = "EUR".parse()?;
        let zone = self.plan.zone();
        let mut month = zone.day_of(self.plan.opening()).first_of_month();
        let mut tx = shop.write(Actor::System).await?;
        let (mut nth, mut n_amounts) = (0, 0);
        while month < self.plan.today {
            let next = month.saturating_add(1.month());
            for (channel, first, more) in BUDGETS {
                let new = NewSpend {
                    channel: Some(channel.to_owned()),
                    days: Period::new(month, next),
                    amount: Money::new(first + nth * more, currency),
                };
                spend::add(&mut tx, new, "demo").await?;
                n_amounts += 1;
            }
            (month, nth) = (next, nth + 1);
        }
        tx.commit().await?;
        Ok(n_amounts)
    }
}
