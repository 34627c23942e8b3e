//! Of the buyers of one period, who buys in the next.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOBODY_BEFORE, Reckoned, Seen};

/// Of the buyers of one period, who buys in the next.
pub const BOUGHT_AGAIN: Metric = Metric {
    id: "bought-again",
    family: Family::Keeping,
    name: Wording {
        en: "Bought again", uk: "Купили знову", ru: "Купили снова"
    },
    meaning: Wording {
        en: "The share of the buyers of the stretch before who bought in this one too.",
        uk: "Частка покупців попереднього відрізка, які купили й у цьому.",
        ru: "Доля покупателей предыдущего отрезка, которые купили и в этом.",
    },
    formula: Wording {
        en: "buyers of both / buyers of the one before",
        uk: "покупці обох / покупці попереднього",
        ru: "покупатели обоих / покупатели предыдущего",
    },
    kind: Kind::Share,
    better: Better::Higher,
    no_answer: Some(NOBODY_BEFORE),
    source: "Peel, month-over-month retention of all customers",
    answer: Answer::Period(bought_again),
};

fn bought_again(seen: &Seen) -> Reckoned {
    Reckoned::share(seen.buyers.from_before, seen.buyers_before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use crate::metrics::tests::of_newest_month;

    #[test]
    fn one_of_two_buyers_of_february_buys_in_march() {
        let drawing = "
            anna   2025-02-20 2025-03-20
            boris  2025-02-01
            vera   2025-03-07
        ";
        let again = of_newest_month(&BOUGHT_AGAIN, drawing, "2025-04-01");
        assert_eq!((again.value, again.of), (Some(Figure::Number(0.5)), 2));
    }
}
