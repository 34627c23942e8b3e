//! Who is held out, so that we learn what a touch changes.
//!
//! The arm follows from a salted hash of the person and nothing else: dealing twice gives the
//! same arm, two campaigns deal independently, and nobody has to keep a list that could leak.

use domain::{CampaignId, CustomerId};
use serde::{Deserialize, Deserializer, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The salt of the shop-wide hold-out; campaigns salt with their own id.
const EVERYWHERE: &str = "everywhere";

/// Two to the power of 53: as many steps between 0 and 1 as a float tells apart.
const STEPS: f64 = (1_u64 << 53) as f64;

/// The side of a comparison a person was dealt to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Arm {
    /// To be written to.
    Treated,
    /// Deliberately not written to.
    HeldOut,
}

impl Arm {
    /// The word kept in rows and shown to programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Treated => "treated",
            Self::HeldOut => "held_out",
        }
    }

    /// The arm of that word, if it is one.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Treated, Self::HeldOut].into_iter().find(|arm| arm.word() == word)
    }
}

/// The share of people held out, from nobody (0) to nine of ten (0.9).
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, utoipa::ToSchema)]
#[serde(transparent)]
pub struct HoldOutShare(f64);

/// A share that cannot be held out.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("the share held out must be between 0 and 0.9, not {0}")]
pub struct BadShare(pub f64);

impl HoldOutShare {
    /// Nobody is held out.
    pub const NOBODY: Self = Self(0.0);

    /// A share between 0 and 0.9; above that a campaign would hardly write to anybody.
    pub fn new(share: f64) -> Result<Self, BadShare> {
        match (0.0..=0.9).contains(&share) {
            true => Ok(Self(share)),
            false => Err(BadShare(share)),
        }
    }

    /// The share as a number between 0 and 1.
    pub fn share(self) -> f64 {
        self.0
    }
}

impl<'de> Deserialize<'de> for HoldOutShare {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(f64::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// Deals a person of one campaign to an arm.
pub fn deal(campaign: CampaignId, person: CustomerId, share: HoldOutShare) -> Arm {
    arm_of(&campaign.to_string(), person, share)
}

/// Whether the shop keeps this person without any marketing at all, to measure all of it.
pub fn deal_everywhere(person: CustomerId, share: HoldOutShare) -> Arm {
    arm_of(EVERYWHERE, person, share)
}

/// The way of saying it that a person gets: 0 for the first, which has the share that is left.
///
/// Dealt with a salt of its own, so that the ways are as alike as the arms and independent of them.
pub fn deal_variant(campaign: CampaignId, person: CustomerId, shares: &[f64]) -> usize {
    let lot = uniform(&format!("{campaign}/variant"), person);
    let mut until = 0.0;
    let others = shares.iter().position(|share| {
        until += share;
        lot < until
    });
    others.map_or(0, |place| place + 1)
}

/// A number in 0..1 that the salt deals to one passage through a journey, always the same.
pub(crate) fn lot(salt: &str, passage: Uuid) -> f64 {
    uniform(salt, CustomerId(passage))
}

fn arm_of(salt: &str, person: CustomerId, share: HoldOutShare) -> Arm {
    match uniform(salt, person) < share.share() {
        true => Arm::HeldOut,
        false => Arm::Treated,
    }
}

/// A number in 0..1 that depends on the salt and the person only.
fn uniform(salt: &str, person: CustomerId) -> f64 {
    let digest = Sha256::digest(format!("{salt}/{person}"));
    let mut head = [0_u8; 8];
    head.copy_from_slice(&digest[..8]);
    (u64::from_be_bytes(head) >> 11) as f64 / STEPS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(number: u128) -> CustomerId {
        CustomerId(Uuid::from_u128(number))
    }

    fn campaign(number: u128) -> CampaignId {
        CampaignId(Uuid::from_u128(number))
    }

    fn n_held_out(campaign_no: u128, share: f64, people: u128) -> usize {
        let share = HoldOutShare::new(share).expect("share");
        let dealt = (0..people).map(|n| deal(campaign(campaign_no), person(n), share));
        dealt.filter(|arm| *arm == Arm::HeldOut).count()
    }

    #[test]
    fn dealing_twice_gives_the_same_arm() {
        assert_eq!(n_held_out(1, 0.2, 1_000), n_held_out(1, 0.2, 1_000));
    }

    #[test]
    fn the_asked_share_is_held_out() {
        // Four standard deviations of a binomial with n = 20,000 are 226 for 20 %.
        for campaign_no in 1..6 {
            let held_out = n_held_out(campaign_no, 0.2, 20_000);
            assert!((3_774..=4_226).contains(&held_out), "{held_out} of 20,000 at 20 %");
        }
        assert_eq!(n_held_out(1, 0.0, 5_000), 0);
    }

    #[test]
    fn two_campaigns_deal_independently() {
        let half = HoldOutShare::new(0.5).expect("share");
        let both = (0..20_000)
            .filter(|n| deal(campaign(1), person(*n), half) == Arm::HeldOut)
            .filter(|n| deal(campaign(2), person(*n), half) == Arm::HeldOut)
            .count();
        assert!((4_755..=5_245).contains(&both), "{both} of 20,000 held out by both");
    }

    #[test]
    fn a_running_campaign_is_dealt_alike_by_every_version() {
        // SHA-256 of "cmp_…01/cus_…07", its first 53 bits; computed once with another program.
        let number = uniform(&campaign(1).to_string(), person(7));
        assert!((number - 0.6902866064809889).abs() < 1e-12, "{number}");
    }

    #[test]
    fn a_share_outside_its_limits_is_refused() {
        assert_eq!(HoldOutShare::new(0.95), Err(BadShare(0.95)));
        assert!(HoldOutShare::new(f64::NAN).is_err());
    }
}
