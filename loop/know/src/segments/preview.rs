//! What a rule would mean, before it is saved: how many, how reachable, how new.

use collect::consent::{self, Channel, Purpose, State};
use collect::customers::{self, Customer, Field, shown_id};
use collect::shop::Shop;
use domain::{Caveats, CustomerId, Instant};
use records::ShopTx;
use serde::Serialize;
use utoipa::ToSchema;

use super::SegmentError;
use super::crowd::{self, Asker, Crowd};
use super::rule::Rule;
use super::saved::{self, Library};
use super::text::{self, Coins};
use crate::AsOf;
use crate::figure::share;

/// What a rule means at a moment.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SegmentPreview)]
pub struct Preview {
    /// How many customers are meant.
    pub count: u64,
    /// How many the shop knows.
    pub of: u64,
    /// The share of those; null when the shop knows nobody.
    pub share: Option<f64>,
    /// The moment up to which orders were seen.
    pub as_of: Instant,
    /// What must be known before the figures are trusted.
    pub caveats: Caveats,
    /// By which ways they can be written to for marketing.
    pub reach: Vec<Reach>,
    /// The first of them.
    pub sample: Vec<SampleOut>,
    /// How many of them are in each saved segment.
    pub overlap: Vec<Overlap>,
    /// The rule as people read it.
    pub text: String,
    /// The rule as a program builds it.
    pub rule: Rule,
    /// How long it took.
    pub took_ms: i64,
}

/// How many of the members can be written to by one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = SegmentReach)]
pub struct Reach {
    /// The way.
    pub channel: Channel,
    /// Those who may be written to and have an address.
    pub reachable: u64,
    /// Those who have not agreed.
    pub without_consent: u64,
    /// Those who have agreed but gave no address.
    pub without_address: u64,
}

/// One of the members.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SegmentSample)]
pub struct SampleOut {
    /// Our id.
    pub id: CustomerId,
    /// The id that reports show.
    pub customer_id: String,
    /// Full name.
    pub name: Option<String>,
    /// Country, as told.
    pub country: Option<String>,
}

/// The members who are in another segment too.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = SegmentOverlap)]
pub struct Overlap {
    /// The other segment.
    pub name: String,
    /// How many are in both.
    pub count: u64,
    /// Their share of the members; null when there are none.
    pub share: Option<f64>,
}

/// So many members are shown.
const SAMPLE: usize = 5;

/// What a rule would mean.
pub async fn preview(
    shop: &Shop,
    rule: Rule,
    as_of: Option<AsOf>,
) -> Result<Preview, SegmentError> {
    let rule = rule.tidied();
    rule.check()?;
    let mut tx = shop.read().await?;
    let began = tx.now();
    let library = Library::of(&mut tx).await?;
    let saved = saved::list(&mut tx).await?;
    drop(tx);
    let mut rules = vec![library.spell_out(&rule)?];
    // A saved rule that cannot be spelled out says so in its own place, not here.
    let others = saved
        .into_iter()
        .filter_map(|saved| Some((library.spell_out(&saved.rule).ok()?, saved.name)));
    let (spelled, names): (Vec<Rule>, Vec<String>) = others.unzip();
    rules.extend(spelled);
    let mut asker = Asker::open(shop, as_of).await?;
    let mut crowds = crowd::each(&mut asker, &rules).await?.into_iter();
    let members = crowds.next().unwrap_or_default();
    let count = members.len();
    let overlap = names.into_iter().zip(crowds).map(|(name, other)| {
        let both = members.and(&other).len();
        Overlap { name, count: both, share: share(both, count) }
    });
    let vantage = &asker.asked.vantage;
    Ok(Preview {
        count,
        of: asker.everyone.len(),
        share: share(count, asker.everyone.len()),
        as_of: vantage.as_of,
        caveats: vantage.caveats.clone(),
        overlap: overlap.collect(),
        reach: reach(shop, &members).await?,
        sample: sample(shop, &members).await?,
        text: text::print(&rule, Coins::of(vantage.currency)),
        rule,
        took_ms: (shop.read().await?.now().0 - began.0) / 1_000,
    })
}

async fn reach(shop: &Shop, members: &Crowd) -> Result<Vec<Reach>, SegmentError> {
    let mut tx = shop.read().await?;
    let mut reach = Vec::new();
    for (channel, address) in [(Channel::Email, Field::Email), (Channel::Sms, Field::Phone)] {
        let granted = (Purpose::Marketing, channel, State::Granted);
        let agreed = members.and(&Crowd::of(consent::numbers_of(&mut tx, granted).await?));
        let known = customers::numbers_with(&mut tx, address).await?;
        let reachable = agreed.and(&Crowd::of(known)).len();
        reach.push(Reach {
            channel,
            reachable,
            without_consent: members.len() - agreed.len(),
            without_address: agreed.len() - reachable,
        });
    }
    Ok(reach)
}

async fn sample(shop: &Shop, members: &Crowd) -> Result<Vec<SampleOut>, SegmentError> {
    let first: Vec<i64> = members.numbers().take(SAMPLE).collect();
    let named = introduced(&mut shop.read().await?, &first).await?;
    Ok(named.into_iter().map(|(_, member)| member).collect())
}

/// Customers as they are shown, by their numbers.
pub(super) async fn introduced(
    tx: &mut ShopTx,
    numbers: &[i64],
) -> Result<Vec<(i64, SampleOut)>, SegmentError> {
    let mut known = customers::of_numbers(tx, numbers).await?;
    known.sort_unstable_by_key(|customer| customer.no);
    let shown = |customer: Customer| SampleOut {
        id: customer.id,
        customer_id: shown_id(customer.external_id.as_deref(), customer.id),
        name: customer.name,
        country: customer.country,
    };
    Ok(known.into_iter().map(|customer| (customer.no, shown(customer))).collect())
}
