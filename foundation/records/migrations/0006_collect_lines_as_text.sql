-- The lines of an order are written and read whole and never asked about: facts answer that. As text
-- they need not be taken apart and put together on the way in and out.

alter table orders add column lines_as_text text not null default '[]';

update orders set lines_as_text = cast(lines as text);

alter table orders drop column lines;

alter table orders rename column lines_as_text to lines;
