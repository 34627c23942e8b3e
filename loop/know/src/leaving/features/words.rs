//! What the features are called, and what they mean.

use super::Feature;
use crate::Wording;

const fn wording(en: &'static str, uk: &'static str, ru: &'static str) -> Wording {
    Wording { en, uk, ru }
}

impl Feature {
    /// What people call it.
    pub fn called(self) -> Wording {
        match self {
            Self::Recency => wording(
                "days since the last order",
                "днів від останнього замовлення",
                "дней с последнего заказа",
            ),
            Self::Occasions => wording("days with an order", "дні з покупкою", "дни с покупкой"),
            Self::Tenure => wording(
                "days since the first order",
                "днів від першого замовлення",
                "дней с первого заказа",
            ),
            Self::Overdue => wording(
                "silence in usual gaps",
                "мовчання у звичних проміжках",
                "молчание в обычных промежутках",
            ),
            Self::CameOnce => wording("came once", "приходив один раз", "приходил один раз"),
            Self::Unevenness => wording("uneven rhythm", "нерівний ритм", "неровный ритм"),
            Self::Lately => wording(
                "days with an order lately",
                "дні з покупкою останнім часом",
                "дни с покупкой в последнее время",
            ),
            Self::Trend => {
                wording("more often than before", "частіше, ніж раніше", "чаще, чем раньше")
            }
            Self::AverageOrder => wording("average order", "середній чек", "средний чек"),
            Self::LastOrder => wording(
                "last order over the average",
                "останнє замовлення проти середнього",
                "последний заказ против среднего",
            ),
            Self::Season => wording(
                "ordered in these days of last year",
                "купував у ці дні торік",
                "покупал в эти дни год назад",
            ),
            Self::Coupons => wording(
                "orders with a promo code",
                "замовлення з промокодом",
                "заказы с промокодом",
            ),
            Self::Undone => wording(
                "orders called off or sent back",
                "скасовані й повернуті замовлення",
                "отменённые и возвращённые заказы",
            ),
            Self::Categories => {
                wording("categories bought", "куплені категорії", "купленные категории")
            }
        }
    }

    /// How it is counted.
    pub fn meaning(self) -> Wording {
        match self {
            Self::Recency => wording(
                "Calendar days from his last order to the first day that has not begun yet.",
                "Календарні дні від останнього замовлення до першого дня, що ще не почався.",
                "Календарные дни от последнего заказа до первого дня, который ещё не начался.",
            ),
            Self::Occasions => wording(
                "Days on which he ordered; two orders of one day are one.",
                "Дні, коли він купував; два замовлення одного дня — один.",
                "Дни, когда он покупал; два заказа одного дня — один.",
            ),
            Self::Tenure => wording(
                "Calendar days from his first order, counted alike.",
                "Календарні дні від першого замовлення, так само.",
                "Календарные дни от первого заказа, так же.",
            ),
            Self::Overdue => wording(
                "Days since his last order over the mean of his own gaps; 1 for who came once.",
                "Дні від останнього замовлення, поділені на його середній проміжок; 1, якщо \
                 приходив \
                 раз.",
                "Дни с последнего заказа, делённые на его средний промежуток; 1, если приходил \
                 раз.",
            ),
            Self::CameOnce => wording(
                "Yes when all his orders are of one day.",
                "Так, якщо всі його замовлення — одного дня.",
                "Да, если все его заказы — одного дня.",
            ),
            Self::Unevenness => wording(
                "The spread of his gaps over their mean: 0 comes like a clock.",
                "Розкид його проміжків, поділений на їхнє середнє: 0 — приходить як годинник.",
                "Разброс его промежутков, делённый на их среднее: 0 — приходит как часы.",
            ),
            Self::Lately => wording(
                "Days with an order within twice as many days before as are looked ahead.",
                "Дні з покупкою за вдвічі більше днів до, ніж дивимося вперед.",
                "Дни с покупкой за вдвое больше дней до, чем смотрим вперёд.",
            ),
            _ => self.meaning_of_the_rest(),
        }
    }

    fn meaning_of_the_rest(self) -> Wording {
        match self {
            Self::Trend => wording(
                "Those of the nearer half of these days over those of the farther half, one added \
                 to both.",
                "Ті з них, що в ближчій половині цих днів, проти тих, що в дальшій; до обох \
                 додано один.",
                "Те из них, что в ближней половине этих дней, против тех, что в дальней; к обоим \
                 добавлен один.",
            ),
            Self::AverageOrder => wording(
                "The mean of his orders in the shop's currency.",
                "Середнє його замовлень у валюті магазину.",
                "Среднее его заказов в валюте магазина.",
            ),
            Self::LastOrder => wording(
                "What he spent on his last day with an order over his mean of such days.",
                "Скільки витратив останнього дня з покупкою проти свого середнього дня.",
                "Сколько потратил в последний день с покупкой против своего среднего дня.",
            ),
            Self::Season => wording(
                "Yes when he ordered 365 days before one of the days that are looked ahead.",
                "Так, якщо купував за 365 днів до одного з днів, на які дивимося вперед.",
                "Да, если покупал за 365 дней до одного из дней, на которые смотрим вперёд.",
            ),
            Self::Coupons => wording(
                "Orders with a promo code among all his orders.",
                "Замовлення з промокодом серед усіх його замовлень.",
                "Заказы с промокодом среди всех его заказов.",
            ),
            Self::Undone => wording(
                "Orders cancelled, refunded, returned or not collected among all that he placed; \
                 those of the last 30 days are not counted, because they may yet be.",
                "Скасовані, повернуті й незабрані замовлення серед усіх; за останні 30 днів не \
                 рахуємо, бо їх ще можуть повернути.",
                "Отменённые, возвращённые и незабранные заказы среди всех; за последние 30 дней не \
                 считаем, потому что их ещё могут вернуть.",
            ),
            _ => wording(
                "Different categories of the goods he bought.",
                "Різні категорії товарів, які він купував.",
                "Разные категории товаров, которые он покупал.",
            ),
        }
    }
}
