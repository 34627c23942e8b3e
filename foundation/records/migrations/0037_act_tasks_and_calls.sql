-- What somebody of the shop is to do about a customer, or at all.
create table task (
    id uuid primary key,
    title text not null,
    details text not null,
    customer_id uuid,
    profile_id uuid,
    -- The name of a role, or the address of somebody of the staff; anybody's where there is none.
    assigned_to text,
    due_at bigint,
    state text not null,
    note text,
    closed_at bigint,
    closed_by text,
    -- The journey that asks for it, and who on his way through it is meant.
    journey_id uuid,
    traveller_id uuid,
    step text,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null
);

create index task_open on task (state, due_at);
create index task_of_customer on task (customer_id);
create index task_of_journey on task (journey_id, step, state);
create unique index task_once on task (traveller_id, step);

-- Calls of other programs that journeys make; what is told stays only until it was taken.
create table journey_call (
    id uuid primary key,
    journey_id uuid not null,
    traveller_id uuid not null,
    step text not null,
    customer_id uuid not null,
    profile_id uuid,
    url text not null,
    body text,
    state text not null,
    attempts bigint not null,
    due_at bigint not null,
    deadline_at bigint not null,
    answer text,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null
);

create index journey_call_due on journey_call (state, due_at);
create index journey_call_of_journey on journey_call (journey_id, step, state);
create index journey_call_of_customer on journey_call (customer_id);
create unique index journey_call_once on journey_call (traveller_id, step);
