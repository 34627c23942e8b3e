//! Who of a cohort has come a second time by then.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, EMPTY_COHORT, Family, Kind, Metric};

/// Who of a cohort has come a second time by then.
pub const COHORT_ON_OR_BEFORE: Metric = Metric {
    id: "repurchase-rate",
    family: Family::Cohorts,
    name: Wording {
        en: "Repurchase rate",
        uk: "Частка тих, хто повернувся",
        ru: "Доля вернувшихся",
    },
    meaning: Wording {
        en: "The share of a cohort who bought a second time by the end of period k; it only \
             grows.",
        uk: "Частка когорти, яка купила вдруге до кінця періоду k; лише зростає.",
        ru: "Доля когорты, которая купила второй раз до конца периода k; только растёт.",
    },
    formula: Wording {
        en: "customers with ≥ 2 purchases by the end of k / cohort",
        uk: "клієнти з ≥ 2 покупками до кінця k / когорта",
        ru: "клиенты с ≥ 2 покупками к концу k / когорта",
    },
    kind: Kind::Share,
    better: Better::Higher,
    no_answer: Some(EMPTY_COHORT),
    source: "Peel “repurchase rate”, Mixpanel “on or before”",
    answer: Answer::Report("cohorts"),
};
