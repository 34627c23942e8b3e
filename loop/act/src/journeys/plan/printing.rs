//! The journey as its file says it.

use jiff::civil::{Time, Weekday};

use super::written::{END, WEEKDAYS};
use super::{
    Again, By, Does, Enter, Every, Letter, Named, Next, Per, Plan, Task, Turn, Way, Whom, Worth,
    Written, WrittenEnter, WrittenStep, WrittenWay,
};
use crate::channels::Channel;

impl Plan {
    /// The journey as it is written.
    pub fn written(&self) -> Written {
        Written {
            name: self.name.clone(),
            about: self.about.clone(),
            language: self.language,
            hold_out: self.hold_out.share(),
            goal: self.goal.clone(),
            enter: entry(&self.enter),
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
            Does::Write(message) => message_of(message, written),
            Does::Set { field, to } => set_of(field, to, written),
            Does::Wait(wait) => WrittenStep {
                wait: Some(wait.span.to_string()),
                until: wait.until.map(hour),
                on: wait.on.iter().map(|day| word_of(*day).to_owned()).collect(),
                ..written
            },
            Does::Await { field, days, time, no } => WrittenStep {
                until_date: Some(field.clone()),
                days: (*days != 0).then_some(*days),
                until: time.map(hour),
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
            Does::Task(task) => self.task_of(task, written),
            Does::Call(call) => WrittenStep {
                call: Some(call.url.clone()),
                failed: call.failed.map(|failed| self.name_of(failed)),
                ..written
            },
            Does::Split(ways) => {
                let way = |way: &Way| WrittenWay { to: self.name_of(way.to), share: way.share };
                WrittenStep { split: ways.iter().map(way).collect(), ..written }
            }
        }
    }

    fn task_of(&self, task: &Task, written: WrittenStep) -> WrittenStep {
        WrittenStep {
            task: Some(task.title.clone()),
            details: Some(task.details.clone()).filter(|details| !details.is_empty()),
            assign: task.assigned_to.word().map(str::to_owned),
            due: task.due.map(|due| due.to_string()),
            at_most: task.waits.map(|waits| waits.at_most.to_string()),
            late: task.waits.map(|waits| self.name_of(waits.late)),
            ..written
        }
    }

    fn name_of(&self, next: Next) -> String {
        match next {
            Next::Step(place) => self.steps[place].name.clone(),
            Next::End => END.to_owned(),
        }
    }
}

fn entry(enter: &Enter) -> WrittenEnter {
    let again = match enter.again {
        Again::Never => None,
        Again::After(span) => Some(format!("after {span}")),
        Again::Always => Some("always".to_owned()),
    };
    let written = WrittenEnter {
        first: enter.first,
        only_if: enter.only_if.clone(),
        again,
        per: (enter.per == Per::Order).then(|| "order".to_owned()),
        ..WrittenEnter::default()
    };
    match &enter.by {
        By::Deed(deed) => WrittenEnter { when: Some(deed.clone()), ..written },
        By::Segment(named) => in_segment(named, written),
        By::Date { field, days, time } => WrittenEnter {
            date: Some(field.clone()),
            days: (*days != 0).then_some(*days),
            at: time.map(hour),
            ..written
        },
        By::Day { whom, turn } => {
            let Turn { on, every, time } = turn;
            let every = every.map(|every| every.word().to_owned());
            let on = Some(on.to_string());
            let written = WrittenEnter { on, every, at: time.map(hour), ..written };
            match whom {
                Whom::In(named) => in_segment(named, written),
                Whom::Arrivals => WrittenEnter { arrivals: true, ..written },
            }
        }
    }
}

fn in_segment(named: &Named, written: WrittenEnter) -> WrittenEnter {
    let Named { name, rule } = named.clone();
    WrittenEnter { segment: Some(name), rule, ..written }
}

fn message_of(message: &Letter, written: WrittenStep) -> WrittenStep {
    match message.channel {
        Channel::Email => WrittenStep {
            subject: Some(message.subject.clone()),
            letter: message.design.is_none().then(|| message.body_mjml.clone()),
            design: message.design.clone(),
            ..written
        },
        by => WrittenStep {
            text: Some(message.note.clone()),
            by: Some(by.word().to_owned()),
            ..written
        },
    }
}

fn set_of(field: &str, to: &Worth, written: WrittenStep) -> WrittenStep {
    let written = WrittenStep { set: Some(field.to_owned()), ..written };
    match to {
        Worth::Value(value) => WrittenStep { to: Some(value.clone()), ..written },
        Worth::Told(name) => WrittenStep { from: Some(name.clone()), ..written },
    }
}

fn hour(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

fn word_of(day: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(known, _)| *known == day).map_or("", |(_, word)| word)
}

impl Every {
    /// Every word of the file.
    const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    /// The word of the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// What a word of the file means, if it is one.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|every| every.word() == word)
    }
}
