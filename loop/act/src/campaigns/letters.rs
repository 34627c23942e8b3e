//! The letter of a campaign to one person: who reads it, who signs it, how it ends.

use std::collections::HashMap;

use collect::customers::{self, Customer};
use collect::orders::{self, Purchases};
use collect::shop::{self, Language, Shop};
use domain::{CampaignId, Currency, CustomerId, Instant, MessageId, Money, ShopZone};
use jiff::ToSpan;
use records::{Actor, RecordsError, ShopTx};

use super::audience::{self, quiet_days};
use super::{CampaignError, Plan, check_letter, find};
use crate::channels::{self, Composed, Courier, EmailSettings, HandedOver, Letter, LetterProblem};
use crate::templates::{self, Blanks, Reader, Sender, Text, TextProblem, Written};
use crate::unsubscribe::{self, Secret, Ticket};

/// Everything that is the same in every letter of one round.
pub(super) struct Desk {
    pub(super) email: EmailSettings,
    sender: Sender,
    secret: Secret,
    zone: ShopZone,
    currency: Option<Currency>,
    at: Instant,
}

/// A letter as one person would get it, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Whom it is written to; nobody real when the shop has no customers yet.
    pub customer: Option<CustomerId>,
    /// Where it would go.
    pub to: Option<String>,
    /// The letter, unless a problem stops it.
    pub written: Option<Written>,
    /// What to mend or to know before it goes out.
    pub problems: Vec<TextProblem>,
}

/// Why a letter cannot be written to one person.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unwritten {
    #[error("{}", first(.0))]
    Text(Vec<TextProblem>),
    #[error(transparent)]
    Letter(#[from] LetterProblem),
}

fn first(problems: &[TextProblem]) -> String {
    problems.first().map_or_else(String::new, ToString::to_string)
}

impl Desk {
    /// Lays out what the letters of this moment have in common.
    pub(super) async fn lay(tx: &mut ShopTx) -> Result<Self, RecordsError> {
        let settings = shop::settings(tx).await?;
        let email = channels::email_settings(tx).await?;
        let name = email.from_name.clone().or(settings.name.clone());
        Ok(Self {
            sender: Sender {
                name: name.unwrap_or_else(|| "Regulars".to_owned()),
                postal_address: email.postal_address.clone().unwrap_or_default(),
                url: email.shop_url.clone(),
            },
            secret: unsubscribe::secret(tx).await?,
            zone: settings.shop_zone(),
            currency: settings.currency,
            at: tx.now(),
            email,
        })
    }

    /// What letters may say about these people.
    pub(super) async fn readers(
        &self,
        tx: &mut ShopTx,
        numbers: &[i64],
    ) -> Result<HashMap<CustomerId, Reader>, RecordsError> {
        let bought = orders::purchases_before(tx, self.at, self.currency, Some(numbers)).await?;
        let bought: HashMap<i64, Purchases> =
            bought.into_iter().map(|purchases| (purchases.customer.no, purchases)).collect();
        let people = customers::of_numbers(tx, numbers).await?;
        Ok(people
            .into_iter()
            .map(|person| (person.id, self.reader(&person, bought.get(&person.no))))
            .collect())
    }

    fn reader(&self, person: &Customer, bought: Option<&Purchases>) -> Reader {
        let name = person.name.clone().filter(|name| !name.trim().is_empty());
        let revenue = bought.map_or(0, |purchases| purchases.revenue);
        Reader {
            first_name: name.as_deref().and_then(first_word),
            name,
            email: person.email.clone(),
            orders: bought.map_or(0, |purchases| purchases.orders),
            revenue: self.currency.map(|currency| Money::new(revenue, currency)),
            last_order_on: bought.map(|purchases| self.zone.day_of(purchases.last_at)),
            quiet_days: bought.map(|purchases| quiet_days(&self.zone, purchases.last_at, self.at)),
        }
    }

    /// Somebody to write to while the shop knows nobody: Anna, who has not come for a while.
    fn anna(&self, language: Language) -> Reader {
        let (name, first_name) = match language {
            Language::En => ("Anna Kovalenko", "Anna"),
            Language::Uk => ("Ганна Коваленко", "Ганна"),
            Language::Ru => ("Анна Коваленко", "Анна"),
        };
        Reader {
            name: Some(name.to_owned()),
            first_name: Some(first_name.to_owned()),
            email: Some("anna@example.test".to_owned()),
            orders: 7,
            revenue: self.currency.map(|currency| Money::new(24_350, currency)),
            last_order_on: Some(self.zone.day_of(self.at).saturating_sub(92.days())),
            quiet_days: Some(92),
        }
    }

    fn way_out(&self, campaign: CampaignId, customer: Option<CustomerId>) -> String {
        let token = self.secret.sign(Ticket { customer, campaign });
        format!("{}/p/unsubscribe/{token}", self.email.public_base())
    }

    /// The letter to one person, in its envelope.
    pub(super) fn compose(
        &self,
        plan: &Plan,
        reader: &Reader,
        (campaign, customer): (CampaignId, Option<CustomerId>),
        (id, to): (MessageId, &str),
    ) -> Result<Composed, Unwritten> {
        let unsubscribe_url = self.way_out(campaign, customer);
        let blanks =
            Blanks { customer: reader, shop: &self.sender, unsubscribe_url: &unsubscribe_url };
        let written = templates::write(text_of(plan), blanks).map_err(Unwritten::Text)?;
        let letter = Letter {
            id,
            to,
            to_name: reader.name.as_deref(),
            written: &written,
            unsubscribe_url: &unsubscribe_url,
            at: self.at,
        };
        Ok(channels::compose(&self.email, &self.sender.name, letter)?)
    }

    /// The letter as this person would get it; as Anna would, when nobody is named.
    pub(super) async fn preview(
        &self,
        tx: &mut ShopTx,
        (campaign, plan): (CampaignId, &Plan),
        person: Option<&Customer>,
    ) -> Result<Preview, RecordsError> {
        let reader = match person {
            Some(person) => self.readers(tx, &[person.no]).await?.remove(&person.id),
            None => None,
        };
        let reader = reader.unwrap_or_else(|| self.anna(plan.language));
        let unsubscribe_url = self.way_out(campaign, None);
        let blanks =
            Blanks { customer: &reader, shop: &self.sender, unsubscribe_url: &unsubscribe_url };
        let (written, problems) = templates::check(text_of(plan), blanks);
        let customer = person.map(|person| person.id);
        Ok(Preview { customer, to: reader.email, written, problems })
    }
}

fn first_word(name: &str) -> Option<String> {
    name.split_whitespace().next().map(str::to_owned)
}

fn text_of(plan: &Plan) -> Text<'_> {
    Text { subject: &plan.subject, body_mjml: &plan.body_mjml, language: plan.language }
}

/// The letter as one person would get it: the one who is named, or the first of the audience.
pub async fn preview(
    shop: &Shop,
    id: CampaignId,
    customer: Option<CustomerId>,
) -> Result<Preview, CampaignError> {
    let campaign = find(&mut shop.read().await?, id).await?;
    let meant = match customer {
        Some(customer) => Some(customer),
        None => {
            let now = shop.read().await?.now();
            let people = audience::people(shop, &campaign.plan.audience, now).await?;
            people.first().map(|person| person.id)
        }
    };
    // The first preview makes the secret that links are signed with, so it may write.
    let mut tx = shop.write(Actor::System).await?;
    let person = match meant {
        Some(id) => {
            let found = customers::find(&mut tx, id).await?;
            Some(found.ok_or(CampaignError::UnknownCustomer(id))?)
        }
        None => None,
    };
    let desk = Desk::lay(&mut tx).await?;
    let preview = desk.preview(&mut tx, (id, &campaign.plan), person.as_ref()).await?;
    tx.commit().await?;
    Ok(preview)
}

/// Sends the letter to one of the shop's own people, as Anna would get it.
pub async fn send_test(
    shop: &Shop,
    id: CampaignId,
    address: &str,
) -> Result<HandedOver, CampaignError> {
    let mut tx = shop.write(Actor::System).await?;
    let campaign = find(&mut tx, id).await?;
    check_letter(&mut tx, &campaign).await?;
    let desk = Desk::lay(&mut tx).await?;
    let reader = desk.anna(campaign.plan.language);
    let name = tx.new_id();
    tx.commit().await?;
    let letter = desk
        .compose(&campaign.plan, &reader, (id, None), (name, address))
        .map_err(|problem| CampaignError::Plan { field: "address", reason: problem.to_string() })?;
    let mut courier = Courier::by(&desk.email, &shop.home().files().join("outbox"));
    let handed = courier.hand_over(&letter).await;
    courier.leave().await;
    Ok(handed)
}
