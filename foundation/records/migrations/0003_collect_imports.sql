-- Files taken in, and the rows of them that were not.

create table import (
    id uuid primary key,
    file_name text not null,
    file_path text not null,
    content_hash text not null,
    dry_run boolean not null,
    options jsonb not null,
    state text not null,
    bytes_done bigint not null,
    bytes_total bigint not null,
    rows_done bigint not null,
    n_orders_written bigint not null,
    summary jsonb,
    problem jsonb,
    started_at bigint not null,
    finished_at bigint,
    created_by text not null,
    updated_at bigint not null
);

create table import_rejection (
    import_id uuid not null references import (id),
    line bigint not null,
    ordinal bigint not null,
    reason text not null,
    explanation text not null,
    primary key (import_id, line, ordinal)
);
