//! Scores from 1 to 5: by fifths of the customers, or by breaks.
//!
//! By fifths: of n customers, b are strictly better; the score is 5 − ⌊5·b/n⌋. Customers with
//! the same value share the better score, so nobody is ranked by chance.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::RfmSum;

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
    /// The breaks that the shop has set; fifths where it has set none.
    #[default]
    Shop,
    /// Fifths of the customers for all three.
    Quintiles,
    /// Orders by 1, 2, 3, 4–5 and 6 or more; recency and revenue by fifths unless breaks of
    /// their own are given.
    Fixed,
}

/// The fewest orders for 2, 3, 4 and 5: most customers of a shop buy once, so that fifths of
/// orders would give nearly everybody the same score.
const ORDERS: OwnBreaks = OwnBreaks([2, 3, 4, 6]);

/// Beyond this no shop counts, and bounds can be turned round without a care.
const BOUND_MAX: i64 = 1_000_000_000_000_000;

/// Four bounds between five scores, from the least; they rise where a shop gives them.
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
            .filter(|breaks| breaks.iter().all(|bound| (0..=BOUND_MAX).contains(bound)))
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
    /// The score of a value of which more is better: 1 below the first bound, 5 from the last.
    #[inline]
    fn score(&self, value: i64) -> u8 {
        1 + self.0.iter().filter(|bound| value >= **bound).count() as u8
    }

    /// The bounds of what is the better the less there is of it, such as days of silence.
    fn of_less(self) -> Self {
        let [a, b, c, d] = self.0;
        Self([-d, -c, -b, -a])
    }
}

/// One customer with his scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// Where the scores are cut; by fifths of the customers where nothing is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = RfmScale)]
pub struct Scale {
    /// The longest silence in days for 5, 4, 3 and 2.
    #[schema(value_type = Option<String>)]
    pub recency: Option<OwnBreaks>,
    /// The fewest orders for 2, 3, 4 and 5.
    #[schema(value_type = Option<String>)]
    pub orders: Option<OwnBreaks>,
    /// The least revenue in minor units for 2, 3, 4 and 5.
    #[schema(value_type = Option<String>)]
    pub revenue: Option<OwnBreaks>,
    /// Which version of the shop's breaks this is; none when the question brought its own.
    pub version: Option<u32>,
}

impl Scale {
    /// Orders by 1, 2, 3, 4–5 and 6 or more, the others by fifths.
    pub const FIXED: Self =
        Self { recency: None, orders: Some(ORDERS), revenue: None, version: None };

    /// Whether fifths decide everything.
    pub fn is_fifths(&self) -> bool {
        [self.recency, self.orders, self.revenue].iter().all(Option::is_none)
    }

    /// Whether it is the fixed one.
    pub fn is_fixed(&self) -> bool {
        Self { version: None, ..*self } == Self::FIXED
    }
}

/// Scores every customer, in the order of their numbers.
pub fn scored(scale: &Scale, sum: RfmSum) -> Vec<Scored> {
    let mut customers = sum.customers;
    // They come in runs that rise already, which the stable sort makes use of.
    customers.sort_by_key(|customer| customer.customer_no);
    let recency = scale.recency.map(OwnBreaks::of_less);
    let fifths = |value: fn(&Scored) -> i64| fifths(customers.iter().map(value).collect());
    let recency = recency.unwrap_or_else(|| fifths(|customer| -customer.recency_days));
    let orders = scale.orders.unwrap_or_else(|| fifths(|customer| customer.orders.cast_signed()));
    let revenue = scale.revenue.unwrap_or_else(|| fifths(|customer| customer.revenue));
    for customer in &mut customers {
        customer.r = recency.score(-customer.recency_days);
        customer.f = orders.score(customer.orders.cast_signed());
        customer.m = revenue.score(customer.revenue);
    }
    customers
}

/// The bounds between fifths of the customers.
///
/// Fewer than ⌈n·k/5⌉ of n are better than a value exactly when it reaches the last of the best
/// ⌈n·k/5⌉, so that one is the bound below the k best fifths.
fn fifths(mut values: Vec<i64>) -> OwnBreaks {
    let n = values.len();
    OwnBreaks([4, 3, 2, 1].map(|best_fifths| {
        let Some(last) = (n * best_fifths).div_ceil(5).checked_sub(1) else { return 0 };
        let bound = *values.select_nth_unstable_by(last, |a, b| b.cmp(a)).1;
        // What is left are the best ones, among whom the next bound is.
        values.truncate(last + 1);
        bound
    }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equal_values_share_the_better_score() {
        let fifths = fifths(vec![1, 1, 1, 1, 1, 1, 2, 3, 4, 5]);
        let scores: Vec<u8> = [5, 4, 3, 2, 1].iter().map(|value| fifths.score(*value)).collect();
        // Four of ten are better than 1, so the six ones start in the third fifth.
        assert_eq!(scores, [5, 5, 4, 4, 3]);
    }

    proptest! {
        #[test]
        fn a_fifth_is_told_by_how_many_are_better(
            values in prop::collection::vec(-20_i64..20, 1..60),
        ) {
            let fifths = fifths(values.clone());
            for value in &values {
                let n_better = values.iter().filter(|other| *other > value).count();
                let expected = 5 - (5 * n_better / values.len()) as u8;
                prop_assert_eq!(fifths.score(*value), expected, "{} of {:?}", value, values);
            }
        }
    }

    #[test]
    fn fixed_orders_are_one_two_three_up_to_five_and_more() {
        let scores: Vec<u8> = (1..=7).map(|orders| ORDERS.score(orders)).collect();
        assert_eq!(scores, [1, 2, 3, 4, 4, 5, 5]);
    }

    #[test]
    fn own_breaks_of_recency_name_the_longest_silence() {
        let breaks: OwnBreaks = "30,60,120,240".parse().expect("breaks");
        let scores = [0, 30, 31, 60, 240, 241].map(|days: i64| breaks.of_less().score(-days));
        assert_eq!(scores, [5, 5, 4, 4, 2, 1]);
        assert!(
            ["", "1,2,3", "1,2,3,3", "4,3,2,1", "a,b,c,d", "-1,2,3,4", "1,2,3,9223372036854775807"]
                .iter()
                .all(|text| text.parse::<OwnBreaks>().is_err())
        );
    }
}
