//! Rows of `visitor` and `order_word`.

use std::collections::HashMap;

use domain::{CustomerId, Instant};
use records::{FromQueryResult, Insert, RecordsError, ShopTx, Value, places};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::people::{Joining, Whose};
use super::purchases::Word;
use crate::customers::Known;
use crate::events::message::Message;

/// Somebody who came without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Visitor {
    /// Under which what he did is written down.
    pub(super) id: Uuid,
    /// Who he turned out to be.
    pub(super) customer: Option<Known>,
}

#[derive(FromQueryResult)]
struct VisitorRow {
    anonymous_id: String,
    id: Uuid,
    customer_id: Option<Uuid>,
    customer_no: Option<i64>,
    profile_id: Option<Uuid>,
}

#[derive(FromQueryResult)]
struct WordRow {
    external_id: String,
    at: i64,
    word: String,
    properties: Json,
    who: Option<Uuid>,
    customer_no: Option<i64>,
    profile_id: Option<Uuid>,
}

#[derive(FromQueryResult)]
struct NameRow {
    external_id: String,
}

/// How many names one question asks about; well below every engine's limit of bound values.
const NAMES_MAX: usize = 5_000;

fn known(id: Option<Uuid>, no: Option<i64>, via: Option<Uuid>) -> Option<Known> {
    Some(Known { id: CustomerId(id?), no: no?, via: via.map(CustomerId) })
}

/// A question about one source and many names, `$1` and `$2…`.
fn values_of<'a>(source: &str, names: impl Iterator<Item = &'a str>) -> Vec<Value> {
    std::iter::once(Value::from(source)).chain(names.map(Value::from)).collect()
}

pub(super) async fn visitors(
    tx: &mut ShopTx,
    source: &str,
    names: &[&str],
) -> Result<HashMap<String, Visitor>, RecordsError> {
    let mut names = names.to_vec();
    names.sort_unstable();
    names.dedup();
    let mut found = HashMap::with_capacity(names.len());
    for some in names.chunks(NAMES_MAX) {
        let sql = format!(
            "select anonymous_id, id, customer_id, customer_no, profile_id from visitor
             where source = $1 and anonymous_id in ({})",
            places(2, some.len())
        );
        let rows: Vec<VisitorRow> = tx.rows(&sql, values_of(source, some.iter().copied())).await?;
        found.extend(rows.into_iter().map(|row| {
            let customer = known(row.customer_id, row.customer_no, row.profile_id);
            (row.anonymous_id, Visitor { id: row.id, customer })
        }));
    }
    Ok(found)
}

pub(super) async fn save_visitors(
    tx: &mut ShopTx,
    source: &str,
    changed: HashMap<&str, Visitor>,
) -> Result<(), RecordsError> {
    let now = tx.now();
    let rows = changed
        .into_iter()
        .map(|(name, visitor)| {
            vec![
                source.into(),
                name.into(),
                visitor.id.into(),
                visitor.customer.map(|known| known.id.0).into(),
                visitor.customer.map(|known| known.no).into(),
                visitor.customer.and_then(Known::profile).into(),
                now.0.into(),
            ]
        })
        .collect();
    let insert = Insert {
        table: "visitor",
        columns: &[
            "source",
            "anonymous_id",
            "id",
            "customer_id",
            "customer_no",
            "profile_id",
            "first_seen_at",
        ],
        conflict: "on conflict (source, anonymous_id) do update
                   set customer_id = excluded.customer_id, customer_no = excluded.customer_no,
                       profile_id = excluded.profile_id",
    };
    tx.insert_many(insert, rows).await?;
    Ok(())
}

pub(super) async fn add_words(
    tx: &mut ShopTx,
    source: &str,
    words: Vec<(String, &str, &Message, Whose)>,
) -> Result<(), RecordsError> {
    let rows = words
        .into_iter()
        .map(|(order, id, message, whose)| {
            vec![
                source.into(),
                order.into(),
                message.at.0.into(),
                id.into(),
                message.kind.into(),
                Json::Object(message.about.clone()).into(),
                whose.id().into(),
                whose.customer().map(|known| known.no).into(),
                whose.customer().and_then(Known::profile).into(),
            ]
        })
        .collect();
    let insert = Insert {
        table: "order_word",
        columns: &[
            "source",
            "external_id",
            "at",
            "message_id",
            "word",
            "properties",
            "who",
            "customer_no",
            "profile_id",
        ],
        conflict: "on conflict (source, external_id, at, message_id) do nothing",
    };
    tx.insert_many(insert, rows).await?;
    Ok(())
}

/// The words of somebody without a name become the customer's; answers the orders they are about.
pub(super) async fn give_words(
    tx: &mut ShopTx,
    source: &str,
    joining: &Joining,
) -> Result<Vec<String>, RecordsError> {
    let sql = "update order_word set who = $3, customer_no = $4, profile_id = $5
               where source = $1 and who = $2 returning external_id";
    let customer = joining.customer;
    let values = vec![
        source.into(),
        joining.nobody.into(),
        customer.id.0.into(),
        customer.no.into(),
        customer.profile().into(),
    ];
    let rows: Vec<NameRow> = tx.rows(sql, values).await?;
    Ok(rows.into_iter().map(|row| row.external_id).collect())
}

/// What was said about these orders, each by the time it was said.
pub(super) async fn words(
    tx: &mut ShopTx,
    source: &str,
    orders: &[String],
) -> Result<HashMap<String, Vec<Word>>, RecordsError> {
    let mut said: HashMap<String, Vec<Word>> = HashMap::new();
    for some in orders.chunks(NAMES_MAX) {
        let sql = format!(
            "select external_id, at, word, properties, who, customer_no, profile_id
             from order_word
             where source = $1 and external_id in ({}) order by external_id, at, message_id",
            places(2, some.len())
        );
        let values = values_of(source, some.iter().map(String::as_str));
        for row in tx.rows::<WordRow>(&sql, values).await? {
            let properties = match row.properties {
                Json::Object(properties) => properties,
                _ => Map::new(),
            };
            said.entry(row.external_id).or_default().push(Word {
                at: Instant(row.at),
                kind: row.word,
                properties,
                customer: known(row.who, row.customer_no, row.profile_id),
            });
        }
    }
    Ok(said)
}

/// The names that a customer bore before he said who he is, each with its source.
pub(in crate::events) async fn visitors_of(
    tx: &mut ShopTx,
    customer: CustomerId,
) -> Result<Vec<(String, String)>, RecordsError> {
    #[derive(FromQueryResult)]
    struct BornRow {
        source: String,
        anonymous_id: String,
    }
    let sql = "select source, anonymous_id from visitor where customer_id = $1
               order by source, anonymous_id";
    let rows: Vec<BornRow> = tx.rows(sql, vec![customer.0.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.source, row.anonymous_id)).collect())
}
