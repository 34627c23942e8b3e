//! What other tools count, in three languages; sources are their own help pages.

use collect::shop::Language;

use super::ElsewhereOptions;
use crate::Wording;

/// Lifetimely and PostHog: bounded by the month.
pub const ON: Wording = Wording {
    en: "Of all who ever came: who bought in the calendar month after their first one, mean over \
         finished months",
    uk: "З усіх, хто колись прийшов: хто купив у наступному календарному місяці після першого, \
         середнє за завершеними місяцями",
    ru: "Из всех, кто когда-либо пришёл: кто купил в следующем календарном месяце после первого, \
         среднее по завершённым месяцам",
};
/// Peel: not lost yet.
pub const ON_OR_AFTER: Wording = Wording {
    en: "Of all who ever came: who bought in the calendar month after their first one or at any \
         time later",
    uk: "З усіх, хто колись прийшов: хто купив у наступному календарному місяці після першого або \
         будь-коли пізніше",
    ru: "Из всех, кто когда-либо пришёл: кто купил в следующем календарном месяце после первого \
         или когда-либо позже",
};
/// Mixpanel: by each customer's own time.
pub const ROLLING: Wording = Wording {
    en: "Of all who ever came: who bought 30 to 60 days after the first purchase or at any time \
         later",
    uk: "З усіх, хто колись прийшов: хто купив через 30–60 днів після першої покупки або будь-коли \
         пізніше",
    ru: "Из всех, кто когда-либо пришёл: кто купил через 30–60 дней после первой покупки или \
         когда-либо позже",
};
/// Peel: a second time by then.
pub const ON_OR_BEFORE: Wording = Wording {
    en: "Of all who ever came: who bought a second time by the end of the month after their first \
         one",
    uk: "З усіх, хто колись прийшов: хто купив удруге до кінця місяця, наступного після першого",
    ru: "Из всех, кто когда-либо пришёл: кто купил второй раз до конца месяца, следующего за \
         первым",
};
/// Shopify: buyers who are not one-time buyers.
pub const RETURNING: Wording = Wording {
    en: "Of the buyers of the month: who has bought more than once by its end, whenever the first \
         time was",
    uk: "З покупців місяця: хто до його кінця купив більше одного разу, хоч би коли був перший",
    ru: "Из покупателей месяца: кто к его концу купил больше одного раза, когда бы ни был первый",
};
/// ChartMogul's second family.
pub const DAILY: Wording = Wording {
    en: "The shares of customers lost on each day of the month, added up",
    uk: "Частки клієнтів, утрачених кожного дня місяця, додані докупи",
    ru: "Доли клиентов, потерянных в каждый день месяца, сложенные вместе",
};
/// Stripe: new ones in the denominator.
pub const STRIPE: Wording = Wording {
    en: "Customers lost in the last 30 days, per active 30 days ago together with the new ones \
         since",
    uk: "Утрачені за останні 30 днів на активних 30 днів тому разом із новими відтоді",
    ru: "Потерянные за последние 30 дней на активных 30 дней назад вместе с новыми с тех пор",
};
/// PostHog: of everybody.
pub const OF_ALL: Wording = Wording {
    en: "Customers lost in the month, per all customers there have ever been",
    uk: "Утрачені за місяць клієнти на всіх, які будь-коли були",
    ru: "Потерянные за месяц клиенты на всех, какие когда-либо были",
};
/// Lifetimely's default.
pub const SIX_MONTHS: Wording = Wording {
    en: "What a customer has paid from his first month to the end of his sixth, mean over all who \
         are so old",
    uk: "Скільки клієнт заплатив від першого місяця до кінця шостого, середнє за всіма такими \
         давніми",
    ru: "Сколько клиент заплатил с первого месяца до конца шестого, среднее по всем столь давним",
};

const DEFINITION: Wording = Wording {
    en: "The same word as other tools define it in their own documentation, computed over your \
         orders. A customer is active at a moment when he bought within the {days} days before it.",
    uk: "Те саме слово так, як його визначають інші інструменти у своїй документації, пораховане \
         за вашими замовленнями. Клієнт активний у певну мить, якщо купував протягом {days} дн. \
         до неї.",
    ru: "То же слово так, как его определяют другие инструменты в своей документации, посчитанное \
         по вашим заказам. Клиент активен в некоторый момент, если покупал в течение {days} дн. \
         до него.",
};

/// The definition of the comparison in one language.
pub fn definition(options: &ElsewhereOptions, language: Language) -> String {
    let text = [DEFINITION, crate::PURCHASE].map(|part| part.say(language)).join(" ");
    text.replace("{days}", &options.activity_window.count().to_string())
}
