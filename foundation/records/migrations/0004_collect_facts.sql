-- Which columns are settled, and whose rows have changed since.

create table fact_file (
    path text primary key,
    fact_table text not null,
    kind text not null,
    bucket bigint not null,
    generation bigint not null,
    n_rows bigint not null,
    customers jsonb not null,
    created_at bigint not null
);

create table dirty_customer (
    customer_no bigint primary key,
    mark uuid not null,
    dirty_at bigint not null
);

create index dirty_customer_mark on dirty_customer (mark);
