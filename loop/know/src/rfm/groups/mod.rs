//! Names for scores: which customers are champions, which are at risk.
//!
//! The table is a list of rules, and the first that fits names the customer; a shop may replace
//! it by its own. One-time buyers are told apart by their orders, not by their score, because
//! fifths give nearly everybody the same score where most buy once.

pub mod report;

use std::ops::RangeInclusive;

use collect::shop;
use records::{RecordsError, ShopTx};
use serde::{Deserialize, Serialize};

use super::Scored;

/// Who bears a name: scores within these bounds, and at most so many orders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct GroupRule {
    /// The name.
    pub group: String,
    /// Lowest and highest score of recency.
    pub r: (u8, u8),
    /// Lowest and highest score of frequency.
    pub f: (u8, u8),
    /// Lowest and highest score of revenue; any when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub m: Option<(u8, u8)>,
    /// At most so many orders; any number when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orders_max: Option<u64>,
}

impl GroupRule {
    fn shipped(group: &str, r: RangeInclusive<u8>, f: RangeInclusive<u8>) -> Self {
        Self {
            group: group.to_owned(),
            r: (*r.start(), *r.end()),
            f: (*f.start(), *f.end()),
            m: None,
            orders_max: None,
        }
    }

    fn fits(&self, customer: &Scored) -> bool {
        let within = |(low, high): (u8, u8), score| (low..=high).contains(&score);
        within(self.r, customer.r)
            && within(self.f, customer.f)
            && self.m.is_none_or(|bounds| within(bounds, customer.m))
            && self.orders_max.is_none_or(|most| customer.orders <= most)
    }
}

/// A table of groups, first match first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<GroupRule>", into = "Vec<GroupRule>")]
pub struct Groups(pub(super) Vec<GroupRule>);

/// A table that leaves a customer without a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no rule names a customer with r {r}, f {f} and m {m}; add a last rule for the rest")]
pub struct Unnamed {
    /// Score of recency.
    pub r: u8,
    /// Score of frequency.
    pub f: u8,
    /// Score of revenue.
    pub m: u8,
}

impl Groups {
    /// The table that comes with Regulars.
    pub fn shipped() -> Self {
        let once = |rule: GroupRule| GroupRule { orders_max: Some(1), ..rule };
        Self(vec![
            GroupRule::shipped("champions", 5..=5, 4..=5),
            once(GroupRule::shipped("new", 5..=5, 1..=3)),
            once(GroupRule::shipped("promising", 4..=4, 1..=3)),
            GroupRule::shipped("loyal", 3..=4, 4..=5),
            GroupRule::shipped("potential-loyalist", 4..=5, 1..=3),
            GroupRule::shipped("needs-attention", 3..=3, 3..=3),
            GroupRule::shipped("about-to-sleep", 3..=3, 1..=2),
            GroupRule::shipped("at-risk", 1..=2, 3..=5),
            GroupRule::shipped("hibernating", 2..=2, 1..=2),
            GroupRule::shipped("lost", 1..=1, 1..=2),
        ])
    }

    /// The name of a customer.
    pub fn name_of(&self, customer: &Scored) -> &str {
        let rule = self.0.iter().find(|rule| rule.fits(customer));
        rule.map_or("", |rule| rule.group.as_str())
    }

    /// Every name once, in the order of the rules.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for rule in &self.0 {
            if !names.contains(&rule.group.as_str()) {
                names.push(&rule.group);
            }
        }
        names
    }
}

impl TryFrom<Vec<GroupRule>> for Groups {
    type Error = Unnamed;

    /// Takes a table that names every customer, however his scores fall.
    fn try_from(rules: Vec<GroupRule>) -> Result<Self, Unnamed> {
        for r in 1..=5 {
            for f in 1..=5 {
                for m in 1..=5 {
                    let customer = Scored {
                        customer_no: 0,
                        recency_days: 0,
                        orders: u64::MAX,
                        revenue: 0,
                        r,
                        f,
                        m,
                    };
                    if !rules.iter().any(|rule| rule.fits(&customer)) {
                        return Err(Unnamed { r, f, m });
                    }
                }
            }
        }
        Ok(Self(rules))
    }
}

impl From<Groups> for Vec<GroupRule> {
    fn from(groups: Groups) -> Self {
        groups.0
    }
}

const GROUPS_SETTING: &str = "rfm_groups";

/// The shop's own table of groups, or the one that comes with Regulars.
pub async fn groups_of(tx: &mut ShopTx) -> Result<Groups, RecordsError> {
    let own: Option<Option<Groups>> = shop::setting(tx, GROUPS_SETTING).await?;
    Ok(own.flatten().unwrap_or_else(Groups::shipped))
}

/// Goes back to the table that comes with Regulars, as it is now and as it will be.
pub async fn reset_groups(tx: &mut ShopTx) -> Result<(), RecordsError> {
    shop::save_setting(tx, GROUPS_SETTING, &None::<Groups>).await
}

/// Replaces the shop's table of groups.
pub async fn replace_groups(tx: &mut ShopTx, groups: &Groups) -> Result<(), RecordsError> {
    shop::save_setting(tx, GROUPS_SETTING, groups).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn customer(r: u8, f: u8, orders: u64) -> Scored {
        Scored { customer_no: 1, recency_days: 0, orders, revenue: 0, r, f, m: 3 }
    }

    #[test]
    fn the_shipped_table_names_everybody() {
        let shipped = Groups::shipped();
        assert_eq!(Groups::try_from(shipped.0.clone()), Ok(shipped));
    }

    #[test]
    fn the_best_are_champions_and_a_recent_one_time_buyer_is_new_whatever_his_score() {
        let groups = Groups::shipped();
        assert_eq!(groups.name_of(&customer(5, 5, 12)), "champions");
        assert_eq!(groups.name_of(&customer(5, 1, 1)), "new");
        assert_eq!(groups.name_of(&customer(5, 3, 1)), "new");
        assert_eq!(groups.name_of(&customer(5, 2, 2)), "potential-loyalist");
        assert_eq!(groups.name_of(&customer(1, 4, 7)), "at-risk");
        assert_eq!(groups.name_of(&customer(1, 1, 1)), "lost");
    }

    #[test]
    fn a_table_with_a_hole_is_refused() {
        let mut rules = Groups::shipped().0;
        rules.pop();
        assert_eq!(Groups::try_from(rules), Err(Unnamed { r: 1, f: 1, m: 1 }));
    }
}
