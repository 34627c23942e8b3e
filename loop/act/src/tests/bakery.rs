//! Where the stories play: a small shop with its cast, a mailbox, and the win-back letter.

use collect::consent::{self, Channel, Consent, Ground, Purpose, State as Said};
use collect::customers::Known;
use collect::orders;
use collect::orders::draft::{ConsentChannel, ConsentDraft, OrderDraft, PersonDraft};
use collect::shop::{self, Language, Settings, Shop};
use collect::work;
use domain::{CampaignId, Instant};
use records::Actor;
use testkit::{Mailbox, Stage};

use crate::blocks::{self, Footing, House, recipes};
use crate::campaigns::{self, Audience, Plan};
use crate::channels::{self, EmailKind, EmailSettings, Tls};
use crate::contact::{self, Decision, HoldOutShare, Outcome};

/// A shop with its mailbox.
pub(crate) struct Bakery {
    pub shop: Shop,
    pub mailbox: Mailbox,
}

/// A person of the cast: his name, days since his last order, and what he said about e-mail.
pub(crate) type Regular<'a> = (&'a str, i64, Option<bool>);

impl Bakery {
    /// Opens the bakery on a stage; its letters go to its own mailbox.
    pub(crate) async fn open(stage: &Stage) -> Self {
        let bakery = Self { shop: stage.shop().await, mailbox: Mailbox::open() };
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let settings = Settings {
            name: Some("Corner Bakery".to_owned()),
            currency: Some("EUR".parse().expect("currency")),
            language: Language::En,
            ..Settings::default()
        };
        shop::save_settings(&mut tx, &settings).await.expect("settings");
        channels::save_email_settings(&mut tx, &bakery.shop, &bakery.email())
            .await
            .expect("e-mail settings");
        // Somebody bought yesterday: a history that ended is looked at from its end.
        let yesterday = tx.now().plus_days(-1);
        let nobody = OrderDraft { person: None, ..order("nobody", yesterday, 300, None) };
        orders::record_many(&mut tx, None, &[nobody.sealed()]).await.expect("recorded");
        tx.commit().await.expect("commit");
        bakery
    }

    pub(crate) fn email(&self) -> EmailSettings {
        EmailSettings {
            kind: EmailKind::Smtp,
            host: Some("127.0.0.1".to_owned()),
            port: Some(self.mailbox.port()),
            tls: Tls::None,
            from_address: Some("hello@bakery.test".to_owned()),
            postal_address: Some("7 Mill Lane, Leeds".to_owned()),
            public_url: Some("https://bakery.test/".to_owned()),
            ..EmailSettings::default()
        }
    }

    /// These people have bought, each once, and have said what they said.
    pub(crate) async fn know(&self, people: &[Regular<'_>]) -> Vec<Known> {
        let mut tx = self.shop.write(Actor::System).await.expect("a transaction");
        let now = tx.now();
        let drafts: Vec<OrderDraft> = people
            .iter()
            .map(|(name, days, said)| order(name, now.plus_days(-days), 2_500, *said))
            .collect();
        let recorded = orders::record_many(&mut tx, None, &drafts).await.expect("recorded");
        let known: Vec<Known> = recorded.customers.into_iter().flatten().collect();
        let said = known.iter().zip(people).filter_map(|(known, (_, _, said))| {
            Some((known.id, answer(if (*said)? { Said::Granted } else { Said::Denied }, now)))
        });
        consent::declare_many(&mut tx, said.collect()).await.expect("consents");
        tx.commit().await.expect("commit");
        known
    }

    /// `n` quiet people who have agreed, named `p000` and so on.
    pub(crate) async fn know_crowd(&self, n: usize) -> Vec<Known> {
        let names: Vec<String> = (0..n).map(|number| format!("p{number:03}")).collect();
        let people: Vec<Regular<'_>> =
            names.iter().map(|name| (name.as_str(), 120, Some(true))).collect();
        self.know(&people).await
    }

    /// The win-back campaign to everybody quiet for 90 days; nobody has been written to yet.
    pub(crate) async fn plan(&self, hold_out: f64) -> CampaignId {
        self.planned(Self::win_back(hold_out)).await
    }

    /// Writes a plan down.
    pub(crate) async fn planned(&self, plan: Plan) -> CampaignId {
        let mut tx = self.shop.write(Actor::System).await.expect("a transaction");
        let campaign = campaigns::create(&mut tx, &plan).await.expect("created");
        tx.commit().await.expect("commit");
        campaign.id
    }

    /// The win-back letter to everybody quiet for 90 days.
    pub(crate) fn win_back(hold_out: f64) -> Plan {
        let recipe = recipes::find("win_back", Language::En).expect("recipe");
        let said = (Language::En, Footing::Agreed);
        let made = blocks::made(&recipe.design(), &House::default(), said);
        Plan {
            name: "Win-back".to_owned(),
            audience: Audience { quiet_days_min: Some(90), ..Audience::default() },
            channel: channels::Channel::Email,
            note: String::new(),
            subject: recipe.subject.to_owned(),
            body_mjml: made.mjml,
            design: None,
            language: Language::En,
            hold_out: HoldOutShare::new(hold_out).expect("share"),
            variants: Vec::new(),
            delivery: campaigns::Delivery::default(),
        }
    }

    /// Starts a campaign; the sending itself is left to [`Bakery::work`].
    pub(crate) async fn start(&self, id: CampaignId) {
        let mut tx = self.shop.write(Actor::System).await.expect("a transaction");
        campaigns::start(&mut tx, id).await.expect("started");
        tx.commit().await.expect("commit");
    }

    /// Does everything that is due now.
    pub(crate) async fn work(&self) {
        work::do_all_due(&self.shop, &crate::kinds_of_work()).await.expect("work");
    }

    /// How many people of a campaign had an outcome.
    pub(crate) async fn n(&self, id: CampaignId, outcome: Outcome) -> i64 {
        let mut tx = self.shop.read().await.expect("a transaction");
        let counts = contact::counts(&mut tx, id).await.expect("counts");
        counts.get(&outcome).copied().unwrap_or_default()
    }

    /// Every decision of a campaign.
    pub(crate) async fn decisions(&self, id: CampaignId) -> Vec<Decision> {
        let mut tx = self.shop.read().await.expect("a transaction");
        contact::decisions(&mut tx, id, None, None, 100_000).await.expect("decisions")
    }

    /// Outcome and reason of the decision about one person.
    pub(crate) async fn why(&self, id: CampaignId, person: Known) -> (&'static str, &'static str) {
        let decisions = self.decisions(id).await;
        let decision = decisions.iter().find(|decision| decision.customer == person);
        decision.map_or(("-", "-"), |decision| (decision.outcome.word(), decision.reason.code()))
    }

    /// Where a campaign stands.
    pub(crate) async fn state(&self, id: CampaignId) -> &'static str {
        let mut tx = self.shop.read().await.expect("a transaction");
        campaigns::find(&mut tx, id).await.expect("campaign").state.word()
    }

    /// Addresses that got a letter, each as often as it got one.
    pub(crate) fn written_to(&self) -> Vec<String> {
        let mut to: Vec<String> =
            self.mailbox.received().into_iter().flat_map(|message| message.to).collect();
        to.sort_unstable();
        to
    }
}

pub(super) fn answer(state: Said, at: Instant) -> Consent {
    Consent {
        purpose: Purpose::Marketing,
        channel: Channel::Email,
        state,
        ground: Ground::Answer,
        proof: None,
        at,
        source: "test".to_owned(),
    }
}

pub(crate) fn order(name: &str, at: Instant, amount: i64, said: Option<bool>) -> OrderDraft {
    let consents = said.map(|granted| ConsentDraft {
        channel: ConsentChannel::Email,
        granted,
        at: Some(at),
        text: None,
    });
    OrderDraft {
        person: Some(PersonDraft {
            external_id: Some(name.to_owned()),
            email: Some(format!("{name}@example.test")),
            name: Some(name.to_owned()),
            consents: consents.into_iter().collect(),
            ..PersonDraft::default()
        }),
        amount: Some(amount),
        ..testkit::order("test", &format!("{name}-{}", at.0), at)
    }
    .sealed()
}
