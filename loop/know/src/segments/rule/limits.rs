//! How large a rule may be, and which parts of it fit together.

use super::{
    Against, Between, Bucket, Compare, Comparison, Detail, DetailTest, DetailValue, Did, FieldTest,
    Filters, InCohort, Measure, OfField, Profile, Rank, Rule, Source, Test, Window,
};

/// Brackets and `not`s within each other.
pub const DEPTH_MAX: usize = 20;

/// Conditions of one rule.
pub const CONDITIONS_MAX: usize = 100;

/// Characters of the text form.
pub const TEXT_MAX: usize = 100_000;

/// Values of one list.
const VALUES_MAX: usize = 1_000;

/// Characters of one value.
const VALUE_MAX: usize = 200;

/// The largest number; beyond it a fraction of a coin would be lost.
const NUMBER_MAX: f64 = 1e12;

/// Ten years.
const DAYS_MAX: u32 = 3_660;

/// A hundred years of days.
const PERIODS_MAX: u32 = 36_600;

const FIRST_ORDERS_MAX: u32 = 1_000;

const TIMES_MAX: u32 = 1_000_000;

/// Properties that may be asked of one deed.
const DETAILS_MAX: usize = 20;

/// Names of a property within properties.
const PATH_MAX: usize = 5;

/// What is too much, or does not fit together.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Excess {
    /// Too many brackets within each other.
    #[error("conditions stand within each other more than {DEPTH_MAX} deep")]
    TooDeep,
    /// Too many conditions.
    #[error("{0} conditions are more than the {CONDITIONS_MAX} a rule may have")]
    TooManyConditions(usize),
    /// A list is empty or too long.
    #[error("a list has {0} values; it may have 1 to {VALUES_MAX}")]
    Values(usize),
    /// A text is empty or too long.
    #[error("a text has {0} characters; it may have 1 to {VALUE_MAX}")]
    Value(usize),
    /// A number is too large, or none.
    #[error("{0} is not a number up to a million million")]
    Number(f64),
    /// Money with a fraction of its smallest coin.
    #[error("{0} is not a whole number of the smallest coin")]
    Fraction(f64),
    /// The bounds of a stretch are the wrong way round.
    #[error("{0} is more than {1}, so nothing lies between them")]
    Backwards(f64, f64),
    /// The days of a stretch are the wrong way round.
    #[error("{0} is later than {1}, so nothing lies between them")]
    DaysBackwards(domain::Day, domain::Day),
    /// A share that is none.
    #[error("{0} is not a share above 0 and up to 100 %")]
    Percent(f64),
    /// Too many days.
    #[error("{0} is not a number of days from 1 to {DAYS_MAX}")]
    Days(u32),
    /// Too many orders.
    #[error("{0} is not a number of first orders from 1 to {FIRST_ORDERS_MAX}")]
    FirstOrders(u32),
    /// A period that no table has.
    #[error("{0} is not the number of a period from 0 to {PERIODS_MAX}")]
    Periods(u32),
    /// A bucket that holds nobody.
    #[error("{0}..{1} is not a share of 0..100")]
    Lots(u32, u32),
    /// Positions and whole orders are filtered at once.
    #[error(
        "a figure of positions (a product, an article number, a category, items, profit) cannot \
         be narrowed by what only whole orders tell (coupon, channel, country, city, worth)"
    )]
    LinesAndOrders,
    /// The first orders are asked for where positions are counted.
    #[error("`in first … orders` is told of whole orders only, not of positions")]
    FirstOfLines,
    /// Something is to be done never, or too often.
    #[error("{0} is not a number of times from 1 to {TIMES_MAX}; for never, say `not did …`")]
    Times(u32),
    /// Too much is asked of one deed.
    #[error("{0} properties are more than the {DETAILS_MAX} that may be asked of one deed")]
    Details(usize),
    /// A property has no name, or too many.
    #[error("a property has {0} names; it may have 1 to {PATH_MAX}")]
    Path(usize),
    /// A text is to be more or less than another.
    #[error("a text, yes and no can only be equal or not: say `=`, `!=` or `contains`")]
    NoOrder,
    /// The first orders are asked for where something else is counted.
    #[error("`in first … orders` is told of orders only, not of what else somebody did")]
    FirstOfDeeds,
    /// A score or a chance is narrowed.
    #[error("a score of the RFM report and the chance to leave have no filters and no days")]
    Narrowed,
}

impl Rule {
    /// Whether the rule is within its limits and its parts fit together.
    pub fn check(&self) -> Result<(), Excess> {
        if self.depth() > DEPTH_MAX {
            return Err(Excess::TooDeep);
        }
        let conditions = self.conditions();
        if conditions.len() > CONDITIONS_MAX {
            return Err(Excess::TooManyConditions(conditions.len()));
        }
        conditions.into_iter().try_for_each(Self::check_condition)
    }

    fn depth(&self) -> usize {
        self.parts().iter().map(|rule| 1 + rule.depth()).max().unwrap_or(0)
    }

    /// Whether one condition is well made.
    pub(in crate::segments) fn check_condition(&self) -> Result<(), Excess> {
        match self {
            Self::Compare(comparison) => comparison.check(),
            Self::Between(between) => between.check(),
            Self::Rank(rank) => rank.check(),
            Self::Profile(profile) => profile.check(),
            Self::Field(field) => field.check(),
            Self::RfmGroup(names) | Self::Persona(names) | Self::Listed(names) => values(names),
            Self::RfmOn(on) => values(&on.groups),
            Self::Segment(name) => value(name),
            Self::Standing(standings) => n_values(standings.len()),
            Self::Abc(classes) => n_values(classes.len()),
            Self::Cohort(cell) => cell.check(),
            Self::Did(did) => did.check(),
            Self::Bucket(bucket) => bucket.check(),
            Self::Everyone | Self::All(_) | Self::Any(_) | Self::Not(_) | Self::Consent(_) => {
                Ok(())
            }
        }
    }
}

fn n_values(n: usize) -> Result<(), Excess> {
    if (1..=VALUES_MAX).contains(&n) { Ok(()) } else { Err(Excess::Values(n)) }
}

fn value(text: &str) -> Result<(), Excess> {
    let n = text.chars().count();
    if (1..=VALUE_MAX).contains(&n) { Ok(()) } else { Err(Excess::Value(n)) }
}

fn values(texts: &[String]) -> Result<(), Excess> {
    n_values(texts.len())?;
    texts.iter().try_for_each(|text| value(text))
}

fn number(number: f64) -> Result<(), Excess> {
    if number.abs() <= NUMBER_MAX { Ok(()) } else { Err(Excess::Number(number)) }
}

/// A number that a figure of this measure can be compared with.
fn number_for(measure: &Measure, given: f64) -> Result<(), Excess> {
    number(given)?;
    match measure.quantity.is_money() && given.fract() != 0.0 {
        true => Err(Excess::Fraction(given)),
        false => Ok(()),
    }
}

impl Comparison {
    fn check(&self) -> Result<(), Excess> {
        self.measure.check()?;
        match &self.than {
            Against::Number(number) => number_for(&self.measure, *number),
            Against::Own(own) => number(own.times).and_then(|()| own.measure.check()),
        }
    }
}

impl Between {
    fn check(&self) -> Result<(), Excess> {
        self.measure.check()?;
        number_for(&self.measure, self.least)?;
        number_for(&self.measure, self.most)?;
        match self.least > self.most {
            true => Err(Excess::Backwards(self.least, self.most)),
            false => Ok(()),
        }
    }
}

impl Rank {
    fn check(&self) -> Result<(), Excess> {
        self.measure.check()?;
        match self.percent > 0.0 && self.percent <= 100.0 {
            true => Ok(()),
            false => Err(Excess::Percent(self.percent)),
        }
    }
}

impl Profile {
    fn check(&self) -> Result<(), Excess> {
        match &self.test {
            Test::Is(texts) => values(texts),
            Test::Contains(text) | Test::StartsWith(text) => value(text),
            Test::Known => Ok(()),
        }
    }
}

impl OfField {
    fn check(&self) -> Result<(), Excess> {
        value(&self.field)?;
        match &self.test {
            FieldTest::Compare { than, .. } => number(*than),
            FieldTest::Between { least, most } => {
                number(*least)?;
                number(*most)?;
                if least > most { Err(Excess::Backwards(*least, *most)) } else { Ok(()) }
            }
            FieldTest::Days { from, until } if from > until => {
                Err(Excess::DaysBackwards(*from, *until))
            }
            FieldTest::Is(texts) => values(texts),
            FieldTest::Contains(text) | FieldTest::StartsWith(text) => value(text),
            FieldTest::WithinNext(days) | FieldTest::WithinLast(days)
                if !(1..=DAYS_MAX).contains(days) =>
            {
                Err(Excess::Days(*days))
            }
            _ => Ok(()),
        }
    }
}

impl InCohort {
    fn check(&self) -> Result<(), Excess> {
        value(&self.cohort)?;
        match self.period <= PERIODS_MAX {
            true => Ok(()),
            false => Err(Excess::Periods(self.period)),
        }
    }
}

impl Did {
    fn check(&self) -> Result<(), Excess> {
        self.whats().try_for_each(value)?;
        let n_details = self.all_details().count();
        if n_details > DETAILS_MAX {
            return Err(Excess::Details(n_details));
        }
        self.all_details().try_for_each(Detail::check)?;
        if !(1..=TIMES_MAX).contains(&self.times) {
            return Err(Excess::Times(self.times));
        }
        if self.when.first_orders.is_some() {
            return Err(Excess::FirstOfDeeds);
        }
        match &self.then {
            Some(then) if !(1..=DAYS_MAX).contains(&then.within_days) => {
                Err(Excess::Days(then.within_days))
            }
            _ => self.when.check(),
        }
    }
}

impl Detail {
    fn check(&self) -> Result<(), Excess> {
        if !(1..=PATH_MAX).contains(&self.property.len()) {
            return Err(Excess::Path(self.property.len()));
        }
        self.property.iter().try_for_each(|name| value(name))?;
        match &self.test {
            DetailTest::Is(texts) => values(texts),
            DetailTest::Contains(text) | DetailTest::StartsWith(text) => value(text),
            DetailTest::Known | DetailTest::Missing => Ok(()),
            DetailTest::Compare(comparison) => {
                let is_equality = matches!(comparison.is, Compare::Equal | Compare::Unequal);
                if !is_equality && !comparison.than.has_order() {
                    return Err(Excess::NoOrder);
                }
                match &comparison.than {
                    DetailValue::Number(given) => number(*given),
                    DetailValue::Text(text) => value(text),
                    DetailValue::YesNo(_) | DetailValue::Day(_) => Ok(()),
                }
            }
        }
    }
}

impl Bucket {
    fn check(&self) -> Result<(), Excess> {
        value(&self.salt)?;
        match self.from < self.until && self.until <= 100 {
            true => Ok(()),
            false => Err(Excess::Lots(self.from, self.until)),
        }
    }
}

impl Measure {
    pub(in crate::segments) fn check(&self) -> Result<(), Excess> {
        if !self.quantity.can_be_narrowed() && !(self.of.is_empty() && self.when.is_ever()) {
            return Err(Excess::Narrowed);
        }
        if self.source() == Source::Lines {
            if self.of.asks_orders() {
                return Err(Excess::LinesAndOrders);
            }
            if self.when.first_orders.is_some() {
                return Err(Excess::FirstOfLines);
            }
        }
        self.of.check()?;
        self.when.check()
    }
}

impl Filters {
    fn check(&self) -> Result<(), Excess> {
        for (_, texts) in self.texts() {
            if !texts.is_empty() {
                values(texts)?;
            }
        }
        let worth = [self.worth_least, self.worth_most].into_iter().flatten();
        worth.map(|minor| minor as f64).try_for_each(number)
    }
}

impl Window {
    fn check(&self) -> Result<(), Excess> {
        let days = [self.last_days, self.before_last_days].into_iter().flatten();
        if let Some(days) = days.into_iter().find(|days| !(1..=DAYS_MAX).contains(days)) {
            return Err(Excess::Days(days));
        }
        match self.first_orders {
            Some(n) if !(1..=FIRST_ORDERS_MAX).contains(&n) => Err(Excess::FirstOrders(n)),
            _ => Ok(()),
        }
    }
}
