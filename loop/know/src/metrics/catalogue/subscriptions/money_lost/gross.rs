//! Monthly revenue lost, per monthly revenue at the start.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NO_MONTHLY_REVENUE};

/// Monthly revenue lost, per monthly revenue at the start.
pub const GROSS_MRR_CHURN: Metric = Metric {
    id: "gross-mrr-churn",
    family: Family::Subscriptions,
    name: Wording {
        en: "Gross MRR churn", uk: "Валовий відтік MRR", ru: "Валовой отток MRR"
    },
    meaning: Wording {
        en: "What left and what became less, per monthly revenue at the start of the period.",
        uk: "Те, що пішло, і те, що зменшилося, відносно місячного виторгу на початку періоду.",
        ru: "То, что ушло, и то, что уменьшилось, относительно месячной выручки в начале периода.",
    },
    formula: Wording {
        en: "(churned + contraction) / MRR at the start",
        uk: "(утрачене + скорочення) / MRR на початку",
        ru: "(потерянное + сокращение) / MRR в начале",
    },
    kind: Kind::Share,
    better: Better::Lower,
    no_answer: Some(NO_MONTHLY_REVENUE),
    source: "ChartMogul, gross MRR churn rate, standard family",
    answer: Answer::Report("subscriptions"),
};
