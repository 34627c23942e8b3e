//! The same less what grew and came back.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric, NO_MONTHLY_REVENUE};

/// The same less what grew and came back.
pub const NET_MRR_CHURN: Metric = Metric {
    id: "net-mrr-churn",
    family: Family::Subscriptions,
    name: Wording {
        en: "Net MRR churn", uk: "Чистий відтік MRR", ru: "Чистый отток MRR"
    },
    meaning: Wording {
        en: "Gross churn less expansion and reactivation; below zero when growth outweighs what \
             was lost.",
        uk: "Валовий відтік без зростання й повернень; нижче нуля, коли зростання переважує \
             втрати.",
        ru: "Валовой отток без роста и возвращений; ниже нуля, когда рост перевешивает потери.",
    },
    formula: Wording {
        en: "(churned + contraction − expansion − reactivation) / MRR at the start",
        uk: "(утрачене + скорочення − зростання − повернення) / MRR на початку",
        ru: "(потерянное + сокращение − рост − возвращения) / MRR в начале",
    },
    kind: Kind::Share,
    better: Better::Lower,
    no_answer: Some(NO_MONTHLY_REVENUE),
    source: "ChartMogul, net MRR churn rate, standard family",
    answer: Answer::Report("subscriptions"),
};
