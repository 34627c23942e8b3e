//! The orders a list of customers can have, and places in it.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Listed;

/// The order of a list of customers; what matters most to the shop comes first.
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
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Who bought last comes first.
    #[default]
    LastOrder,
    /// Who has been silent longest comes first.
    Silence,
    /// Who paid most comes first.
    Revenue,
    /// Who ordered most often comes first.
    Orders,
}

/// A place in a sorted list: the value it is sorted by, then the customer's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Place {
    value: i64,
    customer_no: i64,
}

impl Sort {
    /// Where a customer stands in the list; smaller places come first, and behind all of them who
    /// has bought nothing.
    pub fn place_of(self, customer: &Listed) -> Place {
        let value = customer.scored.map_or(i64::MAX, |scored| match self {
            Self::LastOrder => scored.recency_days,
            Self::Silence => -scored.recency_days,
            Self::Revenue => -scored.revenue,
            Self::Orders => -scored.orders.cast_signed(),
        });
        Place { value, customer_no: customer.customer_no }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.value, self.customer_no)
    }
}

impl FromStr for Place {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (value, customer_no) = text.split_once('.').unwrap_or((text, ""));
        Ok(Self { value: value.parse()?, customer_no: customer_no.parse()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rfm::scores::Scored;

    fn customer(customer_no: i64, recency_days: i64, revenue: i64) -> Listed {
        Listed::buyer(Scored { customer_no, recency_days, orders: 1, revenue, r: 1, f: 1, m: 1 })
    }

    #[test]
    fn who_has_bought_nothing_comes_behind_everybody_who_has() {
        let gleb = Listed { customer_no: 1, scored: None };
        for sort in [Sort::LastOrder, Sort::Silence, Sort::Revenue, Sort::Orders] {
            assert!(sort.place_of(&customer(2, 5_000, -900)) < sort.place_of(&gleb));
            let place = sort.place_of(&gleb);
            assert_eq!(place.to_string().parse(), Ok(place));
        }
    }

    #[test]
    fn the_best_customer_comes_first_and_equals_come_by_number() {
        let anna = Sort::Revenue.place_of(&customer(1, 3, 900));
        let boris = Sort::Revenue.place_of(&customer(2, 90, 500));
        let vera = Sort::Revenue.place_of(&customer(3, 5, 500));
        assert!(anna < boris && boris < vera);
        assert!(
            Sort::Silence.place_of(&customer(2, 90, 0))
                < Sort::Silence.place_of(&customer(1, 3, 0))
        );
    }

    #[test]
    fn a_place_reads_back_from_its_cursor() {
        let place = Sort::Revenue.place_of(&customer(7, 3, 900));
        assert_eq!(place.to_string().parse(), Ok(place));
    }
}
