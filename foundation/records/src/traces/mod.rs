//! Traces: which tables hold something of a person, and what becomes of it when he goes.
//!
//! The one list of them. What is told to a person about himself, what is taken away when he is
//! erased or made nameless, and where it is searched afterwards, all go by this list and by the
//! catalogue of the engine; a test fails for a table that is in neither list here.
//!
//! Start reading at [`TRACES`].

mod person;
mod removing;
mod searching;
mod several;
mod showing;

pub use person::{Person, Word, Words};
pub use removing::{Gone, replace_words, take_away};
pub use searching::{Found, Searched, columns, search};
pub use several::{known_elsewhere, take_several_away};
pub use showing::{Shown, count_of, rows_of};

/// How it is known whose a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A column holds the customer's id.
    Id(&'static str),
    /// A column holds the customer's dense number.
    Number(&'static str),
    /// A column holds the id of a row of this table, which is the customer's.
    Of(&'static str, &'static str),
    /// A column mentions one of the customer's own addresses or numbers.
    Told(&'static str),
}

/// What becomes of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They are deleted.
    Goes,
    /// They stay under whoever takes the person's place, with these columns set so.
    Stays(&'static [(&'static str, &'static str)]),
    /// The slice that owns them does it.
    ByOwner,
}

/// A table that holds something of a person.
#[derive(Clone, Copy, Debug)]
pub struct Trace {
    /// The table.
    pub table: &'static str,
    /// Whose a row is.
    pub whose: Whose,
    /// What becomes of his rows when he is erased.
    pub erased: Fate,
    /// What becomes of them when he is made nameless and his totals stay.
    pub nameless: Fate,
}

const fn goes(table: &'static str, whose: Whose) -> Trace {
    Trace { table, whose, erased: Fate::Goes, nameless: Fate::Goes }
}

const fn counts(
    table: &'static str,
    whose: Whose,
    blank: &'static [(&'static str, &'static str)],
) -> Trace {
    Trace { table, whose, erased: Fate::Goes, nameless: Fate::Stays(blank) }
}

const fn stays(
    table: &'static str,
    whose: Whose,
    blank: &'static [(&'static str, &'static str)],
) -> Trace {
    Trace { table, whose, erased: Fate::Stays(blank), nameless: Fate::Stays(blank) }
}

const fn by_owner(table: &'static str, whose: Whose) -> Trace {
    Trace { table, whose, erased: Fate::ByOwner, nameless: Fate::ByOwner }
}

/// Under whom a row arrived before two customers became one is forgotten with them.
const UNPROFILED: (&str, &str) = ("profile_id", "null");

/// Who walks through a journey leaves it where he is; that he came stays counted.
const LEFT: &[(&str, &str)] = &[
    UNPROFILED,
    ("subject", "''"),
    ("due_at", "null"),
    ("left_at", "coalesce(left_at, arrived_at)"),
    ("left_why", "coalesce(left_why, 'stopped')"),
];

/// A service message that is asked for once more is still answered as before: what stays of it is a
/// digest and the answer.
const SAID: &[(&str, &str)] = &[
    UNPROFILED,
    ("address", "''"),
    ("stranger", "null"),
    ("to_name", "null"),
    ("subject", "''"),
    ("html", "null"),
    ("body", "null"),
    ("answer", "null"),
    ("reason", "case when state = 'due' then 'erased' else reason end"),
    ("state", "case when state = 'due' then 'failed' else state end"),
];

/// Every table that holds something of a person, those that refer to others before them.
pub const TRACES: &[Trace] = &[
    counts("reading", Whose::Of("message_id", "message"), &[]),
    counts("reading", Whose::Of("message_id", "service_message"), &[]),
    goes("letter_view", Whose::Id("customer_id")),
    goes("task", Whose::Id("customer_id")),
    goes("journey_call", Whose::Id("customer_id")),
    counts("bounce", Whose::Id("customer_id"), &[UNPROFILED, ("address", "''"), ("words", "''")]),
    counts(
        "message",
        Whose::Id("customer_id"),
        &[UNPROFILED, ("address", "''"), ("answer", "null")],
    ),
    stays("service_message", Whose::Id("customer_id"), SAID),
    // Who was written to before he was known, or never was.
    stays("service_message", Whose::Told("stranger"), SAID),
    counts("decision", Whose::Id("customer_id"), &[UNPROFILED]),
    counts("exposure", Whose::Id("customer_id"), &[UNPROFILED]),
    counts("traveller", Whose::Id("customer_id"), LEFT),
    goes("suppression", Whose::Told("address")),
    goes("consent", Whose::Id("customer_id")),
    goes("visitor", Whose::Id("customer_id")),
    goes("order_word", Whose::Id("who")),
    stays("storefront_request", Whose::Id("customer_id"), &[UNPROFILED, ("told", "'{}'")]),
    goes("storefront_body", Whose::Told("body")),
    goes("storefront_subscription", Whose::Told("person")),
    goes("happening", Whose::Id("customer_id")),
    by_owner("orders", Whose::Id("customer_id")),
    goes("field_value", Whose::Id("customer_id")),
    goes("identity", Whose::Id("customer_id")),
    by_owner("customer", Whose::Id("id")),
    // Who came into a segment and left it, by a number that is nobody's any more.
    stays("segment_change", Whose::Number("customer_no"), &[]),
    stays("dirty_customer", Whose::Number("customer_no"), &[]),
    by_owner("regulation", Whose::Id("customer_id")),
    // Whom he was merged with, both word for word.
    by_owner("merger", Whose::Id("kept_id")),
    goes("likeness", Whose::Number("low_no")),
    goes("likeness", Whose::Number("high_no")),
];

/// Texts that may mention anybody: where they mention who goes, his addresses are struck out.
pub const MENTIONS: &[(&str, &[&str])] = &[
    ("import", &["options", "summary", "problem"]),
    ("import_preset", &["name", "options"]),
    ("import_rejection", &["cell", "explanation"]),
    ("refused_event", &["message_id", "name", "explanation"]),
    ("job", &["payload", "last_error"]),
    ("segment", &["rule", "failure"]),
    ("question", &["sql"]),
    ("campaign", &["audience", "problem"]),
    ("journey", &["problem"]),
    ("reading", &["url"]),
    ("message", &["answer"]),
    ("service_message", &["to_name", "subject", "html", "body", "answer"]),
    ("bounce", &["words"]),
    ("task", &["title", "details", "note"]),
    ("journey_call", &["answer"]),
    ("storefront_delivery", &["reason"]),
    ("storefront", &["refused_because"]),
];

/// Tables about people who work here and about what they did: somebody of them who also buys here
/// stays in them, whatever becomes of him as a customer.
pub const SPARED: &[&str] = &["staff", "recovery_code", "session", "ticket", "audit_entry"];

/// Tables in which the shop writes its own words: a name that stands there may be anybody's of that
/// name, so it is told and is no fault.
pub const OWN_WORDS: &[&str] = &[
    "import_preset",
    "campaign",
    "journey",
    "journey_version",
    "service_text",
    "letter_snippet",
    "task",
    "custom_field",
    "segment",
    "question",
    "setting",
    "api_key",
];

/// Tables that know nothing of anybody; they are searched like all others.
pub const NOBODY: &[&str] = &[
    "counter",
    "setting",
    "custom_field",
    "fact_file",
    "spend",
    "product",
    "product_cost",
    "api_key",
    "source_hour",
    "storefront_order",
    "storefront_gone",
    "storefront_refund",
    "storefront_errand",
    "storefront_day",
    "target",
    "model_run",
    "model_in_use",
    "journey_version",
    "journey_count",
    "journey_letter",
    "product_withheld",
    "service_text",
    "letter_snippet",
    "signing_key",
    "forgotten",
    "forgotten_refusal",
    "backup",
    "seaql_migrations",
];

impl Trace {
    /// The trace of a table, if it has one.
    pub fn of(table: &str) -> Option<&'static Self> {
        TRACES.iter().find(|trace| trace.table == table)
    }
}
