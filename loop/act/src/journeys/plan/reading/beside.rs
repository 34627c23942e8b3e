//! Steps that reach nobody themselves: tasks of the staff, and calls of other programs.

use url::Url;

use super::Reader;
use crate::journeys::plan::faults::step_place;
use crate::journeys::plan::written::END;
use crate::journeys::plan::{Call, FaultCode, Patience, Task, WrittenStep};
use crate::tasks::Assignee;

/// The longest address that is called, in letters.
const URL_MAX: usize = 2_000;

impl Reader<'_> {
    pub(super) fn task(&mut self, place: usize, step: &WrittenStep, title: &str) -> Option<Task> {
        if title.trim().is_empty() {
            let text = "say in a few words what is to be done";
            self.fault(step_place(&step.name, "task"), FaultCode::Missing, text);
        }
        let assigned_to = Assignee::of_word(step.assign.as_deref());
        let assigned_to = self.kept(assigned_to, &step_place(&step.name, "assign"));
        let due = match &step.due {
            Some(due) => Some(self.span(step, "due", due)?),
            None => None,
        };
        if step.at_most.is_none() && step.late.is_some() {
            let text = "nobody is late who does not wait: say how long he waits by at_most";
            self.fault(step_place(&step.name, "late"), FaultCode::NotOneThing, text);
        }
        let waits = match &step.at_most {
            Some(at_most) => {
                let at_most = self.span(step, "at_most", at_most);
                let late = self.way(place, step.late.as_deref().unwrap_or(END), "late");
                Some(Patience { at_most: at_most?, late: late? })
            }
            None => None,
        };
        let details = step.details.clone().unwrap_or_default();
        Some(Task { title: title.to_owned(), details, assigned_to: assigned_to?, due, waits })
    }

    pub(super) fn call(&mut self, place: usize, step: &WrittenStep, url: &str) -> Option<Call> {
        let web = |url: &Url| matches!(url.scheme(), "http" | "https") && url.has_host();
        let is_secret = |url: &Url| !url.username().is_empty() || url.password().is_some();
        let read = match Url::parse(url) {
            Ok(parsed) if web(&parsed) && !is_secret(&parsed) && url.len() <= URL_MAX => {
                Ok(url.to_owned())
            }
            _ => Err("is the https:// address of a program, without a password in it; calls are \
                      signed by the secret of the webhook channel"
                .to_owned()),
        };
        let url = self.kept(read, &step_place(&step.name, "call"));
        let failed = match &step.failed {
            Some(failed) => Some(self.way(place, failed, "failed")?),
            None => None,
        };
        Some(Call { url: url?, failed })
    }
}
