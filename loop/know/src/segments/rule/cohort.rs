//! A cell of the cohort table as a condition.

use domain::Day;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Unit;
use crate::cohorts::{Brackets, CellName, CohortOptions, Count, Entry, Mode, Split};

/// Who is counted in a cell of the cohort table, whatever the table shows of him.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = SegmentCohort)]
pub struct InCohort {
    /// Name of the cohort, as in the table: `2010-12`, or that of a group.
    pub cohort: String,
    /// Number of the period; 0 is the whole cohort.
    pub period: u32,
    /// Length of a period.
    #[serde(default, skip_serializing_if = "is_usual")]
    #[schema(inline)]
    pub by: Unit,
    /// Calendar periods, or equal stretches from each customer's own first purchase.
    #[serde(default, skip_serializing_if = "is_usual")]
    #[schema(inline)]
    pub mode: Mode,
    /// Days after the first purchase at which each customer's own time is cut into periods.
    #[serde(default, skip_serializing_if = "is_usual")]
    #[schema(value_type = Option<String>, example = "7,30,90,365")]
    pub brackets: Option<Brackets>,
    /// When a customer counts as having come back.
    #[serde(default, skip_serializing_if = "is_usual")]
    #[schema(inline)]
    pub count: Count,
    /// Which purchase puts a customer into a cohort.
    #[serde(default, skip_serializing_if = "is_usual")]
    #[schema(inline)]
    pub entry: Entry,
    /// The table groups customers by how they came.
    #[serde(default, skip_serializing_if = "is_usual")]
    #[schema(inline)]
    pub split: Option<Split>,
    /// Only customers who entered on this day or later.
    #[serde(default, skip_serializing_if = "is_usual")]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Day>,
    /// Only customers who entered before this day.
    #[serde(default, skip_serializing_if = "is_usual")]
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Day>,
}

fn is_usual<T: Default + PartialEq>(option: &T) -> bool {
    *option == T::default()
}

impl InCohort {
    /// The cell as the cohort table names it.
    pub fn cell(&self) -> CellName {
        CellName {
            cohort: self.cohort.clone(),
            k: self.period as usize,
            options: CohortOptions {
                by: self.by,
                mode: self.mode,
                brackets: self.brackets.clone(),
                count: self.count,
                entry: self.entry,
                split: self.split,
                from: self.from,
                until: self.until,
                ..CohortOptions::default()
            },
        }
    }
}
