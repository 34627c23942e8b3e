//! Cohorts by how customers came: by their first product, promo code, channel or place.
//!
//! A group pools its cohorts by date: cell k counts those of its customers who have period k
//! behind them, so that a channel opened last month is not blamed for what nobody can know yet.

use std::collections::HashMap;

use collect::shop::Language;
use domain::Caveat;
use facts::{FactTable, FactsError, Fold, Grouped, Grouping};
use serde::{Deserialize, Serialize};

use super::CohortSums;
use crate::Wording;
use crate::asking::Asked;
use crate::cohorts::CohortRow;
use crate::cohorts::table::Table;

/// What is told of the first purchase.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, clap::ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
pub enum Split {
    /// The first position of the first order.
    Product,
    /// Its category.
    Category,
    /// The promo code, or that there was none.
    Coupon,
    /// The channel of the sale.
    Channel,
    /// The country it went to.
    Country,
    /// The city it went to.
    City,
}

impl Split {
    fn column(self) -> (FactTable, &'static str) {
        match self {
            Self::Product => (FactTable::OrderLines, "product"),
            Self::Category => (FactTable::OrderLines, "category"),
            Self::Coupon => (FactTable::Orders, "coupon"),
            Self::Channel => (FactTable::Orders, "channel"),
            Self::Country => (FactTable::Orders, "country"),
            Self::City => (FactTable::Orders, "city"),
        }
    }

    /// How the table calls what customers are grouped by, as in "grouped by the … of".
    pub fn word(self, language: Language) -> &'static str {
        let word = match self {
            Self::Product => Wording { en: "product", uk: "товаром", ru: "товару" },
            Self::Category => {
                Wording { en: "category", uk: "категорією", ru: "категории" }
            }
            Self::Coupon => {
                Wording { en: "promo code", uk: "промокодом", ru: "промокоду" }
            }
            Self::Channel => Wording { en: "channel", uk: "каналом", ru: "каналу" },
            Self::Country => Wording { en: "country", uk: "країною", ru: "стране" },
            Self::City => Wording { en: "city", uk: "містом", ru: "городу" },
        };
        word.say(language)
    }
}

/// Groups told apart; a table of more cannot be read.
const GROUPS_MAX: usize = 20;

/// One of the groups.
#[derive(Clone, Debug)]
pub(super) struct Group {
    grouping: Grouping,
    place: usize,
}

impl Group {
    /// Whether a customer belongs to it.
    pub fn holds(&self, customer: i64) -> bool {
        self.grouping.place_of(customer) == self.place
    }
}

/// The customers of a shop by how they came, the largest groups first.
#[derive(Debug)]
pub struct Groups {
    /// What was told; empty text where nothing was.
    names: Vec<String>,
    /// Values that are too small to be told apart.
    n_others: usize,
    grouping: Grouping,
}

impl Groups {
    /// Groups customers by what is told of them; of equal groups the one that sorts first is first.
    pub fn of(told: Vec<(i64, Option<String>)>) -> Self {
        let mut sizes: HashMap<&str, u64> = HashMap::new();
        for (_, value) in &told {
            *sizes.entry(value.as_deref().unwrap_or_default()).or_default() += 1;
        }
        let mut names: Vec<(&str, u64)> = sizes.into_iter().collect();
        names.sort_unstable_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
        let n_others = names.len().saturating_sub(GROUPS_MAX);
        names.truncate(GROUPS_MAX);
        let numbers: HashMap<&str, u16> = names.iter().map(|(name, _)| *name).zip(0..).collect();
        let grouped = told.iter().filter_map(|(customer, value)| {
            Some((*customer, *numbers.get(value.as_deref().unwrap_or_default())?))
        });
        let grouping = Grouping::new(names.len() as u16, grouped);
        let names = names.iter().map(|(name, _)| (*name).to_owned()).collect();
        Self { names, n_others, grouping }
    }

    /// Asks a shop how its customers came.
    pub async fn of_shop(asked: &Asked, split: Split) -> Result<Self, FactsError> {
        let (table, column) = split.column();
        let mut told = Vec::new();
        let see = |customer, _, words: &[Option<&str>]| {
            told.push((customer, words[0].map(str::to_owned)));
        };
        asked.session.entries(table, &[column], see).await?;
        Ok(Self::of(told))
    }

    /// The same question, asked of each group.
    pub fn ask<F: Fold>(&self, fold: F) -> Grouped<F> {
        Grouped::new(fold, self.grouping.clone())
    }

    /// What the groups are called, in the order of the answers; everybody else comes last.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The customers of the group called so.
    pub(super) fn find(&self, name: &str) -> Option<Group> {
        let place = self.names.iter().position(|known| known == name)?;
        Some(Group { grouping: self.grouping.clone(), place })
    }

    /// One row for each group that anybody of the chosen dates is in.
    pub(in crate::cohorts) fn rows(
        &self,
        table: &Table<'_>,
        sums: &[CohortSums],
    ) -> Vec<CohortRow> {
        let named = self.names.iter().zip(sums);
        let rows = named.filter_map(|(name, sums)| {
            let sum = sums.by_rule(table.options.count)?;
            Some(CohortRow { cohort: name.clone(), ..table.pooled(sum) })
        });
        rows.filter(|row| row.size > 0).collect()
    }

    /// What must be known of groups that are too small to be told apart.
    pub fn caveat(&self) -> Option<Caveat> {
        let n = self.n_others;
        let text = format!("{n} smaller groups are not shown; the mean holds their customers too");
        (n > 0).then(|| Caveat::new("smaller_groups", text))
    }
}
