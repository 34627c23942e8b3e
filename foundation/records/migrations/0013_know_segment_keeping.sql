-- Who is in each segment as last kept, and who came and went since it was first kept.

alter table segment add column n_known bigint;

-- The crowd: a bit for each customer's number.
alter table segment add column crowd bytea;

-- The rule the crowd was found by: when it had been written.
alter table segment add column crowd_of bigint;

alter table segment add column kept_from bigint;

create table segment_change (
    segment text not null,
    at bigint not null,
    customer_no bigint not null,
    entered boolean not null,
    primary key (segment, at, customer_no)
);

create index segment_change_of_customer on segment_change (customer_no, segment, at);
