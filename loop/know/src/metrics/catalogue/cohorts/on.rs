//! Who of a cohort buys in a given period.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, EMPTY_COHORT, Family, Kind, Metric};

/// Who of a cohort buys in a given period.
pub const COHORT_ON: Metric = Metric {
    id: "cohort-on",
    family: Family::Cohorts,
    name: Wording {
        en: "Bought in the period", uk: "Купили в періоді", ru: "Купили в периоде"
    },
    meaning: Wording {
        en: "The share of a cohort who bought in period k after the one they came in.",
        uk: "Частка когорти, яка купила в періоді k після того, в якому прийшла.",
        ru: "Доля когорты, которая купила в периоде k после того, в котором пришла.",
    },
    formula: Wording {
        en: "customers with a purchase in k / cohort",
        uk: "клієнти з покупкою в k / когорта",
        ru: "клиенты с покупкой в k / когорта",
    },
    kind: Kind::Share,
    better: Better::Higher,
    no_answer: Some(EMPTY_COHORT),
    source: "Mixpanel “on”, Lifetimely “customers %”, PostHog default",
    answer: Answer::Report("cohorts"),
};
