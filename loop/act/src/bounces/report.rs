//! What a returned mail says: a delivery report (RFC 3464) or a complaint (RFC 5965); a pure rule.

use domain::MessageId;
use serde::Serialize;
use utoipa::ToSchema;

use super::mail::{self, Part, value_of};

/// What came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = BounceKind)]
pub enum Kind {
    /// There is no such address; writing to it again is useless.
    Hard,
    /// The letter was not taken this time: a full mailbox, a rule of the other side.
    Soft,
    /// The reader called it spam.
    Complaint,
}

/// A report about one letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What came back.
    pub kind: Kind,
    /// The letter, by the name that we gave it.
    pub message: Option<MessageId>,
    /// The code of RFC 3463, such as `5.1.1`; empty in a complaint.
    pub status: String,
    /// What the other side said.
    pub words: String,
}

/// The longest text of another side that is kept.
const WORDS_MAX: usize = 500;

/// Codes that speak of the address itself (RFC 3463): it does not exist, has moved, is switched
/// off, or its domain takes no mail. Policies and full mailboxes are no fault of the address.
const NO_SUCH_ADDRESS: [&str; 8] =
    ["5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4"];

impl Kind {
    /// The word kept in rows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hard => "hard",
            Self::Soft => "soft",
            Self::Complaint => "complaint",
        }
    }
}

/// The report that a mail is, if it is one that says something went wrong.
pub fn read(raw: &[u8]) -> Option<Report> {
    let parts = mail::parts(raw);
    let of_kind = |kind: &str| parts.iter().find(|part| part.kind() == kind);
    let message = parts.iter().rev().find_map(name_of_letter);
    if let Some(complaint) = of_kind("message/feedback-report") {
        return complained(complaint, message);
    }
    let told = of_kind("message/delivery-status").or(of_kind("message/global-delivery-status"))?;
    let text = told.text();
    text.split("\n\n").find_map(|group| not_delivered(&mail::headers(group), message))
}

/// The letter that a part quotes: our name of it stands in `Message-ID`.
fn name_of_letter(part: &Part) -> Option<MessageId> {
    let quoted = match part.kind().as_str() {
        "text/rfc822-headers" | "message/global-headers" => mail::headers(&part.text()),
        _ => part.headers.clone(),
    };
    let name = value_of(&quoted, "message-id")?.trim_start_matches('<');
    name.split('@').next()?.parse().ok()
}

fn complained(part: &Part, message: Option<MessageId>) -> Option<Report> {
    let told = mail::headers(&part.text());
    let kind = value_of(&told, "feedback-type").unwrap_or("abuse").to_lowercase();
    // Who takes a letter out of the spam folder reports as well.
    if kind == "not-spam" {
        return None;
    }
    let words = value_of(&told, "user-agent").map_or(kind.clone(), |by| format!("{kind}: {by}"));
    Some(Report { kind: Kind::Complaint, message, status: String::new(), words: short(&words) })
}

fn not_delivered(group: &[(String, String)], message: Option<MessageId>) -> Option<Report> {
    let action = value_of(group, "action")?.to_lowercase();
    if action.split_whitespace().next() != Some("failed") {
        return None;
    }
    let status = value_of(group, "status").unwrap_or_default();
    let status = status.split_whitespace().next().unwrap_or_default().to_owned();
    let words = value_of(group, "diagnostic-code").unwrap_or(&status);
    let kind = match NO_SUCH_ADDRESS.contains(&status.as_str()) {
        true => Kind::Hard,
        false => Kind::Soft,
    };
    Some(Report { kind, message, words: short(words), status: status.chars().take(20).collect() })
}

fn short(text: &str) -> String {
    let visible = text.chars().filter(|sign| !sign.is_control());
    visible.take(WORDS_MAX).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use uuid::Uuid;

    pub(in crate::bounces) fn letter() -> MessageId {
        MessageId(Uuid::from_u128(77))
    }

    /// A delivery report in the layout of Postfix.
    pub(crate) fn returned(id: MessageId, action: &str, status: &str) -> String {
        format!(
            "From: MAILER-DAEMON@mx.test\r\nTo: bounces@bakery.test\r\nMessage-ID: <1@mx.test>\r\n\
             Content-Type: multipart/report; report-type=delivery-status;\r\n\
             \tboundary=\"B/1\"\r\nMIME-Version: 1.0\r\n\r\nThis is a MIME message.\r\n\
             --B/1\r\nContent-Type: text/plain\r\n\r\nI am sorry.\r\n\
             --B/1\r\nContent-Type: message/delivery-status\r\n\r\n\
             Reporting-MTA: dns; mx.test\r\n\r\nFinal-Recipient: rfc822; anna@example.test\r\n\
             Action: {action}\r\nStatus: {status}\r\nDiagnostic-Code: smtp; 550 5.1.1\r\n \
             no such user\r\n\r\n--B/1\r\nContent-Type: text/rfc822-headers\r\n\r\n\
             From: hello@bakery.test\r\nMessage-ID: <{id}@bakery.test>\r\n\r\n--B/1--\r\n"
        )
    }

    /// A complaint in the layout of RFC 5965.
    pub(crate) fn complaint(id: MessageId, kind: &str) -> String {
        format!(
            "From: <abuse@isp.test>\r\nSubject: FW: Hello\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/report; report-type=feedback-report; boundary=\"p\"\r\n\r\n\
             --p\r\nContent-Type: text/plain; charset=\"US-ASCII\"\r\n\r\nThis is a report.\r\n\
             --p\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: {kind}\r\n\
             User-Agent: SomeGenerator/1.0\r\nVersion: 1\r\n\r\n\
             --p\r\nContent-Type: message/rfc822\r\nContent-Disposition: inline\r\n\r\n\
             From: <hello@bakery.test>\r\nMessage-ID: <{id}@bakery.test>\r\n\r\nSpam!\r\n--p--\r\n"
        )
    }

    #[test]
    fn a_code_says_whether_the_address_is_to_blame() {
        let kind = |action: &str, status: &str| {
            read(returned(letter(), action, status).as_bytes()).map(|report| report.kind)
        };
        assert_eq!(kind("failed", "5.1.1"), Some(Kind::Hard));
        assert_eq!(kind("failed", "5.1.10 (no such address)"), Some(Kind::Hard));
        assert_eq!(kind("Failed", "5.2.2"), Some(Kind::Soft), "a full mailbox");
        assert_eq!(kind("failed", "5.7.1"), Some(Kind::Soft), "a rule of the other side");
        assert_eq!(kind("failed", "4.4.7"), Some(Kind::Soft), "tried for days");
        assert_eq!(kind("delayed", "4.4.1"), None, "it is still tried");
        assert_eq!(kind("delivered", "2.0.0"), None);
    }

    #[test]
    fn a_report_names_the_letter_and_what_was_said() {
        let report = read(returned(letter(), "failed", "5.1.1").as_bytes()).expect("a report");
        assert_eq!(report.message, Some(letter()));
        assert_eq!(report.words, "smtp; 550 5.1.1 no such user");
        let report = read(complaint(letter(), "abuse").as_bytes()).expect("a report");
        assert_eq!((report.kind, report.message), (Kind::Complaint, Some(letter())));
        assert_eq!(read(complaint(letter(), "not-spam").as_bytes()), None);
    }

    #[test]
    fn an_ordinary_answer_is_no_report() {
        for raw in
            ["", "Subject: Re: hello\r\n\r\nThank you!", "Action: failed\r\n\r\nStatus: 5.1.1"]
        {
            assert_eq!(read(raw.as_bytes()), None, "{raw}");
        }
    }
}
