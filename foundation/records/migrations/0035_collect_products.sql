-- What the shop sells, and what a piece of it costs the shop from which day on.

create table product (
    -- The article number; the name of goods that have none.
    sku text primary key,
    name text,
    category text,
    -- Everything above in small letters, to be searched in.
    found_by text not null,
    updated_at bigint not null,
    updated_by text not null
);

create table product_cost (
    sku text not null,
    -- The first day on which it holds; nothing where it holds ever since.
    from_on text not null,
    -- Millionths of one unit of the currency: what a gram of flour costs is less than a coin.
    millionths bigint not null,
    currency text not null,
    source text not null,
    updated_at bigint not null,
    updated_by text not null,
    primary key (sku, from_on)
);
