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


-- ── What nobody sees ─────────────────────────────────────────────────────────────────────────────

-- The characters that nobody sees, or that turn the direction of what is written, for use between brackets.
-- src/lib/record/characters.ts says which, and why.
create function private.unseen() returns text
language sql immutable set search_path = '' as $$
  select '\u0000-\u0008\v\f\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0004fffe\U0004ffff\U0005fffe\U0005ffff\U0006fffe\U0006ffff\U0007fffe\U0007ffff\U0008fffe\U0008ffff\U0009fffe\U0009ffff\U000afffe\U000affff\U000bfffe\U000bffff\U000cfffe\U000cffff\U000dfffe\U000dffff\U000e0000-\U000e0fff\U000efffe\U000effff\U000ffffe\U000fffff\U0010fffe\U0010ffff';
$$;
grant execute on function private.unseen() to authenticated, service_role;

-- Where one of them belongs, as a pattern: soft hyphens; joiners in a word that needs them and between emoji; the
-- place where a line of Thai may end; the variant of a character; the tags of a flag.
create function private.kept() returns text
language sql immutable set search_path = '' as $$
  select '\u00ad'
    || '|(?<=[\u0600-\u086f\u0870-\u0dff\u0f00-\u109f\u1780-\u18af\u1a20-\u1aaf\u1b00-\u1bff\u1c00-\u1c4f\u1cd0-\u1cff\ua800-\ua82f\ua840-\ua8ff\ua930-\ua95f\ua980-\uaa7f\uaae0-\uaaff\uabc0-\uabff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010a00-\U00010a5f\U00010ac0-\U00010aff\U00010b80-\U00010baf\U00010d00-\U00010d3f\U00010ec0-\U00010fdf\U00011000-\U00011fff\U0001e900-\U0001e95f\U0001ee00-\U0001eeff])[\u200c\u200d]'
    || '|(?<=[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001fffd\ufe0e\ufe0f])\u200d(?=[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001fffd])'
    || '|(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17b3\u17b6-\u17ff\u1950-\u19ff\u1a20-\u1aaf\uaa60-\uaadf])\u200b(?=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17b3\u17b6-\u17ff\u1950-\u19ff\u1a20-\u1aaf\uaa60-\uaadf])'
    || '|(?<=[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001fffd0-9#*])[\ufe0e\ufe0f]'
    || '|(?<=[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fffd\U00030000-\U0003fffd\u1000-\u109f\u2018-\u201d\u2190-\u2bff\u3001\u3002\ua840-\ua877\uaa60-\uaa7f\uff01-\uff1f])[\ufe00-\ufe0d]'
    || '|(?<=[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fffd\U00030000-\U0003fffd])[\U000e0100-\U000e01ef]'
    || '|(?<=[\u1820-\u18aa])[\u180b-\u180f]'
    || '|(?<=\U0001f3f4)[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f';
$$;
grant execute on function private.kept() to authenticated, service_role;

-- The first that does not belong where it stands; null where there is none. In an address none belongs.
create function private.unseen_in(value text, is_address boolean default false) returns text
language sql immutable set search_path = '' as $$
  select case when value ~ ('[' || private.unseen() || ']') then
    substring(case when is_address then value else regexp_replace(value, private.kept(), '', 'g') end
      from '[' || private.unseen() || ']') end;
$$;
grant execute on function private.unseen_in(text, boolean) to authenticated, service_role;

-- Refuses such a character by name; where it stands is told by the field.
create function private.refuse_character(place text, letter text) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.refuse('unseen_character', jsonb_build_object('place', place,
    'character', 'U+' || lpad(upper(to_hex(ascii(letter))), 4, '0')));
end;
$$;
grant execute on function private.refuse_character(text, text) to authenticated, service_role;

-- Before somebody writes the columns that it is given: refuses what is new in them with such a character. No
-- constraint, for what stands there from before this rule stays, and comes back from a backup.
create function private.refuse_unseen() returns trigger
language plpgsql set search_path = '' as $$
declare
  fault record;
begin
  select p.place, u.letter into fault
  from unnest(tg_argv) as c (name)
    cross join lateral (
      select c.name, to_jsonb(new) -> c.name where jsonb_typeof(to_jsonb(new) -> c.name) <> 'object'
      union all
      select c.name || '/' || f.key, f.value
      from jsonb_each(case jsonb_typeof(to_jsonb(new) -> c.name) when 'object' then to_jsonb(new) -> c.name end) as f
    ) as p (place, value)
    cross join lateral jsonb_path_query(p.value, 'strict $.** ? (@.type() == "string")') as t (written)
    cross join lateral (select case when t.written #>> '{}' ~ ('[' || private.unseen() || ']') then
      private.unseen_in(t.written #>> '{}',
        p.place ~ 'url$' or (p.place ~ '(^|/)source$' and t.written #>> '{}' ~ '^[Hh][Tt][Tt][Pp][Ss]?://')) end) as u (letter)
  where u.letter is not null and to_jsonb(new) -> c.name is distinct from to_jsonb(old) -> c.name
  limit 1;
  if found then
    perform private.refuse_character(fault.place, fault.letter);
  end if;
  return new;
end;
$$;
grant execute on function private.refuse_unseen() to authenticated, service_role;
