//! Who of all customers ever came a second time.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOBODY_EVER, Reckoned, Seen};

/// Who of all customers ever came a second time.
pub const LIFETIME_REPEAT_RATE: Metric = Metric {
    id: "lifetime-repeat-rate",
    family: Family::Buying,
    name: Wording {
        en: "Came a second time", uk: "Прийшли вдруге", ru: "Пришли во второй раз"
    },
    meaning: Wording {
        en: "The share of all customers up to the end of the period who have bought at least \
             twice.",
        uk: "Частка всіх клієнтів до кінця періоду, які купили щонайменше двічі.",
        ru: "Доля всех клиентов к концу периода, которые купили не меньше двух раз.",
    },
    formula: Wording {
        en: "customers with ≥ 2 purchases ever / customers ever",
        uk: "клієнти з ≥ 2 покупками за весь час / усі клієнти",
        ru: "клиенты с ≥ 2 покупками за всё время / все клиенты",
    },
    kind: Kind::Share,
    better: Better::Higher,
    no_answer: Some(NOBODY_EVER),
    source: "customary; Shopify shows a returning customer rate of this kind",
    answer: Answer::Period(lifetime_repeat_rate),
};

fn lifetime_repeat_rate(seen: &Seen) -> Reckoned {
    let [repeaters, customers] = [seen.known.repeaters, seen.known.customers];
    Reckoned::share(repeaters.cast_unsigned(), customers.cast_unsigned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use crate::metrics::tests::of_newest_month;

    #[test]
    fn the_second_purchase_may_lie_years_after_the_first() {
        let drawing = "
            anna   2023-03-02 2025-03-09
            boris  2025-02-02
            vera   2025-03-31 2025-04-02
        ";
        let rate = of_newest_month(&LIFETIME_REPEAT_RATE, drawing, "2025-04-01");
        assert_eq!((rate.value, rate.of), (Some(Figure::Number(1.0 / 3.0)), 3));
    }
}
