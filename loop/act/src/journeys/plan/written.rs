//! A journey as it is written in a file and shown to programs, and back again.
//!
//! The file is TOML: a letter stands in it between `'''` as it is, and a step is a paragraph.
//! Printing what was read gives one form; reading what was printed gives the same journey.

use collect::shop::Language;
use jiff::civil::{Time, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::faults::step_place;
use super::{
    Again, By, Does, Enter, Fault, FaultCode, Letter, Next, Per, Plan, Span, Step, Wait, Way,
    WrittenStep, WrittenWay,
};
use crate::blocks::Design;
use crate::contact::HoldOutShare;

/// A journey as its file says it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = JourneyPlan)]
pub struct Written {
    /// Its name; there is one journey of each.
    pub name: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The language of numbers and days in its letters.
    pub language: Language,
    /// The share held out, from 0 to 0.9.
    pub hold_out: f64,
    /// What somebody does who has reached the goal; he leaves at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    /// Who comes in.
    pub enter: WrittenEnter,
    /// The steps in their order.
    #[serde(default, rename = "step")]
    pub steps: Vec<WrittenStep>,
}

/// Who comes in: `when` or `segment`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = JourneyEnter)]
pub struct WrittenEnter {
    /// Who does this, such as `order_placed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Who comes into the saved segment of this name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<String>,
    /// The rule of that segment, for a shop that has none of this name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Only the first time that he does it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub first: bool,
    /// Only if this condition holds for him.
    #[serde(rename = "if", skip_serializing_if = "Option::is_none")]
    pub only_if: Option<String>,
    /// `never`, `always` or `after 30 days`; never when not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<String>,
    /// `person` or `order`; person when not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
}

/// The most days between a day and what happens because of it.
const DAYS_MAX: u16 = 364;

/// The name that no step may have: it leads out.
const END: &str = "end";

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "mon"),
    (Weekday::Tuesday, "tue"),
    (Weekday::Wednesday, "wed"),
    (Weekday::Thursday, "thu"),
    (Weekday::Friday, "fri"),
    (Weekday::Saturday, "sat"),
    (Weekday::Sunday, "sun"),
];

impl Written {
    /// What a file says.
    pub fn read(text: &str) -> Result<Self, Fault> {
        toml::from_str(text).map_err(|error| {
            Fault::at("", FaultCode::Unreadable, error.to_string().trim().to_owned())
        })
    }

    /// The file that says this.
    pub fn text(&self) -> String {
        toml::to_string_pretty(self).expect("text, numbers and lists are TOML")
    }
}

impl Plan {
    /// The journey that is meant; every fault at once where it cannot be taken.
    pub fn of(written: &Written) -> Result<Self, Vec<Fault>> {
        let mut reader = Reader { written, faults: Vec::new() };
        let plan = reader.plan();
        match (plan, reader.faults.is_empty()) {
            (Some(plan), true) => Ok(plan),
            _ => Err(reader.faults),
        }
    }

    /// The journey as it is written.
    pub fn written(&self) -> Written {
        let (when, segment, rule) = match &self.enter.by {
            By::Deed(deed) => (Some(deed.clone()), None, None),
            By::Segment { name, rule } => (None, Some(name.clone()), rule.clone()),
        };
        let again = match self.enter.again {
            Again::Never => None,
            Again::After(span) => Some(format!("after {span}")),
            Again::Always => Some("always".to_owned()),
        };
        let per = (self.enter.per == Per::Order).then(|| "order".to_owned());
        Written {
            name: self.name.clone(),
            about: self.about.clone(),
            language: self.language,
            hold_out: self.hold_out.share(),
            goal: self.goal.clone(),
            enter: WrittenEnter {
                when,
                segment,
                rule,
                first: self.enter.first,
                only_if: self.enter.only_if.clone(),
                again,
                per,
            },
            steps: (0..self.steps.len()).map(|place| self.written_step(place)).collect(),
        }
    }

    fn written_step(&self, place: usize) -> WrittenStep {
        let step = &self.steps[place];
        let follows = match place + 1 < self.steps.len() {
            true => Next::Step(place + 1),
            false => Next::End,
        };
        let next = (step.next != follows && !matches!(step.does, Does::Split(_)))
            .then(|| self.name_of(step.next));
        let written = WrittenStep { name: step.name.clone(), next, ..WrittenStep::default() };
        match &step.does {
            Does::Write(letter) => WrittenStep {
                subject: Some(letter.subject.clone()),
                letter: letter.design.is_none().then(|| letter.body_mjml.clone()),
                design: letter.design.clone(),
                ..written
            },
            Does::Wait(wait) => WrittenStep {
                wait: Some(wait.span.to_string()),
                until: wait.until.map(|time| time.strftime("%H:%M").to_string()),
                on: wait.on.iter().map(|day| word_of(*day).to_owned()).collect(),
                ..written
            },
            Does::Await { field, days, time, no } => WrittenStep {
                until_date: Some(field.clone()),
                days: (*days != 0).then_some(*days),
                until: time.map(|time| time.strftime("%H:%M").to_string()),
                no: Some(self.name_of(*no)),
                ..written
            },
            Does::Hear { deed, at_most, late } => WrittenStep {
                hear: Some(deed.clone()),
                at_most: Some(at_most.to_string()),
                late: Some(self.name_of(*late)),
                ..written
            },
            Does::Ask { rule, no } => {
                WrittenStep { ask: Some(rule.clone()), no: Some(self.name_of(*no)), ..written }
            }
            Does::Split(ways) => {
                let way = |way: &Way| WrittenWay { to: self.name_of(way.to), share: way.share };
                WrittenStep { split: ways.iter().map(way).collect(), ..written }
            }
        }
    }

    fn name_of(&self, next: Next) -> String {
        match next {
            Next::Step(place) => self.steps[place].name.clone(),
            Next::End => END.to_owned(),
        }
    }
}

fn word_of(day: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(known, _)| *known == day).map_or("", |(_, word)| word)
}

/// Reads a written journey and remembers what is wrong with it.
struct Reader<'a> {
    written: &'a Written,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn plan(&mut self) -> Option<Plan> {
        let written = self.written;
        self.check_names();
        let hold_out = HoldOutShare::new(written.hold_out);
        let hold_out = self.kept(hold_out.map_err(|bad| bad.to_string()), "hold_out");
        let enter = self.enter();
        let steps: Vec<Option<Step>> =
            (0..written.steps.len()).map(|place| self.step(place)).collect();
        Some(Plan {
            name: written.name.trim().to_owned(),
            about: written.about.clone(),
            language: written.language,
            hold_out: hold_out?,
            enter: enter?,
            goal: written.goal.clone().filter(|goal| !goal.trim().is_empty()),
            steps: steps.into_iter().collect::<Option<_>>()?,
        })
    }

    fn check_names(&mut self) {
        if self.written.name.trim().is_empty() {
            self.fault("name", FaultCode::Missing, "a journey has a name");
        }
        if self.written.steps.is_empty() {
            self.fault("step", FaultCode::Missing, "a journey has at least one step");
        }
        let names: Vec<&str> = self.written.steps.iter().map(|step| step.name.as_str()).collect();
        for (place, name) in names.iter().enumerate() {
            if name.trim().is_empty() || *name == END {
                let text = format!("step {} needs a name, other than `end`", place + 1);
                self.fault(format!("step.{}", place + 1), FaultCode::Missing, text);
            } else if names[..place].contains(name) {
                let text = "another step has this name";
                self.fault(step_place(name, "name"), FaultCode::SameName, text);
            }
        }
    }

    fn enter(&mut self) -> Option<Enter> {
        let enter = &self.written.enter;
        let by = match (&enter.when, &enter.segment) {
            (Some(deed), None) if enter.rule.is_none() => Some(By::Deed(deed.clone())),
            (None, Some(name)) => {
                Some(By::Segment { name: name.clone(), rule: enter.rule.clone() })
            }
            _ => {
                let text = "says `when` somebody does something, or which `segment` he comes into \
                            (with its `rule`, if it is to be made)";
                self.fault("enter", FaultCode::NotOneThing, text);
                None
            }
        };
        if enter.first && enter.when.is_none() {
            let text = "stands beside `when`: the first time that he does that";
            self.fault("enter.first", FaultCode::NotOneThing, text);
        }
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

    fn step(&mut self, place: usize) -> Option<Step> {
        let step = &self.written.steps[place];
        let said = [
            step.wait.is_some(),
            step.until_date.is_some(),
            step.hear.is_some(),
            step.ask.is_some(),
            !step.split.is_empty(),
            step.letter.is_some(),
            step.design.is_some(),
        ];
        if said.into_iter().filter(|said| *said).count() != 1 {
            let text =
                "a step says one thing: wait, until_date, hear, ask, split, letter or design";
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
            ("at_most", step.at_most.is_some(), step.hear.is_some()),
            ("late", step.late.is_some(), step.hear.is_some()),
            ("no", step.no.is_some(), step.ask.is_some() || step.until_date.is_some()),
            ("subject", step.subject.is_some(), step.letter.is_some() || step.design.is_some()),
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
        if let Some(wait) = &step.wait {
            return self.wait(step, wait).map(Does::Wait);
        }
        if let Some(field) = &step.until_date {
            let time = self.time(step)?;
            let no = self.way(place, step.no.as_deref().unwrap_or(END), "no")?;
            let days = step.days.unwrap_or(0);
            if days.unsigned_abs() > DAYS_MAX {
                let text = format!("is a number of days from -{DAYS_MAX} to {DAYS_MAX}");
                self.fault(step_place(&step.name, "days"), FaultCode::BadValue, text);
            }
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

    fn letter(&mut self, step: &WrittenStep) -> Letter {
        if let Some(Err(unfit)) = step.design.as_ref().map(Design::fit) {
            let place = step_place(&step.name, "design");
            self.fault(place, FaultCode::BadLetter, unfit.to_string());
        }
        Letter {
            subject: step.subject.clone().unwrap_or_default(),
            body_mjml: step.letter.clone().unwrap_or_default(),
            design: step.design.clone(),
        }
    }

    fn wait(&mut self, step: &WrittenStep, wait: &str) -> Option<Wait> {
        let span = self.span(step, "wait", wait);
        let until = self.time(step)?;
        let day = |word: &String| {
            WEEKDAYS.iter().find(|(_, known)| known == word).map(|(day, _)| *day).ok_or_else(|| {
                format!("`{word}` is no weekday: they are mon, tue, wed, thu, fri, sat, sun")
            })
        };
        let on: Result<Vec<Weekday>, String> = step.on.iter().map(day).collect();
        let on = self.kept(on, &step_place(&step.name, "on"))?;
        Some(Wait { span: span?, until, on })
    }

    /// The time of the day that a step waits for; none where it says none.
    fn time(&mut self, step: &WrittenStep) -> Option<Option<Time>> {
        let Some(text) = &step.until else { return Some(None) };
        let time = Time::strptime("%H:%M", text)
            .map_err(|_| "is a time of the day, such as \"10:00\"".to_owned());
        self.kept(time, &step_place(&step.name, "until")).map(Some)
    }

    fn span(&mut self, step: &WrittenStep, word: &str, text: &str) -> Option<Span> {
        let span = text.parse::<Span>().map_err(|bad| bad.to_string());
        self.kept(span, &step_place(&step.name, word))
    }

    /// Ways lead to later steps only: so everybody comes to an end.
    fn way(&mut self, place: usize, name: &str, word: &str) -> Option<Next> {
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

    fn kept<T>(&mut self, read: Result<T, String>, place: &str) -> Option<T> {
        read.map_err(|text| self.fault(place, FaultCode::BadValue, text)).ok()
    }

    fn fault(&mut self, place: impl Into<String>, code: FaultCode, text: impl Into<String>) {
        self.faults.push(Fault::at(place, code, text));
    }
}
