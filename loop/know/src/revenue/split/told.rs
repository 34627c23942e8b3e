//! A part of the shop as it is told.

use domain::Money;
use serde::Serialize;

use super::Part;
use super::parted::{PartBridge, PartHeads};

/// What a part of the shop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = RevenuePartKind)]
pub enum PartKind {
    /// What bears the name.
    Named,
    /// What bears one of the names that are too small to be told one by one.
    Smaller,
    /// What no name is told of.
    Untold,
    /// What orders came to beside their positions: discounts, refunds, positions without an amount.
    BesideLines,
    /// The customers of no segment.
    NoSegment,
}

/// The bridge of one part of the shop; money is no answer while no order has an amount.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct RevenuePart {
    /// What it is.
    pub kind: PartKind,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Revenue of the base.
    pub base_revenue: Option<Money>,
    /// Base revenue of who bought nothing in the shop in the period.
    pub churned: Option<Money>,
    /// What customers of both periods paid less in all.
    pub contraction: Option<Money>,
    /// What they paid less here and more elsewhere in the shop.
    pub moved_out: Option<Money>,
    /// What customers of both periods paid more in all.
    pub expansion: Option<Money>,
    /// What they paid more here and less elsewhere in the shop.
    pub moved_in: Option<Money>,
    /// Revenue of who bought in the shop for the first time ever.
    pub new: Option<Money>,
    /// Revenue of who had bought in the shop before, but not in the base.
    pub reactivated: Option<Money>,
    /// Revenue of the period.
    pub period_revenue: Option<Money>,
    /// Share of the base revenue that was kept here, without any growth.
    pub grr: Option<f64>,
    /// What the customers of its base paid here in the period, per base revenue.
    pub nrr: Option<f64>,
    /// How many customers stand behind each column.
    pub customers: PartHeads,
}

impl RevenuePart {
    /// A part with its money written.
    pub(super) fn of(
        part: Part,
        bridge: &PartBridge,
        money: &impl Fn(i64) -> Option<Money>,
    ) -> Self {
        Self {
            kind: part.kind,
            name: part.name,
            base_revenue: money(bridge.base_revenue),
            churned: money(bridge.churned),
            contraction: money(bridge.contraction),
            moved_out: money(bridge.moved_out),
            expansion: money(bridge.expansion),
            moved_in: money(bridge.moved_in),
            new: money(bridge.new),
            reactivated: money(bridge.reactivated),
            period_revenue: money(bridge.period_revenue),
            grr: bridge.grr(),
            nrr: bridge.nrr(),
            customers: bridge.heads,
        }
    }
}
