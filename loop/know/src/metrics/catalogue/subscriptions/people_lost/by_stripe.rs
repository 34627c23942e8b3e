//! Who left, per who was there or came.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOBODY_PAYS};

/// Who left, per who was there or came.
pub const SUBSCRIBER_CHURN: Metric = Metric {
    id: "subscriber-churn",
    family: Family::Subscriptions,
    name: Wording {
        en: "Subscriber churn, as Stripe counts",
        uk: "Відтік підписників, як рахує Stripe",
        ru: "Отток подписчиков, как считает Stripe",
    },
    meaning: Wording {
        en: "Customers who left, per customers of the start and new ones together.",
        uk: "Клієнти, які пішли, відносно клієнтів початку разом із новими.",
        ru: "Клиенты, которые ушли, относительно клиентов начала вместе с новыми.",
    },
    formula: Wording {
        en: "left / (customers of the start + new)",
        uk: "пішли / (клієнти початку + нові)",
        ru: "ушли / (клиенты начала + новые)",
    },
    kind: Kind::Share,
    better: Better::Lower,
    no_answer: Some(NOBODY_PAYS),
    source: "Stripe Billing, subscriber churn rate",
    answer: Answer::Report("subscriptions"),
};
