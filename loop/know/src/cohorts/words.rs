//! What the cohort table means, in words, for the options that were chosen.

use collect::shop::Language;

use super::{Brackets, CohortOptions, Count, Entry, Measure, Mode, ShareOf};
use crate::{Unit, Wording};

const ENTRY_EVER: Wording = Wording {
    en: "Customers are grouped by the calendar {unit} of their first purchase ever.",
    uk: "Клієнтів згруповано за календарним періодом ({unit}) їхньої найпершої покупки.",
    ru: "Клиенты сгруппированы по календарному периоду ({unit}) своей самой первой покупки.",
};

const ENTRY_MATCHING: Wording = Wording {
    en: "Customers are grouped by the calendar {unit} of their first purchase within the chosen \
         dates, whatever they bought before.",
    uk: "Клієнтів згруповано за календарним періодом ({unit}) першої покупки у вибраних датах, \
         хоч би що вони купували раніше.",
    ru: "Клиенты сгруппированы по календарному периоду ({unit}) первой покупки в выбранных датах, \
         что бы они ни покупали раньше.",
};

const CALENDAR: Wording = Wording {
    en: "Period k is the k-th calendar {unit} after that one.",
    uk: "Період k — k-й календарний період ({unit}) після нього.",
    ru: "Период k — k-й календарный период ({unit}) после него.",
};

const ROLLING: Wording = Wording {
    en: "Period k is the k-th stretch of {days} days after the moment of each customer's own \
         first purchase.",
    uk: "Період k — k-й відрізок у {days} дн. від моменту першої покупки кожного клієнта.",
    ru: "Период k — k-й отрезок в {days} дн. от момента первой покупки каждого клиента.",
};

const BRACKETS: Wording = Wording {
    en: "Period k is the k-th of these stretches after the moment of each customer's own first \
         purchase, in days: {stretches}.",
    uk: "Період k — k-й із цих відрізків від моменту першої покупки кожного клієнта, у днях: \
         {stretches}.",
    ru: "Период k — k-й из этих отрезков от момента первой покупки каждого клиента, в днях: \
         {stretches}.",
};

const OF_PREVIOUS: Wording = Wording {
    en: "Shown is how many they are beside those counted in the period before: of every hundred \
         then, so many now; with a 95 % interval (Wilson) where none can be counted now who was \
         not counted then.",
    uk: "Показано, скільки їх порівняно з тими, кого враховано в попередньому періоді: на кожні \
         сто тоді — стільки тепер; з 95 % інтервалом (Вілсон), якщо тепер не може бути враховано \
         нікого, хто не був урахований тоді.",
    ru: "Показано, сколько их по сравнению с теми, кто учтён в предыдущем периоде: на каждые сто \
         тогда — столько теперь; с 95 % интервалом (Уилсон), если теперь не может быть учтён \
         никто, кто не был учтён тогда.",
};

const PERIOD_0: Wording = Wording {
    en: "Period 0 is the group itself; “again” is the share that bought once more by the same \
         rule. Periods that are not over yet are marked and left out of the mean.",
    uk: "Період 0 — це сама група; «знову» — частка тих, хто за тим самим правилом купив ще раз. \
         Незавершені періоди позначено, у середнє вони не входять.",
    ru: "Период 0 — сама группа; «снова» — доля тех, кто по тому же правилу купил ещё раз. \
         Незавершённые периоды отмечены и в среднее не входят.",
};

const SPLIT: Wording = Wording {
    en: "They are shown by the {split} of their first purchase ever: a cell pools the groups by \
         date that have period k behind them, and “again” is the share that bought once more by \
         the same rule. A difference tells how customers came, not what made them stay.",
    uk: "Їх показано за {split} найпершої покупки: клітинка об’єднує групи за датою, для яких \
         період k уже минув, а «знову» — частка тих, хто за тим самим правилом купив ще раз. \
         Різниця показує, як клієнти прийшли, а не що їх утримало.",
    ru: "Они показаны по {split} самой первой покупки: ячейка объединяет группы по дате, для \
         которых период k уже прошёл, а «снова» — доля тех, кто по тому же правилу купил ещё раз. \
         Разница показывает, как клиенты пришли, а не что их удержало.",
};

const PROFIT: Wording = Wording {
    en: "Shown is the gross profit of these orders: what they brought, after discounts and \
         refunds, less what their goods cost; an order with a position of unknown cost \
         brings none.",
    uk: "Показано валовий прибуток цих замовлень: скільки вони принесли після знижок і \
         повернень за вирахуванням собівартості товарів; замовлення з позицією невідомої \
         собівартості не дає нічого.",
    ru: "Показана валовая прибыль этих заказов: сколько они принесли после скидок и \
         возвратов за вычетом себестоимости товаров; заказ с позицией неизвестной \
         себестоимости не даёт ничего.",
};

const CUMULATIVE_PROFIT: Wording = Wording {
    en: "Shown is the gross profit of the whole group from period 0 to k: what its orders \
         brought less what their goods cost; an order with a position of unknown cost \
         brings none.",
    uk: "Показано валовий прибуток усієї групи з періоду 0 до k: скільки принесли її \
         замовлення за вирахуванням собівартості товарів; замовлення з позицією невідомої \
         собівартості не дає нічого.",
    ru: "Показана валовая прибыль всей группы с периода 0 по k: сколько принесли её заказы \
         за вычетом себестоимости товаров; заказ с позицией неизвестной себестоимости не \
         даёт ничего.",
};

const LIFETIME_PROFIT: Wording = Wording {
    en: "Shown is the gross profit of the whole group from period 0 to k divided by \
         everybody in it: what a customer has left the shop by then. An order with a \
         position of unknown cost brings none.",
    uk: "Показано валовий прибуток усієї групи з періоду 0 до k, поділений на всіх у ній: \
         скільки клієнт залишив магазину на той час. Замовлення з позицією невідомої \
         собівартості не дає нічого.",
    ru: "Показана валовая прибыль всей группы с периода 0 по k, делённая на всех в ней: \
         сколько клиент оставил магазину к этому времени. Заказ с позицией неизвестной \
         себестоимости не даёт ничего.",
};

/// The definition of the table in one language.
pub fn definition(options: &CohortOptions, language: Language) -> String {
    let entry = match options.entry {
        Entry::FirstEver => ENTRY_EVER,
        Entry::FirstMatching => ENTRY_MATCHING,
    };
    let mode = match (&options.brackets, options.mode) {
        (Some(_), _) => BRACKETS,
        (None, Mode::Calendar) => CALENDAR,
        (None, Mode::Rolling) => ROLLING,
    };
    let shown = match (options.of, options.measure) {
        (ShareOf::Previous, Measure::Rate) => OF_PREVIOUS,
        (_, measure) => shown(measure),
    };
    let group = if options.split.is_some() { SPLIT } else { PERIOD_0 };
    let sentences = [entry, mode, counted(options.count), shown, group, crate::wording::PURCHASE];
    sentences
        .map(|sentence| sentence.say(language))
        .join(" ")
        .replace("{split}", options.split.map_or("", |split| split.word(language)))
        .replace("{unit}", unit(options.by).say(language))
        .replace("{stretches}", &options.brackets.as_ref().map_or_else(String::new, stretches))
        .replace("{days}", &options.by.rolling_days().to_string())
}

/// `0–6, 7–29`: each stretch with its first day and its last.
fn stretches(brackets: &Brackets) -> String {
    let days = brackets.stretches().map(|(opens, ends)| format!("{opens}–{}", ends - 1));
    days.collect::<Vec<_>>().join(", ")
}

fn unit(unit: Unit) -> Wording {
    match unit {
        Unit::Day => Wording { en: "day", uk: "день", ru: "день" },
        Unit::Week => Wording { en: "week", uk: "тиждень", ru: "неделя" },
        Unit::Month => Wording { en: "month", uk: "місяць", ru: "месяц" },
        Unit::Quarter => Wording { en: "quarter", uk: "квартал", ru: "квартал" },
        Unit::Year => Wording { en: "year", uk: "рік", ru: "год" },
    }
}

fn counted(count: Count) -> Wording {
    match count {
        Count::On => Wording {
            en: "Counted is who bought in period k itself.",
            uk: "Враховано тих, хто купив саме в періоді k.",
            ru: "Учтены те, кто купил именно в периоде k.",
        },
        Count::OnOrAfter => Wording {
            en: "Counted is who bought in period k or in any later one: who had not left by then.",
            uk: "Враховано тих, хто купив у періоді k або пізніше, тобто ще не пішов.",
            ru: "Учтены те, кто купил в периоде k или позже, то есть ещё не ушёл.",
        },
        Count::OnOrBefore => Wording {
            en: "Counted is who bought again at any time up to the end of period k (repurchase \
                rate).",
            uk: "Враховано тих, хто купив знову будь-коли до кінця періоду k (частка повторних \
                покупок).",
            ru: "Учтены те, кто купил снова в любое время до конца периода k (доля повторных \
                покупок).",
        },
        Count::Streak => Wording {
            en: "Counted is who bought in every period from 0 to k without a gap.",
            uk: "Враховано тих, хто купував у кожному періоді від 0 до k без пропуску.",
            ru: "Учтены те, кто покупал в каждом периоде от 0 до k без пропуска.",
        },
    }
}

fn shown(measure: Measure) -> Wording {
    match measure {
        Measure::Rate => Wording {
            en: "Shown is their share of the group with its 95 % interval (Wilson); the mean is \
                 weighted by the size of the groups.",
            uk: "Показано їхню частку в групі з 95 % інтервалом (Вілсон); середнє зважене за \
                 розміром груп.",
            ru: "Показана их доля в группе с 95 % интервалом (Уилсон); среднее взвешено по размеру \
                 групп.",
        },
        Measure::Customers => Wording {
            en: "Shown is how many they are.",
            uk: "Показано, скільки їх.",
            ru: "Показано, сколько их.",
        },
        Measure::Orders => Wording {
            en: "Shown is how many orders the group placed by this rule.",
            uk: "Показано, скільки замовлень група зробила за цим правилом.",
            ru: "Показано, сколько заказов группа сделала по этому правилу.",
        },
        Measure::Revenue => Wording {
            en: "Shown is what the group paid by this rule, after discounts and refunds, without \
                 shipping and tax where the file names them.",
            uk: "Показано, скільки група заплатила за цим правилом після знижок і повернень, без \
                 доставки й податку, якщо файл їх називає.",
            ru: "Показано, сколько группа заплатила по этому правилу после скидок и возвратов, без \
                 доставки и налога, если файл их называет.",
        },
        Measure::CumulativeRevenue => Wording {
            en: "Shown is what the whole group has paid from period 0 to k, after discounts and \
                 refunds.",
            uk: "Показано, скільки вся група заплатила з періоду 0 до k після знижок і повернень.",
            ru: "Показано, сколько вся группа заплатила с периода 0 по k после скидок и возвратов.",
        },
        Measure::LifetimeValue => Wording {
            en: "Shown is what the whole group has paid from period 0 to k divided by everybody in \
                 it: what a customer has been worth by then.",
            uk: "Показано, скільки вся група заплатила з періоду 0 до k, поділене на всіх у ній: \
                 скільки клієнт приніс на той час.",
            ru: "Показано, сколько вся группа заплатила с периода 0 по k, делённое на всех в ней: \
                 сколько клиент принёс к этому времени.",
        },
        Measure::Profit => PROFIT,
        Measure::CumulativeProfit => CUMULATIVE_PROFIT,
        Measure::LifetimeProfit => LIFETIME_PROFIT,
        Measure::AverageOrder => Wording {
            en: "Shown is the revenue of these orders divided by their number.",
            uk: "Показано виторг цих замовлень, поділений на їхню кількість.",
            ru: "Показана выручка этих заказов, делённая на их число.",
        },
    }
}
