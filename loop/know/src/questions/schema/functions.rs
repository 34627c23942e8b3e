//! The functions of ours that a question can call, beside those of SQL.

use super::Function;
use crate::Wording;

/// Every function.
pub const FUNCTIONS: &[Function] = &[
    Function {
        name: "property",
        call: "property(properties, 'coupon')",
        about: Wording {
            en: "One value out of the properties of an event, as words; empty where there is none.",
            uk: "Одне значення з властивостей події, як текст; порожньо, якщо такого немає.",
            ru: "Одно значение из свойств события, как текст; пусто, если такого нет.",
        },
    },
    Function {
        name: "shop_day",
        call: "shop_day(at)",
        about: Wording {
            en: "The day of a moment in the zone of the shop, as a number that counts days.",
            uk: "День моменту в часовому поясі магазину, як номер дня.",
            ru: "День момента в часовом поясе магазина, как номер дня.",
        },
    },
    Function {
        name: "cohorts",
        call: "cohorts(customer_no, at, amount, valid)",
        about: Wording {
            en: "The cohort table over these orders, as JSON.",
            uk: "Таблиця когорт за цими замовленнями, як JSON.",
            ru: "Таблица когорт по этим заказам, как JSON.",
        },
    },
    Function {
        name: "retention",
        call: "retention(customer_no, at, amount, valid)",
        about: Wording {
            en: "The retention of the whole base, as JSON.",
            uk: "Утримання всієї бази, як JSON.",
            ru: "Удержание всей базы, как JSON.",
        },
    },
    Function {
        name: "rhythm",
        call: "rhythm(customer_no, at, amount, valid)",
        about: Wording {
            en: "The days between purchases, as JSON.",
            uk: "Дні між покупками, як JSON.",
            ru: "Дни между покупками, как JSON.",
        },
    },
    Function {
        name: "revenue",
        call: "revenue(customer_no, at, amount, valid)",
        about: Wording {
            en: "The revenue bridge of the last year, as JSON.",
            uk: "Міст виручки за останній рік, як JSON.",
            ru: "Мост выручки за последний год, как JSON.",
        },
    },
    Function {
        name: "rfm",
        call: "rfm(customer_no, at, amount, valid)",
        about: Wording {
            en: "The RFM groups with their sizes, as JSON.",
            uk: "Групи RFM з їхніми розмірами, як JSON.",
            ru: "Группы RFM с их размерами, как JSON.",
        },
    },
    Function {
        name: "abc",
        call: "abc(customer_no, at, amount, valid)",
        about: Wording {
            en: "The ABC classes of the customers, as JSON.",
            uk: "Класи ABC серед клієнтів, як JSON.",
            ru: "Классы ABC среди клиентов, как JSON.",
        },
    },
];
