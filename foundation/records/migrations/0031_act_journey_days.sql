-- Journeys that people come into on a day: how far these days have come, and the number of the last
-- person who was let in on the one that is under way.

alter table journey add column turned_until bigint;
alter table journey add column turned_no bigint;

-- Who is on the way by which version, among the many who have been.
create index traveller_inside on traveller (journey_id, version) where left_at is null;
