//! How many customers the shop has at the end of the period.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, Reckoned, Seen};

/// How many customers the shop has at the end of the period.
pub const ACTIVE: Metric = Metric {
    id: "active-customers",
    family: Family::Keeping,
    name: Wording {
        en: "Active customers", uk: "Активні клієнти", ru: "Активные клиенты"
    },
    meaning: Wording {
        en: "Customers who bought within the activity window before the end of the period.",
        uk: "Клієнти, які купували протягом вікна активності до кінця періоду.",
        ru: "Клиенты, которые покупали в течение окна активности до конца периода.",
    },
    formula: Wording::of_signs("E"),
    kind: Kind::Count,
    better: Better::Higher,
    no_answer: None,
    source: "customary; the window is the one of the report",
    answer: Answer::Period(active),
};

fn active(seen: &Seen) -> Reckoned {
    Reckoned::count(seen.counts.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use crate::metrics::tests::of_newest_month;

    #[test]
    fn who_bought_within_ninety_days_is_active() {
        let drawing = "
            anna   2025-01-05 2025-03-20
            boris  2024-12-01
        ";
        assert_eq!(of_newest_month(&ACTIVE, drawing, "2025-04-01").value, Some(Figure::Count(1)));
    }
}
