//! Who comes in, and how often.

use jiff::civil::Date;

use super::Reader;
use crate::journeys::plan::{
    Again, By, Enter, Every, FaultCode, Named, Per, Turn, Whom, WrittenEnter,
};

/// What `enter` may be about, for whoever wrote something else.
const ONE_OF: &str = "says one of these: `when` somebody does something; which `segment` he comes \
                      into (with its `rule`, if it is to be made); the field of his `date`; or \
                      `on` which day whoever is in a `segment`, or has `arrivals`, comes in";

/// What brings somebody in, by what was told.
enum Way<'a> {
    When(&'a str),
    Segment(Named),
    Date(&'a str),
    Day(Whom),
}

impl<'a> Way<'a> {
    fn of(enter: &'a WrittenEnter) -> Option<Self> {
        let WrittenEnter { when, segment, date, arrivals, rule, on, .. } = enter;
        if rule.is_some() && segment.is_none() {
            return None;
        }
        let named = segment.as_ref().map(|name| Named { name: name.clone(), rule: rule.clone() });
        match (when, named, date, *arrivals, on) {
            (Some(when), None, None, false, None) => Some(Self::When(when)),
            (None, Some(named), None, false, None) => Some(Self::Segment(named)),
            (None, None, Some(field), false, None) => Some(Self::Date(field)),
            (None, Some(named), None, false, Some(_)) => Some(Self::Day(Whom::In(named))),
            (None, None, None, true, Some(_)) => Some(Self::Day(Whom::Arrivals)),
            _ => None,
        }
    }
}

impl Reader<'_> {
    pub(super) fn enter(&mut self) -> Option<Enter> {
        let enter = &self.written.enter;
        let way = Way::of(enter);
        if way.is_none() {
            self.fault("enter", FaultCode::NotOneThing, ONE_OF);
        }
        if let Some(way) = &way {
            self.check_entry(enter, way);
        }
        let by = way.and_then(|way| self.by(enter, way));
        let again = match enter.again.as_deref() {
            None | Some("never") => Some(Again::Never),
            Some("always") => Some(Again::Always),
            Some(other) => {
                let span = other.strip_prefix("after ").and_then(|span| span.parse().ok());
                let span = span.ok_or("is never, always, or such as \"after 30 days\"".to_owned());
                self.kept(span, "enter.again").map(Again::After)
            }
        };
        let per = match enter.per.as_deref() {
            None | Some("person") => Some(Per::Person),
            Some("order") => Some(Per::Order),
            Some(_) => self.kept(Err("is person or order".to_owned()), "enter.per"),
        };
        Some(Enter {
            by: by?,
            first: enter.first,
            only_if: enter.only_if.clone(),
            again: again?,
            per: per?,
        })
    }

    /// Words that mean nothing beside what brings people in.
    fn check_entry(&mut self, enter: &WrittenEnter, way: &Way<'_>) {
        let (is_when, is_date) = (matches!(way, Way::When(_)), matches!(way, Way::Date(_)));
        let is_day = matches!(way, Way::Day(_));
        let by_order = enter.per.as_deref() == Some("order");
        let words = [
            ("first", enter.first, is_when, "`when`: the first time that he does that"),
            ("per", by_order, is_when, "`when` it is an order that is placed"),
            ("days", enter.days.is_some(), is_date, "`date`: so many days after it"),
            ("every", enter.every.is_some(), is_day, "`on`: the first of these days"),
            ("at", enter.at.is_some(), is_date || is_day, "`date` or `on`: the time of that day"),
        ];
        for (word, said, belongs, beside) in words {
            if said && !belongs {
                let text = format!("stands beside {beside}");
                self.fault(format!("enter.{word}"), FaultCode::NotOneThing, text);
            }
        }
    }

    fn by(&mut self, enter: &WrittenEnter, way: Way<'_>) -> Option<By> {
        match way {
            Way::When(deed) => Some(By::Deed(deed.to_owned())),
            Way::Segment(named) => Some(By::Segment(named)),
            Way::Date(field) => {
                let days = self.days(enter.days, "enter.days");
                let time = self.time(enter.at.as_ref(), "enter.at")?;
                Some(By::Date { field: field.to_owned(), days, time })
            }
            Way::Day(whom) => Some(By::Day { whom, turn: self.turn(enter)? }),
        }
    }

    fn turn(&mut self, enter: &WrittenEnter) -> Option<Turn> {
        let told = enter.on.as_deref().unwrap_or_default();
        let on = told.parse::<Date>().ok().filter(|day| (2000..=2200).contains(&day.year()));
        let on = on.ok_or("is a day, such as \"2026-12-01\"".to_owned());
        let on = self.kept(on, "enter.on");
        let every = enter.every.as_deref().map(|word| {
            let every = Every::of_word(word);
            every.ok_or_else(|| format!("`{word}` is not day, week, month or year"))
        });
        let every = match every {
            None => Some(None),
            Some(read) => self.kept(read, "enter.every").map(Some),
        };
        let time = self.time(enter.at.as_ref(), "enter.at");
        Some(Turn { on: on?, every: every?, time: time? })
    }
}
