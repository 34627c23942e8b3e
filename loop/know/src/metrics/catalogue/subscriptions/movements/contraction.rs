//! What customers who still pay came to pay less.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric};

/// What customers who still pay came to pay less.
pub const CONTRACTION_MRR: Metric = Metric {
    id: "contraction-mrr",
    family: Family::Subscriptions,
    name: Wording {
        en: "Contraction MRR", uk: "MRR скорочення", ru: "MRR сокращения"
    },
    meaning: Wording {
        en: "What customers who still pay something pay less.",
        uk: "На скільки менше платять ті, хто ще щось платить.",
        ru: "На сколько меньше платят те, кто ещё что-то платит.",
    },
    formula: Wording {
        en: "Σ (before − after), both above 0, after < before",
        uk: "Σ (до − після), обидва понад 0, після < до",
        ru: "Σ (до − после), оба больше 0, после < до",
    },
    kind: Kind::Money,
    better: Better::Lower,
    no_answer: None,
    source: "ChartMogul, MRR movements, by customer and by day",
    answer: Answer::Report("subscriptions"),
};
