//! Which part of the orders comes from known customers.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOBODY_BOUGHT, Reckoned, Seen};

/// Which part of the orders comes from known customers.
pub const RETURNING_ORDERS: Metric = Metric {
    id: "returning-order-share",
    family: Family::Worth,
    name: Wording {
        en: "Orders of known customers",
        uk: "Замовлення від постійних",
        ru: "Заказы постоянных",
    },
    meaning: Wording {
        en: "The share of purchases whose customer had bought before.",
        uk: "Частка покупок, чий клієнт уже купував раніше.",
        ru: "Доля покупок, чей клиент уже покупал раньше.",
    },
    formula: Wording {
        en: "orders with an earlier order of the same customer / orders",
        uk: "замовлення, перед якими клієнт уже замовляв / замовлення",
        ru: "заказы, до которых клиент уже заказывал / заказы",
    },
    kind: Kind::Share,
    better: Better::Neither,
    no_answer: Some(NOBODY_BOUGHT),
    source: "customary; it falls when many new customers are won, which is no bad sign",
    answer: Answer::Period(returning_orders),
};

fn returning_orders(seen: &Seen) -> Reckoned {
    Reckoned::share(seen.bought.orders - seen.bought.first_orders, seen.bought.orders)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use crate::metrics::tests::of_newest_month;

    #[test]
    fn the_second_order_of_a_newcomer_is_one_of_a_known_customer() {
        let drawing = "
            anna   2025-03-02 2025-03-09
            boris  2024-03-09 2025-03-09
        ";
        let share = of_newest_month(&RETURNING_ORDERS, drawing, "2025-04-01");
        assert_eq!((share.value, share.of), (Some(Figure::Number(2.0 / 3.0)), 3));
    }
}
