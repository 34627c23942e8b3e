//! Who is to be forgotten: the names he came by, and the words he is searched for by.

use records::traces::{self, Person, Trace, Word};
use records::{RecordsError, ShopTx};

use crate::customers::{self, Customer, Identity};
use crate::privacy::guard;
use crate::{events, orders, storefronts};

/// The person as he is searched for, and every name that he would come back by.
pub(super) async fn of(
    tx: &mut ShopTx,
    customer: &Customer,
) -> Result<(Person, Vec<Identity>), RecordsError> {
    let mut names = customers::identities(tx, customer.id).await?;
    let mut words = own_words(customer);
    words.extend(names.iter().flat_map(words_of));
    let visitors = events::visitors_of(tx, customer.id).await?;
    words.extend(visitors.iter().map(|(_, name)| Word::new("visitor", name.as_str())));
    names.extend(visitors.iter().map(|(source, name)| guard::visitor_name(source, name)));
    let bought = orders::names_of(tx, customer.no).await?;
    names.extend(bought.iter().map(|(source, order)| guard::order_name(source, order)));
    let numbers = storefronts::numbers_of_orders(tx, &bought).await?;
    names.extend(numbers.iter().map(|(source, order)| guard::order_number(source, order)));
    let mut person = Person { id: customer.id.0, no: customer.no, words };
    person.words.extend(addresses(tx, &person).await?);
    let is_shared = match &customer.name {
        Some(name) => customers::n_called(tx, name).await? > 1,
        None => true,
    };
    if let Some(name) = customer.name.as_ref().filter(|name| !is_shared && name.contains(' ')) {
        person.words.push(Word::new("name", name.as_str()));
    }
    for word in &mut person.words {
        if word.kind == "email" || word.is_name() {
            word.others = customers::names_with(tx, &word.text).await?;
        }
    }
    let mut seen = Vec::new();
    person.words.retain(|word| {
        let is_new = !seen.contains(&word.text);
        seen.push(word.text.clone());
        is_new
    });
    Ok((person, names))
}

fn own_words(customer: &Customer) -> Vec<Word> {
    let told = [("email", &customer.email), ("phone", &customer.phone)];
    let mut words: Vec<Word> = told
        .into_iter()
        .filter_map(|(kind, text)| Some(Word::new(kind, text.as_deref()?)))
        .collect();
    words.push(Word::new("id", customer.id.to_string()));
    words.push(Word::new("id", customer.id.0.to_string()));
    words.extend(customer.external_id.iter().map(|number| Word::new("number", number.as_str())));
    words
}

fn words_of(name: &Identity) -> Option<Word> {
    let (kind, text) = match (name.kind.as_str(), name.value.rsplit_once(':')) {
        ("external_id", Some((_, number))) => ("number", number),
        (kind, _) => (kind, name.value.as_str()),
    };
    Some(Word::new(kind, text))
}

/// The numbers that storefronts have for him, each with its source.
pub(super) fn numbers(names: &[Identity]) -> Vec<(String, String)> {
    let numbers = names.iter().filter(|name| name.kind == "external_id");
    let parted = numbers.filter_map(|name| name.value.rsplit_once(':'));
    parted.map(|(source, number)| (source.to_owned(), number.to_owned())).collect()
}

/// Addresses that he was written to at, also those that he has changed since.
async fn addresses(tx: &mut ShopTx, person: &Person) -> Result<Vec<Word>, RecordsError> {
    let mut words = Vec::new();
    for table in ["message", "service_message", "bounce"] {
        for row in rows_of(tx, person, table).await? {
            let address = row.get("address").and_then(|told| told.as_str()).unwrap_or_default();
            let kind = if address.contains('@') { "email" } else { "phone" };
            if !address.is_empty() {
                words.push(Word::new(kind, address));
            }
        }
    }
    Ok(words)
}

/// The ids of his messages, after which files may be named.
pub(super) async fn messages(
    tx: &mut ShopTx,
    person: &Person,
) -> Result<Vec<String>, RecordsError> {
    let mut rows = rows_of(tx, person, "message").await?;
    rows.extend(rows_of(tx, person, "service_message").await?);
    let id = |row: &serde_json::Map<String, serde_json::Value>| {
        Some(row.get("id")?.as_str()?.replace('-', ""))
    };
    Ok(rows.iter().filter_map(id).collect())
}

async fn rows_of(
    tx: &mut ShopTx,
    person: &Person,
    table: &str,
) -> Result<Vec<serde_json::Map<String, serde_json::Value>>, RecordsError> {
    match Trace::of(table) {
        Some(trace) => Ok(traces::rows_of(tx, person, trace).await?.rows),
        None => Ok(Vec::new()),
    }
}
