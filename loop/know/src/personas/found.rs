//! Personas that were found, as a run keeps them: all that is needed to tell whose is whose.

use domain::RunId;
use serde::{Deserialize, Serialize};
use stats::clusters::{Points, Tried, nearest};

use super::features::{Gathered, N_FEATURES, Scales};
use super::naming::{Name, Trait};

/// The personas of a shop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// How numbers become distances.
    pub scales: Scales,
    /// The channel that one of them is about.
    pub channel: Option<String>,
    /// The personas, those who spent most first.
    pub personas: Vec<Persona>,
    /// What was drawn was drawn from this.
    pub seed: u32,
    /// How many there should be, by what was tried; none where that was not found out in time.
    pub fitting: Option<usize>,
    /// How well each number of them does.
    pub tried: Vec<Tried>,
    /// The sum of the squared distances from the centres.
    pub inertia: f64,
    /// How many customers they were found among.
    pub n_customers: usize,
    /// Whether time ran out before all was tried.
    pub stopped: bool,
    /// The run that they were compared with.
    pub compared_with: Option<RunId>,
    /// Those of that run who are not among them any more.
    pub gone: Vec<Known>,
}

/// One persona.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Persona {
    /// Its word in rules and addresses.
    pub key: String,
    /// What it is named after.
    pub traits: Vec<Trait>,
    /// Where its middle lies.
    pub centre: Vec<f64>,
    /// What became of it since the run before.
    pub fate: Fate,
    /// The share of customers in common with the one it is compared with, of those in either.
    pub alike: Option<f64>,
}

/// A persona by its word and its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// Its word in rules and addresses.
    pub key: String,
    /// What it is named after.
    pub traits: Vec<Trait>,
}

/// What became of a persona since the run that was in use before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// There was none to compare with, or none alike.
    New,
    /// Mostly the same customers: it keeps its word and its name.
    Kept,
    /// Some of the customers of this one, but its portrait is another: it got a name of its own.
    Changed(String),
}

impl Persona {
    /// What it is called.
    pub fn name(&self) -> Name {
        Name::of(&self.traits)
    }
}

impl Found {
    /// Whether this program tells the same numbers of a customer as the one that found them.
    pub fn is_current(&self) -> bool {
        let is_whole = |persona: &Persona| persona.centre.len() == N_FEATURES;
        self.scales.is_current() && self.personas.iter().all(is_whole)
    }

    /// The centres, one after another.
    pub fn centres(&self) -> Vec<f64> {
        self.personas.iter().flat_map(|persona| persona.centre.iter().copied()).collect()
    }

    /// The place of everybody's persona in the list.
    pub fn labels(&self, gathered: &Gathered) -> Vec<u32> {
        let places = self.scales.places(gathered);
        nearest(Points::new(&places, N_FEATURES), &self.centres())
    }
}
