//! What came per what went.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOTHING_LOST};

/// What came per what went.
pub const QUICK_RATIO: Metric = Metric {
    id: "quick-ratio",
    family: Family::Subscriptions,
    name: Wording {
        en: "Quick ratio",
        uk: "Quick ratio: прийшло на втрачене",
        ru: "Quick ratio: пришло на потерянное",
    },
    meaning: Wording {
        en: "How many times what came and grew outweighs what left and became less.",
        uk: "У скільки разів те, що прийшло й зросло, переважує те, що пішло й зменшилося.",
        ru: "Во сколько раз то, что пришло и выросло, перевешивает то, что ушло и уменьшилось.",
    },
    formula: Wording {
        en: "(new + expansion + reactivation) / (churned + contraction)",
        uk: "(нові + зростання + повернення) / (утрачене + скорочення)",
        ru: "(новые + рост + возвращения) / (потерянное + сокращение)",
    },
    kind: Kind::Number,
    better: Better::Higher,
    no_answer: Some(NOTHING_LOST),
    source: "customary, named by Mamoon Hamid (Social Capital)",
    answer: Answer::Report("subscriptions"),
};
