//! The same thing said in several ways, to learn which is heard better.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::blocks::Design;

/// The most ways of saying one thing, the plan's own among them: more than a shop has people for.
pub const VARIANTS_MAX: usize = 6;

/// Another way of saying what a campaign says; the plan's own text has the share that is left.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = CampaignVariant)]
pub struct Variant {
    /// The share of those written to who get this one, above 0 and below 1.
    pub share: f64,
    /// The subject line, with blanks.
    pub subject: String,
    /// The body in MJML, with blanks.
    pub body_mjml: String,
    /// The body as blocks, instead of MJML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub design: Option<Design>,
    /// What it says where it is no letter, with blanks.
    pub note: String,
}

/// The name that the n-th way goes by: A is the plan's own.
pub fn letter_of(place: usize) -> char {
    char::from(b'A' + u8::try_from(place.min(25)).unwrap_or_default())
}

/// What is wrong with shares, as field and reason.
pub(super) fn fault(variants: &[Variant]) -> Option<(&'static str, String)> {
    if variants.len() >= VARIANTS_MAX {
        let reason = format!("{VARIANTS_MAX} ways of saying it are the most, the first included");
        return Some(("variants", reason));
    }
    let odd = variants.iter().find(|one| !(one.share > 0.0 && one.share < 1.0));
    if let Some(odd) = odd {
        let reason = format!("a share is above 0 and below 1, not {}", odd.share);
        return Some(("variants.share", reason));
    }
    let whole: f64 = variants.iter().map(|one| one.share).sum();
    // Rounding of shares such as a tenth must not take the last of the first text's people away.
    (whole > 0.999).then(|| {
        let percent = whole * 100.0;
        ("variants.share", format!("nobody is left for the first text: the others have {percent}%"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_leave_something_for_the_first_text() {
        let with = |shares: &[f64]| {
            let variants: Vec<Variant> = shares
                .iter()
                .map(|share| Variant { share: *share, ..Variant::default() })
                .collect();
            fault(&variants).map(|(field, _)| field)
        };
        assert_eq!(with(&[]), None);
        assert_eq!(with(&[0.5]), None);
        assert_eq!(with(&[0.2, 0.2, 0.2, 0.2]), None);
        assert_eq!(with(&[0.5, 0.5]), Some("variants.share"));
        for odd in [0.0, -0.1, 1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(with(&[odd]), Some("variants.share"), "{odd}");
        }
        assert_eq!(with(&[0.1; 6]), Some("variants"));
    }

    #[test]
    fn ways_go_by_letters() {
        assert_eq!([0, 1, 5, 999].map(letter_of), ['A', 'B', 'F', 'Z']);
    }
}
