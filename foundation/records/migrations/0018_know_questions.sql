-- Questions in SQL that somebody asks again and again.

create table question (
    name text primary key,
    sql text not null,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null
);
