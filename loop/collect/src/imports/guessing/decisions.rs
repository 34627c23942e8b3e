//! Decides, one by one, what was left open: what is told wins, then what the file shows, then what
//! the shop already knows.

use domain::{Caveat, Caveats, Currency, OrderStatus, ShopZone};

use super::options::ImportOptions;
use super::{Known, Look, Survey};
use crate::consent::Ground;
use crate::imports::gathering::two_kinds_of_dates;
use crate::imports::layouts::{Columns, Field, KeyedBy, Layout, Meanings, Subject, listed};
use crate::imports::reading::fault::Fault;
use crate::imports::values::{DateOrder, DecimalSign, currency_named};

pub(super) fn told_layout(options: &ImportOptions) -> Result<Option<Layout>, Fault> {
    match options.layout.as_deref() {
        None | Some("auto") => Ok(None),
        Some(name) => Layout::named(name).map(Some).ok_or_else(|| {
            let text = format!("there is no layout `{name}`");
            let names: Vec<&str> = Layout::ALL.iter().map(|layout| layout.name()).collect();
            Fault::new("bad_option", text, format!("say auto or one of: {}", names.join(", ")))
        }),
    }
}

/// What the rows tell of: told, else as somebody maps the columns, else as their headers say.
pub(super) fn subject_of(
    (layout, columns): (Layout, &Columns),
    look: &Look,
    options: &ImportOptions,
) -> Result<Subject, Fault> {
    let is_of_orders =
        |name: &String| Field::named(name).is_some_and(|field| !Subject::Customers.can_tell(field));
    match options.kind.as_deref() {
        None | Some("auto") if options.map.keys().any(is_of_orders) => Ok(Subject::Orders),
        None | Some("auto") if layout != Layout::Generic => Ok(Subject::Orders),
        None | Some("auto") if options.order_by.is_some() => Ok(Subject::Orders),
        None | Some("auto") => Ok(Subject::of(columns, &look.headers)),
        Some(name) => Subject::named(name).ok_or_else(|| {
            let text = format!("files of `{name}` are not taken in here");
            let names = Subject::names().join(", ");
            Fault::new("bad_option", text, format!("say auto or one of: {names}"))
        }),
    }
}

/// The fields without which there is no order history, and without which nobody is named.
pub(super) fn missing(columns: &Columns, look: &Look, subject: Subject) -> Vec<Fault> {
    let people = [Field::CustomerId, Field::Email, Field::Phone];
    let needed: [(&str, &[Field]); 2] =
        [("ordered_at", &[Field::OrderedAt]), ("customer_id, email or phone", &people)];
    let needed = needed.into_iter().filter(|(_, fields)| subject.can_tell(fields[0]));
    let absent = needed.filter(|(_, fields)| !columns.has_any(fields));
    absent
        .map(|(name, fields)| {
            let text = format!("no column was recognised as {name}");
            let hint = format!(
                "say which one it is with --map {}=COLUMN; the columns are: {}",
                fields[0].name(),
                listed(&look.headers)
            );
            let line = u64::from(look.has_header && !look.form.kind.holds_documents());
            let fault = Fault::new("missing_field", text, hint);
            if line > 0 { fault.at_line(line) } else { fault }
        })
        .collect()
}

pub(super) fn decimal_of(survey: &Survey, options: &ImportOptions) -> Result<DecimalSign, Fault> {
    let guessed = match survey.n_commas > survey.n_points {
        true => DecimalSign::Comma,
        false => DecimalSign::Point,
    };
    Ok(told_decimal(options)?.unwrap_or(guessed))
}

pub(super) fn date_order_of(
    survey: &Survey,
    options: &ImportOptions,
    caveats: &mut Caveats,
    problems: &mut Vec<Fault>,
) -> Result<DateOrder, Fault> {
    if let Some(told) = told_date_order(options)? {
        return Ok(told);
    }
    Ok(match (survey.day_first, survey.month_first) {
        (Some(day), Some(month)) => {
            problems.push(two_kinds_of_dates(day.max(month)));
            DateOrder::Dmy
        }
        (Some(_), None) => DateOrder::Dmy,
        (None, Some(_)) => DateOrder::Mdy,
        (None, None) if survey.n_either > 0 => {
            let text = "no date tells whether the day or the month comes first; read as \
                        day/month/year, say --date-order mdy if that is wrong";
            caveats.say(Caveat::new("unclear_date_order", text));
            DateOrder::Dmy
        }
        (None, None) => DateOrder::Ymd,
    })
}

pub(super) fn zone_of(
    (options, known): (&ImportOptions, &Known),
    columns: &Columns,
    caveats: &mut Caveats,
) -> Result<ShopZone, Fault> {
    let has_times = columns.has_any(&[Field::OrderedAt, Field::ConsentAt]);
    match options.zone.as_ref().or(known.zone.as_ref()) {
        Some(name) => ShopZone::named(name).map_err(|_| {
            let text = format!("`{name}` is no zone");
            Fault::new("bad_option", text, "say an IANA name such as Europe/Kyiv")
        }),
        None if !has_times => Ok(ShopZone::utc()),
        None => {
            let text = "times without a zone are read as UTC; say --zone if the shop is elsewhere";
            caveats.say(Caveat::new("zone_assumed", text));
            Ok(ShopZone::utc())
        }
    }
}

/// The currency of amounts that name none: told, else the file's commonest, else the shop's.
pub(super) fn currency_of(
    survey: &Survey,
    options: &ImportOptions,
    known: &Known,
    columns: &Columns,
    caveats: &mut Caveats,
) -> Result<Currency, Fault> {
    if let Some(code) = &options.currency {
        return currency_named(code)
            .map_err(|error| Fault::new("bad_option", error.to_string(), "say its three letters"));
    }
    let commonest = survey.currencies.iter().max_by_key(|(_, n)| **n);
    if let Some(currency) = commonest.and_then(|(code, _)| currency_named(code).ok()) {
        return Ok(currency);
    }
    if let Some(currency) = known.currency {
        return Ok(currency);
    }
    if columns.mapped().any(|(field, _)| field.is_money()) {
        let text = "no currency is named; amounts are kept without one (XXX), say --currency";
        caveats.say(Caveat::new("no_currency", text));
    }
    Ok("XXX".parse().expect("ISO 4217 has a code for no currency"))
}

/// The ground declared for the file; without one nobody in it may be written to.
pub(super) fn ground_of(
    options: &ImportOptions,
    caveats: &mut Caveats,
) -> Result<Option<Ground>, Fault> {
    match options.ground.as_deref() {
        None => {
            let text = "no ground for writing to these people is declared: only those who said \
                        yes themselves can be written to; say --ground if there is one";
            caveats.say(Caveat::new("no_ground", text));
            Ok(None)
        }
        Some("none") => Ok(None),
        Some("opt-in") => Ok(Some(Ground::OptIn)),
        Some("existing-customer") => Ok(Some(Ground::ExistingCustomer)),
        Some(other) => {
            let text = format!("`{other}` is no ground for writing to people");
            Err(Fault::new("bad_option", text, "say opt-in, existing-customer or none"))
        }
    }
}

/// The word of a ground on the command line and in the API.
pub(super) fn ground_word(ground: Ground) -> &'static str {
    match ground {
        Ground::OptIn => "opt-in",
        Ground::ExistingCustomer => "existing-customer",
        Ground::Answer => "none",
    }
}

pub(super) fn meanings_of(options: &ImportOptions) -> Result<Meanings, Fault> {
    let mut meanings = Meanings::default();
    for (word, meaning) in &options.statuses {
        let Some(status) = OrderStatus::of_word(meaning) else {
            let words: Vec<&str> = OrderStatus::ALL.iter().map(|status| status.word()).collect();
            let text = format!("`{meaning}` is nothing that can become of an order");
            let hint = format!("choose one of: {}", words.join(", "));
            return Err(Fault::new("bad_option", text, hint));
        };
        meanings.set(word, status);
    }
    Ok(meanings)
}

pub(super) fn keyed_by(columns: &Columns, options: &ImportOptions) -> Result<KeyedBy, Fault> {
    match options.order_by.as_deref() {
        Some("customer+day") => Ok(KeyedBy::CustomerDay),
        Some(other) => {
            let text = format!("orders cannot be made by `{other}`");
            Err(Fault::new("bad_option", text, "say customer+day, or leave it out"))
        }
        None if columns.has(Field::OrderId) => Ok(KeyedBy::OrderId),
        None => Ok(KeyedBy::Row),
    }
}

/// The order of day and month that the owner told.
fn told_date_order(options: &ImportOptions) -> Result<Option<DateOrder>, Fault> {
    let Some(word) = &options.date_order else { return Ok(None) };
    let order = DateOrder::named(&word.to_lowercase());
    order.map(Some).ok_or_else(|| {
        Fault::new("bad_option", format!("`{word}` is no order of dates"), "say dmy, mdy or ymd")
    })
}

/// The decimal sign that the owner told.
fn told_decimal(options: &ImportOptions) -> Result<Option<DecimalSign>, Fault> {
    match options.decimal.as_deref() {
        None => Ok(None),
        Some("." | "point") => Ok(Some(DecimalSign::Point)),
        Some("," | "comma") => Ok(Some(DecimalSign::Comma)),
        Some(other) => {
            let text = format!("`{other}` is no decimal sign");
            Err(Fault::new("bad_option", text, "say . or ,"))
        }
    }
}
