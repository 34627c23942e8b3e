//! The ticket inside an unsubscribe link: who, by which campaign, signed by the shop.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use collect::consent::Channel;
use domain::{CampaignId, CustomerId};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

/// Bytes of a ticket: a mark, two ids, and a signature cut to 128 bits.
const LENGTH: usize = 1 + 16 + 16 + 16;

/// Bytes of a ticket without its signature.
const SIGNED: usize = LENGTH - 16;

/// The first byte: the layout, and the channel that the link speaks of.
///
/// Links of letters were there first, so theirs is the number of the layout.
fn mark(channel: Channel) -> u8 {
    match channel {
        Channel::Email => 1,
        Channel::Sms => 2,
        Channel::Telegram => 3,
    }
}

const PURPOSE: &[u8] = b"unsubscribe";

/// What a shop signs its links with.
#[derive(Clone)]
pub struct Secret([u8; 32]);

/// Whom a link speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// The person; nobody in previews and tests.
    pub customer: Option<CustomerId>,
    /// The campaign that the link came with.
    pub campaign: CampaignId,
    /// What the person says no to.
    pub channel: Channel,
}

impl Secret {
    pub(crate) fn of(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The ticket as the end of an address.
    pub fn sign(&self, ticket: Ticket) -> String {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.push(mark(ticket.channel));
        bytes.extend(ticket.customer.map_or(Uuid::nil(), |customer| customer.0).as_bytes());
        bytes.extend(ticket.campaign.0.as_bytes());
        let signature = self.signature(PURPOSE, &bytes).finalize().into_bytes();
        bytes.extend(&signature[..LENGTH - SIGNED]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The ticket of such an end, if the shop has signed it.
    pub fn read(&self, token: &str) -> Option<Ticket> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (signed, signature) = bytes.split_at_checked(SIGNED)?;
        // Compares in constant time, so that a signature cannot be guessed byte by byte.
        self.signature(PURPOSE, signed).verify_truncated_left(signature).ok()?;
        if bytes.len() != LENGTH {
            return None;
        }
        let channel = Channel::ALL.into_iter().find(|channel| mark(*channel) == signed[0])?;
        let customer = Uuid::from_slice(&signed[1..17]).ok()?;
        let campaign = Uuid::from_slice(&signed[17..SIGNED]).ok()?;
        Some(Ticket {
            customer: (!customer.is_nil()).then_some(CustomerId(customer)),
            campaign: CampaignId(campaign),
            channel,
        })
    }

    /// What is signed for one purpose is worth nothing for another.
    pub(crate) fn signature(&self, purpose: &[u8], bytes: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any length is a key");
        mac.update(purpose);
        mac.update(bytes);
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: Secret = Secret([7; 32]);

    fn ticket() -> Ticket {
        Ticket {
            customer: Some(CustomerId(Uuid::from_u128(11))),
            campaign: CampaignId(Uuid::from_u128(12)),
            channel: Channel::Email,
        }
    }

    #[test]
    fn a_signed_ticket_reads_back() {
        let token = OURS.sign(ticket());
        assert_eq!(token.len(), 66);
        assert_eq!(OURS.read(&token), Some(ticket()));
        for channel in Channel::ALL {
            let by_channel = Ticket { channel, ..ticket() };
            assert_eq!(OURS.read(&OURS.sign(by_channel)), Some(by_channel));
        }
        let preview = Ticket { customer: None, ..ticket() };
        assert_eq!(OURS.read(&OURS.sign(preview)), Some(preview));
    }

    #[test]
    fn a_ticket_that_was_touched_is_nothing() {
        let token = OURS.sign(ticket());
        for place in 0..token.len() {
            let mut touched = token.clone().into_bytes();
            touched[place] = if touched[place] == b'A' { b'B' } else { b'A' };
            let touched = String::from_utf8(touched).expect("ascii");
            assert_eq!(OURS.read(&touched), None, "touched at {place}");
        }
        for cut in ["", "A", &token[..65], &token[..22], &format!("{token}AA")] {
            assert_eq!(OURS.read(cut), None, "{cut}");
        }
    }

    #[test]
    fn another_shop_signs_otherwise() {
        assert_eq!(Secret([8; 32]).read(&OURS.sign(ticket())), None);
    }
}
