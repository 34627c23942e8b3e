//! What an order is worth.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NO_AMOUNTS, Reckoned, Seen};

/// What an order is worth.
pub const AVERAGE_ORDER: Metric = Metric {
    id: "average-order",
    family: Family::Worth,
    name: Wording {
        en: "Average order", uk: "Середній чек", ru: "Средний чек"
    },
    meaning: Wording {
        en: "Revenue of the period divided by its purchases.",
        uk: "Виторг періоду, поділений на кількість його покупок.",
        ru: "Выручка периода, делённая на число его покупок.",
    },
    formula: Wording {
        en: "revenue / orders", uk: "виторг / замовлення", ru: "выручка / заказы"
    },
    kind: Kind::Money,
    better: Better::Higher,
    no_answer: Some(NO_AMOUNTS),
    source: "customary (AOV); interval by the normal law",
    answer: Answer::Period(average_order),
};

fn average_order(seen: &Seen) -> Reckoned {
    Reckoned::average(seen, &seen.bought)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::tests::{of_newest_month, pounds};

    #[test]
    fn two_purchases_share_their_sum_and_say_how_far_it_may_be_off() {
        let drawing = "
            anna   2025-03-02=1000 2025-03-09=3000
        ";
        let average = of_newest_month(&AVERAGE_ORDER, drawing, "2025-04-01");
        assert_eq!(average.value, Some(pounds(2000)));
        // The deviation of 1000 and 3000 is 1414.2, of their mean 1000; 1.96 of it is 1960.
        assert_eq!(average.interval, Some((pounds(40), pounds(3960))));
    }
}
