-- One row per projection and slice range; see OffsetTable.
create table if not exists ${schema}.projection_offset (
    projection varchar(255) not null,
    min_slice int not null,
    max_slice int not null,
    entity_type varchar(255) not null,
    db_timestamp timestamp with time zone not null,
    seq_nr bigint not null,
    persistence_id varchar(255) not null,
    epoch bigint default 0 not null,
    runner varchar(64),
    paused boolean default false not null,
    failing_since timestamp with time zone,
    last_error text,
    updated_at timestamp with time zone default now() not null,
    primary key (projection, min_slice, max_slice)
);

-- What a projection could not handle and has left aside; see ParkedTable.
create table if not exists ${schema}.projection_parked (
    projection varchar(255) not null,
    persistence_id varchar(255) not null,
    seq_nr bigint not null,
    entity_type varchar(255) not null,
    slice int not null,
    db_timestamp timestamp with time zone not null,
    error text not null,
    parked_at timestamp with time zone default now() not null,
    primary key (projection, persistence_id, seq_nr)
);
