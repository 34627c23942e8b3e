//! What a customer brings in his time with the shop.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NO_AMOUNTS, Reckoned, Seen};

/// What a customer brings in his time with the shop.
pub const LTV: Metric = Metric {
    id: "ltv",
    family: Family::Lifetime,
    name: Wording {
        en: "Lifetime value",
        uk: "Цінність за весь час (LTV)",
        ru: "Ценность за всё время (LTV)",
    },
    meaning: Wording {
        en: "What an active customer pays a month, times the mean length of the relationship in \
             months. Active customers are the mean of those at the start and at the end.",
        uk: "Скільки активний клієнт платить за місяць, помножене на середню тривалість \
             стосунків у місяцях. Активні клієнти — середнє між початком і кінцем.",
        ru: "Сколько активный клиент платит в месяц, умноженное на среднюю длительность \
             отношений в месяцах. Активные клиенты — среднее между началом и концом.",
    },
    formula: Wording {
        en: "revenue / months / ((S + E) / 2) × relationship months",
        uk: "виторг / місяці / ((S + E) / 2) × місяці стосунків",
        ru: "выручка / месяцы / ((S + E) / 2) × месяцы отношений",
    },
    kind: Kind::Money,
    better: Better::Higher,
    no_answer: Some(NO_AMOUNTS),
    source: "customary: mean monthly revenue per customer × mean relationship in months",
    answer: Answer::Period(ltv),
};

fn ltv(seen: &Seen) -> Reckoned {
    let value = seen.monthly_revenue_per_active().zip(seen.relationship_months());
    let value = value.and_then(|(monthly, months)| seen.rounded(monthly * months));
    Reckoned::money(value, seen.known.customers.cast_unsigned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::tests::{of_newest_month, pounds};

    #[test]
    fn ten_pounds_a_month_for_a_month_are_about_ten_pounds() {
        let drawing = "
            anna   2025-02-28=1 2025-03-09=1000
        ";
        let worth = of_newest_month(&LTV, drawing, "2025-04-01").value;
        // March is 1.0185 months long, and the relationship counts as one.
        assert_eq!(worth, Some(pounds(982)));
    }
}
