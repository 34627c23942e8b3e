//! What customers paid.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NO_AMOUNTS, Reckoned, Seen};

/// What customers paid.
pub const REVENUE: Metric = Metric {
    id: "revenue",
    family: Family::Worth,
    name: Wording { en: "Revenue", uk: "Виторг", ru: "Выручка" },
    meaning: Wording {
        en: "What the purchases of the period came to after discounts and refunds, without \
             shipping and tax.",
        uk: "Сума покупок періоду після знижок і повернень, без доставки й податку.",
        ru: "Сумма покупок периода после скидок и возвратов, без доставки и налога.",
    },
    formula: Wording {
        en: "Σ net value of purchases",
        uk: "Σ чистої вартості покупок",
        ru: "Σ чистой стоимости покупок",
    },
    kind: Kind::Money,
    better: Better::Higher,
    no_answer: Some(NO_AMOUNTS),
    source: "Segment, revenue without shipping and tax, less discounts",
    answer: Answer::Period(revenue),
};

fn revenue(seen: &Seen) -> Reckoned {
    Reckoned::money(seen.money(seen.bought.revenue), seen.bought.orders)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::tests::{of_newest_month, pounds};

    #[test]
    fn it_is_the_sum_of_the_purchases() {
        let drawing = "
            anna   2025-03-02=1050 2025-03-09=20 2025-02-01=99
        ";
        let paid = of_newest_month(&REVENUE, drawing, "2025-04-01");
        assert_eq!(paid.value, Some(pounds(1070)));
    }
}
