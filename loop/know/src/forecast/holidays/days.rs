//! The holidays and what they are called.

use serde::Serialize;

/// A holiday, or another day on which a country buys otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// 7 January.
    EasternChristmas,
    /// Martin Luther King’s birthday, in January.
    MartinLutherKingDay,
    /// 14 February.
    Valentine,
    /// Of those who defend the country: in February in Russia, in October in Ukraine.
    DefendersDay,
    /// Washington’s birthday, in February.
    PresidentsDay,
    /// 8 March.
    WomensDay,
    /// The Friday before Easter.
    GoodFriday,
    /// Easter Sunday, in the west or in the east.
    Easter,
    /// The day after Easter.
    EasterMonday,
    /// In May, in America in September.
    LabourDay,
    /// In May: of the victory of 1945, or of remembrance.
    VictoryDay,
    /// The second Sunday of May.
    MothersDay,
    /// Forty days after Easter.
    Ascension,
    /// Fifty days after Easter.
    Whitsun,
    /// The last Monday of May.
    MemorialDay,
    /// 12 June.
    NationDay,
    /// 19 June.
    Juneteenth,
    /// 28 June.
    ConstitutionDay,
    /// In July.
    StatehoodDay,
    /// In America in July, in Ukraine in August.
    IndependenceDay,
    /// 15 August.
    Assumption,
    /// The second Monday of October.
    ColumbusDay,
    /// 1 November.
    AllSaints,
    /// 4 November.
    UnityDay,
    /// 11 November.
    VeteransDay,
    /// The fourth Thursday of November.
    Thanksgiving,
    /// The day after it, when shops lower their prices everywhere.
    BlackFriday,
    /// The Monday after it.
    CyberMonday,
    /// 25 December.
    Christmas,
    /// 26 December.
    SecondChristmasDay,
}

impl Holiday {
    /// Every holiday, by its place in the year.
    pub const ALL: [Self; 31] = [
        Self::NewYear,
        Self::EasternChristmas,
        Self::MartinLutherKingDay,
        Self::Valentine,
        Self::DefendersDay,
        Self::PresidentsDay,
        Self::WomensDay,
        Self::GoodFriday,
        Self::Easter,
        Self::EasterMonday,
        Self::LabourDay,
        Self::VictoryDay,
        Self::MothersDay,
        Self::Ascension,
        Self::Whitsun,
        Self::MemorialDay,
        Self::NationDay,
        Self::Juneteenth,
        Self::ConstitutionDay,
        Self::StatehoodDay,
        Self::IndependenceDay,
        Self::Assumption,
        Self::ColumbusDay,
        Self::AllSaints,
        Self::UnityDay,
        Self::VeteransDay,
        Self::Thanksgiving,
        Self::BlackFriday,
        Self::CyberMonday,
        Self::Christmas,
        Self::SecondChristmasDay,
    ];
}
