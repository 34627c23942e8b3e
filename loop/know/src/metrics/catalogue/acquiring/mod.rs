//! What new customers cost, and when they have paid for it.

mod cac;
mod cac_ceiling;
mod ltv_to_cac;
mod marketing_spend;
mod payback;

pub use cac::CAC;
pub use cac_ceiling::CAC_CEILING;
pub use ltv_to_cac::LTV_TO_CAC;
pub use marketing_spend::MARKETING_SPEND;
pub use payback::PAYBACK;

use crate::Wording;

/// Why a figure of spend has no answer.
pub(super) const NO_SPEND: Wording = Wording {
    en: "no marketing spend was written down for the period, or one segment is looked at alone",
    uk: "витрат на маркетинг за період не записано або показано лише один сегмент",
    ru: "расходы на маркетинг за период не записаны или показан только один сегмент",
};

/// Why a cost of new customers has no answer.
pub(super) const NOBODY_NEW: Wording = Wording {
    en: "nobody came for the first time in the period",
    uk: "у періоді ніхто не прийшов уперше",
    ru: "в периоде никто не пришёл впервые",
};

/// Why nobody can have paid for himself yet.
pub(super) const NO_WHOLE_MONTH: Wording = Wording {
    en: "the first thirty days of those who came are not over for all of them",
    uk: "перші тридцять днів тих, хто прийшов, ще не минули для всіх",
    ru: "первые тридцать дней тех, кто пришёл, ещё не прошли для всех",
};

/// Why there is no month of payback.
pub(super) const NOT_PAID_BACK: Wording = Wording {
    en: "within the months that are over for all of them those who came have not brought the spend",
    uk: "за місяці, що минули для всіх, ті, хто прийшов, ще не повернули витраченого",
    ru: "за месяцы, прошедшие для всех, те, кто пришёл, ещё не вернули потраченного",
};
