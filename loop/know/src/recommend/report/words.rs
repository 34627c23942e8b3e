//! What the report of recommendations means, in words.

use collect::shop::Language;

use crate::Wording;

const DEFINITION: Wording = Wording {
    en: "What a customer buys next is told by what he bought himself (how often, and whether its \
         usual time has come), by what those who bought the same bought (EASE; BM25 over pairs of \
         products; hidden tastes, ALS) and by what is popular these days. Everything is learnt \
         from the days before the newest ones and tried on these: how much each part counts is \
         sought on every second customer who came, and the figures are those of the others. The \
         bar is what each customer bought most often. nDCG counts a product that was bought the \
         more, the higher it stood.",
    uk: "Що клієнт купить далі, підказує те, що він купував сам (як часто й чи настав звичний \
         час), що купували ті, хто брав те саме (EASE; BM25 за парами товарів; приховані смаки, \
         ALS), і що популярне останнім часом. Усе навчається на днях перед найновішими й \
         випробовується на них: вагу кожної частини шукаємо на кожному другому клієнтові, що \
         прийшов, а показники — на решті. Планка — те, що клієнт купував найчастіше. nDCG цінує \
         куплений товар тим більше, що вище він стояв у списку.",
    ru: "Что клиент купит дальше, подсказывает то, что он покупал сам (как часто и пришло ли \
         обычное время), что покупали те, кто брал то же самое (EASE; BM25 по парам товаров; \
         скрытые вкусы, ALS), и что популярно в последнее время. Всё учится на днях перед самыми \
         новыми и испытывается на них: вес каждой части ищем на каждом втором пришедшем клиенте, а \
         показатели — на остальных. Планка — то, что клиент покупал чаще всего. nDCG ценит \
         купленный товар тем больше, чем выше он стоял в списке.",
};

/// The definition of the report in one language.
pub fn definition(language: Language) -> String {
    format!("{} {}", DEFINITION.say(language), crate::PURCHASE.say(language))
}
