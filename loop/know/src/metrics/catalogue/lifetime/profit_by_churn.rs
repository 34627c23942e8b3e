//! What a customer leaves the shop if they go on leaving at this pace.

use crate::Wording;
use crate::metrics::catalogue::profit::NO_COSTS;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOBODY_LEFT, Reckoned, Seen};

/// What a customer leaves the shop if they go on leaving at this pace.
pub const PROFIT_BY_CHURN: Metric = Metric {
    id: "ltv-profit",
    family: Family::Lifetime,
    name: Wording {
        en: "Lifetime value by profit",
        uk: "Цінність клієнта за прибутком",
        ru: "Ценность клиента по прибыли",
    },
    meaning: Wording {
        en: "Gross profit of an active customer in a month, divided by the share of customers who \
             leave in a month. The interval is that of the share that stayed (Wilson); orders of \
             unknown cost bring nothing.",
        uk: "Валовий прибуток від активного клієнта за місяць, поділений на частку клієнтів, які \
             йдуть за місяць. Інтервал — від частки тих, хто залишився (Вілсон); замовлення з \
             невідомою собівартістю не дають нічого.",
        ru: "Валовая прибыль от активного клиента за месяц, делённая на долю клиентов, которые \
             уходят за месяц. Интервал — от доли тех, кто остался (Уилсон); заказы с неизвестной \
             себестоимостью не дают ничего.",
    },
    formula: Wording {
        en: "gross profit / months / ((S + E) / 2) / monthly churn",
        uk: "валовий прибуток / місяці / ((S + E) / 2) / місячний відтік",
        ru: "валовая прибыль / месяцы / ((S + E) / 2) / месячный отток",
    },
    kind: Kind::Money,
    better: Better::Higher,
    no_answer: Some(NOBODY_LEFT),
    source: "PostHog revenue analytics (monthly revenue per user / churn), with gross profit in \
             place of revenue",
    answer: Answer::Period(profit_by_churn),
};

/// The value in minor units, and the bounds of its interval.
pub(in crate::metrics::catalogue) fn in_minor(seen: &Seen) -> Option<(f64, Option<(f64, f64)>)> {
    let monthly = seen.monthly_profit_per_active()?;
    let churn = seen.monthly_churn().filter(|churn| *churn > 0.0)?;
    let bounds = seen.monthly_churn_bounds().filter(|(least, _)| *least > 0.0);
    let ends = bounds.map(|(least, most)| (monthly / most, monthly / least));
    // A loss grows with the time that customers stay.
    let rising = ends.map(|(one, other)| (f64::min(one, other), f64::max(one, other)));
    Some((monthly / churn, rising))
}

fn profit_by_churn(seen: &Seen) -> Reckoned {
    if seen.earned_here().is_none() {
        return Reckoned::none(NO_COSTS);
    }
    let value = in_minor(seen);
    let bounds = value.and_then(|(_, bounds)| bounds);
    Reckoned {
        value: value.and_then(|(minor, _)| seen.rounded(minor)),
        interval: bounds.and_then(|(low, high)| seen.rounded(low).zip(seen.rounded(high))),
        of: seen.counts.start,
        because: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::tests::{of_books, pounds};

    #[test]
    fn half_leaving_within_a_month_leave_about_two_months_of_profit() {
        let drawing = "
            anna   2025-02-20=1000-1 2025-03-09=2500-1000
            vera   2024-12-05=1000-1
        ";
        // As the same drawing by revenue, with 10.00 of the 25.00 paid for the goods.
        let worth = of_books(&PROFIT_BY_CHURN, drawing, &[], "2025-04-01");
        assert_eq!(worth.value, Some(pounds(1989)));
    }

    #[test]
    fn the_reason_is_the_missing_cost_before_it_is_that_nobody_left() {
        let worth = of_books(&PROFIT_BY_CHURN, "anna 2025-02-20 2025-03-09", &[], "2025-04-01");
        assert_eq!((worth.value, worth.because), (None, Some(NO_COSTS)));
    }
}
