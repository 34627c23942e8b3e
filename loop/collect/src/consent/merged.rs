//! What two people allowed, once they turn out to be one; and what each allowed, once they part.

use serde::{Deserialize, Serialize};

use super::{Ground, Purpose, State};
use crate::consent::Channel;

/// An answer as its row says it, word for word, so that it can be put back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Said {
    pub(crate) purpose: Purpose,
    pub(crate) channel: Channel,
    pub(crate) state: State,
    pub(crate) ground: Ground,
    pub(crate) proof: Option<String>,
    pub(crate) at: i64,
    pub(crate) source: String,
    pub(crate) created_at: i64,
    pub(crate) created_by: String,
    pub(crate) updated_at: i64,
    pub(crate) updated_by: String,
}

impl Said {
    fn what(&self) -> (Purpose, Channel) {
        (self.purpose, self.channel)
    }
}

/// What one person allowed who was known as two: a refusal wins; of two answers that say the same
/// his own word, and of those the later one.
pub(crate) fn stricter(kept: &[Said], gone: &[Said]) -> Vec<Said> {
    let rank = |said: &Said| (said.state == State::Denied, said.ground == Ground::Answer, said.at);
    let mut all = kept.to_vec();
    for said in gone {
        match all.iter_mut().find(|known| known.what() == said.what()) {
            Some(known) if rank(known) >= rank(said) => {}
            Some(known) => *known = said.clone(),
            None => all.push(said.clone()),
        }
    }
    all
}

/// What the one who stayed, and the one who had gone, allow after they have parted.
///
/// What nobody touched meanwhile is as it was. A refusal of the time in between stands for both,
/// because nobody knows who of them meant it; for the same reason a permission of that time stands
/// for neither.
pub(crate) fn parted(
    (before, after): (&[Said], &[Said]),
    gone: &[Said],
    now: &[Said],
) -> (Vec<Said>, Vec<Said>) {
    let is_new = |said: &&Said| !after.contains(said);
    let refusals: Vec<&Said> =
        now.iter().filter(is_new).filter(|said| said.state == State::Denied).collect();
    let with_refusals = |known: &[Said]| {
        let is_refused = |said: &Said| refusals.iter().any(|no| no.what() == said.what());
        let mut all: Vec<Said> = known.iter().filter(|said| !is_refused(said)).cloned().collect();
        all.extend(refusals.iter().map(|&no| no.clone()));
        all
    };
    (with_refusals(before), with_refusals(gone))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `email yes 3`: what was said when, by himself; `email yes? 3` is a declaration of the shop.
    fn said(line: &str) -> Said {
        let [channel, state, at] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("three words: {line}")
        };
        Said {
            purpose: Purpose::Marketing,
            channel: if channel == "sms" { Channel::Sms } else { Channel::Email },
            state: if state.starts_with("yes") { State::Granted } else { State::Denied },
            ground: if state.ends_with('?') { Ground::OptIn } else { Ground::Answer },
            proof: None,
            at: at.parse().expect("a number"),
            source: "story".to_owned(),
            created_at: 0,
            created_by: String::new(),
            updated_at: 0,
            updated_by: String::new(),
        }
    }

    fn all(lines: &[&str]) -> Vec<Said> {
        lines.iter().map(|line| said(line)).collect()
    }

    #[test]
    fn a_refusal_of_either_wins_however_old_it_is() {
        let one = |kept: &[&str], gone: &[&str]| stricter(&all(kept), &all(gone));
        assert_eq!(one(&["email yes 9"], &["email no 1"]), all(&["email no 1"]));
        assert_eq!(one(&["email no 1"], &["email yes 9"]), all(&["email no 1"]));
        assert_eq!(one(&["email yes? 9"], &["email yes 1"]), all(&["email yes 1"]));
        assert_eq!(one(&["email yes 1"], &["sms no 2"]), all(&["email yes 1", "sms no 2"]));
        assert_eq!(one(&[], &["email yes 1"]), all(&["email yes 1"]));
    }

    #[test]
    fn who_part_again_allow_what_they_did_and_no_more() {
        let (before, gone) = (all(&["email yes 1"]), all(&["email yes 2", "sms yes 2"]));
        let after = stricter(&before, &gone);
        let untouched = parted((&before, &after), &gone, &after);
        assert_eq!(untouched, (before.clone(), gone.clone()));
        let refused = all(&["email no 5", "sms yes 2"]);
        let both_refuse = (all(&["email no 5"]), all(&["sms yes 2", "email no 5"]));
        assert_eq!(parted((&before, &after), &gone, &refused), both_refuse);
        let agreed = all(&["email yes 2", "sms yes 2", "sms yes 7"]);
        assert_eq!(parted((&before, &after), &gone, &agreed), (before, gone));
    }
}
