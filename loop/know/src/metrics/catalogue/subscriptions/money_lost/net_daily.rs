//! Net churn, summed up day by day.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NO_MONTHLY_REVENUE};

/// Net churn, summed up day by day.
pub const NET_MRR_CHURN_DAILY: Metric = Metric {
    id: "net-mrr-churn-daily",
    family: Family::Subscriptions,
    name: Wording {
        en: "Net MRR churn, day by day",
        uk: "Чистий відтік MRR за днями",
        ru: "Чистый отток MRR по дням",
    },
    meaning: Wording {
        en: "By how much each day's revenue without new customers ended below its start, summed \
             up.",
        uk: "На скільки виторг кожного дня без нових клієнтів закінчився нижче, ніж почався, у \
             сумі.",
        ru: "На сколько выручка каждого дня без новых клиентов закончилась ниже, чем началась, в \
             сумме.",
    },
    formula: Wording {
        en: "Σ days 1 − (end − new) / start",
        uk: "Σ днів 1 − (кінець − нові) / початок",
        ru: "Σ дней 1 − (конец − новые) / начало",
    },
    kind: Kind::Share,
    better: Better::Lower,
    no_answer: Some(NO_MONTHLY_REVENUE),
    source: "ChartMogul, net MRR churn rate, Shopify family",
    answer: Answer::Report("subscriptions"),
};
