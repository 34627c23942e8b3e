//! What a customer has left the shop so far, on average over everybody who ever came.

use crate::Wording;
use crate::figure::divided;
use crate::metrics::catalogue::profit::NO_COSTS;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, Reckoned, Seen};

/// What a customer has left the shop so far, on average over everybody who ever came.
pub const PROFIT_SO_FAR: Metric = Metric {
    id: "ltv-profit-so-far",
    family: Family::Lifetime,
    name: Wording {
        en: "Profit of a customer so far",
        uk: "Прибуток від клієнта на сьогодні",
        ru: "Прибыль от клиента на сегодня",
    },
    meaning: Wording {
        en: "Gross profit of the whole history up to the end of the period, divided by everybody \
             who has bought by then: seen, not expected. It still grows for who has not left.",
        uk: "Валовий прибуток усієї історії до кінця періоду, поділений на всіх, хто на той час \
             купував: побачене, а не очікуване. Для тих, хто не пішов, ще зростає.",
        ru: "Валовая прибыль всей истории до конца периода, делённая на всех, кто к тому времени \
             покупал: увиденное, а не ожидаемое. Для тех, кто не ушёл, ещё растёт.",
    },
    formula: Wording {
        en: "Σ gross profit up to the end / customers ever",
        uk: "Σ валовий прибуток до кінця / усі клієнти",
        ru: "Σ валовая прибыль до конца / все клиенты",
    },
    kind: Kind::Money,
    better: Better::Higher,
    no_answer: Some(NO_COSTS),
    source: "Lifetimely, Peel: gross margin lifetime value, accumulated",
    answer: Answer::Period(profit_so_far),
};

fn profit_so_far(seen: &Seen) -> Reckoned {
    let customers = seen.known.customers.cast_unsigned();
    let each = seen.earned.and_then(|earned| divided(earned.profit_so_far, customers));
    Reckoned::money(each.and_then(|minor| seen.money(minor)), customers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::tests::{of_books, pounds};

    #[test]
    fn who_left_long_ago_counts_with_what_he_brought() {
        let drawing = "
            anna   2024-02-02=1000-400 2025-03-02=1000-400
            boris  2024-03-09=5000-4900
            vera   2025-04-02=9000-1000
        ";
        let each = of_books(&PROFIT_SO_FAR, drawing, &[], "2025-04-01");
        assert_eq!((each.value, each.of), (Some(pounds(650)), 2), "Vera comes later");
    }
}
