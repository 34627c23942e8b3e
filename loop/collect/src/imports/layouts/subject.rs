//! What the rows of a file tell of: orders with their buyers, or people alone.

use serde::{Deserialize, Serialize};

use super::Columns;
use super::fields::{Field, plain};

/// What the rows of a file tell of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ImportKind)]
pub enum Subject {
    /// Orders, or positions of orders.
    #[default]
    Orders,
    /// People: who they are, how they are reached, and whether they may be written to.
    Customers,
}

/// What a column of a file of people can mean.
const OF_PEOPLE: [Field; 12] = [
    Field::CustomerId,
    Field::Email,
    Field::Phone,
    Field::Name,
    Field::FirstName,
    Field::LastName,
    Field::Country,
    Field::City,
    Field::EmailConsent,
    Field::SmsConsent,
    Field::ConsentAt,
    Field::ConsentText,
];

/// Without any of these a row is no order, whatever else it tells.
const OF_ORDERS: [Field; 7] = [
    Field::Amount,
    Field::Total,
    Field::UnitPrice,
    Field::Quantity,
    Field::Sku,
    Field::LineAmount,
    Field::PackedLines,
];

/// Headers that number whatever the rows tell of.
const NUMBERS: &[&str] = &["id", "number", "no", "code", "номер", "код"];

/// Headers of who somebody is; a number where there is no other, a name beside one.
const WHO: &[&str] =
    &["customer", "client", "member", "клиент", "покупатель", "клієнт", "покупець"];

/// Headers of the moment in which a row was made, of an order or of a person.
const MADE: &[&str] =
    &["createdat", "datecreated", "created", "датасоздания", "создан", "датастворення", "створено"];

/// Headers of a first name beside a last one.
const FIRST_NAMES: &[&str] = &["name", "имя", "імя"];

/// Headers that mean something of people in a file of people only.
const BESIDES: &[(Field, &[&str])] = &[
    (Field::CustomerId, NUMBERS),
    (Field::Name, &["name", "contact", "contactname"]),
    (Field::City, &["addresscity", "defaultaddresscity"]),
    (Field::Country, &["addresscountry", "defaultaddresscountry", "defaultaddresscountrycode"]),
    (Field::EmailConsent, &["subscribed", "emailmarketing", "рассылка", "розсилка"]),
    (Field::SmsConsent, &["smsmarketing"]),
];

impl Subject {
    const ALL: [Self; 2] = [Self::Orders, Self::Customers];

    /// Its name on the command line and in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Customers => "customers",
        }
    }

    /// The subject of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subject| subject.name() == name)
    }

    /// Every name.
    pub(in crate::imports) fn names() -> [&'static str; 2] {
        Self::ALL.map(Self::name)
    }

    /// Whether a column of such a file can mean this.
    pub(in crate::imports) fn can_tell(self, field: Field) -> bool {
        self == Self::Orders || OF_PEOPLE.contains(&field)
    }

    /// What a file with these columns tells of: people, where somebody is named and nothing of an
    /// order is.
    pub(in crate::imports) fn of(columns: &Columns, headers: &[String]) -> Self {
        let is_called = |field, names| is_called(columns, headers, field, names);
        let is_named = columns.has_any(&[Field::CustomerId, Field::Email, Field::Phone]);
        let is_numbered = columns.has(Field::OrderId) && !is_called(Field::OrderId, NUMBERS);
        let is_dated = columns.has(Field::OrderedAt) && !is_called(Field::OrderedAt, MADE);
        match is_named && !is_numbered && !is_dated && !columns.has_any(&OF_ORDERS) {
            true => Self::Customers,
            false => Self::Orders,
        }
    }
}

/// Whether a field was recognised by one of these headers.
fn is_called(columns: &Columns, headers: &[String], field: Field, names: &[&str]) -> bool {
    let column = columns.column_of(field).and_then(|column| headers.get(column));
    column.is_some_and(|header| names.contains(&plain(header).as_str()))
}

/// Of columns that were taken for those of orders, what they tell of people.
pub(in crate::imports) fn people_columns(columns: &Columns, headers: &[String]) -> Columns {
    let plain: Vec<String> = headers.iter().map(|header| plain(header)).collect();
    let mut people = Columns::default();
    for field in OF_PEOPLE {
        if let Some(column) = columns.column_of(field) {
            people.set(field, vec![column]);
        }
    }
    let named = |names: &[&str]| plain.iter().position(|header| names.contains(&header.as_str()));
    if let Some(number) = named(NUMBERS)
        && let Some(who) = people.column_of(Field::CustomerId)
        && plain.get(who).is_some_and(|header| WHO.contains(&header.as_str()))
    {
        people.set(Field::CustomerId, vec![number]);
        if !people.has(Field::Name) {
            people.set(Field::Name, vec![who]);
        }
    }
    for (field, names) in BESIDES {
        if !people.has(*field)
            && let Some(column) = named(names)
            && people.field_of(column).is_none()
        {
            people.set(*field, vec![column]);
        }
    }
    if people.has(Field::LastName)
        && !people.has(Field::FirstName)
        && let Some(name) = people.column_of(Field::Name)
        && plain.get(name).is_some_and(|header| FIRST_NAMES.contains(&header.as_str()))
    {
        people.unset(Field::Name);
        people.set(Field::FirstName, vec![name]);
    }
    people
}

#[cfg(test)]
mod tests {
    use super::super::recognising::generic_columns;
    use super::*;

    fn recognised(headers: &str) -> String {
        let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
        let columns = generic_columns(&headers);
        let subject = Subject::of(&columns, &headers);
        if subject == Subject::Orders {
            return subject.name().to_owned();
        }
        let people = people_columns(&columns, &headers);
        let pairs: Vec<String> = people
            .mapped()
            .map(|(field, columns)| format!("{}={}", field.name(), headers[columns[0]]))
            .collect();
        format!("{}: {}", subject.name(), pairs.join(" "))
    }

    #[test]
    fn a_file_that_names_people_and_nothing_of_an_order_tells_of_people() {
        for (headers, meaning) in [
            (
                "id,email,phone,name,city,country",
                "customers: email=email phone=phone country=country city=city customer_id=id \
                 name=name",
            ),
            (
                "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,\
                 Default Address City,Total Spent",
                "customers: customer_id=Customer ID email=Email first_name=First Name \
                 last_name=Last Name email_consent=Accepts Email Marketing \
                 city=Default Address City",
            ),
            (
                "Код,Клиент,Телефон,Дата создания",
                "customers: customer_id=Код phone=Телефон name=Клиент",
            ),
            (
                "Прізвище,Ім'я,Ел. пошта,Згода на розсилку,Місто",
                "customers: email=Ел. пошта last_name=Прізвище city=Місто \
                 email_consent=Згода на розсилку first_name=Ім'я",
            ),
        ] {
            assert_eq!(recognised(headers), meaning);
        }
    }

    #[test]
    fn a_file_with_anything_of_an_order_tells_of_orders() {
        for headers in [
            "order_id,email,name",
            "customer,date",
            "email,name,total",
            "id,customer,created,price",
            "Member_number,Date,itemDescription",
            "name,city",
        ] {
            assert_eq!(recognised(headers), "orders", "{headers}");
        }
    }
}
