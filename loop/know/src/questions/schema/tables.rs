//! The tables that a question can ask.

use super::{Table, columns as c};
use crate::Wording;

/// Every table: the facts, then what is told beside them.
pub const TABLES: &[Table] = &[
    Table {
        name: "orders",
        about: Wording {
            en: "One row an order, whatever became of it.",
            uk: "Рядок на замовлення, що б із ним не сталося.",
            ru: "Строка на заказ, что бы с ним ни стало.",
        },
        columns: &[
            c::CUSTOMER_NO,
            c::ORDER_AT,
            c::AMOUNT,
            c::VALID,
            c::FIRST_AT,
            c::CUSTOMER_ID,
            c::ORDER_ID,
            c::CURRENCY,
            c::STATUS,
            c::SOURCE,
            c::CHANNEL,
            c::COUNTRY,
            c::CITY,
            c::COUPON,
            c::COST,
        ],
    },
    Table {
        name: "order_lines",
        about: Wording {
            en: "One row a position of an order.",
            uk: "Рядок на позицію замовлення.",
            ru: "Строка на позицию заказа.",
        },
        columns: &[
            c::CUSTOMER_NO,
            c::ORDER_AT,
            c::CUSTOMER_ID,
            c::ORDER_ID,
            c::STATUS,
            c::VALID,
            c::SKU,
            c::PRODUCT,
            c::CATEGORY,
            c::QUANTITY,
            c::LINE_AMOUNT,
            c::COST,
            c::CURRENCY,
        ],
    },
    Table {
        name: "customers",
        about: Wording {
            en: "One row a customer who has ordered, without personal data.",
            uk: "Рядок на клієнта, який щось замовляв; без особистих даних.",
            ru: "Строка на клиента, который что-то заказывал; без личных данных.",
        },
        columns: &[
            c::CUSTOMER_NO,
            c::CUSTOMER_ID,
            c::LAST_COUNTRY,
            c::FIRST_ORDER_AT,
            c::LAST_ORDER_AT,
            c::ORDERS,
            c::REVENUE,
            c::CURRENCY,
        ],
    },
    Table {
        name: "events",
        about: Wording {
            en: "One row a thing that happened, read from the records while the question runs: \
                 slower than orders where there are millions.",
            uk: "Рядок на подію; читається із записів, поки триває запитання, тому на мільйонах \
                 повільніше за замовлення.",
            ru: "Строка на событие; читается из записей, пока идёт вопрос, поэтому на миллионах \
                 медленнее заказов.",
        },
        columns: &[
            c::EVENT_ID,
            c::CUSTOMER_ID,
            c::CUSTOMER_NO,
            c::EVENT_AT,
            c::RECEIVED_AT,
            c::SOURCE,
            c::MESSAGE_ID,
            c::KIND,
            c::NAME,
            c::PROPERTIES,
        ],
    },
    Table {
        name: "segment_members",
        about: Wording {
            en: "One row a time that a customer was in a saved segment.",
            uk: "Рядок на кожен період, коли клієнт був у збереженому сегменті.",
            ru: "Строка на каждый период, когда клиент был в сохранённом сегменте.",
        },
        columns: &[c::SEGMENT, c::CUSTOMER_ID, c::FROM, c::UNTIL],
    },
    Table {
        name: "scores",
        about: Wording {
            en: "One row a customer who has bought: the groups of today.",
            uk: "Рядок на покупця: до яких груп належить сьогодні.",
            ru: "Строка на покупателя: к каким группам относится сегодня.",
        },
        columns: &[
            c::CUSTOMER_NO,
            c::RECENCY,
            c::FREQUENCY,
            c::MONEY,
            c::RFM_GROUP,
            c::STANDING,
            c::ABC,
        ],
    },
    Table {
        name: "predictions",
        about: Wording {
            en: "One row a customer who has bought: what he will probably do, by the run in use.",
            uk: "Рядок на покупця: що він, імовірно, зробить, за моделлю в роботі.",
            ru: "Строка на покупателя: что он, вероятно, сделает, по модели в работе.",
        },
        columns: &[c::CUSTOMER_NO, c::LEAVING, c::BUYING],
    },
    Table {
        name: "personas",
        about: Wording {
            en: "One row a customer who has bought: his persona, by the run in use.",
            uk: "Рядок на покупця: його персона, за моделлю в роботі.",
            ru: "Строка на покупателя: его персона, по модели в работе.",
        },
        columns: &[c::CUSTOMER_NO, c::PERSONA],
    },
    Table {
        name: "consents",
        about: Wording {
            en: "One row an answer of a customer about being written to.",
            uk: "Рядок на відповідь клієнта, чи можна йому писати.",
            ru: "Строка на ответ клиента, можно ли ему писать.",
        },
        columns: &[c::CUSTOMER_NO, c::PURPOSE, c::CONSENT_CHANNEL, c::STATE],
    },
    Table {
        name: "people",
        about: Wording {
            en: "Everybody the shop knows, also who never bought.",
            uk: "Усі, кого знає магазин, навіть якщо нічого не купували.",
            ru: "Все, кого знает магазин, даже если ничего не покупали.",
        },
        columns: &[c::CUSTOMER_NO, c::CUSTOMER_ID],
    },
];
