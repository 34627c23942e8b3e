//! Retention by the customary formula.

use crate::Wording;
use crate::metrics::metric::{
    Answer, Better, Family, Kind, Metric, NOBODY_AT_START, Reckoned, Seen,
};

/// Retention by the customary formula.
pub const CRR: Metric = Metric {
    id: "crr",
    family: Family::Keeping,
    name: Wording {
        en: "Retention by formula",
        uk: "Утримання за формулою",
        ru: "Удержание по формуле",
    },
    meaning: Wording {
        en: "Active at the end without the new ones, per active at the start. People who were \
             away and came back count too, so it can exceed 100 %.",
        uk: "Активні в кінці без нових на кожного активного на початку. Рахуються й ті, хто був \
             відсутній і повернувся, тож може перевищити 100 %.",
        ru: "Активные в конце без новых на каждого активного в начале. Считаются и те, кто \
             отсутствовал и вернулся, поэтому может превысить 100 %.",
    },
    formula: Wording::of_signs("(E − N) / S"),
    kind: Kind::Share,
    better: Better::Higher,
    no_answer: Some(NOBODY_AT_START),
    source: "customary in retail and subscription textbooks",
    answer: Answer::Period(crr),
};

fn crr(seen: &Seen) -> Reckoned {
    Reckoned::plain(seen.counts.rates().crr, seen.counts.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use crate::metrics::tests::of_newest_month;

    #[test]
    fn who_comes_back_from_the_cold_lifts_it_above_the_whole() {
        // Boris was silent for over ninety days when March began.
        let drawing = "
            anna   2025-02-20 2025-03-20
            boris  2024-10-01 2025-03-05
        ";
        assert_eq!(of_newest_month(&CRR, drawing, "2025-04-01").value, Some(Figure::Number(2.0)));
    }
}
