//! Scores from 1 to 5: by fifths of the customers, or by breaks.
//!
//! By fifths: of n customers, b are strictly better; the score is 5 − ⌊5·b/n⌋. Customers with
//! the same value share the better score, so nobody is ranked by chance.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{RfmOptions, RfmSum};

/// How scores are cut.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Breaks {
    /// Fifths of the customers for all three.
    #[default]
    Quintiles,
    /// Orders by 1, 2, 3, 4–5 and 6 or more; recency and revenue by fifths unless breaks of
    /// their own are given.
    Fixed,
}

/// The fewest orders for 2, 3, 4 and 5: most customers of a shop buy once, so that fifths of
/// orders would give nearly everybody the same score.
const ORDERS: OwnBreaks = OwnBreaks([2, 3, 4, 6]);

/// Four bounds between five scores, from the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnBreaks([i64; 4]);

/// A text that gives no breaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not four rising numbers such as 30,60,120,240")]
pub struct BadBreaks(String);

impl FromStr for OwnBreaks {
    type Err = BadBreaks;

    fn from_str(text: &str) -> Result<Self, BadBreaks> {
        let numbers: Result<Vec<i64>, _> =
            text.split(',').map(|number| number.trim().parse()).collect();
        let four = numbers.ok().and_then(|numbers| <[i64; 4]>::try_from(numbers).ok());
        four.filter(|breaks| breaks.is_sorted_by(|a, b| a < b))
            .map(Self)
            .ok_or_else(|| BadBreaks(text.to_owned()))
    }
}

impl fmt::Display for OwnBreaks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d] = self.0;
        write!(f, "{a},{b},{c},{d}")
    }
}

impl Serialize for OwnBreaks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for OwnBreaks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl OwnBreaks {
    /// The score of a value of which more is better: 1 below the first break, 5 from the last.
    fn more_is_better(&self, value: i64) -> u8 {
        1 + self.0.iter().filter(|bound| value >= **bound).count() as u8
    }

    /// The score of a value of which less is better: 5 up to the first break, 1 beyond the last.
    fn less_is_better(&self, value: i64) -> u8 {
        5 - self.0.iter().filter(|bound| value > **bound).count() as u8
    }
}

/// One customer with his scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// His number in the facts.
    pub customer_no: i64,
    /// Days since the day of the last purchase.
    pub recency_days: i64,
    /// Purchases.
    pub orders: u64,
    /// What they came to in minor units.
    pub revenue: i64,
    /// Score of recency.
    pub r: u8,
    /// Score of frequency.
    pub f: u8,
    /// Score of revenue.
    pub m: u8,
}

/// Scores every customer, in the order of their numbers.
pub fn scored(options: &RfmOptions, sum: &RfmSum) -> Vec<Scored> {
    let mut customers: Vec<Scored> = sum.customers().collect();
    customers.sort_unstable_by_key(|customer| customer.customer_no);
    let orders_breaks = options.orders_breaks.or(match options.breaks {
        Breaks::Quintiles => None,
        Breaks::Fixed => Some(ORDERS),
    });
    let days: Vec<i64> = customers.iter().map(|customer| -customer.recency_days).collect();
    let orders: Vec<i64> = customers.iter().map(|customer| customer.orders.cast_signed()).collect();
    let revenue: Vec<i64> = customers.iter().map(|customer| customer.revenue).collect();
    let (r, f, m) = (Fifths::of(&days), Fifths::of(&orders), Fifths::of(&revenue));
    for customer in &mut customers {
        customer.r = match &options.recency_breaks {
            Some(breaks) => breaks.less_is_better(customer.recency_days),
            None => r.score(-customer.recency_days),
        };
        customer.f = match &orders_breaks {
            Some(breaks) => breaks.more_is_better(customer.orders.cast_signed()),
            None => f.score(customer.orders.cast_signed()),
        };
        customer.m = match &options.revenue_breaks {
            Some(breaks) => breaks.more_is_better(customer.revenue),
            None => m.score(customer.revenue),
        };
    }
    customers
}

/// The values of all customers, best first.
struct Fifths(Vec<i64>);

impl Fifths {
    fn of(values: &[i64]) -> Self {
        let mut falling = values.to_vec();
        falling.sort_unstable_by(|a, b| b.cmp(a));
        Self(falling)
    }

    fn score(&self, value: i64) -> u8 {
        let better = self.0.partition_point(|other| *other > value);
        5 - (5 * better / self.0.len()) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_the_better_score() {
        let fifths = Fifths::of(&[1, 1, 1, 1, 1, 1, 2, 3, 4, 5]);
        let scores: Vec<u8> = [5, 4, 3, 2, 1].iter().map(|value| fifths.score(*value)).collect();
        // Four of ten are better than 1, so the six ones start in the third fifth.
        assert_eq!(scores, [5, 5, 4, 4, 3]);
    }

    #[test]
    fn fixed_orders_are_one_two_three_up_to_five_and_more() {
        let scores: Vec<u8> = (1..=7).map(|orders| ORDERS.more_is_better(orders)).collect();
        assert_eq!(scores, [1, 2, 3, 4, 4, 5, 5]);
    }

    #[test]
    fn own_breaks_of_recency_name_the_longest_silence() {
        let breaks: OwnBreaks = "30,60,120,240".parse().expect("breaks");
        let scores = [0, 30, 31, 60, 240, 241].map(|days| breaks.less_is_better(days));
        assert_eq!(scores, [5, 5, 4, 4, 2, 1]);
        assert!(
            ["", "1,2,3", "1,2,3,3", "4,3,2,1", "a,b,c,d"]
                .iter()
                .all(|text| text.parse::<OwnBreaks>().is_err())
        );
    }
}
