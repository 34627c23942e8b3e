//! How often a buyer buys.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOBODY_BOUGHT, Reckoned, Seen};

/// How often a buyer buys.
pub const FREQUENCY: Metric = Metric {
    id: "purchase-frequency",
    family: Family::Buying,
    name: Wording {
        en: "Purchase frequency", uk: "Частота покупок", ru: "Частота покупок"
    },
    meaning: Wording {
        en: "Purchases of the period per customer who bought in it.",
        uk: "Покупки періоду на одного клієнта, який у ньому купив.",
        ru: "Покупки периода на одного клиента, который в нём купил.",
    },
    formula: Wording {
        en: "orders / buyers",
        uk: "замовлення / покупці",
        ru: "заказы / покупатели",
    },
    kind: Kind::Number,
    better: Better::Higher,
    no_answer: Some(NOBODY_BOUGHT),
    source: "customary",
    answer: Answer::Period(frequency),
};

fn frequency(seen: &Seen) -> Reckoned {
    let buyers = seen.buyers.all;
    let value = (buyers > 0).then(|| seen.bought.orders as f64 / buyers as f64);
    Reckoned::plain(value, buyers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use crate::metrics::tests::of_newest_month;

    #[test]
    fn three_purchases_of_two_buyers_are_one_and_a_half() {
        let drawing = "
            anna   2025-03-02 2025-03-09
            boris  2025-03-09
        ";
        let often = of_newest_month(&FREQUENCY, drawing, "2025-04-01");
        assert_eq!(often.value, Some(Figure::Number(1.5)));
    }
}
