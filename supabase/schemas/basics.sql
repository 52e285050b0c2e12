-- What everything else rests on: what nobody may do by default, how SQL refuses, days, versions of drafts
-- and secrets.
--
-- House rules: row-level security and explicit grants on every table, a fixed search_path on every
-- function, nothing executable by default. Names are those of the design: organization, leader,
-- contributor, reviewer.

-- ── What nobody may by default ───────────────────────────────────────────────────────────────────

-- Hosted projects and plain Postgres both hand out rights on what is new; take them back first. From here
-- on whatever is made is its owner's alone until a grant says otherwise.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;

-- Helpers that the API must not offer.
create schema private;
revoke all on schema private from public;
grant usage on schema private to authenticated, service_role;


-- ── Refusing ─────────────────────────────────────────────────────────────────────────────────────

-- One way to refuse: a stable code, with the case of it after a dot, and what its sentence names: days, keys,
-- counts. The sentences stand in messages/, in every language; src/lib/server/database/refusals.ts has one for each
-- code. The embedded library passes all fields on only for the classes it knows, 22 among them; PostgREST
-- does for any.
create function private.refuse(code text, parameters jsonb default '{}') returns void
language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = '22W01', message = code || ' ' || parameters, detail = code,
    hint = parameters::text;
end;
$$;
grant execute on function private.refuse(text, jsonb) to authenticated, service_role;


-- ── Days ─────────────────────────────────────────────────────────────────────────────────────────

-- The server's day; organizations and readers are everywhere.
create function private.today() returns date
language sql stable set search_path = '' as $$
  select (now() at time zone 'utc')::date;
$$;
grant execute on function private.today() to authenticated, service_role;

-- As they stand in the record. A moment to the millisecond, which is what JavaScript can say.
create function private.written_day(day date) returns text
language sql immutable set search_path = '' as $$
  select to_char(day, 'YYYY-MM-DD');
$$;
create function private.written_moment(moment timestamptz) returns text
language sql immutable set search_path = '' as $$
  select to_char(moment at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
$$;

-- What is published speaks of a day that has come.
create function private.require_past(day date) returns void
language plpgsql stable set search_path = '' as $$
begin
  if day is null then
    perform private.refuse('day_missing');
  elsif day > private.today() then
    perform private.refuse('future_day');
  end if;
end;
$$;

-- Years that a roadmap speaks of: whoever writes another mistyped one. The record may hold such days from before.
create function private.refuse_far_day(place text) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.refuse('far_day', jsonb_build_object('place', place));
end;
$$;
grant execute on function private.refuse_far_day(text) to authenticated, service_role;

-- Before somebody writes the days that it is given; no constraint, as with refuse_unseen().
create function private.refuse_far_days() returns trigger
language plpgsql set search_path = '' as $$
declare
  far text := (select c.name from unnest(tg_argv) as c (name)
    where (to_jsonb(new) ->> c.name)::date not between date '1900-01-01' and date '2200-12-31'
      and to_jsonb(new) ->> c.name is distinct from to_jsonb(old) ->> c.name limit 1);
begin
  if far is not null then
    perform private.refuse_far_day(far);
  end if;
  return new;
end;
$$;
grant execute on function private.refuse_far_days() to authenticated, service_role;


-- ── Versions of drafts ───────────────────────────────────────────────────────────────────────────

-- Each change makes another version, whatever its writer says of the time: who looked at the last one has
-- not seen this one. In milliseconds, as they reach readers.
create function private.touch() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := greatest(date_trunc('milliseconds', clock_timestamp()),
    date_trunc('milliseconds', old.updated_at) + interval '1 millisecond');
  return new;
end;
$$;

-- What a person has not seen, they neither publish nor overwrite. `seen` is the draft's updated_at as
-- they read it, which reaches them in milliseconds; null asks for no such check.
create function private.require_seen(updated_at timestamptz, seen timestamptz) returns void
language plpgsql set search_path = '' as $$
begin
  if date_trunc('milliseconds', updated_at) <> date_trunc('milliseconds', seen) then
    perform private.refuse('changed_meanwhile');
  end if;
end;
$$;
grant execute on function private.require_seen(timestamptz, timestamptz) to authenticated;


-- ── Secrets ──────────────────────────────────────────────────────────────────────────────────────

-- A secret: two version-4 UUIDs, 244 bits from the server's strong random source.
create function private.new_token() returns text
language sql volatile set search_path = '' as $$
  select replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
$$;

-- What is kept of a secret.
create function private.token_hash(token text) returns text
language sql stable set search_path = '' as $$
  select encode(sha256(convert_to(token, 'UTF8')), 'hex');
$$;
