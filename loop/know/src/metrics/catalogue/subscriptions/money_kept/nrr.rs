//! What monthly revenue of the start became; who came back is not in it.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NO_MONTHLY_REVENUE};

/// What monthly revenue of the start became; who came back is not in it.
pub const MRR_NRR: Metric = Metric {
    id: "mrr-nrr",
    family: Family::Subscriptions,
    name: Wording {
        en: "Net retention of MRR",
        uk: "Чисте утримання MRR",
        ru: "Чистое удержание MRR",
    },
    meaning: Wording {
        en: "What the monthly revenue of the start became by loss and growth; who came back is not \
             in it. Of a cohort: its MRR per what its customers began with.",
        uk: "На що перетворився місячний виторг початку через втрати й зростання; тих, хто \
             повернувся, не враховано. Для когорти: її MRR відносно того, з чого її клієнти \
             почали.",
        ru: "Во что превратилась месячная выручка начала через потери и рост; вернувшиеся не \
             учтены. Для когорты: её MRR относительно того, с чего её клиенты начали.",
    },
    formula: Wording {
        en: "1 − (churned + contraction − expansion) / MRR at the start",
        uk: "1 − (утрачене + скорочення − зростання) / MRR на початку",
        ru: "1 − (потерянное + сокращение − рост) / MRR в начале",
    },
    kind: Kind::Share,
    better: Better::Higher,
    no_answer: Some(NO_MONTHLY_REVENUE),
    source: "Baremetrics, net revenue retention, without reactivation",
    answer: Answer::Report("subscriptions"),
};
