//! A plan: what a campaign says, to whom, when and how fast.

mod timing;
mod variants;

use collect::shop::Language;
use domain::{CampaignId, CustomerId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::CampaignError;
use super::audience::Audience;
use crate::blocks::Design;
use crate::channels::Channel;
use crate::contact::{self, HoldOutShare};

pub use timing::{Repeats, Timing};
pub use variants::{VARIANTS_MAX, Variant, letter_of};

/// The most messages a minute that a limit may name: more than any line carries.
const PER_MINUTE_MAX: u32 = 1_000_000;

/// What a campaign says, and to whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Its name, for the owner.
    pub name: String,
    /// Who is meant.
    pub audience: Audience,
    /// What it travels by.
    pub channel: Channel,
    /// What it says where it is no letter, with blanks.
    pub note: String,
    /// The subject line, with blanks.
    pub subject: String,
    /// The body in MJML, with blanks; empty where it is put together of blocks.
    pub body_mjml: String,
    /// The body as blocks, instead of MJML.
    pub design: Option<Design>,
    /// The language of numbers and days in it.
    pub language: Language,
    /// The share held out.
    pub hold_out: HoldOutShare,
    /// Other ways of saying it, to learn which is heard better.
    pub variants: Vec<Variant>,
    /// When and how fast it leaves.
    pub delivery: Delivery,
}

/// When and how fast a campaign leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Delivery {
    /// When it leaves.
    pub timing: Timing,
    /// The most messages within any minute; as fast as the line carries when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_minute: Option<u32>,
}

/// One way of saying what a plan says.
#[derive(Clone, Copy, Debug)]
pub struct Wording<'a> {
    /// The subject line, with blanks.
    pub subject: &'a str,
    /// The body in MJML, with blanks.
    pub body_mjml: &'a str,
    /// The body as blocks, instead of MJML.
    pub design: Option<&'a Design>,
    /// What it says where it is no letter, with blanks.
    pub note: &'a str,
}

impl Plan {
    /// Refuses a plan that nobody could find again or read.
    pub(super) fn check(&self) -> Result<(), CampaignError> {
        let no = |(field, reason)| Err(CampaignError::Plan { field, reason });
        if self.name.trim().is_empty() {
            return no(("name", "must not be empty".to_owned()));
        }
        if let Some(empty) = self.wordings().find_map(|wording| wording.empty(self.channel)) {
            return no((empty, "must not be empty".to_owned()));
        }
        if let Some(fault) = self.wordings().find_map(|wording| wording.fault()) {
            return no(fault);
        }
        if let Some(fault) = variants::fault(&self.variants) {
            return no(fault);
        }
        if let Some(fault) = self.delivery.timing.fault() {
            return no(fault);
        }
        match self.delivery.per_minute {
            Some(0) => no((
                "delivery.per_minute",
                "at none a minute nobody would ever be written to; leave it out instead".to_owned(),
            )),
            Some(n) if n > PER_MINUTE_MAX => {
                no(("delivery.per_minute", format!("{PER_MINUTE_MAX} a minute are the most")))
            }
            _ => Ok(()),
        }
    }

    /// Every way of saying it, the plan's own first.
    pub fn wordings(&self) -> impl Iterator<Item = Wording<'_>> {
        let other = |variant| Wording::of(variant);
        std::iter::once(self.own_wording()).chain(self.variants.iter().map(other))
    }

    /// The shares of the other ways, in their order.
    pub fn variant_shares(&self) -> Vec<f64> {
        self.variants.iter().map(|variant| variant.share).collect()
    }

    /// How it is said to one person: always the same for one person and one dealing.
    pub(super) fn said_to(&self, dealt_by: CampaignId, person: Option<CustomerId>) -> Wording<'_> {
        let shares = self.variant_shares();
        let place = person.map_or(0, |person| contact::deal_variant(dealt_by, person, &shares));
        self.wording(place)
    }

    /// The n-th way of saying it, the plan's own at 0 and where there is no such way.
    pub(super) fn wording(&self, place: usize) -> Wording<'_> {
        let other = place.checked_sub(1).and_then(|at| self.variants.get(at));
        other.map_or_else(|| self.own_wording(), Wording::of)
    }

    fn own_wording(&self) -> Wording<'_> {
        Wording {
            subject: &self.subject,
            body_mjml: &self.body_mjml,
            design: self.design.as_ref(),
            note: &self.note,
        }
    }
}

impl<'a> Wording<'a> {
    fn of(variant: &'a Variant) -> Self {
        Self {
            subject: &variant.subject,
            body_mjml: &variant.body_mjml,
            design: variant.design.as_ref(),
            note: &variant.note,
        }
    }

    /// Its body: MJML, or blocks.
    pub(super) fn body(&self) -> (&'a str, Option<&'a Design>) {
        (self.body_mjml, self.design)
    }

    /// What cannot be kept of it: a letter is blocks or MJML, and blocks are within bounds.
    fn fault(&self) -> Option<(&'static str, String)> {
        let design = self.design?;
        if !self.body_mjml.trim().is_empty() {
            let reason = "a letter is put together of blocks or written in MJML, not both";
            return Some(("design", reason.to_owned()));
        }
        design.fit().err().map(|unfit| ("design", unfit.to_string()))
    }

    /// Whether it names what its reader wants, or what sells best.
    pub(super) fn speaks_of_wanted(&self) -> bool {
        let names = |text: &&str| {
            ["recommendations", "discoveries", "arrivals", "best_sellers"]
                .iter()
                .any(|word| text.contains(word))
        };
        [self.subject, self.body_mjml, self.note].iter().any(names)
            || self.design.is_some_and(Design::speaks_of_wanted)
    }

    /// The field that says nothing although this channel needs it.
    fn empty(&self, channel: Channel) -> Option<&'static str> {
        let needed: &[(&'static str, &str)] = match channel {
            Channel::Email if self.design.is_some() => &[("subject", self.subject)],
            Channel::Email => &[("subject", self.subject), ("body_mjml", self.body_mjml)],
            Channel::Sms | Channel::Telegram | Channel::Webhook => &[("note", self.note)],
        };
        needed.iter().find(|(_, text)| text.trim().is_empty()).map(|(field, _)| *field)
    }
}
