//! Of which part of the revenue the cost is known.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NO_AMOUNTS, Reckoned, Seen};

/// Of which part of the revenue the cost is known.
pub const COST_COVERAGE: Metric = Metric {
    id: "cost-coverage",
    family: Family::Profit,
    name: Wording {
        en: "Revenue of known cost",
        uk: "Виторг із відомою собівартістю",
        ru: "Выручка с известной себестоимостью",
    },
    meaning: Wording {
        en: "The share of revenue that comes from orders whose every position has a known cost. \
             Profit is counted for this part alone.",
        uk: "Частка виторгу від замовлень, у яких відома собівартість кожної позиції. Прибуток \
             рахуємо лише за цією частиною.",
        ru: "Доля выручки от заказов, у которых известна себестоимость каждой позиции. Прибыль \
             считается только по этой части.",
    },
    formula: Wording {
        en: "revenue of orders of known cost / revenue",
        uk: "виторг замовлень із відомою собівартістю / виторг",
        ru: "выручка заказов с известной себестоимостью / выручка",
    },
    kind: Kind::Share,
    better: Better::Higher,
    no_answer: Some(NO_AMOUNTS),
    source: "our own: says how far profit can be believed",
    answer: Answer::Period(cost_coverage),
};

fn cost_coverage(seen: &Seen) -> Reckoned {
    let known = seen.earned.map_or(0, |earned| earned.revenue);
    let revenue = seen.bought.revenue;
    let share = (seen.currency.is_some() && revenue > 0).then(|| known as f64 / revenue as f64);
    Reckoned::plain(share, seen.bought.orders)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use crate::metrics::tests::of_books;

    #[test]
    fn three_quarters_of_the_revenue_have_a_known_cost() {
        let drawing = "
            anna   2025-02-02 2025-03-02=3000-400
            boris  2025-03-09=1000
        ";
        let share = of_books(&COST_COVERAGE, drawing, &[], "2025-04-01");
        assert_eq!(share.value, Some(Figure::Number(0.75)));
        let none = of_books(&COST_COVERAGE, "anna 2025-03-02=3000", &[], "2025-04-01");
        assert_eq!(none.value, Some(Figure::Number(0.0)));
    }
}
