//! By what a person is recognised, and by what nobody is.

use records::{RecordsError, ShopTx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Identity;
use crate::orders::draft::PersonDraft;
use crate::shop;

/// What the shop says about names that lead to nobody in particular.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = RecognitionRules)]
pub struct Rules {
    /// Addresses and phones that are nobody's: whole, or their beginning followed by `*`.
    pub blocked: Vec<String>,
    /// How many customer numbers of one source may be one person's. A phone or an address that
    /// would bring one more is a till's or a family's: whoever brings it is somebody of his own.
    pub numbers_max: u32,
}

impl Rules {
    const NAME: &'static str = "recognition";

    /// The most patterns.
    const BLOCKED_MAX: usize = 500;

    /// The most customer numbers that one person may be allowed.
    const NUMBERS_MAX: u32 = 1_000;

    /// The rules without blanks and doubles; or the field that makes no sense, and why.
    pub(super) fn tidied(self) -> Result<Self, (&'static str, String)> {
        let mut blocked: Vec<String> =
            self.blocked.iter().map(|one| one.trim().to_lowercase()).collect();
        blocked.retain(|one| !one.is_empty());
        blocked.sort();
        blocked.dedup();
        if blocked.len() > Self::BLOCKED_MAX {
            return Err(("blocked", format!("holds at most {} patterns", Self::BLOCKED_MAX)));
        }
        if let Some(all) = blocked.iter().find(|one| one.trim_matches(['*', '+']).is_empty()) {
            return Err(("blocked", format!("`{all}` would block everybody; write more of it")));
        }
        if !(1..=Self::NUMBERS_MAX).contains(&self.numbers_max) {
            let text = format!("is a whole number from 1 to {}", Self::NUMBERS_MAX);
            return Err(("numbers_max", text));
        }
        Ok(Self { blocked, ..self })
    }

    /// Whether an address or a phone is nobody's in particular.
    ///
    /// Phones that end in seven times the same digit are what people type who do not want to tell.
    pub(crate) fn blocks(&self, value: &str) -> bool {
        let value = value.trim_start_matches('+').to_lowercase();
        let is_meant = |pattern: &String| {
            let pattern = pattern.trim_start_matches('+').to_lowercase();
            match pattern.strip_suffix('*') {
                Some(begins) => value.starts_with(begins),
                None => value == pattern,
            }
        };
        is_made_up(&value) || self.blocked.iter().any(is_meant)
    }
}

impl Default for Rules {
    fn default() -> Self {
        let blocked = ["noreply@*", "no-reply@*", "no_reply@*", "donotreply@*", "do-not-reply@*"];
        let phones = ["123456789", "1234567890", "+380123456789"];
        let all = blocked.iter().chain(&phones);
        Self { blocked: all.map(|&one| one.to_owned()).collect(), numbers_max: 5 }
    }
}

fn is_made_up(value: &str) -> bool {
    let bytes = value.as_bytes();
    let is_phone = !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit);
    is_phone && bytes.len() >= 7 && bytes[bytes.len() - 7..].windows(2).all(|two| two[0] == two[1])
}

/// What the shop says about names that lead to nobody.
pub(super) async fn rules(tx: &mut ShopTx) -> Result<Rules, RecordsError> {
    Ok(shop::setting(tx, Rules::NAME).await?.unwrap_or_default())
}

/// Remembers it; what has been recognised so far stays.
pub(super) async fn save_rules(tx: &mut ShopTx, rules: &Rules) -> Result<(), RecordsError> {
    shop::save_setting(tx, Rules::NAME, rules).await
}

/// The identities of a draft, strongest first: customer number, e-mail, phone.
///
/// A customer number is unique only in its source's words; an address and a phone everywhere,
/// unless they are nobody's.
pub(super) fn identities_of(source: &str, person: &PersonDraft, rules: &Rules) -> Vec<Identity> {
    let number = person.external_id.as_ref().map(|number| Identity {
        kind: "external_id".to_owned(),
        value: format!("{source}:{number}"),
    });
    let open = |value: &&String| !rules.blocks(value);
    let email = person
        .email
        .as_ref()
        .filter(open)
        .map(|address| Identity { kind: "email".to_owned(), value: address.to_lowercase() });
    let phone = person
        .phone
        .as_ref()
        .filter(open)
        .map(|number| Identity { kind: "phone".to_owned(), value: number.clone() });
    [number, email, phone].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_number_is_stronger_than_an_address() {
        let anna = PersonDraft {
            external_id: Some("7".to_owned()),
            email: Some("Anna@example.test".to_owned()),
            ..PersonDraft::default()
        };
        let identities = identities_of("file", &anna, &Rules::default());
        let values: Vec<_> = identities.iter().map(|identity| identity.value.as_str()).collect();
        assert_eq!(values, ["file:7", "anna@example.test"]);
    }

    #[test]
    fn nobody_is_recognised_by_what_is_nobodys() {
        let rules = Rules::default();
        let nobodys = ["NoReply@shop.test", "+380000000000", "0000000", "1111111", "1234567890"];
        assert!(nobodys.iter().all(|value| rules.blocks(value)));
        let somebodys = ["anna@shop.test", "+380501234567", "5550001", "reply@shop.test", ""];
        assert!(!somebodys.iter().any(|value| rules.blocks(value)));
        let own = Rules { blocked: vec!["till@shop.test".to_owned()], ..Rules::default() };
        assert!(own.blocks("Till@shop.test") && !own.blocks("tills@shop.test"));
    }
}
