//! Rows of customers who go.

use std::collections::HashSet;

use domain::{CustomerId, Instant};
use records::{FromQueryResult, RecordsError, ShopTx, Value};
use uuid::Uuid;

use crate::customers::Identity;

/// Names looked at among which another one stands.
const OTHERS_MAX: i64 = 1_000;

pub(super) async fn n_called(tx: &mut ShopTx, name: &str) -> Result<i64, RecordsError> {
    let sql = "select count(*) from customer where lower(name) = lower($1) or name = $1";
    tx.number(sql, vec![name.into()]).await
}

pub(super) async fn names_with(tx: &mut ShopTx, name: &str) -> Result<Vec<String>, RecordsError> {
    #[derive(FromQueryResult)]
    struct ValueRow {
        value: String,
    }
    let sql = "select value from identity where value like $1 escape '!' and value <> $2
               union select name as value from customer
                   where name like $3 escape '!' and name <> $4
               limit $5";
    let part = |name: &str| {
        let literal = name.replace('!', "!!").replace('%', "!%").replace('_', "!_");
        Value::from(format!("%{literal}%"))
    };
    let small = name.to_lowercase();
    let values = vec![part(&small), small.into(), part(name), name.into(), OTHERS_MAX.into()];
    let rows: Vec<ValueRow> = tx.rows(sql, values).await?;
    Ok(rows.into_iter().map(|row| row.value).collect())
}

pub(super) async fn all_identities(
    tx: &mut ShopTx,
) -> Result<Vec<(CustomerId, Identity)>, RecordsError> {
    #[derive(FromQueryResult)]
    struct NameRow {
        customer_id: Uuid,
        kind: String,
        value: String,
    }
    let rows: Vec<NameRow> =
        tx.rows("select customer_id, kind, value from identity", vec![]).await?;
    let one =
        |NameRow { customer_id, kind, value }| (CustomerId(customer_id), Identity { kind, value });
    Ok(rows.into_iter().map(one).collect())
}

/// Somebody without a name beside a customer: where he lives and which language he reads is kept,
/// because totals are told by it. The number is taken over when the customer goes.
pub(super) async fn add_nameless(
    tx: &mut ShopTx,
    customer: CustomerId,
    successor: CustomerId,
) -> Result<(), RecordsError> {
    let sql = "insert into customer (id, no, country, city, language, found_by, source,
                   created_at, created_by, updated_at, updated_by)
               select $2, -no, country, city, language, '', source, created_at, created_by,
                   $3, $4 from customer where id = $1";
    let values = vec![
        customer.0.into(),
        successor.0.into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn let_go(
    tx: &mut ShopTx,
    customer: CustomerId,
    successor: Option<CustomerId>,
) -> Result<(), RecordsError> {
    tx.run("delete from customer where id = $1", vec![customer.0.into()]).await?;
    if let Some(successor) = successor {
        tx.run("update customer set no = -no where id = $1", vec![successor.0.into()]).await?;
    }
    Ok(())
}

/// How many customers one question names; well below every engine's limit of bound values.
const CUSTOMERS_MAX: usize = 5_000;

pub(super) async fn heard_of_within(
    tx: &mut ShopTx,
    customers: &[CustomerId],
    (from, until): (Instant, Instant),
) -> Result<HashSet<CustomerId>, RecordsError> {
    #[derive(FromQueryResult)]
    struct IdRow {
        id: Uuid,
    }
    let mut found = HashSet::new();
    for some in customers.chunks(CUSTOMERS_MAX) {
        let places: Vec<String> = (0..some.len()).map(|i| format!("${}", i + 3)).collect();
        let sql = format!(
            "select id from customer
             where created_at >= $1 and updated_at <= $2 and id in ({})
                   and not exists (select 1 from identity
                                   where identity.customer_id = customer.id
                                         and identity.created_at > $2)",
            places.join(", ")
        );
        let mut values: Vec<Value> = vec![from.0.into(), until.0.into()];
        values.extend(some.iter().map(|id| Value::from(id.0)));
        let rows: Vec<IdRow> = tx.rows(&sql, values).await?;
        found.extend(rows.into_iter().map(|row| CustomerId(row.id)));
    }
    Ok(found)
}

pub(super) async fn let_several_go(
    tx: &mut ShopTx,
    customers: &[CustomerId],
) -> Result<(), RecordsError> {
    for some in customers.chunks(CUSTOMERS_MAX) {
        let places: Vec<String> = (1..=some.len()).map(|place| format!("${place}")).collect();
        let sql = format!("delete from customer where id in ({})", places.join(", "));
        tx.run(&sql, some.iter().map(|id| Value::from(id.0)).collect()).await?;
    }
    Ok(())
}
