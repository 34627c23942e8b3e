//! Questions through the whole house: answered, refused with their place, stopped, kept.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use collect::orders::draft::{OrderDraft, PersonDraft};
use collect::orders::{self, Line};
use collect::shop::Shop;
use domain::Instant;
use records::{Actor, Happening, happenings};
use serde_json::{Value, json};
use testkit::{Stage, on_both_engines, on_one_engine};
use tower::ServiceExt;

use super::schema::{EXAMPLES, FUNCTIONS, Holds, TABLES};
use super::{Measure, QuestionError, SHOWN, ask};

/// Two hundred purchases of fifty people, all but the last ten of them settled.
async fn open(stage: &Stage) -> Shop {
    let shop = stage.shop().await;
    let drafts: Vec<OrderDraft> = (0..200).map(draft).collect();
    for (nth, some) in drafts.chunks(190).enumerate() {
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        orders::record_many(&mut tx, None, some).await.expect("orders");
        tx.commit().await.expect("kept");
        if nth == 0 {
            collect::settling::settle(&shop).await.expect("settled");
        }
    }
    shop
}

fn draft(nth: i64) -> OrderDraft {
    let at = Instant(Stage::OPENING.0 - (400 - nth) * Instant::DAY);
    let person = PersonDraft { external_id: Some(format!("c{}", nth % 50)), ..Default::default() };
    let line = Line {
        sku: Some("T".to_owned()),
        product: Some(["Tea", "Cake"][usize::from(nth % 3 == 0)].to_owned()),
        category: None,
        quantity: 1.0,
        unit_price: None,
        amount: Some(500 + nth),
        cost: None,
    };
    OrderDraft {
        person: Some(person),
        amount: Some(500 + nth),
        channel: Some(["web", "shop"][usize::from(nth % 2 == 0)].to_owned()),
        lines: vec![line],
        ..testkit::order("till", &nth.to_string(), at)
    }
    .sealed()
}

async fn rows(shop: &Shop, sql: &str) -> Vec<Vec<Value>> {
    let answered = ask(shop, sql, SHOWN).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    answered.answer.table().expect("values").rows
}

#[tokio::test]
async fn every_table_has_the_columns_that_are_told_of_it_and_every_function_can_be_called() {
    on_both_engines(async |stage| {
        let shop = open(&stage).await;
        for table in TABLES {
            let sql = format!("select * from {}", table.name);
            let answer = ask(&shop, &sql, SHOWN).await.expect("an answer").answer;
            let found: Vec<(String, Holds)> =
                answer.columns().into_iter().map(|it| (it.name, it.kind.into())).collect();
            let told: Vec<(String, Holds)> =
                table.columns.iter().map(|it| (it.name.to_owned(), it.holds)).collect();
            assert_eq!(found, told, "{}", table.name);
        }
        for function in FUNCTIONS {
            let table = if function.name == "property" { "events" } else { "orders" };
            let told = rows(&shop, &format!("select {} from {table}", function.call)).await;
            assert!(!told.is_empty(), "{}", function.name);
        }
    })
    .await;
}

#[tokio::test]
async fn every_example_is_answered() {
    on_both_engines(async |stage| {
        let shop = open(&stage).await;
        for example in EXAMPLES {
            let told = rows(&shop, example.sql).await;
            let of_segments = example.sql.contains("segment_members");
            assert_eq!(told.is_empty(), of_segments, "{}", example.title.en);
        }
        let all = rows(&shop, EXAMPLES[0].sql).await;
        let sum: i64 = (0..200).map(|nth| 500 + nth).sum();
        assert_eq!(all, [[json!(50), json!(200), json!(sum)]]);
    })
    .await;
}

#[tokio::test]
async fn events_are_told_as_they_were_heard_and_persons_are_not() {
    on_both_engines(async |stage| {
        let shop = open(&stage).await;
        let cart = |nth: i64, payload: Value| Happening {
            customer: None,
            at: Instant(Stage::OPENING.0 + nth),
            kind: "cart_added",
            source: "web".to_owned(),
            key: format!("e:m{nth}"),
            payload,
        };
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        let told = json!({ "name": "Product Added", "properties": { "sku": "T", "price": 2.5 } });
        let person = json!({ "traits": { "email": "anna@example.org" } });
        // More than one page, so that none is lost or told twice where pages meet.
        let carts = (0..5_000).map(|nth| cart(nth, told.clone()));
        let news = carts.chain([cart(5_000, person)]).collect();
        happenings::note_many(&mut tx, news).await.expect("happenings");
        tx.commit().await.expect("kept");

        let sql =
            "select kind, name, count(*), count(distinct event_id), count(distinct message_id),
                       max(property(properties, 'price')) from events
                   where source = 'web' group by kind, name order by name";
        let carts = rows(&shop, sql).await;
        let name = json!("Product Added");
        assert_eq!(
            carts[0],
            [json!("cart_added"), name, json!(5_000), json!(5_000), json!(5_000), json!("2.5")]
        );
        assert_eq!(carts[1][1..3], [Value::Null, json!(1)]);
        let persons = rows(&shop, "select * from events where properties like '%anna%'").await;
        assert_eq!(persons, Vec::<Vec<Value>>::new());
        let placed = "select count(*), count(distinct customer_id), count(customer_no) from events
                      where kind = 'order_placed'";
        assert_eq!(rows(&shop, placed).await, [[json!(200), json!(50), json!(200)]]);
        let joined = "select count(*) from events as e join customers as c
                      on c.customer_no = e.customer_no and c.customer_id = e.customer_id";
        assert_eq!(rows(&shop, joined).await, [[json!(200)]]);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_question_is_told_where_it_is_wrong() {
    on_one_engine(async |stage| {
        let shop = open(&stage).await;
        for (sql, place) in [
            ("select\n  form orders", Some((2, 3))),
            ("select amonut\nfrom orders", Some((1, 8))),
            ("select amount\nfrom ordres", Some((2, 6))),
            ("select * from orders\nwhere where", Some((2, 7))),
            ("select 1 / 0 from orders", None),
        ] {
            let error = ask(&shop, sql, SHOWN).await.err().expect("no answer");
            let QuestionError::Facts(facts::FactsError::Question(wrong)) = error else {
                panic!("{sql}: {error}")
            };
            assert_eq!(wrong.place, place, "{sql}: {wrong}");
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_can_be_changed_or_read_from_outside() {
    on_one_engine(async |stage| {
        let shop = open(&stage).await;
        for sql in [
            "delete from orders",
            "drop table orders",
            "create table mine as select 1",
            "copy orders to '/tmp/orders.csv'",
            "set datafusion.execution.target_partitions = 64",
            "create external table t stored as csv location '/etc/passwd'",
            "select * from '/etc/passwd'",
            "select repeat('x', 1000000000)",
            "select 1; select 2",
        ] {
            let error = ask(&shop, sql, SHOWN).await.err();
            let error = error.unwrap_or_else(|| panic!("`{sql}` was answered"));
            assert!(error.is_wrong_question(), "{sql}: {error}");
        }
        assert_eq!(rows(&shop, "select count(*) from orders").await, [[json!(200)]]);
    })
    .await;
}

#[tokio::test]
async fn a_question_about_everything_with_everything_is_stopped_and_others_go_on() {
    on_one_engine(async |stage| {
        let shop = open(&stage).await;
        let brief = Measure { time: Some(Duration::from_millis(500)), ..SHOWN };
        let all = "select sum(a.amount * b.amount + c.amount * d.amount + e.amount)
                   from orders a, orders b, orders c, orders d, orders e";
        let for_ever = "with recursive n(n) as (select 1 union all select n + 0 from n)
                        select count(*) from n";
        for sql in [all, for_ever] {
            let error = ask(&shop, sql, brief).await.err().expect("no answer");
            assert!(
                matches!(
                    error,
                    QuestionError::TooSlow { .. }
                        | QuestionError::Facts(facts::FactsError::TooHungry { .. })
                ),
                "{error}"
            );
        }
        assert_eq!(rows(&shop, "select count(*) from orders").await, [[json!(200)]]);
    })
    .await;
}

#[tokio::test]
async fn memory_and_rows_are_bounded_and_what_is_left_out_is_said() {
    on_one_engine(async |stage| {
        let shop = open(&stage).await;
        let small = Measure { bytes: 1 << 20, ..SHOWN };
        let wide = "select a.order_id || b.order_id as pair, count(*) as n
                    from orders a, orders b group by pair order by n, pair";
        let error = ask(&shop, wide, small).await.err().expect("no answer");
        assert!(matches!(error, QuestionError::Facts(facts::FactsError::TooHungry { .. })));
        let pairs = "select a.order_id from orders a, orders b";
        let answer = ask(&shop, pairs, SHOWN).await.expect("an answer").answer;
        assert!(answer.has_more);
        assert_eq!(answer.table().expect("values").rows.len(), SHOWN.rows);
        let exact = Measure { rows: 200, ..SHOWN };
        let answer = ask(&shop, "select * from orders", exact).await.expect("an answer").answer;
        assert!(!answer.has_more, "as many as allowed are not too many");
    })
    .await;
}

async fn http(shop: &Shop, method: &str, address: &str, body: Value) -> (StatusCode, Vec<u8>) {
    let router = crate::router().split_for_parts().0.with_state(shop.clone());
    let request = Request::builder()
        .method(method)
        .uri(address)
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
        .expect("a request");
    let response = router.oneshot(request).await.expect("an answer");
    let status = response.status();
    (status, to_bytes(response.into_body(), usize::MAX).await.expect("a body").to_vec())
}

async fn told(shop: &Shop, method: &str, address: &str, body: Value) -> (StatusCode, Value) {
    let (status, body) = http(shop, method, address, body).await;
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

#[tokio::test]
async fn a_question_is_kept_asked_and_removed_over_http() {
    on_both_engines(async |stage| {
        let shop = open(&stage).await;
        let one = "/api/v1/questions/By%20channel";
        let sql =
            "select channel, count(*) as n, max(at) as last from orders group by 1 order by 1";
        for text in ["select 1", sql] {
            let (status, kept) = told(&shop, "PUT", one, json!({ "sql": text })).await;
            assert_eq!((status, &kept["sql"]), (StatusCode::OK, &json!(text)));
        }
        let (_, listed) = told(&shop, "GET", "/api/v1/questions", Value::Null).await;
        assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));
        let (_, answered) = told(&shop, "POST", "/api/v1/sql", json!({ "sql": sql })).await;
        let answer = &answered["answer"];
        assert_eq!(answer["rows"][0][0], "shop", "{answered}");
        assert_eq!(answer["rows"][0][1], 100, "{answered}");
        assert_eq!(answer["columns"][2], json!({ "name": "last", "holds": "moment" }));
        let (_, wrong) = told(&shop, "POST", "/api/v1/sql", json!({ "sql": "selct" })).await;
        assert_eq!(wrong["fault"]["line"], 1, "{wrong}");
        let file = "/api/v1/sql.csv?sql=select%20channel,%20count(*)%20as%20n,%20min(at)%20as%20at\
                    %20from%20orders%20group%20by%201%20order%20by%201";
        let (status, csv) = http(&shop, "GET", file, Value::Null).await;
        let csv = String::from_utf8(csv).expect("text");
        assert_eq!(status, StatusCode::OK, "{csv}");
        let first = Instant(Stage::OPENING.0 - 400 * Instant::DAY);
        assert!(csv.starts_with(&format!("channel,n,at\nshop,100,{first}\nweb,100,")), "{csv}");
        for (ending, begin) in [("xlsx", "PK"), ("parquet", "PAR1")] {
            let (_, bytes) =
                http(&shop, "GET", &file.replace(".csv", &format!(".{ending}")), Value::Null).await;
            assert!(bytes.starts_with(begin.as_bytes()), "{ending}");
        }
        let (status, _) = told(&shop, "GET", "/api/v1/sql.csv?sql=selct", Value::Null).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told(&shop, "DELETE", one, Value::Null).await.0, StatusCode::NO_CONTENT);
        assert_eq!(told(&shop, "DELETE", one, Value::Null).await.0, StatusCode::NOT_FOUND);
        assert_eq!(told(&shop, "GET", one, Value::Null).await.0, StatusCode::NOT_FOUND);
        let (status, _) =
            told(&shop, "PUT", "/api/v1/questions/%20x", json!({ "sql": "select 1" })).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}
