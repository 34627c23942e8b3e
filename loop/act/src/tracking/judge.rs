//! Tells people from the machines that look into letters before they do: a pure rule.
//!
//! A machine says so (its name, or asking for the head only), follows the link that nobody sees,
//! follows many links within seconds, or comes as soon as the letter has arrived.

use domain::Instant;

use super::mark;

/// One second, in microseconds.
const SECOND: i64 = 1_000_000;

/// Sooner after the letter left nobody has read it.
const TOO_SOON: i64 = 5 * SECOND;

/// So many links within so long are followed by machines only.
const MANY_LINKS: usize = 3;
const WITHIN: i64 = 5 * SECOND;

/// How long before and after the link that nobody sees everything is the same machine's.
const AROUND_TRAP: i64 = 60 * SECOND;

/// Words in the names of programs that are no readers.
const MACHINES: [&str; 22] = [
    "bot",
    "crawl",
    "spider",
    "scan",
    "preview",
    "monitor",
    "headless",
    "phantom",
    "curl",
    "wget",
    "python",
    "java/",
    "go-http",
    "libwww",
    "httpclient",
    "okhttp",
    "barracuda",
    "mimecast",
    "proofpoint",
    "symantec",
    "facebookexternal",
    "postman",
];

/// What was done with one link of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Visit {
    /// Which link; 0 is the picture, -1 the link that nobody sees.
    pub link: i64,
    /// Where it leads.
    pub url: Option<String>,
    /// When it was visited first.
    pub first_at: Instant,
    /// When it was visited last.
    pub last_at: Instant,
}

/// Whether a visitor says himself that he is no reader.
///
/// Who fetches pictures for Apple's readers calls himself by the two first words only, whether or
/// not the letter is ever read.
pub fn is_machine(agent: Option<&str>) -> bool {
    let name = agent.unwrap_or_default().trim().to_lowercase();
    name.is_empty() || name == "mozilla/5.0" || MACHINES.iter().any(|word| name.contains(word))
}

/// Whether each link was visited by a person, by when the letter left and everything that was
/// visited.
pub(super) fn by_people(handed_at: Option<Instant>, visits: &[Visit]) -> Vec<bool> {
    let by_person = |at: Instant| {
        let too_soon = handed_at.is_some_and(|left| at.0 - left.0 < TOO_SOON);
        !(too_soon || is_in_haste(at, visits) || is_around_trap(at, visits))
    };
    visits
        .iter()
        .map(|visit| {
            visit.link != mark::TRAP && (by_person(visit.first_at) || by_person(visit.last_at))
        })
        .collect()
}

fn is_in_haste(at: Instant, visits: &[Visit]) -> bool {
    let links = visits.iter().filter(|visit| visit.link > mark::PICTURE);
    let near = links.filter(|visit| {
        let near = |moment: Instant| (moment.0 - at.0).abs() <= WITHIN;
        near(visit.first_at) || near(visit.last_at)
    });
    near.count() >= MANY_LINKS
}

fn is_around_trap(at: Instant, visits: &[Visit]) -> bool {
    visits.iter().filter(|visit| visit.link == mark::TRAP).any(|trap| {
        let near = |moment: Instant| (moment.0 - at.0).abs() <= AROUND_TRAP;
        near(trap.first_at) || near(trap.last_at)
    })
}

impl Visit {
    /// When a person visited it: the last time, where he came after a machine.
    pub(super) fn by_person_at(&self) -> Instant {
        match self.last_at.0 - self.first_at.0 > AROUND_TRAP {
            true => self.last_at,
            false => self.first_at,
        }
    }

    /// Whether another visit at that moment may change the verdict.
    pub(super) fn may_be_another(first_at: Instant, now: Instant) -> bool {
        now.0 - first_at.0 > AROUND_TRAP
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Visits as link and seconds after the letter left; those that a person made.
    fn people(visits: &[(i64, i64, i64)]) -> Vec<i64> {
        let at = |seconds: i64| Instant(seconds * SECOND);
        let visits: Vec<Visit> = visits
            .iter()
            .map(|&(link, first, last)| Visit {
                link,
                url: None,
                first_at: at(first),
                last_at: at(last),
            })
            .collect();
        let verdicts = by_people(Some(Instant(0)), &visits);
        visits.iter().zip(verdicts).filter(|(_, yes)| *yes).map(|(visit, _)| visit.link).collect()
    }

    #[test]
    fn a_person_opens_reads_and_follows_a_link() {
        assert_eq!(people(&[(0, 600, 600), (2, 630, 630)]), [0, 2]);
        assert_eq!(people(&[(0, 600, 600), (1, 601, 601), (2, 640, 640)]), [0, 1, 2]);
    }

    #[test]
    fn who_comes_with_the_letter_has_not_read_it() {
        assert_eq!(people(&[(0, 1, 1), (1, 2, 2)]), [0; 0]);
    }

    #[test]
    fn who_follows_every_link_at_once_is_a_machine() {
        assert_eq!(people(&[(0, 99, 99), (1, 100, 100), (2, 101, 101), (3, 102, 102)]), [0; 0]);
        let slowly = [(0, 99, 99), (1, 100, 100), (2, 130, 130), (3, 160, 160)];
        assert_eq!(people(&slowly), [0, 1, 2, 3]);
    }

    #[test]
    fn who_follows_what_nobody_sees_is_a_machine() {
        assert_eq!(people(&[(-1, 300, 300), (0, 299, 299), (1, 310, 310)]), [0; 0]);
    }

    #[test]
    fn a_person_who_comes_after_the_machine_is_seen() {
        assert_eq!(people(&[(-1, 2, 2), (0, 2, 900), (1, 2, 930), (2, 2, 2)]), [0, 1]);
    }

    #[test]
    fn machines_say_who_they_are() {
        let names = ["", "Mozilla/5.0", "Barracuda Sentinel (EE)", "curl/8.5", "Googlebot/2.1"];
        for name in names {
            assert!(is_machine(Some(name)), "{name}");
        }
        assert!(is_machine(None));
        let reader = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0";
        let proxy = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com \
                     GoogleImageProxy)";
        for name in [reader, proxy] {
            assert!(!is_machine(Some(name)), "{name}");
        }
    }
}
