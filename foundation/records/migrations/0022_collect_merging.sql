-- One person under several names: who was merged into whom, and what each row arrived under.

create table merger (
    id uuid primary key,
    kept_id uuid not null,
    kept_no bigint not null,
    gone_id uuid not null,
    gone_no bigint not null,
    -- The how manieth merging of the shop: the clock may stand still, and moments repeat.
    no bigint not null unique,
    reason text not null,
    -- Both as they were, and the one who stayed as he then was: with their consents, word for word.
    kept_before jsonb not null,
    kept_after jsonb not null,
    gone jsonb not null,
    at bigint not null,
    made_by text not null,
    undone_at bigint,
    undone_by text,
    undone_why text
);

create index merger_of_kept on merger (kept_id);
create index merger_of_gone on merger (gone_id);


-- Pairs of customers who look like one person, and those of whom somebody said that they are two.
create table likeness (
    low_no bigint not null,
    high_no bigint not null,
    score bigint not null,
    reasons jsonb not null,
    found_at bigint not null,
    dismissed_at bigint,
    dismissed_by text,
    primary key (low_no, high_no)
);

create index likeness_by_score on likeness (score, low_no, high_no);

-- The customer a row arrived under, where it is another one's by now.
alter table identity add column profile_id uuid;
alter table orders add column profile_id uuid;
alter table happening add column profile_id uuid;
alter table visitor add column profile_id uuid;
alter table order_word add column profile_id uuid;
alter table storefront_request add column profile_id uuid;
alter table decision add column profile_id uuid;
alter table message add column profile_id uuid;
alter table exposure add column profile_id uuid;
alter table traveller add column profile_id uuid;
alter table bounce add column profile_id uuid;

create index visitor_of_customer on visitor (customer_id);
create index exposure_of_customer on exposure (customer_id);
create index traveller_of_customer on traveller (customer_id);
create index bounce_of_customer on bounce (customer_id);
create index storefront_request_of_customer on storefront_request (customer_id);

-- Which merging set a row aside, because a person is dealt, decided and led through once.
alter table decision add column set_aside uuid;
alter table decision add column reason_before text;
alter table exposure add column set_aside uuid;
alter table traveller add column set_aside uuid;
alter table traveller add column due_before bigint;
