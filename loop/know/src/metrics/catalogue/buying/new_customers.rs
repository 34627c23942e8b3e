//! How many were won.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, Reckoned, Seen};

/// How many were won.
pub const NEW_CUSTOMERS: Metric = Metric {
    id: "new-customers",
    family: Family::Buying,
    name: Wording {
        en: "New customers", uk: "Нові клієнти", ru: "Новые клиенты"
    },
    meaning: Wording {
        en: "Customers whose first purchase ever lies in the period.",
        uk: "Клієнти, чия найперша покупка припала на період.",
        ru: "Клиенты, чья самая первая покупка пришлась на период.",
    },
    formula: Wording {
        en: "customers with their first purchase ever",
        uk: "клієнти з найпершою покупкою",
        ru: "клиенты с самой первой покупкой",
    },
    kind: Kind::Count,
    better: Better::Higher,
    no_answer: None,
    source: "first ever, not first within the report (where OpenPanel differs)",
    answer: Answer::Period(new_customers),
};

fn new_customers(seen: &Seen) -> Reckoned {
    Reckoned::count(seen.bought.first_orders)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use crate::metrics::tests::of_newest_month;

    #[test]
    fn who_bought_years_ago_is_not_new() {
        let drawing = "
            anna   2023-03-01 2025-03-02
            boris  2025-03-20 2025-03-21
        ";
        let new = of_newest_month(&NEW_CUSTOMERS, drawing, "2025-04-01");
        assert_eq!(new.value, Some(Figure::Count(1)));
    }
}
