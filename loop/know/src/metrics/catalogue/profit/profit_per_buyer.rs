//! What a buyer leaves the shop once his goods are paid for.

use super::NO_COSTS;
use crate::Wording;
use crate::figure::divided;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, Reckoned, Seen};

/// What a buyer leaves the shop once his goods are paid for.
pub const PROFIT_PER_BUYER: Metric = Metric {
    id: "profit-per-buyer",
    family: Family::Profit,
    name: Wording {
        en: "Gross profit per customer",
        uk: "Валовий прибуток на клієнта",
        ru: "Валовая прибыль на клиента",
    },
    meaning: Wording {
        en: "Gross profit of the period divided by everybody who bought in it.",
        uk: "Валовий прибуток періоду, поділений на всіх, хто в ньому купував.",
        ru: "Валовая прибыль периода, делённая на всех, кто в нём покупал.",
    },
    formula: Wording {
        en: "gross profit / buyers",
        uk: "валовий прибуток / покупці",
        ru: "валовая прибыль / покупатели",
    },
    kind: Kind::Money,
    better: Better::Higher,
    no_answer: Some(NO_COSTS),
    source: "customary",
    answer: Answer::Period(profit_per_buyer),
};

fn profit_per_buyer(seen: &Seen) -> Reckoned {
    let buyers = seen.buyers.all;
    let each = seen.earned_here().and_then(|earned| divided(earned.profit, buyers));
    Reckoned::money(each.and_then(|minor| seen.money(minor)), buyers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::tests::{of_books, pounds};

    #[test]
    fn two_buyers_share_the_profit_of_three_orders() {
        let drawing = "
            anna   2025-02-02 2025-03-02=1000-400 2025-03-09=1000-400
            boris  2025-03-09=1000-1001
        ";
        let each = of_books(&PROFIT_PER_BUYER, drawing, &[], "2025-04-01");
        assert_eq!((each.value, each.of), (Some(pounds(600)), 2), "5.995 rounded");
    }
}
