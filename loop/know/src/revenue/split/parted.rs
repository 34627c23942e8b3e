//! The bridge of parts of a shop, of what each customer paid in each part.
//!
//! ```text
//! r_P = r_B − churned − contraction − moved out + expansion + moved in + new + reactivated
//! GRR = Σ min(r_B, r_P) / R_B        NRR = Σ r_P of customers who bought it in the base / R_B
//! ```
//!
//! Whoever left the shop, came new or returned to it did so in all of his parts. Of a customer of
//! both periods, gains in some parts pay for losses in others first: so much has moved. What is
//! left over is what he paid more, or less, in the whole shop, and is shared out over the parts
//! that gained, or lost, by how much. So every column of the parts adds up to that of the whole
//! bridge, to the last coin, and as much has moved in as out.

use serde::Serialize;

use crate::revenue::bridge::{Bridge, Paid};

/// How many customers stand behind each column of a part; one may stand behind two of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct PartHeads {
    /// Bought it in the base.
    pub base: u64,
    /// Bought it in the base, and nothing at all in the period.
    pub churned: u64,
    /// Paid less for it, and less in all.
    pub contraction: u64,
    /// Paid less for it, and more for something else.
    pub moved_out: u64,
    /// Paid more for it, and more in all.
    pub expansion: u64,
    /// Paid more for it, and less for something else.
    pub moved_in: u64,
    /// Bought for the first time ever.
    pub new: u64,
    /// Had bought before, but nothing at all in the base.
    pub reactivated: u64,
    /// Bought it in the period.
    pub period: u64,
}

/// The bridge of one part, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartBridge {
    /// Revenue of the base.
    pub base_revenue: i64,
    /// Lost with those who left the shop.
    pub churned: i64,
    /// Lost with those who paid less in all.
    pub contraction: i64,
    /// Lost to other parts.
    pub moved_out: i64,
    /// Won with those who paid more in all.
    pub expansion: i64,
    /// Won from other parts.
    pub moved_in: i64,
    /// Won with those who bought for the first time.
    pub new: i64,
    /// Won with those who returned to the shop.
    pub reactivated: i64,
    /// Revenue of the period.
    pub period_revenue: i64,
    /// What those who bought it in the base paid for it in the period.
    pub paid_again: i64,
    /// The customers behind it.
    pub heads: PartHeads,
}

/// What a customer paid in one part in both periods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stake {
    /// Number of the part.
    pub part: usize,
    pub base: i64,
    pub period: i64,
    pub bought_in_base: bool,
    pub bought_in_period: bool,
}

impl Stake {
    fn gain(&self) -> i64 {
        (self.period - self.base).max(0)
    }

    fn loss(&self) -> i64 {
        (self.base - self.period).max(0)
    }
}

/// Adds one customer to the parts; his stakes come to what he paid, each part at most once.
pub(super) fn walk(parts: &mut [PartBridge], paid: &Paid, stakes: &[Stake]) {
    for stake in stakes {
        let part = &mut parts[stake.part];
        part.base_revenue += stake.base;
        part.period_revenue += stake.period;
        part.heads.base += u64::from(stake.bought_in_base);
        part.heads.period += u64::from(stake.bought_in_period);
        part.paid_again += if stake.bought_in_base { stake.period } else { 0 };
        let heads = &mut part.heads;
        let (amount, heads, change) = match (paid.bought_in_base, paid.bought_in_period) {
            (true, false) => (&mut part.churned, &mut heads.churned, stake.base),
            (false, true) if paid.is_new => (&mut part.new, &mut heads.new, stake.period),
            (false, true) => (&mut part.reactivated, &mut heads.reactivated, stake.period),
            (true, true) | (false, false) => continue,
        };
        *amount += change;
        *heads += 1;
    }
    if paid.bought_in_base && paid.bought_in_period {
        shift(parts, stakes);
    }
}

/// A customer of both periods: what moved between his parts, and what is left of it.
fn shift(parts: &mut [PartBridge], stakes: &[Stake]) {
    let gained: i64 = stakes.iter().map(Stake::gain).sum();
    let lost: i64 = stakes.iter().map(Stake::loss).sum();
    let mut grown = Sharing::of((gained - lost).max(0), gained);
    let mut shrunk = Sharing::of((lost - gained).max(0), lost);
    for stake in stakes {
        let part = &mut parts[stake.part];
        let heads = &mut part.heads;
        let grew = grown.next(stake.gain());
        add(grew, &mut part.expansion, &mut heads.expansion);
        add(stake.gain() - grew, &mut part.moved_in, &mut heads.moved_in);
        let shrank = shrunk.next(stake.loss());
        add(shrank, &mut part.contraction, &mut heads.contraction);
        add(stake.loss() - shrank, &mut part.moved_out, &mut heads.moved_out);
    }
}

fn add(change: i64, amount: &mut i64, heads: &mut u64) {
    *amount += change;
    *heads += u64::from(change > 0);
}

/// Shares a total out by weights, in whole coins and without a remainder: each gets what the total
/// had come to after him less what it had come to before, so nobody gets more than his weight.
struct Sharing {
    total: i128,
    of: i128,
    seen: i128,
    given: i128,
}

impl Sharing {
    fn of(total: i64, weights: i64) -> Self {
        Self { total: total.into(), of: i128::from(weights).max(1), seen: 0, given: 0 }
    }

    fn next(&mut self, weight: i64) -> i64 {
        self.seen += i128::from(weight);
        let before = std::mem::replace(&mut self.given, self.total * self.seen / self.of);
        (self.given - before) as i64
    }
}

impl PartBridge {
    /// Whether the bridge leads exactly from one revenue to the other.
    pub fn holds(&self) -> bool {
        let lost = self.churned + self.contraction + self.moved_out;
        let won = self.expansion + self.moved_in + self.new + self.reactivated;
        self.base_revenue - lost + won == self.period_revenue
    }

    /// Whether there is anything to tell.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Gross revenue retention: what was kept of the revenue of the part, without growth.
    pub fn grr(&self) -> Option<f64> {
        let kept = self.base_revenue - self.churned - self.contraction - self.moved_out;
        (self.base_revenue > 0).then(|| kept as f64 / self.base_revenue as f64)
    }

    /// Net revenue retention: what the customers of the part's base paid for it again.
    pub fn nrr(&self) -> Option<f64> {
        (self.base_revenue > 0).then(|| self.paid_again as f64 / self.base_revenue as f64)
    }

    /// The columns that the whole bridge has too, in its order.
    fn columns(&self) -> [i64; 7] {
        [
            self.base_revenue,
            self.churned,
            self.contraction,
            self.expansion,
            self.new,
            self.reactivated,
            self.period_revenue,
        ]
    }
}

/// Whether every column of the parts comes to that of the whole, and as much moved in as out.
pub(super) fn add_up(parts: &[PartBridge], whole: &Bridge) -> bool {
    let mut sums = [0; 7];
    for part in parts {
        sums.iter_mut().zip(part.columns()).for_each(|(sum, column)| *sum += column);
    }
    let moved: i64 = parts.iter().map(|part| part.moved_in - part.moved_out).sum();
    moved == 0 && parts.iter().all(PartBridge::holds) && sums == whole.columns()
}
