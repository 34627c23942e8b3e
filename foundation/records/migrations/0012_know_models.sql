-- Models: every run that was kept, with what it saw, how it was set and what it found.

create table model_run (
    id uuid primary key,
    model text not null,
    options jsonb not null,
    seen_from text,
    seen_until text,
    found jsonb not null,
    measures jsonb not null,
    took_ms bigint not null,
    code_version text not null,
    made_at bigint not null,
    made_by text not null
);

create index model_run_by_model on model_run (model, made_at);
