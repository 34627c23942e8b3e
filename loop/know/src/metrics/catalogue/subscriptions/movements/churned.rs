//! Monthly revenue of who pays nothing any more.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric};

/// Monthly revenue of who pays nothing any more.
pub const CHURNED_MRR: Metric = Metric {
    id: "churned-mrr",
    family: Family::Subscriptions,
    name: Wording {
        en: "Churned MRR", uk: "Утрачений MRR", ru: "Потерянный MRR"
    },
    meaning: Wording {
        en: "What customers paid a month before they came to pay nothing.",
        uk: "Скільки на місяць платили клієнти, перш ніж перестали платити зовсім.",
        ru: "Сколько в месяц платили клиенты, прежде чем перестали платить совсем.",
    },
    formula: Wording {
        en: "Σ MRR before changes to nothing",
        uk: "Σ MRR перед змінами на нуль",
        ru: "Σ MRR перед изменениями на ноль",
    },
    kind: Kind::Money,
    better: Better::Lower,
    no_answer: None,
    source: "ChartMogul, MRR movements, by customer and by day",
    answer: Answer::Report("subscriptions"),
};
