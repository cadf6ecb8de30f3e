-- The tables of pekko-persistence-r2dbc 1.x for PostgreSQL, column by column: rows of either can be read by the other.
create table if not exists ${journal} (
    slice int not null,
    entity_type varchar(255) not null,
    persistence_id varchar(255) not null,
    seq_nr bigint not null,
    db_timestamp timestamp with time zone not null,
    event_ser_id integer not null,
    event_ser_manifest varchar(255) not null,
    event_payload bytea not null,
    deleted boolean default false not null,
    writer varchar(255) not null,
    adapter_manifest varchar(255),
    tags text array,
    meta_ser_id integer,
    meta_ser_manifest varchar(255),
    meta_payload bytea,
    primary key (persistence_id, seq_nr)
);

create index if not exists event_journal_slice_idx on ${journal} (slice, entity_type, db_timestamp, seq_nr);

create table if not exists ${snapshot} (
    slice int not null,
    entity_type varchar(255) not null,
    persistence_id varchar(255) not null,
    seq_nr bigint not null,
    write_timestamp bigint not null,
    ser_id integer not null,
    ser_manifest varchar(255) not null,
    snapshot bytea not null,
    meta_ser_id integer,
    meta_ser_manifest varchar(255),
    meta_payload bytea,
    primary key (persistence_id)
);
