//! An order of CommerceML, as its document was read.

use super::columns_named;
use crate::imports::layouts::fields::Field;
use crate::imports::layouts::plan::Columns;

const COLUMNS: &[(Field, &[&str])] = &[
    (Field::OrderId, &["Номер", "Ид"]),
    (Field::CustomerId, &["Контрагент.Ид"]),
    (Field::Email, &["Контрагент.Почта"]),
    (Field::Phone, &["Контрагент.Телефон"]),
    (Field::Name, &["Контрагент.ПолноеНаименование", "Контрагент.Наименование"]),
    (Field::FirstName, &["Контрагент.Имя"]),
    (Field::LastName, &["Контрагент.Фамилия"]),
    (Field::OrderedAt, &["Дата"]),
    (Field::Total, &["Сумма"]),
    (Field::Shipping, &["Доставка"]),
    (Field::Discount, &["Скидка"]),
    (Field::Currency, &["Валюта"]),
    (Field::Status, &["Реквизиты.Статус заказа", "Реквизиты.Статуса заказа ИД", "Статус"]),
    (
        Field::CancelledAt,
        &["Реквизиты.Отменен", "Реквизиты.Отменён", "Реквизиты.ПометкаУдаления", "ПометкаУдаления"],
    ),
    (Field::Channel, &["Реквизиты.Сайт"]),
    (Field::Country, &["Контрагент.Страна"]),
    (Field::City, &["Контрагент.Город"]),
    (Field::Sku, &["Товары.Артикул", "Товары.Ид"]),
    (Field::Product, &["Товары.Наименование"]),
    (Field::Quantity, &["Товары.Количество"]),
    (Field::UnitPrice, &["Товары.ЦенаЗаЕдиницу"]),
    (Field::LineAmount, &["Товары.Сумма"]),
];

/// The columns of its documents.
pub(in crate::imports::layouts) fn columns(headers: &[String]) -> Columns {
    columns_named(headers, COLUMNS)
}
