-- The shop, its customers, what they allowed, and their orders.

create table setting (
    name text primary key,
    value jsonb not null,
    updated_at bigint not null,
    updated_by text not null
);

create table customer (
    id uuid primary key,
    no bigint not null unique,
    external_id text,
    email text,
    phone text,
    name text,
    country text,
    city text,
    language text,
    -- Name, addresses and number in small letters: SQLite folds the case of Latin letters only.
    found_by text not null,
    source text not null,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null
);

create table identity (
    kind text not null,
    value text not null,
    customer_id uuid not null references customer (id),
    source text not null,
    created_at bigint not null,
    primary key (kind, value)
);

create index identity_of_customer on identity (customer_id);

create table consent (
    customer_id uuid not null references customer (id),
    purpose text not null,
    channel text not null,
    state text not null,
    ground text not null,
    proof text,
    at bigint not null,
    source text not null,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null,
    primary key (customer_id, purpose, channel)
);

create table orders (
    id uuid primary key,
    source text not null,
    external_id text not null,
    customer_id uuid references customer (id),
    customer_no bigint not null,
    at bigint not null,
    currency text not null,
    amount bigint,
    status text not null,
    source_status text,
    channel text,
    country text,
    city text,
    coupon text,
    discount bigint,
    tax bigint,
    shipping bigint,
    refunded bigint,
    n_lines bigint not null,
    lines jsonb not null,
    content_hash bytea not null,
    import_id uuid,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null,
    unique (source, external_id)
);

create index orders_of_customer on orders (customer_no, at, id);

-- The first and the newest order, and whether any is in another currency: asked by every report.
create index orders_at on orders (at);

create index orders_currency on orders (currency);
