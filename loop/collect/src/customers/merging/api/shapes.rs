//! What the routes of merging are told and answer.

use domain::{CustomerId, Instant, MergerId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wire::Problem;

use crate::consent::{Channel, Purpose, State as Said};
use crate::customers::api::IdentityOut;
use crate::customers::merging::{MergeError, Merger, Preview};
use crate::customers::{Customer, shown_id};
use crate::problems;

/// Two customers who are one person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TwoIn {
    /// The one who stays.
    pub(super) keep: CustomerId,
    /// The one who becomes him.
    pub(super) merge: CustomerId,
}

/// A merging to be done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeIn {
    /// The one who stays.
    pub(super) keep: CustomerId,
    /// The one who becomes him.
    pub(super) merge: CustomerId,
    /// Why, in 1 to 500 characters.
    pub(super) reason: String,
}

/// Why two are parted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoIn {
    /// Why, in 1 to 500 characters.
    pub(super) reason: String,
}

/// A customer, shortly.
#[derive(Debug, Serialize, ToSchema)]
pub struct SomebodyOut {
    /// Our id.
    pub(in crate::customers) id: CustomerId,
    /// The id that reports show.
    customer_id: String,
    /// Full name.
    name: Option<String>,
    /// E-mail address.
    email: Option<String>,
    /// Phone number.
    phone: Option<String>,
    /// City, as told.
    city: Option<String>,
    /// When we first heard of him.
    known_since: Instant,
}

/// What a merging would do.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergePreviewOut {
    /// The one who would stay, as he is.
    keep: SomebodyOut,
    /// The other, as he is.
    merge: SomebodyOut,
    /// What the one who stays would be called by.
    identities: Vec<IdentityOut>,
    /// What would become his, by table.
    moving: Vec<MovingOut>,
    /// What he would allow.
    consents: Vec<MergedConsentOut>,
    /// For what he could be written to until now, and not after: a refusal wins.
    silenced: Vec<SilencedOut>,
}

/// Rows that would move.
#[derive(Debug, Serialize, ToSchema)]
pub struct MovingOut {
    /// Of which table.
    table: &'static str,
    /// How many.
    n: i64,
}

/// What a merged customer would have said.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergedConsentOut {
    /// What for.
    purpose: Purpose,
    /// By which way.
    channel: Channel,
    /// Yes or no.
    state: Said,
}

/// What would not be allowed any more.
#[derive(Debug, Serialize, ToSchema)]
pub struct SilencedOut {
    /// What for.
    purpose: Purpose,
    /// By which way.
    channel: Channel,
}

/// Two customers who were made one.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergerOut {
    /// Its name.
    id: MergerId,
    /// The one who stayed.
    kept: CustomerId,
    /// The other.
    gone: CustomerId,
    /// What the other was called, or his address.
    gone_name: Option<String>,
    /// Why.
    reason: String,
    /// When.
    at: Instant,
    /// By whom.
    by: String,
    /// When they were parted again; null while they are one.
    undone_at: Option<Instant>,
    /// By whom they were parted.
    undone_by: Option<String>,
    /// Why they were parted.
    undone_why: Option<String>,
}

impl From<Customer> for SomebodyOut {
    fn from(customer: Customer) -> Self {
        Self {
            customer_id: shown_id(customer.external_id.as_deref(), customer.id),
            id: customer.id,
            name: customer.name,
            email: customer.email,
            phone: customer.phone,
            city: customer.city,
            known_since: customer.created_at,
        }
    }
}

impl From<Preview> for MergePreviewOut {
    fn from(preview: Preview) -> Self {
        let moving = preview.moving.into_iter();
        let consents = preview.consents.into_iter();
        let silenced = preview.silenced.into_iter();
        Self {
            keep: preview.kept.into(),
            merge: preview.gone.into(),
            identities: preview.identities.into_iter().map(IdentityOut::from).collect(),
            moving: moving.map(|it| MovingOut { table: it.table, n: it.n }).collect(),
            consents: consents
                .map(|(purpose, channel, state)| MergedConsentOut { purpose, channel, state })
                .collect(),
            silenced: silenced.map(|(purpose, channel)| SilencedOut { purpose, channel }).collect(),
        }
    }
}

impl From<Merger> for MergerOut {
    fn from(merger: Merger) -> Self {
        Self {
            id: merger.id,
            kept: merger.kept,
            gone: merger.gone,
            gone_name: merger.gone_name,
            reason: merger.reason,
            at: merger.at,
            by: merger.by,
            undone_at: merger.undone_at,
            undone_by: merger.undone_by,
            undone_why: merger.undone_why,
        }
    }
}

impl From<MergeError> for Problem {
    fn from(error: MergeError) -> Self {
        let text = error.to_string();
        match error {
            MergeError::Records(error) => problems::of_records(error),
            MergeError::Nobody(_) | MergeError::NoMerger(_) => Self::not_found(text),
            MergeError::Same(_) => Self::field("merge", "same_customer", text),
            MergeError::NoReason => Self::field("reason", "no_reason", text),
            MergeError::Undone(_) => Self::conflict("undone_already", text),
            MergeError::Newer { .. } => Self::conflict("newer_merge", text),
        }
    }
}
