-- Selling systems that tell what happens in them, what they told, and whether all of it was heard.

create table storefront (
    id uuid primary key,
    kind text not null,
    address text not null,
    -- Under which its orders are kept; never another's.
    source text not null unique,
    state text not null,
    -- Sealed: what deliveries are signed with, and what its API is asked with.
    signing_secret bytea,
    api_secret bytea,
    api_name text,
    own_network boolean not null,
    consent_field text,
    heard_at bigint,
    n_refused bigint not null default 0,
    refused_at bigint,
    refused_because text,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null,
    unique (kind, address)
);

-- What was delivered: a row stays for ever, so that what comes again is known.
create table storefront_delivery (
    id uuid primary key,
    storefront_id uuid not null references storefront (id),
    dedup_key text not null,
    topic text not null,
    told_at bigint not null,
    heard_at bigint not null,
    verdict text not null,
    reason text,
    about text,
    worked_at bigint,
    unique (storefront_id, dedup_key)
);

create index storefront_delivery_latest on storefront_delivery (storefront_id, heard_at, id);

create index storefront_delivery_by_verdict on storefront_delivery (storefront_id, verdict, heard_at);

-- Its body as it came, as long as it may be needed again.
create table storefront_body (
    delivery_id uuid primary key references storefront_delivery (id),
    storefront_id uuid not null,
    heard_at bigint not null,
    body bytea not null
);

create index storefront_body_of_age on storefront_body (storefront_id, heard_at);

-- The newest state of each order that was heard of, so that an older one never overwrites it.
create table storefront_order (
    storefront_id uuid not null references storefront (id),
    number text not null,
    name text not null,
    at bigint not null,
    changed_at bigint not null,
    told_at bigint not null,
    currency text not null,
    total bigint,
    told jsonb not null,
    primary key (storefront_id, number)
);

create index storefront_order_at on storefront_order (storefront_id, at);

-- Orders that were thrown away; that may be heard of before the order, and before it is brought back.
create table storefront_gone (
    storefront_id uuid not null references storefront (id),
    order_number text not null,
    gone_at bigint not null,
    primary key (storefront_id, order_number)
);

-- Money given back; it may be heard of before its order.
create table storefront_refund (
    storefront_id uuid not null references storefront (id),
    order_number text not null,
    number text not null,
    amount text not null,
    primary key (storefront_id, order_number, number)
);

-- What is fetched from a storefront by asking, how far it is, and what stands in its way.
create table storefront_errand (
    storefront_id uuid not null references storefront (id),
    errand text not null,
    state text not null,
    plan jsonb not null,
    place jsonb not null,
    n_done bigint not null,
    n_changed bigint not null,
    n_failed bigint not null,
    n_expected bigint,
    n_stumbles bigint not null,
    problem text,
    rests_until bigint,
    started_at bigint not null,
    started_by text not null,
    updated_at bigint not null,
    primary key (storefront_id, errand)
);

-- Orders of a day as the storefront counts them, beside ours.
create table storefront_day (
    storefront_id uuid not null references storefront (id),
    day text not null,
    currency text not null,
    n_theirs bigint not null,
    sum_theirs bigint not null,
    n_ours bigint not null,
    sum_ours bigint not null,
    checked_at bigint not null,
    primary key (storefront_id, day, currency)
);

-- What people asked for by the law; to be done by a person within its time.
create table storefront_request (
    id uuid primary key,
    storefront_id uuid not null references storefront (id),
    delivery_id uuid not null unique,
    topic text not null,
    asked_at bigint not null,
    due_at bigint not null,
    told jsonb not null,
    customer_id uuid,
    done_at bigint,
    done_by text
);
