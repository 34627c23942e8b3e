//! How many times a customer brings what winning him cost.

use super::{NO_SPEND, NOBODY_NEW};
use crate::Wording;
use crate::figure::Figure;
use crate::metrics::catalogue::lifetime::profit_by_churn;
use crate::metrics::catalogue::profit::NO_COSTS;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOBODY_LEFT, Reckoned, Seen};

/// How many times a customer brings what winning him cost.
pub const LTV_TO_CAC: Metric = Metric {
    id: "ltv-to-cac",
    family: Family::Acquiring,
    name: Wording {
        en: "Lifetime value to cost (LTV : CAC)",
        uk: "Цінність до вартості (LTV : CAC)",
        ru: "Ценность к стоимости (LTV : CAC)",
    },
    meaning: Wording {
        en: "Lifetime value by profit divided by the cost of a new customer. Below 1 each new \
             customer costs more than he leaves; the interval is that of the lifetime value.",
        uk: "Цінність клієнта за прибутком, поділена на вартість нового клієнта. Якщо менше за 1, \
             новий клієнт коштує більше, ніж залишає; інтервал — від цінності.",
        ru: "Ценность клиента по прибыли, делённая на стоимость нового клиента. Если меньше 1, \
             новый клиент стоит больше, чем оставляет; интервал — от ценности.",
    },
    formula: Wording {
        en: "lifetime value by profit / CAC",
        uk: "цінність за прибутком / CAC",
        ru: "ценность по прибыли / CAC",
    },
    kind: Kind::Number,
    better: Better::Higher,
    no_answer: Some(NOBODY_LEFT),
    source: "customary; by gross profit, not by revenue",
    answer: Answer::Period(ltv_to_cac),
};

fn ltv_to_cac(seen: &Seen) -> Reckoned {
    let Some(spent) = seen.spent.filter(|spent| spent.minor > 0) else {
        return Reckoned::none(NO_SPEND);
    };
    if seen.earned_here().is_none() {
        return Reckoned::none(NO_COSTS);
    }
    if seen.n_new() == 0 {
        return Reckoned::none(NOBODY_NEW);
    }
    let cac = spent.minor as f64 / seen.n_new() as f64;
    let worth = profit_by_churn::in_minor(seen);
    let bounds = worth.and_then(|(_, bounds)| bounds);
    Reckoned {
        interval: bounds.map(|(low, high)| (Figure::Number(low / cac), Figure::Number(high / cac))),
        ..Reckoned::plain(worth.map(|(minor, _)| minor / cac), seen.n_new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::tests::of_books;

    const DRAWING: &str = "
        anna   2025-02-20=1000-1 2025-03-09=2500-1000
        vera   2024-12-05=1000-1
        gleb   2025-03-30=1000-1000
    ";

    #[test]
    fn a_customer_brings_twice_what_winning_him_cost() {
        // 15.00 of (2 + 2) / 2 active customers in 1.0185 months, 49.37 % leave in a month: 14.91.
        let spend = [("2025-03-01", "2025-04-01", 746)];
        let ratio = of_books(&LTV_TO_CAC, DRAWING, &spend, "2025-04-01");
        let Some(Figure::Number(times)) = ratio.value else { panic!("{ratio:?}") };
        assert!((times - 2.0).abs() < 0.01, "{times}");
        assert!(ratio.interval.is_some());
    }

    #[test]
    fn without_spend_there_is_nothing_to_divide_by() {
        let ratio = of_books(&LTV_TO_CAC, DRAWING, &[], "2025-04-01");
        assert_eq!((ratio.value, ratio.because), (None, Some(NO_SPEND)));
    }
}
