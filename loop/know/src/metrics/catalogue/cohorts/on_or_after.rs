//! Who of a cohort is not lost yet.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, EMPTY_COHORT, Family, Kind, Metric};

/// Who of a cohort is not lost yet.
pub const COHORT_ON_OR_AFTER: Metric = Metric {
    id: "cohort-on-or-after",
    family: Family::Cohorts,
    name: Wording {
        en: "Bought then or later",
        uk: "Купили тоді або пізніше",
        ru: "Купили тогда или позже",
    },
    meaning: Wording {
        en: "The share of a cohort who bought in period k or in any later one; recent periods \
             still grow.",
        uk: "Частка когорти, яка купила в періоді k або в будь-якому пізнішому; останні періоди \
             ще зростають.",
        ru: "Доля когорты, которая купила в периоде k или в любом более позднем; последние \
             периоды ещё растут.",
    },
    formula: Wording {
        en: "customers with a purchase in k or later / cohort",
        uk: "клієнти з покупкою в k або пізніше / когорта",
        ru: "клиенты с покупкой в k или позже / когорта",
    },
    kind: Kind::Share,
    better: Better::Higher,
    no_answer: Some(EMPTY_COHORT),
    source: "Mixpanel default, Peel “retention rate”",
    answer: Answer::Report("cohorts"),
};
