//! The list of erasures, kept beside the rows: a backup that is brought back holds people who are
//! forgotten, and this list forgets them again.
//!
//! It holds digests and the key that they are made under, and no name.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::{CustomerId, RegulationId};
use records::{Actor, RecordsError, ShopTx};
use serde::{Deserialize, Serialize};

use super::{DoingError, carry_out};
use crate::privacy::guard::{self, Key};
use crate::privacy::regulation::Verb;
use crate::privacy::{Asked, ask, rows};
use crate::shop::Shop;
use crate::{backups, customers};

/// The list: the key, and by regulation its verb and its digests.
#[derive(Debug, Default, Serialize, Deserialize)]
struct List {
    key: String,
    erasures: Vec<Erasure>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Erasure {
    regulation: RegulationId,
    verb: Verb,
    digests: Vec<(String, String)>,
}

/// What applying the list once more came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// Erasures in the list.
    pub n_erasures: usize,
    /// The regulations of people who were there again.
    pub done: Vec<RegulationId>,
}

/// Writes the list beside the rows, whole or not at all.
pub(super) async fn write_list(shop: &Shop) -> Result<(), DoingError> {
    let mut tx = shop.read().await?;
    let Some(key) = guard::known_key(&mut tx).await? else { return Ok(()) };
    let mut by_regulation: BTreeMap<RegulationId, Erasure> = BTreeMap::new();
    for one in rows::all_forgotten(&mut tx).await? {
        let erasure = by_regulation.entry(one.regulation).or_insert_with(|| Erasure {
            regulation: one.regulation,
            verb: one.verb,
            digests: Vec::new(),
        });
        erasure.digests.push((one.kind, STANDARD.encode(one.digest)));
    }
    let list = List { key: key.told(), erasures: by_regulation.into_values().collect() };
    let text = serde_json::to_string_pretty(&list).map_err(RecordsError::from)?;
    let path = shop.home().erasures();
    let unfinished = path.with_extension("part");
    let written =
        std::fs::write(&unfinished, text).and_then(|()| std::fs::rename(&unfinished, &path));
    let failed = |reason: String| DoingError::File { path: path.display().to_string(), reason };
    written.map_err(|error| failed(error.to_string()))?;
    backups::keep_list_beside(shop).await.map_err(|error| failed(error.to_string()))
}

/// Forgets everybody of a list once more, after a backup from before was brought back.
pub async fn reapply(shop: &Shop, path: Option<&Path>) -> Result<Again, DoingError> {
    let path = path.map_or_else(|| shop.home().erasures(), Path::to_owned);
    let unreadable = |reason: String| DoingError::List(format!("{}: {reason}", path.display()));
    let text = std::fs::read_to_string(&path).map_err(|error| unreadable(error.to_string()))?;
    let list: List = serde_json::from_str(&text).map_err(|error| unreadable(error.to_string()))?;
    let key = Key::of_text(&list.key).ok_or_else(|| unreadable("its key is cut off".to_owned()))?;
    let mut tx = shop.write(Actor::System).await?;
    match guard::known_key(&mut tx).await? {
        None => guard::keep_key(&mut tx, key).await?,
        Some(known) if known.told() == key.told() => {}
        Some(_) => return Err(unreadable("it is the list of another shop".to_owned())),
    }
    let mut again = Again { n_erasures: list.erasures.len(), done: Vec::new() };
    let there = people_there(&mut tx, key, &list).await?;
    for erasure in &list.erasures {
        let digests = erasure.digests.iter().filter_map(|(kind, text)| {
            Some((kind.clone(), STANDARD.decode(text).ok()?.try_into().ok()?))
        });
        rows::forget(&mut tx, erasure.regulation, digests.collect()).await?;
    }
    for (customer, verb) in there {
        let asked = Asked { verb, customer, source: "restore", due_at: None };
        again.done.push(ask(&mut tx, asked).await?);
    }
    tx.commit().await?;
    for id in &again.done {
        carry_out(shop, *id).await?;
    }
    // Both lists are one from now on.
    write_list(shop).await?;
    Ok(again)
}

/// Customers who are in the list and here again, with what was done about them.
async fn people_there(
    tx: &mut ShopTx,
    key: Key,
    list: &List,
) -> Result<Vec<(CustomerId, Verb)>, RecordsError> {
    let people = ["external_id", "email", "phone", "telegram"];
    // Who is only kept away is here, and is kept away as long as the rows say so.
    let kept_away = rows::all_forgotten(tx).await?;
    let kept_away: HashSet<RegulationId> = kept_away.iter().map(|one| one.regulation).collect();
    let is_needed =
        |erasure: &&Erasure| erasure.verb.forgets() || !kept_away.contains(&erasure.regulation);
    let verbs: HashMap<&str, Verb> = list
        .erasures
        .iter()
        .filter(is_needed)
        .flat_map(|erasure| {
            let names = erasure.digests.iter();
            let names = names.filter(|(kind, _)| people.contains(&kind.as_str()));
            names.map(|(_, digest)| (digest.as_str(), erasure.verb))
        })
        .collect();
    let (mut there, mut seen) = (Vec::new(), HashSet::new());
    for (customer, name) in customers::all_identities(tx).await? {
        let digest = STANDARD.encode(key.digest(&name));
        if let Some(verb) = verbs.get(digest.as_str())
            && seen.insert(customer)
        {
            there.push((customer, *verb));
        }
    }
    Ok(there)
}
