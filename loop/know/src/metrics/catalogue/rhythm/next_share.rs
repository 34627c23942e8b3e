//! Who comes once more after the n-th time.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOBODY_EVER};

/// Who comes once more after the n-th time.
pub const NEXT_SHARE: Metric = Metric {
    id: "next-order-share",
    family: Family::Rhythm,
    name: Wording {
        en: "Comes once more", uk: "Приходить ще раз", ru: "Приходит ещё раз"
    },
    meaning: Wording {
        en: "Of the customers who came n times, the share who came n + 1 times.",
        uk: "З клієнтів, які приходили n разів, частка тих, хто прийшов n + 1 раз.",
        ru: "Из клиентов, приходивших n раз, доля тех, кто пришёл n + 1 раз.",
    },
    formula: Wording {
        en: "customers with ≥ n + 1 occasions / customers with ≥ n",
        uk: "клієнти з ≥ n + 1 приходами / клієнти з ≥ n",
        ru: "клиенты с ≥ n + 1 приходами / клиенты с ≥ n",
    },
    kind: Kind::Share,
    better: Better::Higher,
    no_answer: Some(NOBODY_EVER),
    source: "customary (purchase ladder)",
    answer: Answer::Report("rhythm"),
};
