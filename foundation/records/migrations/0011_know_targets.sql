-- What the owner wants a metric to be: for one period, or for every period of a length.

create table target (
    metric text not null,
    length text not null,
    from_on text not null,
    value double precision not null,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null,
    primary key (metric, length, from_on)
);
