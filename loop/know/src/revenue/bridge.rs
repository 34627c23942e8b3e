//! The revenue bridge between a base period B and a period P, of each customer's revenue.
//!
//! ```text
//! R_P = R_B − churned − contraction + expansion + new + reactivated
//! GRR = Σ min(r_B, r_P) / R_B          NRR = Σ r_P of customers with r_B > 0 / R_B
//!
//! churned      r_B of customers with r_P = 0
//! contraction  r_B − r_P where it fell but did not vanish
//! expansion    r_P − r_B where it grew from above 0
//! new          r_P of customers whose first purchase ever lies in P
//! reactivated  r_P of customers with r_B = 0 who had bought before P
//! ```

use collect::shop::Language;
use facts::Sum;
use serde::{Deserialize, Serialize};

use crate::Wording;

/// How many customers stand behind each part of the bridge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Heads {
    /// Bought in the base.
    pub base: u64,
    /// Bought in the base, not in the period.
    pub churned: u64,
    /// Paid less.
    pub contraction: u64,
    /// Paid more.
    pub expansion: u64,
    /// Bought for the first time ever.
    pub new: u64,
    /// Had bought before, but not in the base.
    pub reactivated: u64,
    /// Bought in the period.
    pub period: u64,
}

impl Heads {
    /// Whether anybody bought at all.
    pub fn any(&self) -> bool {
        self.base + self.period > 0
    }
}

/// The bridge, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bridge {
    /// Revenue of the base.
    pub base_revenue: i64,
    /// Lost with those who bought nothing.
    pub churned: i64,
    /// Lost with those who paid less.
    pub contraction: i64,
    /// Won with those who paid more.
    pub expansion: i64,
    /// Won with those who bought for the first time.
    pub new: i64,
    /// Won with those who returned.
    pub reactivated: i64,
    /// Revenue of the period.
    pub period_revenue: i64,
    /// The customers behind it.
    pub heads: Heads,
}

/// What one customer paid in both periods, and whether he came in the second for the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Paid {
    pub base: i64,
    pub period: i64,
    pub bought_in_base: bool,
    pub bought_in_period: bool,
    pub is_new: bool,
}

impl Bridge {
    /// Adds one customer.
    pub(super) fn walk(&mut self, paid: Paid) {
        let Paid { base, period, bought_in_base, bought_in_period, is_new } = paid;
        self.base_revenue += base;
        self.period_revenue += period;
        self.heads.base += u64::from(bought_in_base);
        self.heads.period += u64::from(bought_in_period);
        let (amount, heads) = match (bought_in_base, bought_in_period) {
            (false, false) => return,
            (true, false) => (&mut self.churned, &mut self.heads.churned),
            (false, true) if is_new => (&mut self.new, &mut self.heads.new),
            (false, true) => (&mut self.reactivated, &mut self.heads.reactivated),
            (true, true) if period < base => (&mut self.contraction, &mut self.heads.contraction),
            (true, true) if period > base => (&mut self.expansion, &mut self.heads.expansion),
            (true, true) => return,
        };
        *amount += (period - base).abs();
        *heads += 1;
    }

    /// Whether the bridge leads exactly from one revenue to the other.
    pub fn holds(&self) -> bool {
        let lost = self.churned + self.contraction;
        let won = self.expansion + self.new + self.reactivated;
        self.base_revenue - lost + won == self.period_revenue
    }

    /// Its columns, from the revenue of the base to that of the period.
    pub(super) fn columns(&self) -> [i64; 7] {
        [
            self.base_revenue,
            self.churned,
            self.contraction,
            self.expansion,
            self.new,
            self.reactivated,
            self.period_revenue,
        ]
    }

    /// Gross revenue retention: what was kept of the base revenue, without growth.
    pub fn grr(&self) -> Option<f64> {
        let kept = self.base_revenue - self.churned - self.contraction;
        (self.base_revenue > 0).then(|| kept as f64 / self.base_revenue as f64)
    }

    /// Net revenue retention: what the customers of the base paid in the period.
    pub fn nrr(&self) -> Option<f64> {
        let paid = self.base_revenue - self.churned - self.contraction + self.expansion;
        (self.base_revenue > 0).then(|| paid as f64 / self.base_revenue as f64)
    }
}

impl Sum for Bridge {
    fn add(&mut self, other: Self) {
        self.base_revenue += other.base_revenue;
        self.churned += other.churned;
        self.contraction += other.contraction;
        self.expansion += other.expansion;
        self.new += other.new;
        self.reactivated += other.reactivated;
        self.period_revenue += other.period_revenue;
        let (mine, theirs) = (&mut self.heads, other.heads);
        mine.base += theirs.base;
        mine.churned += theirs.churned;
        mine.contraction += theirs.contraction;
        mine.expansion += theirs.expansion;
        mine.new += theirs.new;
        mine.reactivated += theirs.reactivated;
        mine.period += theirs.period;
        assert!(self.holds(), "the bridge adds up");
    }
}

const DEFINITION: Wording = Wording {
    en: "Revenue is what customers paid after discounts and refunds; sales without a customer are \
         left out. For each customer the period is compared with the base: churned is the base \
         revenue of who bought nothing, contraction and expansion are how much less and more the \
         others paid, new is the revenue of who bought for the first time ever, reactivated of who \
         had bought before but not in the base. Base − churned − contraction + expansion + new + \
         reactivated is the revenue of the period. GRR is the share of base revenue kept without \
         any growth. NRR is what the customers of the base paid in the period, per base revenue; \
         reactivated and new are not in it.",
    uk: "Виторг — те, що клієнти заплатили після знижок і повернень; продажі без клієнта не \
         враховано. Для кожного клієнта період порівняно з базою: втрачене — виторг бази від тих, \
         хто нічого не купив; скорочення і зростання — наскільки менше чи більше заплатили решта; \
         нове — виторг від тих, хто купив уперше; повернене — від тих, хто купував раніше, але не \
         в \
         базі. База − втрачене − скорочення + зростання + нове + повернене дорівнює виторгу \
         періоду. GRR — частка виторгу бази, збережена без жодного зростання. NRR — скільки \
         клієнти \
         бази заплатили в періоді відносно виторгу бази; нове і повернене туди не входять.",
    ru: "Выручка — то, что клиенты заплатили после скидок и возвратов; продажи без клиента не \
         учтены. Для каждого клиента период сравнён с базой: потерянное — выручка базы от тех, кто \
         ничего не купил; сокращение и рост — насколько меньше или больше заплатили остальные; \
         новое — выручка от тех, кто купил впервые; возвращённое — от тех, кто покупал раньше, но \
         не в базе. База − потерянное − сокращение + рост + новое + возвращённое равно выручке \
         периода. GRR — доля выручки базы, сохранённая без всякого роста. NRR — сколько клиенты \
         базы заплатили в периоде относительно выручки базы; новое и возвращённое туда не входят.",
};

/// The definition of the report in one language.
pub fn definition(language: Language) -> String {
    [DEFINITION, crate::PURCHASE].map(|wording| wording.say(language)).join(" ")
}
