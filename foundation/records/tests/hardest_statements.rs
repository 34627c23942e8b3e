//! The five hardest statements, and what must hold around them, on both engines.

use domain::{Clock, Instant};
use records::happenings::{self, Noted};
use records::jobs::{self, NewJob};
use records::{Actor, Happening, Insert, Records, RecordsError};
use serde_json::json;
use testkit::{Stage, on_both_engines};

fn letter(key: &str, run_at: Instant) -> NewJob {
    NewJob { kind: "letter", key: key.to_owned(), payload: json!({ "to": key }), run_at }
}

async fn enqueue(records: &Records, job: NewJob) {
    let mut tx = records.write(Actor::System).await.expect("a transaction");
    jobs::enqueue(&mut tx, job).await.expect("a job");
    tx.commit().await.expect("kept");
}

async fn claim(records: &Records) -> Option<jobs::Claimed> {
    let mut tx = records.write(Actor::System).await.expect("a transaction");
    let claimed = jobs::claim(&mut tx).await.expect("a claim");
    tx.commit().await.expect("kept");
    claimed
}

#[tokio::test]
async fn a_job_is_claimed_once_until_its_lease_runs_out() {
    on_both_engines(async |stage: Stage| {
        let records = stage.records().await;
        enqueue(&records, letter("anna", records.clock().now())).await;
        enqueue(&records, letter("anna", records.clock().now())).await;

        let first = claim(&records).await.expect("the job is due");
        assert_eq!((first.payload["to"].as_str(), first.attempts), (Some("anna"), 1));
        assert!(claim(&records).await.is_none(), "the same key twice is one job, under lease");

        stage.clock().set(Instant(stage.clock().now().0 + (jobs::LEASE_SECONDS + 1) * 1_000_000));
        let second = claim(&records).await.expect("the first worker is taken for dead");
        assert_eq!(second.attempts, 2);

        let mut tx = records.write(Actor::System).await.expect("a transaction");
        assert!(!jobs::renew(&mut tx, &first).await.expect("answer"), "the lease was lost");
        jobs::done(&mut tx, &first).await.expect("no effect");
        jobs::done(&mut tx, &second).await.expect("done");
        assert_eq!(tx.number("select count(*) from job", vec![]).await.expect("count"), 0);
    })
    .await;
}

#[tokio::test]
async fn a_failing_job_waits_longer_and_longer_and_is_set_aside() {
    on_both_engines(async |stage: Stage| {
        let records = stage.records().await;
        enqueue(&records, letter("boris", records.clock().now())).await;
        let mut waits = Vec::new();
        while let Some(job) = claim(&records).await {
            let mut tx = records.write(Actor::System).await.expect("a transaction");
            jobs::failed(&mut tx, &job, "no answer").await.expect("noted");
            let run_at = tx.number("select run_at from job", vec![]).await.expect("moment");
            tx.commit().await.expect("kept");
            waits.push((run_at - stage.clock().now().0) / 1_000_000);
            stage.clock().set(Instant(run_at));
        }
        assert_eq!(waits, [2, 4, 8, 16, 32, 64, 128, 256]);
    })
    .await;
}

#[tokio::test]
async fn an_upsert_answers_with_what_it_made() {
    on_both_engines(async |stage: Stage| {
        let records = stage.records().await;
        let mut tx = records.write(Actor::System).await.expect("a transaction");
        let taken = [
            tx.take_numbers("ticket", 3).await.expect("numbers"),
            tx.take_numbers("ticket", 1).await.expect("numbers"),
        ];
        assert_eq!(taken, [1, 4], "numbers are dense");
        drop(tx);
        let mut tx = records.write(Actor::System).await.expect("a transaction");
        let again = tx.take_numbers("ticket", 1).await.expect("numbers");
        assert_eq!(again, 1, "a rolled back transaction leaves no gap");
    })
    .await;
}

#[tokio::test]
async fn moments_are_subtracted_and_compared_alike() {
    on_both_engines(async |stage: Stage| {
        let records = stage.records().await;
        let mut tx = records.write(Actor::System).await.expect("a transaction");
        for (key, days) in [("early", 1), ("late", 40)] {
            let at = stage.clock().now().plus_days(-days);
            happenings::note(&mut tx, told(key, at)).await.expect("noted");
        }
        let sql = "select count(*) from happening where ($1 - at) / 86400000000 >= $2";
        let values = vec![stage.clock().now().0.into(), 30_i64.into()];
        assert_eq!(tx.number(sql, values).await.expect("count"), 1);
    })
    .await;
}

#[tokio::test]
async fn a_field_is_read_out_of_json() {
    on_both_engines(async |stage: Stage| {
        let records = stage.records().await;
        let mut tx = records.write(Actor::System).await.expect("a transaction");
        happenings::note(&mut tx, told("cake", stage.clock().now())).await.expect("noted");
        let sql = "select count(*) from happening where payload ->> 'what' = $1";
        let hits = tx.number(sql, vec!["cake".into()]).await.expect("count");
        let misses = tx.number(sql, vec!["bread".into()]).await.expect("count");
        assert_eq!((hits, misses), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn a_balance_under_lock_is_never_spent_twice() {
    on_both_engines(async |stage: Stage| {
        let records = stage.records().await;
        let mut tx = records.write(Actor::System).await.expect("a transaction");
        tx.take_numbers("balance", 100).await.expect("a balance of 100");
        tx.commit().await.expect("kept");
        let spenders: Vec<_> = (0..8).map(|_| tokio::spawn(spend(records.clone(), 30))).collect();
        let mut n_served = 0;
        for spender in spenders {
            n_served += i32::from(spender.await.expect("no panic").expect("no failure"));
        }
        assert_eq!(n_served, 3, "three times 30 fit into 100, whoever comes first");
    })
    .await;
}

async fn spend(records: Records, price: i64) -> Result<bool, RecordsError> {
    let mut tx = records.write(Actor::System).await?;
    let sql = format!("select value from counter where name = 'balance' {}", tx.lock_clause());
    let balance = tx.number(&sql, vec![]).await?;
    if balance < price {
        return Ok(false);
    }
    let sql = "update counter set value = $1 where name = 'balance'";
    tx.run(sql, vec![(balance - price).into()]).await?;
    tx.commit().await?;
    Ok(true)
}

/// What there is to hear once `many` have come. A transaction of any database of the same server
/// holds the bookmark back, and the tests beside this one have theirs open: it is asked again.
async fn heard(records: &Records, many: usize) -> Vec<Noted> {
    let mut asked = 0;
    loop {
        let mut tx = records.read().await.expect("a transaction");
        let seen = happenings::after(&mut tx, 0, 10).await.expect("read");
        asked += 1;
        if seen.len() >= many || asked == 1_000 {
            return seen;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_happening_told_twice_happens_once() {
    on_both_engines(async |stage: Stage| {
        let records = stage.records().await;
        let mut tx = records.write(Actor::System).await.expect("a transaction");
        let now = stage.clock().now();
        assert!(happenings::note(&mut tx, told("cake", now)).await.expect("noted"));
        assert!(!happenings::note(&mut tx, told("cake", now)).await.expect("passed over"));
        tx.commit().await.expect("kept");
        assert_eq!(heard(&records, 1).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_bookmark_never_passes_an_open_transaction() {
    on_both_engines(async |stage: Stage| {
        let records = stage.records().await;
        if stage.server().is_none() {
            return; // One writer at a time: nothing is open beside it.
        }
        let now = stage.clock().now();
        let mut slow = records.write(Actor::System).await.expect("a transaction");
        happenings::note(&mut slow, told("slow", now)).await.expect("noted");
        let mut fast = records.write(Actor::System).await.expect("a transaction");
        happenings::note(&mut fast, told("fast", now)).await.expect("noted");
        fast.commit().await.expect("kept");
        let mut tx = records.read().await.expect("a transaction");
        let seen = happenings::after(&mut tx, 0, 10).await.expect("read");
        assert!(seen.is_empty(), "`fast` waits until `slow` has ended");
        drop(tx);
        slow.commit().await.expect("kept");
        let seen = heard(&records, 2).await;
        let order: Vec<_> = seen.iter().map(|noted| noted.payload["what"].as_str()).collect();
        assert_eq!(order, [Some("slow"), Some("fast")]);
    })
    .await;
}

#[tokio::test]
async fn many_rows_cross_the_limit_of_bound_values() {
    on_both_engines(async |stage: Stage| {
        let records = stage.records().await;
        let mut tx = records.write(Actor::System).await.expect("a transaction");
        let rows = (0..70_000_i64).map(|n| vec![format!("n{n}").into(), n.into()]).collect();
        let insert = Insert { table: "counter", columns: &["name", "value"], conflict: "" };
        assert_eq!(tx.insert_many(insert, rows).await.expect("inserted"), 70_000);
    })
    .await;
}

#[tokio::test]
async fn a_shop_of_a_newer_version_is_refused_and_left_alone() {
    on_both_engines(async |stage: Stage| {
        let records = stage.records().await;
        let mut tx = records.write(Actor::System).await.expect("a transaction");
        let sql = "insert into seaql_migrations (version, applied_at) values ($1, $2)";
        tx.run(sql, vec!["9999_from_the_future".into(), 0_i64.into()]).await.expect("planted");
        tx.commit().await.expect("kept");
        let again = stage.try_records().await;
        assert!(matches!(again, Err(RecordsError::TooNew { .. })), "{again:?}");
    })
    .await;
}

fn told(what: &str, at: Instant) -> Happening {
    Happening {
        customer: None,
        at,
        kind: "told",
        source: "test".to_owned(),
        key: what.to_owned(),
        payload: json!({ "what": what }),
    }
}
