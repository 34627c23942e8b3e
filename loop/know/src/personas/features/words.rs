//! What the features are called, and how they are counted.

use super::Feature;
use crate::Wording;

const fn wording(en: &'static str, uk: &'static str, ru: &'static str) -> Wording {
    Wording { en, uk, ru }
}

impl Feature {
    /// What people call it.
    pub fn called(self) -> Wording {
        if let Some(twin) = self.twin() {
            return twin.called();
        }
        match self {
            Self::Items => wording("pieces in an order", "одиниць у замовленні", "единиц в заказе"),
            Self::Weekends => {
                wording("orders at weekends", "замовлення у вихідні", "заказы в выходные")
            }
            Self::Evenings => wording(
                "orders in the evening or at night",
                "замовлення ввечері чи вночі",
                "заказы вечером или ночью",
            ),
            _ => wording(
                "orders by the main channel",
                "замовлення головним каналом",
                "заказы основным каналом",
            ),
        }
    }

    /// How it is counted.
    pub fn meaning(self) -> Wording {
        if let Some(twin) = self.twin() {
            return twin.meaning();
        }
        match self {
            Self::Items => wording(
                "Pieces of the positions of his orders over the number of his orders.",
                "Кількість одиниць у позиціях його замовлень, поділена на число замовлень.",
                "Количество единиц в позициях его заказов, делённое на число заказов.",
            ),
            Self::Weekends => wording(
                "Orders placed on a Saturday or a Sunday of the shop’s zone among all his orders.",
                "Замовлення суботи й неділі в поясі магазину серед усіх його замовлень.",
                "Заказы субботы и воскресенья в поясе магазина среди всех его заказов.",
            ),
            Self::Evenings => wording(
                "Orders placed from 18:00 to 6:00 of the shop’s zone among all his orders.",
                "Замовлення від 18:00 до 6:00 у поясі магазину серед усіх його замовлень.",
                "Заказы с 18:00 до 6:00 в поясе магазина среди всех его заказов.",
            ),
            _ => wording(
                "Orders by the channel by which most orders of the shop come, among all his.",
                "Замовлення тим каналом, яким приходить більшість замовлень магазину, серед усіх \
                 його замовлень.",
                "Заказы тем каналом, которым приходит большинство заказов магазина, среди всех его \
                 заказов.",
            ),
        }
    }
}
