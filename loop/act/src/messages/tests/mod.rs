//! Service messages: asked for once, decided, sent once, and what becomes of them.

mod asking;
mod leaving;

use collect::customers::Known;
use records::{Actor, ShopTx};
use serde_json::{Value, json};

use super::{Answer, Asked, MessageError, Said, ServiceMessage, Whom};
use crate::channels::Channel;
use crate::contact::Basis;
use crate::tests::bakery::Bakery;

const BODY: &str = "<mjml><mj-body><mj-section><mj-column><mj-text>Order {{ data.order }} \
                    <a href=\"{{ data.link }}\">look</a></mj-text></mj-column></mj-section>\
                    </mj-body></mjml>";

/// A receipt to an address, with a key.
pub(super) fn receipt(to: Whom, key: &str) -> Asked {
    Asked {
        to,
        channel: Channel::Email,
        basis: Basis::Contract,
        said: Said::Own {
            subject: "Your order {{ data.order }}".to_owned(),
            body_mjml: BODY.to_owned(),
            design: None,
            note: String::new(),
            language: None,
        },
        data: json!({ "order": "1042", "link": "https://bakery.test/orders/1042" }),
        key: Some(key.to_owned()),
    }
}

pub(super) fn at(address: &str) -> Whom {
    Whom::Address(address.to_owned())
}

impl Bakery {
    pub(super) async fn writing(&self) -> ShopTx {
        self.shop.write(Actor::System).await.expect("a transaction")
    }

    pub(super) async fn asked(&self, asked: &Asked) -> Result<Answer, MessageError> {
        let mut tx = self.writing().await;
        let answer = super::send(&mut tx, asked).await?;
        tx.commit().await.expect("commit");
        Ok(answer)
    }

    /// Whether it is accepted, and why.
    pub(super) async fn told(&self, asked: &Asked) -> (bool, &'static str) {
        let answer = self.asked(asked).await.expect("an answer");
        (answer.is_accepted(), answer.why.code())
    }

    pub(super) async fn service(&self, answer: &Answer) -> ServiceMessage {
        let mut tx = self.shop.read().await.expect("a transaction");
        super::find(&mut tx, answer.id).await.expect("found").expect("a message")
    }

    /// Where a message stands, and why.
    pub(super) async fn stands(&self, answer: &Answer) -> (String, &'static str) {
        let message = self.service(answer).await;
        (message.state, message.reason.code())
    }

    /// Kinds of what happened to somebody because of messages.
    pub(super) async fn heard_of(&self, who: Known) -> Vec<String> {
        let mut tx = self.shop.read().await.expect("a transaction");
        let all = collect::timeline::of_customer(&mut tx, who.id, None, 50).await.expect("events");
        let mut kinds: Vec<String> = all.into_iter().map(|one| one.kind).collect();
        kinds.retain(|kind| kind.starts_with("message_"));
        kinds
    }
}

pub(super) fn body(to: Value) -> Value {
    json!({
        "to": to, "basis": "contract", "text_name": "receipt", "data": { "order": "7" },
        "idempotency_key": "receipt-7",
    })
}
