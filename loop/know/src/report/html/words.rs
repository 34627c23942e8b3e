//! Headings of the page to share.

use crate::Wording;

/// The title of the page.
pub const TITLE: Wording = Wording {
    en: "Who stays, who leaves",
    uk: "Хто лишається, а хто йде",
    ru: "Кто остаётся, а кто уходит",
};
/// Seen up to a moment, in a zone.
pub const SEEN: Wording = Wording {
    en: "Orders seen up to {day}, days cut in {zone}",
    uk: "Замовлення до {day}, доба за {zone}",
    ru: "Заказы до {day}, сутки по {zone}",
};
/// The sentences.
pub const GOING_ON: Wording =
    Wording {
        en: "What is going on", uk: "Що відбувається", ru: "Что происходит"
    };
/// The losses.
pub const COSTS: Wording = Wording {
    en: "What costs most money",
    uk: "Що коштує найдорожче",
    ru: "Что обходится дороже всего",
};
/// Said when nothing was lost.
pub const NO_LOSSES: Wording = Wording {
    en: "No answer, because nothing was lost or the orders have no amounts.",
    uk: "Відповіді немає, бо нічого не втрачено або замовлення не мають сум.",
    ru: "Ответа нет, потому что ничего не потеряно или у заказов нет сумм.",
};
/// Said when there is too little history.
pub const NO_SENTENCES: Wording = Wording {
    en: "No answer yet, because the history is too short.",
    uk: "Відповіді ще немає, бо історія закоротка.",
    ru: "Ответа пока нет, потому что история слишком коротка.",
};
/// The metrics.
pub const METRICS: Wording = Wording {
    en: "The newest finished month",
    uk: "Останній завершений місяць",
    ru: "Последний завершённый месяц",
};
/// The course of strict retention.
pub const COURSE: Wording = Wording {
    en: "Strict retention month by month in per cent, last year dashed",
    uk: "Суворе утримання за місяцями у відсотках, минулий рік — пунктиром",
    ru: "Строгое удержание по месяцам в процентах, прошлый год — пунктиром",
};
/// The cohort tables.
pub const COHORTS: Wording = Wording {
    en: "Customers who came together: how many buy later",
    uk: "Клієнти, які прийшли разом: скільки купують пізніше",
    ru: "Клиенты, пришедшие вместе: сколько покупают позже",
};
/// Calendar months.
pub const CALENDAR: Wording =
    Wording {
        en: "calendar months", uk: "календарні місяці", ru: "календарные месяцы"
    };
/// Rolling stretches.
pub const ROLLING: Wording = Wording {
    en: "own stretches of 30 days",
    uk: "власні відрізки по 30 днів",
    ru: "собственные отрезки по 30 дней",
};
/// The mean row.
pub const MEAN: Wording = Wording { en: "mean", uk: "середнє", ru: "среднее" };
/// A column of sizes.
pub const SIZE: Wording = Wording { en: "customers", uk: "клієнти", ru: "клиенты" };
/// A column of cohorts.
pub const COHORT: Wording =
    Wording {
        en: "first purchase", uk: "перша покупка", ru: "первая покупка"
    };
/// The bridge.
pub const BRIDGE: Wording = Wording {
    en: "Revenue: the last ninety days beside the ninety before",
    uk: "Виторг: останні дев’яносто днів поруч із попередніми",
    ru: "Выручка: последние девяносто дней рядом с предыдущими",
};
/// The steps of the bridge, in its order.
pub const STEPS: [Wording; 7] = [
    Wording { en: "before", uk: "раніше", ru: "раньше" },
    Wording {
        en: "bought nothing", uk: "нічого не купили", ru: "ничего не купили"
    },
    Wording {
        en: "paid less", uk: "заплатили менше", ru: "заплатили меньше"
    },
    Wording {
        en: "paid more", uk: "заплатили більше", ru: "заплатили больше"
    },
    Wording { en: "new", uk: "нові", ru: "новые" },
    Wording { en: "came back", uk: "повернулися", ru: "вернулись" },
    Wording { en: "now", uk: "тепер", ru: "теперь" },
];
/// The rhythm.
pub const RHYTHM: Wording = Wording {
    en: "How long customers wait",
    uk: "Скільки клієнти чекають",
    ru: "Сколько клиенты ждут",
};
/// What the curve shows.
pub const CURVE: Wording = Wording {
    en: "Per cent that have come back, by days since an order",
    uk: "Скільки відсотків повернулося, за днями після замовлення",
    ru: "Сколько процентов вернулось, по дням после заказа",
};
/// The ladder.
pub const LADDER: Wording =
    Wording {
        en: "Who comes once more", uk: "Хто приходить ще раз", ru: "Кто приходит ещё раз"
    };
/// Columns of the ladder.
pub const LADDER_COLUMNS: [Wording; 3] = [
    Wording {
        en: "came at least", uk: "приходили щонайменше", ru: "приходили не меньше"
    },
    SIZE,
    Wording { en: "once more", uk: "ще раз", ru: "ещё раз" },
];
/// ABC.
pub const CLASSES: Wording = Wording {
    en: "How much hangs on a few customers",
    uk: "Скільки тримається на небагатьох клієнтах",
    ru: "Сколько держится на немногих клиентах",
};
/// The most valuable customers.
pub const TOP: Wording =
    Wording { en: "the first {n}", uk: "перші {n}", ru: "первые {n}" };
/// Columns of the classes.
pub const CLASS_COLUMNS: [Wording; 4] = [
    Wording { en: "class", uk: "клас", ru: "класс" },
    SIZE,
    Wording { en: "revenue", uk: "виторг", ru: "выручка" },
    Wording { en: "share", uk: "частка", ru: "доля" },
];
/// The groups of RFM.
pub const GROUPS: Wording =
    Wording {
        en: "Groups of customers", uk: "Групи клієнтів", ru: "Группы клиентов"
    };
/// Columns of the groups.
pub const GROUP_COLUMNS: [Wording; 4] = [
    Wording { en: "group", uk: "група", ru: "группа" },
    SIZE,
    Wording { en: "share", uk: "частка", ru: "доля" },
    Wording { en: "revenue", uk: "виторг", ru: "выручка" },
];
/// Columns of the metrics.
pub const METRIC_COLUMNS: [Wording; 4] = [
    Wording { en: "metric", uk: "показник", ru: "показатель" },
    Wording { en: "value", uk: "значення", ru: "значение" },
    Wording { en: "before", uk: "раніше", ru: "раньше" },
    Wording { en: "last year", uk: "торік", ru: "год назад" },
];
/// The unit of a length of time.
pub const MONTHS: Wording = Wording { en: "mo.", uk: "міс.", ru: "мес." };
/// What opens a definition.
pub const DEFINITION: Wording =
    Wording {
        en: "What this counts", uk: "Що саме пораховано", ru: "Что именно посчитано"
    };
/// The tables below the first one.
pub const OTHER_RULES: Wording = Wording {
    en: "By the other rules of counting",
    uk: "За іншими правилами підрахунку",
    ru: "По другим правилам подсчёта",
};
