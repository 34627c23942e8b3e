//! What is told of people, weighed against what was told before.

use std::collections::{BTreeSet, HashMap};

use domain::{CustomerId, Instant};
use records::{Happening, RecordsError, ShopTx, happenings};
use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use super::rows::{self, ToldRow};
use super::{CHANGED, Definition, Known, Value, key_of};
use crate::customers;
use crate::shop::news;

/// What was told of one person at one moment.
#[derive(Clone, Debug)]
pub struct Telling {
    /// Of whom, and by which of his names.
    pub of: customers::Known,
    /// When it was so; nothing is so later than it is told.
    pub at: Instant,
    /// Fields with their values in the form in which they are kept; none takes a value away.
    pub values: Vec<(String, Option<Json>)>,
}

/// What a program says of a person in the shop's own fields, among everything else it says.
#[derive(Debug, Default)]
pub struct Traits {
    /// Fields with their values in the form in which they are kept.
    pub values: Vec<(String, Option<Json>)>,
    /// The first that is no value of its field, in words.
    pub misfit: Option<String>,
}

impl Traits {
    /// Those that are fields; `shoeSize` and `Shoe size` tell of `shoe_size`.
    pub fn of(told: &Map<String, Json>, fields: &[Definition]) -> Self {
        let mut traits = Self::default();
        for (name, told) in told {
            let key = key_of(name);
            let Some(field) = fields.iter().find(|field| field.key == key) else { continue };
            match Value::told(field, told) {
                Ok(value) => {
                    let kept = value.map(|value| value.json(field.kind));
                    traits.values.push((key, kept));
                }
                Err(misfit) => {
                    traits.misfit.get_or_insert_with(|| format!("`{name}` {misfit}"));
                }
            }
        }
        traits
    }
}

/// Writes down what was told, in the order given, unless something newer is known; every change of
/// what somebody is known by is one of his happenings. Answers how many there were.
pub async fn tell_many(
    tx: &mut ShopTx,
    source: &str,
    told: Vec<Telling>,
) -> Result<usize, RecordsError> {
    let told: Vec<Telling> = told.into_iter().filter(|it| !it.values.is_empty()).collect();
    if told.is_empty() {
        return Ok(0);
    }
    let mut ids: Vec<CustomerId> = told.iter().map(|telling| telling.of.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let known = rows::of_customers(tx, &ids).await?;
    let (now, by) = (tx.now(), tx.actor().to_string());
    let mut weighing = Weighing::of(known, (source, &by));
    for telling in told {
        weighing.hear(telling, now);
    }
    let Weighing { rows, written, changes, .. } = weighing;
    let written = written.into_iter().map(|place| rows[place].clone()).collect();
    rows::put(tx, written).await?;
    let n_changes = changes.len();
    note(tx, source, changes).await?;
    Ok(n_changes)
}

/// A field of a profile with what it was and what it became.
type Difference<'a> = (&'a str, Option<&'a str>, Option<&'a str>);

/// What somebody is known by besides fields has changed: his name, his address, his language.
pub async fn changed_profile(
    tx: &mut ShopTx,
    (customer, source): (customers::Known, &str),
    changes: &[Difference<'_>],
) -> Result<(), RecordsError> {
    let changes = changes_of(customer, tx.now(), changes);
    note(tx, source, changes).await
}

fn changes_of(of: customers::Known, at: Instant, changes: &[Difference<'_>]) -> Vec<Changed> {
    let changes = changes.iter().filter(|(_, was, became)| was != became);
    let changes = changes.map(|&(field, was, became)| Changed {
        of,
        at,
        field: field.to_owned(),
        was: json!(was),
        became: json!(became),
    });
    changes.collect()
}

/// One change of what somebody is known by.
struct Changed {
    of: customers::Known,
    at: Instant,
    field: String,
    was: Json,
    became: Json,
}

async fn note(tx: &mut ShopTx, source: &str, changes: Vec<Changed>) -> Result<(), RecordsError> {
    if changes.is_empty() {
        return Ok(());
    }
    let mut arrivals = Vec::new();
    let mut noted = Vec::with_capacity(changes.len());
    for Changed { of, at, field, was, became } in changes {
        let key = format!("field:{}", tx.new_id::<Uuid>());
        if let Some(profile) = of.profile() {
            arrivals.push((key.clone(), profile));
        }
        noted.push(Happening {
            customer: Some(of.id.0),
            at,
            kind: CHANGED,
            source: source.to_owned(),
            key,
            payload: json!({ "field": field, "was": was, "became": became }),
        });
    }
    happenings::note_many(tx, noted).await?;
    happenings::arrived_under(tx, source, &arrivals).await?;
    news::tell(tx).await
}

/// Everything known of some people while more is told of them.
struct Weighing<'a> {
    source: &'a str,
    by: &'a str,
    rows: Vec<ToldRow>,
    /// The places of a customer's rows of a field, one for each profile he was.
    places: HashMap<(Uuid, String), Vec<usize>>,
    written: BTreeSet<usize>,
    changes: Vec<Changed>,
}

impl<'a> Weighing<'a> {
    fn of(rows: Vec<ToldRow>, (source, by): (&'a str, &'a str)) -> Self {
        let mut places: HashMap<(Uuid, String), Vec<usize>> = HashMap::new();
        for (place, row) in rows.iter().enumerate() {
            places.entry((row.customer_id, row.field.clone())).or_default().push(place);
        }
        Self { source, by, rows, places, written: BTreeSet::new(), changes: Vec::new() }
    }

    fn hear(&mut self, Telling { of, at, values }: Telling, now: Instant) {
        let at = at.min(now);
        for (field, value) in values {
            let was = self.known(of.id.0, &field);
            if !self.keep((of, at), &field, value) {
                continue;
            }
            let became = self.known(of.id.0, &field);
            if was != became {
                self.changes.push(Changed { of, at, field, was, became });
            }
        }
    }

    /// The newest word about somebody in a field.
    fn known(&self, customer: Uuid, field: &str) -> Json {
        let places = self.places.get(&(customer, field.to_owned()));
        let rows = places.into_iter().flatten().map(|place| &self.rows[*place]);
        rows.max_by_key(|row| rank(row)).and_then(|row| row.value.clone()).unwrap_or_default()
    }

    /// Keeps a word about a profile, unless a newer one is known of it; answers whether it did.
    fn keep(
        &mut self,
        (of, at): (customers::Known, Instant),
        field: &str,
        value: Option<Json>,
    ) -> bool {
        let told_of = of.profile().unwrap_or(of.id.0);
        let places = self.places.entry((of.id.0, field.to_owned())).or_default();
        let own = places.iter().copied().find(|place| self.rows[*place].told_of == told_of);
        let row = ToldRow {
            told_of,
            field: field.to_owned(),
            customer_id: of.id.0,
            customer_no: of.no,
            value,
            told_at: at.0,
            source: self.source.to_owned(),
            told_by: self.by.to_owned(),
            profile_id: of.profile(),
        };
        let place = match own {
            Some(place) if self.rows[place].told_at > at.0 => return false,
            Some(place) => {
                self.rows[place] = row;
                place
            }
            None => {
                self.rows.push(row);
                places.push(self.rows.len() - 1);
                self.rows.len() - 1
            }
        };
        self.written.insert(place);
        true
    }
}

/// Which of several words counts: the newest, and of two at one moment that about himself.
fn rank(row: &ToldRow) -> (i64, bool, Uuid) {
    (row.told_at, row.told_of == row.customer_id, row.told_of)
}

/// The newest word about each of these people in each field, by field.
pub(super) fn newest(rows: Vec<ToldRow>) -> HashMap<CustomerId, Vec<Known>> {
    let mut newest: HashMap<(Uuid, String), ToldRow> = HashMap::new();
    for row in rows {
        let place = (row.customer_id, row.field.clone());
        match newest.get(&place) {
            Some(known) if rank(known) >= rank(&row) => {}
            _ => {
                newest.insert(place, row);
            }
        }
    }
    let mut of_customers: HashMap<CustomerId, Vec<Known>> = HashMap::new();
    for row in newest.into_values() {
        let known = Known {
            field: row.field,
            value: row.value,
            told_at: Instant(row.told_at),
            source: row.source,
            told_by: row.told_by,
        };
        of_customers.entry(CustomerId(row.customer_id)).or_default().push(known);
    }
    for known in of_customers.values_mut() {
        known.sort_by(|one, other| one.field.cmp(&other.field));
    }
    of_customers
}

/// Takes back some of what a source told within a time, its ends included, where nothing was known
/// before; answers how much, which is nothing once all of it is taken back.
pub(crate) async fn take_back_within(
    tx: &mut ShopTx,
    source: &str,
    span: (Instant, Instant),
    limit: u32,
) -> Result<usize, RecordsError> {
    let told = rows::first_told_within(tx, source, span, limit).await?;
    for one in &told {
        rows::take_one_back(tx, source, one).await?;
    }
    let keys: Vec<String> = told.iter().map(|one| one.key.clone()).collect();
    happenings::take_back(tx, source, &keys).await?;
    Ok(told.len())
}

/// Takes back what a source told of customers at these moments, where nothing was known before.
pub(crate) async fn take_back(
    tx: &mut ShopTx,
    source: &str,
    told: &[(CustomerId, Instant)],
) -> Result<(), RecordsError> {
    if rows::tells(tx, source).await? {
        for (customer, at) in told {
            rows::take_back(tx, *customer, *at, source).await?;
            happenings::take_back_at(tx, (source, CHANGED), customer.0, *at).await?;
        }
    }
    Ok(())
}
