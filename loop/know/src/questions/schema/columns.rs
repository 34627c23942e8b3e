//! What each column says; a meaning has one sentence, in whichever table it stands.

use super::{Column, Holds};
use crate::Wording;

pub(super) const CUSTOMER_NO: Column = Column {
    name: "customer_no",
    holds: Holds::Whole,
    about: Wording {
        en: "The number of the customer; below zero for a sale without one.",
        uk: "Номер клієнта; менший за нуль, якщо продаж без клієнта.",
        ru: "Номер клиента; меньше нуля, если продажа без клиента.",
    },
};
pub(super) const CUSTOMER_ID: Column = Column {
    name: "customer_id",
    holds: Holds::Words,
    about: Wording {
        en: "The id of the customer, as reports show it.",
        uk: "Ідентифікатор клієнта, як у звітах.",
        ru: "Идентификатор клиента, как в отчётах.",
    },
};
pub(super) const ORDER_AT: Column = Column {
    name: "at",
    holds: Holds::Moment,
    about: Wording {
        en: "When the order was placed.",
        uk: "Коли зроблено замовлення.",
        ru: "Когда сделан заказ.",
    },
};
pub(super) const AMOUNT: Column = Column {
    name: "amount",
    holds: Holds::Whole,
    about: Wording {
        en: "What the order brought after discounts and refunds, in the smallest coin.",
        uk: "Скільки принесло замовлення після знижок і повернень, у найменших монетах.",
        ru: "Сколько принёс заказ после скидок и возвратов, в самых мелких монетах.",
    },
};
pub(super) const VALID: Column = Column {
    name: "valid",
    holds: Holds::Flag,
    about: Wording {
        en: "Whether the order is a purchase; reports see no others.",
        uk: "Чи є замовлення покупкою; інших звіти не бачать.",
        ru: "Является ли заказ покупкой; других отчёты не видят.",
    },
};
pub(super) const FIRST_AT: Column = Column {
    name: "first_at",
    holds: Holds::Moment,
    about: Wording {
        en: "The first purchase of the same customer.",
        uk: "Перша покупка того самого клієнта.",
        ru: "Первая покупка того же клиента.",
    },
};
pub(super) const ORDER_ID: Column = Column {
    name: "order_id",
    holds: Holds::Words,
    about: Wording {
        en: "The number of the order at its source.",
        uk: "Номер замовлення в його джерелі.",
        ru: "Номер заказа в его источнике.",
    },
};
pub(super) const CURRENCY: Column = Column {
    name: "currency",
    holds: Holds::Words,
    about: Wording {
        en: "The currency of the amounts.", uk: "Валюта сум.", ru: "Валюта сумм."
    },
};
pub(super) const STATUS: Column = Column {
    name: "status",
    holds: Holds::Words,
    about: Wording {
        en: "What became of the order: paid, delivered, returned, cancelled and so on.",
        uk: "Що сталося із замовленням: paid, delivered, returned, cancelled тощо.",
        ru: "Что стало с заказом: paid, delivered, returned, cancelled и так далее.",
    },
};
pub(super) const SOURCE: Column = Column {
    name: "source",
    holds: Holds::Words,
    about: Wording {
        en: "Who told us.", uk: "Хто нам повідомив.", ru: "Кто нам сообщил."
    },
};
pub(super) const CHANNEL: Column = Column {
    name: "channel",
    holds: Holds::Words,
    about: Wording {
        en: "Where it was sold.", uk: "Де продано.", ru: "Где продано."
    },
};
pub(super) const COUNTRY: Column = Column {
    name: "country",
    holds: Holds::Words,
    about: Wording {
        en: "The country it went to.",
        uk: "Країна доставки.",
        ru: "Страна доставки.",
    },
};
pub(super) const CITY: Column = Column {
    name: "city",
    holds: Holds::Words,
    about: Wording {
        en: "The city it went to.", uk: "Місто доставки.", ru: "Город доставки."
    },
};
pub(super) const COUPON: Column = Column {
    name: "coupon",
    holds: Holds::Words,
    about: Wording {
        en: "The promo code used.",
        uk: "Використаний промокод.",
        ru: "Использованный промокод.",
    },
};
pub(super) const COST: Column = Column {
    name: "cost",
    holds: Holds::Whole,
    about: Wording {
        en: "What the goods cost the shop, in the smallest coin; empty where any of it is unknown.",
        uk: "Собівартість товарів у найменших монетах; порожньо, якщо щось невідоме.",
        ru: "Себестоимость товаров в самых мелких монетах; пусто, если что-то неизвестно.",
    },
};
pub(super) const SKU: Column = Column {
    name: "sku",
    holds: Holds::Words,
    about: Wording { en: "The article number.", uk: "Артикул.", ru: "Артикул." },
};
pub(super) const PRODUCT: Column = Column {
    name: "product",
    holds: Holds::Words,
    about: Wording {
        en: "What it is called.", uk: "Назва товару.", ru: "Название товара."
    },
};
pub(super) const CATEGORY: Column = Column {
    name: "category",
    holds: Holds::Words,
    about: Wording {
        en: "The shelf it stands on.",
        uk: "Категорія товару.",
        ru: "Категория товара.",
    },
};
pub(super) const QUANTITY: Column = Column {
    name: "quantity",
    holds: Holds::Number,
    about: Wording { en: "How many.", uk: "Кількість.", ru: "Количество." },
};
pub(super) const LINE_AMOUNT: Column = Column {
    name: "amount",
    holds: Holds::Whole,
    about: Wording {
        en: "What the position brought, in the smallest coin.",
        uk: "Скільки принесла позиція, у найменших монетах.",
        ru: "Сколько принесла позиция, в самых мелких монетах.",
    },
};
pub(super) const LAST_COUNTRY: Column = Column {
    name: "country",
    holds: Holds::Words,
    about: Wording {
        en: "The country of the latest order.",
        uk: "Країна останнього замовлення.",
        ru: "Страна последнего заказа.",
    },
};
pub(super) const FIRST_ORDER_AT: Column = Column {
    name: "first_order_at",
    holds: Holds::Moment,
    about: Wording {
        en: "The first purchase.", uk: "Перша покупка.", ru: "Первая покупка."
    },
};
pub(super) const LAST_ORDER_AT: Column = Column {
    name: "last_order_at",
    holds: Holds::Moment,
    about: Wording {
        en: "The last purchase.", uk: "Остання покупка.", ru: "Последняя покупка."
    },
};
pub(super) const ORDERS: Column = Column {
    name: "orders",
    holds: Holds::Whole,
    about: Wording {
        en: "How many purchases.", uk: "Скільки покупок.", ru: "Сколько покупок."
    },
};
pub(super) const REVENUE: Column = Column {
    name: "revenue",
    holds: Holds::Whole,
    about: Wording {
        en: "What they brought, in the smallest coin.",
        uk: "Скільки вони принесли, у найменших монетах.",
        ru: "Сколько они принесли, в самых мелких монетах.",
    },
};
pub(super) const EVENT_ID: Column = Column {
    name: "event_id",
    holds: Holds::Whole,
    about: Wording {
        en: "Its place in the order in which events were written down.",
        uk: "Місце в порядку, у якому події записано.",
        ru: "Место в порядке, в котором события записаны.",
    },
};
pub(super) const EVENT_AT: Column = Column {
    name: "at",
    holds: Holds::Moment,
    about: Wording {
        en: "When it happened.", uk: "Коли це сталося.", ru: "Когда это произошло."
    },
};
pub(super) const RECEIVED_AT: Column = Column {
    name: "received_at",
    holds: Holds::Moment,
    about: Wording {
        en: "When it was written down.",
        uk: "Коли це записано.",
        ru: "Когда это записано.",
    },
};
pub(super) const MESSAGE_ID: Column = Column {
    name: "message_id",
    holds: Holds::Words,
    about: Wording {
        en: "What makes it the same event when it is told again.",
        uk: "За чим упізнають ту саму подію, якщо її надіслано ще раз.",
        ru: "По чему узнают то же событие, если его прислали ещё раз.",
    },
};
pub(super) const KIND: Column = Column {
    name: "kind",
    holds: Holds::Words,
    about: Wording {
        en: "What it was: order_placed, cart_added, message_sent; event_heard for the shop's own.",
        uk: "Що це було: order_placed, cart_added, message_sent; event_heard для власних подій \
             магазину.",
        ru: "Что это было: order_placed, cart_added, message_sent; event_heard для собственных \
             событий магазина.",
    },
};
pub(super) const NAME: Column = Column {
    name: "name",
    holds: Holds::Words,
    about: Wording {
        en: "The name its source gave it.",
        uk: "Назва, яку дало джерело.",
        ru: "Название, которое дал источник.",
    },
};
pub(super) const PROPERTIES: Column = Column {
    name: "properties",
    holds: Holds::Words,
    about: Wording {
        en: "What was told of it, as JSON; read one value with property(). Names and addresses of \
             people are left out.",
        uk: "Усе, що про неї сказано, як JSON; одне значення читає property(). Імена й адреси \
             людей сюди не потрапляють.",
        ru: "Всё, что о нём сказано, как JSON; одно значение читает property(). Имена и адреса \
             людей сюда не попадают.",
    },
};
pub(super) const SEGMENT: Column = Column {
    name: "segment",
    holds: Holds::Words,
    about: Wording {
        en: "The name of the segment.",
        uk: "Назва сегмента.",
        ru: "Название сегмента.",
    },
};
pub(super) const FROM: Column = Column {
    name: "from",
    holds: Holds::Moment,
    about: Wording {
        en: "When the customer came in, or since when that is known. A word of SQL: write it in \
             double quotes.",
        uk: "Коли клієнт потрапив у сегмент або відколи це відомо. Це слово SQL: пишіть його в \
             подвійних лапках.",
        ru: "Когда клиент попал в сегмент или с каких пор это известно. Это слово SQL: пишите его \
             в двойных кавычках.",
    },
};
pub(super) const UNTIL: Column = Column {
    name: "until",
    holds: Holds::Moment,
    about: Wording {
        en: "When the customer left; empty while still in.",
        uk: "Коли клієнт вийшов; порожньо, поки він у сегменті.",
        ru: "Когда клиент вышел; пусто, пока он в сегменте.",
    },
};
pub(super) const RECENCY: Column = Column {
    name: "r",
    holds: Holds::Whole,
    about: Wording {
        en: "The score of recency, 1 to 5.",
        uk: "Бал давності, від 1 до 5.",
        ru: "Балл давности, от 1 до 5.",
    },
};
pub(super) const FREQUENCY: Column = Column {
    name: "f",
    holds: Holds::Whole,
    about: Wording {
        en: "The score of frequency, 1 to 5.",
        uk: "Бал частоти, від 1 до 5.",
        ru: "Балл частоты, от 1 до 5.",
    },
};
pub(super) const MONEY: Column = Column {
    name: "m",
    holds: Holds::Whole,
    about: Wording {
        en: "The score of money, 1 to 5.",
        uk: "Бал грошей, від 1 до 5.",
        ru: "Балл денег, от 1 до 5.",
    },
};
pub(super) const RFM_GROUP: Column = Column {
    name: "rfm_group",
    holds: Holds::Words,
    about: Wording { en: "The RFM group.", uk: "Група RFM.", ru: "Группа RFM." },
};
pub(super) const STANDING: Column = Column {
    name: "standing",
    holds: Holds::Words,
    about: Wording {
        en: "active, quiet or lapsed, by the rhythm of the shop.",
        uk: "active, quiet або lapsed, за ритмом магазину.",
        ru: "active, quiet или lapsed, по ритму магазина.",
    },
};
pub(super) const ABC: Column = Column {
    name: "abc",
    holds: Holds::Words,
    about: Wording {
        en: "The class A, B or C of all customers by revenue.",
        uk: "Клас A, B або C серед усіх клієнтів за виручкою.",
        ru: "Класс A, B или C среди всех клиентов по выручке.",
    },
};
pub(super) const LEAVING: Column = Column {
    name: "leaving",
    holds: Holds::Number,
    about: Wording {
        en: "The chance that he places no order within the days of the leaving report, 0 to 1.",
        uk: "Імовірність, що він нічого не замовить за дні звіту про відхід, від 0 до 1.",
        ru: "Вероятность, что он ничего не закажет за дни отчёта об уходе, от 0 до 1.",
    },
};
pub(super) const BUYING: Column = Column {
    name: "buying",
    holds: Holds::Number,
    about: Wording {
        en: "The chance that he places one.",
        uk: "Імовірність, що замовить.",
        ru: "Вероятность, что закажет.",
    },
};
pub(super) const PERSONA: Column = Column {
    name: "persona",
    holds: Holds::Words,
    about: Wording {
        en: "The word of his persona, as rules of segments write it.",
        uk: "Слово його персони, як його пишуть правила сегментів.",
        ru: "Слово его персоны, как его пишут правила сегментов.",
    },
};
pub(super) const PURPOSE: Column = Column {
    name: "purpose",
    holds: Holds::Words,
    about: Wording { en: "What for.", uk: "Для чого.", ru: "Для чего." },
};
pub(super) const CONSENT_CHANNEL: Column = Column {
    name: "channel",
    holds: Holds::Words,
    about: Wording {
        en: "By which way: email or sms.",
        uk: "Яким шляхом: email або sms.",
        ru: "Каким путём: email или sms.",
    },
};
pub(super) const STATE: Column = Column {
    name: "state",
    holds: Holds::Words,
    about: Wording {
        en: "What was answered: granted or denied.",
        uk: "Що відповіли: granted або denied.",
        ru: "Что ответили: granted или denied.",
    },
};
