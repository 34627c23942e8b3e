//! How storefronts look on the wire.

use domain::{CustomerId, Day, DeliveryId, Instant, Money, RequestId, StorefrontId};
use records::{RecordsError, ShopTx};
use serde::Serialize;
use utoipa::ToSchema;

use crate::storefronts::deliveries::{self, Delivery, Fate};
use crate::storefronts::errands::{self, DayBeside, Errand, Run};
use crate::storefronts::{Kind, State, Storefront, Wished, wishes};

/// A storefront and how it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct StorefrontOut {
    /// Our id.
    id: StorefrontId,
    /// Which system it is.
    kind: Kind,
    /// Where it is found.
    address: String,
    /// Under which its orders are kept.
    source: String,
    /// Whether it is listened to.
    state: State,
    /// Where it delivers to: the path after this program's public address.
    hook_path: String,
    /// Whether there is the secret that it signs with.
    can_be_heard: bool,
    /// Whether there is a key for its API.
    can_be_asked: bool,
    /// Whether it lives in the shop's own network.
    own_network: bool,
    /// In which further field it keeps a customer's "yes" to letters.
    consent_field: Option<String>,
    /// When it was connected.
    connected_at: Instant,
    /// When it told something last; null when never.
    heard_at: Option<Instant>,
    /// Deliveries to be understood.
    n_waiting: i64,
    /// Deliveries that could not be understood.
    n_failed: i64,
    /// Deliveries that were not let in.
    n_refused: i64,
    /// When the last of them came.
    refused_at: Option<Instant>,
    /// Why it was not let in, in a word.
    refused_because: Option<String>,
    /// Wishes by the law that wait for somebody.
    n_wishes: usize,
    /// Checked days on which the two do not agree.
    n_days_differ: usize,
    /// What is fetched from it, and how far that is.
    errands: Vec<ErrandOut>,
}

impl StorefrontOut {
    /// A storefront with everything that is counted of it.
    pub(super) async fn of(tx: &mut ShopTx, one: Storefront) -> Result<Self, RecordsError> {
        let counts = deliveries::counts(tx, one.id).await?;
        let waiting = wishes::list(tx, one.id).await?;
        let days = errands::days(tx, one.id).await?;
        let runs = errands::list(tx, one.id).await?;
        let differing = days.iter().filter(|day| !day.agrees());
        let differing: std::collections::BTreeSet<Day> = differing.map(|day| day.day).collect();
        Ok(Self {
            hook_path: hook_path(&one),
            id: one.id,
            kind: one.kind,
            address: one.address,
            source: one.source,
            state: one.state,
            can_be_heard: one.can_be_heard,
            can_be_asked: one.can_be_asked,
            own_network: one.own_network,
            consent_field: one.consent_field,
            connected_at: one.created_at,
            heard_at: one.heard_at,
            n_waiting: counts.n_waiting,
            n_failed: counts.n_failed,
            n_refused: one.n_refused,
            refused_at: one.refused_at,
            refused_because: one.refused_because,
            n_wishes: waiting.iter().filter(|wish| wish.done_at.is_none()).count(),
            n_days_differ: differing.len(),
            errands: runs.into_iter().map(ErrandOut::from).collect(),
        })
    }
}

/// Where a storefront delivers to, after this program's public address.
pub(super) fn hook_path(one: &Storefront) -> String {
    format!("/hooks/{}/{}", one.kind.word(), one.id)
}

/// A storefront just connected.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConnectedOut {
    /// The storefront.
    pub(super) storefront: StorefrontOut,
    /// The secret that was made for it, to be pasted there; shown this once.
    pub(super) made_secret: Option<String>,
}

/// The storefronts.
#[derive(Debug, Serialize, ToSchema)]
pub struct StorefrontsOut {
    /// In the order in which they were connected.
    pub(super) items: Vec<StorefrontOut>,
}

/// What is fetched from a storefront, and how far that is.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrandOut {
    /// What is fetched.
    errand: Errand,
    /// How far it is.
    state: errands::State,
    /// The first day it is about; null when it is about everything.
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Day>,
    /// The day after the last.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Day>,
    /// Documents, or days, that are done.
    n_done: i64,
    /// Documents, or days, that there are; null until the storefront has said.
    n_expected: Option<i64>,
    /// Orders that are different now.
    n_changed: i64,
    /// Documents that could not be understood; they are among the deliveries.
    n_failed: i64,
    /// What stands in its way, in a word.
    problem: Option<String>,
    /// What the storefront said.
    detail: Option<String>,
    /// It rests until then.
    rests_until: Option<Instant>,
    /// When it was begun.
    started_at: Instant,
    /// When it went on last.
    updated_at: Instant,
}

impl From<Run> for ErrandOut {
    fn from(run: Run) -> Self {
        let (problem, detail) = worded(run.problem);
        Self {
            errand: run.errand,
            state: run.state,
            from: run.days.map(|days| days.from),
            until: run.days.map(|days| days.until),
            n_done: run.n_done,
            n_expected: run.n_expected,
            n_changed: run.n_changed,
            n_failed: run.n_failed,
            problem,
            detail,
            rests_until: run.rests_until,
            started_at: run.started_at,
            updated_at: run.updated_at,
        }
    }
}

/// `word: the rest`, in its two parts.
fn worded(reason: Option<String>) -> (Option<String>, Option<String>) {
    match reason {
        Some(reason) => match reason.split_once(": ") {
            Some((word, rest)) => (Some(word.to_owned()), Some(rest.to_owned())),
            None => (Some(reason), None),
        },
        None => (None, None),
    }
}

/// A delivery and what has become of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveryOut {
    /// Our id.
    id: DeliveryId,
    /// What it is about, in the storefront's word.
    topic: String,
    /// The storefront's number of the thing it is about.
    about: Option<String>,
    /// When it came.
    heard_at: Instant,
    /// When what it tells was so.
    told_at: Instant,
    /// What has become of it.
    fate: Fate,
    /// Why, in a word.
    reason: Option<String>,
    /// The field at fault.
    field: Option<String>,
    /// Whether it can be played again: its body is still kept.
    is_kept: bool,
}

impl From<Delivery> for DeliveryOut {
    fn from(one: Delivery) -> Self {
        let (reason, field) = worded(one.reason);
        Self {
            id: one.id,
            topic: one.topic,
            about: one.about,
            heard_at: one.heard_at,
            told_at: one.told_at,
            fate: one.fate,
            reason,
            field,
            is_kept: one.is_kept,
        }
    }
}

/// The orders of a day as the storefront counts them and as we do.
#[derive(Debug, Serialize, ToSchema)]
pub struct DayOut {
    /// The day, in the shop's zone.
    #[schema(value_type = String, format = Date)]
    day: Day,
    /// How many orders the storefront has.
    n_theirs: i64,
    /// What they come to, shipping and tax included.
    sum_theirs: Money,
    /// How many we have.
    n_ours: i64,
    /// What ours come to.
    sum_ours: Money,
    /// Whether the two agree.
    agrees: bool,
    /// When that was counted.
    checked_at: Instant,
}

impl From<DayBeside> for DayOut {
    fn from(one: DayBeside) -> Self {
        Self {
            day: one.day,
            n_theirs: one.n_theirs,
            sum_theirs: Money::new(one.sum_theirs, one.currency),
            n_ours: one.n_ours,
            sum_ours: Money::new(one.sum_ours, one.currency),
            agrees: one.agrees(),
            checked_at: one.checked_at,
        }
    }
}

/// The checked days of a storefront.
#[derive(Debug, Serialize, ToSchema)]
pub struct DaysOut {
    /// Newest first; one line for each currency of a day.
    pub(super) items: Vec<DayOut>,
}

/// What somebody asks for by the law.
#[derive(Debug, Serialize, ToSchema)]
pub struct WishOut {
    /// Our id.
    id: RequestId,
    /// `customers/data_request`, `customers/redact` or `shop/redact`.
    topic: String,
    /// When it came.
    asked_at: Instant,
    /// By when it has to be done.
    due_at: Instant,
    /// The storefront's number for the person; forgotten when it is done.
    number: Option<String>,
    /// His address, as told; forgotten when it is done.
    email: Option<String>,
    /// How many orders it names.
    n_orders: usize,
    /// The customer, where we know him.
    customer: Option<CustomerId>,
    /// When somebody said that it is done.
    done_at: Option<Instant>,
    /// Who said so.
    done_by: Option<String>,
}

impl From<Wished> for WishOut {
    fn from(one: Wished) -> Self {
        Self {
            id: one.id,
            topic: one.topic,
            asked_at: one.asked_at,
            due_at: one.due_at,
            number: one.number,
            email: one.email,
            n_orders: one.n_orders,
            customer: one.customer,
            done_at: one.done_at,
            done_by: one.done_by,
        }
    }
}

/// The wishes that a storefront passed on.
#[derive(Debug, Serialize, ToSchema)]
pub struct WishesOut {
    /// Those that wait first, by the day when they are due.
    pub(super) items: Vec<WishOut>,
}
