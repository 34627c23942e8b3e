//! What acquisition means, in words.

use collect::shop::Language;
use domain::Caveat;

use super::AcquisitionOptions;
use crate::Wording;
use crate::metrics::ledger::MONTH_DAYS;

const DEFINITION: Wording = Wording {
    en: "Of those whose first purchase ever lies in the newest finished months ({months} at most): \
         what was spent on marketing in these months divided by them is what each cost. What each \
         has left is the gross profit of his orders by the end of his own month k, {days} days \
         each, 0 from the first purchase on; an order with a position of unknown cost leaves \
         nothing. Month k is told of those who have it behind them. He has paid for himself in the \
         first month by whose end that is as much as each cost. A channel's new customers are \
         those whose first purchase was made there, which says how they came, not what the channel \
         caused.",
    uk: "Про тих, чия найперша покупка припала на останні завершені місяці (щонайбільше {months}): \
         витрати на маркетинг за ці місяці, поділені на них, — скільки коштував кожен. Скільки \
         кожен залишив — валовий прибуток його замовлень до кінця його власного місяця k по {days} \
         днів, 0 — від першої покупки; замовлення з позицією невідомої собівартості не дає нічого. \
         Місяць k показано за тими, для кого він минув. Клієнт окупився в першому місяці, до кінця \
         якого це не менше, ніж він коштував. Нові клієнти каналу — ті, хто зробив там першу \
         покупку: це каже, як вони прийшли, а не що спричинив канал.",
    ru: "О тех, чья самая первая покупка пришлась на последние завершённые месяцы (не больше \
         {months}): расходы на маркетинг за эти месяцы, делённые на них, — сколько стоил каждый. \
         Сколько каждый оставил — валовая прибыль его заказов к концу его собственного месяца k по \
         {days} дней, 0 — от первой покупки; заказ с позицией неизвестной себестоимости не даёт \
         ничего. Месяц k показан по тем, для кого он прошёл. Клиент окупился в первом месяце, к \
         концу которого это не меньше, чем он стоил. Новые клиенты канала — те, кто сделал там \
         первую покупку: это говорит, как они пришли, а не что вызвал канал.",
};

/// The definition of the report in one language.
pub fn definition(options: &AcquisitionOptions, language: Language) -> String {
    let text = [DEFINITION, crate::PURCHASE].map(|part| part.say(language)).join(" ");
    text.replace("{months}", &options.months.to_string()).replace("{days}", &MONTH_DAYS.to_string())
}

/// Why new customers have no cost.
pub(super) fn no_spend(is_of_segment: bool) -> Caveat {
    if is_of_segment {
        let text = "marketing spend is told by channel, not by segment, so new customers of a \
                    segment have no cost";
        return Caveat::new("spend_of_segment", text);
    }
    let text =
        "no marketing spend was written down for these months, so new customers have no cost";
    Caveat::new("no_spend", text)
}
