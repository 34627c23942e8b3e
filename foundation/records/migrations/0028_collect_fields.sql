-- What a shop wants to know of its customers beyond who they are, and what it knows.

create table custom_field (
    field text primary key,
    kind text not null,
    names jsonb not null,
    choices jsonb not null,
    no bigint not null unique,
    archived_at bigint,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null
);

-- What was told last of each profile: a merged customer has a row of each of those he was, and the
-- one that was told last is his value. So parting needs nothing but the rows' own way back.
create table field_value (
    -- The profile it was told of; it never changes.
    told_of uuid not null,
    field text not null,
    customer_id uuid not null,
    customer_no bigint not null,
    -- JSON, as a text: a file would take a lone number in a column of documents for its own kind.
    -- Null where the latest word is that there is none.
    value text,
    told_at bigint not null,
    source text not null,
    told_by text not null,
    profile_id uuid,
    primary key (told_of, field)
);

create index field_value_of_customer on field_value (customer_id);
create index field_value_of_field on field_value (field, customer_no);

-- The changes of a profile among everything that happened to somebody: few, and shown beside it.
create index happening_of_fields on happening (customer_id, at, seq) where kind = 'field_changed';
