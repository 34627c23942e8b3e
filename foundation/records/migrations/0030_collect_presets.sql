-- What was told about a file, kept under a name for the next file of the same shape.

alter table import add column shape text;

create table import_preset (
    id uuid primary key,
    name text not null unique,
    -- The names of the columns that a file has, in their order, as a digest.
    shape text not null,
    options jsonb not null,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null
);
