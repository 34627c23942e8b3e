-- Which import brought an order first; it stays when the order is told again by somebody else.
alter table orders add column brought_by uuid;

update orders set brought_by = import_id where import_id is not null and created_at = updated_at;

-- What came of taking an import back.
alter table import add column reverted jsonb;

alter table import add column reverted_at bigint;
