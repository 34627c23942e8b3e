//! What others ask of a journey.

use super::{By, Call, Does, Letter, Named, Plan, Task, Whom, Worth, faults};
use crate::channels::Channel;
use crate::journeys::calls;
use crate::tasks;

impl Plan {
    /// The place of a step of this name.
    pub fn place_of(&self, name: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.name == name)
    }

    /// Everything that people do and that this journey listens for.
    pub fn deeds(&self) -> impl Iterator<Item = &str> {
        let heard = self.steps.iter().flat_map(|step| match &step.does {
            Does::Hear { deed, .. } => [Some(deed.as_str()), None],
            Does::Task(Task { waits: Some(_), .. }) => [Some(tasks::DONE), Some(tasks::DROPPED)],
            Does::Call(Call { failed: Some(_), .. }) => [Some(calls::TAKEN), Some(calls::FAILED)],
            _ => [None, None],
        });
        heard.flatten().chain(self.goal.as_deref())
    }

    /// Every condition in the language of segments, with the place where it stands.
    pub fn rules(&self) -> Vec<(String, &str)> {
        let mut rules = Vec::new();
        if let Some(Named { rule: Some(rule), .. }) = self.segment() {
            rules.push(("enter.rule".to_owned(), rule.as_str()));
        }
        if let Some(rule) = &self.enter.only_if {
            rules.push(("enter.if".to_owned(), rule.as_str()));
        }
        for step in &self.steps {
            if let Does::Ask { rule, .. } = &step.does {
                rules.push((faults::step_place(&step.name, "ask"), rule.as_str()));
            }
        }
        rules
    }

    /// The segment that people come in from.
    pub fn segment(&self) -> Option<&Named> {
        match &self.enter.by {
            By::Segment(named) | By::Day { whom: Whom::In(named), .. } => Some(named),
            _ => None,
        }
    }

    /// The fields whose days are waited for.
    pub fn awaited(&self) -> impl Iterator<Item = &str> {
        self.dates().filter(|(place, _)| place != "enter.date").map(|(_, field)| field)
    }

    /// Every field whose days count, with the place where it is named.
    pub fn dates(&self) -> impl Iterator<Item = (String, &str)> {
        let entry = match &self.enter.by {
            By::Date { field, .. } => Some(("enter.date".to_owned(), field.as_str())),
            _ => None,
        };
        let steps = self.steps.iter().filter_map(|step| match &step.does {
            Does::Await { field, .. } => {
                Some((faults::step_place(&step.name, "until_date"), field.as_str()))
            }
            _ => None,
        });
        entry.into_iter().chain(steps)
    }

    /// The fields that are set and to what, each with the name of its step.
    pub fn sets(&self) -> impl Iterator<Item = (&str, &str, &Worth)> {
        self.steps.iter().filter_map(|step| match &step.does {
            Does::Set { field, to } => Some((step.name.as_str(), field.as_str(), to)),
            _ => None,
        })
    }

    /// The messages, each with the name of its step.
    pub fn letters(&self) -> impl Iterator<Item = (&str, &Letter)> {
        self.steps.iter().filter_map(|step| match &step.does {
            Does::Write(letter) => Some((step.name.as_str(), letter)),
            _ => None,
        })
    }

    /// The tasks, each with the name of its step.
    pub fn tasks(&self) -> impl Iterator<Item = (&str, &Task)> {
        self.steps.iter().filter_map(|step| match &step.does {
            Does::Task(task) => Some((step.name.as_str(), task)),
            _ => None,
        })
    }

    /// The first step that calls another program.
    pub fn first_call(&self) -> Option<&str> {
        let call = self.steps.iter().find(|step| matches!(step.does, Does::Call(_)));
        call.map(|step| step.name.as_str())
    }

    /// What its messages travel by, each way once.
    pub fn channels(&self) -> Vec<Channel> {
        let used = |channel: &Channel| self.letters().any(|(_, it)| it.channel == *channel);
        Channel::ALL.into_iter().filter(used).collect()
    }
}
