//! Letters leave signed, keys take over from each other, and nothing of a key is to be read.

use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use records::{Actor, FromQueryResult};
use ring::signature::{ED25519, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use serde_json::json;
use testkit::{Stage, on_both_engines};

use super::dkim::tests::FOOTBALL;
use super::{Algorithm, make, set_signs};
use crate::channels::{Composed, Outfit, Way, email_settings};
use crate::contact::Outcome;
use crate::tests::api::{ask, json_of, router};
use crate::tests::bakery::Bakery;

impl Bakery {
    async fn signs_with(&self, selector: &str, signs: bool) {
        let mut tx = self.shop.write(Actor::System).await.expect("a transaction");
        set_signs(&mut tx, ("bakery.test", selector), signs).await.expect("changed");
        tx.commit().await.expect("commit");
    }

    /// Sends the win-back letter once more and answers its raw text.
    async fn letter(&self) -> String {
        let id = self.plan(0.0).await;
        self.start(id).await;
        self.work().await;
        assert_eq!(self.n(id, Outcome::Sent).await, 1);
        let kept = self.mailbox.received().last().expect("a letter").text.clone();
        kept.replace("\r\n", "\n").replace('\n', "\r\n")
    }
}

/// A tag of a signature, without the blanks that fold it.
fn tag(header: &str, name: &str) -> String {
    let tags = header.split_once(':').expect("a header").1.split(';');
    let tags = tags.map(|tag| tag.split_whitespace().collect::<String>());
    let found =
        tags.filter_map(|tag| tag.split_once('=').map(|(k, v)| (k.to_owned(), v.to_owned())));
    found.into_iter().find(|(known, _)| known == name).expect(name).1
}

/// A second writing of RFC 6376 for letters of this house, line by line: whether the signature of a
/// selector fits the letter, by the public key of the record.
fn fits(letter: &str, selector: &str, record: &str) -> bool {
    let (head, body) = letter.split_once("\r\n\r\n").expect("head and body");
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let lines: Vec<&str> = unfolded.split("\r\n").collect();
    let own = lines
        .iter()
        .find(|line| line.starts_with("DKIM-Signature:") && tag(line, "s") == selector)
        .expect("a signature");
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut tidy: String = body
        .split("\r\n")
        .map(|line| {
            let lead =
                if line.starts_with([' ', '\t']) && !line.trim().is_empty() { " " } else { "" };
            format!("{lead}{}\r\n", squeezed(line))
        })
        .collect();
    while tidy.ends_with("\r\n\r\n") {
        tidy.truncate(tidy.len() - 2);
    }
    let digest = ring::digest::digest(&ring::digest::SHA256, tidy.as_bytes());
    if STANDARD.encode(digest) != tag(own, "bh") {
        return false;
    }
    let mut left: Vec<&str> = lines.clone();
    let mut signed = String::new();
    for name in tag(own, "h").split(':') {
        let begins = format!("{name}:");
        let Some(place) = left.iter().rposition(|line| line.to_lowercase().starts_with(&begins))
        else {
            continue;
        };
        signed += &format!("{begins}{}\r\n", squeezed(&left.remove(place)[begins.len()..]));
    }
    let value = own.split_once(':').expect("a header").1;
    let without = &value[..value.rfind("b=").expect("a signature") + 2];
    signed += &format!("dkim-signature:{}", squeezed(without));
    let signature = STANDARD.decode(tag(own, "b")).expect("base64");
    let public = record.rsplit_once("p=").expect("a key").1;
    let public = STANDARD.decode(public).expect("base64");
    match tag(own, "a").as_str() {
        "ed25519-sha256" => {
            let digest = ring::digest::digest(&ring::digest::SHA256, signed.as_bytes());
            UnparsedPublicKey::new(&ED25519, public).verify(digest.as_ref(), &signature).is_ok()
        }
        // What stands in the record wraps the bare key in 24 bytes.
        _ => UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &public[24..])
            .verify(signed.as_bytes(), &signature)
            .is_ok(),
    }
}

#[tokio::test]
async fn letters_leave_signed_by_every_key_that_signs_and_the_way_out_is_signed_too() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("anna", 120, Some(true))]).await;
        let rsa = make(&bakery.shop, ("Bakery.test", "old"), Algorithm::Rsa).await.expect("made");
        let bare =
            make(&bakery.shop, ("bakery.test", "new"), Algorithm::Ed25519).await.expect("made");
        assert_eq!(rsa.place(), "old._domainkey.bakery.test");
        assert!(
            !bakery.letter().await.contains("DKIM-Signature"),
            "not before the record is there"
        );

        bakery.signs_with("old", true).await;
        bakery.signs_with("new", true).await;
        let letter = bakery.letter().await;
        assert_eq!(letter.matches("DKIM-Signature:").count(), 2);
        assert!(fits(&letter, "old", &rsa.record) && fits(&letter, "new", &bare.record));
        let own = letter.replace("\r\n ", " ");
        let own =
            own.lines().find(|line| line.starts_with("DKIM-Signature:")).expect("a signature");
        let names = tag(own, "h");
        for name in ["list-unsubscribe", "list-unsubscribe-post", "message-id", "subject"] {
            assert!(names.split(':').any(|known| known == name), "{name} in {names}");
        }
        assert_eq!(names.split(':').filter(|known| *known == "from").count(), 2, "none is added");
        // Whatever is changed on the way is seen.
        for (was, is) in
            [("Subject: ", "Subject: Re: "), ("One-Click", "One-Clock"), ("7 Mill", "8 Mill")]
        {
            assert!(letter.contains(was), "{was}");
            assert!(!fits(&letter.replacen(was, is, 1), "old", &rsa.record), "{was}");
        }
        assert!(!fits(
            &letter,
            "old",
            &make(&bakery.shop, ("bakery.test", "x"), Algorithm::Rsa).await.expect("made").record
        ));

        bakery.signs_with("old", false).await;
        let letter = bakery.letter().await;
        assert_eq!(letter.matches("DKIM-Signature:").count(), 1, "the new one took over");
        assert!(fits(&letter, "new", &bare.record));
    })
    .await;
}

#[tokio::test]
async fn a_letter_of_another_domain_is_not_signed_and_one_from_below_is() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        make(&bakery.shop, ("bakery.test", "s"), Algorithm::Ed25519).await.expect("made");
        bakery.signs_with("s", true).await;
        let n_signers = async |from: &str| {
            let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
            let seal = bakery.shop.seal(&mut tx).expect("a seal");
            let signers = super::signers(&mut tx, &seal, from).await.expect("read");
            signers.map(|signers| signers.len())
        };
        assert_eq!(n_signers("hello@bakery.test").await, Ok(1));
        assert_eq!(n_signers("hello@News.Bakery.test").await, Ok(1));
        assert_eq!(n_signers("hello@mybakery.test").await, Ok(0));
        assert_eq!(n_signers("hello@bakery.test.evil.test").await, Ok(0));
    })
    .await;
}

#[tokio::test]
async fn a_key_that_cannot_be_opened_holds_the_letters_up_and_is_said() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("anna", 120, Some(true))]).await;
        make(&bakery.shop, ("bakery.test", "s"), Algorithm::Ed25519).await.expect("made");
        bakery.signs_with("s", true).await;
        let key = bakery.shop.home().path().join("seal.key");
        let kept = std::fs::read(&key).expect("the seal");
        std::fs::write(&key, [9; 32]).expect("another seal");
        let id = bakery.plan(0.0).await;
        bakery.start(id).await;
        bakery.work().await;
        assert!(bakery.mailbox.received().is_empty(), "nothing leaves unsigned");
        let mut tx = bakery.shop.read().await.expect("a transaction");
        let held = crate::campaigns::find(&mut tx, id).await.expect("found").problem;
        drop(tx);
        assert!(held.is_some_and(|why| why.contains("signing key `s`")));
        std::fs::write(&key, kept).expect("the seal again");
        stage.clock().advance_days(1);
        bakery.work().await;
        assert_eq!(bakery.mailbox.received().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn keys_go_their_way_over_http_and_nothing_secret_is_shown_or_kept_open() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let router = router(&bakery);
        let path = "/api/v1/channels/email/keys";
        let given = json!({ "selector": "mail1", "algorithm": "ed25519" });
        let made = json_of(&router, "POST", path, Some(given.clone())).await;
        assert_eq!(made["record"]["name"], "mail1._domainkey.bakery.test");
        let (status, text) = ask(&router, "POST", path, Some(given)).await;
        assert!(status == 422 && text.contains("taken"), "{text}");
        for bad in ["", "Mail", "a b", "-a", "a.b", "a;"] {
            let given = json!({ "selector": bad, "algorithm": "ed25519" });
            let (status, _) = ask(&router, "POST", path, Some(given)).await;
            assert_eq!(status, 422, "{bad}");
        }
        let own = format!("{path}/bakery.test/mail1");
        let (status, _) = ask(&router, "PATCH", &own, Some(json!({ "signs": true }))).await;
        assert_eq!(status, 204);
        let (status, text) = ask(&router, "DELETE", &own, None).await;
        assert!(status == 409 && text.contains("key_signs"), "{text}");
        let shown = json_of(&router, "GET", path, None).await;
        assert_eq!(
            (&shown["domain"], &shown["keys"][0]["signs"]),
            (&json!("bakery.test"), &json!(true))
        );
        let records: Vec<&str> = shown["records"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|it| it["value"].as_str())
            .collect();
        assert_eq!(records[0], "v=spf1 a:127.0.0.1 mx ~all");
        assert_eq!(records[1], "v=DMARC1; p=none; rua=mailto:hello@bakery.test");
        ask(&router, "PATCH", &own, Some(json!({ "signs": false }))).await;
        assert_eq!(ask(&router, "DELETE", &own, None).await.0, 204);
        assert_eq!(ask(&router, "DELETE", &own, None).await.0, 404);
    })
    .await;
}

#[derive(FromQueryResult)]
struct Kept {
    value: serde_json::Value,
}

#[tokio::test]
async fn a_password_is_sealed_in_the_rows_and_opened_for_the_courier_only() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let router = router(&bakery);
        let settings = json!({
            "kind": "smtp", "host": "127.0.0.1", "from_address": "a@bakery.test",
            "username": "shop", "password": "hunter2-hunter2",
        });
        json_of(&router, "PUT", "/api/v1/channels/email", Some(settings)).await;
        let kept = async || {
            let mut tx = bakery.shop.read().await.expect("a transaction");
            let sql = "select value from setting where name = 'email'";
            let row: Option<Kept> = tx.row(sql, Vec::new()).await.expect("read");
            row.expect("settings").value["password"].as_str().unwrap_or_default().to_owned()
        };
        let sealed = kept().await;
        assert!(sealed.starts_with("sealed:") && !sealed.contains("hunter2"), "{sealed}");
        let opened = async || {
            let mut tx = bakery.shop.read().await.expect("a transaction");
            let way = Way::Email(email_settings(&mut tx).await.expect("settings"));
            drop(tx);
            let outfit = Outfit::of(&bakery.shop, &way).await.expect("outfit");
            let Way::Email(settings) = outfit.way() else { panic!("letters") };
            settings.password.as_ref().map(|password| password.text().to_owned())
        };
        assert_eq!(opened().await.as_deref(), Some("hunter2-hunter2"));
        // What was kept before there was a seal is read, and sealed with the next start.
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let open = json!({ "kind": "smtp", "host": "h", "password": "of old" });
        collect::shop::save_setting(&mut tx, "email", &open).await.expect("kept");
        tx.commit().await.expect("commit");
        assert_eq!(opened().await.as_deref(), Some("of old"));
        crate::channels::seal_secrets(&bakery.shop).await.expect("sealed");
        assert!(kept().await.starts_with("sealed:"));
        assert_eq!(opened().await.as_deref(), Some("of old"));
    })
    .await;
}

/// Whether the verifier of others (dkimpy) is there; it is asked where it is.
fn has_dkimpy() -> bool {
    let asked = Command::new("python3").args(["-c", "import dkim, nacl"]).output();
    asked.is_ok_and(|answer| answer.status.success())
}

#[test]
fn a_verifier_that_others_wrote_agrees() {
    if !has_dkimpy() {
        eprintln!("skipped: python3 has no dkimpy (pip install dkimpy PyNaCl)");
        return;
    }
    let envelope = lettre::address::Envelope::new(None, vec!["a@b.test".parse().expect("to")]);
    let letter = Composed {
        id: domain::MessageId(uuid::Uuid::from_u128(1)),
        at: domain::Instant(0),
        envelope: envelope.expect("an envelope"),
        bytes: FOOTBALL.replace("Joe.\r\n", "Joe. \t \r\n\r\n\r\n").into_bytes(),
    };
    for algorithm in [Algorithm::Rsa, Algorithm::Ed25519] {
        let key =
            super::key::Key::read(algorithm, &super::key::made(algorithm, [5; 32])).expect("a key");
        let record = key.record();
        let signer = super::Signer {
            domain: "football.example.com".to_owned(),
            selector: "s1".to_owned(),
            key,
        };
        let signed = super::signed(&letter, &[signer]).bytes;
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("letter.eml");
        std::fs::write(&place, &signed).expect("written");
        let ask = "import dkim, sys; record = sys.argv[2].encode()\n\
                   letter = open(sys.argv[1], 'rb').read()\n\
                   ok = lambda text: dkim.verify(text, dnsfunc=lambda name, timeout=5: record)\n\
                   print(ok(letter), ok(letter.replace(b'lost', b'won')))";
        let answer = Command::new("python3").args(["-c", ask]).arg(&place).arg(&record).output();
        let answer = answer.expect("an answer");
        let said = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
        assert_eq!(said, "True False", "{}", String::from_utf8_lossy(&answer.stderr));
    }
}
