//! How long a customer stays one.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOBODY_EVER, Reckoned, Seen};

/// How long a customer stays one.
pub const RELATIONSHIP: Metric = Metric {
    id: "relationship-months",
    family: Family::Lifetime,
    name: Wording {
        en: "Length of the relationship",
        uk: "Тривалість стосунків",
        ru: "Длительность отношений",
    },
    meaning: Wording {
        en: "The mean time from the first purchase to the last one of all customers up to the \
             end of the period; at least a month each.",
        uk: "Середній час від першої до останньої покупки всіх клієнтів до кінця періоду; \
             щонайменше місяць на кожного.",
        ru: "Среднее время от первой до последней покупки всех клиентов к концу периода; не \
             меньше месяца на каждого.",
    },
    formula: Wording {
        en: "Σ max(last − first, 1 month) / customers ever",
        uk: "Σ max(остання − перша, 1 місяць) / усі клієнти",
        ru: "Σ max(последняя − первая, 1 месяц) / все клиенты",
    },
    kind: Kind::Months,
    better: Better::Higher,
    no_answer: Some(NOBODY_EVER),
    source: "mean customer lifetime as seen so far; it still grows for who has not left",
    answer: Answer::Period(relationship),
};

fn relationship(seen: &Seen) -> Reckoned {
    Reckoned::plain(seen.relationship_months(), seen.known.customers.cast_unsigned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use crate::metrics::tests::of_newest_month;

    #[test]
    fn one_purchase_is_a_month_and_a_year_is_twelve() {
        let drawing = "
            anna   2024-03-02 2025-03-02
            boris  2025-03-09
        ";
        let months = of_newest_month(&RELATIONSHIP, drawing, "2025-04-01").value;
        let Some(Figure::Number(months)) = months else { panic!("{months:?}") };
        assert!((months - 6.5).abs() < 0.01, "{months}");
    }
}
