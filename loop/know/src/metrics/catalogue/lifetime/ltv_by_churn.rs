//! What a customer brings if they go on leaving at this pace.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOBODY_LEFT, Reckoned, Seen};

/// What a customer brings if they go on leaving at this pace.
pub const LTV_BY_CHURN: Metric = Metric {
    id: "ltv-by-churn",
    family: Family::Lifetime,
    name: Wording {
        en: "Lifetime value by churn",
        uk: "Цінність за відтоком",
        ru: "Ценность по оттоку",
    },
    meaning: Wording {
        en: "What an active customer pays a month, divided by the share of customers who leave \
             in a month.",
        uk: "Скільки активний клієнт платить за місяць, поділене на частку клієнтів, які йдуть \
             за місяць.",
        ru: "Сколько активный клиент платит в месяц, делённое на долю клиентов, которые уходят \
             за месяц.",
    },
    formula: Wording {
        en: "revenue / months / ((S + E) / 2) / monthly churn",
        uk: "виторг / місяці / ((S + E) / 2) / місячний відтік",
        ru: "выручка / месяцы / ((S + E) / 2) / месячный отток",
    },
    kind: Kind::Money,
    better: Better::Higher,
    no_answer: Some(NOBODY_LEFT),
    source: "PostHog revenue analytics: monthly revenue per user / churn",
    answer: Answer::Period(ltv_by_churn),
};

fn ltv_by_churn(seen: &Seen) -> Reckoned {
    let value = seen.monthly_revenue_per_active().zip(seen.monthly_churn());
    let value = value.filter(|(_, churn)| *churn > 0.0);
    let value = value.and_then(|(monthly, churn)| seen.rounded(monthly / churn));
    Reckoned::money(value, seen.counts.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::tests::{of_newest_month, pounds};

    #[test]
    fn nobody_leaving_gives_no_answer_instead_of_an_endless_one() {
        let stays = "
            anna   2025-02-20=1000 2025-03-09=1000
        ";
        assert_eq!(of_newest_month(&LTV_BY_CHURN, stays, "2025-04-01").value, None);
    }

    #[test]
    fn half_leaving_within_a_month_makes_about_two_months_of_revenue() {
        let drawing = "
            anna   2025-02-20=1000 2025-03-09=1500
            vera   2024-12-05=1000
        ";
        // 15.00 of one and a half active customers in 1.0185 months, 49.37 % leaving in a month.
        let worth = of_newest_month(&LTV_BY_CHURN, drawing, "2025-04-01").value;
        assert_eq!(worth, Some(pounds(1989)));
    }
}
