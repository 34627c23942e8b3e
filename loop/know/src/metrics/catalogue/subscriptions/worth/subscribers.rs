//! Customers who pay for a subscription.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric};

/// Customers who pay for a subscription.
pub const SUBSCRIBERS: Metric = Metric {
    id: "subscribers",
    family: Family::Subscriptions,
    name: Wording {
        en: "Customers who pay",
        uk: "Клієнти, які платять",
        ru: "Клиенты, которые платят",
    },
    meaning: Wording {
        en: "Customers with at least one subscription that is active or past due and costs \
             something.",
        uk: "Клієнти щонайменше з однією підпискою, активною чи простроченою, яка чогось коштує.",
        ru: "Клиенты хотя бы с одной подпиской, активной или просроченной, которая чего-то стоит.",
    },
    formula: Wording {
        en: "customers with MRR > 0",
        uk: "клієнти з MRR > 0",
        ru: "клиенты с MRR > 0",
    },
    kind: Kind::Count,
    better: Better::Higher,
    no_answer: None,
    source: "ChartMogul, customers; Stripe, active subscribers",
    answer: Answer::Report("subscriptions"),
};
