//! What a buyer leaves in the shop.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NO_AMOUNTS, Reckoned, Seen};

/// What a buyer leaves in the shop.
pub const REVENUE_PER_BUYER: Metric = Metric {
    id: "revenue-per-buyer",
    family: Family::Worth,
    name: Wording {
        en: "Revenue per buyer", uk: "Виторг на покупця", ru: "Выручка на покупателя"
    },
    meaning: Wording {
        en: "Revenue of the period divided by the customers who bought in it.",
        uk: "Виторг періоду, поділений на клієнтів, які в ньому купили.",
        ru: "Выручка периода, делённая на клиентов, которые в нём купили.",
    },
    formula: Wording {
        en: "revenue / buyers", uk: "виторг / покупці", ru: "выручка / покупатели"
    },
    kind: Kind::Money,
    better: Better::Higher,
    no_answer: Some(NO_AMOUNTS),
    source: "customary (ARPU of paying customers)",
    answer: Answer::Period(revenue_per_buyer),
};

fn revenue_per_buyer(seen: &Seen) -> Reckoned {
    let buyers = seen.buyers.all;
    let value = crate::figure::divided(seen.bought.revenue, buyers);
    Reckoned::money(value.and_then(|minor| seen.money(minor)), buyers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::tests::{of_newest_month, pounds};

    #[test]
    fn what_two_buyers_paid_is_shared_by_two() {
        let drawing = "
            anna   2025-03-02=1000 2025-03-09=3000
            boris  2025-03-09=500
        ";
        let paid = of_newest_month(&REVENUE_PER_BUYER, drawing, "2025-04-01");
        assert_eq!(paid.value, Some(pounds(2250)));
    }
}
