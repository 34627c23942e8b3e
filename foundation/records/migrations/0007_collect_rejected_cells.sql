-- The cell to blame for a rejected row, apart from the sentence about it, so that the page can say it in
-- the owner's language.

alter table import_rejection add column field text;

alter table import_rejection add column cell text;
