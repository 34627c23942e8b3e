//! What subscriptions are worth a month.

use crate::Wording;
use crate::metrics::metric::{Answer, Better, Family, Kind, Metric};

/// What subscriptions are worth a month.
pub const MRR: Metric = Metric {
    id: "mrr",
    family: Family::Subscriptions,
    name: Wording {
        en: "Monthly recurring revenue",
        uk: "Місячний регулярний виторг",
        ru: "Месячная регулярная выручка",
    },
    meaning: Wording {
        en: "What active and past-due subscriptions are worth a month: a year's price by 12, a \
             week's times 52/12, a day's times 365/12, less discounts for ever. Trials, free plans \
             and what is metered, paused, unpaid or over do not count.",
        uk: "Скільки на місяць варті активні та прострочені підписки: ціна за рік поділена на 12, \
             за тиждень помножена на 52/12, за день — на 365/12, без сталих знижок. Пробні \
             періоди, безкоштовні плани, оплату за обсягом, призупинені, неоплачені й завершені не \
             враховано.",
        ru: "Сколько в месяц стоят активные и просроченные подписки: цена за год, делённая на 12, \
             за неделю — умноженная на 52/12, за день — на 365/12, без постоянных скидок. Пробные \
             периоды, бесплатные планы, оплата по объёму, приостановленные, неоплаченные и \
             завершённые не учтены.",
    },
    formula: Wording {
        en: "Σ (price × quantity − discount for ever) per month",
        uk: "Σ (ціна × кількість − стала знижка) на місяць",
        ru: "Σ (цена × количество − постоянная скидка) в месяц",
    },
    kind: Kind::Money,
    better: Better::Higher,
    no_answer: None,
    source: "Stripe billing glossary, MRR",
    answer: Answer::Report("subscriptions"),
};
