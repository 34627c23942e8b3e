//! Which part of the money comes from known customers.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NO_AMOUNTS, Reckoned, Seen};

/// Which part of the money comes from known customers.
pub const RETURNING_REVENUE: Metric = Metric {
    id: "returning-revenue-share",
    family: Family::Worth,
    name: Wording {
        en: "Revenue from known customers",
        uk: "Виторг від постійних",
        ru: "Выручка от постоянных",
    },
    meaning: Wording {
        en: "The share of revenue from purchases whose customer had bought before.",
        uk: "Частка виторгу від покупок, чий клієнт уже купував раніше.",
        ru: "Доля выручки от покупок, чей клиент уже покупал раньше.",
    },
    formula: Wording {
        en: "revenue of orders with an earlier order / revenue",
        uk: "виторг замовлень, перед якими клієнт уже замовляв / виторг",
        ru: "выручка заказов, до которых клиент уже заказывал / выручка",
    },
    kind: Kind::Share,
    better: Better::Neither,
    no_answer: Some(NO_AMOUNTS),
    source: "customary",
    answer: Answer::Period(returning_revenue),
};

fn returning_revenue(seen: &Seen) -> Reckoned {
    let revenue = seen.bought.revenue;
    let returning = revenue - seen.bought.first_revenue;
    let known = seen.currency.is_some() && revenue > 0;
    Reckoned::plain(known.then(|| returning as f64 / revenue as f64), seen.bought.orders)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use crate::metrics::tests::of_newest_month;

    #[test]
    fn three_quarters_come_from_who_had_bought_before() {
        let drawing = "
            anna   2025-01-02 2025-03-09=3000
            boris  2025-03-09=1000
        ";
        let share = of_newest_month(&RETURNING_REVENUE, drawing, "2025-04-01");
        assert_eq!(share.value, Some(Figure::Number(0.75)));
    }
}
