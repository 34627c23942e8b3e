//! The same with who came back.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NO_MONTHLY_REVENUE};

/// The same with who came back.
pub const MRR_NRR_WITH_REACTIVATION: Metric = Metric {
    id: "mrr-nrr-with-reactivation",
    family: Family::Subscriptions,
    name: Wording {
        en: "Net retention of MRR with who came back",
        uk: "Чисте утримання MRR із тими, хто повернувся",
        ru: "Чистое удержание MRR с вернувшимися",
    },
    meaning: Wording {
        en: "Net retention with the monthly revenue of who came back added.",
        uk: "Чисте утримання, до якого додано місячний виторг тих, хто повернувся.",
        ru: "Чистое удержание, к которому добавлена месячная выручка вернувшихся.",
    },
    formula: Wording {
        en: "1 − (churned + contraction − expansion − reactivation) / MRR at the start",
        uk: "1 − (утрачене + скорочення − зростання − повернення) / MRR на початку",
        ru: "1 − (потерянное + сокращение − рост − возвращения) / MRR в начале",
    },
    kind: Kind::Share,
    better: Better::Higher,
    no_answer: Some(NO_MONTHLY_REVENUE),
    source: "ChartMogul, 1 − net MRR churn rate",
    answer: Answer::Report("subscriptions"),
};
