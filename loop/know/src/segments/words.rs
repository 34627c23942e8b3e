//! The words of the language in every language of the page, and the values of a shop.

use std::collections::BTreeSet;

use collect::customers::Field;
use collect::fields::{self, Definition, Kind, Names};
use collect::shop::Shop;
use collect::timeline;
use domain::OrderStatus;
use serde::Serialize;
use utoipa::ToSchema;

use super::rule::{Answer, Compare, Quantity};
use super::{SegmentError, saved, word};
use crate::abc::Class;
use crate::asking::{Asked, ReportError, ask};
use crate::lifecycle::Standing;
use crate::personas::naming::Name;
use crate::{Wording, personas, rfm};

/// A word of the language and what it is called.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentWord {
    /// As the JSON form spells it.
    word: String,
    /// As the text form spells it.
    text: &'static str,
    /// What people call it.
    called: Wording,
}

/// A quantity and how it may be asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentQuantityWord {
    /// The word.
    #[serde(flatten)]
    word: SegmentWord,
    /// Whether its numbers are money, in whole minor units.
    is_money: bool,
    /// Whether its numbers are per cent.
    is_percent: bool,
    /// Whether filters and days can narrow it.
    can_be_narrowed: bool,
}

/// A filter and the values that the shop's orders have for it, the most frequent first.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentFilterWord {
    /// The word.
    #[serde(flatten)]
    word: SegmentWord,
    /// Whether it chooses positions; else it chooses whole orders.
    of_lines: bool,
    /// At most 200 values.
    values: Vec<String>,
}

/// A persona as a rule may ask it.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentPersonaWord {
    /// Its word.
    word: String,
    /// What it is called.
    called: Name,
}

/// A field of the shop's own.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentOwnField {
    /// Its key.
    key: String,
    /// What people call it.
    names: Names,
    /// What its values are, which says how it may be asked.
    kind: Kind,
    /// What a choice offers.
    choices: Vec<String>,
}

impl From<Definition> for SegmentOwnField {
    fn from(Definition { key, names, kind, choices, .. }: Definition) -> Self {
        Self { key, names, kind, choices }
    }
}

/// Everything that a builder of rules offers.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentWords)]
pub struct WordsOut {
    /// Figures.
    quantities: Vec<SegmentQuantityWord>,
    /// Ways to compare.
    comparisons: Vec<SegmentWord>,
    /// Which orders are meant.
    filters: Vec<SegmentFilterWord>,
    /// What became of orders.
    statuses: Vec<SegmentWord>,
    /// What may be known of a customer.
    fields: Vec<SegmentWord>,
    /// What may be known of him in the shop's own fields; the day of birth is the first of them.
    own_fields: Vec<SegmentOwnField>,
    /// What he may have said.
    answers: Vec<SegmentWord>,
    /// Where he may stand.
    standings: Vec<SegmentWord>,
    /// Classes by value.
    classes: Vec<SegmentWord>,
    /// The shop's RFM groups.
    rfm_groups: Vec<String>,
    /// The personas of the run in use.
    personas: Vec<SegmentPersonaWord>,
    /// The saved segments.
    segments: Vec<String>,
    /// What has ever been done: kinds of the timeline, then the shop's own events.
    deeds: Vec<String>,
    /// What has been told of deeds lately.
    properties: Vec<SegmentDeedProperties>,
}

/// What has been told of a deed.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentDeedProperties {
    /// The deed.
    deed: String,
    /// The names of its properties.
    names: Vec<String>,
}

const fn called(en: &'static str, uk: &'static str, ru: &'static str) -> Wording {
    Wording { en, uk, ru }
}

fn of_quantity(quantity: Quantity) -> Wording {
    match quantity {
        Quantity::Orders => called("orders", "замовлення", "заказы"),
        Quantity::Revenue => called("revenue", "виторг", "выручка"),
        Quantity::Profit => called("profit", "прибуток", "прибыль"),
        Quantity::AverageOrder => called("average order", "середній чек", "средний чек"),
        Quantity::Items => called("items bought", "куплено одиниць", "куплено единиц"),
        Quantity::DifferentProducts => {
            called("different products", "різних товарів", "разных товаров")
        }
        Quantity::OrderDays => called("days with an order", "дні з покупкою", "дни с покупкой"),
        Quantity::DaysSinceFirstOrder => called(
            "days since the first order",
            "днів від першого замовлення",
            "дней с первого заказа",
        ),
        Quantity::DaysSinceLastOrder => called(
            "days since the last order",
            "днів від останнього замовлення",
            "дней с последнего заказа",
        ),
        Quantity::UsualGap => called(
            "usual days between orders",
            "звичний проміжок між покупками, днів",
            "обычный промежуток между покупками, дней",
        ),
        Quantity::LongestGap => called(
            "longest days between orders",
            "найдовший проміжок між покупками, днів",
            "самый долгий промежуток между покупками, дней",
        ),
        Quantity::RecencyScore => called("recency score", "оцінка давності", "оценка давности"),
        Quantity::FrequencyScore => called("frequency score", "оцінка частоти", "оценка частоты"),
        Quantity::MoneyScore => called("money score", "оцінка грошей", "оценка денег"),
        Quantity::Leaving => called("chance to leave", "імовірність піти", "вероятность уйти"),
    }
}

fn of_comparison(compare: Compare) -> Wording {
    match compare {
        Compare::Less => called("less than", "менше ніж", "меньше чем"),
        Compare::AtMost => called("at most", "не більше ніж", "не больше чем"),
        Compare::Equal => called("exactly", "рівно", "ровно"),
        Compare::Unequal => called("not", "не", "не"),
        Compare::AtLeast => called("at least", "щонайменше", "не меньше чем"),
        Compare::More => called("more than", "більше ніж", "больше чем"),
    }
}

fn of_status(status: OrderStatus) -> Wording {
    match status {
        OrderStatus::Paid => called("paid", "оплачене", "оплачен"),
        OrderStatus::Delivered => called("delivered", "доставлене", "доставлен"),
        OrderStatus::Open => called("open", "відкрите", "открыт"),
        OrderStatus::Refused => called("not collected", "не забране", "не забран"),
        OrderStatus::Returned => called("returned", "повернуте", "возвращён"),
        OrderStatus::Refunded => called("refunded", "кошти повернуто", "деньги возвращены"),
        OrderStatus::Cancelled => called("cancelled", "скасоване", "отменён"),
        OrderStatus::Voided => called("never captured", "платіж не відбувся", "платёж не прошёл"),
        OrderStatus::Test => called("a test", "перевірка", "проверка"),
    }
}

fn of_field(field: Field) -> Wording {
    match field {
        Field::Email => called("e-mail", "ел. пошта", "эл. почта"),
        Field::Phone => called("phone", "телефон", "телефон"),
        Field::Name => called("name", "ім’я", "имя"),
        Field::Country => called("country", "країна", "страна"),
        Field::City => called("city", "місто", "город"),
        Field::Language => called("language", "мова", "язык"),
        Field::Source => called("source", "джерело", "источник"),
        Field::Number => called("customer number", "номер клієнта", "номер клиента"),
    }
}

fn of_answer(answer: Answer) -> Wording {
    match answer {
        Answer::Granted => called("agreed", "погодився", "согласился"),
        Answer::Denied => called("refused", "відмовився", "отказался"),
        Answer::Missing => called("never said", "не відповідав", "не отвечал"),
    }
}

fn of_standing(standing: Standing) -> (&'static str, Wording) {
    match standing {
        Standing::Active => ("active", called("active", "активний", "активный")),
        Standing::Quiet => ("quiet", called("quiet", "притих", "притих")),
        Standing::Lapsed => ("lapsed", called("lapsed", "затих", "затих")),
    }
}

/// The filters by their columns, with whether they choose positions.
const FILTERS: [(&str, &str, bool, Wording); 7] = [
    ("product", "of product", true, called("product", "товар", "товар")),
    ("sku", "of sku", true, called("article number", "артикул", "артикул")),
    ("category", "of category", true, called("category", "категорія", "категория")),
    ("coupon", "with coupon", false, called("promo code", "промокод", "промокод")),
    ("channel", "through channel", false, called("sold through", "канал продажу", "канал продажи")),
    (
        "country",
        "to country",
        false,
        called("went to country", "країна доставки", "страна доставки"),
    ),
    ("city", "to city", false, called("went to city", "місто доставки", "город доставки")),
];

/// Values offered for one filter; who looks for a rarer one types it.
const VALUES_MAX: usize = 200;

fn a_word<T: Serialize>(variant: &T, text: &'static str, called: Wording) -> SegmentWord {
    SegmentWord { word: word(variant), text, called }
}

/// The words that are the same in every shop.
fn fixed() -> WordsOut {
    let quantity = |(text, quantity): (&'static str, Quantity)| SegmentQuantityWord {
        word: a_word(&quantity, text, of_quantity(quantity)),
        is_money: quantity.is_money(),
        is_percent: quantity.is_percent(),
        can_be_narrowed: quantity.can_be_narrowed(),
    };
    let told =
        |(text, called): (&'static str, Wording), word: String| SegmentWord { word, text, called };
    let class =
        |(class, text): (Class, &'static str)| a_word(&class, text, Wording::of_signs(text));
    WordsOut {
        quantities: Quantity::NAMES.into_iter().map(quantity).collect(),
        comparisons: Compare::SIGNS.map(|(sign, it)| a_word(&it, sign, of_comparison(it))).into(),
        filters: Vec::new(),
        statuses: OrderStatus::ALL.map(|it| a_word(&it, it.word(), of_status(it))).into(),
        fields: Field::ALL.map(|it| a_word(&it, it.word(), of_field(it))).into(),
        own_fields: Vec::new(),
        answers: Answer::ALL.map(|it| a_word(&it, it.word(), of_answer(it))).into(),
        standings: Standing::ALL.map(|it| told(of_standing(it), word(&it))).into(),
        classes: [(Class::A, "A"), (Class::B, "B"), (Class::C, "C")].map(class).into(),
        rfm_groups: Vec::new(),
        personas: Vec::new(),
        segments: Vec::new(),
        deeds: Vec::new(),
        properties: Vec::new(),
    }
}

/// Everything that a builder of rules offers in a shop.
pub async fn of_shop(shop: &Shop) -> Result<WordsOut, SegmentError> {
    let asked = ask(shop, None).await?;
    let mut words = fixed();
    for (column, text, of_lines, called) in FILTERS {
        let word = SegmentWord { word: column.to_owned(), text, called };
        let values = values(&asked, column, of_lines).await?;
        words.filters.push(SegmentFilterWord { word, of_lines, values });
    }
    let mut tx = shop.read().await?;
    let groups = rfm::groups_of(&mut tx).await?;
    words.rfm_groups = groups.names().into_iter().map(str::to_owned).collect();
    let known = personas::known(shop).await?;
    words.personas =
        known.into_iter().map(|(word, called)| SegmentPersonaWord { word, called }).collect();
    words.own_fields = fields::in_use(&mut tx).await?.into_iter().map(Into::into).collect();
    words.deeds = timeline::known_deeds(&mut tx).await?;
    let told = timeline::known_properties(&mut tx).await?;
    let of_deed = |(deed, names): (String, BTreeSet<String>)| SegmentDeedProperties {
        deed,
        names: names.into_iter().collect(),
    };
    words.properties = told.into_iter().map(of_deed).collect();
    words.segments = saved::list(&mut tx).await?.into_iter().map(|saved| saved.name).collect();
    Ok(words)
}

/// The values of a column, the most frequent first.
async fn values(asked: &Asked, column: &str, of_lines: bool) -> Result<Vec<String>, ReportError> {
    let table = if of_lines { "order_lines" } else { "orders" };
    let question = format!(
        "select {column} from {table} where {column} is not null group by {column} \
         order by count(*) desc, {column} limit {VALUES_MAX}"
    );
    let answer = asked.session.sql(&question).await?;
    let first = answer.rows.into_iter().filter_map(|row| row.into_iter().next());
    Ok(first.filter_map(|value| value.as_str().map(str::to_owned)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_said_in_three_languages() {
        let words = fixed();
        let called = |words: &[SegmentWord]| words.iter().map(|it| it.called).collect::<Vec<_>>();
        let mut all: Vec<Wording> = words.quantities.iter().map(|it| it.word.called).collect();
        let lists = [&words.comparisons, &words.statuses, &words.fields, &words.answers];
        all.extend(lists.into_iter().flat_map(|list| called(list)));
        all.extend(FILTERS.map(|filter| filter.3));
        for Wording { en, uk, ru } in all {
            assert!(![en, uk, ru].iter().any(|text| text.is_empty()), "{en}");
        }
        assert_eq!(words.quantities.len(), 15);
    }
}
