-- Letters as they were sent to each person, for whoever reads them in a browser; thrown away after
-- some weeks, and with the person.
create table letter_view (
    message_id uuid primary key,
    customer_id uuid not null,
    profile_id uuid,
    subject text not null,
    -- The letter without what follows its reader, made small.
    letter bytea not null,
    followed bigint not null,
    kept_until bigint not null,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null
);

create index letter_view_of_customer on letter_view (customer_id);
create index letter_view_over on letter_view (kept_until);
