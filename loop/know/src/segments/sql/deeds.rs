//! What somebody did, as SQL over the lent table `happened`.

use domain::Instant;

use super::Question;
use crate::segments::crowd::in_quotes;
use crate::segments::rule::{Did, Then};

impl Question<'_> {
    /// Whether he did it often enough.
    pub(super) fn did(&mut self, Did { what, times, when, then }: &Did) -> String {
        let (from, until) = self.meant.bounds(when);
        let mut meant = format!("deed.what = {} and deed.at < {}", in_quotes(what), until.0);
        if let Some(from) = from {
            meant.push_str(&format!(" and deed.at >= {}", from.0));
        }
        if let Some(then) = then {
            meant.push_str(&self.followed(what, then));
        }
        let part = self.part(format!(
            "select deed.customer_no from happened as deed where {meant} group by \
             deed.customer_no having count(*) >= {times}"
        ));
        format!("{part}.customer_no is not null")
    }

    fn followed(&self, what: &str, Then { what: later, within_days, not }: &Then) -> String {
        let (within, as_of) = (i64::from(*within_days) * Instant::DAY, self.meant.as_of().0);
        let (is_in, over) = match not {
            true => ("not in", format!(" and deed.at + {within} <= {as_of}")),
            false => ("in", String::new()),
        };
        format!(
            "{over} and deed.nth {is_in} (select before.nth from happened as before join happened \
             as later on later.customer_no = before.customer_no where before.what = {} and \
             later.what = {} and later.at > before.at and later.at <= before.at + {within} and \
             later.at < {as_of})",
            in_quotes(what),
            in_quotes(later),
        )
    }
}
