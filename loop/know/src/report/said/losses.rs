//! What costs most money.

use domain::Money;
use serde::Serialize;

use super::sentences::filled;
use crate::figure::Figure;
use crate::home::Overdue;
use crate::report::FullReport;
use crate::{Speech, Vantage, Wording};

/// Money that did not come, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Loss {
    /// Which loss.
    pub code: LossCode,
    /// How much.
    pub amount: Money,
    /// The loss in a sentence of the shop's language.
    pub text: String,
}

/// The losses that are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LossCode {
    /// Customers of the ninety days before bought nothing.
    BoughtNothing,
    /// Customers of the ninety days before paid less.
    PaidLess,
    /// Regulars are silent for longer than usual.
    Overdue,
    /// Orders of the month are smaller than a year ago.
    SmallerOrders,
    /// Fewer new customers than in the same month a year ago.
    FewerNew,
}

const BOUGHT_NOTHING: Wording = Wording {
    en: "{n} customers of the ninety days before bought nothing in the last ninety; then they had \
         paid {amount}.",
    uk: "{n} клієнтів попередніх дев’яноста днів за останні дев’яносто не купили нічого; тоді вони \
         заплатили {amount}.",
    ru: "{n} клиентов предыдущих девяноста дней за последние девяносто не купили ничего; тогда они \
         заплатили {amount}.",
};

const PAID_LESS: Wording = Wording {
    en: "{n} customers bought again, but paid {amount} less than in the ninety days before.",
    uk: "{n} клієнтів купили знову, але заплатили на {amount} менше, ніж за попередні дев’яносто \
         днів.",
    ru: "{n} клиентов купили снова, но заплатили на {amount} меньше, чем за предыдущие девяносто \
         дней.",
};

const OVERDUE: Wording = Wording {
    en: "{n} regulars are overdue; if as many return as usually do after such a silence, their \
         next orders bring {amount}.",
    uk: "{n} постійних клієнтів мовчать задовго; якщо повернеться стільки, скільки звичайно після \
         такої тиші, їхні наступні замовлення принесуть {amount}.",
    ru: "{n} постоянных клиентов молчат слишком долго; если вернётся столько, сколько обычно после \
         такой тишины, их следующие заказы принесут {amount}.",
};

const SMALLER_ORDERS: Wording = Wording {
    en: "The average order of {month} was smaller than a year earlier; over {n} orders that is \
         {amount}.",
    uk: "Середній чек {month} менший, ніж роком раніше; на {n} замовленнях це {amount}.",
    ru: "Средний чек {month} меньше, чем годом раньше; на {n} заказах это {amount}.",
};

const FEWER_NEW: Wording = Wording {
    en: "{month} won {n} new customers fewer than a year earlier; at the average order that is \
         {amount}.",
    uk: "Нових клієнтів {month} на {n} менше, ніж роком раніше; за середнім чеком це {amount}.",
    ru: "Новых клиентов {month} на {n} меньше, чем годом раньше; по среднему чеку это {amount}.",
};

/// The dearest losses, at most three.
pub(crate) fn dearest(
    report: &FullReport,
    overdue: Option<&Overdue>,
    vantage: &Vantage,
) -> Vec<Loss> {
    let ledger = Ledger { report, speech: Speech(vantage.language) };
    let mut losses: Vec<Loss> = ledger.of_bridge().into_iter().chain(ledger.of_month()).collect();
    losses.extend(overdue.and_then(|overdue| ledger.of_overdue(overdue, vantage)));
    losses.retain(|loss| loss.amount.minor > 0);
    losses.sort_by_key(|loss| std::cmp::Reverse(loss.amount.minor));
    losses.truncate(3);
    losses
}

struct Ledger<'a> {
    report: &'a FullReport,
    speech: Speech,
}

impl Ledger<'_> {
    fn loss(&self, code: LossCode, amount: Money, n: u64) -> Loss {
        let wording = match code {
            LossCode::BoughtNothing => BOUGHT_NOTHING,
            LossCode::PaidLess => PAID_LESS,
            LossCode::Overdue => OVERDUE,
            LossCode::SmallerOrders => SMALLER_ORDERS,
            LossCode::FewerNew => FEWER_NEW,
        };
        let blanks = [
            ("n", self.speech.count(n)),
            ("amount", self.speech.round_money(amount)),
            ("month", self.month()),
        ];
        Loss { code, amount, text: filled(wording.say(self.speech.0), &blanks) }
    }

    fn month(&self) -> String {
        let days = self.report.metrics.as_ref().and_then(|metrics| metrics.period);
        let label = days.map(|days| days.from.strftime("%Y-%m").to_string());
        label.map(|label| self.speech.month(&label)).unwrap_or_default()
    }

    fn of_bridge(&self) -> Vec<Loss> {
        let Some(bridge) = &self.report.revenue else { return Vec::new() };
        let parts = [
            (LossCode::BoughtNothing, bridge.churned, bridge.customers.churned),
            (LossCode::PaidLess, bridge.contraction, bridge.customers.contraction),
        ];
        let known = parts.into_iter().filter_map(|(code, amount, n)| Some((code, amount?, n)));
        known.map(|(code, amount, n)| self.loss(code, amount, n)).collect()
    }

    /// What the newest finished month lacks beside the same one a year earlier.
    fn of_month(&self) -> Vec<Loss> {
        let money = |id: &str| match self.figures(id) {
            Some((Figure::Money(now), Figure::Money(then))) => Some((now, then)),
            _ => None,
        };
        let count = |id: &str| match self.figures(id) {
            Some((Figure::Count(now), Figure::Count(then))) => Some((now, then)),
            _ => None,
        };
        let (Some((now, then)), Some((orders, _)), Some((new, new_then))) =
            (money("average-order"), count("orders"), count("new-customers"))
        else {
            return Vec::new();
        };
        let times = |minor: i64, n: u64| Money::new(minor.saturating_mul(n as i64), now.currency);
        let fewer = new_then.saturating_sub(new);
        let smaller = times(then.minor - now.minor, orders);
        vec![
            self.loss(LossCode::SmallerOrders, smaller, orders),
            self.loss(LossCode::FewerNew, times(now.minor, fewer), fewer),
        ]
    }

    /// A metric now and a year earlier.
    fn figures(&self, id: &str) -> Option<(Figure, Figure)> {
        let metrics = self.report.metrics.as_ref().filter(|metrics| metrics.complete)?;
        let row = metrics.metrics.iter().find(|row| row.id == id)?;
        row.value.zip(row.last_year)
    }

    fn of_overdue(&self, overdue: &Overdue, vantage: &Vantage) -> Option<Loss> {
        let amount = vantage.money(overdue.worth_of(|_| true).expected)?;
        Some(self.loss(LossCode::Overdue, amount, overdue.customers.len() as u64))
    }
}
