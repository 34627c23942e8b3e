-- What is asked about a person by the law, what became of it, and who is not to come back.

create table regulation (
    id uuid primary key,
    verb text not null,
    state text not null,
    -- Until it is done; a receipt does not tell about whom it is.
    customer_id uuid,
    -- Whom it was asked about, where he is another one's by now.
    profile_id uuid,
    asked_at bigint not null,
    asked_by text not null,
    source text not null,
    due_at bigint,
    started_at bigint,
    done_at bigint,
    verified_at bigint,
    -- By what he is called, sealed, as long as it has to be searched for.
    sealed bytea,
    receipt jsonb not null default '{}',
    problem text
);

create index regulation_of_customer on regulation (customer_id);

create index regulation_by_state on regulation (state, asked_at);

-- Names of those who are not to come back: digests under a key of this shop.
create table forgotten (
    digest bytea primary key,
    kind text not null,
    regulation_id uuid not null,
    at bigint not null
);

create index forgotten_by on forgotten (regulation_id);

-- What was refused because of them, by where it came from.
create table forgotten_refusal (
    source text primary key,
    n bigint not null,
    last_at bigint not null
);
