//! Fields that a shop thought of: a shoe size, a favourite flavour, the day of birth.
//!
//! A field has a type, and what is told of it is checked at every door. Each profile keeps what was
//! told of it last, by the time at which it was so: an older word never takes the place of a newer
//! one. What somebody is known by is the newest word of all profiles he turned out to be. Every
//! change is one of his happenings. A field is archived and never lost.
//!
//! Start reading at [`tell_many`].

pub mod api;
mod day;
mod definition;
mod rows;
mod telling;
mod value;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use domain::{CustomerId, Instant};
use records::bearing::Bearing;
use records::{RecordsError, ShopTx};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::shop::news;
use crate::timeline::Place;

pub use day::Anniversary;
pub use definition::{
    BIRTHDAY, CHOICE_MAX, CHOICES_MAX, Definition, FIELDS_MAX, KEY_MAX, Kind, NAME_MAX, NUMBER_MAX,
    Names, TEXT_MAX, Unfit, key_of,
};
pub use telling::{Telling, Traits, changed_profile, tell_many};
pub(crate) use telling::{take_back, take_back_within};
pub use value::{Misfit, Value};

/// The kind of happening that a change of a profile is.
pub const CHANGED: &str = "field_changed";

/// How values follow a customer.
pub(crate) const BEARING: Bearing = Bearing::of("field_value").with_number();

/// What is known of somebody in one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// The field.
    pub field: String,
    /// The value, as programs are told it; none where the latest word is that there is none.
    pub value: Option<Json>,
    /// Since when it is so, by the latest word.
    pub told_at: Instant,
    /// Who told us: an import, a source of events, the page.
    pub source: String,
    /// Who did it.
    pub told_by: String,
}

/// One change of a profile.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Where it stands in the timeline.
    pub place: Place,
    /// What of him: a field, or `name`, `email`, `phone`, `country`, `city`, `language`,
    /// `time_zone`.
    pub field: String,
    /// What it was.
    pub was: Json,
    /// What it became.
    pub became: Json,
    /// Who told us.
    pub source: String,
    /// Who did it.
    pub actor: String,
}

/// Why a field, or a value, is not taken.
#[derive(Debug, thiserror::Error)]
pub enum FieldError {
    /// The records failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// It cannot be so.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// There is none of this key, or it is archived.
    #[error("there is no field `{0}`; the fields are listed under /api/v1/fields")]
    Unknown(String),
    /// Something told is no value of its field.
    #[error("`{field}` {misfit}")]
    Misfit {
        /// The field.
        field: String,
        /// Why.
        misfit: Misfit,
    },
}

/// Every field, the day of birth first, the others in the order in which they were made.
pub async fn list(tx: &mut ShopTx) -> Result<Vec<Definition>, RecordsError> {
    let mut all = vec![Definition::birthday()];
    all.extend(rows::definitions(tx).await?);
    Ok(all)
}

/// The fields that are in use.
pub async fn in_use(tx: &mut ShopTx) -> Result<Vec<Definition>, RecordsError> {
    let all = list(tx).await?;
    Ok(all.into_iter().filter(|field| field.archived_at.is_none()).collect())
}

/// Makes a field, or gives the one of its key other names, another list, or puts it away.
///
/// Its kind is for ever: what is written down must go on meaning what it meant.
pub async fn save(
    tx: &mut ShopTx,
    wanted: Definition,
    is_archived: bool,
) -> Result<Definition, FieldError> {
    let mut wanted = wanted.checked()?;
    let known = rows::definitions(tx).await?;
    let before = known.iter().find(|field| field.key == wanted.key);
    if let Some(before) = before.filter(|before| before.kind != wanted.kind) {
        return Err(Unfit::OtherKind { key: before.key.clone(), kind: before.kind }.into());
    }
    if before.is_none() && known.len() + 1 >= FIELDS_MAX {
        return Err(Unfit::TooMany.into());
    }
    let since = before.and_then(|before| before.archived_at).unwrap_or(tx.now());
    wanted.archived_at = is_archived.then_some(since);
    rows::save(tx, &wanted).await?;
    // A rule that names it means something else now.
    news::tell(tx).await?;
    Ok(wanted)
}

/// The field of a key that is in use.
pub async fn find(tx: &mut ShopTx, key: &str) -> Result<Definition, FieldError> {
    let found = in_use(tx).await?.into_iter().find(|field| field.key == key);
    found.ok_or_else(|| FieldError::Unknown(key.to_owned()))
}

/// What was told of fields, checked and in the form in which it is kept.
pub fn check(
    fields: &[Definition],
    told: &BTreeMap<String, Json>,
) -> Result<BTreeMap<String, Option<Json>>, FieldError> {
    let mut checked = BTreeMap::new();
    for (key, told) in told {
        let field = fields.iter().find(|field| field.key == *key);
        let field = field.ok_or_else(|| FieldError::Unknown(key.clone()))?;
        let value = Value::told(field, told)
            .map_err(|misfit| FieldError::Misfit { field: key.clone(), misfit })?;
        checked.insert(key.clone(), value.map(|value| value.json(field.kind)));
    }
    Ok(checked)
}

/// What is known of a customer, also in fields that are archived, and where it was taken away.
pub async fn of_customer(tx: &mut ShopTx, id: CustomerId) -> Result<Vec<Known>, RecordsError> {
    Ok(of_customers(tx, &[id]).await?.remove(&id).unwrap_or_default())
}

/// What is known of these customers; of whom nothing is known is left out.
pub async fn of_customers(
    tx: &mut ShopTx,
    ids: &[CustomerId],
) -> Result<HashMap<CustomerId, Vec<Known>>, RecordsError> {
    Ok(telling::newest(rows::of_customers(tx, ids).await?))
}

/// What is known of a customer in every field of which anything is, typed.
pub async fn values_of(
    tx: &mut ShopTx,
    id: CustomerId,
) -> Result<HashMap<String, Value>, RecordsError> {
    let known = of_customer(tx, id).await?;
    let fields = list(tx).await?;
    let value = |known: Known| {
        let field = fields.iter().find(|field| field.key == known.field)?;
        Some((known.field, Value::kept(field.kind, &known.value?)?))
    };
    Ok(known.into_iter().filter_map(value).collect())
}

/// The values of these customers in fields that are in use, by their keys.
pub async fn shown_of(
    tx: &mut ShopTx,
    ids: &[CustomerId],
) -> Result<HashMap<CustomerId, BTreeMap<String, Json>>, RecordsError> {
    let known = of_customers(tx, ids).await?;
    if known.is_empty() {
        return Ok(HashMap::new());
    }
    let fields = in_use(tx).await?;
    let is_used = |known: &Known| fields.iter().any(|field| field.key == known.field);
    let shown = |(id, known): (CustomerId, Vec<Known>)| {
        let known = known.into_iter().filter(is_used);
        (id, known.filter_map(|known| Some((known.field, known.value?))).collect())
    };
    Ok(known.into_iter().map(shown).collect())
}

/// What is known of everybody in one field, by his number.
pub async fn of_everybody(
    tx: &mut ShopTx,
    field: &Definition,
) -> Result<Vec<(i64, Value)>, RecordsError> {
    let told = rows::of_field(tx, &field.key).await?;
    let mut newest: BTreeMap<i64, (Instant, Option<Json>)> = BTreeMap::new();
    for (no, at, value) in told {
        match newest.get(&no) {
            Some((known_at, _)) if *known_at > at => {}
            _ => {
                newest.insert(no, (at, value));
            }
        }
    }
    let value = |(no, (_, kept)): (i64, (Instant, Option<Json>))| {
        Some((no, Value::kept(field.kind, &kept?)?))
    };
    Ok(newest.into_iter().filter_map(value).collect())
}

/// Of how many customers something is known, field by field; a field of nobody is left out.
pub async fn n_known(tx: &mut ShopTx) -> Result<HashMap<String, i64>, RecordsError> {
    rows::n_known(tx).await
}

/// Changes of a customer's profile below a place, the newest first; of one field, or of all.
pub async fn history(
    tx: &mut ShopTx,
    customer: CustomerId,
    field: Option<&str>,
    (before, limit): (Option<Place>, u32),
) -> Result<Vec<Change>, RecordsError> {
    rows::history(tx, customer, field, (before, limit)).await
}

/// Which of these customers somebody else has told something of than this source.
pub(crate) async fn told_otherwise(
    tx: &mut ShopTx,
    customers: &[CustomerId],
    source: &str,
) -> Result<Vec<Uuid>, RecordsError> {
    rows::told_otherwise(tx, customers, source).await
}
