//! A letter is looked at before it starts: by its text, its audience and its links.

use axum::http::StatusCode;
use serde_json::{Value, json};
use testkit::{Stage, on_both_engines};

use wire::calls::Broken;

use super::blanks::is_used;
use super::of_answer;
use crate::campaigns::Plan;
use crate::channels;
use crate::tests::api::{ask, json_of, router};
use crate::tests::bakery::{self, Bakery};

/// The code of each finding, with where it is.
fn codes(checked: &Value) -> Vec<String> {
    let found = checked["findings"].as_array().expect("a list");
    let told = |one: &Value| {
        let at = one["at"].as_str().unwrap_or("-");
        format!(
            "{} {} {at}",
            one["weight"].as_str().expect("a word"),
            one["code"].as_str().expect("a code")
        )
    };
    found.iter().map(told).collect()
}

async fn checked(bakery: &Bakery, plan: Plan, visit: bool) -> Value {
    let id = bakery.planned(plan).await;
    let path = format!("/api/v1/campaigns/{id}/check");
    json_of(&router(bakery), "POST", &path, Some(json!({ "visit_links": visit }))).await
}

fn saying(inside: &str) -> Plan {
    let body = format!(
        "<mjml><mj-head><mj-preview>Fresh at eight</mj-preview></mj-head><mj-body><mj-section>\
         <mj-column><mj-text>{inside} We have missed you at the bakery, and the rye bread that you \
         like comes out of the oven at eight every morning this week. Come by, or have it put \
         aside: a call is enough. {{{{ shop.postal_address }}}} \
         <a href=\"{{{{ unsubscribe_url }}}}\">Unsubscribe</a></mj-text></mj-column></mj-section>\
         </mj-body></mjml>"
    );
    Plan { subject: "Your bread is baking".to_owned(), body_mjml: body, ..Bakery::win_back(0.0) }
}

#[tokio::test]
async fn in_a_good_letter_nothing_is_found_and_the_ready_ones_are_good() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("anna", 120, Some(true))]).await;
        let good = checked(&bakery, saying("Hello."), false).await;
        assert_eq!(codes(&good), [""; 0], "{good}");
        assert!(good["n_bytes"].as_u64().is_some_and(|n| n > 500));
        assert_eq!(good["n_people"], 1);
        let ready = checked(&bakery, Bakery::win_back(0.0), false).await;
        let stopping: Vec<String> =
            codes(&ready).into_iter().filter(|code| code.starts_with("stops")).collect();
        assert_eq!(stopping, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_told_with_its_place_and_what_stops_comes_first() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("anna", 120, Some(true))]).await;
        let mut plan = saying("<a href=\"/bread\">Bread</a> <a href=\"https://bit.ly/x\">more</a>");
        plan.subject = "ACT NOW, ONLY TODAY".to_owned();
        plan.body_mjml = plan.body_mjml.replace("{{ unsubscribe_url }}", "https://bakery.test/x");
        let found = codes(&checked(&bakery, plan, false).await);
        assert_eq!(
            found,
            [
                "stops no_unsubscribe_link -",
                "warns relative_link /bread",
                "warns shouting ACT NOW, ONLY TODAY",
                "hints shortened_link https://bit.ly/x",
                "hints weighed_word act now",
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_blank_that_is_empty_for_some_of_the_audience_is_counted() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("anna", 120, Some(true)), ("boris", 120, Some(true))]).await;
        let mut tx = bakery.shop.write(records::Actor::System).await.expect("a transaction");
        let nameless = bakery::order("guest", tx.now().plus_days(-120), 900, Some(true));
        let mut nameless = nameless;
        if let Some(person) = &mut nameless.person {
            person.name = None;
        }
        collect::orders::record_many(&mut tx, None, &[nameless.sealed()]).await.expect("recorded");
        tx.commit().await.expect("commit");
        let told = checked(&bakery, saying("Dear {{ customer.first_name }},"), false).await;
        assert_eq!(codes(&told), ["warns empty_blank customer.first_name"]);
        assert_eq!((&told["findings"][0]["n"], &told["findings"][0]["of"]), (&json!(1), &json!(3)));
        let cared = checked(&bakery, saying("Dear {{ customer.first_name or 'friend' }},"), false);
        assert_eq!(codes(&cared.await), [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn links_are_visited_only_when_asked_and_never_within_the_own_network() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("anna", 120, Some(true))]).await;
        let own = testkit::Gateway::open();
        let link = own.url("/secret");
        let plan = || saying(&format!("<a href=\"{link}\">a</a>"));
        let left = checked(&bakery, plan(), false).await;
        assert_eq!((&left["n_visited"], codes(&left).len()), (&json!(0), 1), "http only");
        let visited = checked(&bakery, plan(), true).await;
        assert_eq!(visited["n_visited"], 1);
        let found = codes(&visited);
        assert!(found.iter().any(|it| it.starts_with("warns link_unreached")), "{found:?}");
        assert_eq!(own.asked().len(), 0, "nobody within is asked");
    })
    .await;
}

#[tokio::test]
async fn a_short_text_and_no_such_campaign_are_answered_too() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("anna", 120, Some(true))]).await;
        let plan = Plan {
            channel: channels::Channel::Sms,
            note: "Bread!".to_owned(),
            ..Bakery::win_back(0.0)
        };
        let told = checked(&bakery, plan, true).await;
        assert_eq!(codes(&told), ["stops no_unsubscribe_link -"]);
        let nowhere = format!("/api/v1/campaigns/cmp_{:032x}/check", 7);
        let (status, _) = ask(&router(&bakery), "POST", &nowhere, Some(json!({}))).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[test]
fn a_blank_that_somebody_cared_for_is_not_told() {
    let used = |text: &str| is_used(text, "customer.name");
    assert!(used("Dear {{ customer.name }},"));
    assert!(used("Dear {{customer.name|upper}}"));
    for cared in [
        "{{ customer.name or 'friend' }}",
        "{{ customer.name | default('friend') }}",
        "{% if customer.name %}Dear {{ customer.name }}{% endif %}",
        "{{ 'Dear' if customer.name else 'Hello' }}",
        "{{ customer.names }}",
        "nothing",
    ] {
        assert!(!used(cared), "{cared}");
    }
}

#[test]
fn only_a_page_that_is_not_there_is_told() {
    let code = |answered| of_answer("https://a.test", answered).map(|finding| finding.code);
    assert_eq!(code(Ok(404)), Some("link_gone"));
    assert_eq!(code(Ok(503)), Some("link_fails"));
    for fine in [200, 204, 301, 302, 401, 403, 405, 429] {
        assert_eq!(code(Ok(fine)), None, "{fine}");
    }
    assert_eq!(code(Err(Broken::Unreached(String::new()))), Some("link_unreached"));
}
