//! Monthly revenue of who pays for the first time ever.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric};

/// Monthly revenue of who pays for the first time ever.
pub const NEW_MRR: Metric = Metric {
    id: "new-mrr",
    family: Family::Subscriptions,
    name: Wording { en: "New MRR", uk: "Новий MRR", ru: "Новый MRR" },
    meaning: Wording {
        en: "Monthly revenue of customers who pay for the first time ever.",
        uk: "Місячний виторг клієнтів, які платять уперше.",
        ru: "Месячная выручка клиентов, которые платят впервые.",
    },
    formula: Wording {
        en: "Σ MRR after a customer's first change from nothing",
        uk: "Σ MRR після першої зміни клієнта з нуля",
        ru: "Σ MRR после первого изменения клиента с нуля",
    },
    kind: Kind::Money,
    better: Better::Higher,
    no_answer: None,
    source: "ChartMogul, MRR movements, by customer and by day",
    answer: Answer::Report("subscriptions"),
};
