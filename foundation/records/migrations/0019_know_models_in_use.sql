-- Models: which kept run tells what stands on customer cards and in segments.

create table model_in_use (
    model text primary key,
    run_id uuid not null,
    chosen_at bigint not null,
    chosen_by text not null
);
