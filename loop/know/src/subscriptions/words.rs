//! What the report on subscriptions means, in words.

use collect::shop::Language;

use crate::Wording;

const DEFINITION: Wording = Wording {
    en: "Monthly recurring revenue (MRR) is what active and past-due subscriptions are \
         worth a month: a year's price by 12, a week's times 52/12, a day's times 365/12, \
         less discounts for ever. Trials, free plans and what is metered, paused, unpaid \
         or over do not count. A change is told by customer and by day: new is his first \
         ever, reactivation his return after nothing. Start + new + reactivation + \
         expansion − contraction − churned is the end. Churn stands in two families: \
         against the start of the period, and summed up day by day. NRR leaves out who \
         came back; beside it stands the one with them. A cohort's NRR is its MRR at the \
         end of a period per what its customers began with.",
    uk: "Місячний регулярний виторг (MRR) — скільки на місяць варті активні та \
         прострочені підписки: ціна за рік поділена на 12, за тиждень помножена на 52/12, \
         за день — на 365/12, без сталих знижок. Пробні періоди, безкоштовні плани, \
         оплата за обсягом, призупинені, неоплачені й завершені не враховано. Зміну \
         визначено за клієнтом і за днем: новий виторг — його перший узагалі, повернення \
         — після нуля. Початок + нові + повернення + зростання − скорочення − відтік \
         дорівнює кінцю. Відтік подано двома родинами формул: відносно початку періоду і \
         сумою за днями. NRR не враховує тих, хто повернувся; поруч стоїть той, що \
         враховує. NRR когорти — її MRR наприкінці періоду відносно того, з чого її \
         клієнти почали.",
    ru: "Месячная регулярная выручка (MRR) — сколько в месяц стоят активные и \
         просроченные подписки: цена за год, делённая на 12, за неделю — умноженная на \
         52/12, за день — на 365/12, без постоянных скидок. Пробные периоды, бесплатные \
         планы, оплата по объёму, приостановленные, неоплаченные и завершённые не учтены. \
         Изменение определено по клиенту и по дню: новая выручка — его первая вообще, \
         возвращение — после нуля. Начало + новые + возвращение + рост − сокращение − \
         отток равно концу. Отток дан двумя семействами формул: относительно начала \
         периода и суммой по дням. NRR не учитывает вернувшихся; рядом стоит тот, что \
         учитывает. NRR когорты — её MRR в конце периода относительно того, с чего начали \
         её клиенты.",
};

/// The definition of the report in one language.
pub fn definition(language: Language) -> String {
    DEFINITION.say(language).to_owned()
}
