//! The check of a letter before it starts: the letter itself, the people it is for, its links.

mod blanks;

use collect::customers::{self, Known};
use collect::shop::Shop;
use domain::CampaignId;
use hyper::Method;
use hyper::header::HeaderMap;
use records::Actor;
use url::Url;
use wire::calls::{Bounds, Broken, Call, Reach};

use super::letters::Desk;
use super::wanted::Tastes;
use super::{CampaignError, Plan, audience, find};
use crate::blocks::Footing;
use crate::channels::Channel;
use crate::templates::checking::{Finding, Looked, Weight, look, web_links};

/// People looked at for empty blanks, at most: more would not change what is to be mended.
const PEOPLE_MAX: usize = 2_000;

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
    checked(shop, (id, &campaign.plan), (&people, variant, links)).await
}

/// Looks at a letter that nothing keeps yet, such as a step of a journey; whom it will reach is
/// not known, so nobody's blanks are looked at.
pub async fn check_given(shop: &Shop, plan: &Plan, links: Links) -> Result<Checked, CampaignError> {
    plan.check()?;
    checked(shop, (CampaignId(uuid::Uuid::nil()), plan), (&[], 0, links)).await
}

async fn checked(
    shop: &Shop,
    (id, plan): (CampaignId, &Plan),
    (people, variant, links): (&[Known], usize, Links),
) -> Result<Checked, CampaignError> {
    let tastes = Tastes::for_plan(shop, plan).await?;
    let mut tx = shop.write(Actor::System).await?;
    let desk = Desk::lay(&mut tx, plan.channel, tastes).await?;
    let first = match people.first() {
        Some(known) => customers::find(&mut tx, known.id).await?,
        None => None,
    };
    let whom = (first.as_ref(), variant);
    let preview = desk.preview(&mut tx, (id, plan), whom).await?;
    let wording = plan.wording(variant);
    let body = desk.body(wording.body(), (plan.language, Footing::Agreed));
    let mut findings: Vec<Finding> = preview.problems.into_iter().map(Finding::from).collect();
    let texts = [wording.subject, body.mjml(), wording.note].join("\n");
    let looked = &people[..people.len().min(PEOPLE_MAX)];
    findings.extend(blanks::empties(&mut tx, &desk, (looked, &texts)).await?);
    tx.commit().await?;
    let n_people = looked.len();
    let mut checked = Checked { findings, n_bytes: 0, n_visited: 0, n_people };
    if let Some(written) = preview.written.filter(|_| plan.channel == Channel::Email) {
        let way_out = desk.way_out(id, None);
        let letter = Looked {
            written: &written,
            source: body.mjml(),
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
mod tests;
