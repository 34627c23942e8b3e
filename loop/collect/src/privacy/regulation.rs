//! What is asked, how far it is, and the receipt.

use domain::{CustomerId, Instant, RegulationId};
use records::traces::Found;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is to be done about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = RegulationVerb)]
pub enum Verb {
    /// Nothing new of him is taken in and nobody writes to him; what is kept stays.
    Suppress,
    /// Everything of him goes, orders too, and nothing new is taken in.
    Erase,
    /// Everything of him goes, orders too; who comes again is somebody new.
    Delete,
    /// His orders, sums and days stay under nobody's name; nothing new is taken in.
    Anonymise,
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 4] = [Self::Suppress, Self::Erase, Self::Delete, Self::Anonymise];

    /// The word in rows and on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Suppress => "suppress",
            Self::Erase => "erase",
            Self::Delete => "delete",
            Self::Anonymise => "anonymise",
        }
    }

    /// The verb of a word, if it is one.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.word() == word)
    }

    /// Whether nothing of him is taken in afterwards.
    pub fn keeps_away(self) -> bool {
        self != Self::Delete
    }

    /// Whether he is gone afterwards, so that it can be searched whether he is.
    pub fn forgets(self) -> bool {
        self != Self::Suppress
    }
}

/// How far a regulation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = RegulationState)]
pub enum State {
    /// Written down.
    Asked,
    /// His rows are gone; columns and files are being rewritten.
    Running,
    /// Everything is rewritten; it is not searched yet.
    Done,
    /// Searched everywhere, and nothing found.
    Verified,
    /// Something is still to be found, or could not be done.
    Failed,
}

impl State {
    const ALL: [Self; 5] = [Self::Asked, Self::Running, Self::Done, Self::Verified, Self::Failed];

    /// The word in rows and on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Running => "running",
            Self::Done => "done",
            Self::Verified => "verified",
            Self::Failed => "failed",
        }
    }

    pub(super) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// What became of somebody in one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RegulationPlace)]
pub struct Place {
    /// A table, or `files`.
    pub place: String,
    /// How much is gone.
    pub n_gone: i64,
    /// How much stays, under nobody's name.
    pub n_kept: i64,
}

/// What was done and how it is known; it does not tell about whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = RegulationReceipt)]
pub struct Receipt {
    /// What became of him, place by place.
    pub places: Vec<Place>,
    /// Tables searched afterwards.
    pub n_tables: i64,
    /// Columns searched afterwards.
    pub n_columns: i64,
    /// Files searched afterwards.
    pub n_files: i64,
    /// Bytes of these files.
    pub n_bytes: i64,
    /// Kinds of names that were searched for.
    pub searched_for: Vec<String>,
    /// Kinds that are too short to be searched for in texts; they were only compared whole.
    pub too_short: Vec<String>,
    /// Kinds that also stand among those who work in the shop, which is spared.
    pub spared: Vec<String>,
    /// Where he, or somebody of his name, is still to be found.
    #[schema(value_type = Vec<TraceFound>)]
    pub found: Vec<Found>,
    /// Until when backups from before may hold him.
    pub backups_until: Option<Instant>,
}

impl Receipt {
    /// Adds to what became of him in a place; nothing is not told.
    pub(super) fn note(&mut self, place: &str, n_gone: i64, n_kept: i64) {
        if n_gone == 0 && n_kept == 0 {
            return;
        }
        match self.places.iter_mut().find(|known| known.place == place) {
            Some(known) => {
                known.n_gone += n_gone;
                known.n_kept += n_kept;
            }
            None => self.places.push(Place { place: place.to_owned(), n_gone, n_kept }),
        }
    }
}

/// The place of a find, as the document tells it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TraceFound)]
pub struct TraceFound {
    /// `table.column`, or the path of a file within the shop's folder.
    pub place: String,
    /// Which kind of word stands there.
    pub kind: String,
    /// In how many rows, or times.
    pub n: i64,
    /// Whether it is a fault.
    pub is_fault: bool,
}

/// Something that the shop does about a person by the law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regulation {
    /// Our id; the number of the receipt.
    pub id: RegulationId,
    /// What is to be done.
    pub verb: Verb,
    /// How far it is.
    pub state: State,
    /// About whom, until it is done.
    pub customer: Option<CustomerId>,
    /// When it was asked.
    pub asked_at: Instant,
    /// Who asked.
    pub asked_by: String,
    /// Through what.
    pub source: String,
    /// By when it has to be done, where that is known.
    pub due_at: Option<Instant>,
    /// When everything was rewritten.
    pub done_at: Option<Instant>,
    /// When it was searched and nothing was found.
    pub verified_at: Option<Instant>,
    /// What was done.
    pub receipt: Receipt,
    /// What stands in the way.
    pub problem: Option<String>,
}
