//! Stripe: events that are late, doubled and out of order, what was before, and what was missed.

use std::collections::BTreeMap;

use domain::{Instant, ShopZone};
use jiff::civil::date;
use testkit::{Reply, StorefrontPeer, on_both_engines, real_data};

use super::asked::{asking, state_of};
use super::*;
use crate::privacy::{self, Asked, Verb};
use crate::storefronts::errands::{Days, State};
use crate::storefronts::telling::{self, Accent, Told};
use crate::subscriptions::TOLD;
use crate::{customers, timeline};

/// The first second of a day of February 2026.
fn second(day: i64) -> i64 {
    1_769_904_000 + (day - 1) * 86_400
}

/// A subscription as Stripe writes it, shortened to what matters.
fn subscription(nth: u64, day: i64, status: &str, cents: i64) -> Json {
    json!({
        "id": format!("sub_{nth:04}"), "object": "subscription",
        "customer": format!("cus_{nth:04}"), "status": status,
        "created": second(day), "start_date": second(day), "currency": "eur",
        "trial_end": null, "ended_at": null, "cancel_at_period_end": false, "discounts": [],
        "items": { "object": "list", "data": [{ "quantity": 1, "discounts": [], "price": {
            "nickname": "Bread club",
            "unit_amount": cents, "unit_amount_decimal": cents.to_string(),
            "recurring": { "interval": "month", "interval_count": 1, "usage_type": "licensed" },
        } }] },
    })
}

/// The same in a list, where its customer is told in whole.
fn listed(mut told: Json) -> Json {
    let number = told["customer"].as_str().expect("a number").to_owned();
    told["customer"] = json!({ "id": number, "object": "customer", "created": told["created"],
        "email": format!("{number}@example.test"), "name": "Club Member" });
    told
}

fn event(name: &str, kind: &str, at: i64, object: &Json) -> Json {
    json!({ "id": name, "object": "event", "type": kind, "created": at,
            "data": { "object": object } })
}

impl Bakery {
    /// Stripe tells an event; it is signed now, whenever what it tells was so.
    async fn hears(&self, event: &Json) -> StatusCode {
        self.tells_as("", "", "", event).await
    }

    /// How each subscription stood at the end of each day on which something was told of it.
    async fn stood(&self) -> BTreeMap<(String, String), (String, i64)> {
        let mut tx = self.shop.read().await.expect("a transaction");
        let all = (Instant(i64::MIN), Instant(i64::MAX));
        let mut told = timeline::told_deeds(&mut tx, TOLD, all.0, all.1).await.expect("deeds");
        told.sort_by_key(|deed| deed.at);
        let line = |deed: timeline::ToldDeed| {
            let told = deed.properties.expect("it tells something");
            let text = |name: &str| told[name].as_str().expect("a word").to_owned();
            let day = ShopZone::utc().day_of(deed.at).to_string();
            let minor = told["amount_minor"].as_i64().expect("an amount");
            ((text("subscription_id"), day), (text("status"), minor))
        };
        told.into_iter().map(line).collect()
    }
}

fn stood_of(stood: &BTreeMap<(String, String), (String, i64)>, number: &str) -> Vec<String> {
    let own = stood.iter().filter(|((of, _), _)| of == number);
    own.map(|((_, day), (status, minor))| format!("{day} {status} {minor}")).collect()
}

#[tokio::test]
async fn a_subscription_is_what_it_was_on_each_day_whatever_the_network_does() {
    on_both_engines(async |stage| {
        stage.clock().set(Instant(second(28) * 1_000_000));
        let bakery = Bakery::of(&stage, Kind::Stripe).await;
        let order_of = |mut nth: usize, mut items: Vec<Json>| {
            let mut shuffled = Vec::new();
            while !items.is_empty() {
                shuffled.push(items.remove(nth % items.len()));
                nth /= items.len() + 1;
            }
            shuffled
        };
        for nth in 0..24_usize {
            let number = nth as u64;
            let state = |status: &str, cents| {
                let mut told = subscription(number, 1, status, cents);
                told["trial_end"] = json!(second(5));
                told
            };
            let mut over = state("canceled", 2_000);
            over["ended_at"] = json!(second(20));
            let name = |of: u32| format!("evt_{nth}_{of}");
            let changed = "customer.subscription.updated";
            let story = vec![
                event(
                    &name(1),
                    "customer.subscription.created",
                    second(1),
                    &state("trialing", 1_000),
                ),
                event(&name(2), changed, second(5), &state("active", 1_000)),
                event(&name(3), changed, second(9), &state("active", 2_000)),
                event(&name(4), "customer.subscription.deleted", second(20), &over),
            ];
            for told in order_of(nth, story) {
                assert_eq!(bakery.hears(&told).await, StatusCode::OK);
                bakery.works().await;
                // Once more, and once more changed by somebody on the way: the name is known.
                assert_eq!(bakery.hears(&told).await, StatusCode::OK);
                let mut again = told.clone();
                again["data"]["object"]["items"]["data"][0]["quantity"] = json!(9);
                assert_eq!(bakery.hears(&again).await, StatusCode::OK);
            }
        }
        bakery.works().await;
        let stood = bakery.stood().await;
        for nth in 0..24 {
            let expected = [
                "2026-02-01 trialing 1000",
                "2026-02-05 active 1000",
                "2026-02-09 active 2000",
                "2026-02-20 canceled 2000",
            ];
            assert_eq!(stood_of(&stood, &format!("sub_{nth:04}")), expected, "order {nth}");
        }
        let fates = bakery.fates().await;
        assert_eq!(fates.len(), 24 * 4);
        // What its dates had told before is no news.
        assert!(fates.iter().all(|fate| fate == "taken" || fate == "known"), "{fates:?}");
        // Everything played again changes nothing.
        let before = bakery.n_happenings().await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        deliveries::replay(&mut tx, bakery.id, deliveries::Replay::All).await.expect("replayed");
        tx.commit().await.expect("kept");
        bakery.works().await;
        assert_eq!((bakery.n_happenings().await, bakery.stood().await), (before, stood));
        assert!(bakery.fates().await.iter().all(|fate| fate == "known"));
    })
    .await;
}

#[tokio::test]
async fn only_what_stripe_signed_lately_is_let_in() {
    on_both_engines(async |stage| {
        let papers = Papers::default();
        let bakery = Bakery::with(&stage, (Kind::Stripe, "api.stripe.com"), papers).await;
        let told = event(
            "evt_1",
            "customer.subscription.created",
            second(1),
            &subscription(1, 1, "active", 500),
        )
        .to_string();
        let now = stage.clock_now();
        let away = |seconds: i64| Instant(now.0 + seconds * 1_000_000);
        let signed = |body: &str, at| signature::of_stripe(SECRET, body.as_bytes(), at);
        let sends = async |body: &str, signature: &str| {
            let (status, told) =
                bakery.sends(&[("Stripe-Signature", signature)], body.to_owned()).await;
            (status.as_u16(), told["code"].as_str().unwrap_or_default().to_owned())
        };
        // Its secret is made when Stripe hears of our address, so it comes second.
        assert!(!bakery.storefront().await.can_be_heard);
        assert_eq!(sends(&told, &signed(&told, now)).await, (401, "no_secret".to_owned()));
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let seal = bakery.shop.seal(&mut tx).expect("a seal");
        let papers = Papers { signing_secret: Some(SECRET.to_owned()), ..Papers::default() };
        super::super::change(&mut tx, &seal, bakery.id, papers).await.expect("changed");
        tx.commit().await.expect("kept");
        let tampered = told.replace("500", "900");
        assert_eq!(sends(&tampered, &signed(&told, now)).await, (401, "unsigned".to_owned()));
        assert_eq!(sends(&told, "").await, (401, "unsigned".to_owned()));
        assert_eq!(sends(&told, &signed(&told, away(-301))).await, (401, "stale".to_owned()));
        assert_eq!(sends(&told, &signed(&told, away(301))).await, (401, "stale".to_owned()));
        assert_eq!(sends("[]", &signed("[]", now)).await, (400, "no_topic".to_owned()));
        assert_eq!(bakery.fates().await, Vec::<String>::new());
        assert_eq!(bakery.storefront().await.n_refused, 6);
        assert_eq!(sends(&told, &signed(&told, away(-299))).await, (200, String::new()));
        bakery.works().await;
        assert_eq!(bakery.fates().await, ["taken"]);
        // Another place than Stripe's is not asked with its key.
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let elsewhere = (Kind::Stripe, "https://api.stripe.com.evil.test");
        assert!(connect(&mut tx, &seal, elsewhere, Papers::default()).await.is_err());
    })
    .await;
}

/// 230 subscriptions of 23 days, every tenth of them over, and 40 customers without any.
fn full(peer: &StorefrontPeer) {
    for nth in 0..230_u64 {
        let day = 1 + (nth % 23) as i64;
        let mut told = subscription(nth, day, "active", 1_000 + nth as i64);
        if nth % 10 == 0 {
            (told["status"], told["ended_at"]) = (json!("canceled"), json!(second(25)));
        }
        peer.has_subscription(listed(told));
    }
    for nth in 230..270_u64 {
        peer.has_customer(json!({ "id": format!("cus_{nth:04}"), "object": "customer",
            "created": second(1), "email": format!("cus_{nth:04}@example.test") }));
    }
}

async fn differing(bakery: &Bakery) -> Vec<(i8, i64, i64)> {
    let mut tx = bakery.shop.read().await.expect("a transaction");
    let days = errands::days(&mut tx, bakery.id).await.expect("days");
    let beside = |day: errands::DayBeside| {
        let (n, sum) = (day.n_theirs - day.n_ours, day.sum_theirs - day.sum_ours);
        (!day.agrees()).then_some((day.day.day(), n, sum))
    };
    days.into_iter().rev().filter_map(beside).collect()
}

#[tokio::test]
async fn everything_before_is_fetched_and_a_day_on_which_something_was_missed_is_seen() {
    on_both_engines(async |stage| {
        stage.clock().set(Instant(second(27) * 1_000_000));
        let peer = StorefrontPeer::stripe();
        full(&peer);
        let bakery = asking(&stage, Kind::Stripe, &peer).await;
        peer.gateway.once(Reply::ComeBack(429, 7));
        assert_eq!(bakery.runs(Errand::Fill, None).await, 1);
        let busy = (State::Running, Some("busy".to_owned()));
        assert_eq!(state_of(&bakery, Errand::Fill).await, busy);
        stage.clock().set(Instant(stage.clock_now().0 + 7_000_000));
        // Three pages of subscriptions and one of customers.
        assert_eq!(bakery.goes_on(Errand::Fill).await, 4);
        assert_eq!(state_of(&bakery, Errand::Fill).await, (State::Done, None));
        let people = bakery.knows().await;
        assert_eq!(people.iter().filter(|line| line.starts_with("email ")).count(), 270);
        let stood = bakery.stood().await;
        assert_eq!(stood_of(&stood, "sub_0001"), ["2026-02-02 active 1001"]);
        let ended = ["2026-02-11 active 1010", "2026-02-25 canceled 1010"];
        assert_eq!(stood_of(&stood, "sub_0010"), ended);
        // Whether that was all is looked at by itself.
        bakery.goes_on(Errand::Check).await;
        assert_eq!(state_of(&bakery, Errand::Check).await, (State::Done, None));
        assert_eq!(differing(&bakery).await, []);
        let before = (people, bakery.n_happenings().await);
        stage.clock().set(Instant(stage.clock_now().0 + 3_600_000_000));
        bakery.runs(Errand::Fill, None).await;
        bakery.goes_on(Errand::Check).await;
        assert_eq!((bakery.knows().await, bakery.n_happenings().await), before, "nothing is new");

        // Unheard: one more of the 3rd, one that costs more, one that is over.
        peer.has_subscription(listed(subscription(900, 3, "active", 700)));
        peer.has_subscription(listed(subscription(4, 5, "active", 5_000)));
        let mut over = subscription(6, 7, "canceled", 1_006);
        over["ended_at"] = json!(second(26));
        peer.has_subscription(listed(over));
        let month = Days { from: date(2026, 2, 1), until: date(2026, 3, 1) };
        bakery.runs(Errand::Check, Some(month)).await;
        assert_eq!(differing(&bakery).await, [(3, 1, 700), (5, 0, 3_996), (7, 0, -1_006)]);
        // The night comes: all of it is listed once more, and then the days agree.
        stage.clock().set(Instant(stage.clock_now().0 + 24 * 3_600_000_000));
        bakery.works().await;
        assert_eq!(differing(&bakery).await, []);
        let stood = bakery.stood().await;
        let over = ["2026-02-07 active 1006", "2026-02-26 canceled 1006"];
        assert_eq!(
            stood_of(&stood, "sub_0006"),
            over,
            "over when it was over, not when it was seen"
        );
        assert_eq!(stood_of(&stood, "sub_0900"), ["2026-02-03 active 700"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_off_is_asked_for_where_an_event_only_names_it() {
    on_both_engines(async |stage| {
        stage.clock().set(Instant(second(3) * 1_000_000));
        let peer = StorefrontPeer::stripe();
        let bakery = asking(&stage, Kind::Stripe, &peer).await;
        let mut told = subscription(1, 2, "active", 2_000);
        told["discounts"] = json!(["di_1"]);
        let created = "customer.subscription.created";
        let mut whole = told.clone();
        whole["discounts"] = json!([{ "id": "di_1", "object": "discount",
            "coupon": { "duration": "forever", "percent_off": 25 } }]);
        peer.has_subscription(listed(whole));
        bakery.hears(&event("evt_1", created, second(2), &told)).await;
        bakery.works().await;
        let stood = bakery.stood().await;
        let known_since = ["2026-02-02 active 2000", "2026-02-03 active 1500"];
        assert_eq!(stood_of(&stood, "sub_0001"), known_since);
        // From then on its name is enough.
        told["items"]["data"][0]["quantity"] = json!(2);
        stage.clock().set(Instant(second(4) * 1_000_000));
        let changed = "customer.subscription.updated";
        bakery.hears(&event("evt_2", changed, second(4), &told)).await;
        bakery.works().await;
        let stood = bakery.stood().await;
        let last = stood_of(&stood, "sub_0001").pop();
        assert_eq!(last.as_deref(), Some("2026-02-04 active 3000"));
    })
    .await;
}

#[tokio::test]
async fn what_happens_to_money_is_an_event_of_its_customer_and_nobody_else() {
    on_both_engines(async |stage| {
        stage.clock().set(Instant(second(9) * 1_000_000));
        let bakery = Bakery::of(&stage, Kind::Stripe).await;
        let invoice = json!({ "id": "in_1", "object": "invoice", "customer": "cus_0001",
            "currency": "eur", "amount_due": 1_250, "amount_paid": 1_250, "attempt_count": 2,
            "subscription": "sub_0001" });
        let mut guest = invoice.clone();
        guest["customer"] = Json::Null;
        let charge = json!({ "id": "ch_1", "object": "charge", "customer": "cus_0001",
            "currency": "jpy", "amount_refunded": 300 });
        for (nth, kind, object) in [
            (1, "invoice.payment_failed", &invoice),
            (2, "invoice.paid", &invoice),
            (3, "charge.refunded", &charge),
            (4, "invoice.paid", &guest),
            (5, "charge.dispute.created", &charge),
        ] {
            bakery.hears(&event(&format!("evt_{nth}"), kind, second(8) + nth, object)).await;
        }
        bakery.works().await;
        let fates = bakery.fates().await;
        assert_eq!(fates, ["taken", "taken", "taken", "passed nobody", "passed not_needed"]);
        let deed = async |name: &str| {
            let mut tx = bakery.shop.read().await.expect("a transaction");
            let all = (Instant(i64::MIN), Instant(i64::MAX));
            let told = timeline::told_deeds(&mut tx, name, all.0, all.1).await.expect("deeds");
            assert_eq!(told.len(), 1, "{name}");
            told[0].properties.clone().expect("it tells something")
        };
        let failed = deed("Payment Failed").await;
        assert_eq!((&failed["amount"], &failed["attempt"]), (&json!(12.5), &json!(2)));
        assert_eq!(failed["subscription_id"], "sub_0001");
        assert_eq!(deed("Invoice Paid").await["attempt"], Json::Null);
        assert_eq!(deed("Charge Refunded").await["amount"], json!(300.0));
    })
    .await;
}

#[tokio::test]
async fn whoever_is_forgotten_does_not_come_back_by_his_subscription() {
    on_both_engines(async |stage| {
        stage.clock().set(Instant(second(9) * 1_000_000));
        let peer = StorefrontPeer::stripe();
        let bakery = asking(&stage, Kind::Stripe, &peer).await;
        let created = "customer.subscription.created";
        for nth in 1..=2 {
            let told = subscription(nth, 8, "active", 700);
            bakery.hears(&event(&format!("evt_{nth}"), created, second(8), &told)).await;
            peer.has_subscription(listed(told));
        }
        bakery.works().await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let name = customers::Identity {
            kind: "external_id".to_owned(),
            value: "stripe:cus_0001".to_owned(),
        };
        let known = customers::called(&mut tx, &name).await.expect("found").expect("he is there");
        let asked = Asked { verb: Verb::Erase, customer: known.id, source: "test", due_at: None };
        let id = privacy::ask(&mut tx, asked).await.expect("asked");
        tx.commit().await.expect("kept");
        privacy::carry_out(&bakery.shop, id).await.expect("done");
        let proven = privacy::verify(&bakery.shop, id).await.expect("searched");
        assert_eq!(proven.state, privacy::State::Verified, "{:?}", proven.receipt.found);
        // Neither what is delivered late nor what is fetched brings him back.
        let changed = "customer.subscription.updated";
        let told = subscription(1, 8, "active", 900);
        bakery.hears(&event("evt_3", changed, second(9), &told)).await;
        bakery.works().await;
        assert_eq!(bakery.fates().await.last().map(String::as_str), Some("passed forgotten"));
        assert_eq!(bakery.runs(Errand::Fill, None).await, 2);
        bakery.goes_on(Errand::Check).await;
        let numbers: Vec<String> =
            bakery.stood().await.into_keys().map(|(number, _)| number).collect();
        assert_eq!(numbers, ["sub_0002"]);
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let n = tx.number("select count(*) from storefront_subscription", vec![]).await;
        assert_eq!(n.expect("a number"), 1);
        drop(tx);
        // Stripe goes on listing him; a day is not wrong for that.
        let month = Days { from: date(2026, 2, 1), until: date(2026, 3, 1) };
        bakery.runs(Errand::Check, Some(month)).await;
        assert_eq!(differing(&bakery).await, []);
    })
    .await;
}

#[test]
fn the_subscription_that_stripe_publishes_is_understood() {
    let Some(path) = real_data("stripe/fixtures3.json") else { return };
    let text = std::fs::read_to_string(path).expect("it can be read");
    let published: Json = serde_json::from_str(&text).expect("JSON");
    let accent = Accent { kind: Kind::Stripe, currency: None, consent_field: None };
    let read = |topic: &str, name: &str| {
        telling::document_of(accent, topic, &published["resources"][name])
    };
    let Ok(Told::Subscription(told)) = read("customer.subscription.updated", "subscription") else {
        panic!("no subscription")
    };
    assert_eq!(told.number, "sub_1Pgc6rB7WZ01zgkWNy0Cn5nw");
    assert_eq!(told.person.external_id.as_deref(), Some("cus_QXg1o8vcGmoR32"));
    assert!(matches!(read("customer.updated", "customer"), Ok(Told::Person { .. })));
    assert_eq!(read("plan.created", "event"), Ok(Told::Nothing("not_needed")));
    let Ok(Told::Deed(paid)) = read("invoice.paid", "invoice") else { panic!("no invoice") };
    assert_eq!(paid.properties["subscription_id"], "subscription");
}
