//! The share of customers who left.

use crate::Wording;
use crate::metrics::metric::{
    Answer, Better, Family, Kind, Metric, NOBODY_AT_START, Reckoned, Seen,
};

/// The share of customers who left.
pub const CHURN: Metric = Metric {
    id: "churn",
    family: Family::Keeping,
    name: Wording { en: "Churn", uk: "Відтік", ru: "Отток" },
    meaning: Wording {
        en: "The share of those active at the start who are not active at the end.",
        uk: "Частка активних на початку, які в кінці вже не активні.",
        ru: "Доля активных в начале, которые в конце уже не активны.",
    },
    formula: Wording::of_signs("(S − |S ∩ E|) / S"),
    kind: Kind::Share,
    better: Better::Lower,
    no_answer: Some(NOBODY_AT_START),
    source: "ChartMogul, customer churn rate, standard family",
    answer: Answer::Period(churn),
};

fn churn(seen: &Seen) -> Reckoned {
    Reckoned::share(seen.counts.start - seen.counts.stayed, seen.counts.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use crate::metrics::tests::of_newest_month;

    #[test]
    fn it_is_what_strict_retention_leaves() {
        let drawing = "
            anna   2025-02-20 2025-03-20
            vera   2024-12-05
        ";
        let left = of_newest_month(&CHURN, drawing, "2025-04-01");
        assert_eq!(left.value, Some(Figure::Number(0.5)));
    }
}
