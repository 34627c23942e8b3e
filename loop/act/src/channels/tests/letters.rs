//! Letters and a mail server.

use std::path::Path;

use domain::{Instant, MessageId};
use testkit::{Answer, Mailbox, Moment};
use uuid::Uuid;

use crate::channels::*;
use crate::templates::Written;

fn settings(mailbox: &Mailbox) -> EmailSettings {
    EmailSettings {
        kind: EmailKind::Smtp,
        host: Some("127.0.0.1".to_owned()),
        port: Some(mailbox.port()),
        tls: Tls::None,
        from_address: Some("hello@bakery.test".to_owned()),
        reply_to: Some("people@bakery.test".to_owned()),
        unsubscribe_address: Some("stop@bakery.test".to_owned()),
        ..EmailSettings::default()
    }
}

fn composed(settings: &EmailSettings, number: u128, to: &str) -> Parcel {
    let written = Written {
        subject: "Ганно, давно не бачилися".to_owned(),
        html: "<p>Добрий день</p>".to_owned(),
        text: "Добрий день\n".to_owned(),
    };
    let letter = Letter {
        id: MessageId(Uuid::from_u128(number)),
        to,
        to_name: Some("Ганна\r\nBcc: all@example.test"),
        written: &written,
        unsubscribe_url: Some(
            "https://bakery.test/p/unsubscribe/AbC-dEf_123456789012345678901234567890",
        ),
        at: Instant::from_seconds(1_772_442_000),
    };
    Parcel::Letter(compose(settings, "Corner Bakery", letter).expect("composed"))
}

/// Hands letters to these people over one line, and says what became of each.
async fn hand_over(mailbox: &Mailbox, people: &[&str]) -> Vec<HandedOver> {
    let settings = settings(mailbox);
    let mut courier = Courier::by(&Way::Email(settings.clone()), Path::new("nowhere"));
    let mut fates = Vec::new();
    for (number, person) in people.iter().enumerate() {
        fates.push(courier.hand_over(&composed(&settings, number as u128, person)).await);
    }
    courier.leave().await;
    fates
}

fn is_for_now(fate: &HandedOver) -> bool {
    matches!(fate, HandedOver::Refused(Refusal { for_good: false, .. }))
}

#[tokio::test]
async fn a_letter_carries_what_mail_programs_ask_for() {
    let mailbox = Mailbox::open();
    let fates = hand_over(&mailbox, &["anna@example.test", "boris@example.test"]).await;
    assert!(fates.iter().all(|fate| matches!(fate, HandedOver::Accepted { .. })), "{fates:?}");

    let received = mailbox.received_by("anna@example.test");
    assert_eq!(received.len(), 1);
    let header = |name: &str| received[0].header(name).unwrap_or_default();
    assert_eq!(received[0].from, "hello@bakery.test");
    assert_eq!(header("Message-ID"), "<msg_00000000000000000000000000000000@bakery.test>");
    assert_eq!(header("Date"), "Mon, 02 Mar 2026 09:00:00 +0000");
    assert_eq!(header("From"), "\"Corner Bakery\" <hello@bakery.test>");
    assert_eq!(header("Reply-To"), "people@bakery.test");
    assert_eq!(header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    assert_eq!(
        header("List-Unsubscribe"),
        "<https://bakery.test/p/unsubscribe/AbC-dEf_123456789012345678901234567890>, \
         <mailto:stop@bakery.test?subject=unsubscribe>"
    );
    assert!(header("Content-Type").starts_with("multipart/alternative"));
    assert_eq!(header("Bcc"), "", "a name cannot add a header");
    assert!(received[0].text.is_ascii(), "nothing in it needs a modern server");
}

#[tokio::test]
async fn a_server_may_refuse_for_now_or_for_good() {
    let mailbox = Mailbox::open();
    mailbox.refuse("later@example.test", 451);
    mailbox.refuse("gone@example.test", 550);
    mailbox.once(Moment::Message, Answer::Code(554));
    let people = ["later@example.test", "gone@example.test", "spam@example.test", "a@example.test"];
    let fates = hand_over(&mailbox, &people).await;

    assert!(is_for_now(&fates[0]), "{fates:?}");
    let refused = |fate: &HandedOver| match fate {
        HandedOver::Refused(refusal) => (refusal.for_good, refusal.of_address),
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(&fates[1]), (true, true));
    assert_eq!(refused(&fates[2]), (true, false));
    assert!(matches!(fates[3], HandedOver::Accepted { .. }), "the line is still good: {fates:?}");
    assert_eq!(mailbox.received().len(), 1);
}

#[tokio::test]
async fn where_the_line_breaks_decides_what_is_known() {
    let mailbox = Mailbox::open();
    mailbox.once(Moment::Message, Answer::KeepAndHangUp);
    let fates = hand_over(&mailbox, &["anna@example.test", "boris@example.test"]).await;
    assert!(matches!(fates[0], HandedOver::Uncertain { .. }), "{fates:?}");
    assert!(matches!(fates[1], HandedOver::Accepted { .. }), "a new line is opened: {fates:?}");

    mailbox.once(Moment::Recipient, Answer::HangUp);
    let fates = hand_over(&mailbox, &["vera@example.test"]).await;
    assert!(is_for_now(&fates[0]), "before the text nothing was handed over: {fates:?}");
    assert_eq!(mailbox.received_by("vera@example.test").len(), 0);
}

#[tokio::test]
async fn a_kept_line_that_grew_old_is_replaced_without_a_word() {
    let mailbox = Mailbox::open();
    let settings = settings(&mailbox);
    let mut courier = Courier::by(&Way::Email(settings.clone()), Path::new("nowhere"));
    courier.hand_over(&composed(&settings, 1, "anna@example.test")).await;
    mailbox.once(Moment::Sender, Answer::HangUp);
    let fate = courier.hand_over(&composed(&settings, 2, "boris@example.test")).await;
    assert!(matches!(fate, HandedOver::Accepted { .. }), "{fate:?}");
}

#[tokio::test]
async fn a_closed_door_is_told_apart_from_a_refusal() {
    let mailbox = Mailbox::open();
    mailbox.always(Moment::Connected, Answer::Code(554));
    let fates = hand_over(&mailbox, &["anna@example.test"]).await;
    assert!(matches!(fates[0], HandedOver::Unreachable { .. }), "{fates:?}");

    let mut nobody = settings(&mailbox);
    drop(mailbox);
    nobody.port = Some(1);
    let mut courier = Courier::by(&Way::Email(nobody.clone()), Path::new("nowhere"));
    let fate = courier.hand_over(&composed(&nobody, 1, "anna@example.test")).await;
    assert!(
        matches!(&fate, HandedOver::Unreachable { why } if why.contains("127.0.0.1:1")),
        "{fate:?}"
    );
}

#[tokio::test]
async fn a_folder_keeps_letters_that_open_anywhere() {
    let folder = tempfile::tempdir().expect("folder");
    let settings = EmailSettings::default();
    let mut courier = Courier::by(&Way::Email(settings.clone()), folder.path());
    let fate = courier.hand_over(&composed(&settings, 7, "anna@example.test")).await;
    assert!(matches!(fate, HandedOver::Accepted { .. }), "{fate:?}");
    let file = folder.path().join("msg_00000000000000000000000000000007.eml");
    let letter = std::fs::read_to_string(file).expect("a letter");
    assert!(letter.contains("List-Unsubscribe: <https://bakery.test/p/unsubscribe/"), "{letter}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 1);
}
