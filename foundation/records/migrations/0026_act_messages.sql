-- Service messages: receipts, passwords, what the law demands; decided and sent one by one.

create table service_text (
    name text not null,
    language text not null,
    subject text not null,
    body_mjml text not null,
    note text not null,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null,
    primary key (name, language)
);

-- What was asked, how it was decided, and what became of it. The digest of the asker's own key
-- stays for ever, so that the same question is answered the same way; what it said stays only
-- until it has left.
create table service_message (
    id uuid primary key,
    asked_as bytea unique,
    asked_for bytea not null,
    basis text not null,
    channel text not null,
    customer_id uuid,
    profile_id uuid,
    address text not null,
    -- The address again, where it is nobody's who is known.
    stranger text,
    to_name text,
    text_name text,
    subject text not null,
    html text,
    body text,
    outcome text not null,
    why text not null,
    state text not null,
    reason text not null,
    followed bigint not null,
    attempts bigint not null,
    due_at bigint not null,
    handed_at bigint,
    settled_at bigint,
    delivered_at bigint,
    answer text,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null
);

create index service_message_due on service_message (channel, state, due_at);
create index service_message_of_customer on service_message (customer_id);
create index service_message_of_address on service_message (address);
create index service_message_created on service_message (created_at);

-- Service messages are opened and come back like those of campaigns, so what is noted of a message
-- may be of either kind.
create table reading_of_any (
    message_id uuid not null,
    link bigint not null,
    url text,
    first_at bigint not null,
    last_at bigint not null,
    n bigint not null,
    by_person bigint,
    primary key (message_id, link)
);
insert into reading_of_any (message_id, link, url, first_at, last_at, n, by_person)
    select message_id, link, url, first_at, last_at, n, by_person from reading;
drop table reading;
alter table reading_of_any rename to reading;

create table bounce_of_any (
    id uuid primary key,
    message_id uuid not null,
    customer_id uuid,
    profile_id uuid,
    address text not null,
    kind text not null,
    status text not null,
    words text not null,
    at bigint not null
);
insert into bounce_of_any (id, message_id, customer_id, profile_id, address, kind, status, words, at)
    select id, message_id, customer_id, profile_id, address, kind, status, words, at from bounce;
drop table bounce;
alter table bounce_of_any rename to bounce;

create index bounce_of_address on bounce (address, at);
create unique index bounce_once on bounce (message_id, kind);
create index bounce_of_customer on bounce (customer_id);

-- The keys that letters are signed with; the private half is sealed before it is a row.
create table signing_key (
    domain text not null,
    selector text not null,
    algorithm text not null,
    private_key bytea not null,
    public_key text not null,
    signs bigint not null,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null,
    primary key (domain, selector)
);
