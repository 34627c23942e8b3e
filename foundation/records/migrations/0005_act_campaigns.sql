-- What is said to whom, why, and what became of it.

create table campaign (
    id uuid primary key,
    name text not null,
    state text not null,
    channel text not null,
    audience jsonb not null,
    subject text not null,
    body_mjml text not null,
    language text not null,
    hold_out_share double precision not null,
    started_at bigint,
    deadline_at bigint,
    finished_at bigint,
    n_audience bigint,
    problem text,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null
);

create table decision (
    id uuid primary key,
    campaign_id uuid not null references campaign (id),
    customer_id uuid not null,
    customer_no bigint not null,
    outcome text not null,
    reason text not null,
    arm text,
    not_before bigint not null,
    decided_at bigint,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null,
    unique (campaign_id, customer_id)
);

create index decision_waiting on decision (campaign_id, outcome, not_before);
create index decision_of_customer on decision (customer_id);

create table exposure (
    campaign_id uuid not null references campaign (id),
    customer_id uuid not null,
    customer_no bigint not null,
    arm text not null,
    dealt_at bigint not null,
    created_by text not null,
    primary key (campaign_id, customer_id)
);

create table suppression (
    channel text not null,
    address text not null,
    reason text not null,
    at bigint not null,
    created_by text not null,
    primary key (channel, address)
);

create table message (
    id uuid primary key,
    decision_id uuid not null unique references decision (id),
    campaign_id uuid not null references campaign (id),
    customer_id uuid not null,
    customer_no bigint not null,
    channel text not null,
    address text not null,
    state text not null,
    reason text not null,
    attempts bigint not null,
    due_at bigint not null,
    handed_at bigint,
    settled_at bigint,
    answer text,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null
);

create index message_due on message (campaign_id, state, due_at);
create index message_of_customer on message (customer_id, due_at);
