//! The check of a letter before it starts: the letter itself, the people it is for, its links.

use std::collections::HashMap;

use collect::shop::Shop;
use collect::{customers, customers::Known};
use domain::{CampaignId, CustomerId};
use hyper::Method;
use hyper::header::HeaderMap;
use records::{Actor, ShopTx};
use url::Url;
use wire::calls::{Bounds, Broken, Call, Reach};

use super::letters::Desk;
use super::plan::Wording;
use super::wanted::Tastes;
use super::{CampaignError, audience, find};
use crate::channels::Channel;
use crate::templates::Reader;
use crate::templates::checking::{Finding, Looked, Weight, look, web_links};

/// People looked at for empty blanks, at most: more would not change what is to be mended.
const PEOPLE_MAX: usize = 2_000;

/// People looked at in one question.
const PEOPLE_AT_ONCE: usize = 500;

/// Links visited at most.
const LINKS_MAX: usize = 20;

/// A page that answers later than this is not worth a link.
const BOUNDS: Bounds = Bounds {
    answer_within: std::time::Duration::from_secs(if cfg!(test) { 1 } else { 8 }),
    answer_max: 1_000_000,
};

/// Whether the pages that a letter leads to are visited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// Each is asked whether it is there; pages of the shop's own network are not.
    Visited,
    /// Nothing leaves this machine.
    LeftAlone,
}

/// What was found in a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What matters most first.
    pub findings: Vec<Finding>,
    /// Bytes of the letter as HTML.
    pub n_bytes: usize,
    /// Links that were visited.
    pub n_visited: usize,
    /// People of the audience who were looked at for empty blanks.
    pub n_people: usize,
}

/// Looks at a letter as the first of its audience would get it, and at who else would.
pub async fn check_letter(
    shop: &Shop,
    id: CampaignId,
    (variant, links): (usize, Links),
) -> Result<Checked, CampaignError> {
    let campaign = find(&mut shop.read().await?, id).await?;
    let now = shop.read().await?.now();
    let people = audience::people(shop, &campaign.plan.audience, now).await?;
    let tastes = Tastes::for_plan(shop, &campaign.plan).await?;
    let mut tx = shop.write(Actor::System).await?;
    let desk = Desk::lay(&mut tx, campaign.plan.channel, tastes).await?;
    let first = match people.first() {
        Some(known) => customers::find(&mut tx, known.id).await?,
        None => None,
    };
    let whom = (first.as_ref(), variant);
    let preview = desk.preview(&mut tx, (id, &campaign.plan), whom).await?;
    let wording = campaign.plan.wording(variant);
    let mut findings: Vec<Finding> = preview.problems.into_iter().map(Finding::from).collect();
    let looked = &people[..people.len().min(PEOPLE_MAX)];
    findings.extend(empties(&mut tx, &desk, (looked, wording)).await?);
    tx.commit().await?;
    let n_people = looked.len();
    let mut checked = Checked { findings, n_bytes: 0, n_visited: 0, n_people };
    if let Some(written) = preview.written.filter(|_| campaign.plan.channel == Channel::Email) {
        let way_out = desk.way_out(id, None);
        let letter = Looked {
            written: &written,
            source: wording.body_mjml,
            unsubscribe_url: Some(&way_out),
            public_base: desk.public_base(),
        };
        checked.n_bytes = written.html.len();
        checked.findings.extend(look(letter));
        if links == Links::Visited {
            let pages: Vec<Url> = web_links(letter).into_iter().take(LINKS_MAX).collect();
            checked.n_visited = pages.len();
            checked.findings.extend(visited(pages).await);
        }
    }
    // The same may be known from the text and seen in the letter.
    let mut told: Vec<(&str, Option<String>)> = Vec::new();
    checked.findings.retain(|one| {
        let known = told.iter().any(|(code, at)| {
            *code == one.code && (*at == one.at || one.code == "no_unsubscribe_link")
        });
        told.push((one.code, one.at.clone()));
        !known
    });
    checked.findings.sort_by_key(|finding| finding.weight);
    Ok(checked)
}

/// A blank, and whether it is empty for a reader.
type Blank = (&'static str, fn(&Reader) -> bool);

const BLANKS: [Blank; 9] = [
    ("customer.name", |reader| reader.name.is_none()),
    ("customer.first_name", |reader| reader.first_name.is_none()),
    ("customer.email", |reader| reader.email.is_none()),
    ("customer.revenue", |reader| reader.revenue.is_none()),
    ("customer.last_order_on", |reader| reader.last_order_on.is_none()),
    ("customer.quiet_days", |reader| reader.quiet_days.is_none()),
    ("customer.telegram_url", |reader| reader.telegram_url.is_none()),
    ("customer.recommendations", |reader| reader.recommendations.is_empty()),
    ("customer.discoveries", |reader| reader.discoveries.is_empty()),
];

/// Blanks that are empty for some of these people, where the text does not care for that.
async fn empties(
    tx: &mut ShopTx,
    desk: &Desk,
    (people, wording): (&[Known], Wording<'_>),
) -> Result<Vec<Finding>, CampaignError> {
    let texts = [wording.subject, wording.body_mjml, wording.note].join("\n");
    let used: Vec<Blank> = BLANKS.into_iter().filter(|(blank, _)| is_used(&texts, blank)).collect();
    if used.is_empty() {
        return Ok(Vec::new());
    }
    let mut n_empty = vec![0; used.len()];
    for some in people.chunks(PEOPLE_AT_ONCE) {
        let numbers: Vec<i64> = some.iter().map(|person| person.no).collect();
        let readers: HashMap<CustomerId, Reader> = desk.readers(tx, &numbers).await?;
        for (n, (_, is_empty)) in n_empty.iter_mut().zip(&used) {
            *n += readers.values().filter(|reader| is_empty(reader)).count();
        }
    }
    let told = used.iter().zip(n_empty).filter(|(_, n)| *n > 0);
    let finding = |((blank, _), n): (&Blank, usize)| {
        let text = "some of the audience have nothing here; write what stands there instead: \
                    {{ customer.first_name or 'friend' }}, or {% if … %} around the sentence";
        Finding::new("empty_blank", Weight::Warns, text).at(*blank).counted(n, Some(people.len()))
    };
    Ok(told.map(finding).collect())
}

/// Whether a text names a blank without saying what stands there when it is empty.
fn is_used(texts: &str, blank: &str) -> bool {
    let goes_on =
        |after: &str| after.starts_with(|sign: char| sign.is_alphanumeric() || sign == '_');
    let mut places = texts.match_indices(blank).map(|(at, _)| {
        (texts[..at].trim_end(), texts[at + blank.len()..].trim_start(), &texts[at + blank.len()..])
    });
    let is_cared_for = |(before, after, _): &(&str, &str, &str)| {
        let is_asked = ["if", "elif", "in", "and", "or", "not"].iter().any(|word| {
            before.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        });
        let has_other = after.starts_with("or ") || after.starts_with("if ");
        is_asked
            || has_other
            || after.strip_prefix('|').is_some_and(|it| it.trim_start().starts_with("default"))
    };
    let guarded = ["if", "in"].iter().any(|word| texts.contains(&format!("{word} {blank}")));
    !guarded && places.any(|place| !goes_on(place.2) && !is_cared_for(&place))
}

/// Asks every page whether it is there, all at once.
async fn visited(pages: Vec<Url>) -> Vec<Finding> {
    let mut asked = tokio::task::JoinSet::new();
    for url in pages {
        asked.spawn(async move {
            let call = Call {
                method: Method::HEAD,
                url: url.clone(),
                headers: HeaderMap::new(),
                body: Vec::new(),
                reach: Reach::Outside,
                bounds: BOUNDS,
            };
            (url, call.make().await)
        });
    }
    let mut findings: Vec<Finding> = Vec::new();
    while let Some(Ok((url, answered))) = asked.join_next().await {
        findings.extend(of_answer(url.as_str(), answered.map(|answer| answer.status)));
    }
    findings.sort_by(|one, other| one.at.cmp(&other.at));
    findings
}

/// What an answer says about a link; who only minds being asked by a program is there.
fn of_answer(url: &str, answered: Result<u16, Broken>) -> Option<Finding> {
    let found = |code, text: String| Some(Finding::new(code, Weight::Warns, text).at(url));
    match answered {
        Ok(404 | 410) => found("link_gone", "the page is not there; mend the link".to_owned()),
        Ok(status @ 500..) => {
            found("link_fails", format!("the page answers with a failure ({status})"))
        }
        Ok(_) => None,
        Err(Broken::Unreached(why) | Broken::Lost(why)) => found("link_unreached", why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_that_somebody_cared_for_is_not_told() {
        let used = |text: &str| is_used(text, "customer.name");
        assert!(used("Dear {{ customer.name }},"));
        assert!(used("Dear {{customer.name|upper}}"));
        for cared in [
            "{{ customer.name or 'friend' }}",
            "{{ customer.name | default('friend') }}",
            "{% if customer.name %}Dear {{ customer.name }}{% endif %}",
            "{{ 'Dear' if customer.name else 'Hello' }}",
            "{{ customer.names }}",
            "nothing",
        ] {
            assert!(!used(cared), "{cared}");
        }
    }

    #[test]
    fn only_a_page_that_is_not_there_is_told() {
        let code = |answered| of_answer("https://a.test", answered).map(|finding| finding.code);
        assert_eq!(code(Ok(404)), Some("link_gone"));
        assert_eq!(code(Ok(503)), Some("link_fails"));
        for fine in [200, 204, 301, 302, 401, 403, 405, 429] {
            assert_eq!(code(Ok(fine)), None, "{fine}");
        }
        assert_eq!(code(Err(Broken::Unreached(String::new()))), Some("link_unreached"));
    }
}
