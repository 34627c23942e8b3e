//! From which silence on a customer is quiet.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOBODY_RETURNED};

/// From which silence on a customer is quiet.
pub const QUIET_DAYS: Metric = Metric {
    id: "quiet-days",
    family: Family::Rhythm,
    name: Wording { en: "Quiet from", uk: "Тиша від", ru: "Тишина от" },
    meaning: Wording {
        en: "Three of four returns that ever come have come by this day (Kaplan–Meier).",
        uk: "Три з чотирьох повернень, які взагалі стаються, сталися до цього дня (Каплан — \
             Маєр).",
        ru: "Три из четырёх возвращений, которые вообще случаются, случились к этому дню (Каплан \
             — Мейер).",
    },
    formula: Wording {
        en: "first d with 1 − S(d) ≥ 0.75 (1 − S(end))",
        uk: "перше d, де 1 − S(d) ≥ 0,75 (1 − S(кінець))",
        ru: "первое d, где 1 − S(d) ≥ 0,75 (1 − S(конец))",
    },
    kind: Kind::Days,
    better: Better::Neither,
    no_answer: Some(NOBODY_RETURNED),
    source: "Kaplan and Meier 1958, open gaps taken as seen up to now",
    answer: Answer::Report("rhythm"),
};
