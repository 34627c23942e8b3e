-- The spine: numbers, happenings and work for later.

create table counter (
    name text primary key,
    value bigint not null
);

create table happening (
    seq {sequence},
    customer_id uuid,
    at bigint not null,
    noted_at bigint not null,
    kind text not null,
    source text not null,
    dedup_key text not null,
    actor text not null,
    payload jsonb not null,
    transaction_number bigint not null default {transaction_number},
    unique (source, dedup_key)
);

create index happening_of_customer on happening (customer_id, at, seq);

create table job (
    id uuid primary key,
    kind text not null,
    job_key text not null,
    payload jsonb not null,
    run_at bigint not null,
    state text not null default 'due',
    attempts bigint not null default 0,
    lease_until bigint,
    last_error text,
    created_at bigint not null,
    created_by text not null,
    unique (kind, job_key)
);

create index job_due on job (run_at, state);
