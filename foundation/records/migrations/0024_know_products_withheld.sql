-- Recommendations: products that are not recommended to anybody for now, such as those out of stock.

create table product_withheld (
    product text primary key,
    withheld_at bigint not null,
    withheld_by text not null
);
