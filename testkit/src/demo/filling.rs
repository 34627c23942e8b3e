//! Writing the demo shop into a real one, through the same verbs as every other source.

use collect::consent::{self, Channel, Consent, Ground, Purpose, State};
use collect::customers::Known;
use collect::orders;
use collect::orders::draft::{ConsentChannel, OrderDraft};
use collect::shop::{self, Settings, Shop};
use domain::{Currency, CustomerId, Instant, UnknownCurrency};
use records::{Actor, RecordsError, ShopTx};

use super::drafts::SOURCE;
use super::{Arm, DemoShop, Order, Person};

/// Why the demo shop could not be written.
#[derive(Debug, thiserror::Error)]
pub enum FillingError {
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// What marketing cost could not be written down.
    #[error(transparent)]
    Spend(#[from] collect::spend::SpendError),
    /// The bakery's currency is unknown here.
    #[error(transparent)]
    Currency(#[from] UnknownCurrency),
}

/// Orders in one transaction; larger ones keep other writers waiting.
const BATCH: usize = 2_000;

impl DemoShop {
    /// Writes the settings and everything up to the campaign; answers the number of orders.
    pub async fn fill_before_campaign(&self, shop: &Shop) -> Result<usize, FillingError> {
        let currency: Currency = "EUR".parse()?;
        let mut tx = shop.write(Actor::System).await?;
        let settings = Settings {
            name: Some("Corner Bakery".to_owned()),
            zone: Some(self.plan.zone().name().to_owned()),
            currency: Some(currency),
            demo: true,
            ..Settings::default()
        };
        shop::save_settings(&mut tx, &settings).await?;
        tx.commit().await?;
        self.write(shop, &self.orders_before_campaign(), currency).await
    }

    /// Writes what followed, given what the campaign did with each person.
    pub async fn fill_after_campaign(
        &self,
        shop: &Shop,
        arm_of: impl Fn(&Person) -> Arm,
    ) -> Result<usize, FillingError> {
        let currency: Currency = "EUR".parse()?;
        self.write(shop, &self.orders_after_campaign(arm_of), currency).await
    }

    async fn write(
        &self,
        shop: &Shop,
        orders: &[Order],
        currency: Currency,
    ) -> Result<usize, FillingError> {
        for batch in orders.chunks(BATCH) {
            let drafts: Vec<OrderDraft> =
                batch.iter().map(|order| self.draft_of(order, currency)).collect();
            let mut tx = shop.write(Actor::System).await?;
            let recorded = orders::record_many(&mut tx, None, &drafts).await?;
            declare(&mut tx, &drafts, &recorded.customers).await?;
            tx.commit().await?;
        }
        Ok(orders.len())
    }
}

/// Writes down what people answered, with the order at which they were asked.
async fn declare(
    tx: &mut ShopTx,
    drafts: &[OrderDraft],
    customers: &[Option<Known>],
) -> Result<(), RecordsError> {
    let mut declared: Vec<(CustomerId, Consent)> = Vec::new();
    for (draft, customer) in drafts.iter().zip(customers) {
        let (Some(person), Some(customer)) = (&draft.person, customer) else { continue };
        for answer in &person.consents {
            // Told with every order, given once: the first order is enough.
            if answer.at == Some(draft.at) {
                let channel = match answer.channel {
                    ConsentChannel::Email => Channel::Email,
                    ConsentChannel::Sms => Channel::Sms,
                };
                let proof = answer.text.clone();
                declared.push((customer.id, answered(channel, answer.granted, draft.at, proof)));
            }
        }
    }
    consent::declare_many(tx, declared).await?;
    Ok(())
}

fn answered(channel: Channel, granted: bool, at: Instant, proof: Option<String>) -> Consent {
    Consent {
        purpose: Purpose::Marketing,
        channel,
        state: if granted { State::Granted } else { State::Denied },
        ground: Ground::Answer,
        proof,
        at,
        source: SOURCE.to_owned(),
    }
}
