-- Campaigns that leave by the clock, in several variants and at a measured pace; what was read.

alter table customer add column time_zone text;

alter table campaign add column delivery jsonb not null default '{}';

alter table campaign add column variants jsonb not null default '[]';

alter table campaign add column next_at bigint;

-- The campaign that repeats, of which this one is a run.
alter table campaign add column run_of uuid;

create index campaign_of_runs on campaign (run_of);

alter table exposure add column variant bigint;

create index message_handed on message (handed_at);

-- Whether the reader of a letter may be followed.
alter table message add column followed bigint;

-- What was done with a letter, one row a link: 0 is the picture, -1 the link that nobody sees.
create table reading (
    message_id uuid not null references message (id),
    link bigint not null,
    url text,
    first_at bigint not null,
    last_at bigint not null,
    n bigint not null,
    by_person bigint,
    primary key (message_id, link)
);

-- Letters that came back, and complaints.
create table bounce (
    id uuid primary key,
    message_id uuid not null references message (id),
    customer_id uuid not null,
    address text not null,
    kind text not null,
    status text not null,
    words text not null,
    at bigint not null
);

create index bounce_of_address on bounce (address, at);
create unique index bounce_once on bounce (message_id, kind);

alter table suppression add column note text;
