//! Taking everything of a person out of the rows, in one transaction.

use domain::CustomerId;
use records::traces::{self, Gone, Person};
use records::{Actor, RecordsError, ShopTx};

use super::{DoingError, person, proof};
use crate::consent::{self, Channel, Purpose};
use crate::customers::{self, Identity};
use crate::privacy::regulation::{Receipt, Regulation, State, Verb};
use crate::privacy::{guard, rows};
use crate::shop::{Shop, news};
use crate::{orders, settling, storefronts};

/// Takes his rows away and seals what is to be searched for; once.
pub(super) async fn take_rows(shop: &Shop, regulation: &Regulation) -> Result<(), DoingError> {
    let id = regulation.id;
    let mut tx = shop.write(Actor::System).await?;
    // Somebody else may have begun it between two looks.
    let now = rows::find(&mut tx, id).await?;
    if now.is_none_or(|now| now.state != State::Asked) {
        return Ok(());
    }
    let customer = regulation.customer.ok_or(DoingError::NobodyThere(id))?;
    let Some(known) = customers::find(&mut tx, customer).await? else {
        let receipt = Receipt::default();
        let why = DoingError::NobodyThere(id).to_string();
        rows::advance(&mut tx, id, State::Failed, (&receipt, Some(&why))).await?;
        tx.commit().await?;
        return Err(DoingError::NobodyThere(id));
    };
    tx.overwrite_deleted().await?;
    let (person, names) = person::of(&mut tx, &known).await?;
    if regulation.verb.keeps_away() {
        guard::forget(&mut tx, id, &names).await?;
    }
    let mut receipt = Receipt::default();
    let sealed = match regulation.verb.forgets() {
        false => {
            stop_writing(&mut tx, customer).await?;
            None
        }
        true => {
            let messages = person::messages(&mut tx, &person).await?;
            receipt = take_away(&mut tx, (&person, &names), regulation.verb).await?;
            let sought = proof::Sought { person, messages };
            let words = serde_json::to_string(&sought).map_err(RecordsError::from)?;
            let seal = shop.seal(&mut tx)?;
            Some(seal.lock(&mut tx, &id.to_string(), &words))
        }
    };
    rows::begin(&mut tx, id, sealed, &receipt).await?;
    news::tell(&mut tx).await?;
    Ok(tx.commit().await?)
}

async fn stop_writing(tx: &mut ShopTx, customer: CustomerId) -> Result<(), RecordsError> {
    for channel in Channel::ALL {
        consent::withdraw(tx, customer, (Purpose::Marketing, channel), "privacy").await?;
    }
    Ok(())
}

async fn take_away(
    tx: &mut ShopTx,
    (person, names): (&Person, &[Identity]),
    verb: Verb,
) -> Result<Receipt, RecordsError> {
    let mut receipt = Receipt::default();
    let customer = CustomerId(person.id);
    storefronts::wishes::forgotten(tx, customer).await?;
    let successor = match verb {
        Verb::Anonymise => Some(customers::make_nameless(tx, customer).await?),
        _ => None,
    };
    let bought = orders::names_of(tx, person.no).await?;
    let n_told = storefronts::forget(tx, &bought, &person::numbers(names)).await?;
    receipt.note("storefront_order", n_told, 0);
    let (n_gone, n_kept) = match successor {
        None => (orders::erase(tx, person.no).await?, 0),
        Some(successor) => (0, orders::make_nameless(tx, person.no, successor).await?),
    };
    receipt.note("orders", n_gone, n_kept);
    for Gone { table, n_gone, n_kept } in
        traces::take_away(tx, person, successor.map(|id| id.0)).await?
    {
        receipt.note(table, n_gone, n_kept);
    }
    receipt.note("merger", customers::merging::forget(tx, customer).await?, 0);
    customers::let_go(tx, customer, successor).await?;
    receipt.note("customer", 1, 0);
    receipt.note("mentions", traces::replace_words(tx, person).await?, 0);
    settling::mark_dirty(tx, [person.no].into()).await?;
    Ok(receipt)
}
