//! Who got what of a campaign, and why; the same for one person.

use std::collections::HashMap;

use axum::extract::State;
use collect::customers::{self, Customer, shown_id};
use collect::problems::of_records;
use collect::shop::{self, Language, Shop};
use domain::{CampaignId, CustomerId, DecisionId, Instant};
use records::{RecordsError, ShopTx};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Page, PageQuery, Path, Problem, Query};

use crate::campaigns;
use crate::contact::{self, Arm, Decision, Outcome};

/// What was decided about a person, and why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Verdict)]
pub struct VerdictOut {
    /// What became of it.
    pub outcome: &'static str,
    /// Why, as a stable word.
    pub reason: &'static str,
    /// Why, in the shop's language.
    pub text: &'static str,
    /// The arm he was dealt to, if he was dealt.
    pub arm: Option<Arm>,
    /// When it was decided.
    pub at: Option<Instant>,
}

impl VerdictOut {
    fn of(decision: &Decision, language: Language) -> Self {
        Self {
            outcome: decision.outcome.word(),
            reason: decision.reason.code(),
            text: decision.reason.words(language),
            arm: decision.arm,
            at: decision.decided_at,
        }
    }
}

/// Why one person got, or did not get, the message.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionOut {
    /// The person.
    pub customer: PersonOut,
    /// What was decided, and why.
    #[serde(flatten)]
    pub verdict: VerdictOut,
}

/// A person in a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DecidedPerson)]
pub struct PersonOut {
    /// Our id.
    pub id: CustomerId,
    /// The id that reports show.
    pub customer_id: String,
    /// Full name.
    pub name: Option<String>,
}

/// Which decisions, and from where on.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DecisionsQuery {
    /// Only those with this outcome.
    outcome: Option<String>,
    /// `next` of the page before.
    after: Option<String>,
    /// Items a page, 50 unless told, 500 at most.
    limit: Option<u32>,
}

/// Why a person got, or did not get, what a campaign had to say.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionAboutOut {
    /// The campaign.
    pub campaign: CampaignNameOut,
    /// What was decided, and why.
    #[serde(flatten)]
    pub verdict: VerdictOut,
}

/// A campaign in a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CampaignName)]
pub struct CampaignNameOut {
    /// Its id.
    pub id: CampaignId,
    /// Its name.
    pub name: String,
}

/// How many decisions a card shows.
const ABOUT_MAX: u32 = 100;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(list_decisions)).routes(routes!(list_decisions_about))
}

/// Who got the message, who did not, and why.
#[utoipa::path(get, path = "/api/v1/campaigns/{id}/decisions", tag = "campaigns",
    params(("id" = CampaignId, Path, description = "`cmp_…`"), DecisionsQuery),
    responses((status = 200, body = Page<DecisionOut>), (status = 404, body = Problem)))]
async fn list_decisions(
    State(shop): State<Shop>,
    Path(id): Path<CampaignId>,
    Query(query): Query<DecisionsQuery>,
) -> Result<Json<Page<DecisionOut>>, Problem> {
    let outcome = query.outcome.as_deref().map(outcome_of).transpose()?;
    let after: Option<DecisionId> =
        query.after.as_deref().map(str::parse).transpose().map_err(|_| {
            Problem::field("after", "bad_cursor", "is not the `next` of a page before")
        })?;
    let limit = query.limit.unwrap_or(50).clamp(1, PageQuery::LIMIT_MAX);
    let mut tx = shop.read().await.map_err(of_records)?;
    campaigns::find(&mut tx, id).await.map_err(campaigns::api::of_campaign)?;
    let decisions =
        contact::decisions(&mut tx, id, outcome, after, limit + 1).await.map_err(of_records)?;
    let page = Page::of(decisions, limit, |decision| decision.id.to_string());
    let items = named(&mut tx, page.items).await.map_err(of_records)?;
    Ok(Json(Page { items, next: page.next }))
}

/// What was decided about one person, newest first; the hundred latest.
#[utoipa::path(get, path = "/api/v1/customers/{id}/decisions", tag = "customers",
    params(("id" = CustomerId, Path, description = "`cus_…`")),
    responses((status = 200, body = Vec<DecisionAboutOut>)))]
async fn list_decisions_about(
    State(shop): State<Shop>,
    Path(id): Path<CustomerId>,
) -> Result<Json<Vec<DecisionAboutOut>>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    let language = shop::settings(&mut tx).await.map_err(of_records)?.language;
    let decisions = contact::decisions_about(&mut tx, id, ABOUT_MAX).await.map_err(of_records)?;
    let mut shown = Vec::with_capacity(decisions.len());
    for decision in decisions {
        let campaign = campaigns::find(&mut tx, decision.campaign).await;
        let campaign = campaign.map_err(campaigns::api::of_campaign)?;
        shown.push(DecisionAboutOut {
            verdict: VerdictOut::of(&decision, language),
            campaign: CampaignNameOut { id: campaign.id, name: campaign.plan.name },
        });
    }
    Ok(Json(shown))
}

/// Decisions as they are shown to programs, with the people's names.
pub async fn named(
    tx: &mut ShopTx,
    decisions: Vec<Decision>,
) -> Result<Vec<DecisionOut>, RecordsError> {
    let language = shop::settings(tx).await?.language;
    let numbers: Vec<i64> = decisions.iter().map(|decision| decision.customer.no).collect();
    let people: HashMap<i64, Customer> = customers::of_numbers(tx, &numbers)
        .await?
        .into_iter()
        .map(|person| (person.no, person))
        .collect();
    let shown = |decision: Decision| {
        let person = people.get(&decision.customer.no);
        let own_number = person.and_then(|person| person.external_id.as_deref());
        DecisionOut {
            customer: PersonOut {
                id: decision.customer.id,
                customer_id: shown_id(own_number, decision.customer.id),
                name: person.and_then(|person| person.name.clone()),
            },
            verdict: VerdictOut::of(&decision, language),
        }
    };
    Ok(decisions.into_iter().map(shown).collect())
}

fn outcome_of(word: &str) -> Result<Outcome, Problem> {
    Outcome::of_word(word).ok_or_else(|| {
        let known: Vec<&str> = Outcome::ALL.into_iter().map(Outcome::word).collect();
        Problem::field("outcome", "unknown_outcome", format!("is one of {}", known.join(", ")))
    })
}
