//! Monthly revenue of who had paid before, and then nothing.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric};

/// Monthly revenue of who had paid before, and then nothing.
pub const REACTIVATION_MRR: Metric = Metric {
    id: "reactivation-mrr",
    family: Family::Subscriptions,
    name: Wording {
        en: "Reactivation MRR", uk: "MRR повернень", ru: "MRR возвращений"
    },
    meaning: Wording {
        en: "Monthly revenue of customers who had paid before, then nothing, and pay again.",
        uk: "Місячний виторг клієнтів, які платили раніше, потім ні, а тепер знову платять.",
        ru: "Месячная выручка клиентов, которые платили раньше, потом нет, а теперь платят снова.",
    },
    formula: Wording {
        en: "Σ MRR after later changes from nothing",
        uk: "Σ MRR після подальших змін з нуля",
        ru: "Σ MRR после дальнейших изменений с нуля",
    },
    kind: Kind::Money,
    better: Better::Higher,
    no_answer: None,
    source: "ChartMogul, MRR movements, by customer and by day",
    answer: Answer::Report("subscriptions"),
};
