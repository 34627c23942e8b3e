//! How much was ordered.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, Reckoned, Seen};

/// How much was ordered.
pub const ORDERS: Metric = Metric {
    id: "orders",
    family: Family::Buying,
    name: Wording { en: "Orders", uk: "Замовлення", ru: "Заказы" },
    meaning: Wording {
        en: "Purchases of the period; two on one day are two.",
        uk: "Покупки періоду; дві за один день — це дві.",
        ru: "Покупки периода; две за один день — это две.",
    },
    formula: Wording {
        en: "number of purchases", uk: "кількість покупок", ru: "число покупок"
    },
    kind: Kind::Count,
    better: Better::Higher,
    no_answer: None,
    source: "customary",
    answer: Answer::Period(orders),
};

fn orders(seen: &Seen) -> Reckoned {
    Reckoned::count(seen.bought.orders)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use crate::metrics::tests::of_newest_month;

    #[test]
    fn two_orders_on_one_day_are_two() {
        let drawing = "
            anna   2025-03-02 2025-03-02
        ";
        assert_eq!(of_newest_month(&ORDERS, drawing, "2025-04-01").value, Some(Figure::Count(2)));
    }
}
