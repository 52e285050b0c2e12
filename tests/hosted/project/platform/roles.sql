-- The roles of a hosted Supabase project, once for the server, by its only superuser, supabase_admin.

-- Who runs migrations and the dashboard's SQL: no superuser, but past row-level security.
create role postgres nosuperuser createdb createrole replication bypassrls login;
create role dashboard_user nosuperuser createdb createrole replication;

-- Whom a request speaks for, and the one as whom PostgREST connects and becomes them.
create role anon nologin;
create role authenticated nologin;
create role service_role nologin bypassrls;
create role authenticator login noinherit;
grant anon, authenticated, service_role to authenticator, postgres;

-- As whom Auth and Storage connect.
create role supabase_auth_admin noinherit login;
create role supabase_storage_admin noinherit login;
grant authenticator to supabase_storage_admin;

-- PostgREST sets for a request what is set for its role here.
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';

alter role postgres set search_path = "$user", public, extensions;
alter role supabase_auth_admin set search_path = auth;
alter role supabase_storage_admin set search_path = storage;
