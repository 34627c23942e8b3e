//! The desk on which messages are written: what those of one moment have in common.

use std::collections::{BTreeMap, HashMap};

use collect::consent;
use collect::customers::{self, Customer};
use collect::fields::{self, Definition};
use collect::orders::{self, Purchases};
use collect::shop::{self, Language};
use domain::{CampaignId, Currency, CustomerId, Instant, MessageId, Money, ShopZone};
use jiff::ToSpan;
use records::{RecordsError, ShopTx};
use serde_json::Value as Json;

use super::Body;
use crate::blocks::{self, Design, Footing, House};
use crate::campaigns::Plan;
use crate::campaigns::audience::quiet_days;
use crate::campaigns::plan::Wording;
use crate::campaigns::wanted::{self, OfReader, Tastes};
use crate::channels::{
    self, Channel, EmailSettings, Length, Letter, LetterProblem, Note, Parcel, Way,
};
use crate::outbox::Followed;
use crate::templates::{self, Blanks, Reader, Sender, Text, TextProblem, WayOut, Written};
use crate::unsubscribe::{self, Secret, Ticket};
use crate::{bot, contact, tracking, views};

/// Everything that is the same in every message of one round.
pub(crate) struct Desk {
    /// How they leave.
    pub(crate) way: Way,
    /// What the shop says about itself where it speaks of its e-mail.
    email: EmailSettings,
    reaches: consent::Channel,
    sender: Sender,
    secret: Secret,
    zone: ShopZone,
    currency: Option<Currency>,
    at: Instant,
    /// What tells who wants what; nothing where no text speaks of it.
    tastes: Tastes,
    /// The shop's own fields, of which any may stand in a text.
    fields: Vec<Definition>,
    /// How letters of blocks look.
    house: House,
}

/// A letter as one person would get it, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Whom it is written to; nobody real when the shop has no customers yet.
    pub customer: Option<CustomerId>,
    /// Where it would go.
    pub to: Option<String>,
    /// The letter, unless a problem stops it; a short text has no subject and no HTML.
    pub written: Option<Written>,
    /// How long a text message is.
    pub length: Option<Length>,
    /// What to mend or to know before it goes out.
    pub problems: Vec<TextProblem>,
}

/// What is said to whom by which campaign; to nobody real in tests.
#[derive(Clone, Copy, Debug)]
pub(in crate::campaigns) struct Said<'a> {
    pub(in crate::campaigns) campaign: CampaignId,
    pub(in crate::campaigns) customer: Option<CustomerId>,
    pub(in crate::campaigns) wording: Wording<'a>,
    pub(in crate::campaigns) followed: Followed,
}

/// What is said to one person, ready to be handed over.
pub(in crate::campaigns) struct Ready {
    pub(in crate::campaigns) parcel: Parcel,
    /// The letter as it is kept for its reader, where it tells him where to see it.
    pub(in crate::campaigns) seen: Option<Written>,
}

/// Why a letter cannot be written to one person.
#[derive(Debug, thiserror::Error)]
pub(in crate::campaigns) enum Unwritten {
    #[error("{}", first(.0))]
    Text(Vec<TextProblem>),
    #[error(transparent)]
    Letter(#[from] LetterProblem),
}

fn first(problems: &[TextProblem]) -> String {
    problems.first().map_or_else(String::new, ToString::to_string)
}

impl Desk {
    /// Lays out what the messages of this moment by one channel have in common.
    pub(crate) async fn lay(
        tx: &mut ShopTx,
        channel: Channel,
        tastes: Tastes,
    ) -> Result<Self, RecordsError> {
        let settings = shop::settings(tx).await?;
        let email = channels::email_settings(tx).await?;
        let name = email.from_name.clone().or(settings.name.clone());
        Ok(Self {
            sender: Sender {
                name: name.unwrap_or_else(|| "Regulars".to_owned()),
                postal_address: email.postal_address.clone().unwrap_or_default(),
                url: email.shop_url.clone(),
                best_sellers: tastes.best_sellers(tx).await?,
            },
            secret: unsubscribe::secret(tx).await?,
            zone: settings.shop_zone(),
            currency: settings.currency,
            at: tx.now(),
            way: Way::of(tx, channel).await?,
            reaches: channels::consent_for(tx, channel).await?,
            email,
            tastes,
            fields: fields::in_use(tx).await?,
            house: House::at(tx).await?,
        })
    }

    /// What letters may say about these people.
    pub(crate) async fn readers(
        &self,
        tx: &mut ShopTx,
        numbers: &[i64],
    ) -> Result<HashMap<CustomerId, Reader>, RecordsError> {
        let bought = orders::purchases_before(tx, self.at, self.currency, Some(numbers)).await?;
        let bought: HashMap<i64, Purchases> =
            bought.into_iter().map(|purchases| (purchases.customer.no, purchases)).collect();
        let people = customers::of_numbers(tx, numbers).await?;
        let link = bot::link(tx).await?;
        let mut wanted = self.tastes.of_numbers(tx, numbers).await?;
        let ids: Vec<CustomerId> = people.iter().map(|person| person.id).collect();
        let mut told = fields::shown_of(tx, &ids).await?;
        let reader = |person: Customer| {
            let reader = self.reader(&person, bought.get(&person.no));
            let telegram_url = link.as_ref().map(|link| link(person.id));
            let OfReader { recommendations, discoveries, arrivals } =
                wanted.remove(&person.no).unwrap_or_default();
            let mut fields = self.unknown_fields();
            fields.extend(told.remove(&person.id).unwrap_or_default());
            let reader = Reader { telegram_url, recommendations, discoveries, ..reader };
            (person.id, Reader { arrivals, fields, ..reader })
        };
        Ok(people.into_iter().map(reader).collect())
    }

    /// The keys of the shop's own fields.
    pub(in crate::campaigns) fn field_keys(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|field| field.key.as_str())
    }

    /// Every field of the shop's own, of somebody of whom nothing is known.
    pub(crate) fn unknown_fields(&self) -> BTreeMap<String, Json> {
        self.field_keys().map(|key| (key.to_owned(), Json::Null)).collect()
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
            ..Reader::default()
        }
    }

    /// Somebody to write to while the shop knows nobody: Anna, who has not come for a while.
    pub(super) fn anna(&self, language: Language) -> Reader {
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
            telegram_url: None,
            recommendations: wanted::examples(language),
            discoveries: wanted::examples(language),
            arrivals: wanted::examples(language),
            fields: self.fields.iter().map(|it| (it.key.clone(), it.example())).collect(),
        }
    }

    /// The body of a letter in MJML, made of its blocks where it has such.
    pub(crate) fn body<'a>(
        &self,
        (body_mjml, design): (&'a str, Option<&Design>),
        said: (Language, Footing),
    ) -> Body<'a> {
        match design {
            Some(design) => Body::Made(blocks::made(design, &self.house, said)),
            None => Body::Written(body_mjml),
        }
    }

    pub(in crate::campaigns) fn way_out(
        &self,
        campaign: CampaignId,
        customer: Option<CustomerId>,
    ) -> String {
        let token = self.secret.sign(Ticket { customer, campaign, channel: self.reaches });
        format!("{}/p/unsubscribe/{token}", self.email.public_base())
    }

    /// What is said to one person, ready to be handed over.
    pub(in crate::campaigns) fn compose(
        &self,
        plan: &Plan,
        reader: &Reader,
        said: Said<'_>,
        (id, to): (MessageId, &str),
    ) -> Result<Ready, Unwritten> {
        let unsubscribe_url = self.way_out(said.campaign, said.customer);
        let way_out = Some(unsubscribe_url.as_str());
        let seen_at = self.seen_at(said.customer.map_or(views::NO_LETTER, |_| id));
        let blanks = Blanks {
            customer: reader,
            shop: &self.sender,
            unsubscribe_url: way_out,
            view_url: (plan.channel == Channel::Email).then_some(seen_at.as_str()),
            data: None,
        };
        if plan.channel != Channel::Email {
            let text = templates::write_note((said.wording.note, plan.language), blanks);
            let (text, to, at) = (text.map_err(Unwritten::Text)?, to.to_owned(), self.at);
            let (reaches, unsubscribe_url) = (self.reaches, Some(unsubscribe_url));
            let note = Note { id, to, reaches, text, unsubscribe_url, at };
            return Ok(Ready { parcel: Parcel::Note(note), seen: None });
        }
        let body = self.body(said.wording.body(), (plan.language, Footing::Agreed));
        body.whole().map_err(Unwritten::Text)?;
        let text = body.text(said.wording.subject, plan.language);
        let written = templates::write(text, blanks);
        let mut written = written.map_err(|problems| Unwritten::Text(body.told(problems)))?;
        let seen = written.html.contains(&seen_at).then(|| written.clone());
        // The plain text was made before, so whoever reads that is followed by nobody.
        if said.followed == Followed::Yes {
            let base = self.email.public_base();
            written.html = tracking::follow(&written.html, base, (&self.secret, id));
        }
        let letter = Letter {
            id,
            to,
            to_name: reader.name.as_deref(),
            written: &written,
            unsubscribe_url: Some(&unsubscribe_url),
            at: self.at,
        };
        let letter = channels::compose(&self.email, &self.sender.name, letter)?;
        Ok(Ready { parcel: Parcel::Letter(letter), seen })
    }

    /// Where a letter is read in a browser.
    fn seen_at(&self, message: MessageId) -> String {
        views::url(self.email.public_base(), &self.secret, message)
    }

    /// A letter that is owed, filled in for one person: there is nothing to unsubscribe from.
    pub(crate) fn owed_letter(
        &self,
        text: Text<'_>,
        (reader, data): (&Reader, &Json),
    ) -> Result<Written, Vec<TextProblem>> {
        templates::write_owed(text, self.owed_blanks(reader, data))
    }

    /// The same as a short text.
    pub(crate) fn owed_note(
        &self,
        text: (&str, Language),
        (reader, data): (&Reader, &Json),
    ) -> Result<Written, Vec<TextProblem>> {
        let text = templates::write_owed_note(text, self.owed_blanks(reader, data))?;
        Ok(Written { subject: String::new(), html: String::new(), text })
    }

    fn owed_blanks<'a>(&'a self, reader: &'a Reader, data: &'a Json) -> Blanks<'a> {
        let (unsubscribe_url, view_url, data) = (None, None, Some(data));
        Blanks { customer: reader, shop: &self.sender, unsubscribe_url, view_url, data }
    }

    /// A text for the shop's own people about one person: there is nothing to unsubscribe from.
    pub(crate) fn note_inside(
        &self,
        text: (&str, Language),
        reader: &Reader,
    ) -> Result<String, Vec<TextProblem>> {
        templates::write_note(text, Blanks::inside(reader, &self.sender))
    }

    /// Where the public pages are reached.
    pub(crate) fn public_base(&self) -> &str {
        self.email.public_base()
    }

    /// A letter whose reader may be followed, made for it.
    pub(crate) fn followed(&self, html: &str, id: MessageId) -> String {
        tracking::follow(html, self.email.public_base(), (&self.secret, id))
    }

    /// What is owed to one person, ready to be handed over.
    pub(crate) fn owed_parcel(
        &self,
        id: MessageId,
        (to, to_name): (&str, Option<&str>),
        written: Written,
    ) -> Result<Parcel, LetterProblem> {
        let (at, reaches) = (self.at, self.reaches);
        if !matches!(self.way, Way::Email(_)) {
            let (to, text) = (to.to_owned(), written.text);
            return Ok(Parcel::Note(Note { id, to, reaches, text, unsubscribe_url: None, at }));
        }
        let written = &written;
        let letter = Letter { id, to, to_name, written, unsubscribe_url: None, at };
        channels::compose(&self.email, &self.sender.name, letter).map(Parcel::Letter)
    }

    /// The letter as this person would get it; as Anna would, when nobody is named.
    pub(in crate::campaigns) async fn preview(
        &self,
        tx: &mut ShopTx,
        (campaign, plan): (CampaignId, &Plan),
        (person, variant): (Option<&Customer>, usize),
    ) -> Result<Preview, RecordsError> {
        let reader = match person {
            Some(person) => self.readers(tx, &[person.no]).await?.remove(&person.id),
            None => None,
        };
        let reader = reader.unwrap_or_else(|| self.anna(plan.language));
        let to = match person {
            Some(one) => {
                let people = std::slice::from_ref(one);
                contact::addresses(tx, self.reaches, people).await?.remove(&one.id)
            }
            None => reader.email.clone().filter(|_| plan.channel == Channel::Email),
        };
        let unsubscribe_url = self.way_out(campaign, None);
        let way_out = Some(unsubscribe_url.as_str());
        let seen_at = self.seen_at(views::NO_LETTER);
        let blanks = Blanks {
            customer: &reader,
            shop: &self.sender,
            unsubscribe_url: way_out,
            view_url: (plan.channel == Channel::Email).then_some(seen_at.as_str()),
            data: None,
        };
        let wording = plan.wording(variant);
        let text = (wording.note, plan.language);
        let (written, problems) = match plan.channel {
            Channel::Email => {
                let body = self.body(wording.body(), (plan.language, Footing::Agreed));
                let text = body.text(wording.subject, plan.language);
                let (written, problems) = templates::check(text, blanks);
                (written, body.told(problems))
            }
            // The shop's own program is told the way out beside the text.
            Channel::Webhook => note(templates::check_note(text, WayOut::Beside, blanks)),
            Channel::Sms | Channel::Telegram => {
                note(templates::check_note(text, WayOut::Inside, blanks))
            }
        };
        let length = written.as_ref().filter(|_| plan.channel == Channel::Sms);
        let length = length.map(|written| channels::length_of(&written.text));
        Ok(Preview { customer: person.map(|person| person.id), to, written, length, problems })
    }
}

/// A short text as a letter without subject and HTML.
fn note(
    (text, problems): (Option<String>, Vec<TextProblem>),
) -> (Option<Written>, Vec<TextProblem>) {
    let (subject, html) = (String::new(), String::new());
    (text.map(|text| Written { subject, html, text }), problems)
}

fn first_word(name: &str) -> Option<String> {
    name.split_whitespace().next().map(str::to_owned)
}
