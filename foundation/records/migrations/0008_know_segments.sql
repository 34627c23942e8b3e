-- Segments: rules under a name, and how the last counting of each went.

create table segment (
    name text primary key,
    rule jsonb not null,
    n_members bigint,
    counted_at bigint,
    took_ms bigint,
    failure text,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null
);
