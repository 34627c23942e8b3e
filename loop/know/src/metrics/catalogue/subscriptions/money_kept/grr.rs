//! What was kept of monthly revenue, without any growth.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NO_MONTHLY_REVENUE};

/// What was kept of monthly revenue, without any growth.
pub const MRR_GRR: Metric = Metric {
    id: "mrr-grr",
    family: Family::Subscriptions,
    name: Wording {
        en: "Gross retention of MRR",
        uk: "Валове утримання MRR",
        ru: "Валовое удержание MRR",
    },
    meaning: Wording {
        en: "What each customer of the start pays at the end, not counted above what he paid at \
             the start. Of a cohort: per what its customers began with.",
        uk: "Скільки кожен клієнт початку платить у кінці, не вище за те, що платив на початку. \
             Для когорти: відносно того, з чого її клієнти почали.",
        ru: "Сколько каждый клиент начала платит в конце, не выше того, что платил в начале. Для \
             когорты: относительно того, с чего её клиенты начали.",
    },
    formula: Wording {
        en: "Σ min(start, end) / MRR at the start",
        uk: "Σ min(початок, кінець) / MRR на початку",
        ru: "Σ min(начало, конец) / MRR в начале",
    },
    kind: Kind::Share,
    better: Better::Higher,
    no_answer: Some(NO_MONTHLY_REVENUE),
    source: "ChartMogul, gross revenue retention",
    answer: Answer::Report("subscriptions"),
};
