//! What others ask of a journey.

use super::{By, Does, Letter, Plan, faults};

impl Plan {
    /// The place of a step of this name.
    pub fn place_of(&self, name: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.name == name)
    }

    /// Everything that people do and that this journey listens for.
    pub fn deeds(&self) -> impl Iterator<Item = &str> {
        let heard = self.steps.iter().filter_map(|step| match &step.does {
            Does::Hear { deed, .. } => Some(deed.as_str()),
            _ => None,
        });
        heard.chain(self.goal.as_deref())
    }

    /// Every condition in the language of segments, with the place where it stands.
    pub fn rules(&self) -> Vec<(String, &str)> {
        let mut rules = Vec::new();
        if let By::Segment { rule: Some(rule), .. } = &self.enter.by {
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

    /// The fields whose days are waited for, each with the name of its step.
    pub fn dates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.steps.iter().filter_map(|step| match &step.does {
            Does::Await { field, .. } => Some((step.name.as_str(), field.as_str())),
            _ => None,
        })
    }

    /// The letters, each with the name of its step.
    pub fn letters(&self) -> impl Iterator<Item = (&str, &Letter)> {
        self.steps.iter().filter_map(|step| match &step.does {
            Does::Write(letter) => Some((step.name.as_str(), letter)),
            _ => None,
        })
    }
}
