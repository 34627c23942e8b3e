-- Who may tell the shop something from outside, and what is kept of what was told.

create table api_key (
    id uuid primary key,
    name text not null,
    scope text not null,
    secret_hash bytea not null unique,
    created_at bigint not null,
    created_by text not null,
    revoked_at bigint,
    revoked_by text
);

-- Somebody who has not said who he is; what he does bears his id until he does.
create table visitor (
    source text not null,
    anonymous_id text not null,
    id uuid not null,
    customer_id uuid,
    customer_no bigint,
    first_seen_at bigint not null,
    primary key (source, anonymous_id)
);

-- What was said about an order, word by word: they arrive in any order, the order is what they
-- come to when they are read by the time they were said.
create table order_word (
    source text not null,
    external_id text not null,
    at bigint not null,
    message_id text not null,
    word text not null,
    properties jsonb not null,
    who uuid,
    customer_no bigint,
    primary key (source, external_id, at, message_id)
);

create index order_word_of_whom on order_word (who);

create table source_hour (
    source text not null,
    hour_at bigint not null,
    n_new bigint not null,
    n_again bigint not null,
    n_refused bigint not null,
    last_at bigint not null,
    primary key (source, hour_at)
);

create table refused_event (
    id uuid primary key,
    source text not null,
    at bigint not null,
    message_id text,
    name text,
    reason text not null,
    explanation text not null
);

create index refused_event_of_source on refused_event (source, at);
