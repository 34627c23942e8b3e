//! By what a person is recognised.

use super::Identity;
use crate::orders::draft::PersonDraft;

/// The identities of a draft, strongest first: customer number, e-mail, phone.
///
/// A customer number is unique only in its source's words; an address and a phone everywhere.
pub(super) fn identities_of(source: &str, person: &PersonDraft) -> Vec<Identity> {
    let number = person.external_id.as_ref().map(|number| Identity {
        kind: "external_id".to_owned(),
        value: format!("{source}:{number}"),
    });
    let email = person
        .email
        .as_ref()
        .map(|address| Identity { kind: "email".to_owned(), value: address.to_lowercase() });
    let phone = person
        .phone
        .as_ref()
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
        let identities = identities_of("file", &anna);
        let values: Vec<_> = identities.iter().map(|identity| identity.value.as_str()).collect();
        assert_eq!(values, ["file:7", "anna@example.test"]);
    }
}
