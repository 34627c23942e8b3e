//! How long a customer stays if they go on leaving at this pace.

use crate::Wording;
use crate::figure::Figure;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOBODY_LEFT, Reckoned, Seen};

/// How long a customer stays if they go on leaving at this pace.
pub const LIFETIME_BY_CHURN: Metric = Metric {
    id: "lifetime-by-churn",
    family: Family::Lifetime,
    name: Wording {
        en: "Expected customer lifetime",
        uk: "Очікуваний час із магазином",
        ru: "Ожидаемое время с магазином",
    },
    meaning: Wording {
        en: "One divided by the share of customers who leave in a month. The interval is that of \
             the share that stayed (Wilson).",
        uk: "Одиниця, поділена на частку клієнтів, які йдуть за місяць. Інтервал — від частки \
             тих, хто залишився (Вілсон).",
        ru: "Единица, делённая на долю клиентов, которые уходят за месяц. Интервал — от доли тех, \
             кто остался (Уилсон).",
    },
    formula: Wording {
        en: "1 / monthly churn",
        uk: "1 / місячний відтік",
        ru: "1 / месячный отток",
    },
    kind: Kind::Months,
    better: Better::Higher,
    no_answer: Some(NOBODY_LEFT),
    source: "customary: mean of a geometric life",
    answer: Answer::Period(lifetime_by_churn),
};

fn lifetime_by_churn(seen: &Seen) -> Reckoned {
    let months = seen.monthly_churn().filter(|churn| *churn > 0.0).map(|churn| 1.0 / churn);
    let bounds = seen.monthly_churn_bounds().filter(|(least, _)| *least > 0.0);
    Reckoned {
        interval: bounds
            .filter(|_| months.is_some())
            .map(|(least, most)| (Figure::Number(1.0 / most), Figure::Number(1.0 / least))),
        ..Reckoned::plain(months, seen.counts.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::tests::of_newest_month;

    #[test]
    fn half_leaving_within_a_month_stay_about_two_months() {
        let drawing = "
            anna   2025-02-20 2025-03-09
            vera   2024-12-05
        ";
        let months = of_newest_month(&LIFETIME_BY_CHURN, drawing, "2025-04-01");
        // March is 31 / 30.4375 months long: 1 / (1 − 0.5^(30.4375 / 31)).
        let Some(Figure::Number(value)) = months.value else { panic!("{months:?}") };
        assert!((value - 2.025_638).abs() < 1e-6, "{value}");
        let Some((Figure::Number(low), Figure::Number(high))) = months.interval else { panic!() };
        assert!(low < value && value < high);
    }

    #[test]
    fn nobody_leaving_stay_for_ever_and_that_is_no_number() {
        let stays = "anna 2025-02-20 2025-03-09";
        assert_eq!(of_newest_month(&LIFETIME_BY_CHURN, stays, "2025-04-01").value, None);
    }
}
