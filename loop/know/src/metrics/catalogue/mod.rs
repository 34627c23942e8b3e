//! The catalogue: every number the shop is measured by, one file each.

mod acquiring;
mod bridge;
mod buying;
mod cohorts;
mod keeping;
mod lifetime;
mod profit;
mod rhythm;
mod sheet;
mod subscriptions;
mod worth;

pub use sheet::sheet;

use collect::shop::Language;

use super::{Metric, MetricsOptions};
use crate::Wording;

/// Every metric, in the order in which people read them.
pub static METRICS: &[Metric] = &[
    keeping::CRR_STRICT,
    keeping::CRR,
    keeping::CHURN,
    keeping::REACTIVATED,
    keeping::BOUGHT_AGAIN,
    keeping::ACTIVE,
    buying::BUYERS,
    buying::NEW_CUSTOMERS,
    buying::ORDERS,
    buying::REPEAT_RATE,
    buying::LIFETIME_REPEAT_RATE,
    buying::FREQUENCY,
    worth::REVENUE,
    worth::AVERAGE_ORDER,
    worth::REVENUE_PER_BUYER,
    worth::RETURNING_ORDERS,
    worth::RETURNING_REVENUE,
    profit::GROSS_PROFIT,
    profit::COST_COVERAGE,
    profit::GROSS_MARGIN,
    profit::PROFIT_PER_BUYER,
    lifetime::RELATIONSHIP,
    lifetime::LIFETIME_BY_CHURN,
    lifetime::LTV,
    lifetime::LTV_BY_CHURN,
    lifetime::PROFIT_SO_FAR,
    lifetime::PROFIT_BY_CHURN,
    acquiring::MARKETING_SPEND,
    acquiring::CAC,
    acquiring::LTV_TO_CAC,
    acquiring::CAC_CEILING,
    acquiring::PAYBACK,
    cohorts::COHORT_ON,
    cohorts::COHORT_ON_OR_AFTER,
    cohorts::COHORT_ON_OR_BEFORE,
    cohorts::COHORT_STREAK,
    bridge::GRR,
    bridge::NRR,
    subscriptions::MRR,
    subscriptions::ARR,
    subscriptions::SUBSCRIBERS,
    subscriptions::ARPA,
    subscriptions::NEW_MRR,
    subscriptions::REACTIVATION_MRR,
    subscriptions::EXPANSION_MRR,
    subscriptions::CONTRACTION_MRR,
    subscriptions::CHURNED_MRR,
    subscriptions::MRR_GRR,
    subscriptions::MRR_NRR,
    subscriptions::MRR_NRR_WITH_REACTIVATION,
    subscriptions::QUICK_RATIO,
    subscriptions::GROSS_MRR_CHURN,
    subscriptions::NET_MRR_CHURN,
    subscriptions::GROSS_MRR_CHURN_DAILY,
    subscriptions::NET_MRR_CHURN_DAILY,
    subscriptions::SUBSCRIPTION_CHURN,
    subscriptions::SUBSCRIPTION_CHURN_DAILY,
    subscriptions::SUBSCRIBER_CHURN,
    rhythm::MEDIAN_GAP,
    rhythm::QUIET_DAYS,
    rhythm::LAPSED_DAYS,
    rhythm::NEXT_SHARE,
];

const DEFINITION: Wording = Wording {
    en: "Every metric is of the period's own days and stands beside the period before and the same \
         one last year, compared by {align}. A customer is active at a moment when he bought \
         within the {days} days before it. S is active when the period opens, E when it closes, N \
         of E those whose first purchase ever lies in the period.",
    uk: "Кожен показник стосується днів самого періоду й стоїть поруч із попереднім періодом і \
         таким самим торік; порівняння — за {align}. Клієнт активний у певну мить, якщо купував \
         протягом {days} дн. до неї. S — активні на початку періоду, E — у кінці, N — ті з E, чия \
         найперша покупка припала на період.",
    ru: "Каждый показатель относится к дням самого периода и стоит рядом с предыдущим периодом и \
         таким же в прошлом году; сравнение — по {align}. Клиент активен в некоторый момент, если \
         покупал в течение {days} дн. до него. S — активные в начале периода, E — в конце, N — те \
         из E, чья самая первая покупка пришлась на период.",
};

const BY_DATE: Wording = Wording { en: "date", uk: "датами", ru: "датам" };

const BY_WEEKDAY: Wording = Wording {
    en: "day of the week, 52 weeks back",
    uk: "днями тижня, на 52 тижні раніше",
    ru: "дням недели, на 52 недели раньше",
};

/// The definition of the report in one language.
pub fn definition(options: &MetricsOptions, language: Language) -> String {
    let align = match options.align {
        crate::retention::Align::Date => BY_DATE,
        crate::retention::Align::Weekday => BY_WEEKDAY,
    };
    let text = [DEFINITION, crate::PURCHASE].map(|wording| wording.say(language)).join(" ");
    text.replace("{days}", &options.activity_window.count().to_string())
        .replace("{align}", align.say(language))
}

/// The metric of this name.
pub fn find(id: &str) -> Option<&'static Metric> {
    METRICS.iter().find(|metric| metric.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metric_has_a_name_of_its_own_in_every_language() {
        for language in [Language::En, Language::Uk, Language::Ru] {
            let mut names: Vec<_> =
                METRICS.iter().map(|metric| metric.name.say(language)).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), METRICS.len(), "{language:?}");
        }
    }
}
