//! The digest that ties an entry to the one before it.

use sha2::{Digest, Sha256};

use super::Entry;

/// What the first entry is tied to.
pub(super) const BEGINNING: [u8; 32] = [0; 32];

/// SHA-256 over the digest before and every field; each text has its length before it, so that no
/// letter can move from one field to the next.
pub(super) fn link(before: &[u8; 32], entry: &Entry) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(entry.number.to_be_bytes());
    hash.update(entry.at.0.to_be_bytes());
    let deed = &entry.deed;
    for text in [&deed.who, &deed.method, &deed.path, &deed.detail] {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    }
    hash.update(deed.status.to_be_bytes());
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use domain::Instant;

    use super::super::Deed;
    use super::*;

    fn entry(who: &str, method: &str) -> Entry {
        let deed = Deed { who: who.to_owned(), method: method.to_owned(), ..Deed::default() };
        Entry { number: 1, at: Instant(7), deed, hash: BEGINNING }
    }

    #[test]
    fn letters_cannot_move_between_fields_and_no_entry_fits_elsewhere() {
        let one = link(&BEGINNING, &entry("ab", "c"));
        assert_eq!(one, link(&BEGINNING, &entry("ab", "c")));
        assert_ne!(one, link(&BEGINNING, &entry("a", "bc")));
        assert_ne!(one, link(&one, &entry("ab", "c")));
    }
}
