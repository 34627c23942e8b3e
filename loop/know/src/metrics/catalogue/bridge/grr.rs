//! What was kept of the revenue, without any growth.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NO_BASE_REVENUE};

/// What was kept of the revenue, without any growth.
pub const GRR: Metric = Metric {
    id: "grr",
    family: Family::Bridge,
    name: Wording {
        en: "Gross revenue retention",
        uk: "Валове утримання виторгу",
        ru: "Валовое удержание выручки",
    },
    meaning: Wording {
        en: "The share of the base revenue that its customers paid again, none of them counted \
             with more than before.",
        uk: "Частка виторгу бази, яку її клієнти заплатили знову; ніхто не рахується з більшою \
             сумою, ніж раніше.",
        ru: "Доля выручки базы, которую её клиенты заплатили снова; никто не считается с большей \
             суммой, чем раньше.",
    },
    formula: Wording {
        en: "Σ min(base, period) / base",
        uk: "Σ min(база, період) / база",
        ru: "Σ min(база, период) / база",
    },
    kind: Kind::Share,
    better: Better::Higher,
    no_answer: Some(NO_BASE_REVENUE),
    source: "ChartMogul, 1 − gross MRR churn, carried over to shops",
    answer: Answer::Report("revenue"),
};
