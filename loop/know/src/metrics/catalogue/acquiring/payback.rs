//! After how many months new customers have paid for having been won.

use super::{NO_SPEND, NO_WHOLE_MONTH, NOBODY_NEW, NOT_PAID_BACK};
use crate::Wording;
use crate::metrics::catalogue::profit::NO_COSTS;
use crate::metrics::ledger::Payback;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, Reckoned, Seen};

/// After how many months new customers have paid for having been won.
pub const PAYBACK: Metric = Metric {
    id: "payback-months",
    family: Family::Acquiring,
    name: Wording {
        en: "Months until a customer has paid for himself",
        uk: "Місяці до окупності клієнта",
        ru: "Месяцы до окупаемости клиента",
    },
    meaning: Wording {
        en: "The first month k by whose end those who came in the period have brought, in gross \
             profit, what was spent in it on marketing. Months are thirty days of each customer’s \
             own from his first purchase on, 0 the first one; only months that lie behind all of \
             them count.",
        uk: "Перший місяць k, до кінця якого ті, хто прийшов у періоді, принесли валового \
             прибутку стільки, скільки в ньому витрачено на маркетинг. Місяць — тридцять днів від \
             першої покупки кожного, 0 — перший; враховано лише місяці, що вже минули для всіх.",
        ru: "Первый месяц k, к концу которого те, кто пришёл в периоде, принесли валовой прибыли \
             столько, сколько в нём потрачено на маркетинг. Месяц — тридцать дней от первой \
             покупки каждого, 0 — первый; учтены только месяцы, уже прошедшие для всех.",
    },
    formula: Wording {
        en: "first k with Σ gross profit of new customers in months 0…k ≥ marketing spend",
        uk: "перше k, де Σ валового прибутку нових клієнтів за місяці 0…k ≥ витрати на маркетинг",
        ru: "первое k, где Σ валовой прибыли новых клиентов за месяцы 0…k ≥ расходы на маркетинг",
    },
    kind: Kind::Months,
    better: Better::Lower,
    no_answer: Some(NOT_PAID_BACK),
    source: "customary: payback period of customer acquisition cost",
    answer: Answer::Period(payback),
};

fn payback(seen: &Seen) -> Reckoned {
    let Some(spent) = seen.spent else { return Reckoned::none(NO_SPEND) };
    let Some(newcomers) = &seen.newcomers else { return Reckoned::none(NO_COSTS) };
    if seen.n_new() == 0 {
        return Reckoned::none(NOBODY_NEW);
    }
    if newcomers.n_complete == 0 {
        return Reckoned::none(NO_WHOLE_MONTH);
    }
    let month = match newcomers.payback(spent.minor) {
        Payback::Month(month) => Some(month as f64),
        Payback::NotYet => None,
    };
    Reckoned::plain(month, seen.n_new())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use crate::metrics::tests::of_books_on;

    /// Who came in January: 3.00 within thirty days, 5.00 within sixty, 9.00 within ninety.
    const DRAWING: &str = "
        anna   2025-01-02=300-100 2025-02-10=300-100 2025-03-20=800-400
        boris  2025-01-31=200-100
        gleb   2024-12-20=900-100 2025-01-15=900-100
    ";

    fn of_january(minor: i64, as_of: &str) -> Reckoned {
        let spend = [("2025-01-01", "2025-02-01", minor)];
        of_books_on(&PAYBACK, DRAWING, &spend, (as_of, "2025-01-31"))
    }

    #[test]
    fn it_is_the_first_month_by_whose_end_the_new_have_brought_the_spend() {
        for (spent, months) in
            [(300, Some(0.0)), (301, Some(1.0)), (500, Some(1.0)), (501, Some(2.0))]
        {
            let paid = of_january(spent, "2025-06-01");
            assert_eq!(paid.value, months.map(Figure::Number), "{spent}");
        }
        assert_eq!(of_january(901, "2025-06-01").value, None);
    }

    #[test]
    fn a_month_that_is_not_over_for_the_last_comer_does_not_count() {
        assert_eq!(of_january(501, "2025-05-02").value, Some(Figure::Number(2.0)));
        assert_eq!(of_january(501, "2025-05-01").value, None, "89 days after January");
        let early = of_january(100, "2025-03-02");
        assert_eq!((early.value, early.because), (None, Some(NO_WHOLE_MONTH)));
    }
}
