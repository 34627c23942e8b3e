//! JSON: documents line by line, or in a list that may stand inside an answer of a shop system.

use std::cell::{Cell, RefCell};
use std::io::{BufRead, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

use facts::Document;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Json;

use super::See;
use super::text::Text;
use crate::imports::reading::RECORD_LIMIT;
use crate::imports::reading::fault::{Fault, Rejection};

/// What shop systems call the list of orders in an answer.
const WRAPPERS: &[&str] = &["orders", "data", "result", "results", "records", "rows", "response"];

/// Whether each line is a document of its own: the first one is whole by itself.
pub(in crate::imports::reading) fn is_lines(head: &str) -> bool {
    let first = head.lines().map(str::trim).find(|line| !line.is_empty());
    let document = first.and_then(|line| serde_json::from_str::<Document>(line).ok());
    document.is_some_and(|document| {
        !WRAPPERS.iter().any(|name| document.get(*name).is_some_and(Json::is_array))
    })
}

/// Hands over the document of every line.
pub(super) fn each_line(mut text: Text, see: &mut See<'_>) -> Result<(), Fault> {
    let place = text.line();
    let mut line = Vec::new();
    loop {
        let number = place.get();
        line.clear();
        let limit = RECORD_LIMIT as u64 + 1;
        let read = (&mut text).take(limit).read_until(b'\n', &mut line);
        if read.map_err(|error| Fault::unreadable(&error))? == 0 {
            return Ok(());
        }
        if line.len() > RECORD_LIMIT {
            let text = format!("the line is longer than {} MiB", RECORD_LIMIT >> 20);
            let hint = "check that every line is one order";
            return Err(Fault::new("endless_line", text, hint).at_line(number));
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let document = serde_json::from_slice::<Document>(&line).map_err(|error| {
            Rejection::new(number, "not_json", format!("the line is no JSON object: {error}"))
        });
        if see(number, document)?.is_break() {
            return Ok(());
        }
    }
}

/// Hands over the documents of a list, wherever in the file it stands; a file without one is a
/// document itself, or several one after the other.
pub(super) fn each_document(text: Text, see: &mut See<'_>) -> Result<(), Fault> {
    let walk = Walk { line: text.line(), see: RefCell::new(see), stopped: RefCell::new(None) };
    let mut parser = serde_json::Deserializer::from_reader(text);
    loop {
        match parser.end() {
            Ok(()) => return Ok(()),
            Err(error) if error.is_io() => return Err(walk.fault_of(&error)),
            Err(_) => {}
        }
        if let Err(error) = (Part { walk: &walk, place: Place::Top }).deserialize(&mut parser) {
            return match walk.stopped.take() {
                Some(Ok(())) => Ok(()),
                Some(Err(fault)) => Err(fault),
                None => Err(walk.fault_of(&error)),
            };
        }
    }
}

/// What is needed on the way through a file.
struct Walk<'w, 's> {
    line: Rc<Cell<u64>>,
    see: RefCell<&'w mut See<'s>>,
    /// Why the walk ended before the end of the file: enough was seen, or something was wrong.
    stopped: RefCell<Option<Result<(), Fault>>>,
}

impl Walk<'_, '_> {
    /// Hands a document over; an error of the parser ends the walk.
    fn hand<E: serde::de::Error>(
        &self,
        line: u64,
        document: Result<Document, Rejection>,
    ) -> Result<(), E> {
        let outcome = match (self.see.borrow_mut())(line, document) {
            Ok(ControlFlow::Continue(())) => return Ok(()),
            Ok(ControlFlow::Break(())) => Ok(()),
            Err(fault) => Err(fault),
        };
        self.stopped.replace(Some(outcome));
        Err(E::custom("stopped"))
    }

    fn fault_of(&self, error: &serde_json::Error) -> Fault {
        let text = format!("the JSON is broken or cut short: {error}");
        Fault::new("broken_json", text, "export it again").at_line(self.line.get())
    }
}

/// Where a value stands in the file.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// Nothing is around it.
    Top,
    /// In an answer, under a name that lists of orders have.
    Wrapped,
}

/// An entry of a list, with the line that it begins in.
struct Entry<'p> {
    line: &'p Cell<u64>,
}

impl<'de> DeserializeSeed<'de> for Entry<'_> {
    type Value = (u64, Json);

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(u64, Json), D::Error> {
        let line = self.line.get();
        Ok((line, Json::deserialize(value)?))
    }
}

/// An entry that is a document; anything else is left out.
fn document_in(line: u64, entry: Json) -> Result<Document, Rejection> {
    match entry {
        Json::Object(document) => Ok(document),
        _ => {
            let text = "the entry of the list is no order but a single value";
            Err(Rejection::new(line, "not_an_order", text))
        }
    }
}

/// A value that holds documents or is one. Answers the value where it turned out to be neither.
struct Part<'p, 'w, 's> {
    walk: &'p Walk<'w, 's>,
    place: Place,
}

impl<'de> DeserializeSeed<'de> for Part<'_, '_, '_> {
    type Value = Option<Json>;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<Option<Json>, D::Error> {
        value.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_, '_, '_> {
    type Value = Option<Json>;

    fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("orders")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Option<Json>, A::Error> {
        let walk = self.walk;
        while let Some((line, entry)) = entries.next_element_seed(Entry { line: &walk.line })? {
            walk.hand(line, document_in(line, entry))?;
        }
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut parts: A) -> Result<Option<Json>, A::Error> {
        let line = self.walk.line.get();
        let mut document = Document::new();
        let mut has_orders = false;
        while let Some(name) = parts.next_key::<String>()? {
            if self.place == Place::Top && WRAPPERS.contains(&name.as_str()) {
                let inside = Part { walk: self.walk, place: Place::Wrapped };
                match parts.next_value_seed(inside)? {
                    Some(value) => drop(document.insert(name, value)),
                    None => has_orders = true,
                }
                continue;
            }
            document.insert(name, parts.next_value()?);
        }
        match (self.place, has_orders) {
            (Place::Wrapped, _) => Ok(Some(Json::Object(document))),
            (_, true) => Ok(None),
            _ => self.walk.hand(line, Ok(document)).map(|()| None),
        }
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Option<Json>, E> {
        self.other(Json::from(text))
    }

    fn visit_bool<E: serde::de::Error>(self, answer: bool) -> Result<Option<Json>, E> {
        self.other(Json::from(answer))
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Option<Json>, E> {
        self.other(Json::from(number))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Option<Json>, E> {
        self.other(Json::from(number))
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Option<Json>, E> {
        self.other(Json::from(number))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Option<Json>, E> {
        self.other(Json::Null)
    }
}

impl Part<'_, '_, '_> {
    /// A value that is no document: part of the answer, or something that is left out.
    fn other<E: serde::de::Error>(self, value: Json) -> Result<Option<Json>, E> {
        if self.place == Place::Wrapped {
            return Ok(Some(value));
        }
        let line = self.walk.line.get();
        self.walk.hand(line, document_in(line, value)).map(|()| None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(content: &'static str, enough: usize) -> Vec<String> {
        let text = Text::new(Box::new(content.as_bytes()), encoding_rs::UTF_8);
        let mut seen = Vec::new();
        let mut see = |line: u64, document: Result<Document, Rejection>| {
            seen.push(match document {
                Ok(document) => format!("{line} {}", Json::Object(document)),
                Err(rejection) => format!("{line} {}", rejection.reason),
            });
            Ok(match seen.len() < enough {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            })
        };
        let outcome = match is_lines(content) {
            true => each_line(text, &mut see),
            false => each_document(text, &mut see),
        };
        if let Err(fault) = outcome {
            seen.push(format!("{:?} {}", fault.line, fault.code));
        }
        seen
    }

    #[test]
    fn documents_are_found_wherever_they_stand() {
        for (content, documents) in [
            ("{\"id\":1}\n\n{\"id\":2}\nnot\n", vec!["1 {\"id\":1}", "3 {\"id\":2}", "4 not_json"]),
            (
                "[\n{\"id\":1},\n{\"id\":2}, 7]",
                vec!["2 {\"id\":1}", "3 {\"id\":2}", "3 not_an_order"],
            ),
            (
                "{\"success\":true,\"page\":{\"limit\":20},\"orders\":[{\"id\":1},{\"id\":2}]}",
                vec!["1 {\"id\":1}", "1 {\"id\":2}"],
            ),
            (
                "{\n\"data\": null,\n\"id\":1}\n{\"id\":2}",
                vec!["1 {\"data\":null,\"id\":1}", "4 {\"id\":2}"],
            ),
            ("[{\"id\":1},\n{\"id\":", vec!["1 {\"id\":1}", "Some(2) broken_json"]),
            ("[]", vec![]),
        ] {
            assert_eq!(seen(content, 9), documents, "{content}");
        }
    }

    #[test]
    fn reading_ends_when_enough_is_seen() {
        assert_eq!(seen("[{\"id\":1},{\"id\":2},{\"id\":3}]", 2).len(), 2);
        assert_eq!(seen("{\"id\":1}\n{\"id\":2}\n{\"id\":3}", 2).len(), 2);
    }
}
