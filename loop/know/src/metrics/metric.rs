//! A metric: one number with its name, its sentence, its formula and its source.
//!
//! The catalogue on the page, the question marks beside numbers, the API and `docs/metrics.md`
//! are all made from these.

use domain::{Currency, Money};
use serde::Serialize;
use stats::{Z95, wilson};

use super::bought::{Bought, Buyers, Known};
use super::fold::MONTH_SECONDS;
use super::ledger::{Earned, Newcomers};
use crate::Wording;
use crate::figure::{Figure, divided};
use crate::retention::Counts;

/// One number that the shop is measured by.
#[derive(Debug)]
pub struct Metric {
    /// Its name in addresses: `repeat-purchase-rate`.
    pub id: &'static str,
    /// What it belongs to.
    pub family: Family,
    /// Its name for people.
    pub name: Wording,
    /// What it counts, in a sentence or two.
    pub meaning: Wording,
    /// The formula, in the words of its meaning.
    pub formula: Wording,
    /// What kind of number it is.
    pub kind: Kind,
    /// Which way is better for the shop.
    pub better: Better,
    /// Why there is no answer, where there may be none.
    pub no_answer: Option<Wording>,
    /// Where the definition comes from.
    pub source: &'static str,
    /// How it is answered.
    pub answer: Answer,
}

impl Metric {
    /// Its value for what was seen in a stretch; none where a report tells it.
    pub fn reckon(&self, seen: &Seen) -> Option<Reckoned> {
        match self.answer {
            Answer::Period(reckon) => Some(reckon(seen)),
            Answer::Report(_) => None,
        }
    }

    /// The name of the report that shows it.
    pub fn report(&self) -> &'static str {
        match self.answer {
            Answer::Period(_) => "metrics",
            Answer::Report(report) => report,
        }
    }
}

/// What a metric is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// Who stays and who leaves.
    Keeping,
    /// Who buys, and how often.
    Buying,
    /// What the purchases of a period are worth.
    Worth,
    /// What is left of it once the goods are paid for.
    Profit,
    /// What a customer is worth over his whole time.
    Lifetime,
    /// What new customers cost, and when they have paid for it.
    Acquiring,
    /// What becomes of those who came together.
    Cohorts,
    /// What becomes of the revenue of a base period.
    Bridge,
    /// What subscriptions bring, and what becomes of it.
    Subscriptions,
    /// How long customers wait between purchases.
    Rhythm,
}

/// What kind of number a metric is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A part of a whole, 0…1.
    Share,
    /// How many.
    Count,
    /// An average of counts.
    Number,
    /// An amount of money.
    Money,
    /// A length of time in months.
    Months,
    /// A length of time in days.
    Days,
}

/// Which way a metric should move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// It depends.
    Neither,
}

/// Where the number comes from.
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    /// Reckoned for every period from what was counted in it.
    Period(fn(&Seen) -> Reckoned),
    /// Told by a report of this name.
    Report(&'static str),
}

/// Everything that was counted for one stretch of time.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The whole base at both ends.
    pub counts: Counts,
    /// What was bought.
    pub bought: Bought,
    /// Who bought.
    pub buyers: Buyers,
    /// Who bought in the period before.
    pub buyers_before: u64,
    /// Everybody known by the end.
    pub known: Known,
    /// What was earned; none where no cost is known at all.
    pub earned: Option<Earned>,
    /// What those who came have brought since; none where no cost is known at all.
    pub newcomers: Option<Newcomers>,
    /// What marketing cost; none where nothing was written down.
    pub spent: Option<Money>,
    /// Length of the stretch in days.
    pub days: i64,
    /// The currency of every amount; none where no amount is known.
    pub currency: Option<Currency>,
}

impl Seen {
    /// Length of the stretch in months of equal length.
    fn months(&self) -> f64 {
        self.days as f64 * 86_400.0 / MONTH_SECONDS as f64
    }

    /// What an active customer pays in a month, in minor units; no answer while none is active.
    pub fn monthly_revenue_per_active(&self) -> Option<f64> {
        self.monthly_per_active(self.bought.revenue)
    }

    /// What an active customer leaves the shop in a month after his goods are paid for; no answer
    /// while none is active or no cost of the stretch is known.
    pub fn monthly_profit_per_active(&self) -> Option<f64> {
        self.earned_here().and_then(|earned| self.monthly_per_active(earned.profit))
    }

    fn monthly_per_active(&self, minor: i64) -> Option<f64> {
        let active = (self.counts.start + self.counts.end) as f64 / 2.0;
        let monthly = minor as f64 / self.months() / active;
        (active > 0.0 && self.days > 0).then_some(monthly)
    }

    /// What was earned, where the cost of any order of the stretch is known.
    pub fn earned_here(&self) -> Option<Earned> {
        self.earned.filter(|earned| earned.revenue > 0)
    }

    /// Customers whose first purchase ever lies in the stretch.
    pub fn n_new(&self) -> u64 {
        self.bought.first_orders
    }

    /// The share of customers who leave in a month, at the pace of the stretch.
    pub fn monthly_churn(&self) -> Option<f64> {
        let kept = self.counts.rates().crr_strict?;
        (self.days > 0).then(|| 1.0 - kept.powf(1.0 / self.months()))
    }

    /// Bounds of the 95 % interval of that share, by Wilson's of the share that stayed.
    pub fn monthly_churn_bounds(&self) -> Option<(f64, f64)> {
        let kept = wilson(self.counts.stayed, self.counts.start).filter(|_| self.days > 0)?;
        let churn = |kept: f64| 1.0 - kept.powf(1.0 / self.months());
        Some((churn(kept.high), churn(kept.low)))
    }

    /// Mean months from the first purchase to the last one; no answer before anybody bought.
    pub fn relationship_months(&self) -> Option<f64> {
        let Known { customers, seconds, .. } = self.known;
        (customers > 0).then(|| seconds as f64 / customers as f64 / MONTH_SECONDS as f64)
    }

    /// Minor units as money; no answer where no amount is known.
    pub fn money(&self, minor: i64) -> Option<Figure> {
        self.currency.map(|currency| Figure::Money(Money::new(minor, currency)))
    }

    /// A computed amount rounded to minor units, half away from zero.
    pub fn rounded(&self, minor: f64) -> Option<Figure> {
        self.money(minor.round() as i64).filter(|_| minor.is_finite())
    }
}

/// The value of a metric, how far it may be off, and how much stands behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reckoned {
    /// The value; none where there is no answer.
    pub value: Option<Figure>,
    /// Bounds of its 95 % interval, where it is an estimate.
    pub interval: Option<(Figure, Figure)>,
    /// How many customers or orders it stands on.
    pub of: u64,
    /// Why there is no value, where the metric has several reasons.
    pub because: Option<Wording>,
}

impl Reckoned {
    /// No answer, for this reason.
    pub fn none(because: Wording) -> Self {
        Self { because: Some(because), ..Self::default() }
    }

    /// How many.
    pub fn count(n: u64) -> Self {
        Self { value: Some(Figure::Count(n)), of: n, ..Self::default() }
    }

    /// A part of a whole with Wilson's interval; no answer when the whole is nothing.
    pub fn share(hits: u64, of: u64) -> Self {
        Self {
            value: crate::figure::share(hits, of).map(Figure::Number),
            interval: wilson(hits, of)
                .map(|bounds| (Figure::Number(bounds.low), Figure::Number(bounds.high))),
            of,
            because: None,
        }
    }

    /// A number that is not an estimate.
    pub fn plain(value: Option<f64>, of: u64) -> Self {
        Self { value: value.map(Figure::Number), of, ..Self::default() }
    }

    /// An amount that is not an estimate.
    pub fn money(value: Option<Figure>, of: u64) -> Self {
        Self { value, of, ..Self::default() }
    }

    /// The average amount of orders with its interval by the normal law.
    pub fn average(seen: &Seen, bought: &Bought) -> Self {
        let Bought { orders, revenue, squares, .. } = *bought;
        let value = divided(revenue, orders).and_then(|minor| seen.money(minor));
        let n = orders as f64;
        let mean = revenue as f64 / n;
        let variance = (squares as f64 - n * mean * mean) / (n - 1.0);
        let half = Z95 * (variance.max(0.0) / n).sqrt();
        let bounds = seen.rounded((mean - half).max(0.0)).zip(seen.rounded(mean + half));
        Self { value, interval: bounds.filter(|_| orders > 1), of: orders, because: None }
    }
}

/// Why a rate of the base has no answer.
pub const NOBODY_AT_START: Wording = Wording {
    en: "nobody was active at the start",
    uk: "на початку не було жодного активного клієнта",
    ru: "в начале не было ни одного активного клиента",
};

/// Why a share of the buyers before has no answer.
pub const NOBODY_BEFORE: Wording = Wording {
    en: "nobody bought in the period before",
    uk: "у попередньому періоді ніхто не купував",
    ru: "в предыдущем периоде никто не покупал",
};

/// Why a figure of the buyers has no answer.
pub const NOBODY_BOUGHT: Wording = Wording {
    en: "nobody bought in the period",
    uk: "у періоді ніхто не купував",
    ru: "в периоде никто не покупал",
};

/// Why a figure of all customers has no answer.
pub const NOBODY_EVER: Wording = Wording {
    en: "nobody had bought by then",
    uk: "на той час ще ніхто не купував",
    ru: "к тому времени ещё никто не покупал",
};

/// Why a figure of those who came again has no answer.
pub const NOBODY_RETURNED: Wording = Wording {
    en: "nobody has come back yet",
    uk: "ще ніхто не повернувся",
    ru: "ещё никто не вернулся",
};

/// Why a length of life made of losses has no answer.
pub const NOBODY_LEFT: Wording = Wording {
    en: "nobody left, nobody was active or no amount is known",
    uk: "ніхто не пішов, не було активних або невідомі суми",
    ru: "никто не ушёл, не было активных или неизвестны суммы",
};

/// Why an amount has no answer.
pub const NO_AMOUNTS: Wording = Wording {
    en: "nobody bought or no amount is known",
    uk: "ніхто не купував або невідомі суми",
    ru: "никто не покупал или неизвестны суммы",
};

/// Why a share of a cohort has no answer.
pub const EMPTY_COHORT: Wording = Wording {
    en: "nobody came in that period",
    uk: "у тому періоді ніхто не прийшов",
    ru: "в том периоде никто не пришёл",
};

/// Why a share of earlier revenue has no answer.
pub const NO_BASE_REVENUE: Wording = Wording {
    en: "there was no revenue in the base",
    uk: "у базі не було виторгу",
    ru: "в базе не было выручки",
};

/// Why a share of monthly revenue has no answer.
pub const NO_MONTHLY_REVENUE: Wording = Wording {
    en: "subscriptions brought nothing at the start",
    uk: "на початку підписки нічого не давали",
    ru: "в начале подписки ничего не приносили",
};

/// Why a figure of those who pay has no answer.
pub const NOBODY_PAYS: Wording = Wording {
    en: "nobody paid for a subscription",
    uk: "ніхто не платив за підписку",
    ru: "никто не платил за подписку",
};

/// Why what came has nothing to be compared with.
pub const NOTHING_LOST: Wording =
    Wording {
        en: "nothing was lost", uk: "нічого не втрачено", ru: "ничего не потеряно"
    };

impl Kind {
    /// How cells of this kind are shown.
    pub fn of_cells(self) -> domain::Kind {
        match self {
            Self::Share => domain::Kind::Share,
            Self::Count | Self::Number | Self::Money | Self::Months | Self::Days => {
                domain::Kind::Figure
            }
        }
    }
}
