//! Recognises a layout and its columns by the headers.

use super::fields::{Field, plain};
use super::{Columns, Layout, Subject, systems};
use crate::fields::Definition;
use crate::imports::guessing::options::ImportOptions;
use crate::imports::reading::fault::Fault;
use crate::imports::reading::{Kind, is_positions};

/// The layout that these headers belong to, in a file of this kind.
pub(in crate::imports) fn layout_of(headers: &[String], kind: Kind) -> Layout {
    match headers {
        _ if kind == Kind::CommerceMl => Layout::Commerceml,
        headers if systems::shopify::recognises(headers) => Layout::Shopify,
        headers if systems::woocommerce::recognises(headers) => Layout::Woocommerce,
        headers if systems::retailcrm::recognises(headers) => Layout::Retailcrm,
        headers if headers.iter().any(|header| part_of_position(header).is_some()) => {
            Layout::Nested
        }
        _ => Layout::Generic,
    }
}

/// What a column tells of a position, where its name says that it is of one: `items.price`.
pub(super) fn part_of_position(header: &str) -> Option<&str> {
    let (list, part) = header.split_once('.')?;
    is_positions(list).then_some(part)
}

/// The columns of a layout, as far as the headers tell.
pub(in crate::imports) fn columns_by_header(layout: Layout, headers: &[String]) -> Columns {
    match layout {
        Layout::Generic => generic_columns(headers),
        Layout::Shopify => systems::shopify::columns(headers),
        Layout::Woocommerce => systems::woocommerce::columns(headers),
        Layout::Retailcrm => systems::retailcrm::columns(headers),
        Layout::Commerceml => systems::commerceml::columns(headers),
        Layout::Nested => systems::nested::columns(headers),
    }
}

pub(super) fn generic_columns(headers: &[String]) -> Columns {
    let headers: Vec<String> = headers.iter().map(|header| plain(header)).collect();
    let mut columns = Columns::default();
    for field in Field::all() {
        let best = field
            .aliases()
            .iter()
            .find_map(|alias| headers.iter().position(|header| header == alias));
        if let Some(column) = best {
            columns.set(field, vec![column]);
        }
    }
    columns
}

/// Lays what the owner says over what the headers say.
pub(in crate::imports) fn map_by_hand(
    columns: &mut Columns,
    headers: &[String],
    (options, fields): (&ImportOptions, &[Definition]),
    subject: Subject,
) -> Result<(), Fault> {
    for (name, column) in &options.map {
        if let Some(key) = name.strip_prefix(OWN) {
            let field = fields.iter().find(|field| field.key == key);
            let field = field.ok_or_else(|| no_own_field(key, fields))?;
            let column = column_named(headers, column)?;
            free(columns, column);
            columns.set_own(field.clone(), column);
            continue;
        }
        let field = mappable(subject).find(|field| field.name() == name);
        let field = field.ok_or_else(|| no_such_field(name, subject))?;
        set_alone(columns, field, column_named(headers, column)?);
    }
    for (way, column) in &options.consent {
        let field = match way.as_str() {
            "email" => Field::EmailConsent,
            "sms" => Field::SmsConsent,
            _ => {
                let text = format!("`{way}` is no way of writing that a file can hold answers for");
                return Err(Fault::new("bad_option", text, "say email=COLUMN or sms=COLUMN"));
            }
        };
        set_alone(columns, field, column_named(headers, column)?);
    }
    Ok(())
}

/// A column means one thing: what it was taken for before no longer counts.
fn set_alone(columns: &mut Columns, field: Field, column: usize) {
    free(columns, column);
    columns.set(field, vec![column]);
}

fn free(columns: &mut Columns, column: usize) {
    if let Some(other) = columns.field_of(column) {
        columns.unset(other);
    }
    columns.unset_own(column);
}

/// What the names of the shop's own fields begin with where fields of orders are named too.
pub(in crate::imports) const OWN: &str = "field.";

/// Headers that mean the day of birth, beside its names.
const BIRTHDAYS: [&str; 6] =
    ["birthdate", "dateofbirth", "dob", "датарождения", "датанародження", "birthday"];

/// The columns of the shop's own fields, by their keys and names, as far as nothing else is there.
pub(in crate::imports) fn own_by_header(
    columns: &mut Columns,
    headers: &[String],
    fields: &[Definition],
) {
    for field in fields {
        let words: Vec<String> = own_aliases(field);
        let fits = |(at, header): &(usize, &String)| {
            columns.field_of(*at).is_none()
                && columns.own_of(*at).is_none()
                && words.contains(&plain(header))
        };
        if let Some((column, _)) = headers.iter().enumerate().find(fits) {
            columns.set_own(field.clone(), column);
        }
    }
}

/// The headers that mean a field of the shop's own.
pub(in crate::imports) fn own_aliases(field: &Definition) -> Vec<String> {
    let mut words: Vec<String> = field.names.all().map(plain).collect();
    words.push(plain(&field.key));
    if field.is_built_in() {
        words.extend(BIRTHDAYS.map(str::to_owned));
    }
    words.sort_unstable();
    words.dedup();
    words
}

fn no_own_field(key: &str, fields: &[Definition]) -> Fault {
    let keys: Vec<String> = fields.iter().map(|field| format!("{OWN}{}", field.key)).collect();
    let text = format!("the shop has no field `{key}`");
    Fault::new("bad_option", text, format!("choose one of: {}", keys.join(", ")))
}

/// A column by its header or by its number counted from 1.
fn column_named(headers: &[String], column: &str) -> Result<usize, Fault> {
    let wanted = plain(column);
    let by_name = headers.iter().position(|header| header.trim() == column.trim()).or_else(|| {
        headers.iter().position(|header| !wanted.is_empty() && plain(header) == wanted)
    });
    let by_number =
        || column.trim().parse::<usize>().ok().filter(|n| (1..=headers.len()).contains(n));
    by_name.or_else(|| by_number().map(|number| number - 1)).ok_or_else(|| {
        let text = format!("there is no column `{column}`");
        Fault::new("no_such_column", text, format!("choose one of: {}", listed(headers)))
    })
}

/// The headers in one line of a message.
pub(in crate::imports) fn listed(headers: &[String]) -> String {
    const SHOWN: usize = 20;
    let shown: Vec<&str> = headers.iter().take(SHOWN).map(String::as_str).collect();
    match headers.len() {
        n if n > SHOWN => format!("{} and {} more", shown.join(", "), n - SHOWN),
        _ => shown.join(", "),
    }
}

/// The fields that a person can map by hand in a file that tells of this.
pub(in crate::imports) fn mappable(subject: Subject) -> impl Iterator<Item = Field> {
    Field::mappable().filter(move |field| subject.can_tell(*field))
}

fn no_such_field(name: &str, subject: Subject) -> Fault {
    let names: Vec<&str> = mappable(subject).map(Field::name).collect();
    let text = format!("`{name}` is no field of a file of {}", subject.name());
    Fault::new("bad_option", text, format!("choose one of: {}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recognised(headers: &str) -> String {
        let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
        let layout = layout_of(&headers, Kind::Text);
        let columns = columns_by_header(layout, &headers);
        let pairs: Vec<String> = columns
            .mapped()
            .map(|(field, columns)| format!("{}={}", field.name(), headers[columns[0]]))
            .collect();
        format!("{}: {}", layout.name(), pairs.join(" "))
    }

    #[test]
    fn headers_of_real_files_are_recognised() {
        for (headers, meaning) in [
            (
                "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
                "generic: order_id=InvoiceNo customer_id=CustomerID ordered_at=InvoiceDate \
                 quantity=Quantity unit_price=UnitPrice sku=StockCode product=Description \
                 country=Country",
            ),
            (
                "Row ID,Order ID,Order Date,Ship Date,Customer ID,Customer Name,Product ID,Sales",
                "generic: order_id=Order ID customer_id=Customer ID name=Customer Name \
                 ordered_at=Order Date amount=Sales sku=Product ID",
            ),
            (
                "Member_number,Date,itemDescription",
                "generic: customer_id=Member_number ordered_at=Date product=itemDescription",
            ),
            (
                "Номер заказа,Дата заказа,Телефон,Сумма,Статус,Валюта",
                "generic: order_id=Номер заказа phone=Телефон ordered_at=Дата заказа amount=Сумма \
                 currency=Валюта status=Статус",
            ),
            (
                "№ замовлення,Дата,Ел. пошта,Товар,Кількість,Ціна",
                "generic: order_id=№ замовлення email=Ел. пошта ordered_at=Дата \
                 quantity=Кількість unit_price=Ціна product=Товар",
            ),
            (
                "Name,Email,Created at,Total,Refunded Amount,Currency,Financial Status",
                "shopify: order_id=Name email=Email ordered_at=Created at currency=Currency \
                 refunded=Refunded Amount status=Financial Status total=Total",
            ),
        ] {
            assert_eq!(recognised(headers), meaning);
        }
    }

    #[test]
    fn a_column_told_by_hand_loses_its_guessed_meaning() {
        let headers: Vec<String> = ["id", "who", "date", "total"].map(str::to_owned).into();
        let mut columns = columns_by_header(Layout::Generic, &headers);
        let map = [("customer_id", "1"), ("amount", "Total")];
        let map = map.map(|(field, column)| (field.to_owned(), column.to_owned())).into();
        let options = ImportOptions { map, ..ImportOptions::default() };
        map_by_hand(&mut columns, &headers, (&options, &[]), Subject::Orders).unwrap();
        assert!(!columns.has(Field::OrderId));
        assert_eq!(columns.field_of(0), Some(Field::CustomerId));
        assert_eq!(columns.field_of(3), Some(Field::Amount));
    }
}
