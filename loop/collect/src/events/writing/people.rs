//! Who speaks: from the names and traits of a message to a customer, or to somebody without a name.

use std::collections::{BTreeMap, HashMap};

use domain::Currency;
use records::{RecordsError, ShopTx};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::rows;
use super::rows::Visitor;
use crate::customers::{self, Identity, Known};
use crate::events::message::{Call, Message, text};
use crate::imports::values::{email, phone};
use crate::orders::draft::PersonDraft;

/// Whose a message is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Whose {
    /// A customer's.
    Customer(Known),
    /// Somebody's who has not said who he is.
    Nobody(Uuid),
}

impl Whose {
    /// Under which id it is written down.
    pub(super) fn id(self) -> Uuid {
        match self {
            Self::Customer(known) => known.id.0,
            Self::Nobody(id) => id,
        }
    }

    /// The customer, where there is one.
    pub(super) fn customer(self) -> Option<Known> {
        match self {
            Self::Customer(known) => Some(known),
            Self::Nobody(_) => None,
        }
    }
}

/// Somebody without a name said who he is: what was his becomes the customer's.
pub(super) struct Joining {
    pub(super) nobody: Uuid,
    pub(super) customer: Known,
}

/// Whose every message is, in the order given, and who has said who he is.
pub(super) struct People {
    pub(super) whose: Vec<Whose>,
    pub(super) joinings: Vec<Joining>,
}

/// Recognises the people of messages of one source.
///
/// A name of the source, an address or a phone leads to a customer. An anonymous id leads to the
/// customer who was last known by it, and until then to somebody of its own.
pub(super) async fn recognise(
    tx: &mut ShopTx,
    source: &str,
    messages: &[&Message],
    currency: Currency,
) -> Result<People, RecordsError> {
    let drafts: Vec<PersonDraft> =
        messages.iter().map(|message| person(message, currency)).collect();
    let named: Vec<usize> = (0..drafts.len()).filter(|&i| is_named(&drafts[i])).collect();
    let people: Vec<&PersonDraft> = named.iter().map(|&place| &drafts[place]).collect();
    let known = customers::recognise_many(tx, source, &people).await?;
    let mut customers: Vec<Option<Known>> = vec![None; messages.len()];
    for (&place, customer) in named.iter().zip(known) {
        customers[place] = Some(customer);
        if messages[place].call == Call::Identify {
            customers::tell_more(tx, (customer, source), &drafts[place]).await?;
            if let Some(zone) = time_zone(messages[place]) {
                customers::set_time_zone(tx, (customer, source), zone).await?;
            }
        }
    }
    with_visitors(tx, source, messages, &customers).await
}

async fn with_visitors(
    tx: &mut ShopTx,
    source: &str,
    messages: &[&Message],
    customers: &[Option<Known>],
) -> Result<People, RecordsError> {
    let names: Vec<&str> = messages.iter().filter_map(|message| anonymous_name(message)).collect();
    let mut visitors = rows::visitors(tx, source, &names).await?;
    let mut changed: HashMap<&str, Visitor> = HashMap::new();
    let mut people = People { whose: Vec::with_capacity(messages.len()), joinings: Vec::new() };
    for (message, &customer) in messages.iter().zip(customers) {
        let whose = match (anonymous_name(message), customer) {
            (None, Some(customer)) => Whose::Customer(customer),
            // Whoever has no name at all is refused before; a message of his would be his alone.
            (None, None) => Whose::Nobody(tx.new_id()),
            (Some(name), customer) => {
                let before = visitors.get(name).copied();
                let mut visitor =
                    before.unwrap_or_else(|| Visitor { id: tx.new_id(), customer: None });
                if let Some(customer) = customer.filter(|_| visitor.customer.is_none()) {
                    people.joinings.push(Joining { nobody: visitor.id, customer });
                }
                // What comes later follows the name by which he was last known.
                visitor.customer = customer.or(visitor.customer);
                if before != Some(visitor) {
                    visitors.insert(name.to_owned(), visitor);
                    changed.insert(name, visitor);
                }
                visitor.customer.map_or(Whose::Nobody(visitor.id), Whose::Customer)
            }
        };
        people.whose.push(whose);
    }
    rows::save_visitors(tx, source, changed).await?;
    Ok(people)
}

/// The name of somebody whose name is not known; an alias tells which it was before.
pub(super) fn anonymous_name(message: &Message) -> Option<&str> {
    let before = message.name.as_ref().filter(|_| message.call == Call::Alias);
    message.anonymous.as_ref().or(before).map(String::as_str)
}

/// Every name of the person that a message tells of.
pub(super) fn names_told(source: &str, message: &Message, currency: Currency) -> Vec<Identity> {
    customers::names_told(source, &person(message, currency))
}

fn is_named(person: &PersonDraft) -> bool {
    person.external_id.is_some() || person.email.is_some() || person.phone.is_some()
}

/// The person as far as a message tells him.
///
/// Addresses come from his traits, from the ids that Segment calls external, and from an order: an
/// address among the properties of any other event may be somebody else's.
fn person(message: &Message, currency: Currency) -> PersonDraft {
    let places = Places::of(message);
    let mail = |told: String| email(&told).filter(|address| address.len() <= ADDRESS_MAX);
    let email = places.find(&["email"]).or(external(message, "email")).and_then(mail);
    let name_is_address = || message.user.as_deref().and_then(|user| mail(user.to_owned()));
    let phone = places
        .find(&["phone", "phoneNumber", "phone_number"])
        .or(external(message, "phone"))
        .and_then(|told| phone(&told, Some(currency)));
    PersonDraft {
        external_id: message.user.clone().or_else(|| external(message, "user_id")),
        email: email.or_else(name_is_address),
        phone,
        name: places.find(&["name"]).or_else(|| places.full_name()).map(short),
        country: places.find_in_address("country").map(short),
        city: places.find_in_address("city").map(short),
        consents: Vec::new(),
        fields: BTreeMap::new(),
    }
}

/// The longest address that mail can reach (RFC 5321: a path of 256 signs with its brackets).
const ADDRESS_MAX: usize = 254;

/// The longest name, city or country that is kept.
const TEXT_MAX: usize = 255;

fn short(text: String) -> String {
    text.chars().take(TEXT_MAX).collect()
}

/// The clock that somebody says he lives by, or his browser does: `Europe/Kyiv`.
fn time_zone(message: &Message) -> Option<&str> {
    let own = message.about.get("timezone").or_else(|| message.about.get("time_zone"));
    own.or_else(|| message.context.get("timezone"))?.as_str()
}

/// An id of one kind among `context.externalIds`.
fn external(message: &Message, kind: &str) -> Option<String> {
    let ids = message.context.get("externalIds")?.as_array()?;
    let of_kind = ids.iter().find(|id| id["type"] == kind && id["collection"] != "accounts")?;
    text(&of_kind["id"]).filter(|id| !id.is_empty() && id.len() <= TEXT_MAX)
}

/// Where a message may tell who somebody is, the nearest place first.
struct Places<'a>(Vec<&'a Map<String, Json>>);

impl<'a> Places<'a> {
    fn of(message: &'a Message) -> Self {
        let tells = message.call == Call::Identify || message.kind.starts_with("order_");
        let own = tells.then_some(&message.about);
        let traits = message.context.get("traits").and_then(Json::as_object);
        Self([own, traits].into_iter().flatten().collect())
    }

    fn find(&self, fields: &[&str]) -> Option<String> {
        let found = |place: &&Map<String, Json>| {
            fields.iter().filter_map(|field| place.get(*field)).find_map(non_empty)
        };
        // An order's own name is no person's.
        self.0.iter().find_map(found)
    }

    fn full_name(&self) -> Option<String> {
        let first = self.find(&["firstName", "first_name"]);
        let last = self.find(&["lastName", "last_name"]);
        match (first, last) {
            (Some(first), Some(last)) => Some(format!("{first} {last}")),
            (first, last) => first.or(last),
        }
    }

    fn find_in_address(&self, field: &str) -> Option<String> {
        let address =
            |place: &&Map<String, Json>| place.get("address")?.get(field).and_then(non_empty);
        self.0.iter().find_map(address).or_else(|| self.find(&[field]))
    }
}

fn non_empty(told: &Json) -> Option<String> {
    text(told).filter(|text| !text.is_empty())
}
