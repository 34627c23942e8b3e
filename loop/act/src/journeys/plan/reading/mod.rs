//! What a file means; everything that is wrong with it at once.

mod beside;
mod enter;
mod steps;

use jiff::civil::Time;

use super::faults::step_place;
use super::written::END;
use super::{Fault, FaultCode, Plan, Step, Written};
use crate::contact::HoldOutShare;

/// The most days between a day and what happens because of it.
const DAYS_MAX: u16 = 364;

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

    /// A time of the day, where one is told.
    fn time(&mut self, told: Option<&String>, place: &str) -> Option<Option<Time>> {
        let Some(text) = told else { return Some(None) };
        let time = Time::strptime("%H:%M", text)
            .map_err(|_| "is a time of the day, such as \"10:00\"".to_owned());
        self.kept(time, place).map(Some)
    }

    /// Days after a day, or before it.
    fn days(&mut self, told: Option<i16>, place: &str) -> i16 {
        let days = told.unwrap_or(0);
        if days.unsigned_abs() > DAYS_MAX {
            let text = format!("is a number of days from -{DAYS_MAX} to {DAYS_MAX}");
            self.fault(place, FaultCode::BadValue, text);
        }
        days
    }

    fn kept<T>(&mut self, read: Result<T, String>, place: &str) -> Option<T> {
        read.map_err(|text| self.fault(place, FaultCode::BadValue, text)).ok()
    }

    fn fault(&mut self, place: impl Into<String>, code: FaultCode, text: impl Into<String>) {
        self.faults.push(Fault::at(place, code, text));
    }
}
