//! What is left of the revenue once the goods are paid for.

use super::NO_COSTS;
use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, Reckoned, Seen};

/// What is left of the revenue once the goods are paid for.
pub const GROSS_PROFIT: Metric = Metric {
    id: "gross-profit",
    family: Family::Profit,
    name: Wording {
        en: "Gross profit", uk: "Валовий прибуток", ru: "Валовая прибыль"
    },
    meaning: Wording {
        en: "What the orders of the period brought, after discounts and refunds, less what their \
             goods cost. Orders with a position of unknown cost are left out; the share of \
             revenue whose cost is known stands beside it.",
        uk: "Скільки принесли замовлення періоду після знижок і повернень за вирахуванням \
             собівартості товарів. Замовлення, де собівартість хоч однієї позиції невідома, не \
             враховано; поруч — частка виторгу з відомою собівартістю.",
        ru: "Сколько принесли заказы периода после скидок и возвратов за вычетом себестоимости \
             товаров. Заказы, где себестоимость хоть одной позиции неизвестна, не учтены; рядом — \
             доля выручки с известной себестоимостью.",
    },
    formula: Wording {
        en: "Σ (order value − cost of its positions), orders of known cost",
        uk: "Σ (сума замовлення − собівартість позицій), замовлення з відомою собівартістю",
        ru: "Σ (сумма заказа − себестоимость позиций), заказы с известной себестоимостью",
    },
    kind: Kind::Money,
    better: Better::Higher,
    no_answer: Some(NO_COSTS),
    source: "customary: net revenue − cost of goods sold",
    answer: Answer::Period(gross_profit),
};

fn gross_profit(seen: &Seen) -> Reckoned {
    let earned = seen.earned_here();
    Reckoned::money(earned.and_then(|earned| seen.money(earned.profit)), seen.bought.orders)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::tests::{of_books, pounds};

    #[test]
    fn what_the_goods_cost_is_taken_off_and_an_unknown_cost_counts_for_nothing() {
        let drawing = "
            anna   2025-02-02=1000-400 2025-03-02=1000-400 2025-03-09=3000-3500
            boris  2025-03-09=5000
        ";
        let profit = of_books(&GROSS_PROFIT, drawing, &[], "2025-04-01");
        assert_eq!((profit.value, profit.of), (Some(pounds(100)), 3));
    }

    #[test]
    fn a_shop_that_knows_no_cost_has_revenue_and_no_profit() {
        let profit = of_books(&GROSS_PROFIT, "anna 2025-03-02=1000", &[], "2025-04-01");
        assert_eq!(profit.value, None);
    }
}
