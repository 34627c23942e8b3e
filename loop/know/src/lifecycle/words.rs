//! What the lifecycle report means, in words.

use collect::shop::Language;

use crate::Wording;
use crate::rhythm::AfterOccasion;

const DEFINITION: Wording = Wording {
    en: "New customers bought for the first time ever in the period; returning ones also in the \
         period before; resurrecting ones did not, but had bought earlier. Dormant ones bought in \
         the period before and not in this one. So the active of a period are those of the one \
         before, less the dormant, plus the new and the resurrecting. Weeks are compared with \
         those 52 weeks earlier, other periods with the same one a year earlier, a running one to \
         date. Where a customer stands today is told from his silence: he is quiet from the day \
         by which three of four returns have come, lapsed from the day on which the chance of \
         one falls below 10 % (Kaplan–Meier). These days are taken after his 1st, 2nd, 3rd, or 4th \
         and later purchase occasion where at least {returns} customers have come back after it, \
         and after all occasions elsewhere, and where the curve of one occasion cannot tell who \
         has lapsed. The comparison sets active customers beside quiet and \
         lapsed ones; it shows what goes together and proves no cause. Its intervals are of 95 % \
         each (Welch for means, Newcombe for shares).",
    uk: "Нові вперше купили саме в цьому періоді; постійні купували й у попередньому; ті, хто \
         повернувся, попередній пропустили, але купували раніше. Зниклі купували в попередньому \
         періоді, а в цьому — ні. Тож активні періоду — це активні попереднього мінус зниклі плюс \
         нові й ті, хто повернувся. Тижні порівнюються з тижнями на 52 раніше, інші періоди — з \
         торішніми, незавершений — на ту саму дату. Де клієнт тепер, видно з його мовчання: він \
         затих від дня, до якого стаються три з чотирьох повернень, і пішов від дня, коли \
         ймовірність повернення нижча за 10 % (Каплан — Маєр). Ці дні взято окремо після 1-ї, \
         2-ї, 3-ї та 4-ї й пізніших покупок, якщо після неї повернулося щонайменше {returns} \
         клієнтів, а інакше, або коли за нею не видно, хто пішов, — спільно після всіх. \
         Порівняння ставить активних поруч із тими, хто затих або пішов; воно показує, що \
         трапляється разом, а не чому. Кожен інтервал — 95 % (для середніх — Велч, для часток — \
         Ньюком).",
    ru: "Новые впервые купили именно в этом периоде; постоянные покупали и в предыдущем; \
         вернувшиеся предыдущий пропустили, но покупали раньше. Пропавшие покупали в предыдущем \
         периоде, а в этом — нет. Поэтому активные периода — это активные предыдущего минус \
         пропавшие плюс новые и вернувшиеся. Недели сравниваются с неделями на 52 раньше, другие \
         периоды — с прошлогодними, незавершённый — на ту же дату. Где клиент сейчас, видно по \
         его молчанию: он затих со дня, к которому случаются три из четырёх возвращений, и ушёл \
         со дня, когда вероятность возвращения ниже 10 % (Каплан — Мейер). Эти дни взяты отдельно \
         после 1-й, 2-й, 3-й, 4-й и более поздних покупок, если после неё вернулось не менее \
         {returns} клиентов, а иначе, или если по ней не видно, кто ушёл, — общие для всех. \
         Сравнение ставит активных рядом с теми, кто затих или ушёл; оно показывает, что \
         встречается вместе, а не почему. Каждый интервал — 95 % (для средних — Уэлч, для долей — \
         Ньюкомб).",
};

/// The definition of the report in one language.
pub fn definition(language: Language) -> String {
    let text = [DEFINITION, crate::PURCHASE].map(|wording| wording.say(language)).join(" ");
    text.replace("{returns}", &AfterOccasion::RETURNS_MIN.to_string())
}
