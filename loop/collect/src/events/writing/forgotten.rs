//! What people tell who are forgotten: refused with a reason, and not kept.

use domain::Currency;
use records::{RecordsError, ShopTx};

use super::purchases::{self, NO_CURRENCY};
use super::{Spoken, people};
use crate::customers::Identity;
use crate::events::message::{Message, Reason, Refusal};
use crate::privacy::guard;
use crate::shop;

/// The same requests with what people told who are forgotten refused; none while all are welcome.
pub(super) async fn refused(
    tx: &mut ShopTx,
    spoken: &[Spoken],
) -> Result<Option<Vec<Spoken>>, RecordsError> {
    if !guard::is_needed(tx).await? {
        return Ok(None);
    }
    let nowhere = || NO_CURRENCY.parse().expect("ISO 4217 has a code for no currency");
    let currency = shop::settings(tx).await?.currency.unwrap_or_else(nowhere);
    let mut refused = Vec::with_capacity(spoken.len());
    let mut is_anybody = false;
    for one in spoken {
        let names = one.told.iter().map(|told| match told {
            Ok(message) => names_of(&one.source, message, currency),
            Err(_) => Vec::new(),
        });
        let names: Vec<Vec<Identity>> = names.collect();
        let theirs = guard::refused(tx, &one.source, &names).await?;
        is_anybody |= theirs.contains(&true);
        refused.push(theirs);
    }
    let without = |(one, theirs): (&Spoken, Vec<bool>)| {
        let told = one.told.iter().zip(theirs).map(|(told, is_refused)| match told {
            Ok(message) if is_refused => Err(Refusal {
                message_id: message.id.clone(),
                name: None,
                reason: Reason::Forgotten,
            }),
            told => told.clone(),
        });
        Spoken { source: one.source.clone(), told: told.collect() }
    };
    Ok(is_anybody.then(|| spoken.iter().zip(refused).map(without).collect()))
}

/// Every name that a message comes with.
fn names_of(source: &str, message: &Message, currency: Currency) -> Vec<Identity> {
    let mut names = people::names_told(source, message, currency);
    let anonymous = people::anonymous_name(message);
    names.extend(anonymous.map(|name| guard::visitor_name(source, name)));
    names.extend(purchases::order_of(message).map(|order| guard::order_name(source, &order)));
    names
}
