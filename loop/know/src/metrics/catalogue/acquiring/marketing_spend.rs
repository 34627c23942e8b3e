//! What marketing cost.

use super::NO_SPEND;
use crate::Wording;
use crate::figure::Figure;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, Reckoned, Seen};

/// What marketing cost.
pub const MARKETING_SPEND: Metric = Metric {
    id: "marketing-spend",
    family: Family::Acquiring,
    name: Wording {
        en: "Marketing spend", uk: "Витрати на маркетинг", ru: "Расходы на маркетинг"
    },
    meaning: Wording {
        en: "What was spent on marketing in the period, all channels together. Spend of a longer \
             stretch is spread evenly over its days.",
        uk: "Скільки витрачено на маркетинг за період усіма каналами разом. Витрати довшого \
             відрізка розподілено порівну на його дні.",
        ru: "Сколько потрачено на маркетинг за период по всем каналам вместе. Расходы более \
             длинного отрезка распределены поровну на его дни.",
    },
    formula: Wording {
        en: "Σ spend of the days of the period",
        uk: "Σ витрат за дні періоду",
        ru: "Σ расходов за дни периода",
    },
    kind: Kind::Money,
    better: Better::Neither,
    no_answer: Some(NO_SPEND),
    source: "customary",
    answer: Answer::Period(marketing_spend),
};

fn marketing_spend(seen: &Seen) -> Reckoned {
    Reckoned::money(seen.spent.map(Figure::Money), seen.n_new())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::tests::{of_books, pounds};

    #[test]
    fn spend_of_two_months_falls_on_each_by_its_days() {
        let spend = [("2025-03-01", "2025-05-01", 6_100), ("2025-03-05", "2025-03-06", 40)];
        let spent = of_books(&MARKETING_SPEND, "anna 2025-03-02", &spend, "2025-04-01");
        assert_eq!(spent.value, Some(pounds(3_140)));
        let before = [("2025-02-01", "2025-03-01", 6_100)];
        let none = of_books(&MARKETING_SPEND, "anna 2025-03-02", &before, "2025-04-01");
        assert_eq!(none.value, None, "no spend of March is known, which is not a spend of nothing");
    }
}
