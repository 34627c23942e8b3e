//! What subscriptions are worth a year at today's pace.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric};

/// What subscriptions are worth a year at today's pace.
pub const ARR: Metric = Metric {
    id: "arr",
    family: Family::Subscriptions,
    name: Wording {
        en: "Annual recurring revenue",
        uk: "Річний регулярний виторг",
        ru: "Годовая регулярная выручка",
    },
    meaning: Wording {
        en: "What subscriptions would bring in a year if nobody came, left or changed anything.",
        uk: "Скільки підписки дали б за рік, якби ніхто не прийшов, не пішов і нічого не змінив.",
        ru: "Сколько подписки дали бы за год, если бы никто не пришёл, не ушёл и ничего не \
             изменил.",
    },
    formula: Wording { en: "MRR × 12", uk: "MRR × 12", ru: "MRR × 12" },
    kind: Kind::Money,
    better: Better::Higher,
    no_answer: None,
    source: "PostHog revenue analytics, ARR",
    answer: Answer::Report("subscriptions"),
};
