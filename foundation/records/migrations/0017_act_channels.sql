-- A campaign goes by a channel; what a gateway tells about a message after it took it.

alter table campaign add column note text not null default '';

alter table message add column delivered_at bigint;
