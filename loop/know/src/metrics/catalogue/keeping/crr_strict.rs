//! Retention of the very people who were there.

use crate::Wording;
use crate::metrics::metric::{
    Answer, Better, Family, Kind, Metric, NOBODY_AT_START, Reckoned, Seen,
};

/// Retention of the very people who were there.
pub const CRR_STRICT: Metric = Metric {
    id: "crr-strict",
    family: Family::Keeping,
    name: Wording {
        en: "Strict retention", uk: "Суворе утримання", ru: "Строгое удержание"
    },
    meaning: Wording {
        en: "The share of those active at the start who are still active at the end.",
        uk: "Частка активних на початку, які лишилися активними в кінці.",
        ru: "Доля активных в начале, которые остались активными в конце.",
    },
    formula: Wording::of_signs("|S ∩ E| / S"),
    kind: Kind::Share,
    better: Better::Higher,
    no_answer: Some(NOBODY_AT_START),
    source: "the complement of customer churn (ChartMogul, standard family)",
    answer: Answer::Period(crr_strict),
};

fn crr_strict(seen: &Seen) -> Reckoned {
    Reckoned::share(seen.counts.stayed, seen.counts.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use crate::metrics::tests::of_newest_month;

    #[test]
    fn who_comes_back_from_the_cold_was_not_kept() {
        let drawing = "
            anna   2025-02-20 2025-03-20
            boris  2024-10-01 2025-03-05
            vera   2024-12-05
        ";
        let kept = of_newest_month(&CRR_STRICT, drawing, "2025-04-01");
        assert_eq!((kept.value, kept.of), (Some(Figure::Number(0.5)), 2));
    }
}
