//! From which silence on a customer has gone.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOBODY_RETURNED};

/// From which silence on a customer has gone.
pub const LAPSED_DAYS: Metric = Metric {
    id: "lapsed-days",
    family: Family::Rhythm,
    name: Wording { en: "Lapsed from", uk: "Втрачений від", ru: "Потерян от" },
    meaning: Wording {
        en: "The chance that somebody silent for so long still returns has fallen below 10 %.",
        uk: "Імовірність, що такий тихий клієнт ще повернеться, впала нижче 10 %.",
        ru: "Вероятность, что столь тихий клиент ещё вернётся, упала ниже 10 %.",
    },
    formula: Wording {
        en: "first d with (S(d) − S(end)) / S(d) < 0.1",
        uk: "перше d, де (S(d) − S(кінець)) / S(d) < 0,1",
        ru: "первое d, где (S(d) − S(конец)) / S(d) < 0,1",
    },
    kind: Kind::Days,
    better: Better::Neither,
    no_answer: Some(NOBODY_RETURNED),
    source: "Kaplan and Meier 1958; 10 % is the usual threshold of a lost customer",
    answer: Answer::Report("rhythm"),
};
