//! Rows of `customer` and `identity`.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use domain::{CustomerId, ImportId, Instant};
use records::{FromQueryResult, Insert, RecordsError, ShopTx, Value, places};
use uuid::Uuid;

use super::{Field, Known};
use crate::orders::draft::PersonDraft;

/// A name under which a customer is known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, FromQueryResult)]
pub struct Identity {
    /// `external_id`, `email`, `phone` or `telegram`.
    pub kind: String,
    /// The name; a customer number is preceded by its source.
    pub value: String,
}

/// A customer and what is known of him.
#[derive(Clone, Debug)]
pub struct Customer {
    /// The id that is shown.
    pub id: CustomerId,
    /// The dense number that columns are sorted by.
    pub no: i64,
    /// The shop's own number for him.
    pub external_id: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// Full name.
    pub name: Option<String>,
    /// Country, as told.
    pub country: Option<String>,
    /// City, as told.
    pub city: Option<String>,
    /// Two letters of the language he is written to in.
    pub language: Option<String>,
    /// When we first heard of him.
    pub created_at: Instant,
}

#[derive(FromQueryResult)]
pub(super) struct CustomerRow {
    id: Uuid,
    no: i64,
    external_id: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    name: Option<String>,
    country: Option<String>,
    city: Option<String>,
    language: Option<String>,
    created_at: i64,
}

impl From<CustomerRow> for Customer {
    fn from(row: CustomerRow) -> Self {
        Self {
            id: CustomerId(row.id),
            no: row.no,
            external_id: row.external_id,
            email: row.email,
            phone: row.phone,
            name: row.name,
            country: row.country,
            city: row.city,
            language: row.language,
            created_at: Instant(row.created_at),
        }
    }
}

#[derive(FromQueryResult)]
struct KnownRow {
    kind: String,
    value: String,
    id: Uuid,
    no: i64,
    profile_id: Option<Uuid>,
}

pub(super) const CUSTOMER: &str =
    "select id, no, external_id, email, phone, name, country, city, language,
                               created_at from customer";

/// How many values one `in (…)` names; well below every engine's limit.
const NAMES_MAX: usize = 5_000;

pub(super) async fn find(
    tx: &mut ShopTx,
    id: CustomerId,
) -> Result<Option<Customer>, RecordsError> {
    let row: Option<CustomerRow> =
        tx.row(&format!("{CUSTOMER} where id = $1"), vec![id.0.into()]).await?;
    Ok(row.map(Customer::from))
}

pub(super) async fn of_numbers(
    tx: &mut ShopTx,
    numbers: &[i64],
) -> Result<Vec<Customer>, RecordsError> {
    let mut found = Vec::with_capacity(numbers.len());
    for some in numbers.chunks(NAMES_MAX) {
        let sql = format!("{CUSTOMER} where no in ({})", places(1, some.len()));
        let values = some.iter().map(|&no| no.into()).collect();
        let rows: Vec<CustomerRow> = tx.rows(&sql, values).await?;
        found.extend(rows.into_iter().map(Customer::from));
    }
    Ok(found)
}

pub(super) async fn n_customers(tx: &mut ShopTx) -> Result<i64, RecordsError> {
    tx.number("select count(*) from customer", vec![]).await
}

#[derive(FromQueryResult)]
struct NumberRow {
    no: i64,
}

pub(super) async fn search(tx: &mut ShopTx, text: &str) -> Result<Vec<i64>, RecordsError> {
    let small = text.to_lowercase();
    let escaped = small.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let sql = "select no from customer where found_by like $1 escape '\\' order by no limit 1000";
    let rows: Vec<NumberRow> = tx.rows(sql, vec![format!("%{escaped}%").into()]).await?;
    Ok(rows.into_iter().map(|row| row.no).collect())
}

pub(super) async fn numbers(tx: &mut ShopTx) -> Result<Vec<RangeInclusive<i64>>, RecordsError> {
    let last = tx.number("select max(no) from customer", vec![]).await?;
    if n_customers(tx).await? == last {
        return Ok(vec![1..=last]);
    }
    let rows: Vec<NumberRow> = tx.rows("select no from customer", vec![]).await?;
    Ok(rows.into_iter().map(|row| row.no..=row.no).collect())
}

#[derive(FromQueryResult)]
struct FieldRow {
    no: i64,
    value: String,
}

pub(super) async fn known(
    tx: &mut ShopTx,
    field: Field,
) -> Result<Vec<(i64, String)>, RecordsError> {
    let column = field.column();
    let sql = format!("select no, {column} as value from customer where {column} is not null");
    let rows: Vec<FieldRow> = tx.rows(&sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.no, row.value)).collect())
}

pub(super) async fn numbers_with(tx: &mut ShopTx, field: Field) -> Result<Vec<i64>, RecordsError> {
    let sql = format!("select no from customer where {} is not null", field.column());
    let rows: Vec<NumberRow> = tx.rows(&sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| row.no).collect())
}

pub(super) async fn numbers_of_shown(
    tx: &mut ShopTx,
    shown: &[String],
) -> Result<Vec<i64>, RecordsError> {
    let mut numbers = Vec::with_capacity(shown.len());
    for some in shown.chunks(NAMES_MAX) {
        let by_number =
            format!("select no from customer where external_id in ({})", places(1, some.len()));
        let values = some.iter().map(|id| id.as_str().into()).collect();
        numbers.extend(tx.rows::<NumberRow>(&by_number, values).await?);
        let ours: Vec<Value> = some
            .iter()
            .filter_map(|id| id.parse::<CustomerId>().ok())
            .map(|id| id.0.into())
            .collect();
        if ours.is_empty() {
            continue;
        }
        // Who has a number of the shop's own is shown by that and by nothing else.
        let by_id = format!(
            "select no from customer where external_id is null and id in ({})",
            places(1, ours.len())
        );
        numbers.extend(tx.rows::<NumberRow>(&by_id, ours).await?);
    }
    Ok(numbers.into_iter().map(|row| row.no).collect())
}

/// The zones of these customers; whose zone is not known is left out.
pub(super) async fn time_zones_of(
    tx: &mut ShopTx,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, String>, RecordsError> {
    #[derive(FromQueryResult)]
    struct ZoneRow {
        id: Uuid,
        time_zone: String,
    }
    let mut zones = HashMap::new();
    for some in customers.chunks(NAMES_MAX) {
        let sql = format!(
            "select id, time_zone from customer where time_zone is not null and id in ({})",
            places(1, some.len())
        );
        let values = some.iter().map(|customer| customer.0.into()).collect();
        let rows: Vec<ZoneRow> = tx.rows(&sql, values).await?;
        zones.extend(rows.into_iter().map(|row| (CustomerId(row.id), row.time_zone)));
    }
    Ok(zones)
}

/// Every zone that somebody lives in.
pub(super) async fn time_zones(tx: &mut ShopTx) -> Result<Vec<String>, RecordsError> {
    #[derive(FromQueryResult)]
    struct ZoneRow {
        time_zone: String,
    }
    let sql = "select distinct time_zone from customer where time_zone is not null
               order by time_zone";
    let rows: Vec<ZoneRow> = tx.rows(sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| row.time_zone).collect())
}

/// What a search looks in: everything a person is called, in small letters.
pub(super) fn found_by(person: &PersonDraft) -> String {
    let called = [&person.name, &person.email, &person.phone, &person.external_id];
    let called: Vec<&str> = called.into_iter().flatten().map(String::as_str).collect();
    called.join("\n").to_lowercase()
}

pub(super) async fn identities(
    tx: &mut ShopTx,
    id: CustomerId,
) -> Result<Vec<Identity>, RecordsError> {
    let sql = "select kind, value from identity where customer_id = $1 order by kind, value";
    tx.rows(sql, vec![id.0.into()]).await
}

/// The latest name of one kind of each of these customers; who has none is left out.
pub(super) async fn names_of(
    tx: &mut ShopTx,
    customers: &[CustomerId],
    kind: &str,
) -> Result<HashMap<CustomerId, String>, RecordsError> {
    #[derive(FromQueryResult)]
    struct NameRow {
        customer_id: Uuid,
        value: String,
    }
    let mut names = HashMap::new();
    for some in customers.chunks(NAMES_MAX) {
        let sql = format!(
            "select customer_id, value from identity
             where customer_id in ({}) and kind = ${} order by created_at, value",
            places(1, some.len()),
            some.len() + 1
        );
        let mut asked: Vec<Value> = some.iter().map(|customer| customer.0.into()).collect();
        asked.push(kind.into());
        let rows: Vec<NameRow> = tx.rows(&sql, asked).await?;
        names.extend(rows.into_iter().map(|row| (CustomerId(row.customer_id), row.value)));
    }
    Ok(names)
}

/// How many customer numbers of a source each of these customers has; who has none is left out.
pub(super) async fn n_numbers_of(
    tx: &mut ShopTx,
    source: &str,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, i64>, RecordsError> {
    #[derive(FromQueryResult)]
    struct CountRow {
        customer_id: Uuid,
        n: i64,
    }
    let mut counts = HashMap::new();
    for some in customers.chunks(NAMES_MAX) {
        let begins = some.len() + 1;
        let sql = format!(
            "select customer_id, count(*) as n from identity
             where customer_id in ({}) and kind = 'external_id'
                 and substr(value, 1, ${}) = ${begins}
             group by customer_id",
            places(1, some.len()),
            begins + 1
        );
        let mut asked: Vec<Value> = some.iter().map(|customer| customer.0.into()).collect();
        let begins = format!("{source}:");
        asked.push(begins.clone().into());
        asked.push(i32::try_from(begins.chars().count()).unwrap_or(i32::MAX).into());
        let rows: Vec<CountRow> = tx.rows(&sql, asked).await?;
        counts.extend(rows.into_iter().map(|row| (CustomerId(row.customer_id), row.n)));
    }
    Ok(counts)
}

pub(super) async fn find_by_identities<'a>(
    tx: &mut ShopTx,
    identities: impl Iterator<Item = &'a Identity>,
) -> Result<HashMap<Identity, Known>, RecordsError> {
    let values: Vec<&str> = identities.map(|identity| identity.value.as_str()).collect();
    let mut known = HashMap::with_capacity(values.len());
    for some in values.chunks(NAMES_MAX) {
        let sql = format!(
            "select identity.kind, identity.value, customer.id, customer.no, identity.profile_id
             from identity
             join customer on customer.id = identity.customer_id
             where identity.kind in ('external_id', 'email', 'phone', 'telegram')
               and identity.value in ({})",
            places(1, some.len())
        );
        let asked: Vec<Value> = some.iter().map(|&value| value.into()).collect();
        for row in tx.rows::<KnownRow>(&sql, asked).await? {
            let identity = Identity { kind: row.kind, value: row.value };
            let via = row.profile_id.map(CustomerId);
            known.insert(identity, Known { id: CustomerId(row.id), no: row.no, via });
        }
    }
    Ok(known)
}

/// Writes new customers down; answers the number each was given.
pub(super) async fn welcome(
    tx: &mut ShopTx,
    source: &str,
    arrivals: Vec<(CustomerId, PersonDraft)>,
) -> Result<HashMap<CustomerId, i64>, RecordsError> {
    if arrivals.is_empty() {
        return Ok(HashMap::new());
    }
    let n_arrivals = i64::try_from(arrivals.len()).unwrap_or(i64::MAX);
    let first = tx.take_numbers("customer_no", n_arrivals).await?;
    let (now, actor) = (tx.now(), tx.actor().to_string());
    let mut numbers = HashMap::with_capacity(arrivals.len());
    let mut rows: Vec<Vec<Value>> = Vec::with_capacity(arrivals.len());
    for (no, (id, person)) in (first..).zip(arrivals) {
        numbers.insert(id, no);
        rows.push(vec![
            id.0.into(),
            no.into(),
            found_by(&person).into(),
            person.external_id.into(),
            person.email.into(),
            person.phone.into(),
            person.name.into(),
            person.country.into(),
            person.city.into(),
            source.into(),
            now.0.into(),
            actor.clone().into(),
            now.0.into(),
            actor.clone().into(),
        ]);
    }
    let columns = &[
        "id",
        "no",
        "found_by",
        "external_id",
        "email",
        "phone",
        "name",
        "country",
        "city",
        "source",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
    ];
    tx.insert_many(Insert { table: "customer", columns, conflict: "" }, rows).await?;
    Ok(numbers)
}

pub(super) async fn add_identities(
    tx: &mut ShopTx,
    source: &str,
    additions: HashMap<Identity, Known>,
) -> Result<(), RecordsError> {
    let now = tx.now();
    let rows = additions
        .into_iter()
        .map(|(identity, customer)| {
            vec![
                identity.kind.into(),
                identity.value.into(),
                customer.id.0.into(),
                customer.profile().into(),
                source.into(),
                now.0.into(),
            ]
        })
        .collect();
    let columns = &["kind", "value", "customer_id", "profile_id", "source", "created_at"];
    let conflict = "on conflict (kind, value) do nothing";
    tx.insert_many(Insert { table: "identity", columns, conflict }, rows).await?;
    Ok(())
}

pub(super) async fn note_brought(
    tx: &mut ShopTx,
    import: ImportId,
    people: &[CustomerId],
) -> Result<(), RecordsError> {
    for some in people.chunks(NAMES_MAX) {
        let sql =
            format!("update customer set brought_by = $1 where id in ({})", places(2, some.len()));
        let mut values: Vec<Value> = vec![import.0.into()];
        values.extend(some.iter().map(|id| Value::from(id.0)));
        tx.run(&sql, values).await?;
    }
    Ok(())
}

pub(super) async fn brought_by(
    tx: &mut ShopTx,
    import: ImportId,
    after: i64,
    limit: u32,
) -> Result<Vec<(CustomerId, i64)>, RecordsError> {
    #[derive(FromQueryResult)]
    struct BroughtRow {
        id: Uuid,
        no: i64,
    }
    let sql = "select id, no from customer where brought_by = $1 and no > $2 order by no limit $3";
    let values = vec![import.0.into(), after.into(), i64::from(limit).into()];
    let rows: Vec<BroughtRow> = tx.rows(sql, values).await?;
    Ok(rows.into_iter().map(|row| (CustomerId(row.id), row.no)).collect())
}
