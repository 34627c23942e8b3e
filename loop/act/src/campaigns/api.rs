//! `/api/v1/campaigns`, `/api/v1/audiences/count` and the ready letters.

use axum::extract::State as From;
use axum::http::StatusCode;
use collect::problems::of_records;
use collect::shop::{self, Language, Shop};
use domain::{CampaignId, CustomerId, Instant};
use records::{Actor, RecordsError, ShopTx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Page, Path, Problem, Query};

use super::{Audience, Campaign, CampaignError, Plan, Reach, State};
use crate::channels::HandedOver;
use crate::contact::{self, HoldOutShare, Outcome};
use crate::templates::TextProblem;

/// A plan, as given.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CampaignIn {
    /// Its name, for the owner.
    name: String,
    /// Who is meant; everybody who ever bought when nothing is asked for.
    #[serde(default)]
    condition: Audience,
    /// The subject line, with blanks such as `{{ customer.first_name }}`.
    subject: String,
    /// The body in MJML, with blanks.
    body_mjml: String,
    /// The language of numbers and days in it; the shop's when left out.
    language: Option<Language>,
    /// The share held out, so that one learns what the letter changes; nobody when left out.
    hold_out_share: Option<f64>,
}

/// A campaign, and how far it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignOut {
    /// Its id.
    pub id: CampaignId,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub state: State,
    /// Who is meant.
    pub condition: Audience,
    /// The way it goes.
    pub channel: &'static str,
    /// The subject line.
    pub subject: String,
    /// The body in MJML.
    pub body_mjml: String,
    /// The language of numbers and days in it.
    pub language: Language,
    /// The share held out.
    pub hold_out_share: f64,
    /// When it was thought of.
    pub created_at: Instant,
    /// When the first person was decided.
    pub started_at: Option<Instant>,
    /// When it came to its end.
    pub finished_at: Option<Instant>,
    /// What holds the sending up, if anything does.
    pub problem: Option<String>,
    /// People by what became of them.
    pub counts: Counts,
}

/// People of a campaign by what became of them.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = CampaignCounts)]
pub struct Counts {
    /// Everybody who is meant; null until the audience is gathered.
    pub audience: Option<i64>,
    /// Those whose turn has come.
    pub decided: i64,
    /// Those whose turn has not come, or who wait for a better moment.
    pub waiting: i64,
    /// Decided to be written to, not settled yet.
    pub queued: i64,
    /// Written to.
    pub sent: i64,
    /// Deliberately not written to.
    pub held_out: i64,
    /// Who have not agreed.
    pub no_consent: i64,
    /// Who gave no address.
    pub no_address: i64,
    /// Whose address must not be written to.
    pub suppressed: i64,
    /// Who have been written to often enough.
    pub too_often: i64,
    /// Whose message was refused.
    pub failed: i64,
    /// Whose message may or may not have arrived; it is not repeated.
    pub uncertain: i64,
    /// Whose turn had not come when the campaign was called off.
    pub cancelled: i64,
}

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
}

/// Where to send a test.
#[derive(Debug, Deserialize, ToSchema)]
pub struct TestIn {
    /// An address of the shop's own people.
    address: String,
}

/// What became of a test.
#[derive(Debug, Serialize, ToSchema)]
pub struct TestOut {
    /// `accepted`, `refused`, `uncertain` or `unreachable`.
    outcome: &'static str,
    /// What the mail server said, or where the file is.
    answer: String,
}

/// An audience to be counted.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CountIn {
    /// Who is meant.
    #[serde(default)]
    condition: Audience,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_campaigns, create_campaign))
        .routes(routes!(show_campaign, change_campaign, discard_campaign))
        .routes(routes!(preview_campaign))
        .routes(routes!(test_campaign))
        .routes(routes!(start_campaign))
        .routes(routes!(pause_campaign))
        .routes(routes!(resume_campaign))
        .routes(routes!(cancel_campaign))
        .routes(routes!(count_audience))
}

/// Campaigns, newest first.
#[utoipa::path(get, path = "/api/v1/campaigns", tag = "campaigns", params(wire::PageQuery),
    responses((status = 200, body = Page<CampaignOut>)))]
async fn list_campaigns(
    From(shop): From<Shop>,
    Query(query): Query<wire::PageQuery>,
) -> Result<Json<Page<CampaignOut>>, Problem> {
    let before =
        query.after.as_deref().map(str::parse).transpose().map_err(|_| {
            Problem::field("after", "bad_cursor", "is not the `next` of a page before")
        })?;
    let mut tx = shop.read().await.map_err(of_records)?;
    let campaigns = super::list(&mut tx, before, query.limit() + 1).await.map_err(of_records)?;
    let page = Page::of(campaigns, query.limit(), |campaign| campaign.id.to_string());
    let mut items = Vec::with_capacity(page.items.len());
    for campaign in page.items {
        items.push(shown(&mut tx, campaign).await.map_err(of_records)?);
    }
    Ok(Json(Page { items, next: page.next }))
}

/// Writes a plan down; nobody is written to until it is started.
#[utoipa::path(post, path = "/api/v1/campaigns", tag = "campaigns", request_body = CampaignIn,
    responses((status = 201, body = CampaignOut), (status = 422, body = Problem)))]
async fn create_campaign(
    From(shop): From<Shop>,
    Json(given): Json<CampaignIn>,
) -> Result<(StatusCode, Json<CampaignOut>), Problem> {
    let mut tx = writing(&shop).await?;
    let plan = given.plan(&mut tx).await?;
    let campaign = super::create(&mut tx, &plan).await.map_err(of_campaign)?;
    Ok((StatusCode::CREATED, Json(kept(tx, campaign).await?)))
}

/// A campaign, and how far it is.
#[utoipa::path(get, path = "/api/v1/campaigns/{id}", tag = "campaigns",
    params(("id" = CampaignId, Path, description = "`cmp_…`")),
    responses((status = 200, body = CampaignOut), (status = 404, body = Problem)))]
async fn show_campaign(
    From(shop): From<Shop>,
    Path(id): Path<CampaignId>,
) -> Result<Json<CampaignOut>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let campaign = super::find(&mut tx, id).await.map_err(of_campaign)?;
    shown(&mut tx, campaign).await.map(Json).map_err(of_records)
}

/// Replaces the plan of a draft.
#[utoipa::path(patch, path = "/api/v1/campaigns/{id}", tag = "campaigns",
    params(("id" = CampaignId, Path, description = "`cmp_…`")), request_body = CampaignIn,
    responses((status = 200, body = CampaignOut), (status = 409, body = Problem)))]
async fn change_campaign(
    From(shop): From<Shop>,
    Path(id): Path<CampaignId>,
    Json(given): Json<CampaignIn>,
) -> Result<Json<CampaignOut>, Problem> {
    let mut tx = writing(&shop).await?;
    let plan = given.plan(&mut tx).await?;
    let campaign = super::change(&mut tx, id, &plan).await.map_err(of_campaign)?;
    kept(tx, campaign).await.map(Json)
}

/// Throws a draft away.
#[utoipa::path(delete, path = "/api/v1/campaigns/{id}", tag = "campaigns",
    params(("id" = CampaignId, Path, description = "`cmp_…`")),
    responses((status = 204), (status = 409, body = Problem)))]
async fn discard_campaign(
    From(shop): From<Shop>,
    Path(id): Path<CampaignId>,
) -> Result<StatusCode, Problem> {
    let mut tx = writing(&shop).await?;
    super::discard(&mut tx, id).await.map_err(of_campaign)?;
    tx.commit().await.map_err(of_records)?;
    Ok(StatusCode::NO_CONTENT)
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
    let preview = super::preview(&shop, id, whom.customer).await.map_err(of_campaign)?;
    let (subject, html, text) = match preview.written {
        Some(written) => (Some(written.subject), Some(written.html), Some(written.text)),
        None => (None, None, None),
    };
    let (customer, to, problems) = (preview.customer, preview.to, preview.problems);
    Ok(Json(PreviewOut { customer, to, subject, html, text, problems }))
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
    let handed = super::send_test(&shop, id, to.address.trim()).await.map_err(of_campaign)?;
    let (outcome, answer) = match handed {
        HandedOver::Accepted { answer } => ("accepted", answer),
        HandedOver::Refused(refusal) => ("refused", refusal.answer),
        HandedOver::Uncertain { why } => ("uncertain", why),
        HandedOver::Unreachable { why } => ("unreachable", why),
    };
    Ok(Json(TestOut { outcome, answer }))
}

macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident, $path:literal => $verb:path;)*) => {$(
        $(#[$doc])*
        #[utoipa::path(post, path = $path, tag = "campaigns",
            params(("id" = CampaignId, Path, description = "`cmp_…`")),
            responses((status = 200, body = CampaignOut), (status = 409, body = Problem)))]
        async fn $name(
            From(shop): From<Shop>,
            Path(id): Path<CampaignId>,
        ) -> Result<Json<CampaignOut>, Problem> {
            let mut tx = writing(&shop).await?;
            let campaign = $verb(&mut tx, id).await.map_err(of_campaign)?;
            kept(tx, campaign).await.map(Json)
        }
    )*};
}

steps! {
    /// Begins to write to people.
    start_campaign, "/api/v1/campaigns/{id}/start" => super::start;
    /// Stops for a while; letters on the wire still arrive.
    pause_campaign, "/api/v1/campaigns/{id}/pause" => super::pause;
    /// Goes on exactly where it stopped.
    resume_campaign, "/api/v1/campaigns/{id}/resume" => super::resume;
    /// Calls it off; nobody else will be written to.
    cancel_campaign, "/api/v1/campaigns/{id}/cancel" => super::cancel;
}

/// How many people an audience would reach now.
#[utoipa::path(post, path = "/api/v1/audiences/count", tag = "campaigns", request_body = CountIn,
    responses((status = 200, body = Reach), (status = 422, body = Problem)))]
async fn count_audience(
    From(shop): From<Shop>,
    Json(given): Json<CountIn>,
) -> Result<Json<Reach>, Problem> {
    Ok(Json(super::reach(&shop, &given.condition).await?))
}

impl CampaignIn {
    async fn plan(self, tx: &mut ShopTx) -> Result<Plan, Problem> {
        let share = self
            .hold_out_share
            .map(HoldOutShare::new)
            .transpose()
            .map_err(|bad| Problem::field("hold_out_share", "out_of_range", bad.to_string()))?;
        let settings = shop::settings(tx).await.map_err(of_records)?;
        Ok(Plan {
            name: self.name,
            audience: self.condition,
            subject: self.subject,
            body_mjml: self.body_mjml,
            language: self.language.unwrap_or(settings.language),
            hold_out: share.unwrap_or_default(),
        })
    }
}

async fn writing(shop: &Shop) -> Result<ShopTx, Problem> {
    shop.write(Actor::Staff("page".to_owned())).await.map_err(of_records)
}

/// Commits what was done to a campaign and shows it.
async fn kept(mut tx: ShopTx, campaign: Campaign) -> Result<CampaignOut, Problem> {
    let out = shown(&mut tx, campaign).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    Ok(out)
}

/// A campaign as it is shown to programs, on the wire and in a terminal.
pub async fn shown(tx: &mut ShopTx, campaign: Campaign) -> Result<CampaignOut, RecordsError> {
    let counts = contact::counts(tx, campaign.id).await?;
    let plan = campaign.plan;
    Ok(CampaignOut {
        counts: Counts::of(campaign.n_audience, |outcome| {
            counts.get(&outcome).copied().unwrap_or_default()
        }),
        id: campaign.id,
        name: plan.name,
        state: campaign.state,
        condition: plan.audience,
        channel: "email",
        subject: plan.subject,
        body_mjml: plan.body_mjml,
        language: plan.language,
        hold_out_share: plan.hold_out.share(),
        created_at: campaign.created_at,
        started_at: campaign.started_at,
        finished_at: campaign.finished_at,
        problem: campaign.problem,
    })
}

impl Counts {
    fn of(audience: Option<i64>, n: impl Fn(Outcome) -> i64) -> Self {
        let waiting = n(Outcome::Waiting);
        Self {
            audience,
            decided: Outcome::ALL.into_iter().map(&n).sum::<i64>() - waiting,
            waiting,
            queued: n(Outcome::Write),
            sent: n(Outcome::Sent),
            held_out: n(Outcome::HeldOut),
            no_consent: n(Outcome::NoConsent),
            no_address: n(Outcome::NoAddress),
            suppressed: n(Outcome::Suppressed),
            too_often: n(Outcome::TooOften),
            failed: n(Outcome::Failed),
            uncertain: n(Outcome::Uncertain),
            cancelled: n(Outcome::Cancelled),
        }
    }
}

/// A refusal, or a failure, as it looks on the wire.
pub(crate) fn of_campaign(error: CampaignError) -> Problem {
    let text = error.to_string();
    match error {
        CampaignError::Unknown(id) => Problem::not_found(format!("campaign {id}")),
        CampaignError::UnknownCustomer(id) => Problem::not_found(format!("customer {id}")),
        CampaignError::NotNow(..) => Problem::conflict("campaign_state", text),
        CampaignError::Text(_) => Problem::invalid("letter_problems", text),
        CampaignError::Settings(_) => Problem::conflict("email_settings", text),
        CampaignError::Plan { field, reason } => Problem::field(field, "bad_plan", reason),
        CampaignError::Audience(error) => error.into(),
        CampaignError::Records(error) => of_records(error),
    }
}
