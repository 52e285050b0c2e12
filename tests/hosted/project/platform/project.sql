-- A new project as Supabase hands it over, once for each database. The library has made the tables of Auth
-- and Storage before, as supabase_admin; here they get the owners, grants and guards that they have there.

create schema extensions;
grant usage on schema extensions to postgres, anon, authenticated, service_role;
grant usage on schema public to postgres, anon, authenticated, service_role;

-- ── Auth: its own user owns all of it; postgres reads it and points foreign keys at it ───────────

-- Columns that Auth has and the library does without.
alter table auth.users add column instance_id uuid, add column is_super_admin boolean;

create or replace function auth.uid() returns uuid language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid;
$$;
create or replace function auth.role() returns text language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.role', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role');
$$;
create or replace function auth.email() returns text language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.email', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email');
$$;
-- Null without claims, where the library has an empty object.
create or replace function auth.jwt() returns jsonb language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), ''))::jsonb;
$$;

grant all on schema auth to supabase_auth_admin, dashboard_user;
grant usage on schema auth to postgres, anon, authenticated, service_role;

-- ── Storage ──────────────────────────────────────────────────────────────────────────────────────

alter table storage.buckets add column avif_autodetection boolean default false,
  add column versioning_status text not null default 'DISABLED';
alter table storage.objects add column archived_at timestamptz,
  add column is_delete_marker boolean not null default false,
  add column is_versioned boolean not null default false;

-- Only Storage itself deletes: it says so in each of its transactions.
create function storage.protect_delete() returns trigger language plpgsql as $$
begin
  if current_setting('storage.allow_delete_query', true) is distinct from 'true' then
    raise exception using errcode = '42501', message = 'Only the Storage API deletes from storage tables.';
  end if;
  return null;
end;
$$;
create trigger protect_buckets_delete before delete on storage.buckets
  for each statement execute function storage.protect_delete();
create trigger protect_objects_delete before delete on storage.objects
  for each statement execute function storage.protect_delete();

grant all on schema storage to supabase_storage_admin, dashboard_user;
grant usage on schema storage to postgres with grant option;
grant usage on schema storage to anon, authenticated, service_role;

-- ── Whose all of that is ─────────────────────────────────────────────────────────────────────────

do $$
declare
  thing record;
begin
  for thing in
    select format('%s %I.%I', case c.relkind when 'S' then 'sequence' else 'table' end, n.nspname, c.relname) as name,
      n.nspname as schema, c.relkind as kind
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('auth', 'storage') and c.relkind in ('r', 'S')
      -- A sequence that belongs to a column follows its table.
      and not exists (select from pg_depend d where d.objid = c.oid and d.refobjsubid > 0)
  loop
    execute format('alter %s owner to supabase_%s_admin', thing.name, thing.schema);
    if thing.kind = 'r' then
      execute format('alter %s enable row level security', thing.name);
      execute format('grant all on %s to postgres with grant option', thing.name);
    end if;
  end loop;
  for thing in
    select p.oid::regprocedure as name, n.nspname as schema
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('auth', 'storage')
  loop
    execute format('alter function %s owner to supabase_%s_admin', thing.name, thing.schema);
  end loop;
end $$;
grant all on storage.buckets, storage.objects to anon, authenticated, service_role;

-- What "supabase db push" keeps account in, and makes as postgres.
alter schema supabase_migrations owner to postgres;
alter table supabase_migrations.schema_migrations owner to postgres;
