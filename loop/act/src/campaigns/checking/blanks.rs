//! Blanks of a letter that are empty for some of those it goes to.

use std::collections::HashMap;

use collect::customers::Known;
use domain::CustomerId;
use records::ShopTx;
use serde_json::Value as Json;

use crate::campaigns::CampaignError;
use crate::campaigns::letters::Desk;
use crate::templates::Reader;
use crate::templates::checking::{Finding, Weight};

/// People looked at in one question.
const PEOPLE_AT_ONCE: usize = 500;

/// Whether a blank is empty for a reader.
type Emptiness = Box<dyn Fn(&Reader) -> bool + Send + Sync>;

const BLANKS: [(&str, fn(&Reader) -> bool); 10] = [
    ("customer.name", |reader| reader.name.is_none()),
    ("customer.first_name", |reader| reader.first_name.is_none()),
    ("customer.email", |reader| reader.email.is_none()),
    ("customer.revenue", |reader| reader.revenue.is_none()),
    ("customer.last_order_on", |reader| reader.last_order_on.is_none()),
    ("customer.quiet_days", |reader| reader.quiet_days.is_none()),
    ("customer.telegram_url", |reader| reader.telegram_url.is_none()),
    ("customer.recommendations", |reader| reader.recommendations.is_empty()),
    ("customer.discoveries", |reader| reader.discoveries.is_empty()),
    ("customer.arrivals", |reader| reader.arrivals.is_empty()),
];

/// Blanks that are empty for some of these people, where the text does not care for that.
pub(super) async fn empties(
    tx: &mut ShopTx,
    desk: &Desk,
    (people, texts): (&[Known], &str),
) -> Result<Vec<Finding>, CampaignError> {
    let used: Vec<(String, Emptiness)> =
        blanks(desk).filter(|(blank, _)| is_used(texts, blank)).collect();
    if used.is_empty() {
        return Ok(Vec::new());
    }
    let mut n_empty = vec![0; used.len()];
    for some in people.chunks(PEOPLE_AT_ONCE) {
        let numbers: Vec<i64> = some.iter().map(|person| person.no).collect();
        let readers: HashMap<CustomerId, Reader> = desk.readers(tx, &numbers).await?;
        for (n, (_, is_empty)) in n_empty.iter_mut().zip(&used) {
            *n += readers.values().filter(|reader| is_empty(reader)).count();
        }
    }
    let told = used.iter().zip(n_empty).filter(|(_, n)| *n > 0);
    let finding = |((blank, _), n): (&(String, Emptiness), usize)| {
        let text = "some of the audience have nothing here; write what stands there instead: \
                    {{ customer.first_name or 'friend' }}, or {% if … %} around the sentence";
        Finding::new("empty_blank", Weight::Warns, text)
            .at(blank.clone())
            .counted(n, Some(people.len()))
    };
    Ok(told.map(finding).collect())
}

/// Every blank that may be empty: those of all shops, and the fields of this one.
fn blanks(desk: &Desk) -> impl Iterator<Item = (String, Emptiness)> {
    let usual = BLANKS.into_iter();
    let usual = usual.map(|(blank, is_empty)| (blank.to_owned(), Box::new(is_empty) as Emptiness));
    let own = desk.field_keys().map(|key| {
        let (blank, key) = (format!("customer.fields.{key}"), key.to_owned());
        let is_empty = move |reader: &Reader| reader.fields.get(&key).is_none_or(Json::is_null);
        (blank, Box::new(is_empty) as Emptiness)
    });
    usual.chain(own)
}

/// Whether a text names a blank without saying what stands there when it is empty.
pub(super) fn is_used(texts: &str, blank: &str) -> bool {
    let goes_on =
        |after: &str| after.starts_with(|sign: char| sign.is_alphanumeric() || sign == '_');
    let mut places = texts.match_indices(blank).map(|(at, _)| {
        (texts[..at].trim_end(), texts[at + blank.len()..].trim_start(), &texts[at + blank.len()..])
    });
    let is_cared_for = |(before, after, _): &(&str, &str, &str)| {
        let is_asked = ["if", "elif", "in", "and", "or", "not"].iter().any(|word| {
            before.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        });
        let has_other = after.starts_with("or ") || after.starts_with("if ");
        is_asked
            || has_other
            || after.strip_prefix('|').is_some_and(|it| it.trim_start().starts_with("default"))
    };
    let guarded = ["if", "in"].iter().any(|word| texts.contains(&format!("{word} {blank}")));
    !guarded && places.any(|place| !goes_on(place.2) && !is_cared_for(&place))
}
