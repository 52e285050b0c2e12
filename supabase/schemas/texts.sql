-- What a value must be to stand in an entry: exactly what src/lib/record/parts.ts reads back. JavaScript
-- knows more white space than some Postgres locales do, so it is spelt out. Tests compare the two.
--
-- All may be called by whoever writes a row: a CHECK runs with their rights.

create function private.is_free_text(value text, longest integer default 100000) returns boolean
language sql immutable set search_path = '' as $$
  select char_length(value) <= longest;
$$;
grant execute on function private.is_free_text(text, integer) to authenticated, service_role;

create function private.is_full_text(value text, longest integer default 100000) returns boolean
language sql immutable set search_path = '' as $$
  select private.is_free_text(value, longest)
    and value ~ '[^\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]';
$$;
grant execute on function private.is_full_text(text, integer) to authenticated, service_role;

create function private.is_short_text(value text) returns boolean
language sql immutable set search_path = '' as $$
  select private.is_full_text(value, 1000);
$$;
grant execute on function private.is_short_text(text) to authenticated, service_role;

create function private.is_web_address(value text) returns boolean
language sql immutable set search_path = '' as $$
  select private.is_free_text(value, 8000)
    and value ~* '^https?://[^\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+$';
$$;
grant execute on function private.is_web_address(text) to authenticated, service_role;

create function private.is_key(value text) returns boolean
language sql immutable set search_path = '' as $$
  select value ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(value) <= 60;
$$;
grant execute on function private.is_key(text) to authenticated, service_role;

-- A date also holds infinity, years before 1 and after 9999; a day written YYYY-MM-DD does not.
create function private.is_day(value date) returns boolean
language sql immutable set search_path = '' as $$
  select value between date '0001-01-01' and date '9999-12-31';
$$;
grant execute on function private.is_day(date) to authenticated, service_role;

-- A plain list: an array column also holds arrays of arrays.
create function private.are_criteria(value text[]) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(array_ndims(value), 1) = 1 and cardinality(value) <= 1000
    and coalesce((select bool_and(coalesce(private.is_full_text(c), false)) from unnest(value) as c), true);
$$;
grant execute on function private.are_criteria(text[]) to authenticated, service_role;
