//! How many came back after having been away.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, Reckoned, Seen};

/// How many came back after having been away.
pub const REACTIVATED: Metric = Metric {
    id: "reactivated",
    family: Family::Keeping,
    name: Wording { en: "Came back", uk: "Повернулися", ru: "Вернулись" },
    meaning: Wording {
        en: "Customers who are active at the end, were not at the start, and had bought before \
             the period.",
        uk: "Клієнти, активні в кінці, неактивні на початку, які купували ще до періоду.",
        ru: "Клиенты, активные в конце, неактивные в начале, которые покупали ещё до периода.",
    },
    formula: Wording::of_signs("E − N − |S ∩ E|"),
    kind: Kind::Count,
    better: Better::Higher,
    no_answer: None,
    source: "what the customary formula counts as kept and the strict one does not",
    answer: Answer::Period(reactivated),
};

fn reactivated(seen: &Seen) -> Reckoned {
    Reckoned::count(seen.counts.reactivated)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use crate::metrics::tests::of_newest_month;

    #[test]
    fn who_was_silent_for_a_season_and_buys_has_come_back() {
        let drawing = "
            anna   2025-02-20 2025-03-20
            boris  2024-10-01 2025-03-05
            vera   2025-03-07
        ";
        let back = of_newest_month(&REACTIVATED, drawing, "2025-04-01");
        assert_eq!(back.value, Some(Figure::Count(1)));
    }
}
