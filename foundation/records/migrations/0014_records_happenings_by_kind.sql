-- Whoever asks who did something asks by what was done and when.
create index happening_of_kind on happening (kind, at, customer_id);
