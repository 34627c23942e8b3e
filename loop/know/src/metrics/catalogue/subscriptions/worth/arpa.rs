//! What one customer who pays is worth a month.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOBODY_PAYS};

/// What one customer who pays is worth a month.
pub const ARPA: Metric = Metric {
    id: "arpa",
    family: Family::Subscriptions,
    name: Wording {
        en: "Average revenue per account",
        uk: "Середній виторг на клієнта",
        ru: "Средняя выручка на клиента",
    },
    meaning: Wording {
        en: "Monthly recurring revenue per customer who pays.",
        uk: "Місячний регулярний виторг на одного клієнта, який платить.",
        ru: "Месячная регулярная выручка на одного клиента, который платит.",
    },
    formula: Wording {
        en: "MRR / customers who pay",
        uk: "MRR / клієнти, які платять",
        ru: "MRR / клиенты, которые платят",
    },
    kind: Kind::Money,
    better: Better::Higher,
    no_answer: Some(NOBODY_PAYS),
    source: "ChartMogul, ARPA",
    answer: Answer::Report("subscriptions"),
};
