//! What is fetched by asking: everything that was before, and the proof that nothing was missed.

use std::time::Duration;

use jiff::civil::date;
use testkit::{Reply, SHOPIFY_TOKEN, STRIPE_KEY, StorefrontPeer, WOO_KEY, on_both_engines};

use super::*;
use crate::storefronts::errands::{Days, State};

pub(super) async fn asking(stage: &Stage, kind: Kind, peer: &StorefrontPeer) -> Bakery {
    let (api_name, api_secret) = match kind {
        Kind::Shopify => (None, SHOPIFY_TOKEN),
        Kind::Woocommerce => (Some(WOO_KEY.0.to_owned()), WOO_KEY.1),
        Kind::Stripe => (None, STRIPE_KEY),
    };
    let papers = Papers {
        signing_secret: Some(SECRET.to_owned()),
        api_secret: Some(api_secret.to_owned()),
        api_name,
        own_network: Some(true),
        ..Papers::default()
    };
    Bakery::with(stage, (kind, &peer.address()), papers).await
}

pub(super) async fn state_of(bakery: &Bakery, errand: Errand) -> (State, Option<String>) {
    let mut tx = bakery.shop.read().await.expect("a transaction");
    let all = errands::list(&mut tx, bakery.id).await.expect("errands");
    let run = all.into_iter().find(|run| run.errand == errand).expect("it was begun");
    (run.state, run.problem.map(|it| it.split(':').next().unwrap_or_default().to_owned()))
}

/// 620 orders of 28 days, some people among them more than once.
fn full(kind: Kind, peer: &StorefrontPeer) {
    for nth in 0..620_u32 {
        let (id, day, sum) = (5_001 + u64::from(nth), 1 + nth % 28, format!("{}.50", nth % 40));
        peer.has_order(match kind {
            Kind::Shopify => shopify_order(id, day, 0, &sum),
            _ => woo_order(id, day, 0, &sum),
        });
    }
    for nth in 0..30_u64 {
        let at = "2026-02-01T08:00:00";
        peer.has_customer(json!({ "id": 7_000 + nth, "first_name": "Anna",
            "email": format!("anna{nth}@example.test"), "updated_at": at, "created_at": at,
            "date_modified_gmt": at, "date_created_gmt": at }));
    }
}

#[tokio::test]
async fn everything_before_is_fetched_page_by_page() {
    on_both_engines(async |stage| {
        for kind in [Kind::Shopify, Kind::Woocommerce] {
            let peer = match kind {
                Kind::Shopify => StorefrontPeer::shopify(),
                _ => StorefrontPeer::woocommerce(),
            };
            full(kind, &peer);
            let bakery = asking(&stage, kind, &peer).await;
            let n_steps = bakery.runs(Errand::Fill, None).await;
            let expected_steps = if kind == Kind::Shopify { 4 } else { 8 };
            assert_eq!(
                (n_steps, state_of(&bakery, Errand::Fill).await.0),
                (expected_steps, State::Done)
            );
            let mut tx = bakery.shop.read().await.expect("a transaction");
            let run = errands::list(&mut tx, bakery.id).await.expect("errands");
            let fill = &run.iter().find(|run| run.errand == Errand::Fill).expect("filled");
            assert_eq!((fill.n_done, fill.n_changed, fill.n_expected), (650, 620, Some(650)));
            drop(tx);
            // Everything again: nothing is different.
            let before = (bakery.knows().await, bakery.n_happenings().await);
            bakery.runs(Errand::Fill, None).await;
            assert_eq!((bakery.knows().await, bakery.n_happenings().await), before);
        }
    })
    .await;
}

#[tokio::test]
async fn who_is_killed_at_any_moment_goes_on_and_comes_to_the_same_end() {
    on_both_engines(async |stage| {
        let peer = StorefrontPeer::woocommerce();
        full(Kind::Woocommerce, &peer);
        let bakery = asking(&stage, Kind::Woocommerce, &peer).await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        errands::begin(&mut tx, bakery.id, Errand::Fill, None).await.expect("begun");
        tx.commit().await.expect("kept");
        let mut n_killed = 0;
        for millis in (0..60).cycle().take(400) {
            // Another program on the same folder, that is cut off in the middle of what it does.
            let shop = shop_of(&stage).await;
            let id = bakery.id;
            let running = tokio::spawn(async move {
                while let Ok(Step::More(_)) = errands::step(&shop, id, Errand::Fill).await {}
            });
            tokio::time::sleep(Duration::from_millis(millis)).await;
            if running.is_finished() {
                break;
            }
            running.abort();
            let _ = running.await;
            n_killed += 1;
        }
        assert!(n_killed > 3, "{n_killed} kills are too few to prove anything");
        bakery.goes_on(Errand::Fill).await;
        assert_eq!(state_of(&bakery, Errand::Fill).await.0, State::Done);
        let all = bakery.knows().await;
        let n_orders = all.iter().filter(|line| line.starts_with("woocommerce ")).count();
        assert_eq!(n_orders, 620);
        let n_people = all.iter().filter(|line| line.starts_with("email ")).count();
        assert_eq!(n_people, 650);
    })
    .await;
}

#[tokio::test]
async fn a_storefront_that_fails_is_asked_again_and_one_that_says_no_is_not() {
    on_both_engines(async |stage| {
        let peer = StorefrontPeer::shopify();
        full(Kind::Shopify, &peer);
        let bakery = asking(&stage, Kind::Shopify, &peer).await;
        let second = 1_000_000;
        let rests = async || {
            let mut tx = bakery.shop.read().await.expect("a transaction");
            let all = errands::list(&mut tx, bakery.id).await.expect("errands");
            all[0].rests_until.map(|until| (until.0 - stage.clock_now().0) / second)
        };
        for (reply, problem, seconds) in [
            (Reply::ComeBack(429, 17), "busy", 17),
            (Reply::HangUp, "lost", 10),
            (Reply::Half, "lost", 20),
            (Reply::Says(502, "<html>".to_owned()), "failing", 40),
            (Reply::Says(200, "<html>maintenance".to_owned()), "nonsense", 80),
            (Reply::Endless, "lost", 160),
        ] {
            peer.gateway.once(reply);
            match problem {
                "busy" => bakery.runs(Errand::Fill, None).await,
                _ => bakery.goes_on(Errand::Fill).await,
            };
            let (state, told) = state_of(&bakery, Errand::Fill).await;
            assert_eq!((state, told.as_deref()), (State::Running, Some(problem)));
            assert_eq!(rests().await, Some(seconds), "{problem}");
            // Asked too early it waits its turn.
            assert!(matches!(
                errands::step(&bakery.shop, bakery.id, Errand::Fill).await,
                Ok(Step::More(_))
            ));
            stage.clock().set(domain::Instant(stage.clock_now().0 + seconds * second));
        }
        bakery.goes_on(Errand::Fill).await;
        assert_eq!(state_of(&bakery, Errand::Fill).await, (State::Done, None));

        for (reply, problem) in [
            (Reply::Says(401, json!({ "errors": "[API] Invalid API key" }).to_string()), "bad_key"),
            (Reply::Elsewhere(301, "https://elsewhere.test".to_owned()), "elsewhere"),
            (Reply::Says(404, "{}".to_owned()), "no_api"),
        ] {
            peer.gateway.once(reply);
            bakery.runs(Errand::Fill, None).await;
            let told = state_of(&bakery, Errand::Fill).await;
            assert_eq!(told, (State::Failed, Some(problem.to_owned())));
        }
        bakery.runs(Errand::Fill, None).await;
        assert_eq!(
            state_of(&bakery, Errand::Fill).await,
            (State::Done, None),
            "mended, it goes on"
        );
    })
    .await;
}

#[tokio::test]
async fn an_address_in_the_own_network_is_not_asked_unless_the_papers_say_so() {
    on_both_engines(async |stage| {
        let papers = Papers {
            signing_secret: Some(SECRET.to_owned()),
            api_name: Some("ck".to_owned()),
            api_secret: Some("cs".to_owned()),
            ..Papers::default()
        };
        let place = (Kind::Woocommerce, "https://localhost:1");
        let bakery = Bakery::with(&stage, place, papers).await;
        bakery.runs(Errand::Fill, None).await;
        let (state, problem) = state_of(&bakery, Errand::Fill).await;
        assert_eq!((state, problem.as_deref()), (State::Running, Some("unreachable")));
    })
    .await;
}

#[tokio::test]
async fn a_day_on_which_something_was_missed_is_seen_and_mended() {
    on_both_engines(async |stage| {
        for kind in [Kind::Shopify, Kind::Woocommerce] {
            let peer = match kind {
                Kind::Shopify => StorefrontPeer::shopify(),
                _ => StorefrontPeer::woocommerce(),
            };
            full(kind, &peer);
            let bakery = asking(&stage, kind, &peer).await;
            bakery.runs(Errand::Fill, None).await;
            // An hour later, unheard: one more on the 3rd, a dearer one on the 5th, one gone.
            stage.clock().set(domain::Instant(stage.clock_now().0 + 3_600_000_000));
            let order = |id, day, change, sum| match kind {
                Kind::Shopify => shopify_order(id, day, change, sum),
                _ => woo_order(id, day, change, sum),
            };
            peer.has_order(order(9_001, 3, 0, "10.00"));
            peer.has_order(order(5_005, 5, 30, "99.00"));
            peer.has_no_order(5_007);
            let month = Days { from: date(2026, 2, 1), until: date(2026, 3, 1) };
            let n_steps = bakery.runs(Errand::Check, Some(month)).await;
            assert_eq!(n_steps, 28);
            let differing = async || {
                let mut tx = bakery.shop.read().await.expect("a transaction");
                let days = errands::days(&mut tx, bakery.id).await.expect("days");
                assert_eq!(days.len(), 28);
                let beside = |day: errands::DayBeside| {
                    let (n, sum) = (day.n_theirs - day.n_ours, day.sum_theirs - day.sum_ours);
                    (!day.agrees()).then_some((day.day.day(), n, sum))
                };
                days.into_iter().rev().filter_map(beside).collect::<Vec<_>>()
            };
            assert_eq!(differing().await, [(3, 1, 1_000), (5, 0, 9_450), (7, -1, -650)]);
            for day in [3, 5, 7] {
                let day = date(2026, 2, day);
                let days = Days { from: day, until: day.tomorrow().expect("a day") };
                bakery.runs(Errand::Mend, Some(days)).await;
            }
            assert_eq!(differing().await, []);
            let lines = bakery.knows().await;
            let n_gone = lines.iter().filter(|line| line.contains("cancelled deleted")).count();
            assert_eq!(n_gone, if kind == Kind::Shopify { 1 } else { 2 }, "of both shops so far");
            // Counted by hand from the shelf: 620 orders, one more, one dearer, one gone.
            let mut tx = bakery.shop.read().await.expect("a transaction");
            let days = errands::days(&mut tx, bakery.id).await.expect("days");
            let sum: i64 = days.iter().map(|day| day.sum_ours).sum();
            let by_hand: i64 = (0..620).map(|nth| (nth % 40) * 100 + 50).sum();
            assert_eq!(sum, by_hand + 1_000 + (9_900 - 450) - 650);
        }
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_understood_when_it_is_fetched_is_kept_and_can_be_played_again() {
    on_both_engines(async |stage| {
        let peer = StorefrontPeer::shopify();
        let mut odd = shopify_order(5_001, 1, 0, "10.00");
        odd["currency"] = json!("dollars");
        peer.has_order(odd);
        peer.has_order(shopify_order(5_002, 1, 0, "10.00"));
        let bakery = asking(&stage, Kind::Shopify, &peer).await;
        bakery.runs(Errand::Fill, None).await;
        assert_eq!(bakery.fates().await, ["failed unknown_currency: currency"]);
        bakery.runs(Errand::Fill, None).await;
        assert_eq!(bakery.fates().await.len(), 1, "fetched twice, it is one");
    })
    .await;
}
