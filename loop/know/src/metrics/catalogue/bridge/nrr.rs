//! What the customers of the base pay now.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NO_BASE_REVENUE};

/// What the customers of the base pay now.
pub const NRR: Metric = Metric {
    id: "nrr",
    family: Family::Bridge,
    name: Wording {
        en: "Net revenue retention",
        uk: "Чисте утримання виторгу",
        ru: "Чистое удержание выручки",
    },
    meaning: Wording {
        en: "What the customers of the base paid in the period, per base revenue; who came back \
             is not in it.",
        uk: "Скільки клієнти бази заплатили в періоді відносно виторгу бази; ті, хто повернувся, \
             не входять.",
        ru: "Сколько клиенты базы заплатили в периоде относительно выручки базы; вернувшиеся не \
             входят.",
    },
    formula: Wording {
        en: "Σ period of customers with base > 0 / base",
        uk: "Σ періоду клієнтів із базою > 0 / база",
        ru: "Σ периода клиентов с базой > 0 / база",
    },
    kind: Kind::Share,
    better: Better::Higher,
    no_answer: Some(NO_BASE_REVENUE),
    source: "Baremetrics, without reactivation; ChartMogul adds it back",
    answer: Answer::Report("revenue"),
};
