//! Customers of the start who do not pay at the end.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOBODY_PAYS};

/// Customers of the start who do not pay at the end.
pub const SUBSCRIPTION_CHURN: Metric = Metric {
    id: "subscription-churn",
    family: Family::Subscriptions,
    name: Wording {
        en: "Customer churn of subscriptions",
        uk: "Відтік клієнтів підписок",
        ru: "Отток клиентов подписок",
    },
    meaning: Wording {
        en: "The share of customers who paid at the start of the period and pay nothing at its \
             end.",
        uk: "Частка клієнтів, які платили на початку періоду й нічого не платять у кінці.",
        ru: "Доля клиентов, которые платили в начале периода и ничего не платят в конце.",
    },
    formula: Wording {
        en: "customers of the start who do not pay at the end / customers of the start",
        uk: "клієнти початку, які не платять у кінці / клієнти початку",
        ru: "клиенты начала, которые не платят в конце / клиенты начала",
    },
    kind: Kind::Share,
    better: Better::Lower,
    no_answer: Some(NOBODY_PAYS),
    source: "ChartMogul, customer churn rate, standard family",
    answer: Answer::Report("subscriptions"),
};
