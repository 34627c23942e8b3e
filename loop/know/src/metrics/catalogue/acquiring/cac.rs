//! What winning a new customer cost.

use domain::Money;

use super::{NO_SPEND, NOBODY_NEW};
use crate::Wording;
use crate::figure::{Figure, divided};
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, Reckoned, Seen};

/// What winning a new customer cost.
pub const CAC: Metric = Metric {
    id: "cac",
    family: Family::Acquiring,
    name: Wording {
        en: "Cost of a new customer (CAC)",
        uk: "Вартість нового клієнта (CAC)",
        ru: "Стоимость нового клиента (CAC)",
    },
    meaning: Wording {
        en: "Marketing spend of the period divided by the customers whose first purchase ever \
             lies in it, however they came.",
        uk: "Витрати на маркетинг за період, поділені на клієнтів, чия найперша покупка припала \
             на нього, хоч би звідки вони прийшли.",
        ru: "Расходы на маркетинг за период, делённые на клиентов, чья самая первая покупка \
             пришлась на него, откуда бы они ни пришли.",
    },
    formula: Wording {
        en: "marketing spend / new customers",
        uk: "витрати на маркетинг / нові клієнти",
        ru: "расходы на маркетинг / новые клиенты",
    },
    kind: Kind::Money,
    better: Better::Lower,
    no_answer: Some(NOBODY_NEW),
    source: "Lifetimely: total marketing spend / new customers",
    answer: Answer::Period(cac),
};

fn cac(seen: &Seen) -> Reckoned {
    let Some(spent) = seen.spent else { return Reckoned::none(NO_SPEND) };
    let each = divided(spent.minor, seen.n_new());
    let money = |minor| Figure::Money(Money::new(minor, spent.currency));
    Reckoned::money(each.map(money), seen.n_new())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::tests::{of_books, pounds};

    const SPEND: [(&str, &str, i64); 1] = [("2025-03-01", "2025-04-01", 3_001)];

    #[test]
    fn two_new_customers_share_the_spend_and_an_old_one_does_not() {
        let drawing = "
            anna   2025-02-02 2025-03-02
            boris  2025-03-09
            vera   2025-03-19 2025-03-20
        ";
        let cac = of_books(&CAC, drawing, &SPEND, "2025-04-01");
        assert_eq!((cac.value, cac.of), (Some(pounds(1_501)), 2), "15.005 rounded");
    }

    #[test]
    fn without_spend_and_without_new_customers_the_reasons_differ() {
        let nobody = of_books(&CAC, "anna 2025-02-02 2025-03-02", &SPEND, "2025-04-01");
        assert_eq!((nobody.value, nobody.because), (None, None), "that of the metric itself");
        let unknown = of_books(&CAC, "anna 2025-03-02", &[], "2025-04-01");
        assert_eq!((unknown.value, unknown.because), (None, Some(NO_SPEND)));
    }
}
