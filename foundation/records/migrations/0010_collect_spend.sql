-- What marketing cost, by channel and days, and which columns each settled file holds.

create table spend (
    id uuid primary key,
    channel text not null,
    from_on text not null,
    until_on text not null,
    amount bigint not null,
    currency text not null,
    source text not null,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null,
    unique (channel, from_on, until_on, currency)
);

alter table fact_file add column layout bigint not null default 1;
