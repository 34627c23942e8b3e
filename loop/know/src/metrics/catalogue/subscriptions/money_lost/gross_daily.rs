//! Monthly revenue lost, summed up day by day.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NO_MONTHLY_REVENUE};

/// Monthly revenue lost, summed up day by day.
pub const GROSS_MRR_CHURN_DAILY: Metric = Metric {
    id: "gross-mrr-churn-daily",
    family: Family::Subscriptions,
    name: Wording {
        en: "Gross MRR churn, day by day",
        uk: "Валовий відтік MRR за днями",
        ru: "Валовой отток MRR по дням",
    },
    meaning: Wording {
        en: "What left and became less on each day, per monthly revenue at the start of that day, \
             summed up. Fairer where many join within a period.",
        uk: "Те, що пішло й зменшилося кожного дня, відносно місячного виторгу на початку того \
             дня, у сумі. Справедливіше, коли багато хто приходить посеред періоду.",
        ru: "То, что ушло и уменьшилось за каждый день, относительно месячной выручки на начало \
             того дня, в сумме. Справедливее, когда многие приходят посреди периода.",
    },
    formula: Wording {
        en: "Σ days (churned + contraction) / MRR at the start of the day",
        uk: "Σ днів (утрачене + скорочення) / MRR на початку дня",
        ru: "Σ дней (потерянное + сокращение) / MRR в начале дня",
    },
    kind: Kind::Share,
    better: Better::Lower,
    no_answer: Some(NO_MONTHLY_REVENUE),
    source: "ChartMogul, gross MRR churn rate, Shopify family",
    answer: Answer::Report("subscriptions"),
};
