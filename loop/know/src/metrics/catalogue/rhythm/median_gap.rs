//! How long those who return usually wait.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NOBODY_RETURNED};

/// How long those who return usually wait.
pub const MEDIAN_GAP: Metric = Metric {
    id: "median-gap",
    family: Family::Rhythm,
    name: Wording {
        en: "Median gap", uk: "Медіанний проміжок", ru: "Медианный промежуток"
    },
    meaning: Wording {
        en: "Half of the gaps between purchase days that ended are shorter. Who has not returned \
             is not in it, so it makes customers look quicker than they are.",
        uk: "Половина завершених проміжків між днями покупок коротша. Ті, хто не повернувся, \
             сюди не входять, тому клієнти здаються швидшими, ніж є.",
        ru: "Половина завершившихся промежутков между днями покупок короче. Не вернувшиеся сюда \
             не входят, поэтому клиенты кажутся быстрее, чем есть.",
    },
    formula: Wording {
        en: "median of closed gaps",
        uk: "медіана завершених проміжків",
        ru: "медиана завершившихся промежутков",
    },
    kind: Kind::Days,
    better: Better::Neither,
    no_answer: Some(NOBODY_RETURNED),
    source: "customary; survivors only",
    answer: Answer::Report("rhythm"),
};
