//! The most that a new customer may cost.

use crate::Wording;
use crate::metrics::catalogue::profit::NO_COSTS;
use crate::metrics::metric::{
    Answer, Better, Family, Kind, Metric, NOBODY_AT_START, Reckoned, Seen,
};

/// The most that a new customer may cost.
pub const CAC_CEILING: Metric = Metric {
    id: "cac-ceiling",
    family: Family::Acquiring,
    name: Wording {
        en: "Highest cost that pays off",
        uk: "Найвища вартість, що окупиться",
        ru: "Наибольшая стоимость, которая окупится",
    },
    meaning: Wording {
        en: "The lower bound of the lifetime value by profit: a new customer who costs no more \
             leaves what was paid for him even if as many leave as the interval allows. It has an \
             answer also when nobody left.",
        uk: "Нижня межа цінності клієнта за прибутком: новий клієнт, який коштує не дорожче, \
             поверне витрачене, навіть якщо йтиме стільки, скільки дозволяє інтервал. Відповідь є \
             й тоді, коли ніхто не пішов.",
        ru: "Нижняя граница ценности клиента по прибыли: новый клиент, который стоит не дороже, \
             вернёт потраченное, даже если уходить будет столько, сколько допускает интервал. \
             Ответ есть и тогда, когда никто не ушёл.",
    },
    formula: Wording {
        en: "gross profit / months / ((S + E) / 2) / highest monthly churn of the interval",
        uk: "валовий прибуток / місяці / ((S + E) / 2) / найвищий місячний відтік інтервалу",
        ru: "валовая прибыль / месяцы / ((S + E) / 2) / наибольший месячный отток интервала",
    },
    kind: Kind::Money,
    better: Better::Higher,
    no_answer: Some(NOBODY_AT_START),
    source: "our own: break-even of LTV : CAC at the 95 % bound",
    answer: Answer::Period(cac_ceiling),
};

fn cac_ceiling(seen: &Seen) -> Reckoned {
    if seen.earned_here().is_none() {
        return Reckoned::none(NO_COSTS);
    }
    let monthly = seen.monthly_profit_per_active();
    let most = seen.monthly_churn_bounds().map(|(_, most)| most);
    // Goods sold at a loss pay for nobody.
    let ceiling = monthly.zip(most).map(|(monthly, churn)| (monthly / churn).max(0.0));
    Reckoned::money(ceiling.and_then(|minor| seen.rounded(minor)), seen.counts.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::catalogue::lifetime::PROFIT_BY_CHURN;
    use crate::metrics::tests::{of_books, pounds};

    #[test]
    fn it_is_the_lower_bound_of_what_a_customer_is_worth() {
        let drawing = "
            anna   2025-02-20=1000-1 2025-03-09=2500-1000
            vera   2024-12-05=1000-1
        ";
        let worth = of_books(&PROFIT_BY_CHURN, drawing, &[], "2025-04-01");
        let ceiling = of_books(&CAC_CEILING, drawing, &[], "2025-04-01");
        assert!(ceiling.value.is_some());
        assert_eq!(ceiling.value, worth.interval.map(|bounds| bounds.0));
    }

    #[test]
    fn a_shop_that_lost_nobody_still_learns_what_it_may_pay() {
        let stays = "anna 2025-02-20=1000-1 2025-03-09=1000-500";
        // One of one stayed, so Wilson's upper bound of the loss is 79.35 %; 78.74 % of it a month.
        let ceiling = of_books(&CAC_CEILING, stays, &[], "2025-04-01");
        assert_eq!(ceiling.value, Some(pounds(623)));
    }
}
