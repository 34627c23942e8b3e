//! Somebody of the shop is given something to do, by a journey or by hand, and it is done.

use axum::http::StatusCode;
use records::Actor;
use serde_json::{Value, json};
use testkit::{Stage, on_both_engines};

use crate::journeys::{self, JourneyError};
use crate::tests::api::{ask, json_of, router};
use crate::tests::bakery::Bakery;

/// ```text
/// order ── call ──done──▶ thanks (letter)
///              └─late───▶ sorry  (letter)
/// ```
fn calling(hold_out: &str) -> String {
    let letter = |name: &str, next: &str| {
        format!(
            "[[step]]\nname = \"{name}\"\nsubject = \"{name}\"\n{next}letter = \"<mjml><mj-body>\
             <mj-section><mj-column><mj-text><a href='{{{{ unsubscribe_url }}}}'>stop</a> \
             {{{{ shop.postal_address }}}}</mj-text></mj-column></mj-section></mj-body></mjml>\"\n"
        )
    };
    format!(
        "name = \"Calling\"\nlanguage = \"en\"\nhold_out = {hold_out}\n[enter]\n\
         when = \"order_placed\"\n[[step]]\nname = \"call\"\n\
         task = \"Call {{{{ customer.first_name }}}}\"\n\
         details = \"Orders so far: {{{{ customer.orders }}}}\"\nassign = \"sales\"\n\
         due = \"2 hours\"\nat_most = \"3 days\"\nlate = \"sorry\"\n{}{}",
        letter("thanks", "next = \"end\"\n"),
        letter("sorry", "")
    )
}

impl Bakery {
    async fn tasks(&self, which: &str) -> Value {
        json_of(&router(self), "GET", &format!("/api/v1/tasks{which}"), None).await
    }

    /// Ends a task with these words.
    async fn end_task(&self, task: &Value, way: &str, note: Value) -> Value {
        let path = format!("/api/v1/tasks/{}/{way}", task["id"].as_str().expect("an id"));
        json_of(&router(self), "POST", &path, Some(json!({ "note": note }))).await
    }

    /// Subjects of the letters that somebody got.
    fn subjects(&self, who: &str) -> Vec<String> {
        let got = self.mailbox.received_by(&format!("{who}@example.test"));
        got.iter().filter_map(|letter| letter.header("Subject")).collect()
    }
}

#[tokio::test]
async fn a_journey_waits_for_a_task_and_goes_on_by_how_it_ended() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("anna", 5, Some(true))]).await;
        let id = bakery.switch_on(&calling("0.0")).await;
        let people = [("anna", 0, Some(true)), ("boris", 0, Some(true)), ("vera", 0, Some(true))];
        bakery.know(&people).await;
        bakery.play().await;
        assert_eq!(bakery.drawn(id).await, "call 3/3/0, thanks 0/0/0, sorry 0/0/0");
        let tasks = bakery.tasks("").await;
        assert_eq!(
            (&tasks["n_open"], &tasks["n_mine"]),
            (&json!(3), &json!(0)),
            "of those who sell"
        );
        let of = |who: &str| {
            let items = tasks["items"].as_array().expect("tasks");
            let title = json!(format!("Call {who}"));
            items.iter().find(|task| task["title"] == title).expect(who).clone()
        };
        let anna = of("anna");
        assert_eq!(anna["details"], "Orders so far: 1");
        assert_eq!((&anna["assigned_to"], &anna["allows"]), (&json!("sales"), &json!(["email"])));
        assert_eq!((&anna["step"], &anna["is_late"]), (&json!("call"), &json!(false)));

        let done = bakery.end_task(&anna, "done", json!("  wants rye  ")).await;
        assert_eq!((&done["state"], &done["note"]), (&json!("done"), &json!("wants rye")));
        bakery.end_task(&of("boris"), "drop", Value::Null).await;
        bakery.play().await;
        assert_eq!(bakery.subjects("anna"), ["thanks"]);
        assert_eq!(bakery.subjects("boris"), ["sorry"], "nobody did it");
        let again = format!("/api/v1/tasks/{}/done", anna["id"].as_str().expect("an id"));
        let (status, text) = ask(&router(&bakery), "POST", &again, Some(json!({}))).await;
        assert_eq!(status, StatusCode::CONFLICT, "{text}");
        assert!(text.contains("this task is done already"), "{text}");

        bakery.play_until(&stage, "2026-03-03T09:00:00Z").await;
        let tasks = bakery.tasks("").await;
        assert_eq!(tasks["items"][0]["is_late"], true, "due within two hours");
        assert_eq!(bakery.subjects("vera"), [""; 0], "but it is waited for");
        bakery.play_until(&stage, "2026-03-05T09:00:00Z").await;
        assert_eq!(bakery.subjects("vera"), ["sorry"]);
        assert_eq!(bakery.drawn(id).await, "call 3/0/0, thanks 1/0/1, sorry 2/0/2");
        let ended = bakery.tasks("?ended=true").await;
        let mut titles: Vec<&str> = ended["items"]
            .as_array()
            .expect("tasks")
            .iter()
            .filter_map(|task| task["title"].as_str())
            .collect();
        titles.sort_unstable();
        assert_eq!(titles, ["Call anna", "Call boris"], "Vera's is there still, and late");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_given_a_task_about_who_is_held_out() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let id = bakery.switch_on(&calling("0.5")).await;
        let names: Vec<String> = (0..40).map(|number| format!("p{number:02}")).collect();
        let people: Vec<_> = names.iter().map(|name| (name.as_str(), 0, Some(true))).collect();
        let known = bakery.know(&people).await;
        bakery.play().await;
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let arms = crate::contact::exposures(&mut tx, domain::CampaignId(id.0)).await;
        drop(tx);
        let arms = arms.expect("arms");
        assert_eq!(arms.len(), known.len(), "everybody is dealt at the task, before any letter");
        let treated = |about: &str| {
            let mut sides = arms.iter().filter(|it| it.customer.id.to_string() == about);
            sides.all(|it| it.arm == crate::contact::Arm::Treated)
        };
        let tasks = bakery.tasks("").await;
        let items = tasks["items"].as_array().expect("tasks");
        assert!(items.iter().all(|task| treated(task["customer"].as_str().expect("about whom"))));
        let n_treated = arms.iter().filter(|it| it.arm == crate::contact::Arm::Treated).count();
        assert_eq!(items.len(), n_treated);
        assert!((8..=32).contains(&n_treated), "{n_treated} of 40 at a half");
        bakery.play_until(&stage, "2026-03-06T09:00:00Z").await;
        let written = bakery.written_to();
        assert_eq!(written.len(), n_treated, "the same side for letters");
    })
    .await;
}

#[tokio::test]
async fn who_reaches_the_goal_or_leaves_with_the_journey_is_spared_his_tasks() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let text = calling("0.0").replace("[enter]", "goal = \"order_placed\"\n[enter]");
        let id = bakery.switch_on(&text).await;
        bakery.know(&[("anna", 0, Some(true)), ("boris", 0, Some(true))]).await;
        bakery.play().await;
        stage.clock().advance_days(1);
        bakery.know(&[("anna", 0, Some(true))]).await;
        bakery.play().await;
        let open = bakery.tasks("").await;
        assert_eq!(open["n_open"], 1);
        assert_eq!(open["items"][0]["title"], "Call boris");
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        journeys::stop(&mut tx, id).await.expect("stopped");
        tx.commit().await.expect("commit");
        assert_eq!(bakery.tasks("").await["n_open"], 0);
        assert_eq!(bakery.tasks("?ended=true").await["items"][0]["state"], "dropped");
    })
    .await;
}

#[tokio::test]
async fn a_task_by_hand_stands_on_the_card_and_on_the_timeline() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let [anna, boris] = bakery.know(&[("anna", 5, None), ("boris", 5, None)]).await[..] else {
            panic!("two")
        };
        let router = router(&bakery);
        let due = "2026-03-04T09:00:00Z";
        let given = json!({ "title": "Ask about the cake", "customer": anna.id, "due_at": due });
        let made = json_of(&router, "POST", "/api/v1/tasks", Some(given)).await;
        assert_eq!((&made["state"], &made["customer_name"]), (&json!("open"), &json!("anna")));
        let general = json!({ "title": "Count the flour", "assigned_to": "Olha@Bakery.test" });
        json_of(&router, "POST", "/api/v1/tasks", Some(general)).await;
        for (customer, n) in [(anna, 1), (boris, 0)] {
            let tasks = bakery.tasks(&format!("?customer={}", customer.id)).await;
            assert_eq!(tasks["items"].as_array().expect("tasks").len(), n);
        }
        let mine = bakery.tasks("?whose=mine").await;
        assert_eq!((&mine["n_open"], &mine["n_mine"]), (&json!(2), &json!(1)));
        assert_eq!(mine["items"][0]["title"], "Ask about the cake", "anybody's is mine too");
        bakery.end_task(&made, "done", json!("On Friday")).await;
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let sql = "select count(*) from happening where kind in ('task_added', 'task_done')
                   and customer_id = $1";
        let n = tx.number(sql, vec![anna.id.0.into()]).await.expect("a number");
        assert_eq!(n, 2);
        drop(tx);
        let unknown = json!({ "title": "x", "customer": format!("cus_{}", "0".repeat(32)) });
        for (bad, field) in [
            (json!({ "title": " " }), "title"),
            (json!({ "title": "x", "assigned_to": "the boss" }), "assigned_to"),
            (unknown, "customer"),
        ] {
            let (status, text) = ask(&router, "POST", "/api/v1/tasks", Some(bad)).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
            assert!(text.contains(&format!("\"field\":\"{field}\"")), "{text}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_task_with_a_blank_that_is_none_is_refused_with_its_line() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let wrong = calling("0.0").replace("customer.first_name", "customer.frist_name");
        let refused = journeys::read(&mut tx, &wrong).await;
        let Err(JourneyError::Faulty(faults)) = refused else { panic!("no such blank") };
        assert_eq!((faults[0].place.as_str(), faults[0].line), ("step.call.task", Some(8)));
        let nobody = calling("0.0").replace("assign = \"sales\"", "assign = \"the boss\"");
        let refused = journeys::read(&mut tx, &nobody).await.expect_err("nobody").to_string();
        assert!(refused.contains("step.call.assign: `the boss` is nobody"), "{refused}");
    })
    .await;
}
