//! The decision itself: a pure function of the touch and the person.
//!
//! The order of the steps is part of the promise. Consent comes before the hold-out, so that only
//! people who may be written to are dealt to an arm; everything after the hold-out happens to
//! the treated alone and never moves anybody to another arm.

use domain::{CampaignId, CustomerId, Instant, ShopZone};

use super::hold_out::{self, Arm, HoldOutShare};
use super::limits::Limits;
use super::own_time::OwnTime;
use crate::channels::Channel;
use crate::reasons::Reason;

/// What somebody would like to say to many people.
#[derive(Clone, Debug)]
pub struct Touch {
    /// Who asks.
    pub campaign: CampaignId,
    /// What it would travel by.
    pub channel: Channel,
    /// Under whose name the arms are dealt and written down: the campaign itself, or what it is
    /// a part of, so that all letters of one journey have the same people held out.
    pub dealt_by: CampaignId,
    /// The share to hold out.
    pub hold_out: HoldOutShare,
    /// The shop's own limits.
    pub limits: Limits,
    /// Where the shop keeps its days.
    pub zone: ShopZone,
    /// The present moment.
    pub at: Instant,
    /// After this moment the touch is worth nothing; nobody waits longer.
    pub deadline: Instant,
    /// Where people come one by one: so many days after his own coming, instead of `deadline`.
    pub patience_days: Option<i64>,
    /// The shares of the ways it is said in beside the first; none when there is one way only.
    pub variants: Vec<f64>,
    /// The time of each person's own day at which it is for him.
    pub own_time: Option<OwnTime>,
}

/// What the decision needs to know about one person.
#[derive(Clone, Debug)]
pub struct Person {
    /// The person.
    pub customer: CustomerId,
    /// What he said about marketing on this channel.
    pub consent: Said,
    /// Whether there is an address to write to.
    pub has_address: bool,
    /// What forbids writing to him, whatever he said.
    pub bar: Option<Bar>,
    /// When he was last written to, in any order.
    pub touches: Vec<Instant>,
    /// The clock he lives by, where it is known; the shop's otherwise.
    pub zone: Option<ShopZone>,
    /// Whom he was known as before two turned out to be one.
    pub was: Vec<CustomerId>,
    /// Whether one of those he was known as has been dealt to the side that is held out.
    pub was_held_out: bool,
}

/// What a person said about being written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Nothing, which means no.
    Nothing,
}

/// What forbids writing to a person, whatever he said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// He asked to be forgotten.
    Erased,
    /// His address was refused for good, or he complained.
    Suppressed,
}

/// What becomes of one touch of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// In the audience; not decided, or waiting for a better moment.
    Waiting,
    /// A message is to be written.
    Write,
    /// The message left the house and was taken.
    Sent,
    /// The message was refused.
    Failed,
    /// Nobody knows whether the message was taken; it is not repeated.
    Uncertain,
    /// Deliberately not written to.
    HeldOut,
    /// Has not agreed.
    NoConsent,
    /// Cannot be reached.
    NoAddress,
    /// Must not be written to.
    Suppressed,
    /// Has been written to often enough.
    TooOften,
    /// The campaign was called off first.
    Cancelled,
}

impl Touch {
    /// The same touch of somebody who came at that moment.
    pub(super) fn of_one_who_came(&self, came_at: Instant) -> Self {
        let deadline = self.patience_days.map_or(self.deadline, |days| came_at.plus_days(days));
        Self { deadline, ..self.clone() }
    }
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 11] = [
        Self::Waiting,
        Self::Write,
        Self::Sent,
        Self::Failed,
        Self::Uncertain,
        Self::HeldOut,
        Self::NoConsent,
        Self::NoAddress,
        Self::Suppressed,
        Self::TooOften,
        Self::Cancelled,
    ];

    /// The word kept in rows and shown to programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Write => "write",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Uncertain => "uncertain",
            Self::HeldOut => "held_out",
            Self::NoConsent => "no_consent",
            Self::NoAddress => "no_address",
            Self::Suppressed => "suppressed",
            Self::TooOften => "too_often",
            Self::Cancelled => "cancelled",
        }
    }

    /// The outcome of that word, if it is one.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// The answer to "why" and "why not".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What becomes of the touch.
    pub outcome: Outcome,
    /// Why.
    pub reason: Reason,
    /// The arm of this campaign, for everybody who was dealt.
    pub arm: Option<Arm>,
    /// The way it is said to him, 0 for the first, where there are several and he is treated.
    pub variant: Option<usize>,
    /// When a waiting person is looked at again.
    pub not_before: Option<Instant>,
}

/// Decides whether this person gets this touch, and why.
pub fn decide(touch: &Touch, person: &Person) -> Verdict {
    if let Some(no) = unreachable(person) {
        return no;
    }
    match side(touch, person) {
        None => ended(Outcome::HeldOut, Reason::HeldOutEverywhere, None),
        Some(Arm::HeldOut) => ended(Outcome::HeldOut, Reason::HeldOut, Some(Arm::HeldOut)),
        Some(Arm::Treated) => {
            Verdict { variant: variant(touch, person), ..decide_treated(touch, person) }
        }
    }
}

/// Step 2: the side that a person is dealt to; nothing where the whole shop leaves him alone.
///
/// Who was held out under one of his names stays so under all: else the comparison would leak.
pub fn side(touch: &Touch, person: &Person) -> Option<Arm> {
    let everywhere = touch.limits.hold_out_everywhere;
    let mut names = person.was.iter().chain([&person.customer]);
    if names.any(|name| hold_out::deal_everywhere(*name, everywhere) == Arm::HeldOut) {
        return None;
    }
    Some(match person.was_held_out {
        true => Arm::HeldOut,
        false => hold_out::deal(touch.dealt_by, person.customer, touch.hold_out),
    })
}

fn variant(touch: &Touch, person: &Person) -> Option<usize> {
    let shares = &touch.variants;
    (!shares.is_empty()).then(|| hold_out::deal_variant(touch.dealt_by, person.customer, shares))
}

/// Step 1: consent, and a way to make use of it.
fn unreachable(person: &Person) -> Option<Verdict> {
    let (outcome, reason) = match (person.consent, person.has_address) {
        (Said::Nothing, _) => (Outcome::NoConsent, Reason::ConsentMissing),
        (Said::No, _) => (Outcome::NoConsent, Reason::ConsentDenied),
        (Said::Yes, false) => (Outcome::NoAddress, Reason::NoAddress),
        (Said::Yes, true) => return None,
    };
    Some(ended(outcome, reason, None))
}

/// Steps 3 to 5, which only the treated meet: guard, his own time, contact pressure, quiet hours.
fn decide_treated(touch: &Touch, person: &Person) -> Verdict {
    let treated = Some(Arm::Treated);
    match person.bar {
        Some(Bar::Erased) => return ended(Outcome::Suppressed, Reason::Erased, treated),
        Some(Bar::Suppressed) => {
            return ended(Outcome::Suppressed, Reason::AddressSuppressed, treated);
        }
        None => {}
    }
    let zone = person.zone.as_ref().unwrap_or(&touch.zone);
    match touch.own_time.map_or(Some(touch.at), |time| time.moment(zone)) {
        None => return ended(Outcome::Cancelled, Reason::OwnTimePassed, treated),
        Some(moment) if moment > touch.at => return waiting(Reason::OwnTime, moment),
        Some(_) => {}
    }
    if let Some(until) = touch.limits.pressure.waits_until(&person.touches, touch.at) {
        return match until <= touch.deadline {
            true => waiting(Reason::WrittenToRecently, until),
            false => ended(Outcome::TooOften, Reason::WrittenToRecently, treated),
        };
    }
    let quiet = touch.limits.quiet_hours.and_then(|h| h.waits_until(touch.at, zone));
    match quiet {
        Some(until) => waiting(Reason::QuietHours, until),
        None => ended(Outcome::Write, Reason::Allowed, treated),
    }
}

fn ended(outcome: Outcome, reason: Reason, arm: Option<Arm>) -> Verdict {
    Verdict { outcome, reason, arm, variant: None, not_before: None }
}

fn waiting(reason: Reason, until: Instant) -> Verdict {
    let (outcome, arm) = (Outcome::Waiting, Some(Arm::Treated));
    Verdict { outcome, reason, arm, variant: None, not_before: Some(until) }
}

#[cfg(test)]
mod tests {
    use super::super::limits::{PerMinute, Pressure, QuietHours};
    use super::super::own_time::PastZones;
    use super::*;
    use jiff::civil::time;
    use uuid::Uuid;

    const NOON: Instant = Instant(Instant::DAY * 1_000 + Instant::DAY / 2);
    const NIGHT: Instant = Instant(Instant::DAY * 1_000 + Instant::DAY / 24);

    /// One line of the table: what is known of the person, and the word and code expected.
    ///
    /// `said` is yes, no or nothing; `address` and `bar` speak for themselves; `arm` the side that
    /// the person's hash is dealt to at one half; `touched` days since earlier touches.
    fn check(line: &str) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [said, address, bar, arm, touched, hour, outcome, reason] = cells[..] else {
            panic!("a line has eight cells: {line}");
        };
        let at = if hour == "night" { NIGHT } else { NOON };
        let person = Person {
            customer: dealt_to(if arm == "held out" { Arm::HeldOut } else { Arm::Treated }),
            consent: match said {
                "yes" => Said::Yes,
                "no" => Said::No,
                _ => Said::Nothing,
            },
            has_address: address == "address",
            bar: match bar {
                "erased" => Some(Bar::Erased),
                "suppressed" => Some(Bar::Suppressed),
                _ => None,
            },
            touches: touched.split_whitespace().map(|days| days_before(at, days)).collect(),
            zone: None,
            ..nobody()
        };
        let verdict = decide(&touch(at), &person);
        assert_eq!((verdict.outcome.word(), verdict.reason.code()), (outcome, reason), "{line}");
        let dealt = said == "yes" && address == "address";
        assert_eq!(verdict.arm.is_some(), dealt, "only the reachable are dealt: {line}");
    }

    /// Somebody who was never known as anybody else.
    fn nobody() -> Person {
        Person {
            customer: CustomerId(Uuid::nil()),
            consent: Said::Nothing,
            has_address: false,
            bar: None,
            touches: Vec::new(),
            zone: None,
            was: Vec::new(),
            was_held_out: false,
        }
    }

    fn days_before(at: Instant, days: &str) -> Instant {
        at.plus_days(-days.parse::<i64>().expect("days"))
    }

    fn touch(at: Instant) -> Touch {
        let quiet = QuietHours { from: time(21, 0, 0, 0), until: time(9, 0, 0, 0) };
        Touch {
            campaign: CampaignId(Uuid::from_u128(1)),
            channel: Channel::Email,
            dealt_by: CampaignId(Uuid::from_u128(1)),
            hold_out: HoldOutShare::new(0.5).expect("share"),
            limits: Limits {
                hold_out_everywhere: HoldOutShare::NOBODY,
                pressure: Pressure { at_most: 1, within_days: 7 },
                quiet_hours: Some(quiet),
                per_minute: PerMinute::default(),
            },
            zone: ShopZone::utc(),
            at,
            deadline: at.plus_days(3),
            patience_days: None,
            variants: Vec::new(),
            own_time: None,
        }
    }

    fn dealt_to(arm: Arm) -> CustomerId {
        let touch = touch(NOON);
        (1..)
            .map(|number| CustomerId(Uuid::from_u128(number)))
            .find(|person| hold_out::deal(touch.dealt_by, *person, touch.hold_out) == arm)
            .expect("both arms have somebody")
    }

    #[test]
    fn each_step_may_end_it_in_this_order() {
        //     said   |address|bar       |dealt   |touched days ago|hour|outcome|reason
        check("nothing|none   |suppressed|held out|1|night|no_consent|consent_missing");
        check("no     |address|erased    |held out|1|night|no_consent|consent_denied");
        check("yes    |none   |suppressed|held out|1|night|no_address|no_address");
        check("yes    |address|suppressed|held out|1|night|held_out  |held_out");
        check("yes    |address|erased    |treated |1|night|suppressed|erased");
        check("yes    |address|suppressed|treated |1|night|suppressed|address_suppressed");
        check("yes    |address|-         |treated |1|night|too_often |written_to_recently");
        check("yes    |address|-         |treated |5|night|waiting   |written_to_recently");
        check("yes    |address|-         |treated |8|night|waiting   |quiet_hours");
        check("yes    |address|-         |treated | |noon |write     |allowed");
    }

    #[test]
    fn who_is_held_out_everywhere_is_in_no_arm_of_the_campaign() {
        let mut touch = touch(NOON);
        touch.limits.hold_out_everywhere = HoldOutShare::new(0.9).expect("share");
        let person = |number| Person {
            customer: CustomerId(Uuid::from_u128(number)),
            consent: Said::Yes,
            has_address: true,
            bar: None,
            touches: Vec::new(),
            zone: None,
            ..nobody()
        };
        let everywhere = (0..1_000)
            .map(|number| decide(&touch, &person(number)))
            .filter(|verdict| verdict.reason == Reason::HeldOutEverywhere);
        let arms: Vec<Option<Arm>> = everywhere.map(|verdict| verdict.arm).collect();
        assert!(arms.len() > 800 && arms.iter().all(Option::is_none), "{}", arms.len());
    }

    #[test]
    fn a_held_out_customer_is_never_written_to() {
        let mut touch = touch(NOON);
        for number in 0..2_000 {
            touch.dealt_by = CampaignId(Uuid::from_u128(number % 7));
            let person = Person {
                customer: CustomerId(Uuid::from_u128(number)),
                consent: Said::Yes,
                has_address: true,
                bar: None,
                touches: Vec::new(),
                zone: None,
                ..nobody()
            };
            let verdict = decide(&touch, &person);
            let held_out = verdict.arm == Some(Arm::HeldOut);
            assert_eq!(held_out, verdict.outcome == Outcome::HeldOut);
        }
    }

    #[test]
    fn who_was_held_out_under_one_of_his_names_is_under_all() {
        let treated = Person {
            customer: dealt_to(Arm::Treated),
            consent: Said::Yes,
            has_address: true,
            ..nobody()
        };
        assert_eq!(decide(&touch(NOON), &treated).reason, Reason::Allowed);
        let known = Person { was_held_out: true, ..treated.clone() };
        assert_eq!(decide(&touch(NOON), &known).reason, Reason::HeldOut);
        let mut touch = touch(NOON);
        touch.limits.hold_out_everywhere = HoldOutShare::new(0.5).expect("share");
        let dealt = |arm| {
            let everybody = (1..).map(|number| CustomerId(Uuid::from_u128(number)));
            let share = touch.limits.hold_out_everywhere;
            let mut dealt = everybody.filter(|it| hold_out::deal_everywhere(*it, share) == arm);
            dealt.next().expect("both sides have somebody")
        };
        let was = vec![dealt(Arm::HeldOut)];
        let other = Person { customer: dealt(Arm::Treated), was, ..treated };
        assert_eq!(decide(&touch, &other).reason, Reason::HeldOutEverywhere);
    }

    /// The reason for somebody who lives by that clock, and the hour of UTC he waits for.
    fn at_his_own_ten(zone: &str, past: PastZones) -> (&'static str, &'static str, Option<i64>) {
        // The touch begins at noon of UTC and is meant for ten o'clock of that day.
        let midnight = Instant(NOON.0 - Instant::DAY / 2);
        let wall = ShopZone::utc().day_of(NOON).to_datetime(time(10, 0, 0, 0));
        let mut touch = touch(NOON);
        touch.limits.quiet_hours = None;
        touch.own_time = Some(OwnTime { wall, past, began_at: NOON });
        let person = Person {
            customer: dealt_to(Arm::Treated),
            consent: Said::Yes,
            has_address: true,
            bar: None,
            touches: Vec::new(),
            zone: Some(ShopZone::named(zone).expect("a zone")),
            ..nobody()
        };
        let verdict = decide(&touch, &person);
        let hour = verdict.not_before.map(|at| (at.0 - midnight.0) / (Instant::DAY / 24));
        (verdict.outcome.word(), verdict.reason.code(), hour)
    }

    #[test]
    fn everybody_is_written_to_when_his_own_clock_shows_the_time() {
        use PastZones::{AtOnce, LeftOut, NextDay};
        // Instant 1 000 days after 1970 lies in September 1972: Fiji is 12 hours ahead without
        // summer time, Bogota five behind, Algiers one ahead then.
        assert_eq!(at_his_own_ten("America/Bogota", AtOnce), ("waiting", "own_time", Some(15)));
        assert_eq!(at_his_own_ten("America/Bogota", LeftOut), ("waiting", "own_time", Some(15)));
        assert_eq!(at_his_own_ten("Pacific/Fiji", AtOnce), ("write", "allowed", None));
        assert_eq!(at_his_own_ten("Pacific/Fiji", NextDay), ("waiting", "own_time", Some(22)));
        assert_eq!(at_his_own_ten("Pacific/Fiji", LeftOut), ("cancelled", "own_time_passed", None));
    }

    #[test]
    fn quiet_hours_are_those_of_the_persons_own_night() {
        let person = |zone: &str| Person {
            customer: dealt_to(Arm::Treated),
            consent: Said::Yes,
            has_address: true,
            bar: None,
            touches: Vec::new(),
            zone: Some(ShopZone::named(zone).expect("a zone")),
            ..nobody()
        };
        assert_eq!(decide(&touch(NOON), &person("Pacific/Fiji")).reason, Reason::QuietHours);
        assert_eq!(decide(&touch(NIGHT), &person("Pacific/Fiji")).reason, Reason::Allowed);
    }

    #[test]
    fn a_way_of_saying_it_is_dealt_to_the_treated_and_to_nobody_else() {
        let mut touch = touch(NOON);
        touch.variants = vec![0.25, 0.25];
        let mut dealt = [0; 3];
        for number in 0..4_000 {
            let person = Person {
                customer: CustomerId(Uuid::from_u128(number)),
                consent: Said::Yes,
                has_address: true,
                bar: None,
                touches: Vec::new(),
                zone: None,
                ..nobody()
            };
            let verdict = decide(&touch, &person);
            assert_eq!(verdict.variant.is_some(), verdict.arm == Some(Arm::Treated));
            assert_eq!(verdict.variant, decide(&touch, &person).variant, "dealt once for ever");
            if let Some(variant) = verdict.variant {
                dealt[variant] += 1;
            }
        }
        // About 2 000 treated: 1 000, 500, 500, each within five standard deviations.
        assert!((880..=1_120).contains(&dealt[0]), "{dealt:?}");
        assert!((400..=600).contains(&dealt[1]) && (400..=600).contains(&dealt[2]), "{dealt:?}");
    }

    #[test]
    fn every_outcome_reads_back_from_its_word() {
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::of_word(outcome.word()), Some(outcome));
        }
    }
}
