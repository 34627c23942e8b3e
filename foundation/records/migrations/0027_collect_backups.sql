-- Copies of the shop: when they were made, where they lie, and what became of them.

create table backup (
    id uuid primary key,
    state text not null,
    -- Why it was made: by the clock, by a person at the page, or by a command.
    source text not null,
    path text not null,
    began_at bigint not null,
    -- The last sign of life of whoever makes it.
    heard_at bigint not null,
    ended_at bigint,
    n_bytes bigint,
    n_customers bigint,
    n_orders bigint,
    problem text
);

create index backup_began on backup (began_at);

-- What a file of columns was when it was written; unknown of those of an older program.
alter table fact_file add column sha256 text;
