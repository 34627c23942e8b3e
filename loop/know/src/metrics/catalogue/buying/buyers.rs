//! How many people bought.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, Reckoned, Seen};

/// How many people bought.
pub const BUYERS: Metric = Metric {
    id: "buyers",
    family: Family::Buying,
    name: Wording { en: "Buyers", uk: "Покупці", ru: "Покупатели" },
    meaning: Wording {
        en: "Customers who bought at least once in the period.",
        uk: "Клієнти, які купили в періоді хоча б раз.",
        ru: "Клиенты, которые купили в периоде хотя бы раз.",
    },
    formula: Wording {
        en: "customers with ≥ 1 purchase",
        uk: "клієнти з ≥ 1 покупкою",
        ru: "клиенты с ≥ 1 покупкой",
    },
    kind: Kind::Count,
    better: Better::Higher,
    no_answer: None,
    source: "customary",
    answer: Answer::Period(buyers),
};

fn buyers(seen: &Seen) -> Reckoned {
    Reckoned::count(seen.buyers.all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use crate::metrics::tests::of_newest_month;

    #[test]
    fn a_buyer_is_counted_once_however_often_he_buys() {
        let drawing = "
            anna   2025-03-01 2025-03-02
            boris  2025-02-20
        ";
        assert_eq!(of_newest_month(&BUYERS, drawing, "2025-04-01").value, Some(Figure::Count(1)));
    }
}
