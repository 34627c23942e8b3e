//! Somebody planted everywhere: one row in every table that can hold something of a person, and a
//! file in every folder, for stories about forgetting him.

use collect::customers::Known;
use collect::shop::Shop;
use domain::MessageId;
use records::{Actor, ShopTx, Value};
use serde_json::json;

/// The address that stands wherever somebody is planted.
pub const PLANTED_EMAIL: &str = "anna.kovalchuk@example.test";

/// His number in the shop.
pub const PLANTED_NUMBER: &str = "7034551988";

/// His phone.
pub const PLANTED_PHONE: &str = "+380501234567";

/// His name.
pub const PLANTED_NAME: &str = "Анна Ковальчук";

/// Plants a customer in every table that can hold something of him, and in files.
pub async fn plant(shop: &Shop, who: Known) {
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    let ids = (0..16).map(|_| tx.new_id::<MessageId>()).collect();
    let now = tx.now().0;
    let mut rows = Rows { tx: &mut tx, now, who, ids };
    rows.campaigns().await;
    rows.answers().await;
    rows.owed().await;
    rows.deeds().await;
    rows.storefront().await;
    rows.mentions().await;
    rows.mergings().await;
    rows.rules().await;
    let message = rows.ids[MESSAGE];
    tx.commit().await.expect("planted");
    plant_files(shop, message);
}

/// The place of the message among the ids, after which its file is named.
const MESSAGE: usize = 2;

struct Rows<'a> {
    tx: &'a mut ShopTx,
    now: i64,
    who: Known,
    ids: Vec<MessageId>,
}

impl Rows<'_> {
    /// What was sent to him.
    async fn campaigns(&mut self) {
        let campaign = self.ids[0].0;
        let decision = self.ids[1].0;
        let message = self.ids[2].0;
        let (id, no) = (self.who.id.0, self.who.no);
        self.add(
            "campaign (id, name, state, channel, audience, subject, body_mjml, language,
        hold_out_share, created_at, created_by, updated_at, updated_by)
        values ($1, 'Hello', 'done', 'email', $2, 'Hello', '', 'en', 0, $3, 's', $3, 's')",
            |now| {
                vec![
                    campaign.into(),
                    json!({ "rule": format!("email = '{PLANTED_EMAIL}'") }).into(),
                    now.into(),
                ]
            },
        )
        .await;
        self.add(
            "decision (id, campaign_id, customer_id, customer_no, outcome, reason, not_before,
        created_at, created_by, updated_at, updated_by)
        values ($1, $2, $3, $4, 'send', 'ok', $5, $5, 's', $5, 's')",
            |now| vec![decision.into(), campaign.into(), id.into(), no.into(), now.into()],
        )
        .await;
        self.add(
            "exposure (campaign_id, customer_id, customer_no, arm, dealt_at, created_by)
        values ($1, $2, $3, 'treated', $4, 's')",
            |now| vec![campaign.into(), id.into(), no.into(), now.into()],
        )
        .await;
        self.add(
            "message (id, decision_id, campaign_id, customer_id, customer_no, channel, address,
        state, reason, attempts, due_at, answer, created_at, created_by, updated_at, updated_by)
        values ($1, $2, $3, $4, $5, 'email', $6, 'sent', 'ok', 1, $7, $8, $7, 's', $7, 's')",
            |now| {
                vec![
                    message.into(),
                    decision.into(),
                    campaign.into(),
                    id.into(),
                    no.into(),
                    PLANTED_EMAIL.into(),
                    now.into(),
                    format!("250 ok <{PLANTED_EMAIL}>").into(),
                ]
            },
        )
        .await;
    }

    /// What came of it: read, come back, given up.
    async fn answers(&mut self) {
        let message = self.ids[2].0;
        let bounce = self.ids[3].0;
        let journey = self.ids[4].0;
        let traveller = self.ids[5].0;
        let (id, no) = (self.who.id.0, self.who.no);
        self.add(
            "reading (message_id, link, url, first_at, last_at, n)
        values ($1, 1, $2, $3, $3, 1)",
            |now| {
                vec![
                    message.into(),
                    format!("https://bakery.test/?to={PLANTED_EMAIL}").into(),
                    now.into(),
                ]
            },
        )
        .await;
        self.add(
            "bounce (id, message_id, customer_id, address, kind, status, words, at)
        values ($1, $2, $3, $4, 'soft', '4.2.2', $4, $5)",
            |now| vec![bounce.into(), message.into(), id.into(), PLANTED_EMAIL.into(), now.into()],
        )
        .await;
        self.add(
            "field_value (told_of, field, customer_id, customer_no, value, told_at, source, told_by)
        values ($1, 'locker', $1, $2, $3, $4, 'page', 's')",
            |now| vec![id.into(), no.into(), json!(PLANTED_PHONE).to_string().into(), now.into()],
        )
        .await;
        self.add(
            "suppression (channel, address, reason, at, created_by)
        values ('email', $1, 'bounced', $2, 's')",
            |now| vec![PLANTED_EMAIL.into(), now.into()],
        )
        .await;
        self.add(
            "journey (id, name, state, version, heard_until, created_at, created_by, updated_at,
        updated_by) values ($1, 'Welcome', 'on', 1, 0, $2, 's', $2, 's')",
            |now| vec![journey.into(), now.into()],
        )
        .await;
        self.add(
            "traveller (id, journey_id, customer_id, customer_no, subject, passage, version, step,
        entered_at, entered_seq, arrived_at, due_at)
        values ($1, $2, $3, $4, 'order:1', 1, 1, 'wait', $5, 1, $5, $5)",
            |now| vec![traveller.into(), journey.into(), id.into(), no.into(), now.into()],
        )
        .await;
        self.beside().await;
    }

    /// What is kept of his letter, what is to be done about him, and who was told of him.
    async fn beside(&mut self) {
        let [message, journey, traveller] = [2, 4, 5].map(|place: usize| self.ids[place].0);
        let id = self.who.id.0;
        self.add(
            "letter_view (message_id, customer_id, subject, letter, followed, kept_until,
        created_at, created_by, updated_at, updated_by)
        values ($1, $2, 'Hello', $3, 0, $4, $4, 's', $4, 's')",
            |now| {
                let letter = format!("Hello <{PLANTED_EMAIL}>").into_bytes();
                vec![message.into(), id.into(), letter.into(), now.into()]
            },
        )
        .await;
        self.add(
            "task (id, title, details, customer_id, state, note, journey_id, traveller_id, step,
        created_at, created_by, updated_at, updated_by)
        values ($1, $2, '', $3, 'done', $2, $4, $1, 'call', $5, 's', $5, 's')",
            |now| {
                let title = format!("Call {PLANTED_PHONE}");
                vec![traveller.into(), title.into(), id.into(), journey.into(), now.into()]
            },
        )
        .await;
        self.add(
            "journey_call (id, journey_id, traveller_id, step, customer_id, url, body, state,
        attempts, due_at, deadline_at, answer, created_at, created_by, updated_at, updated_by)
        values ($1, $2, $1, 'tell', $3, 'https://crm.test/', $4, 'due', 1, $5, $5, $4, $5, 's',
            $5, 's')",
            |now| {
                let told = json!({ "email": PLANTED_EMAIL }).to_string();
                vec![traveller.into(), journey.into(), id.into(), told.into(), now.into()]
            },
        )
        .await;
    }

    /// What he did and said.
    async fn deeds(&mut self) {
        let visitor = self.ids[6].0;
        let (id, no) = (self.who.id.0, self.who.no);
        let told = told();
        self.add(
            "visitor (source, anonymous_id, id, customer_id, customer_no, first_seen_at)
        values ('web', 'anon-anna-123456', $1, $2, $3, $4)",
            |now| vec![visitor.into(), id.into(), no.into(), now.into()],
        )
        .await;
        self.add(
            "order_word (source, external_id, at, message_id, word, properties, who, customer_no)
        values ('web', '1', $1, 'm1', 'order_completed', $2, $3, $4)",
            |now| vec![now.into(), told.clone().into(), id.into(), no.into()],
        )
        .await;
        self.add(
            "happening (customer_id, at, noted_at, kind, source, dedup_key, actor, payload)
        values ($1, $2, $2, 'event_heard', 'web', $3, 's', $4)",
            |now| {
                vec![
                    id.into(),
                    now.into(),
                    format!("e:{PLANTED_EMAIL}").into(),
                    told.clone().into(),
                ]
            },
        )
        .await;
        self.add(
            "consent (customer_id, purpose, channel, state, ground, proof, at, source, created_at,
        created_by, updated_at, updated_by)
        values ($1, 'tracking', 'email', 'granted', 'answer', $2, $3, 'page', $3, 's', $3, 's')",
            |now| vec![id.into(), format!("I, {PLANTED_NAME}, agree").into(), now.into()],
        )
        .await;
    }

    /// What a storefront told of him.
    async fn storefront(&mut self) {
        let sto = self.ids[7].0;
        let dlv = self.ids[8].0;
        let req = self.ids[9].0;
        let id = self.who.id.0;
        let told = told();
        self.add(
            "storefront (id, kind, address, source, state, own_network, created_at, created_by,
        updated_at, updated_by)
        values ($1, 'shopify', 'b.myshopify.com', 'shopify', 'paused', $3, $2, 's', $2, 's')",
            |now| vec![sto.into(), now.into(), false.into()],
        )
        .await;
        self.add(
            "storefront_delivery (id, storefront_id, dedup_key, topic, told_at, heard_at, verdict,
        reason, about) values ($1, $2, 'd1', 'customers/update', $3, $3, 'failed', $4, $5)",
            |now| {
                vec![
                    dlv.into(),
                    sto.into(),
                    now.into(),
                    format!("bad {PLANTED_EMAIL}").into(),
                    PLANTED_NUMBER.into(),
                ]
            },
        )
        .await;
        self.add(
            "storefront_body (delivery_id, storefront_id, heard_at, body) values ($1, $2, $3, $4)",
            |now| vec![dlv.into(), sto.into(), now.into(), told.to_string().into_bytes().into()],
        )
        .await;
        self.add(
            "storefront_subscription (storefront_id, number, person, created_at, told_at, currency,
        monthly, told) values ($1, 'sub_1', $2, $3, $3, 'EUR', 900, $4)",
            |now| {
                let told = json!({ "plan": "Bread club" });
                vec![sto.into(), PLANTED_NUMBER.into(), now.into(), told.into()]
            },
        )
        .await;
        self.add(
            "storefront_request (id, storefront_id, delivery_id, topic, asked_at, due_at, told,
        customer_id) values ($1, $2, $3, 'customers/redact', $4, $4, $5, $6)",
            |now| {
                vec![
                    req.into(),
                    sto.into(),
                    dlv.into(),
                    now.into(),
                    json!({ "email": PLANTED_EMAIL }).into(),
                    id.into(),
                ]
            },
        )
        .await;
    }

    /// Who became him, and who may be him.
    async fn mergings(&mut self) {
        let merger = self.ids[12].0;
        let gone = self.ids[13].0;
        let (id, no) = (self.who.id.0, self.who.no);
        let told = told();
        self.add(
            "merger (id, kept_id, kept_no, gone_id, gone_no, no, reason, kept_before, kept_after,
        gone, at, made_by) values ($1, $2, $3, $4, 901, 1, 'one phone', $5, $5, $5, $6, 's')",
            |now| vec![merger.into(), id.into(), no.into(), gone.into(), told.into(), now.into()],
        )
        .await;
        for (low, high) in [(no, 902), (0, no)] {
            self.add(
                "likeness (low_no, high_no, score, reasons, found_at) values ($1, $2, 80, $3, $4)",
                |now| vec![low.into(), high.into(), json!([]).into(), now.into()],
            )
            .await;
        }
    }

    /// What he was owed: once as a customer, once before he was one.
    async fn owed(&mut self) {
        let (known, stranger) = (self.ids[14].0, self.ids[15].0);
        let id = self.who.id.0;
        for (message, customer, unknown) in
            [(known, Some(id), None), (stranger, None, Some(PLANTED_EMAIL.to_owned()))]
        {
            self.add(
                "service_message (id, asked_for, basis, channel, customer_id, address, stranger,
            to_name, subject, html, body, outcome, why, state, reason, followed, attempts, due_at,
            answer, created_at, created_by, updated_at, updated_by)
            values ($1, $2, 'contract', 'email', $3, $4, $5, $6, $7, $7, $7, 'write', 'owed',
            'due', 'in_queue', 1, 1, $8, $4, $8, 's', $8, 's')",
                |now| {
                    vec![
                        message.into(),
                        vec![7_u8; 32].into(),
                        customer.into(),
                        PLANTED_EMAIL.into(),
                        unknown.into(),
                        PLANTED_NAME.into(),
                        format!("Order of {PLANTED_NAME}").into(),
                        now.into(),
                    ]
                },
            )
            .await;
        }
        self.add(
            "reading (message_id, link, url, first_at, last_at, n)
        values ($1, 1, $2, $3, $3, 1)",
            |now| {
                let url = format!("https://bakery.test/?who={PLANTED_EMAIL}");
                vec![known.into(), url.into(), now.into()]
            },
        )
        .await;
    }

    /// What mentions him.
    async fn mentions(&mut self) {
        let refused = self.ids[10].0;
        let import = self.ids[11].0;
        let told = told();
        self.add(
            "refused_event (id, source, at, message_id, name, reason, explanation)
        values ($1, 'web', $2, $3, 'x', 'too_large', $4)",
            |now| {
                vec![
                    refused.into(),
                    now.into(),
                    PLANTED_NUMBER.into(),
                    format!("of {PLANTED_EMAIL}").into(),
                ]
            },
        )
        .await;
        self.add(
            "import (id, file_name, file_path, content_hash, dry_run, options, state, bytes_done,
        bytes_total, rows_done, n_orders_written, summary, started_at, created_by, updated_at)
        values ($1, 'o.csv', 'o.csv', '', $5, $2, 'done', 0, 0, 0, 0, $3, $4, 's', $4)",
            |now| {
                vec![import.into(), json!({}).into(), told.clone().into(), now.into(), false.into()]
            },
        )
        .await;
        self.add(
            "import_rejection (import_id, line, ordinal, reason, explanation, field, cell)
        values ($1, 2, 0, 'bad_date', $3, 'date', $2)",
            |_| {
                vec![
                    import.into(),
                    PLANTED_EMAIL.into(),
                    format!("Line of {}", PLANTED_EMAIL.to_uppercase()).into(),
                ]
            },
        )
        .await;
    }

    /// What the shop wrote with his address in it.
    async fn rules(&mut self) {
        let no = self.who.no;
        self.add(
            "segment (name, rule, created_at, created_by, updated_at, updated_by)
        values ('one', $1, $2, 's', $2, 's')",
            |now| vec![json!({ "email": PLANTED_EMAIL }).into(), now.into()],
        )
        .await;
        self.add(
            "segment_change (segment, at, customer_no, entered) values ('one', $1, $2, $3)",
            |now| vec![now.into(), no.into(), true.into()],
        )
        .await;
        self.add(
            "question (name, sql, created_at, created_by, updated_at, updated_by)
        values ('one', $1, $2, 's', $2, 's')",
            |now| vec![format!("select '{PLANTED_EMAIL}'").into(), now.into()],
        )
        .await;
    }

    async fn add(&mut self, row: &str, values: impl FnOnce(i64) -> Vec<Value>) {
        let sql = format!("insert into {row}");
        self.tx.run(&sql, values(self.now)).await.unwrap_or_else(|error| panic!("{error}: {row}"));
    }
}

/// A document that tells of him.
fn told() -> serde_json::Value {
    json!({ "email": PLANTED_EMAIL, "name": PLANTED_NAME, "phone": PLANTED_PHONE })
}

fn plant_files(shop: &Shop, message: MessageId) {
    let files = shop.home().files();
    let write = |folder: &str, name: String, bytes: &[u8]| {
        let folder = files.join(folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join(name), bytes).expect("a file");
    };
    let letter = format!("To: {PLANTED_EMAIL}\n\nHello");
    write("outbox", format!("msg_{}.eml", message.0.simple()), letter.as_bytes());
    write("outbox", "msg_of_somebody_else.eml".to_owned(), b"To: boris@example.test");
    let table = format!("order,email\n1,{PLANTED_EMAIL}\n2,boris@example.test\n");
    write("uploads", "fil_1-orders.csv".to_owned(), table.as_bytes());
    write("uploads", "fil_2-orders.xlsx".to_owned(), b"PK\x03\x04packed");
    let kept = shop.home().kept().join("1");
    std::fs::create_dir_all(&kept).expect("a folder");
    std::fs::write(kept.join("sum"), PLANTED_EMAIL).expect("a file");
}
