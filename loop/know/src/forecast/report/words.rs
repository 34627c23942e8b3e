//! What the forecast means, in words.

use collect::shop::Language;

use crate::Wording;

const DEFINITION: Wording = Wording {
    en: "What all purchases of a period will come to, with or without a customer, told from \
         the whole periods before it; the one that is running is foretold too. Five ways are \
         tried on ends of the history that are held back: repeating the last season, theta, \
         exponential smoothing and ARIMA by the least AICc, and the mean of these three. The \
         mean is used, unless one of the others was closer by more than chance. The intervals \
         hold 80 and 95 of 100 futures that go on with errors like those of the past, \
         stretched where the trial showed larger ones. By day and by week, holidays that were \
         seen to change the sales are known beforehand.",
    uk: "Сума всіх покупок періоду, з клієнтом чи без нього, передбачена за цілими періодами \
         перед ним; той, що триває, теж передбачаємо. П’ять способів випробовуємо на кінцях \
         історії, які приховали: повторити минулий сезон, тета, експоненційне згладжування й \
         ARIMA за найменшим AICc і середнє трьох останніх. Беремо середнє, якщо жоден інший \
         не був ближчим більше, ніж випадково. В інтервали потрапляє 80 і 95 зі 100 \
         майбутніх, що триватимуть з помилками, як у минулому; якщо випробування показало \
         більші, інтервали розтягнуто. За днями й тижнями свята, які змінювали продажі, відомі \
         наперед.",
    ru: "Сумма всех покупок периода, с клиентом или без него, предсказанная по целым периодам \
         перед ним; тот, что идёт, тоже предсказываем. Пять способов испытываем на концах \
         истории, которые придержали: повторить прошлый сезон, тета, экспоненциальное \
         сглаживание и ARIMA с наименьшим AICc и среднее трёх последних. Берём среднее, если \
         ни один другой не был ближе больше, чем случайно. В интервалы попадают 80 и 95 из \
         100 будущих, где ошибки такие же, как в прошлом; если испытание показало большие, \
         интервалы растянуты. По дням и неделям праздники, которые меняли продажи, известны \
         заранее.",
};

/// The definition of the report in one language.
pub fn definition(language: Language) -> String {
    format!("{} {}", DEFINITION.say(language), crate::PURCHASE.say(language))
}
