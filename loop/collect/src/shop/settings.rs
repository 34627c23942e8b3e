//! What a shop says about itself once: zone, currency, language, week.

use domain::{Currency, ShopZone, WeekStart};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a shop says about itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Settings {
    /// Name shown to staff and customers.
    pub name: Option<String>,
    /// IANA zone in which days, weeks and months are cut; UTC until somebody says.
    pub zone: Option<String>,
    /// Currency of the shop's figures.
    pub currency: Option<Currency>,
    /// The day a week opens on.
    pub week_start: WeekStart,
    /// Language of the page and of messages without a language of their own.
    pub language: Language,
    /// Whether this shop is the made-up one that shows what Regulars does.
    pub demo: bool,
}

/// A language that every text exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Ukrainian.
    Uk,
    /// Russian.
    Ru,
}

impl Language {
    /// Every language, in the order of the page's switch.
    pub const ALL: [Self; 3] = [Self::En, Self::Uk, Self::Ru];

    /// Two letters of ISO 639-1.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Uk => "uk",
            Self::Ru => "ru",
        }
    }

    /// The language of two letters, if texts exist in it.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

impl Settings {
    pub(super) const NAME: &'static str = "shop";

    /// The zone in which days are cut; UTC when unsaid or no longer known to the machine.
    pub fn shop_zone(&self) -> ShopZone {
        let named = self.zone.as_deref().map(ShopZone::named);
        named.and_then(Result::ok).unwrap_or_else(ShopZone::utc)
    }
}
