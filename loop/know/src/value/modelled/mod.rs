//! A shop's customers under a model: the fit, what they spend, and what is expected of each.

pub mod checks;

use domain::Currency;
use stats::recurrence::{self, Estimate, Fit, History, Outlook, Prior};
use stats::{Interval, SizeFit, fit_sizes};

use super::ValueOptions;
use super::past::{Past, PastSum, Window};

/// A shop's customers, and the model that was fitted to them.
pub struct Modelled {
    /// The days that were looked at.
    pub window: Window,
    /// Everybody's past, by his number.
    pub pasts: Vec<Past>,
    /// How many came again, by the number of the day.
    pub again_by_day: Vec<u32>,
    /// The model; none when nobody has come again.
    pub fit: Option<Fit>,
    /// What they spend; none without repeat purchases that have amounts.
    pub spend: Option<Spend>,
}

/// What customers spend on an occasion after the first.
pub struct Spend {
    /// Gamma–Gamma, in major units.
    pub fit: SizeFit,
    /// How many digits the minor units have.
    pub digits: u32,
    /// How far the mean goes with how often they come, −1…1; none when one of them never varies.
    pub correlation: Option<f64>,
}

/// What is expected of one customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ahead {
    /// Whether he still buys, and how often he will.
    pub outlook: Outlook,
    /// What that brings, in minor units; none without amounts.
    pub value: Option<Estimate>,
}

impl Modelled {
    /// Fits the model to what the fold has seen.
    pub fn of(
        options: &ValueOptions,
        window: Window,
        sum: PastSum,
        currency: Option<Currency>,
    ) -> Self {
        let PastSum { customers: mut pasts, again_by_day } = sum;
        pasts.sort_unstable_by_key(|past| past.customer_no);
        let unit_days = options.unit.n_days();
        let histories: Vec<History> =
            pasts.iter().map(|past| past.history(&window, unit_days)).collect();
        let fit = recurrence::fit(options.model.into(), &histories, prior(options));
        let spend = currency.and_then(|currency| Spend::of(&pasts, currency.digits()));
        Self { window, pasts, again_by_day, fit, spend }
    }

    /// What is expected of every customer, in the order of the pasts; nothing without a fit.
    pub fn ahead(&self, options: &ValueOptions) -> Option<Vec<Ahead>> {
        self.ahead_of(options, &self.pasts)
    }

    /// What is expected of some customers; nothing without a fit.
    pub fn ahead_of(&self, options: &ValueOptions, pasts: &[Past]) -> Option<Vec<Ahead>> {
        let fit = self.fit.as_ref()?;
        let horizon = options.horizon.in_units(options.unit, options.discount);
        let unit_days = options.unit.n_days();
        let histories: Vec<History> =
            pasts.iter().map(|past| past.history(&self.window, unit_days)).collect();
        let outlooks = recurrence::outlook(fit, &histories, horizon);
        let worth = |(past, outlook): (&Past, Outlook)| {
            let value = self.spend.as_ref().and_then(|spend| spend.worth(past, outlook.expected));
            let outlook = Outlook { expected: telling(outlook.expected), ..outlook };
            Ahead { outlook, value: value.map(telling) }
        };
        Some(pasts.iter().zip(outlooks).map(worth).collect())
    }
}

/// An interval that ends so many times above its number says nothing of a customer.
const TELLING: f64 = 100.0;

fn telling(told: Estimate) -> Estimate {
    Estimate { interval: told.interval.filter(|it| it.high <= TELLING * told.value), ..told }
}

/// What holds the parameters.
pub fn prior(options: &ValueOptions) -> Prior {
    if options.regularise { Prior::Usual } else { Prior::None }
}

impl Spend {
    fn of(pasts: &[Past], digits: u32) -> Option<Self> {
        let sizes: Vec<_> = pasts.iter().map(|past| past.size(digits)).collect();
        let fit = fit_sizes(&sizes)?;
        let known = sizes.iter().filter(|size| size.n_times > 0 && size.mean > 0.0);
        let correlation =
            stats::correlation(known.map(|size| (f64::from(size.n_times), size.mean)));
        Some(Self { fit, digits, correlation })
    }

    /// What so many occasions bring, in minor units. Both errors are taken as apart from each
    /// other, as the model takes the numbers themselves.
    fn worth(&self, past: &Past, times: Estimate) -> Option<Estimate> {
        let size = self.fit.expected(past.size(self.digits))?;
        let value = times.value * size.value * 10_f64.powi(self.digits.cast_signed());
        let log_error = |estimate: &Estimate| {
            let high = estimate.interval?.high;
            Some(if estimate.value > 0.0 { (high / estimate.value).ln() } else { 0.0 })
        };
        let interval = log_error(&times).zip(log_error(&size)).map(|(times, size)| {
            let factor = times.hypot(size).min(700.0).exp();
            Interval { low: value / factor, high: value * factor }
        });
        Some(Estimate { value, interval })
    }
}
