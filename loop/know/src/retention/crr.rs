//! Customer retention rate: of the customers we had, which share is still ours.
//!
//! ```text
//! CRR as asked = (E − N) / S          CRR strict = |S ∩ E| / S
//!
//! S  customers active when the period opens
//! E  customers active when it closes
//! N  of those in E, the ones whose first purchase ever lies in the period
//! ```
//!
//! E − N still holds people who were away at the start and came back, so the asked rate can
//! exceed the true share and even 100 %; the strict one cannot. One of our sources divides N by
//! S: that is growth, not retention.

use collect::shop::Language;
use serde::{Deserialize, Serialize};
use stats::wilson;

use super::{Align, RetentionOptions};
use crate::Wording;
use crate::figure::share;

/// Customers counted at both ends of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Counts {
    /// Active when it opens.
    pub start: u64,
    /// Active when it closes.
    pub end: u64,
    /// Active when it closes and won during it.
    pub new: u64,
    /// Active at both ends.
    pub stayed: u64,
    /// Active when it closes, away when it opened, won before it.
    pub reactivated: u64,
}

/// The shares made of the counts; no answer when nobody was active at the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Rates {
    /// As asked: (E − N) / S; may exceed 1, because it counts the reactivated.
    pub crr: Option<f64>,
    /// The share of those at the start who are still there.
    pub crr_strict: Option<f64>,
    /// Lower bound of the strict share's 95 % interval.
    pub crr_strict_low: Option<f64>,
    /// Upper bound of the strict share's 95 % interval.
    pub crr_strict_high: Option<f64>,
    /// The share of those at the start who are gone.
    pub churn: Option<f64>,
}

impl Counts {
    /// The shares of these counts.
    pub fn rates(&self) -> Rates {
        let interval = wilson(self.stayed, self.start);
        Rates {
            crr: share(self.end - self.new, self.start),
            crr_strict: share(self.stayed, self.start),
            crr_strict_low: interval.map(|interval| interval.low),
            crr_strict_high: interval.map(|interval| interval.high),
            churn: share(self.start - self.stayed, self.start),
        }
    }
}

const DEFINITION: Wording = Wording {
    en: "A customer is active at a moment when he bought within the {days} days before it. \
         S is active when the period opens, E when it closes, N of E are those whose first \
         purchase ever lies in the period. Retention as asked is (E − N) / S; it also counts who \
         was away at the start and came back. Strict retention is the share of S that is still \
         active at the end; churn is the rest. A running period is compared to date with the one \
         before and with the same one a year earlier.",
    uk: "Клієнт активний у певну мить, якщо купував протягом {days} дн. до неї. S — активні на \
         початку періоду, E — у кінці, N — ті з E, чия найперша покупка припала на цей період. \
         Утримання за звичною формулою — (E − N) / S; воно рахує й тих, хто на початку був \
         відсутній і повернувся. Суворе утримання — частка S, яка лишилася активною в кінці; \
         відтік — решта. Незавершений період порівнюється з попереднім і торішнім на ту саму дату.",
    ru: "Клиент активен в некоторый момент, если покупал в течение {days} дн. до него. S — \
         активные \
         в начале периода, E — в конце, N — те из E, чья самая первая покупка пришлась на этот \
         период. Удержание по привычной формуле — (E − N) / S; оно считает и тех, кто в начале \
         отсутствовал и вернулся. Строгое удержание — доля S, оставшаяся активной в конце; отток — \
         остальные. Незавершённый период сравнивается с предыдущим и прошлогодним на ту же дату.",
};

const BY_WEEKDAY: Wording = Wording {
    en: "The year earlier is taken 52 weeks back, so that a Saturday stands beside a Saturday.",
    uk: "Торішній період узято на 52 тижні раніше, щоб субота стояла поруч із суботою.",
    ru: "Прошлогодний период взят на 52 недели раньше, чтобы суббота стояла рядом с субботой.",
};

/// The definition of the report in one language.
pub fn definition(options: &RetentionOptions, language: Language) -> String {
    let by_weekday = (options.align == Align::Weekday).then_some(BY_WEEKDAY);
    let sentences = [DEFINITION].into_iter().chain(by_weekday).chain([crate::PURCHASE]);
    let text = sentences.map(|wording| wording.say(language)).collect::<Vec<_>>().join(" ");
    text.replace("{days}", &options.activity_window.count().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_came_back_lifts_the_asked_rate_above_the_true_one() {
        // April of the golden set: four at the start, two of them at the end, and E who was away.
        let april = Counts { start: 4, end: 3, new: 0, stayed: 2, reactivated: 1 };
        assert_eq!(april.rates().crr, Some(0.75));
        assert_eq!(april.rates().crr_strict, Some(0.5));
        assert_eq!(april.rates().churn, Some(0.5));
    }

    #[test]
    fn nobody_at_the_start_means_no_rate() {
        let opening = Counts { start: 0, end: 3, new: 3, stayed: 0, reactivated: 0 };
        assert_eq!(opening.rates(), Rates::default());
    }
}
