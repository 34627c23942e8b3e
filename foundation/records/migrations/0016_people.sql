-- Who works in the shop and sees the page, how each proves who he is, and what was done.

create table staff (
    id uuid primary key,
    email text not null unique,
    name text not null,
    role text not null,
    password_hash text,
    totp_secret bytea,
    totp_offered bytea,
    totp_step_used bigint not null,
    created_at bigint not null,
    created_by text not null
);

create table recovery_code (
    staff_id uuid not null,
    code_hash bytea not null,
    primary key (staff_id, code_hash)
);

create table session (
    id uuid primary key,
    staff_id uuid not null,
    token_hash bytea not null unique,
    began_at bigint not null,
    seen_at bigint not null,
    agent text not null,
    address text not null
);

create index session_of_whom on session (staff_id);

-- A link that is used once: to choose a password, or to come in without one.
create table ticket (
    token_hash bytea primary key,
    staff_id uuid not null,
    purpose text not null,
    ends_at bigint not null
);

-- Each entry carries a digest of itself and of the one before, so that none is changed or taken
-- out without a trace.
create table audit_entry (
    number bigint primary key,
    at bigint not null,
    who text not null,
    method text not null,
    path text not null,
    status bigint not null,
    detail text not null,
    hash bytea not null
);
