-- Letters put together of blocks: each beside the letter that it is, instead of MJML.
alter table campaign add column design jsonb;

alter table service_text add column design jsonb;

-- Groups of blocks that many letters name.
create table letter_snippet (
    name text not null,
    language text not null,
    blocks jsonb not null,
    created_at bigint not null,
    created_by text not null,
    updated_at bigint not null,
    updated_by text not null,
    primary key (name, language)
);
