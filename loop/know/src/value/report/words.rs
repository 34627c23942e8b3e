//! What the value report means, in words.

use collect::shop::Language;

use crate::Wording;
use crate::value::ValueOptions;
use crate::value::options::{Horizon, Model, ValidOrders};

const DEFINITION: Wording = Wording {
    en: "From how often and how lately each customer came, a model tells the chance that he still \
         buys and how often he will come within the horizon. Two orders of one day are one \
         purchase day; the first day of each customer is where he starts and is not counted. x is \
         the number of purchase days after it, t_x the time from the first to the last of them, T \
         the time from the first to the last day seen.",
    uk: "З того, як часто й як давно приходив кожен клієнт, модель виводить імовірність, що він \
         досі купує, і скільки разів прийде за вказаний строк. Два замовлення одного дня — один \
         день покупки; перший день клієнта — початок відліку, його не рахуємо. x — кількість днів \
         покупок після нього, t_x — час від першого дня до останнього, T — час від першого дня до \
         останнього баченого.",
    ru: "По тому, как часто и как давно приходил каждый клиент, модель выводит вероятность, что он \
         всё ещё покупает, и сколько раз он придёт за указанный срок. Два заказа одного дня — один \
         день покупки; первый день клиента — начало отсчёта, он не считается. x — число дней \
         покупок после него, t_x — время от первого дня до последнего, T — время от первого дня до \
         последнего виденного.",
};

const MONEY: Wording = Wording {
    en: "Money is the expected number of purchase days times what the customer is expected to \
         spend on one (Gamma–Gamma): between his own mean and that of all, the nearer to his own \
         the more often he came. The intervals of 95 % hold what is not known of the parameters; a \
         single customer will stray further.",
    uk: "Гроші — очікувана кількість днів покупок, помножена на те, скільки клієнт має витратити \
         за раз (Gamma–Gamma): між його власним середнім і середнім усіх, тим ближче до власного, \
         що частіше він приходив. Інтервали 95 % враховують, що параметри відомі неточно; окремий \
         клієнт відхилятиметься сильніше.",
    ru: "Деньги — ожидаемое число дней покупок, умноженное на ожидаемую трату за раз \
         (Gamma–Gamma): между его собственным средним и средним по всем, тем ближе к собственному, \
         чем чаще он приходил. Интервалы 95 % учитывают, что параметры известны неточно; отдельный \
         клиент отклонится сильнее.",
};

fn model(model: Model) -> Wording {
    match model {
        Model::BgNbd => Wording {
            en: "Model: BG/NBD, a customer may leave for good after any purchase but the first.",
            uk: "Модель: BG/NBD, клієнт може піти назавжди після будь-якої покупки, крім першої.",
            ru: "Модель: BG/NBD, клиент может уйти навсегда после любой покупки, кроме первой.",
        },
        Model::MbgNbd => Wording {
            en: "Model: MBG/NBD, a customer may leave for good after any purchase.",
            uk: "Модель: MBG/NBD, клієнт може піти назавжди після будь-якої покупки.",
            ru: "Модель: MBG/NBD, клиент может уйти навсегда после любой покупки.",
        },
        Model::ParetoNbd => Wording {
            en: "Model: Pareto/NBD, a customer may leave for good at any time.",
            uk: "Модель: Pareto/NBD, клієнт може піти назавжди будь-коли.",
            ru: "Модель: Pareto/NBD, клиент может уйти навсегда в любой момент.",
        },
        Model::BgBb => Wording {
            en: "Model: BG/BB, a customer has one chance to buy in each unit of time and may leave \
                 before each; who bought in the last one counts as still buying.",
            uk: "Модель: BG/BB, клієнт має одну нагоду купити за кожну одиницю часу й може піти \
                 перед кожною; хто купив останньої, вважається таким, що досі купує.",
            ru: "Модель: BG/BB, у клиента одна возможность купить в каждую единицу времени, и \
                 перед каждой он может уйти; купивший в последнюю считается всё ещё покупающим.",
        },
        Model::Nbd => Wording {
            en: "Model: NBD, nobody ever leaves.",
            uk: "Модель: NBD, ніхто ніколи не йде.",
            ru: "Модель: NBD, никто никогда не уходит.",
        },
    }
}

const LIFE: Wording = Wording {
    en: "The horizon is the whole life of the customer; what comes later counts less, by the \
         discount for a year.",
    uk: "Строк — усе життя клієнта; що пізніше, те важить менше, за річною ставкою.",
    ru: "Срок — вся жизнь клиента; что позже, то весит меньше, по годовой ставке.",
};

const REGULARISED: Wording = Wording {
    en: "The parameters are held near what is usual, as befits few customers.",
    uk: "Параметри утримано біля звичних значень, як годиться за малої кількості клієнтів.",
    ru: "Параметры удерживаются у обычных значений, как и положено при малом числе клиентов.",
};

const ALL_ORDERS: Wording = Wording {
    en: "Orders of no value count as purchases too.",
    uk: "Замовлення нульової вартості теж вважаються покупками.",
    ru: "Заказы нулевой стоимости тоже считаются покупками.",
};

/// The definition of the report in one language.
pub fn definition(options: &ValueOptions, language: Language) -> String {
    let life = (options.horizon == Horizon::Life).then_some(LIFE);
    let regularised = options.regularise.then_some(REGULARISED);
    let purchase = match options.valid_orders {
        ValidOrders::Paid => crate::PURCHASE,
        ValidOrders::All => ALL_ORDERS,
    };
    let sentences = [Some(DEFINITION), Some(model(options.model)), regularised, Some(MONEY), life];
    let sentences = sentences.into_iter().flatten().chain([purchase]);
    sentences.map(|sentence| sentence.say(language)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_is_told_in_every_language() {
        let options = ValueOptions {
            horizon: Horizon::Life,
            regularise: true,
            valid_orders: ValidOrders::All,
            ..ValueOptions::default()
        };
        for language in [Language::En, Language::Uk, Language::Ru] {
            let told = definition(&options, language);
            assert!(told.contains("BG/NBD") && !told.contains("  "), "{told}");
            assert!(told.len() > definition(&ValueOptions::default(), language).len());
        }
    }
}
