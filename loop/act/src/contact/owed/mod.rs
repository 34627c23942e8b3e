//! What is owed to one person: what is known of him, and a pure rule.
//!
//! A receipt, a new password, a copy of one's own data: nobody has to agree to get them, and it
//! would be wrong to hold somebody out of them or to wait for the morning. What still binds is what
//! protects the address: whoever was erased, and whoever must not be written to, gets nothing.

use collect::consent;
use collect::customers::Identity;
use collect::privacy::guard;
use records::{RecordsError, ShopTx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Outcome, Verdict, rows};
use crate::channels;
use crate::reasons::Reason;

/// On what ground a message is sent to somebody who did not agree to marketing.
///
/// The grounds of article 6 of the GDPR that a shop has for single messages; there is none for
/// advertisement, which goes by campaigns and consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LegalBasis)]
pub enum Basis {
    /// Needed to do what was agreed: an order, a booking, an account (6.1.b).
    Contract,
    /// Demanded by the law: an invoice, a recall, an answer about one's own data (6.1.c).
    LegalObligation,
    /// Keeps the person safe: a password, a sign-in, a breach (6.1.f and article 34).
    Security,
}

/// Somebody who is owed a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recipient {
    /// Whether there is an address to write to.
    pub has_address: bool,
    /// Whether he asked to be forgotten.
    pub is_erased: bool,
    /// Why his address must not be written to, if it must not.
    pub suppressed: Option<Reason>,
}

impl Basis {
    /// Every ground.
    pub const ALL: [Self; 3] = [Self::Contract, Self::LegalObligation, Self::Security];

    /// The word kept in rows and shown to programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::LegalObligation => "legal_obligation",
            Self::Security => "security",
        }
    }

    /// The ground of that word, if it is one.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.word() == word)
    }
}

/// Decides whether somebody gets what is owed to him, and why not.
pub fn decide_owed(person: &Recipient) -> Verdict {
    let (outcome, reason) = match person {
        Recipient { has_address: false, .. } => (Outcome::NoAddress, Reason::NoAddress),
        Recipient { is_erased: true, .. } => (Outcome::Suppressed, Reason::Erased),
        Recipient { suppressed: Some(reason), .. } => (Outcome::Suppressed, *reason),
        Recipient { .. } => (Outcome::Write, Reason::Owed),
    };
    Verdict { outcome, reason, arm: None, variant: None, not_before: None }
}

/// What is known of somebody who is owed a message at this address of a channel.
pub async fn recipient(
    tx: &mut ShopTx,
    channel: channels::Channel,
    address: Option<&str>,
) -> Result<Recipient, RecordsError> {
    let Some(address) = address else { return Ok(Recipient::default()) };
    let reaches = channels::consent_for(tx, channel).await?;
    let kind = match reaches {
        consent::Channel::Email => "email",
        consent::Channel::Sms => "phone",
        consent::Channel::Telegram => reaches.word(),
    };
    let name = Identity { kind: kind.to_owned(), value: address.to_owned() };
    let erased = guard::refused(tx, "messages", &[vec![name]]).await?;
    Ok(Recipient {
        has_address: true,
        is_erased: erased.contains(&true),
        suppressed: rows::suppression_of(tx, (reaches, address)).await?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_protects_the_address_forbids_what_is_owed() {
        let reached = Recipient { has_address: true, ..Recipient::default() };
        let refused = Some(Reason::AddressRefused);
        let complained = Some(Reason::Complained);
        let table = [
            (Recipient::default(), "no_address", "no_address"),
            (Recipient { is_erased: true, suppressed: refused, ..reached }, "suppressed", "erased"),
            (Recipient { suppressed: refused, ..reached }, "suppressed", "address_refused"),
            (Recipient { suppressed: complained, ..reached }, "suppressed", "complained"),
            (reached, "write", "owed"),
        ];
        for (person, outcome, reason) in table {
            let verdict = decide_owed(&person);
            assert_eq!((verdict.outcome.word(), verdict.reason.code()), (outcome, reason));
            assert_eq!((verdict.arm, verdict.not_before), (None, None), "nobody is dealt or waits");
        }
    }

    #[test]
    fn a_ground_reads_back_from_its_word_and_marketing_is_none() {
        for basis in Basis::ALL {
            assert_eq!(Basis::of_word(basis.word()), Some(basis));
            assert_eq!(serde_json::json!(basis), basis.word());
        }
        assert_eq!(Basis::of_word("marketing"), None);
        assert!(serde_json::from_str::<Basis>("\"marketing\"").is_err());
    }
}
