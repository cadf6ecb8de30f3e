-- Which tables of a read model are read, and which are being built beside them; see Generations.
create table if not exists ${schema}.projection_generation (
    projection varchar(255) primary key,
    current int not null,
    next int,
    next_since timestamp with time zone
);
