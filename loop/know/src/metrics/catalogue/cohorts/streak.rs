//! Who of a cohort has bought in every period.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, EMPTY_COHORT, Family, Kind, Metric};

/// Who of a cohort has bought in every period.
pub const COHORT_STREAK: Metric = Metric {
    id: "cohort-streak",
    family: Family::Cohorts,
    name: Wording {
        en: "Bought every period",
        uk: "Купували щоперіоду",
        ru: "Покупали каждый период",
    },
    meaning: Wording {
        en: "The share of a cohort who bought in every period from the first to k.",
        uk: "Частка когорти, яка купувала в кожному періоді від першого до k.",
        ru: "Доля когорты, которая покупала в каждом периоде от первого до k.",
    },
    formula: Wording {
        en: "customers with a purchase in each of 0…k / cohort",
        uk: "клієнти з покупкою в кожному з 0…k / когорта",
        ru: "клиенты с покупкой в каждом из 0…k / когорта",
    },
    kind: Kind::Share,
    better: Better::Higher,
    no_answer: Some(EMPTY_COHORT),
    source: "Mixpanel “streak”, Countly “full”",
    answer: Answer::Report("cohorts"),
};
