//! What is wrong with a text as somebody would get it, before anything else is looked at.

use crate::templates::{Blanks, Part, Reader, Text, TextProblem, Wanted, Written, names, write};

/// Everything the owner should mend or know before this text goes out to many.
pub fn check(text: Text<'_>, blanks: Blanks<'_>) -> (Option<Written>, Vec<TextProblem>) {
    let written = match write(text, blanks) {
        Ok(written) => written,
        Err(problems) => return (None, problems),
    };
    let mut problems = Vec::new();
    if written.subject.is_empty() {
        let text = "the subject is empty; say in a few words what the letter is about";
        problems.push(TextProblem::stopping("empty_subject", Part::Subject, text));
    }
    if !names(text.body_mjml, "unsubscribe_url") {
        let text = "there is no way out: put a link to {{ unsubscribe_url }} into the text";
        problems.push(TextProblem::stopping("no_unsubscribe_link", Part::Body, text));
    }
    if !names(text.body_mjml, "shop.postal_address") || blanks.shop.postal_address.is_empty() {
        let text = "the shop's postal address is missing; many countries demand it: fill it in \
                    with the e-mail settings and put {{ shop.postal_address }} into the text";
        problems.push(TextProblem::worth_knowing("no_postal_address", Part::Body, text));
    }
    if names(text.body_mjml, "shop.url") && blanks.shop.url.is_none() {
        let text = "the shop's page is not told, so what leads there is left out: fill it in with \
                    the e-mail settings";
        problems.push(TextProblem::worth_knowing("no_shop_url", Part::Body, text));
    }
    let Reader { recommendations, discoveries, arrivals, .. } = blanks.customer;
    let misses = |blank: &str, told: &[Wanted]| names(text.body_mjml, blank) && told.is_empty();
    if misses("recommendations", recommendations)
        || misses("discoveries", discoveries)
        || misses("arrivals", arrivals)
    {
        let text = "there is nothing to recommend to this person; put the block between \
                    {% if customer.recommendations %} and {% endif %}";
        problems.push(TextProblem::worth_knowing("nothing_to_recommend", Part::Body, text));
    }
    (Some(written), problems)
}
