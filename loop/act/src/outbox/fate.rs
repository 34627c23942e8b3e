//! What becomes of a message after it was handed over: a pure rule.

use domain::Instant;

use crate::channels::{HandedOver, Refusal};
use crate::contact::Outcome;
use crate::reasons::Reason;

/// Minutes to wait after each "come back later"; after the last one it is given up.
const WAITS_MINUTES: [i64; 5] = [1, 5, 15, 60, 180];

const MINUTE: i64 = 60_000_000;

/// Where a message stands.
///
/// `Handing` is written down before the wire is touched and left only by an answer, so a message
/// that is found in it after a crash may have been taken and is never handed over again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Waits for its turn.
    Due,
    /// On the wire.
    Handing,
    /// Taken, and the other side said so.
    Sent,
    /// Refused, or never to be written.
    Failed,
    /// Nobody knows.
    Uncertain,
}

impl Standing {
    /// The word kept in rows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Handing => "handing",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Uncertain => "uncertain",
        }
    }
}

/// What is written down about a message that was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fate {
    /// Where it stands now.
    pub standing: Standing,
    /// Why.
    pub reason: Reason,
    /// When it is due again, if it is.
    pub due_at: Option<Instant>,
    /// Whether the address must not be written to again.
    pub suppresses: bool,
    /// What the other side said.
    pub answer: String,
}

impl Fate {
    /// What the decision record says about it.
    pub fn outcome(&self) -> Outcome {
        match self.standing {
            Standing::Due | Standing::Handing => Outcome::Write,
            Standing::Sent => Outcome::Sent,
            Standing::Failed => Outcome::Failed,
            Standing::Uncertain => Outcome::Uncertain,
        }
    }

    /// A message that was not even put on the wire, and will not be.
    pub fn unwritten(reason: Reason, why: String) -> Self {
        settled(Standing::Failed, reason, why)
    }
}

/// What becomes of a message, by the answer and the number of tries, this one included.
pub fn of(handed: HandedOver, attempts: i64, now: Instant, deadline: Instant) -> Fate {
    match handed {
        HandedOver::Accepted { answer } => settled(Standing::Sent, Reason::Accepted, answer),
        HandedOver::Uncertain { why } => settled(Standing::Uncertain, Reason::AnswerNotSeen, why),
        // It never left the house: it keeps its place and its tries.
        HandedOver::Unreachable { why } => again(Reason::InQueue, now, why),
        HandedOver::Refused(refusal) if refusal.for_good => refused(refusal),
        HandedOver::Refused(refusal) => later(refusal, attempts, now, deadline),
    }
}

fn refused(refusal: Refusal) -> Fate {
    let reason = match refusal.of_address {
        true => Reason::AddressRefused,
        false => Reason::MessageRefused,
    };
    let suppresses = refusal.of_address;
    Fate { suppresses, ..settled(Standing::Failed, reason, refusal.answer) }
}

fn later(refusal: Refusal, attempts: i64, now: Instant, deadline: Instant) -> Fate {
    let tries_before = usize::try_from(attempts - 1).unwrap_or_default();
    // Who is asked to stay away longer than we would does so.
    let asked = refusal
        .come_back_after
        .map_or(0, |wait| i64::try_from(wait.as_micros()).unwrap_or(i64::MAX - now.0));
    let wait = WAITS_MINUTES.get(tries_before).map(|minutes| minutes * MINUTE);
    match wait.map(|wait| Instant(now.0.saturating_add(wait.max(asked)))) {
        Some(due_at) if due_at <= deadline => again(Reason::RefusedForNow, due_at, refusal.answer),
        _ => settled(Standing::Failed, Reason::TriedTooOften, refusal.answer),
    }
}

fn settled(standing: Standing, reason: Reason, answer: String) -> Fate {
    Fate { standing, reason, due_at: None, suppresses: false, answer }
}

fn again(reason: Reason, due_at: Instant, answer: String) -> Fate {
    Fate { due_at: Some(due_at), ..settled(Standing::Due, reason, answer) }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn refusal(for_good: bool, of_address: bool) -> HandedOver {
        HandedOver::Refused(Refusal {
            for_good,
            of_address,
            come_back_after: None,
            answer: "no".to_owned(),
        })
    }

    /// Standing, reason, minutes until the next try, and whether the address is given up.
    fn check(handed: HandedOver, attempts: i64, expected: (&str, &str, Option<i64>, bool)) {
        let now = Instant(0);
        let fate = of(handed.clone(), attempts, now, Instant(120 * MINUTE));
        let minutes = fate.due_at.map(|at| at.0 / MINUTE);
        let told = (fate.standing.word(), fate.reason.code(), minutes, fate.suppresses);
        assert_eq!(told, expected, "{handed:?} at try {attempts}");
    }

    #[test]
    fn an_answer_settles_a_message_and_no_answer_never_repeats_it() {
        let words = String::new;
        check(HandedOver::Accepted { answer: words() }, 1, ("sent", "accepted", None, false));
        let lost = HandedOver::Uncertain { why: words() };
        check(lost, 1, ("uncertain", "answer_not_seen", None, false));
        check(refusal(true, true), 1, ("failed", "address_refused", None, true));
        check(refusal(true, false), 1, ("failed", "message_refused", None, false));
    }

    #[test]
    fn who_is_asked_to_come_back_comes_back_later_and_later_and_not_after_the_deadline() {
        check(refusal(false, false), 1, ("due", "refused_for_now", Some(1), false));
        check(refusal(false, false), 4, ("due", "refused_for_now", Some(60), false));
        check(refusal(false, false), 5, ("failed", "tried_too_often", None, false));
        check(refusal(false, false), 6, ("failed", "tried_too_often", None, false));
    }

    #[test]
    fn who_asks_for_more_patience_is_given_it() {
        let asks = |minutes: u64| {
            HandedOver::Refused(Refusal {
                come_back_after: Some(Duration::from_secs(60 * minutes)),
                ..Refusal::default()
            })
        };
        check(asks(0), 1, ("due", "refused_for_now", Some(1), false));
        check(asks(30), 1, ("due", "refused_for_now", Some(30), false));
        check(asks(121), 1, ("failed", "tried_too_often", None, false));
        check(asks(u64::MAX / 60), 1, ("failed", "tried_too_often", None, false));
    }

    #[test]
    fn a_closed_door_costs_no_try() {
        let closed = HandedOver::Unreachable { why: String::new() };
        check(closed, 9, ("due", "in_queue", Some(0), false));
    }
}
