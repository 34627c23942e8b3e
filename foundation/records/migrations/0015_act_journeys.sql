-- Journeys: what is said to people step by step, who is on the way, and how far he has come.

create table journey (
    id uuid primary key,
    name text not null unique,
    state text not null,
    version bigint not null,
    heard_until bigint not null,
    started_at bigint,
    problem text,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null
);

create table journey_version (
    journey_id uuid not null references journey (id),
    version bigint not null,
    text text not null,
    created_at bigint not null,
    created_by text not null,
    primary key (journey_id, version)
);

-- One passage of one person; he stays here after he has left, so that the passages can be counted.
create table traveller (
    id uuid primary key,
    journey_id uuid not null references journey (id),
    customer_id uuid not null,
    customer_no bigint not null,
    subject text not null,
    passage bigint not null,
    version bigint not null,
    step text not null,
    entered_at bigint not null,
    entered_seq bigint not null,
    arrived_at bigint not null,
    due_at bigint,
    left_at bigint,
    left_why text,
    unique (journey_id, customer_id, passage)
);

create index traveller_due on traveller (journey_id, due_at);

create table journey_count (
    journey_id uuid not null references journey (id),
    version bigint not null,
    step text not null,
    n_came bigint not null,
    primary key (journey_id, version, step)
);

-- The campaign under which a letter of a step goes out on somebody's n-th passage: a decision is
-- one a campaign and a person, so nobody is written to twice by one step of one passage.
create table journey_letter (
    journey_id uuid not null references journey (id),
    version bigint not null,
    step text not null,
    passage bigint not null,
    campaign_id uuid not null references campaign (id),
    primary key (journey_id, version, step, passage)
);

alter table campaign add column journey_id uuid;

create index campaign_of_journey on campaign (journey_id);
