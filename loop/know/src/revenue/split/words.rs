//! What the bridge of a part means, in words.

use collect::shop::Language;

use super::By;
use crate::Wording;

const PARTS: Wording = Wording {
    en: "The parts add up to the bridge of the shop, column by column: churned, new and \
         reactivated are told by the whole shop. Of a customer of both periods, what he \
         paid less for one part and more for another has moved; only what is left of it \
         over all parts is contraction or expansion, shared out by how much each part \
         lost or gained. GRR and NRR of a part look at what was paid for this part alone.",
    uk: "Частини складаються в міст магазину, стовпець за стовпцем: втрачене, нове і \
         повернене визначено за всім магазином. У клієнта обох періодів те, що за одну \
         частину він заплатив менше, а за іншу більше, перейшло; скорочення чи зростання \
         — лише те, що лишається за всіма частинами разом, розділене за тим, скільки \
         кожна втратила чи здобула. GRR і NRR частини зважають лише на те, що заплачено \
         за неї.",
    ru: "Части складываются в мост магазина, столбец за столбцом: потерянное, новое и \
         возвращённое определены по всему магазину. У клиента обоих периодов то, что за \
         одну часть он заплатил меньше, а за другую больше, перешло; сокращение или рост \
         — лишь то, что остаётся по всем частям вместе, разделённое по тому, сколько \
         каждая потеряла или приобрела. GRR и NRR части учитывают только то, что \
         заплачено за неё.",
};

const LINES: Wording = Wording {
    en: "What orders came to beside their positions, such as discounts and refunds of a \
         whole order, stands in a row of its own.",
    uk: "Те, що замовлення склали понад свої позиції чи менше за них, як-от знижки й \
         повернення на все замовлення, стоїть в окремому рядку.",
    ru: "То, на что сумма заказов отличается от суммы их позиций, например скидки и \
         возвраты на весь заказ, стоит в отдельной строке.",
};

const SEGMENTS: Wording = Wording {
    en: "Each segment is a bridge of its members by themselves, as the segment is at the \
         moment looked from. A customer of several segments is in each of them, so that \
         they need not add up; who is in none stands in a row of his own.",
    uk: "Кожен сегмент — окремий міст своїх учасників, яким сегмент є на момент звіту. \
         Клієнт кількох сегментів є в кожному з них, тож у суму вони можуть не \
         складатися; хто не входить до жодного, стоїть в окремому рядку.",
    ru: "Каждый сегмент — отдельный мост своих участников, каким сегмент является на \
         момент отчёта. Клиент нескольких сегментов есть в каждом из них, поэтому в сумму \
         они могут не складываться; кто не входит ни в один, стоит в отдельной строке.",
};

/// What is said of the parts in one language.
pub fn definition(by: By, language: Language) -> String {
    let said: &[Wording] = match by {
        By::Segment => &[SEGMENTS],
        By::Product | By::Category => &[PARTS, LINES],
        By::Channel | By::Country | By::City | By::Coupon => &[PARTS],
    };
    said.iter().map(|part| part.say(language)).collect::<Vec<_>>().join(" ")
}
