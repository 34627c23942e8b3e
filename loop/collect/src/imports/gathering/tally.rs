//! What an import amounts to: the numbers shown before it is done and after.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use domain::{Caveat, Caveats, Day, ImportId, OrderStatus, ShopZone};
use serde::{Deserialize, Serialize};

use crate::imports::layouts::{Entry, Subject, shortened};
use crate::imports::reading::fault::Rejection;
use crate::orders::draft::{ConsentChannel, OrderDraft, PersonDraft};

/// The most rejected rows that are kept with their reasons; all are counted.
pub(in crate::imports) const REJECTIONS_KEPT: usize = 10_000;

/// What an import amounts to.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Summary {
    /// The import it is of; null for a dry run on the command line.
    #[serde(default)]
    pub import: Option<ImportId>,
    /// What its rows tell of.
    #[serde(default)]
    #[schema(required = true)]
    pub kind: Subject,
    /// Rows of the file, without its header and its empty lines.
    pub rows: u64,
    /// Rows taken in.
    pub accepted: u64,
    /// Rows passed over although nothing is wrong with them, by reason.
    pub skipped: Vec<Skipped>,
    /// Rows left out, with their reasons; the first 10,000 of them.
    pub rejected: Vec<Rejection>,
    /// How many rows were left out in all.
    pub rejected_count: u64,
    /// Orders, whatever became of them.
    pub orders: u64,
    /// Positions of orders.
    pub lines: u64,
    /// Different customers.
    pub customers: u64,
    /// Customers of a file of customers heard of for the first time.
    #[serde(default)]
    #[schema(required = true)]
    pub customers_new: u64,
    /// The day of the first order.
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Day>,
    /// The day of the last order.
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Day>,
    /// Purchases of a customer: paid or delivered, worth more than nothing.
    pub valid_orders: u64,
    /// Customers with at least one such purchase.
    pub valid_customers: u64,
    /// Cancelled, voided, refused, returned or refunded orders of a customer.
    pub cancelled: u64,
    /// Paid orders of a customer that are worth nothing.
    pub zero_value: u64,
    /// Rows that name no customer: they count as revenue, not as people.
    pub lines_without_customer: u64,
    /// Customers nobody may write to: no yes in the file and no ground declared.
    pub no_consent: u64,
    /// Orders heard of for the first time.
    #[serde(default)]
    pub orders_new: u64,
    /// Orders that are different now.
    #[serde(default)]
    pub orders_changed: u64,
    /// Orders that were known exactly so.
    #[serde(default)]
    pub orders_unchanged: u64,
    /// What the orders' own words were, how often, and what they were taken to mean.
    pub statuses: Vec<StatusCount>,
    /// What must be known before trusting the numbers.
    #[schema(value_type = Vec<Caveat>)]
    pub caveats: Caveats,
}

impl Summary {
    /// Leaves rows and orders out that were counted as taken in, for a reason that only the shop
    /// itself could tell.
    pub fn leave_out(&mut self, reason: &str, n_rows: u64, n_orders: u64) {
        if n_orders > 0 {
            self.skipped.push(Skipped { reason: reason.to_owned(), count: n_rows });
            self.accepted = self.accepted.saturating_sub(n_rows);
            self.orders = self.orders.saturating_sub(n_orders);
        }
    }
}

/// Rows passed over for one reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Skipped {
    /// Stable name of the reason.
    pub reason: String,
    /// How many rows.
    pub count: u64,
}

/// One order status of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct StatusCount {
    /// The word of the file.
    pub value: String,
    /// How many orders carry it.
    pub count: u64,
    /// What it means to us; none when it is unknown, then the order counts as open.
    pub meaning: Option<OrderStatus>,
}

/// What is known of one customer of the file; a few bytes each, so that millions fit.
#[derive(Clone, Copy, Default)]
struct Person {
    has_bought: bool,
    /// The answer given last, and when.
    email_answer: Option<(i64, bool)>,
}

/// Counts orders as they come out of the file.
pub(super) struct Tally {
    pub summary: Summary,
    zone: ShopZone,
    people: HashMap<u64, Person>,
    statuses: BTreeMap<String, (u64, OrderStatus)>,
    n_negative: u64,
    currencies: BTreeMap<String, u64>,
    /// Fields of the shop's own: in how many rows a value did not fit, and the first of them.
    misfits: BTreeMap<String, (u64, String)>,
}

impl Tally {
    pub fn new(kind: Subject, zone: ShopZone) -> Self {
        Tally {
            summary: Summary { kind, ..Summary::default() },
            zone,
            people: HashMap::new(),
            statuses: BTreeMap::new(),
            n_negative: 0,
            currencies: BTreeMap::new(),
            misfits: BTreeMap::new(),
        }
    }

    /// Notes the cells of a row that are no values of the shop's own fields.
    pub fn leave_cells_out(&mut self, entry: &Entry<'_>) {
        for (field, cell, misfit) in entry.misfits() {
            let first = || (0, format!("`{}` in line {} {misfit}", shortened(cell), entry.line));
            self.misfits.entry(field.to_owned()).or_insert_with(first).0 += 1;
        }
    }

    /// Notes a row that is left out.
    pub fn reject(&mut self, rejection: Rejection) {
        self.summary.rejected_count += 1;
        if self.summary.rejected.len() < REJECTIONS_KEPT {
            self.summary.rejected.push(rejection);
        }
    }

    /// Notes rows that are passed over.
    pub fn skip(&mut self, reason: &str, count: u64) {
        let skipped = &mut self.summary.skipped;
        match skipped.iter_mut().find(|known| known.reason == reason) {
            Some(known) => known.count += count,
            None => skipped.push(Skipped { reason: reason.into(), count }),
        }
    }

    /// Counts one order made of `n_rows` rows.
    pub fn count(&mut self, draft: &OrderDraft, n_rows: u64) {
        let summary = &mut self.summary;
        summary.accepted += n_rows;
        summary.orders += 1;
        summary.lines += draft.lines.len() as u64;
        let day = self.zone.day_of(draft.at);
        summary.from = Some(summary.from.map_or(day, |from| from.min(day)));
        summary.until = Some(summary.until.map_or(day, |until| until.max(day)));
        if let Some(word) = &draft.source_status {
            match self.statuses.get_mut(word) {
                Some((count, _)) => *count += 1,
                None => drop(self.statuses.insert(word.clone(), (1, draft.status))),
            }
        }
        if draft.amount.is_some() {
            *self.currencies.entry(draft.currency.code().to_owned()).or_default() += 1;
        }
        self.n_negative +=
            u64::from(draft.amount.is_some_and(|amount| amount < 0) && draft.status.is_purchase());
        match &draft.person {
            None => summary.lines_without_customer += n_rows,
            Some(person) => self.count_of_person(draft, person),
        }
    }

    fn count_of_person(&mut self, draft: &OrderDraft, person: &PersonDraft) {
        let is_purchase = draft.status.is_purchase();
        let is_worth = draft.amount.is_none_or(|amount| amount > 0);
        self.summary.valid_orders += u64::from(is_purchase && is_worth);
        self.summary.zero_value += u64::from(is_purchase && draft.amount == Some(0));
        let is_undone = !is_purchase && draft.status != OrderStatus::Open;
        self.summary.cancelled += u64::from(is_undone);
        self.answered(person).has_bought |= is_purchase && is_worth;
    }

    /// Counts one row of a file of people.
    pub fn count_named(&mut self, person: &PersonDraft) {
        self.summary.accepted += 1;
        self.answered(person);
    }

    /// What is known of a person once his answers are weighed.
    fn answered(&mut self, person: &PersonDraft) -> &mut Person {
        let known = self.people.entry(hash_of(person)).or_default();
        let answers = person.consents.iter().filter(|c| c.channel == ConsentChannel::Email);
        for answer in answers {
            let at = answer.at.map_or(i64::MIN, |at| at.0);
            // At the same moment a no is stronger than a yes.
            let is_newer = known
                .email_answer
                .is_none_or(|(known_at, yes)| at > known_at || (at == known_at && yes));
            if is_newer {
                known.email_answer = Some((at, answer.granted));
            }
        }
        known
    }

    /// The finished summary; `has_ground` is whether the owner declared one for the whole file.
    pub fn finish(
        mut self,
        has_ground: bool,
        meaning_of: impl Fn(&str) -> Option<OrderStatus>,
    ) -> Summary {
        let may_write = |person: &&Person| match person.email_answer {
            Some((_, granted)) => granted,
            None => has_ground,
        };
        let n_writable = self.people.values().filter(may_write).count() as u64;
        self.summary.customers = self.people.len() as u64;
        self.summary.valid_customers =
            self.people.values().filter(|person| person.has_bought).count() as u64;
        self.summary.no_consent = self.summary.customers - n_writable;
        self.summary.rejected.sort_by_key(|rejection| rejection.line);
        let statuses = std::mem::take(&mut self.statuses).into_iter();
        self.summary.statuses = statuses
            .map(|(value, (count, _))| StatusCount { meaning: meaning_of(&value), value, count })
            .collect();
        self.say_caveats();
        self.summary
    }

    fn say_caveats(&mut self) {
        let unknown: Vec<&str> = self
            .summary
            .statuses
            .iter()
            .filter(|status| status.meaning.is_none())
            .map(|status| status.value.as_str())
            .collect();
        let caveats = &mut self.summary.caveats;
        if !unknown.is_empty() {
            let text = format!(
                "orders with the status {} are taken as open and count as no purchase; say what it \
                 means with --status VALUE=MEANING",
                unknown.join(", ")
            );
            caveats.say(Caveat::new("unknown_status", text));
        }
        if self.n_negative > 0 {
            let text = format!(
                "{} orders have a negative amount; they are kept and count as no purchase",
                self.n_negative
            );
            caveats.say(Caveat::new("negative_amounts", text));
        }
        if self.currencies.len() > 1 {
            let codes: Vec<&str> = self.currencies.keys().map(String::as_str).collect();
            let text = format!("the orders are in several currencies: {}", codes.join(", "));
            caveats.say(Caveat::new("several_currencies", text));
        }
        if !self.misfits.is_empty() {
            let told = self.misfits.iter();
            let told = told.map(|(field, (n, first))| {
                let rows = if *n == 1 { "row" } else { "rows" };
                format!("{field} in {n} {rows} ({first})")
            });
            let text = format!(
                "values that do not fit their field are left out, the rest of their rows is taken \
                 in: {}",
                told.collect::<Vec<_>>().join("; ")
            );
            caveats.say(Caveat::new("fields_unfit", text));
        }
    }
}

/// Two customers of ten million share a hash of 64 bits once in 370,000 files.
fn hash_of(person: &PersonDraft) -> u64 {
    let mut hasher = DefaultHasher::new();
    let signs = [&person.external_id, &person.email, &person.phone];
    let (kind, sign) =
        signs.iter().enumerate().find_map(|(kind, sign)| Some((kind, sign.as_ref()?))).unzip();
    (kind, sign).hash(&mut hasher);
    hasher.finish()
}
