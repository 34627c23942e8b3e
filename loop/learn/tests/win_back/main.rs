//! The whole loop on an order history: files come in, who went quiet is written to with some held
//! out, the orders that follow come in, and what the letter changed is told.
//!
//! Played on the year of `uci-online-retail` where it is at hand, and always on a small history of
//! our own making.

mod history;

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use act::blocks::recipes;
use act::campaigns::{self, Audience, Plan};
use act::channels::{self, EmailKind, EmailSettings, Tls};
use act::contact::{self, Arm, HoldOutShare, Outcome};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use collect::customers;
use collect::imports::{self, NewImport, Summary};
use collect::shop::{Language, Shop};
use collect::work;
use domain::{CampaignId, Instant};
use history::{History, SPLIT};
use learn::effects::{self, EffectOptions};
use records::Actor;
use testkit::{Mailbox, Received, Stage, on_both_engines};
use tower::ServiceExt;

/// Silent for two months.
const QUIET_DAYS: i64 = 60;

const HELD_OUT: f64 = 0.25;

/// A shop, and where its letters arrive.
struct GiftShop {
    shop: Shop,
    mailbox: Mailbox,
}

#[tokio::test]
async fn a_small_shop_writes_to_the_quiet_ones_and_learns_what_it_changed() {
    on_both_engines(async |stage| play(&stage, &History::made_up()).await).await;
}

#[tokio::test]
async fn a_year_of_a_gift_shop_goes_round_the_loop() {
    let Some(history) = History::online_retail() else { return };
    on_both_engines(async |stage| play(&stage, &history).await).await;
}

async fn play(stage: &Stage, history: &History) {
    stage.clock().set(morning(SPLIT));
    let gift_shop = GiftShop::open(stage).await;
    let before = gift_shop.takes_in(&history.before(stage.folder())).await;
    assert_eq!(before.rejected_count, 0);

    let campaign = gift_shop.writes_to_the_quiet().await;
    let letters = gift_shop.mailbox.received();
    gift_shop.checks_who_was_written_to(campaign, &letters).await;
    gift_shop.lets_go(letters.first().expect("somebody was written to")).await;

    stage.clock().set(morning("2011-12-10"));
    gift_shop.takes_in(&history.after(stage.folder())).await;
    gift_shop.checks_the_effect(campaign, history).await;
}

fn morning(day: &str) -> Instant {
    format!("{day}T08:00:00Z").parse().expect("a moment")
}

impl GiftShop {
    async fn open(stage: &Stage) -> Self {
        let mailbox = Mailbox::open();
        let shop = stage.shop().await;
        let email = EmailSettings {
            kind: EmailKind::Smtp,
            host: Some("127.0.0.1".to_owned()),
            port: Some(mailbox.port()),
            tls: Tls::None,
            from_address: Some("hello@gifts.test".to_owned()),
            postal_address: Some("1 Harbour Road, Hull".to_owned()),
            public_url: Some("https://gifts.test/".to_owned()),
            ..EmailSettings::default()
        };
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        channels::save_email_settings(&mut tx, &shop, &email).await.expect("settings");
        tx.commit().await.expect("kept");
        Self { shop, mailbox }
    }

    async fn takes_in(&self, path: &Path) -> Summary {
        let options = serde_json::json!({ "currency": "GBP", "zone": "UTC" });
        let new = NewImport {
            file_name: "orders.csv".to_owned(),
            path: path.to_owned(),
            options: serde_json::from_value(options).expect("options"),
            is_dry_run: false,
        };
        imports::run(&self.shop, &new, &Arc::default()).await.expect("taken in")
    }

    async fn writes_to_the_quiet(&self) -> CampaignId {
        let recipe = recipes::find("win_back", Language::En).expect("recipe");
        let plan = Plan {
            name: "Win-back".to_owned(),
            audience: Audience { quiet_days_min: Some(QUIET_DAYS), ..Audience::default() },
            channel: act::channels::Channel::Email,
            note: String::new(),
            subject: recipe.subject.to_owned(),
            body_mjml: String::new(),
            design: Some(recipe.design()),
            language: Language::En,
            hold_out: HoldOutShare::new(HELD_OUT).expect("share"),
            variants: Vec::new(),
            delivery: act::campaigns::Delivery::default(),
        };
        let mut tx = self.shop.write(Actor::System).await.expect("a transaction");
        let campaign = campaigns::create(&mut tx, &plan).await.expect("created");
        campaigns::start(&mut tx, campaign.id).await.expect("started");
        tx.commit().await.expect("kept");
        work::do_all_due(&self.shop, &act::kinds_of_work()).await.expect("work");
        campaign.id
    }

    async fn checks_who_was_written_to(&self, campaign: CampaignId, letters: &[Received]) {
        let written_to: HashSet<&String> = letters.iter().flat_map(|letter| &letter.to).collect();
        assert_eq!(written_to.len(), letters.len(), "nobody is written to twice");
        for address in &written_to {
            assert_eq!(history::answer_of(address), "yes", "{address} has agreed");
        }
        let mut tx = self.shop.read().await.expect("a transaction");
        let counts = contact::counts(&mut tx, campaign).await.expect("counts");
        let n = |outcome| counts.get(&outcome).copied().unwrap_or_default();
        assert_eq!(n(Outcome::Sent), i64::try_from(letters.len()).expect("few"));
        assert!(n(Outcome::HeldOut) > 0, "somebody is held out");
        assert!(n(Outcome::NoConsent) > 0, "who has not agreed is shown as such");
        assert_eq!(
            counts.values().sum::<i64>(),
            n(Outcome::Sent) + n(Outcome::HeldOut) + n(Outcome::NoConsent)
        );
        for dealt in contact::exposures(&mut tx, campaign).await.expect("exposures") {
            let known = customers::find(&mut tx, dealt.customer.id).await.expect("found");
            let address = known.and_then(|known| known.email).expect("an address");
            assert_eq!(written_to.contains(&address), dealt.arm == Arm::Treated, "{address}");
        }
    }

    /// Somebody presses the mail program's own button; no other letter goes to him.
    async fn lets_go(&self, letter: &Received) {
        assert_eq!(
            letter.header("List-Unsubscribe-Post").as_deref(),
            Some("List-Unsubscribe=One-Click")
        );
        let way_out = letter.header("List-Unsubscribe").expect("a way out");
        let path = way_out.trim_matches(['<', '>']).trim_start_matches("https://gifts.test");
        let pressed = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("List-Unsubscribe=One-Click"))
            .expect("a request");
        let router = act::router().split_for_parts().0.with_state(self.shop.clone());
        let answer = router.oneshot(pressed).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK);

        self.writes_to_the_quiet().await;
        let address = &letter.to[0];
        assert_eq!(self.mailbox.received_by(address).len(), 1, "{address} has said no");
        let mut tx = self.shop.read().await.expect("a transaction");
        let number = customers::search(&mut tx, address).await.expect("found")[0];
        let who = customers::of_numbers(&mut tx, &[number]).await.expect("found")[0].id;
        let why = contact::decisions_about(&mut tx, who, 10).await.expect("decisions");
        let mut reasons: Vec<&str> = why.iter().map(|decision| decision.reason.code()).collect();
        reasons.sort_unstable();
        assert_eq!(reasons, ["accepted", "consent_denied"]);
    }

    async fn checks_the_effect(&self, campaign: CampaignId, history: &History) {
        let options = EffectOptions { window_days: Some(30), as_of: None };
        let effect = effects::of_campaign(&self.shop, campaign, options).await.expect("an effect");
        let mut tx = self.shop.read().await.expect("a transaction");
        let exposures = contact::exposures(&mut tx, campaign).await.expect("exposures");
        let purchases = history.purchases();
        let mut naive = [(0_u64, 0_i64); 2];
        for dealt in exposures {
            let known = customers::find(&mut tx, dealt.customer.id).await.expect("found");
            let number = known.and_then(|known| known.external_id).expect("a number");
            let arm = &mut naive[usize::from(dealt.arm == Arm::HeldOut)];
            arm.0 += 1;
            let window = dealt.dealt_at..dealt.dealt_at.plus_days(30);
            let bought = purchases.get(number.as_str()).into_iter().flatten();
            arm.1 += bought.filter(|at| window.contains(*at)).count() as i64;
        }
        let told = [effect.treated, effect.held_out].map(|arm| (arm.n, arm.orders));
        assert_eq!(told, naive, "people and orders of both arms, counted again from the file");
        let difference = effect.difference.expect("both arms have people");
        assert!(effect.low.expect("a bound") < difference);
        assert!(difference < effect.high.expect("a bound"));
        assert!(effect.sample_ratio_p.expect("a check") > 0.001, "dealt as planned");
    }
}
