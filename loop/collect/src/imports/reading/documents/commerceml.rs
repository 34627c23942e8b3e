//! CommerceML 2, the language of 1C and of whoever exchanges with it: `Документ`s as documents.
//!
//! What stands around a value only to name it is taken away: a requisite becomes a value of its
//! name, the buyer's contacts become `Почта` and `Телефон`, and delivery, which is written as a
//! position, becomes `Доставка`.

use std::io::BufRead;

use facts::Document;
use quick_xml::Reader;
use quick_xml::events::Event;
use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::See;
use super::text::Text;
use crate::imports::reading::fault::{Fault, Rejection};

/// How deep elements may be nested; the language needs eight.
const DEPTH_MAX: usize = 32;

/// The position by which Bitrix tells what delivery costs.
const DELIVERY: &str = "ORDER_DELIVERY";

/// What is done by a document that is an order; others tell of payments and of goods handed out.
const SALES: &[&str] = &["заказ товара", "заказ", "розничная продажа", "замовлення товару"];

/// Hands over every order of an exchange file.
pub(super) fn each_document(text: Text, see: &mut See<'_>) -> Result<(), Fault> {
    let place = text.line();
    let mut reader = Reader::from_reader(text);
    let (mut buffer, mut has_documents, mut has_catalogue) = (Vec::new(), false, false);
    loop {
        buffer.clear();
        let broken = |error: &dyn std::fmt::Display| broken(error, place.get());
        match reader.read_event_into(&mut buffer).map_err(|error| broken(&error))? {
            Event::Start(start) if start.local_name().as_ref() == "Документ" => {
                let line = place.get();
                let element = Element::read(&mut reader, 0).map_err(|error| broken(&error))?;
                has_documents = true;
                if see(line, order_of(&element, line))?.is_break() {
                    return Ok(());
                }
            }
            Event::Start(start) => {
                let name = start.local_name();
                has_catalogue |= ["Каталог", "ПакетПредложений"].contains(&name.as_ref());
            }
            Event::Eof if has_catalogue && !has_documents => return Err(catalogue()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn broken(error: &dyn std::fmt::Display, line: u64) -> Fault {
    let text = format!("the XML is broken or cut short: {error}");
    Fault::new("broken_xml", text, "export it again").at_line(line)
}

fn catalogue() -> Fault {
    let text = "this is a catalogue of goods; it holds no orders";
    Fault::new("wrong_file_type", text, "export the orders: the file is called orders.xml, mostly")
}

/// One element with everything inside it.
#[derive(Default)]
struct Element {
    name: String,
    text: String,
    inside: Vec<Element>,
}

impl Element {
    /// Reads what is inside an element that has been opened.
    fn read(reader: &mut Reader<impl BufRead>, depth: usize) -> Result<Self, quick_xml::Error> {
        let mut element = Self::default();
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer)? {
                Event::Start(start) => {
                    let name = start.local_name().as_ref().to_owned();
                    // Deeper than that is nothing that anybody writes, and a trap for the stack.
                    if depth >= DEPTH_MAX {
                        let end = start.to_end().into_owned();
                        reader.read_to_end_into(end.name(), &mut Vec::new())?;
                        continue;
                    }
                    let inside = Self::read(reader, depth + 1)?;
                    element.inside.push(Self { name, ..inside });
                }
                Event::Text(text) => element.text.push_str(&text.xml10_content()),
                Event::CData(text) => element.text.push_str(&text.xml10_content()),
                Event::GeneralRef(sign) => element.text.push_str(&resolved(&sign)),
                Event::End(_) => {
                    element.text = element.text.trim().to_owned();
                    return Ok(element);
                }
                Event::Eof => {
                    let cut = std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
                    return Err(quick_xml::Error::Io(cut.into()));
                }
                _ => {}
            }
        }
    }

    fn child(&self, name: &str) -> Option<&Self> {
        self.inside.iter().find(|child| child.name == name)
    }

    fn all<'a>(&'a self, list: &str, name: &'a str) -> impl Iterator<Item = &'a Self> {
        let inside = self.child(list).map(|list| list.inside.as_slice()).unwrap_or_default();
        inside.iter().filter(move |child| child.name == name)
    }

    fn text_of(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| &child.text)
    }

    /// Every element of this name, however deep.
    fn deep<'a>(&'a self, name: &str, found: &mut Vec<&'a Self>) {
        for child in &self.inside {
            if child.name == name {
                found.push(child);
            }
            child.deep(name, found);
        }
    }

    /// The values that stand directly inside.
    fn leaves(&self) -> Document {
        let leaves = self.inside.iter().filter(|child| child.inside.is_empty());
        leaves.map(|child| (child.name.clone(), Json::from(child.text.as_str()))).collect()
    }
}

/// A sign that is written by its name or its number.
fn resolved(sign: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = sign.resolve_char_ref() {
        return letter.to_string();
    }
    let known = match sign.as_ref() {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "apos" => "'",
        "quot" => "\"",
        _ => "",
    };
    known.to_owned()
}

/// An order as its document tells it, or what the document is instead.
fn order_of(element: &Element, line: u64) -> Result<Document, Rejection> {
    let deed = element.text_of("ХозОперация");
    if !deed.is_empty() && !SALES.contains(&deed.to_lowercase().as_str()) {
        let text = format!("the document is no order but “{deed}”");
        return Err(Rejection::new(line, "not_an_order", text));
    }
    let mut order = element.leaves();
    let (day, time) = (element.text_of("Дата"), element.text_of("Время"));
    order.insert("Дата".to_owned(), format!("{day} {time}").trim().into());
    order.remove("Время");
    if let Some(buyer) = buyer_of(element) {
        order.insert("Контрагент".to_owned(), Json::Object(buyer));
    }
    order.insert("Реквизиты".to_owned(), Json::Object(requisites(element)));
    let (delivery, goods): (Vec<_>, Vec<_>) =
        element.all("Товары", "Товар").partition(|item| item.text_of("Ид") == DELIVERY);
    if let Some(cost) = sum_of(delivery.into_iter()) {
        order.insert("Доставка".to_owned(), cost.into());
    }
    let goods = goods.into_iter().map(|item| Json::Object(item.leaves()));
    order.insert("Товары".to_owned(), Json::Array(goods.collect()));
    if let Some(discount) = sum_of(element.all("Скидки", "Скидка")) {
        order.insert("Скидка".to_owned(), discount.into());
    }
    Ok(order)
}

fn sum_of<'a>(parts: impl Iterator<Item = &'a Element>) -> Option<String> {
    let amounts = parts.filter_map(|part| {
        part.text_of("Сумма").replace(',', ".").replace([' ', '\u{a0}'], "").parse().ok()
    });
    amounts.reduce(|sum: Decimal, amount| sum + amount).map(|sum| sum.to_string())
}

fn requisites(element: &Element) -> Document {
    let all = element.all("ЗначенияРеквизитов", "ЗначениеРеквизита");
    let named = all.map(|one| (one.text_of("Наименование"), one.text_of("Значение")));
    named.map(|(name, value)| (name.to_owned(), Json::from(value))).collect()
}

/// The buyer: whoever of the partners of the deal is not the seller.
fn buyer_of(element: &Element) -> Option<Document> {
    let is_seller = |one: &&Element| one.text_of("Роль").to_lowercase() == "продавец";
    let buyer = element.all("Контрагенты", "Контрагент").find(|one| !is_seller(one))?;
    let mut told = buyer.leaves();
    let mut contacts = Vec::new();
    buyer.deep("Контакт", &mut contacts);
    for contact in contacts {
        let kind = contact.child("Тип").map(|kind| kind.text.to_lowercase()).unwrap_or_default();
        let name = match kind {
            kind if kind.contains("почта") || kind.contains("mail") => "Почта",
            kind if kind.contains("телефон") || kind.contains("phone") => "Телефон",
            _ => continue,
        };
        told.entry(name).or_insert_with(|| contact.text_of("Значение").into());
    }
    let mut fields = Vec::new();
    buyer.deep("АдресноеПоле", &mut fields);
    for field in fields {
        if let name @ ("Город" | "Страна") = field.text_of("Тип") {
            told.entry(name).or_insert_with(|| field.text_of("Значение").into());
        }
    }
    Some(told)
}
