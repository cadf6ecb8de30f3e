-- How many entries a projection has taken in, so that a rebuild can tell how far it is without counting the journal.
alter table ${schema}.projection_offset add column if not exists taken bigint default 0 not null;

-- Of projections from before it is known only how many entries there are about.
update ${schema}.projection_offset offsets
set taken = (journal.entries * (max_slice - min_slice + 1) / 1024)::bigint
from (select greatest(reltuples, 0) as entries from pg_class where oid = '${journal}'::regclass) journal
where taken = 0;
