//! Who buys more than once within the period.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOBODY_BOUGHT, Reckoned, Seen};

/// Who buys more than once within the period.
pub const REPEAT_RATE: Metric = Metric {
    id: "repeat-purchase-rate",
    family: Family::Buying,
    name: Wording {
        en: "Repeat purchase rate",
        uk: "Частка повторних покупців",
        ru: "Доля повторных покупателей",
    },
    meaning: Wording {
        en: "The share of the buyers of the period who bought at least twice in it.",
        uk: "Частка покупців періоду, які купили в ньому щонайменше двічі.",
        ru: "Доля покупателей периода, которые купили в нём не меньше двух раз.",
    },
    formula: Wording {
        en: "buyers with ≥ 2 purchases / buyers",
        uk: "покупці з ≥ 2 покупками / покупці",
        ru: "покупатели с ≥ 2 покупками / покупатели",
    },
    kind: Kind::Share,
    better: Better::Higher,
    no_answer: Some(NOBODY_BOUGHT),
    source: "customary",
    answer: Answer::Period(repeat_rate),
};

fn repeat_rate(seen: &Seen) -> Reckoned {
    Reckoned::share(seen.buyers.repeaters, seen.buyers.all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use crate::metrics::tests::of_newest_month;

    #[test]
    fn only_purchases_within_the_period_make_a_repeater() {
        let drawing = "
            anna   2025-03-02 2025-03-09
            boris  2025-02-02 2025-03-09
        ";
        let rate = of_newest_month(&REPEAT_RATE, drawing, "2025-04-01");
        assert_eq!((rate.value, rate.of), (Some(Figure::Number(0.5)), 2));
    }
}
