//! What happens at each step, and where it leads.

use jiff::civil::Weekday;

use super::Reader;
use crate::blocks::Design;
use crate::channels::Channel;
use crate::journeys::plan::faults::step_place;
use crate::journeys::plan::written::{END, WEEKDAYS};
use crate::journeys::plan::{
    Does, FaultCode, Letter, Next, Span, Step, Wait, Way, Worth, WrittenStep,
};

impl Reader<'_> {
    pub(super) fn step(&mut self, place: usize) -> Option<Step> {
        let step = &self.written.steps[place];
        let said = [
            step.wait.is_some(),
            step.until_date.is_some(),
            step.hear.is_some(),
            step.ask.is_some(),
            !step.split.is_empty(),
            step.set.is_some(),
            step.letter.is_some(),
            step.design.is_some(),
            step.text.is_some(),
            step.task.is_some(),
            step.call.is_some(),
        ];
        if said.into_iter().filter(|said| *said).count() != 1 {
            let text = "a step says one thing: wait, until_date, hear, ask, split, set, letter, \
                        design, text, task or call";
            self.fault(format!("step.{}", step.name), FaultCode::NotOneThing, text);
            return None;
        }
        self.check_belongings(step);
        let next = match &step.next {
            Some(name) => self.way(place, name, "next"),
            None if place + 1 < self.written.steps.len() => Some(Next::Step(place + 1)),
            None => Some(Next::End),
        };
        let does = self.does(place, step);
        Some(Step { name: step.name.clone(), does: does?, next: next? })
    }

    /// Words that mean nothing beside what the step does are slips, not decoration.
    fn check_belongings(&mut self, step: &WrittenStep) {
        let belongings = [
            ("until", step.until.is_some(), step.wait.is_some() || step.until_date.is_some()),
            ("days", step.days.is_some(), step.until_date.is_some()),
            ("on", !step.on.is_empty(), step.wait.is_some() && step.until.is_some()),
            ("at_most", step.at_most.is_some(), step.hear.is_some() || step.task.is_some()),
            ("late", step.late.is_some(), step.hear.is_some() || step.task.is_some()),
            ("no", step.no.is_some(), step.ask.is_some() || step.until_date.is_some()),
            ("subject", step.subject.is_some(), step.letter.is_some() || step.design.is_some()),
            ("by", step.by.is_some(), step.text.is_some()),
            ("to", step.to.is_some(), step.set.is_some()),
            ("from", step.from.is_some(), step.set.is_some()),
            ("details", step.details.is_some(), step.task.is_some()),
            ("assign", step.assign.is_some(), step.task.is_some()),
            ("due", step.due.is_some(), step.task.is_some()),
            ("failed", step.failed.is_some(), step.call.is_some()),
            ("next", step.next.is_some(), step.split.is_empty()),
        ];
        for (word, said, belongs) in belongings {
            if said && !belongs {
                let text = match word {
                    "on" => {
                        "weekdays stand beside a wait with a time of the day: until = \"10:00\""
                    }
                    _ => "does not belong to this kind of step",
                };
                self.fault(step_place(&step.name, word), FaultCode::NotOneThing, text);
            }
        }
    }

    fn does(&mut self, place: usize, step: &WrittenStep) -> Option<Does> {
        if step.letter.is_some() || step.design.is_some() {
            return Some(Does::Write(self.letter(step)));
        }
        if let Some(text) = &step.text {
            return self.text(step, text);
        }
        if let Some(field) = &step.set {
            return self.set(step, field);
        }
        if let Some(title) = &step.task {
            return self.task(place, step, title).map(Does::Task);
        }
        if let Some(url) = &step.call {
            return self.call(place, step, url).map(Does::Call);
        }
        if let Some(wait) = &step.wait {
            return self.wait(step, wait).map(Does::Wait);
        }
        if let Some(field) = &step.until_date {
            let time = self.time(step.until.as_ref(), &step_place(&step.name, "until"))?;
            let no = self.way(place, step.no.as_deref().unwrap_or(END), "no")?;
            let days = self.days(step.days, &step_place(&step.name, "days"));
            return Some(Does::Await { field: field.clone(), days, time, no });
        }
        if let Some(deed) = &step.hear {
            let at_most = step.at_most.as_deref().unwrap_or_default();
            let at_most = self.span(step, "at_most", at_most);
            let late = self.way(place, step.late.as_deref().unwrap_or(END), "late");
            return Some(Does::Hear { deed: deed.clone(), at_most: at_most?, late: late? });
        }
        if let Some(rule) = &step.ask {
            let no = self.way(place, step.no.as_deref().unwrap_or(END), "no")?;
            return Some(Does::Ask { rule: rule.clone(), no });
        }
        self.split(place, step)
    }

    fn letter(&mut self, step: &WrittenStep) -> Letter {
        if let Some(Err(unfit)) = step.design.as_ref().map(Design::fit) {
            let place = step_place(&step.name, "design");
            self.fault(place, FaultCode::BadLetter, unfit.to_string());
        }
        Letter {
            subject: step.subject.clone().unwrap_or_default(),
            body_mjml: step.letter.clone().unwrap_or_default(),
            design: step.design.clone(),
            ..Letter::default()
        }
    }

    fn text(&mut self, step: &WrittenStep, text: &str) -> Option<Does> {
        let by = step.by.as_deref().and_then(Channel::of_word);
        let by = by.filter(|by| *by != Channel::Email);
        let by = by.ok_or("a text travels by sms, telegram or webhook".to_owned());
        let channel = self.kept(by, &step_place(&step.name, "by"))?;
        Some(Does::Write(Letter { channel, note: text.to_owned(), ..Letter::default() }))
    }

    fn set(&mut self, step: &WrittenStep, field: &str) -> Option<Does> {
        let to = match (&step.to, &step.from) {
            (Some(value), None) => Worth::Value(value.clone()),
            (None, Some(_)) if self.written.enter.when.is_none() => {
                let text = "nothing is told where nobody did anything: it stands in a journey \
                            that is entered by `when`";
                self.fault(step_place(&step.name, "from"), FaultCode::NotOneThing, text);
                return None;
            }
            (None, Some(name)) => Worth::Told(name.clone()),
            _ => {
                let text = "a field is set `to` a value, or `from` what the event tells";
                self.fault(step_place(&step.name, "set"), FaultCode::NotOneThing, text);
                return None;
            }
        };
        Some(Does::Set { field: field.to_owned(), to })
    }

    fn split(&mut self, place: usize, step: &WrittenStep) -> Option<Does> {
        let ways: Vec<Option<Way>> = step
            .split
            .iter()
            .map(|way| Some(Way { to: self.way(place, &way.to, "split")?, share: way.share }))
            .collect();
        if step.split.iter().all(|way| way.share == 0) {
            let text = "at least one way has a share above 0";
            self.fault(step_place(&step.name, "split"), FaultCode::BadValue, text);
        }
        Some(Does::Split(ways.into_iter().collect::<Option<_>>()?))
    }

    fn wait(&mut self, step: &WrittenStep, wait: &str) -> Option<Wait> {
        let span = self.span(step, "wait", wait);
        let until = self.time(step.until.as_ref(), &step_place(&step.name, "until"))?;
        let day = |word: &String| {
            WEEKDAYS.iter().find(|(_, known)| known == word).map(|(day, _)| *day).ok_or_else(|| {
                format!("`{word}` is no weekday: they are mon, tue, wed, thu, fri, sat, sun")
            })
        };
        let on: Result<Vec<Weekday>, String> = step.on.iter().map(day).collect();
        let on = self.kept(on, &step_place(&step.name, "on"))?;
        Some(Wait { span: span?, until, on })
    }

    pub(super) fn span(&mut self, step: &WrittenStep, word: &str, text: &str) -> Option<Span> {
        let span = text.parse::<Span>().map_err(|bad| bad.to_string());
        self.kept(span, &step_place(&step.name, word))
    }

    /// Ways lead to later steps only: so everybody comes to an end.
    pub(super) fn way(&mut self, place: usize, name: &str, word: &str) -> Option<Next> {
        if name == END {
            return Some(Next::End);
        }
        let to = self.written.steps.iter().position(|step| step.name == name);
        match to.filter(|to| *to > place) {
            Some(to) => Some(Next::Step(to)),
            None => {
                let text = format!("`{name}` is not a step below this one, nor `end`");
                let from = step_place(&self.written.steps[place].name, word);
                self.fault(from, FaultCode::BadWay, text);
                None
            }
        }
    }
}
