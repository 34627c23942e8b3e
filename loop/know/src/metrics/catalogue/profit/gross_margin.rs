//! Which part of the revenue is left once the goods are paid for.

use super::NO_COSTS;
use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, Reckoned, Seen};

/// Which part of the revenue is left once the goods are paid for.
pub const GROSS_MARGIN: Metric = Metric {
    id: "gross-margin",
    family: Family::Profit,
    name: Wording {
        en: "Gross margin", uk: "Валова маржа", ru: "Валовая маржа"
    },
    meaning: Wording {
        en: "Gross profit as a share of the revenue of the orders whose cost is known. Below \
             nothing where goods were sold for less than they cost.",
        uk: "Валовий прибуток як частка виторгу замовлень із відомою собівартістю. Нижче нуля, \
             якщо товари продано дешевше, ніж вони коштували.",
        ru: "Валовая прибыль как доля выручки заказов с известной себестоимостью. Ниже нуля, если \
             товары проданы дешевле, чем они стоили.",
    },
    formula: Wording {
        en: "gross profit / revenue of orders of known cost",
        uk: "валовий прибуток / виторг замовлень із відомою собівартістю",
        ru: "валовая прибыль / выручка заказов с известной себестоимостью",
    },
    kind: Kind::Share,
    better: Better::Higher,
    no_answer: Some(NO_COSTS),
    source: "customary",
    answer: Answer::Period(gross_margin),
};

fn gross_margin(seen: &Seen) -> Reckoned {
    let earned = seen.earned_here().filter(|_| seen.currency.is_some());
    let margin = earned.map(|earned| earned.profit as f64 / earned.revenue as f64);
    Reckoned::plain(margin, seen.bought.orders)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use crate::metrics::tests::of_books;

    #[test]
    fn orders_of_unknown_cost_do_not_thin_the_margin_out() {
        let drawing = "
            anna   2025-02-02 2025-03-02=1000-400
            boris  2025-03-09=9000
        ";
        let margin = of_books(&GROSS_MARGIN, drawing, &[], "2025-04-01");
        assert_eq!(margin.value, Some(Figure::Number(0.6)));
    }
}
