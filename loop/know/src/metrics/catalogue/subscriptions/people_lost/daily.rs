//! Customers who left, summed up day by day.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOBODY_PAYS};

/// Customers who left, summed up day by day.
pub const SUBSCRIPTION_CHURN_DAILY: Metric = Metric {
    id: "subscription-churn-daily",
    family: Family::Subscriptions,
    name: Wording {
        en: "Customer churn of subscriptions, day by day",
        uk: "Відтік клієнтів підписок за днями",
        ru: "Отток клиентов подписок по дням",
    },
    meaning: Wording {
        en: "Customers who left on each day, per customers at the start of that day, summed up.",
        uk: "Клієнти, які пішли кожного дня, відносно клієнтів на початку того дня, у сумі.",
        ru: "Клиенты, которые ушли за каждый день, относительно клиентов на начало того дня, в \
             сумме.",
    },
    formula: Wording {
        en: "Σ days left / customers at the start of the day",
        uk: "Σ днів пішли / клієнти на початку дня",
        ru: "Σ дней ушли / клиенты на начало дня",
    },
    kind: Kind::Share,
    better: Better::Lower,
    no_answer: Some(NOBODY_PAYS),
    source: "ChartMogul, customer churn rate, Shopify family",
    answer: Answer::Report("subscriptions"),
};
