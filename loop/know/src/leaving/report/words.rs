//! What the leaving report means, in words.

use collect::shop::Language;

use crate::Wording;

const DEFINITION: Wording = Wording {
    en: "Leaving is the chance that a customer places no order within the days that are looked \
         ahead; buying is the rest. The model learns from days of the past whose future is known: \
         what was known of each customer on such a day, and whether he ordered within as many days \
         after it. The newest of these days is held back, and the models are tried on what \
         followed it; shipped is the simplest that no other beats by more than chance or by a \
         hundredth of its log-loss. At stake is what a customer spent within the year before, \
         counted by his chance to leave.",
    uk: "Відхід — імовірність, що клієнт не замовить нічого за ті дні, на які дивимося вперед; \
         решта — імовірність купівлі. Модель навчається на днях минулого, чиє майбутнє відоме: що \
         знали про кожного клієнта того дня й чи замовив він за стільки ж днів після. Найновіший \
         із цих днів приберігаємо, і моделі випробовуємо на тому, що було після нього; працює \
         найпростіша, якої жодна інша не перевершує більше, ніж випадково чи на соту частку \
         логарифмічних втрат. Під загрозою — скільки клієнт витратив за попередній рік, \
         помножене на його ймовірність піти.",
    ru: "Уход — вероятность, что клиент ничего не закажет за те дни, на которые смотрим вперёд; \
         остальное — вероятность покупки. Модель учится на днях прошлого, чьё будущее известно: \
         что знали о каждом клиенте в тот день и заказал ли он за столько же дней после. Самый \
         новый из этих дней придерживаем, и модели испытываем на том, что было после него; \
         работает простейшая, которую никакая другая не превосходит больше, чем случайно или на \
         сотую долю логарифмических потерь. Под угрозой — сколько клиент потратил за \
         предыдущий год, умноженное на его вероятность уйти.",
};

/// The definition of the report in one language.
pub fn definition(language: Language) -> String {
    format!("{} {}", DEFINITION.say(language), crate::PURCHASE.say(language))
}
