//! What each request needs: one table for the whole API.
//!
//! A new route needs a line here; a test of the server asks for every operation of the API
//! document and fails without one. What no line speaks of only the owner may.

use axum::http::Method;

use super::Right::{self, Analyse, Enter, Own, SeeCustomers, SeeFigures, TakeIn, WriteToCustomers};

/// What a request needs before it is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nothing: the door itself, public pages, and what has keys of its own.
    Nothing,
    /// Somebody who has this right.
    Has(Right),
}

/// An address with everything under it; `*` stands for one part. The longest that fits counts.
struct Rule {
    under: &'static str,
    to_read: Right,
    to_change: Right,
}

const fn rule(under: &'static str, to_read: Right, to_change: Right) -> Rule {
    Rule { under, to_read, to_change }
}

const RULES: &[Rule] = &[
    rule("/api/v1/account", Enter, Enter),
    rule("/api/v1/audiences", SeeFigures, WriteToCustomers),
    rule("/api/v1/audit", Own, Own),
    rule("/api/v1/campaigns", SeeFigures, WriteToCustomers),
    rule("/api/v1/campaigns/*/decisions", SeeCustomers, Own),
    rule("/api/v1/channels", WriteToCustomers, Own),
    rule("/api/v1/contact", SeeFigures, Own),
    rule("/api/v1/contact/suppressions", SeeCustomers, WriteToCustomers),
    rule("/api/v1/customers", SeeCustomers, Own),
    rule("/api/v1/customers/*/fields", SeeCustomers, TakeIn),
    rule("/api/v1/duplicates", SeeCustomers, TakeIn),
    rule("/api/v1/duplicates/rules", SeeCustomers, Own),
    rule("/api/v1/effects", SeeFigures, Own),
    rule("/api/v1/fields", SeeFigures, Own),
    rule("/api/v1/home", SeeFigures, Own),
    rule("/api/v1/imports", TakeIn, TakeIn),
    rule("/api/v1/journeys", SeeFigures, WriteToCustomers),
    rule("/api/v1/keys", Own, Own),
    rule("/api/v1/letters", SeeFigures, WriteToCustomers),
    rule("/api/v1/letters/sent", SeeCustomers, Own),
    rule("/api/v1/merges", SeeCustomers, TakeIn),
    rule("/api/v1/messages", SeeCustomers, WriteToCustomers),
    rule("/api/v1/metrics", SeeFigures, Own),
    rule("/api/v1/models", SeeFigures, Analyse),
    rule("/api/v1/privacy", Own, Own),
    rule("/api/v1/products", SeeFigures, TakeIn),
    rule("/api/v1/questions", SeeCustomers, Analyse),
    rule("/api/v1/recommendations", SeeFigures, Analyse),
    rule("/api/v1/reports", SeeFigures, Analyse),
    rule("/api/v1/reports/cohorts/customers", SeeCustomers, Own),
    rule("/api/v1/segments", SeeFigures, Analyse),
    rule("/api/v1/segments/*/members", SeeCustomers, Own),
    rule("/api/v1/shop", Enter, Own),
    rule("/api/v1/sources", SeeFigures, Own),
    rule("/api/v1/sources/events", SeeCustomers, Own),
    rule("/api/v1/spend", SeeFigures, TakeIn),
    rule("/api/v1/sql", SeeCustomers, Own),
    rule("/api/v1/staff", Own, Own),
    rule("/api/v1/storefronts", SeeFigures, Own),
    rule("/api/v1/storefronts/*/days", SeeFigures, TakeIn),
    rule("/api/v1/storefronts/*/deliveries", SeeCustomers, TakeIn),
    rule("/api/v1/storefronts/*/fill", SeeFigures, TakeIn),
    rule("/api/v1/storefronts/*/wishes", SeeCustomers, Own),
    rule("/api/v1/subscriptions", SeeFigures, TakeIn),
    rule("/api/v1/system", Own, Own),
    rule("/api/v1/targets", SeeFigures, Analyse),
    rule("/api/v1/tasks", SeeCustomers, WriteToCustomers),
    rule("/metrics", SeeFigures, Own),
];

/// Questions too long for an address: asked by `POST`, and nothing is changed by them.
const QUESTIONS: &[(&str, Right)] = &[
    ("/api/v1/audiences/count", SeeFigures),
    ("/api/v1/campaigns/*/check", SeeFigures),
    ("/api/v1/campaigns/*/preview", SeeCustomers),
    ("/api/v1/door/ticket/look", Enter),
    ("/api/v1/journeys/*/replay", SeeFigures),
    ("/api/v1/journeys/read", SeeFigures),
    ("/api/v1/journeys/replay", SeeFigures),
    ("/api/v1/letters/check", SeeFigures),
    ("/api/v1/letters/mjml", SeeFigures),
    ("/api/v1/letters/preview", SeeCustomers),
    ("/api/v1/merges/preview", SeeCustomers),
    ("/api/v1/messages/preview", SeeCustomers),
    ("/api/v1/segments/preview", SeeCustomers),
    ("/api/v1/segments/read", SeeFigures),
    ("/api/v1/segments/sql", SeeFigures),
    ("/api/v1/sql", SeeCustomers),
];

/// What anybody may ask: whether we live, who is there, public pages and the links of letters;
/// `/v1` and `/hooks` look at keys themselves.
const OPEN: &[&str] = &[
    "/healthz",
    "/readyz",
    "/api/v1/openapi.json",
    "/api/v1/door",
    "/v1",
    "/hooks",
    "/p",
    "/c",
    "/o",
];

/// What a request needs.
pub fn need_of(method: &Method, path: &str) -> Need {
    if OPEN.iter().any(|under| fits(under, path)) {
        return Need::Nothing;
    }
    if *method == Method::POST
        && let Some((_, right)) = QUESTIONS.iter().find(|(question, _)| is_same(question, path))
    {
        return Need::Has(*right);
    }
    let right = rule_of(path).map(|rule| match changes_something(method, path) {
        true => rule.to_change,
        false => rule.to_read,
    });
    Need::Has(right.unwrap_or(Own))
}

/// Whether a line of the tables speaks of this address.
pub fn has_rule(path: &str) -> bool {
    rule_of(path).is_some() || OPEN.iter().any(|under| fits(under, path))
}

/// Whether a request may leave something behind, so that the audit log has to know of it.
pub fn changes_something(method: &Method, path: &str) -> bool {
    let is_question = QUESTIONS.iter().any(|(question, _)| is_same(question, path));
    !(method.is_safe() || *method == Method::POST && is_question)
}

fn rule_of(path: &str) -> Option<&'static Rule> {
    RULES.iter().filter(|rule| fits(rule.under, path)).max_by_key(|rule| rule.under.len())
}

/// Whether an address is the one that is meant, or under it: `/x` covers `/x/y` and `/x.csv`.
fn fits(under: &str, path: &str) -> bool {
    let mut parts = path.split('/');
    let mut meant = under.split('/').peekable();
    while let Some(wanted) = meant.next() {
        let Some(part) = parts.next() else { return false };
        let is_last = meant.peek().is_none();
        let name = if is_last { part.split('.').next().unwrap_or(part) } else { part };
        if wanted != "*" && wanted != part && wanted != name {
            return false;
        }
    }
    true
}

fn is_same(meant: &str, path: &str) -> bool {
    fits(meant, path) && meant.split('/').count() == path.split('/').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(request: &str) -> Need {
        let (method, path) = request.split_once(' ').expect("a method and an address");
        need_of(&method.parse().expect("a method"), path)
    }

    #[test]
    fn the_longest_line_that_fits_counts() {
        assert_eq!(need("GET /api/v1/segments"), Need::Has(SeeFigures));
        assert_eq!(need("GET /api/v1/segments/Best"), Need::Has(SeeFigures));
        assert_eq!(need("GET /api/v1/segments/Best/members"), Need::Has(SeeCustomers));
        assert_eq!(need("GET /api/v1/customers.csv"), Need::Has(SeeCustomers));
        assert_eq!(need("HEAD /api/v1/home"), Need::Has(SeeFigures));
        assert_eq!(need("PUT /api/v1/segments/Best"), Need::Has(Analyse));
        assert_eq!(need("POST /api/v1/segments/preview"), Need::Has(SeeCustomers));
        assert_eq!(need("POST /api/v1/segments/preview/x"), Need::Has(Analyse));
    }

    #[test]
    fn what_no_line_speaks_of_only_the_owner_may() {
        for unknown in ["GET /api/v1/horoscope", "GET /measures", "POST /api/v1/shops", "GET /"] {
            assert_eq!(need(unknown), Need::Has(Own), "{unknown}");
        }
    }

    #[test]
    fn a_name_that_only_begins_alike_is_not_open() {
        assert_eq!(need("POST /v1/batch"), Need::Nothing);
        for alike in ["GET /v10/batch", "GET /private", "GET /api/v1/doors", "GET /healthzz"] {
            assert_eq!(need(alike), Need::Has(Own), "{alike}");
        }
    }
}
