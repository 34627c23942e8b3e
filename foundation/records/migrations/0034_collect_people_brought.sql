-- Which file of customers named somebody first; an order knows that of itself.
alter table customer add column brought_by uuid;

create index customer_brought_by on customer (brought_by);
