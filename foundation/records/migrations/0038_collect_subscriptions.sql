-- The newest state of each subscription that Stripe told of, so that what is fetched is known again
-- and days can be counted there and here. What happened to it stands in the happenings.
create table storefront_subscription (
    storefront_id uuid not null references storefront (id),
    number text not null,
    -- Stripe's number of the customer.
    person text not null,
    created_at bigint not null,
    told_at bigint not null,
    currency text not null,
    -- What it is worth a month as it stands, in minor units.
    monthly bigint not null,
    told jsonb not null,
    primary key (storefront_id, number)
);

create index storefront_subscription_at on storefront_subscription (storefront_id, created_at);
