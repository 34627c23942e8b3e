//! What the rhythm report means, in words.

use collect::shop::Language;

use crate::Wording;

const DEFINITION: Wording = Wording {
    en: "All orders of a customer on one day are one purchase occasion. A gap is the number of \
         days between two occasions that follow each other. The curve is the share of occasions \
         that no other has followed within d days (Kaplan–Meier): a gap that is still open counts \
         as seen up to the day the report looks from, because the finished gaps alone would show \
         only those who came back fast. Percentiles are of finished gaps. A customer is quiet from \
         the day by which three of four returns have come, lapsed from the day on which the chance \
         of one falls below 10 %. The ladder shows how many came at least n times and which share \
         of them came once more. After each order number the same is told of those occasions \
         alone. Intervals are of 95 % (Greenwood, Wilson).",
    uk: "Усі замовлення клієнта за один день — одна покупка. Проміжок — кількість днів між двома \
         сусідніми покупками. Крива — частка покупок, за якими протягом d днів не було наступної \
         (Каплан — Маєр): незавершений проміжок враховано до дня, з якого дивиться звіт, бо самі \
         завершені показали б лише тих, хто швидко повернувся. Процентилі — для завершених \
         проміжків. Клієнт затих від дня, до якого стаються три з чотирьох повернень, і пішов \
         від дня, коли ймовірність повернення нижча за 10 %. Драбина показує, скільки клієнтів \
         купили щонайменше n разів і яка їх \
         частка купила ще раз. Після кожного номера замовлення те саме сказано лише про такі \
         покупки. Інтервали — 95 % (Ґрінвуд, Вілсон).",
    ru: "Все заказы клиента за один день — одна покупка. Промежуток — число дней между двумя \
         соседними покупками. Кривая — доля покупок, за которыми в течение d дней не последовала \
         другая (Каплан — Мейер): незавершённый промежуток учтён до дня, с которого смотрит отчёт, \
         потому что одни завершённые показали бы лишь тех, кто быстро вернулся. Процентили — для \
         завершённых промежутков. Клиент затих со дня, к которому случаются три из четырёх \
         возвращений, и ушёл со дня, когда вероятность возвращения ниже 10 %. Лестница \
         показывает, сколько клиентов купили не менее n раз и какая \
         их доля купила ещё раз. После каждого номера заказа то же сказано лишь о таких \
         покупках. Интервалы — 95 % (Гринвуд, Уилсон).",
};

/// The definition of the report in one language.
pub fn definition(language: Language) -> String {
    [DEFINITION, crate::PURCHASE].map(|wording| wording.say(language)).join(" ")
}
