//! `POST /api/v1/channels/{channel}/test`: one message to one of the shop's own people.

use axum::extract::State;
use collect::problems::of_records;
use collect::shop::{self, Language, Shop};
use records::Actor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem};

use super::of_settings;
use crate::channels::{
    self, Channel, HandedOver, Letter, LetterProblem, Note, Outfit, Parcel, Way,
};
use crate::templates::Written;

/// Where a test goes.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ChannelTestIn {
    /// An address of the shop's own people: e-mail, phone number, or the number of a chat.
    address: String,
}

/// What became of a test.
#[derive(Debug, Serialize, ToSchema)]
pub struct TestOut {
    /// `accepted`, `refused`, `uncertain` or `unreachable`.
    outcome: &'static str,
    /// What the other side said, or where the file is.
    answer: String,
}

impl From<HandedOver> for TestOut {
    fn from(handed: HandedOver) -> Self {
        let (outcome, answer) = match handed {
            HandedOver::Accepted { answer } => ("accepted", answer),
            HandedOver::Refused(refusal) => ("refused", refusal.answer),
            HandedOver::Uncertain { why } => ("uncertain", why),
            HandedOver::Unreachable { why } => ("unreachable", why),
        };
        Self { outcome, answer }
    }
}

/// The routes of trying out.
pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(test_channel))
}

/// Sends one short message by a channel as it is set up now.
#[utoipa::path(post, path = "/api/v1/channels/{channel}/test", tag = "channels",
    params(("channel" = Channel, Path, description = "email, sms, telegram or webhook")),
    request_body = ChannelTestIn,
    responses((status = 200, body = TestOut), (status = 422, body = Problem)))]
async fn test_channel(
    State(shop): State<Shop>,
    Path(channel): Path<Channel>,
    Json(to): Json<ChannelTestIn>,
) -> Result<Json<TestOut>, Problem> {
    let address = to.address.trim();
    if address.is_empty() {
        return Err(Problem::field("address", "empty", "say where the test goes"));
    }
    let mut tx = shop.write(Actor::System).await.map_err(of_records)?;
    let way = Way::of(&mut tx, channel).await.map_err(of_records)?;
    if let Some(problem) = way.problem() {
        return Err(of_settings(&problem));
    }
    let settings = shop::settings(&mut tx).await.map_err(of_records)?;
    let email = channels::email_settings(&mut tx).await.map_err(of_records)?;
    let name = settings.name.unwrap_or_else(|| "Regulars".to_owned());
    let text = words(settings.language, &name);
    let (id, at) = (tx.new_id(), tx.now());
    let parcel = match channel {
        Channel::Email => {
            let html = format!("<p>{}</p>", text.replace('&', "&amp;").replace('<', "&lt;"));
            let written = Written { subject: text.clone(), html, text };
            let unsubscribe_url = Some(email.public_base());
            let to_name = None;
            let letter =
                Letter { id, to: address, to_name, written: &written, unsubscribe_url, at };
            channels::compose(&email, &name, letter).map(Parcel::Letter).map_err(of_letter)?
        }
        Channel::Sms | Channel::Telegram | Channel::Webhook => {
            let reaches = channels::consent_for(&mut tx, channel).await.map_err(of_records)?;
            let to = address.to_owned();
            let unsubscribe_url = Some(email.public_base().to_owned());
            Parcel::Note(Note { id, to, reaches, text, unsubscribe_url, at })
        }
    };
    // Waiting for another program must not hold the shop's rows.
    tx.commit().await.map_err(of_records)?;
    let mut courier = Outfit::of(&shop, &way).await.map_err(of_records)?.courier();
    let handed = courier.hand_over(&parcel).await;
    courier.leave().await;
    Ok(Json(handed.into()))
}

fn of_letter(problem: LetterProblem) -> Problem {
    Problem::field("address", "bad_address", problem.to_string())
}

fn words(language: Language, shop: &str) -> String {
    match language {
        Language::En => format!("A test from {shop}: this channel works."),
        Language::Uk => format!("Перевірка від {shop}: цей канал працює."),
        Language::Ru => format!("Проверка от {shop}: этот канал работает."),
    }
}
