//! What customers who pay came to pay more.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric};

/// What customers who pay came to pay more.
pub const EXPANSION_MRR: Metric = Metric {
    id: "expansion-mrr",
    family: Family::Subscriptions,
    name: Wording { en: "Expansion MRR", uk: "MRR зростання", ru: "MRR роста" },
    meaning: Wording {
        en: "What customers who paid already pay more. One plan for another on one day counts by \
             the difference alone.",
        uk: "На скільки більше платять ті, хто вже платив. Заміна плану того самого дня рахується \
             лише різницею.",
        ru: "На сколько больше платят те, кто уже платил. Замена плана в тот же день считается \
             только разницей.",
    },
    formula: Wording {
        en: "Σ (after − before), both above 0, after > before",
        uk: "Σ (після − до), обидва понад 0, після > до",
        ru: "Σ (после − до), оба больше 0, после > до",
    },
    kind: Kind::Money,
    better: Better::Higher,
    no_answer: None,
    source: "ChartMogul, MRR movements, by customer and by day",
    answer: Answer::Report("subscriptions"),
};
