//! What the ABC report means, in words, for the options that were chosen.

use collect::shop::Language;

use super::{AbcOptions, Pace, Part, Seasonal, Whose, Worth};
use crate::Wording;

const CLASSES: Wording = Wording {
    en: "Sorted from the most valuable down: those who together bring up to and with {a} of the \
         value are A, up to and with {b} B, the rest C; who crosses a border belongs to the class \
         after it. Of equal values the one that came first stands first. Shares are of the sum of \
         what brings something; what brings nothing or a loss is C and has no share.",
    uk: "Упорядковано від найціннішого: ті, хто разом дає до {a} цінності включно, — A, до {b} \
         включно — B, решта — C; хто переступає межу, належить до наступного класу. З однакових \
         першим стоїть той, хто з’явився раніше. Частки взято від суми того, що щось дає; що не \
         дає нічого або дає збиток, належить до C і частки не має.",
    ru: "Упорядочено от самого ценного: те, кто вместе даёт до {a} ценности включительно, — A, до \
         {b} включительно — B, остальные — C; кто переступает границу, относится к следующему \
         классу. Из одинаковых первым стоит тот, кто появился раньше. Доли взяты от суммы того, \
         что что-то даёт; что не даёт ничего или даёт убыток, относится к C и доли не имеет.",
};

const STEADINESS: Wording = Wording {
    en: "Steadiness is the coefficient of variation of the value by calendar {by}: the standard \
         deviation of the population divided by the mean, over the whole periods of the window, \
         those without a purchase counting as 0. X is below {x}, Y up to and with {y}, Z above or \
         without a mean above zero. N is new: fewer than six periods lie between the first \
         purchase ever and the end, its own among them. Another length of the period gives other \
         classes.",
    uk: "Рівномірність — це коефіцієнт варіації цінності за календарними періодами ({by}): \
         стандартне відхилення генеральної сукупності, поділене на середнє, за цілими періодами \
         вікна; \
         період без покупок дає 0. X — менше за {x}, Y — до {y} включно, Z — більше або якщо \
         середнє не вище нуля. N — нові: від найпершої покупки до кінця минуло менше шести \
         періодів разом із її власним. Інша довжина періоду дає інші класи.",
    ru: "Равномерность — это коэффициент вариации ценности по календарным периодам ({by}): \
         стандартное отклонение генеральной совокупности, делённое на среднее, по целым периодам \
         окна; период без покупок даёт 0. X — меньше {x}, Y — до {y} включительно, Z — больше или \
         если среднее не выше нуля. N — новые: от самой первой покупки до конца прошло меньше \
         шести периодов вместе с её собственным. Другая длина периода даёт другие классы.",
};

const SEASONS: Wording = Wording {
    en: "Before that each period is divided by the seasonal index of its month: what all of them \
         together brought in that month of the year over the last full years, divided by an \
         average month; a week takes the month of its fourth day, a quarter the mean of its \
         three.",
    uk: "Перед цим кожен період поділено на сезонний індекс його місяця: скільки всі разом дали \
         цього місяця року за останні повні роки, поділене на середній місяць; тиждень бере \
         місяць свого четвертого дня, квартал — середнє своїх трьох.",
    ru: "Перед этим каждый период делится на сезонный индекс своего месяца: сколько все вместе \
         дали в этом месяце года за последние полные годы, делённое на средний месяц; неделя \
         берёт месяц своего четвёртого дня, квартал — среднее своих трёх.",
};

/// The definition of the report in one language; the window is known once somebody has bought.
pub fn definition(options: &AbcOptions, language: Language) -> String {
    let window = options.from.zip(options.until).map(|(from, until)| {
        let counted = counted(options.of).say(language);
        counted.replace("{from}", &from.to_string()).replace("{until}", &until.to_string())
    });
    let seasons = (options.seasonal == Seasonal::On).then_some(SEASONS);
    let sentences = [valued(options), CLASSES, STEADINESS].into_iter().chain(seasons);
    let sentences = sentences.chain([crate::PURCHASE]).map(|sentence| {
        sentence
            .say(language)
            .replace("{a}", &percent(options.a_share))
            .replace("{b}", &percent(options.b_share))
            .replace("{x}", &percent(options.x_limit))
            .replace("{y}", &percent(options.y_limit))
            .replace("{by}", pace(options.by).say(language))
    });
    window.into_iter().chain(sentences).collect::<Vec<_>>().join(" ")
}

/// `80 %`, and `12.5 %` where it is not whole.
fn percent(part: Part) -> String {
    // Rounded, because 0.07 times a hundred is not 7 in floating point.
    format!("{} %", (part.number() * 1e6).round() / 1e4)
}

fn pace(by: Pace) -> Wording {
    match by {
        Pace::Week => Wording { en: "week", uk: "тиждень", ru: "неделя" },
        Pace::Month => Wording { en: "month", uk: "місяць", ru: "месяц" },
        Pace::Quarter => Wording { en: "quarter", uk: "квартал", ru: "квартал" },
    }
}

fn counted(of: Whose) -> Wording {
    match of {
        Whose::Customers => Wording {
            en: "Counted are the customers who bought from {from} up to, and without, {until}.",
            uk: "Враховано клієнтів, які купували від {from} до {until}, не включаючи цього дня.",
            ru: "Учтены клиенты, которые покупали с {from} до {until}, не включая этот день.",
        },
        Whose::Products => Wording {
            en: "Counted are the products bought from {from} up to, and without, {until}, by \
                 article number, else by name; sales without a customer count too.",
            uk: "Враховано товари, куплені від {from} до {until}, не включаючи цього дня, за \
                 артикулом, а без нього за назвою; продажі без клієнта теж враховано.",
            ru: "Учтены товары, купленные с {from} до {until}, не включая этот день, по артикулу, \
                 а без него по названию; продажи без клиента тоже учтены.",
        },
    }
}

fn valued(options: &AbcOptions) -> Wording {
    match (options.value, options.of) {
        (Worth::Revenue, Whose::Customers) => Wording {
            en: "The value of each is what these purchases came to after discounts and refunds.",
            uk: "Цінність кожного — сума цих покупок після знижок і повернень.",
            ru: "Ценность каждого — сумма этих покупок после скидок и возвратов.",
        },
        (Worth::Revenue, Whose::Products) => Wording {
            en: "The value of each is what its positions of these purchases brought after \
                 discounts.",
            uk: "Цінність кожного — скільки дали його позиції в цих покупках після знижок.",
            ru: "Ценность каждого — сколько дали его позиции в этих покупках после скидок.",
        },
        (Worth::Profit, _) => Wording {
            en: "The value of each is its gross profit: what the positions of these purchases \
                 brought after discounts, less what they cost; a position without a known cost \
                 brings 0.",
            uk: "Цінність кожного — його валовий прибуток: скільки дали позиції цих покупок після \
                 знижок, мінус їхня собівартість; позиція без відомої собівартості дає 0.",
            ru: "Ценность каждого — его валовая прибыль: сколько дали позиции этих покупок после \
                 скидок, минус их себестоимость; позиция без известной себестоимости даёт 0.",
        },
    }
}
