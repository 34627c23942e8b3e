//! The letter of a campaign, looked at and tried out before it goes to people.

use axum::extract::State as From;
use collect::problems::of_records;
use collect::shop::{Language, Shop};
use domain::{CampaignId, CustomerId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem};

use super::of_campaign;
use crate::blocks::Design;
use crate::campaigns::checking::{Checked, Links, check_given, check_letter};
use crate::campaigns::letters::preview_given;
use crate::campaigns::{self, Audience, Delivery, Plan, Preview};
use crate::channels::api::TestOut;
use crate::channels::{Channel, Length};
use crate::contact::HoldOutShare;
use crate::templates::TextProblem;
use crate::templates::checking::Finding;

/// A letter as one person would get it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LetterPreviewOut)]
pub struct PreviewOut {
    /// Whom it is written to; null when it is made up because nobody is known.
    customer: Option<CustomerId>,
    /// Where it would go.
    to: Option<String>,
    /// The subject line.
    subject: Option<String>,
    /// What most mail programs show.
    html: Option<String>,
    /// What the others show.
    text: Option<String>,
    /// How long it is as a text message; null for everything else.
    length: Option<Length>,
    /// What to mend or to know before it goes out.
    problems: Vec<TextProblem>,
}

/// Whom to write the preview to.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = LetterPreviewIn)]
pub struct PreviewIn {
    /// A customer; the first of the audience when left out.
    customer: Option<CustomerId>,
    /// Which way of saying it: 0, the first, when left out.
    variant: usize,
}

/// Where to send a test.
#[derive(Debug, Deserialize, ToSchema)]
pub struct TestIn {
    /// An address of the shop's own people, of the kind that the channel reaches.
    address: String,
    /// Which way of saying it: 0, the first, when left out.
    #[serde(default)]
    variant: usize,
}

/// What of a letter to look at.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct LetterCheckIn {
    /// Which way of saying it: 0, the first, when left out.
    variant: usize,
    /// Whether the pages that it leads to are visited.
    visit_links: bool,
}

/// A letter that nothing keeps yet.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = LetterGivenIn)]
pub struct GivenIn {
    /// The subject line, with blanks.
    subject: String,
    /// The body in MJML, with blanks.
    body_mjml: String,
    /// The body as blocks, instead of MJML.
    design: Option<Design>,
    /// The language of numbers and days in it; the shop's when left out.
    language: Option<Language>,
    /// Whom a preview is written to; Anna, who is made up, when left out.
    customer: Option<CustomerId>,
    /// Whether a check visits the pages that it leads to.
    visit_links: bool,
}

/// What was found in a letter.
#[derive(Debug, Serialize, ToSchema)]
pub struct LetterCheckOut {
    /// What matters most first.
    pub findings: Vec<Finding>,
    /// Bytes of the letter as HTML.
    pub n_bytes: usize,
    /// Links that were visited.
    pub n_visited: usize,
    /// People of the audience who were looked at for empty blanks.
    pub n_people: usize,
}

/// The routes of letters.
pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(preview_campaign))
        .routes(routes!(check_campaign))
        .routes(routes!(test_campaign))
        .routes(routes!(preview_letter))
        .routes(routes!(check_given_letter))
}

/// Looks at the letter before it goes to people: its links, its size, its words, its pictures, and
/// the blanks that are empty for some.
#[utoipa::path(post, path = "/api/v1/campaigns/{id}/check", tag = "campaigns",
    params(("id" = CampaignId, Path, description = "`cmp_…`")), request_body = LetterCheckIn,
    responses((status = 200, body = LetterCheckOut), (status = 404, body = Problem)))]
async fn check_campaign(
    From(shop): From<Shop>,
    Path(id): Path<CampaignId>,
    Json(given): Json<LetterCheckIn>,
) -> Result<Json<LetterCheckOut>, Problem> {
    let links = if given.visit_links { Links::Visited } else { Links::LeftAlone };
    let checked = check_letter(&shop, id, (given.variant, links)).await;
    Ok(Json(checked.map_err(of_campaign)?.into()))
}

impl std::convert::From<Checked> for LetterCheckOut {
    fn from(checked: Checked) -> Self {
        let Checked { findings, n_bytes, n_visited, n_people } = checked;
        Self { findings, n_bytes, n_visited, n_people }
    }
}

/// The letter as one person would get it.
#[utoipa::path(post, path = "/api/v1/campaigns/{id}/preview", tag = "campaigns",
    params(("id" = CampaignId, Path, description = "`cmp_…`")), request_body = PreviewIn,
    responses((status = 200, body = PreviewOut), (status = 404, body = Problem)))]
async fn preview_campaign(
    From(shop): From<Shop>,
    Path(id): Path<CampaignId>,
    Json(whom): Json<PreviewIn>,
) -> Result<Json<PreviewOut>, Problem> {
    let preview = campaigns::preview(&shop, id, (whom.customer, whom.variant)).await;
    Ok(Json(preview.map_err(of_campaign)?.into()))
}

/// A letter that nothing keeps yet, such as a step of a journey, as one person would get it.
#[utoipa::path(post, path = "/api/v1/letters/preview", tag = "letters", request_body = GivenIn,
    responses((status = 200, body = PreviewOut), (status = 422, body = Problem)))]
async fn preview_letter(
    From(shop): From<Shop>,
    Json(given): Json<GivenIn>,
) -> Result<Json<PreviewOut>, Problem> {
    let customer = given.customer;
    let plan = given.plan(&shop).await?;
    let preview = preview_given(&shop, &plan, customer).await;
    Ok(Json(preview.map_err(of_campaign)?.into()))
}

/// Looks at a letter that nothing keeps yet: its links, its size, its words, its pictures.
#[utoipa::path(post, path = "/api/v1/letters/check", tag = "letters", request_body = GivenIn,
    responses((status = 200, body = LetterCheckOut), (status = 422, body = Problem)))]
async fn check_given_letter(
    From(shop): From<Shop>,
    Json(given): Json<GivenIn>,
) -> Result<Json<LetterCheckOut>, Problem> {
    let links = if given.visit_links { Links::Visited } else { Links::LeftAlone };
    let plan = given.plan(&shop).await?;
    Ok(Json(check_given(&shop, &plan, links).await.map_err(of_campaign)?.into()))
}

impl GivenIn {
    async fn plan(self, shop: &Shop) -> Result<Plan, Problem> {
        let mut tx = shop.read().await.map_err(of_records)?;
        let own = collect::shop::settings(&mut tx).await.map_err(of_records)?.language;
        Ok(Plan {
            name: "-".to_owned(),
            audience: Audience::default(),
            channel: Channel::Email,
            note: String::new(),
            subject: self.subject,
            body_mjml: self.body_mjml,
            design: self.design,
            language: self.language.unwrap_or(own),
            hold_out: HoldOutShare::default(),
            variants: Vec::new(),
            delivery: Delivery::default(),
        })
    }
}

impl std::convert::From<Preview> for PreviewOut {
    fn from(preview: Preview) -> Self {
        let (subject, html, text) = match preview.written {
            Some(written) => (filled(written.subject), filled(written.html), Some(written.text)),
            None => (None, None, None),
        };
        let (customer, to, length) = (preview.customer, preview.to, preview.length);
        let problems = preview.problems;
        Self { customer, to, subject, html, text, length, problems }
    }
}

/// A short text has no subject and no HTML.
fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// Sends the letter to one of the shop's own people.
#[utoipa::path(post, path = "/api/v1/campaigns/{id}/test", tag = "campaigns",
    params(("id" = CampaignId, Path, description = "`cmp_…`")), request_body = TestIn,
    responses((status = 200, body = TestOut), (status = 422, body = Problem)))]
async fn test_campaign(
    From(shop): From<Shop>,
    Path(id): Path<CampaignId>,
    Json(to): Json<TestIn>,
) -> Result<Json<TestOut>, Problem> {
    let handed = campaigns::send_test(&shop, id, (to.address.trim(), to.variant)).await;
    let handed = handed.map_err(of_campaign)?;
    Ok(Json(handed.into()))
}
