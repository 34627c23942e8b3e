//! The win-back and what it changed, on both engines.

use act::campaigns::{self, Audience, Plan};
use act::contact::{self, Arm, HoldOutShare};
use collect::consent::{self, Channel, Consent, Ground, Purpose, State as Said};
use collect::customers::Known;
use collect::orders;
use collect::orders::draft::{OrderDraft, PersonDraft};
use collect::shop::{self, Language, Settings, Shop};
use collect::work;
use domain::{CampaignId, Instant, Money, OrderStatus};
use records::Actor;
use testkit::{Stage, on_both_engines};

use super::*;

/// A shop of so many quiet people who all agreed, with its letters going into the folder.
async fn quiet_shop(stage: &Stage, n: usize) -> (Shop, Vec<Known>) {
    let shop = stage.shop().await;
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let settings =
        Settings { currency: Some("EUR".parse().expect("currency")), ..Settings::default() };
    shop::save_settings(&mut tx, &settings).await.expect("settings");
    let long_ago = tx.now().plus_days(-20);
    let drafts: Vec<OrderDraft> =
        (0..n).map(|number| order(number, long_ago, OrderStatus::Paid)).collect();
    let recorded = orders::record_many(&mut tx, None, &drafts).await.expect("recorded");
    let people: Vec<Known> = recorded.customers.into_iter().flatten().collect();
    let yes = people.iter().map(|person| (person.id, agreed(long_ago))).collect();
    consent::declare_many(&mut tx, yes).await.expect("consents");
    tx.commit().await.expect("commit");
    (shop, people)
}

fn agreed(at: Instant) -> Consent {
    Consent {
        purpose: Purpose::Marketing,
        channel: Channel::Email,
        state: Said::Granted,
        ground: Ground::OptIn,
        proof: None,
        at,
        source: "test".to_owned(),
    }
}

fn order(number: usize, at: Instant, status: OrderStatus) -> OrderDraft {
    OrderDraft {
        person: Some(PersonDraft {
            external_id: Some(format!("p{number:03}")),
            email: Some(format!("p{number:03}@example.test")),
            ..PersonDraft::default()
        }),
        status,
        ..testkit::order("test", &format!("{number}-{}", at.0), at)
    }
    .sealed()
}

/// Writes to everybody with a share held out, and lets the sending come to its end.
async fn write_to_all(shop: &Shop, hold_out: f64) -> CampaignId {
    let recipe = act::blocks::recipes::find("win_back", Language::En).expect("recipe");
    let plan = Plan {
        name: "Win-back".to_owned(),
        audience: Audience::default(),
        channel: act::channels::Channel::Email,
        note: String::new(),
        subject: recipe.subject.to_owned(),
        body_mjml: String::new(),
        design: Some(recipe.design()),
        language: Language::En,
        hold_out: HoldOutShare::new(hold_out).expect("share"),
        variants: Vec::new(),
        delivery: act::campaigns::Delivery::default(),
    };
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let campaign = campaigns::create(&mut tx, &plan).await.expect("created");
    campaigns::start(&mut tx, campaign.id).await.expect("started");
    tx.commit().await.expect("commit");
    work::do_all_due(shop, &act::kinds_of_work()).await.expect("work");
    campaign.id
}

async fn arms_of(shop: &Shop, id: CampaignId, people: &[Known]) -> (Vec<usize>, Vec<usize>) {
    let mut tx = shop.read().await.expect("a transaction");
    let exposures = contact::exposures(&mut tx, id).await.expect("exposures");
    let number = |known: Known| people.iter().position(|one| *one == known).expect("known");
    let (treated, held_out): (Vec<_>, Vec<_>) =
        exposures.into_iter().partition(|dealt| dealt.arm == Arm::Treated);
    let numbers = |dealt: Vec<contact::Exposure>| {
        dealt.into_iter().map(|dealt| number(dealt.customer)).collect()
    };
    (numbers(treated), numbers(held_out))
}

async fn buy(shop: &Shop, drafts: &[OrderDraft]) {
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    orders::record_many(&mut tx, None, drafts).await.expect("recorded");
    tx.commit().await.expect("commit");
}

#[tokio::test]
async fn later_orders_are_compared_as_dealt() {
    on_both_engines(async |stage: Stage| {
        let (shop, people) = quiet_shop(&stage, 200).await;
        let id = write_to_all(&shop, 0.3).await;
        let (treated, held_out) = arms_of(&shop, id, &people).await;
        let sent_at = Stage::OPENING;

        // Of the treated every second buys, some of them twice; of the held out every fourth.
        // A cancelled order, an order from before and one beyond the window do not count.
        let on = |day: i64| sent_at.plus_days(day);
        let paid = |number: &usize, day| order(*number, on(day), OrderStatus::Paid);
        let mut later: Vec<OrderDraft> = treated.iter().step_by(2).map(|n| paid(n, 3)).collect();
        later.extend(treated.iter().step_by(10).map(|n| paid(n, 9)));
        later.extend(held_out.iter().step_by(4).map(|n| paid(n, 5)));
        later.extend(held_out.iter().map(|n| order(*n, on(6), OrderStatus::Cancelled)));
        later.extend(held_out.iter().map(|n| paid(n, -1)));
        later.extend(held_out.iter().map(|n| paid(n, 40)));
        buy(&shop, &later).await;
        stage.clock().set(on(60));

        let options = EffectOptions { window_days: Some(30), as_of: None };
        let effect = of_campaign(&shop, id, options).await.expect("an effect");
        let n = |of: &[usize], step: usize| of.len().div_ceil(step) as i64;
        assert_eq!(effect.treated.n, treated.len() as u64);
        assert_eq!(effect.treated.orders, n(&treated, 2) + n(&treated, 10));
        assert_eq!(effect.treated.buyers as i64, n(&treated, 2));
        assert_eq!(effect.held_out.n, held_out.len() as u64);
        assert_eq!(effect.held_out.orders, n(&held_out, 4));
        let eur = "EUR".parse().expect("currency");
        assert_eq!(effect.held_out.revenue, Some(Money::new(n(&held_out, 4) * 1_000, eur)));

        let expected =
            effect.treated.orders_each.expect("mean") - effect.held_out.orders_each.expect("mean");
        let difference = effect.difference.expect("an answer");
        assert!((difference - expected).abs() < 1e-9, "{difference} and {expected}");
        let extra = effect.extra_orders.expect("an answer");
        assert!((extra.value - difference * treated.len() as f64).abs() < 1e-6);
        assert!(effect.low.expect("low") > 0.0, "{effect:?}");
        assert!(effect.health.iter().all(|check| check.ok), "{:?}", effect.health);
        assert!(effect.sample_ratio_p.expect("p") > 0.001);

        // Without a window the late orders of the held out count as well.
        let effect = of_campaign(&shop, id, EffectOptions::default()).await.expect("an effect");
        assert_eq!(effect.held_out.orders, n(&held_out, 4) + held_out.len() as i64);
        let listed = of_shop(&shop, EffectOptions::default(), None, 10).await.expect("a list");
        assert_eq!(listed.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn where_nobody_was_held_out_there_is_no_answer_and_the_reason() {
    on_both_engines(async |stage: Stage| {
        let (shop, _) = quiet_shop(&stage, 40).await;
        let id = write_to_all(&shop, 0.0).await;
        stage.clock().advance_days(30);
        let effect = of_campaign(&shop, id, EffectOptions::default()).await.expect("an effect");
        assert_eq!((effect.treated.n, effect.held_out.n), (40, 0));
        assert_eq!((effect.difference, effect.sample_ratio_p), (None, None));
        let codes: Vec<&str> =
            effect.head.caveats.0.iter().map(|caveat| caveat.code.as_str()).collect();
        assert_eq!(codes, ["arms_too_small"]);
        let both = effect.health.iter().find(|check| check.code == "both_arms");
        assert_eq!(both.map(|check| check.ok), Some(false));
    })
    .await;
}

#[tokio::test]
async fn orders_dated_ahead_are_said_and_seen_when_asked() {
    on_both_engines(async |stage: Stage| {
        let (shop, people) = quiet_shop(&stage, 60).await;
        let id = write_to_all(&shop, 0.5).await;
        let (treated, _) = arms_of(&shop, id, &people).await;
        let ahead = Stage::OPENING.plus_days(7);
        buy(&shop, &[order(treated[0], ahead, OrderStatus::Paid)]).await;

        let effect = of_campaign(&shop, id, EffectOptions::default()).await.expect("an effect");
        assert_eq!(effect.treated.orders, 0);
        let said = effect.head.caveats.0.iter().any(|caveat| caveat.code == "orders_after");
        assert!(said, "{:?}", effect.head.caveats);

        let as_of = Some(AsOf::Moment(ahead.plus_days(1)));
        let options = EffectOptions { window_days: None, as_of };
        let effect = of_campaign(&shop, id, options).await.expect("an effect");
        assert_eq!(effect.treated.orders, 1);
    })
    .await;
}
