//! Another program is told by a journey, signed, once more while it does not take it, and never
//! about who is held out.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::Instant;
use hmac::{Hmac, KeyInit, Mac};
use records::Actor;
use serde_json::{Value, json};
use sha2::Sha256;
use testkit::{Asked, Gateway, Reply, Stage, on_both_engines};

use crate::journeys::{self, JourneyError};
use crate::tests::api::{json_of, router};
use crate::tests::bakery::Bakery;

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// ```text
/// order ── tell ──taken──▶ end
///              └─failed──▶ task (letter in its place: a field)
/// ```
fn telling(url: &str, failed: &str) -> String {
    format!(
        "name = \"Telling\"\nlanguage = \"en\"\nhold_out = 0.0\n[enter]\n\
         when = \"order_placed\"\nagain = \"always\"\n\
         [[step]]\nname = \"tell\"\ncall = \"{url}\"\n{failed}\n\
         [[step]]\nname = \"told\"\nset = \"language\"\nto = \"uk\"\nnext = \"end\"\n\
         [[step]]\nname = \"sorry\"\ntask = \"Tell them by hand\"\n"
    )
}

const FAILED: &str = "failed = \"sorry\"";

impl Bakery {
    async fn signs_calls(&self, own_network: bool) {
        let settings = json!({
            "kind": "live", "url": "https://bakery.test/in", "secret": SECRET,
            "consent": "sms", "own_network": own_network,
        });
        json_of(&router(self), "PUT", "/api/v1/channels/webhook", Some(settings)).await;
    }

    /// People come to their calls, the calls are made, and the journey hears what became of them.
    async fn calls(&self) {
        self.play().await;
        self.play().await;
    }

    async fn n_news(&self, kind: &str) -> i64 {
        let mut tx = self.shop.read().await.expect("a transaction");
        let sql = "select count(*) from happening where kind = $1";
        tx.number(sql, vec![kind.into()]).await.expect("a number")
    }
}

/// The signature computed by the rules of Standard Webhooks, beside our own code.
fn signature(asked: &Asked) -> String {
    let key = STANDARD.decode(SECRET.trim_start_matches("whsec_")).expect("base64");
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("any key");
    let header = |name: &str| asked.header(name).expect(name);
    let told = format!("{}.{}.{}", header("webhook-id"), header("webhook-timestamp"), asked.body);
    mac.update(told.as_bytes());
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

#[tokio::test]
async fn a_program_is_told_who_came_where_and_signed() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let gateway = Gateway::open();
        bakery.signs_calls(true).await;
        let id = bakery.switch_on(&telling(&gateway.url("/crm"), FAILED)).await;
        let anna = bakery.know(&[("anna", 0, Some(true))]).await[0];
        bakery.calls().await;
        let asked = gateway.asked();
        assert_eq!(asked.len(), 1);
        assert_eq!((asked[0].method.as_str(), asked[0].path.as_str()), ("POST", "/crm"));
        assert_eq!(asked[0].header("webhook-signature"), Some(signature(&asked[0]).as_str()));
        let body: Value = serde_json::from_str(&asked[0].body).expect("JSON");
        assert_eq!(body["type"], "journey.step");
        let data = &body["data"];
        assert_eq!((&data["journey"]["name"], &data["step"]), (&json!("Telling"), &json!("tell")));
        assert_eq!(data["customer"]["id"], json!(anna.id));
        assert_eq!(data["customer"]["email"], "anna@example.test");
        assert_eq!(data["customer"]["allows"], json!(["email"]));
        assert_eq!(data["event"]["name"], "order_placed");
        assert_eq!(bakery.drawn(id).await, "tell 1/0/0, told 1/0/1, sorry 0/0/0");
        assert_eq!((bakery.n_news("call_taken").await, bakery.n_news("call_failed").await), (1, 0));
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let sql = "select count(*) from journey_call where body is not null";
        assert_eq!(tx.number(sql, vec![]).await.expect("a number"), 0, "what was told is gone");
    })
    .await;
}

#[tokio::test]
async fn who_does_not_take_a_call_is_called_again_and_given_up_after_a_day() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let gateway = Gateway::open();
        bakery.signs_calls(true).await;
        let id = bakery.switch_on(&telling(&gateway.url("/crm"), FAILED)).await;
        gateway.once(Reply::Says(503, "busy".to_owned()));
        gateway.once(Reply::HangUp);
        bakery.know(&[("anna", 0, Some(true))]).await;
        bakery.calls().await;
        assert_eq!(bakery.drawn(id).await, "tell 1/1/0, told 0/0/0, sorry 0/0/0");
        bakery.play_until(&stage, "2026-03-02T20:00:00Z").await;
        bakery.calls().await;
        let asked = gateway.asked();
        assert_eq!(asked.len(), 3, "until it was taken");
        let names: Vec<_> = asked.iter().map(|it| it.header("webhook-id")).collect();
        assert!(names.iter().all(|name| *name == names[0]), "one name, so a second is known");
        assert_eq!(bakery.drawn(id).await, "tell 1/0/0, told 1/0/1, sorry 0/0/0");

        gateway.always(Reply::Says(500, "broken".to_owned()));
        bakery.know(&[("boris", 0, Some(true))]).await;
        bakery.play_until(&stage, "2026-03-05T00:00:00Z").await;
        assert_eq!(bakery.drawn(id).await, "tell 2/0/0, told 1/0/1, sorry 1/0/1");
        assert_eq!(bakery.n_news("call_failed").await, 1);
        let n = gateway.asked().len();
        bakery.play_until(&stage, "2026-03-08T00:00:00Z").await;
        assert_eq!(gateway.asked().len(), n, "a call that was given up is not made again");
    })
    .await;
}

#[tokio::test]
async fn a_call_that_nobody_waits_for_holds_nobody_up() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let gateway = Gateway::open();
        gateway.always(Reply::Says(500, "broken".to_owned()));
        bakery.signs_calls(true).await;
        let id = bakery.switch_on(&telling(&gateway.url("/crm"), "")).await;
        bakery.know(&[("anna", 0, Some(true))]).await;
        bakery.calls().await;
        assert_eq!(bakery.drawn(id).await, "tell 1/0/0, told 1/0/1, sorry 0/0/0");
    })
    .await;
}

#[tokio::test]
async fn the_own_network_is_not_called_unless_the_settings_say_so() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let gateway = Gateway::open();
        bakery.signs_calls(false).await;
        let id = bakery.switch_on(&telling(&gateway.url("/crm"), FAILED)).await;
        bakery.know(&[("anna", 0, Some(true))]).await;
        bakery.play_until(&stage, "2026-03-05T00:00:00Z").await;
        assert_eq!(gateway.asked().len(), 0);
        assert_eq!(bakery.drawn(id).await, "tell 1/0/0, told 0/0/0, sorry 1/0/1");
    })
    .await;
}

#[tokio::test]
async fn while_a_journey_rests_or_has_been_stopped_no_call_is_made() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let gateway = Gateway::open();
        gateway.once(Reply::Says(503, "busy".to_owned()));
        gateway.once(Reply::Says(503, "busy".to_owned()));
        bakery.signs_calls(true).await;
        let id = bakery.switch_on(&telling(&gateway.url("/crm"), FAILED)).await;
        bakery.know(&[("anna", 0, Some(true)), ("boris", 0, Some(true))]).await;
        bakery.calls().await;
        assert_eq!(gateway.asked().len(), 2);
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        journeys::pause(&mut tx, id).await.expect("paused");
        tx.commit().await.expect("commit");
        bakery.play_until(&stage, "2026-03-02T21:00:00Z").await;
        assert_eq!(gateway.asked().len(), 2, "it rests");
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        journeys::start(&mut tx, id).await.expect("on again");
        tx.commit().await.expect("commit");
        bakery.calls().await;
        assert_eq!(gateway.asked().len(), 4, "and goes on");

        gateway.always(Reply::Says(503, "busy".to_owned()));
        bakery.know(&[("vera", 0, Some(true))]).await;
        bakery.calls().await;
        assert_eq!(gateway.asked().len(), 5);
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        journeys::stop(&mut tx, id).await.expect("stopped");
        tx.commit().await.expect("commit");
        stage.clock().advance_days(3);
        bakery.calls().await;
        assert_eq!(gateway.asked().len(), 5, "stopped");
        assert_eq!(bakery.n_news("call_failed").await, 0, "and nobody is told of a failure");
    })
    .await;
}

#[tokio::test]
async fn calls_go_into_the_folder_while_a_shop_tries_things_out() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let gateway = Gateway::open();
        let id = bakery.switch_on(&telling(&gateway.url("/crm"), FAILED)).await;
        bakery.know(&[("anna", 0, Some(true))]).await;
        bakery.calls().await;
        assert_eq!(gateway.asked().len(), 0);
        assert_eq!(bakery.drawn(id).await, "tell 1/0/0, told 1/0/1, sorry 0/0/0");
        let folder = bakery.shop.home().files().join("outbox");
        let files: Vec<_> = std::fs::read_dir(folder).expect("a folder").flatten().collect();
        let name = files[0].file_name().into_string().expect("text");
        assert!(files.len() == 1 && name.starts_with("call_") && name.ends_with(".json"), "{name}");
    })
    .await;
}

#[tokio::test]
async fn a_replay_counts_tasks_and_calls_as_they_would_have_been() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let text = telling("https://crm.test/in", "").replace("next = \"end\"\n", "");
        let text = text.replace("hold_out = 0.0", "hold_out = 0.5");
        let id = bakery.switch_on(&text).await;
        for day in 0..6_usize {
            stage.clock().set(Instant(Stage::OPENING.0 + day as i64 * Instant::DAY));
            let names: Vec<String> = (0..4).map(|n| format!("p{:02}", day * 4 + n)).collect();
            let people: Vec<_> = names.iter().map(|name| (name.as_str(), 0, Some(true))).collect();
            bakery.know(&people).await;
            bakery.calls().await;
        }
        stage.clock().advance_days(2);
        bakery.calls().await;
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let journey = journeys::find(&mut tx, id).await.expect("there");
        let n_tasks = tx.number("select count(*) from task", vec![]).await.expect("a number");
        let sql = "select count(*) from journey_call";
        let n_calls = tx.number(sql, vec![]).await.expect("a number");
        drop(tx);
        let head = domain::CampaignId(id.0);
        let replay = journeys::replay(&bakery.shop, &journey.plan, head, 30).await;
        let replay = replay.expect("replayed");
        assert_eq!((replay.n_tasks as i64, replay.n_calls as i64), (n_tasks, n_calls));
        assert!((4..20).contains(&n_calls), "{n_calls} of 24 at a half");
        let given: Vec<_> = replay.steps.iter().map(|step| step.n_given).collect();
        assert_eq!(given, [Some(replay.n_calls), None, Some(replay.n_tasks)]);
    })
    .await;
}

#[tokio::test]
async fn an_address_with_a_password_or_without_a_host_is_refused() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let mut tx = bakery.shop.read().await.expect("a transaction");
        for url in ["crm.test/in", "https://me:secret@crm.test/", "file:///etc/passwd", "http://"] {
            let refused = journeys::read(&mut tx, &telling(url, "")).await;
            let Err(JourneyError::Faulty(faults)) = refused else { panic!("{url} was taken") };
            assert_eq!(faults[0].place, "step.tell.call", "{url}");
            assert!(!faults[0].to_string().contains("secret@"), "{}", faults[0]);
        }
    })
    .await;
}
