-- What people and programs put in: characters that nobody sees are refused by name, days of other centuries and
-- what gives a redacted file away are refused. What is recorded, and what stands in drafts, stays as it is.

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
        c.name ~ 'url$' or (c.name = 'source' and t.written #>> '{}' ~ '^[Hh][Tt][Tt][Pp][Ss]?://')) end) as u (letter)
  where u.letter is not null and to_jsonb(new) -> c.name is distinct from to_jsonb(old) -> c.name
  limit 1;
  if found then
    perform private.refuse_character(fault.place, fault.letter);
  end if;
  return new;
end;
$$;
grant execute on function private.refuse_unseen() to authenticated, service_role;

-- Of a year that a roadmap speaks of; what was recorded before may be of another.
create or replace function private.check_day(fact jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select private.is_written_day(fact #>> '{}') and left(fact #>> '{}', 4)::integer between 1900 and 2200;
$$;

-- The four of texts hold of each that has neither one of these characters nor a blank of Braille: shape_problem()
-- does not ask them of others, and there are many.
create function private.check_text(fact jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select private.unseen_in(fact #>> '{}') is null;
$$;

create function private.check_filled_text(fact jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select private.unseen_in(fact #>> '{}') is null
    and fact #>> '{}' ~ ('[^\t\n\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000' || private.unseen() || ']');
$$;

create function private.check_address(fact jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select private.unseen_in(fact #>> '{}', true) is null;
$$;

create function private.check_source(fact jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select private.check_filled_text(fact)
    and (fact #>> '{}' !~ '^[Hh][Tt][Tt][Pp][Ss]?://' or private.check_address(fact));
$$;

-- Null where the facts have the shape, else the place of a fault and the word of the schema that it breaks:
-- `/evidence/0/title maxLength`. In one query, since a function that calls itself takes twice the time. It goes
-- only where the schema leads, so facts that are deep cost nothing.
create or replace function private.shape_problem(shape jsonb, facts jsonb) returns text
language plpgsql immutable set search_path = '' as $$
begin
  if facts is null then
    return ' type';
  end if;
  return (
    with recursive parts (place, shape, fact, type) as (
      select '', shape_problem.shape, facts, jsonb_typeof(facts)
      union all
      select p.place || '/' || i.name, i.shape, i.fact, jsonb_typeof(i.fact)
      from parts p cross join lateral (
        select f.key, p.shape -> 'properties' -> f.key, f.value
        from jsonb_each(case p.type when 'object' then p.fact else '{}' end) as f
        union all
        select (e.number - 1)::text, p.shape -> 'items', e.value
        from jsonb_array_elements(case p.type when 'array' then p.fact else '[]' end)
          with ordinality as e (value, number)
      ) as i (name, shape, fact)
      where p.shape is not null and not p.shape ?| '{anyOf,oneOf}'
    ), faults (place, word) as (
      select p.place, f.word
      from parts p
      cross join lateral (select
        case p.type when 'string' then p.fact #>> '{}' end,
        case p.type when 'number' then private.as_double(p.fact) end
      ) as v (text, number)
      cross join lateral (select case
        when p.shape is null then ' additionalProperties'
        when p.type <> (case p.shape ->> 'type' when 'integer' then 'number' else p.shape ->> 'type' end) then ' type'
        when p.shape ? 'anyOf' then case when not exists (
            select from jsonb_array_elements(p.shape -> 'anyOf') as choice
            where private.shape_problem(choice.value, p.fact) is null) then ' anyOf' end
        when p.shape ? 'oneOf' then case when 1 <> (
            select count(*) from jsonb_array_elements(p.shape -> 'oneOf') as choice
            where private.shape_problem(choice.value, p.fact) is null) then ' oneOf' end
        when p.type = 'string' then case
          when char_length(v.text) > (p.shape ->> 'maxLength')::integer then ' maxLength'
          when char_length(v.text) < (p.shape ->> 'minLength')::integer then ' minLength'
          when v.text !~ (p.shape ->> 'pattern') then ' pattern'
          when not p.shape -> 'enum' ? v.text then ' enum'
          when p.fact <> p.shape -> 'const' then ' const' end
        when p.type = 'number' then case
          when v.number is null or (p.shape ->> 'type' = 'integer' and v.number <> trunc(v.number)) then ' type'
          when v.number < (p.shape ->> 'minimum')::double precision then ' minimum'
          when v.number > (p.shape ->> 'maximum')::double precision then ' maximum'
          when not p.shape -> 'enum' @> to_jsonb(v.number) then ' enum'
          when to_jsonb(v.number) <> p.shape -> 'const' then ' const' end
        when p.type = 'array' then case
          when jsonb_array_length(p.fact) > (p.shape ->> 'maxItems')::integer then ' maxItems'
          when jsonb_array_length(p.fact) < (p.shape ->> 'minItems')::integer then ' minItems' end
        when p.type = 'object' then (
          select '/' || field || ' required' from jsonb_array_elements_text(p.shape -> 'required') as field
          where not p.fact ? field limit 1)
        when p.fact <> p.shape -> 'const' or not p.shape -> 'enum' @> p.fact then ' const'
      end) as f (word)
      where f.word is not null
      limit 1
    )
    select coalesce(
      (select f.place || f.word from faults f),
      (select p.place || ' ' || (p.shape ->> 'x-check') from parts p
        where p.shape ? 'x-check' and case
          when p.shape ->> 'x-check' in ('text', 'filled_text', 'address', 'source')
            and p.fact #>> '{}' !~ ('[\u2800' || private.unseen() || ']') then false
          else private.named_check(p.shape ->> 'x-check', p.fact) is not true end
        limit 1))
  );
end;
$$;

-- Refuses what the record cannot take: nothing is appended that the strict reading refuses.
create or replace function private.check_shape(kind text, body text) returns void
language plpgsql stable set search_path = '' as $$
declare
  problem text := private.entry_problem(kind, body);
  place text := substring(problem from '^/(.*) (?:text|filled_text|address|source)$');
  written text;
  unseen text;
begin
  if place is not null then
    written := body::jsonb #>> string_to_array(place, '/');
    unseen := coalesce(private.unseen_in(written), private.unseen_in(written, problem !~ 'text$'));
  end if;
  if unseen is not null then
    perform private.refuse_character(place, unseen);
  elsif problem ~ ' day$'
    and private.is_written_day(body::jsonb #>> string_to_array(substring(problem from '^/(.*) '), '/')) then
    perform private.refuse_far_day(substring(problem from '^/(.*) '));
  elsif problem is not null then
    perform private.refuse('wrong_shape', jsonb_build_object('problem', trim(problem)));
  end if;
end;
$$;

-- ── What a shape is now ──────────────────────────────────────────────────────────────────────────

-- Whether a check made in code holds; null for one that is not known.
create or replace function private.named_check(name text, fact jsonb) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return case name
    when 'address' then private.check_address(fact)
    when 'certificate' then private.check_certificate(fact)
    when 'closing' then private.check_closing(fact)
    when 'day' then private.check_day(fact)
    when 'evidence' then private.check_evidence(fact)
    when 'figures' then private.check_figures(fact)
    when 'filled_text' then private.check_filled_text(fact)
    when 'hundredths' then private.check_hundredths(fact)
    when 'moment' then private.check_moment(fact)
    when 'registration' then private.check_registration(fact)
    when 'revision' then private.check_revision(fact)
    when 'source' then private.check_source(fact)
    when 'text' then private.check_text(fact)
  end;
end;
$$;

insert into private.entry_shapes (kind, schema) values
  ('organization.registered', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"organization.registered"},
      "name": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "url": {"type":"string","maxLength":8000,"pattern":"^[Hh][Tt][Tt][Pp][Ss]?:\\/\\/[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+$","x-check":"address"},
      "kept_by": {"type":"string","enum":["self","transcriber"]},
      "kept_by_note": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "roadmap": {
        "type": "object",
        "properties": {
          "title": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "url": {"type":"string","maxLength":8000,"pattern":"^[Hh][Tt][Tt][Pp][Ss]?:\\/\\/[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+$","x-check":"address"},
          "cadence_days": {"type":"integer","minimum":1,"maximum":9007199254740991}
        },
        "required": ["title","url","cadence_days"],
        "additionalProperties": false
      }
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","name","url","kept_by","roadmap"],
    "additionalProperties": false,
    "x-check": "registration"
  }
  $shape$),
  ('organization.amended', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"organization.amended"},
      "two_person_rule": {"type":"boolean"}
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","two_person_rule"],
    "additionalProperties": false
  }
  $shape$),
  ('goal.published', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"goal.published"},
      "goal": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "revision": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "title": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "statement": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "criteria": {
        "maxItems": 1000,
        "type": "array",
        "items": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
      },
      "target": {
        "type": "object",
        "properties": {
          "on": {"type":"string","x-check":"day"},
          "basis": {"type":"string","enum":["stated","derived"]},
          "note": {"type":"string","maxLength":100000,"x-check":"text"}
        },
        "required": ["on","basis"],
        "additionalProperties": false
      },
      "outlook": {"type":"string","enum":["likely","feasible","unlikely"]},
      "source": {"type":"string","maxLength":8000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"source"},
      "translation": {
        "type": "object",
        "properties": {
          "language": {"type":"string","enum":["en","zh"]},
          "title": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "statement": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "criteria": {
            "maxItems": 1000,
            "type": "array",
            "items": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
          },
          "target_note": {"type":"string","maxLength":100000,"x-check":"text"},
          "reason": {"type":"string","maxLength":100000,"x-check":"text"}
        },
        "required": ["language","title","statement","criteria"],
        "additionalProperties": false
      },
      "area": {"type":"string","enum":["security","alignment","safeguards","policy"]}
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","goal","revision","title","statement","criteria","area"],
    "additionalProperties": false,
    "x-check": "revision"
  }
  $shape$),
  ('goal.revised', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"goal.revised"},
      "goal": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "revision": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "title": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "statement": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "criteria": {
        "maxItems": 1000,
        "type": "array",
        "items": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
      },
      "target": {
        "type": "object",
        "properties": {
          "on": {"type":"string","x-check":"day"},
          "basis": {"type":"string","enum":["stated","derived"]},
          "note": {"type":"string","maxLength":100000,"x-check":"text"}
        },
        "required": ["on","basis"],
        "additionalProperties": false
      },
      "outlook": {"type":"string","enum":["likely","feasible","unlikely"]},
      "source": {"type":"string","maxLength":8000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"source"},
      "translation": {
        "type": "object",
        "properties": {
          "language": {"type":"string","enum":["en","zh"]},
          "title": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "statement": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "criteria": {
            "maxItems": 1000,
            "type": "array",
            "items": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
          },
          "target_note": {"type":"string","maxLength":100000,"x-check":"text"},
          "reason": {"type":"string","maxLength":100000,"x-check":"text"}
        },
        "required": ["language","title","statement","criteria"],
        "additionalProperties": false
      },
      "change": {"type":"string","enum":["editorial","strengthened","date_moved","narrowed"]},
      "reason": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","goal","revision","title","statement","criteria","change","reason"],
    "additionalProperties": false,
    "x-check": "revision"
  }
  $shape$),
  ('goal.closed', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"goal.closed"},
      "goal": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "as": {"type":"string","enum":["delivered","withdrawn","superseded","split"]},
      "reason": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "successors": {
        "type": "array",
        "items": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"}
      },
      "source": {"type":"string","maxLength":8000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"source"}
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","goal","as","reason","successors"],
    "additionalProperties": false,
    "x-check": "closing"
  }
  $shape$),
  ('progress.reported', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"progress.reported"},
      "goal": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "update": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "revision": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "grade": {"type":"number","enum":[0,1,2,3,4]},
      "narrative": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "evidence": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "kind": {"type":"string","enum":["link","file"]},
            "visibility": {"type":"string","enum":["public","redacted"]},
            "title": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
            "url": {"type":"string","maxLength":8000,"pattern":"^[Hh][Tt][Tt][Pp][Ss]?:\\/\\/[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+$","x-check":"address"},
            "archived_url": {"type":"string","maxLength":8000,"pattern":"^[Hh][Tt][Tt][Pp][Ss]?:\\/\\/[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+$","x-check":"address"},
            "sha256": {"type":"string","pattern":"^[0-9a-f]{64}$"},
            "name": {"type":"string","pattern":"^[^/\\\\\\u0001-\\u001f\\u007f-\\u009f]{1,150}$","x-check":"text"},
            "media_type": {"type":"string","enum":["application/pdf","image/png","image/jpeg","image/webp","text/csv","text/plain"]},
            "bytes": {"type":"integer","minimum":1,"maximum":9007199254740991},
            "criteria": {
              "type": "array",
              "items": {"type":"integer","minimum":0,"maximum":9007199254740991}
            },
            "redaction": {
              "type": "object",
              "properties": {
                "category": {"type":"string","enum":["legal","intellectual_property","public_safety","privacy"]},
                "description": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
              },
              "required": ["category","description"],
              "additionalProperties": false
            }
          },
          "required": ["kind","visibility","title","criteria"],
          "additionalProperties": false,
          "x-check": "evidence"
        }
      },
      "source": {"type":"string","maxLength":8000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"source"},
      "translation": {
        "type": "object",
        "properties": {
          "language": {"type":"string","enum":["en","zh"]},
          "narrative": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
        },
        "required": ["language","narrative"],
        "additionalProperties": false
      }
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","goal","update","revision","grade","narrative","evidence"],
    "additionalProperties": false
  }
  $shape$),
  ('progress.corrected', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"progress.corrected"},
      "goal": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "update": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "revision": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "grade": {"type":"number","enum":[0,1,2,3,4]},
      "narrative": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "evidence": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "kind": {"type":"string","enum":["link","file"]},
            "visibility": {"type":"string","enum":["public","redacted"]},
            "title": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
            "url": {"type":"string","maxLength":8000,"pattern":"^[Hh][Tt][Tt][Pp][Ss]?:\\/\\/[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+$","x-check":"address"},
            "archived_url": {"type":"string","maxLength":8000,"pattern":"^[Hh][Tt][Tt][Pp][Ss]?:\\/\\/[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+$","x-check":"address"},
            "sha256": {"type":"string","pattern":"^[0-9a-f]{64}$"},
            "name": {"type":"string","pattern":"^[^/\\\\\\u0001-\\u001f\\u007f-\\u009f]{1,150}$","x-check":"text"},
            "media_type": {"type":"string","enum":["application/pdf","image/png","image/jpeg","image/webp","text/csv","text/plain"]},
            "bytes": {"type":"integer","minimum":1,"maximum":9007199254740991},
            "criteria": {
              "type": "array",
              "items": {"type":"integer","minimum":0,"maximum":9007199254740991}
            },
            "redaction": {
              "type": "object",
              "properties": {
                "category": {"type":"string","enum":["legal","intellectual_property","public_safety","privacy"]},
                "description": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
              },
              "required": ["category","description"],
              "additionalProperties": false
            }
          },
          "required": ["kind","visibility","title","criteria"],
          "additionalProperties": false,
          "x-check": "evidence"
        }
      },
      "source": {"type":"string","maxLength":8000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"source"},
      "translation": {
        "type": "object",
        "properties": {
          "language": {"type":"string","enum":["en","zh"]},
          "narrative": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
        },
        "required": ["language","narrative"],
        "additionalProperties": false
      },
      "corrects": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"}
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","goal","update","revision","grade","narrative","evidence","corrects"],
    "additionalProperties": false
  }
  $shape$),
  ('review.published', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"review.published"},
      "goal": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "of": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "reviewer": {
        "type": "object",
        "properties": {
          "name": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "relation": {"type":"string","maxLength":100000,"x-check":"text"},
          "conflicts": {"type":"string","maxLength":100000,"x-check":"text"},
          "access": {"type":"string","enum":["public","redacted","full"]}
        },
        "required": ["name","relation","conflicts","access"],
        "additionalProperties": false
      },
      "grade": {"type":"number","enum":[0,1,2,3,4]},
      "agrees": {"type":"string","enum":["yes","partly","no"]},
      "evidence": {"type":"string","enum":["sufficient","partly","insufficient"]},
      "material": {"type":"string","maxLength":100000,"x-check":"text"},
      "statement": {"type":"string","maxLength":100000,"x-check":"text"}
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","goal","of","reviewer","grade","agrees","evidence","statement"],
    "additionalProperties": false
  }
  $shape$),
  ('review.answered', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"review.answered"},
      "goal": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "of": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "review": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "statement": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","goal","of","review","statement"],
    "additionalProperties": false
  }
  $shape$),
  ('scorecard.certified', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"scorecard.certified"},
      "period": {"type":"string","pattern":"^(?!0000)[0-9]{4}-Q[1-4]$"},
      "as_of": {"type":"string","x-check":"day"},
      "method": {"type":"number","const":1},
      "position": {
        "type": "object",
        "properties": {
          "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
          "leaf_hash": {"type":"string","pattern":"^[0-9a-f]{64}$"}
        },
        "required": ["seq","leaf_hash"],
        "additionalProperties": false
      },
      "figures": {
        "type": "object",
        "properties": {
          "overall": {
            "type": "object",
            "properties": {
              "n": {"type":"integer","minimum":0,"maximum":1000000},
              "current": {"type":"integer","minimum":0,"maximum":1000000},
              "reviewed": {"type":"integer","minimum":0,"maximum":1000000},
              "claimed": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
              "evidenced": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
              "delivery": {
                "type": "object",
                "properties": {
                  "n": {"type":"integer","minimum":0,"maximum":1000000},
                  "rate": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"}
                },
                "required": ["n"],
                "additionalProperties": false
              }
            },
            "required": ["n","current","reviewed","delivery"],
            "additionalProperties": false,
            "x-check": "figures"
          },
          "areas": {
            "type": "object",
            "properties": {
              "security": {
                "type": "object",
                "properties": {
                  "n": {"type":"integer","minimum":0,"maximum":1000000},
                  "current": {"type":"integer","minimum":0,"maximum":1000000},
                  "reviewed": {"type":"integer","minimum":0,"maximum":1000000},
                  "claimed": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                  "evidenced": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                  "delivery": {
                    "type": "object",
                    "properties": {
                      "n": {"type":"integer","minimum":0,"maximum":1000000},
                      "rate": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"}
                    },
                    "required": ["n"],
                    "additionalProperties": false
                  }
                },
                "required": ["n","current","reviewed","delivery"],
                "additionalProperties": false,
                "x-check": "figures"
              },
              "alignment": {
                "type": "object",
                "properties": {
                  "n": {"type":"integer","minimum":0,"maximum":1000000},
                  "current": {"type":"integer","minimum":0,"maximum":1000000},
                  "reviewed": {"type":"integer","minimum":0,"maximum":1000000},
                  "claimed": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                  "evidenced": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                  "delivery": {
                    "type": "object",
                    "properties": {
                      "n": {"type":"integer","minimum":0,"maximum":1000000},
                      "rate": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"}
                    },
                    "required": ["n"],
                    "additionalProperties": false
                  }
                },
                "required": ["n","current","reviewed","delivery"],
                "additionalProperties": false,
                "x-check": "figures"
              },
              "safeguards": {
                "type": "object",
                "properties": {
                  "n": {"type":"integer","minimum":0,"maximum":1000000},
                  "current": {"type":"integer","minimum":0,"maximum":1000000},
                  "reviewed": {"type":"integer","minimum":0,"maximum":1000000},
                  "claimed": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                  "evidenced": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                  "delivery": {
                    "type": "object",
                    "properties": {
                      "n": {"type":"integer","minimum":0,"maximum":1000000},
                      "rate": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"}
                    },
                    "required": ["n"],
                    "additionalProperties": false
                  }
                },
                "required": ["n","current","reviewed","delivery"],
                "additionalProperties": false,
                "x-check": "figures"
              },
              "policy": {
                "type": "object",
                "properties": {
                  "n": {"type":"integer","minimum":0,"maximum":1000000},
                  "current": {"type":"integer","minimum":0,"maximum":1000000},
                  "reviewed": {"type":"integer","minimum":0,"maximum":1000000},
                  "claimed": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                  "evidenced": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                  "delivery": {
                    "type": "object",
                    "properties": {
                      "n": {"type":"integer","minimum":0,"maximum":1000000},
                      "rate": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"}
                    },
                    "required": ["n"],
                    "additionalProperties": false
                  }
                },
                "required": ["n","current","reviewed","delivery"],
                "additionalProperties": false,
                "x-check": "figures"
              }
            },
            "required": ["security","alignment","safeguards","policy"],
            "additionalProperties": false
          }
        },
        "required": ["overall","areas"],
        "additionalProperties": false
      },
      "certifier": {
        "type": "object",
        "properties": {
          "name": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "office": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
        },
        "required": ["name","office"],
        "additionalProperties": false
      },
      "confirmed_by": {
        "type": "object",
        "properties": {
          "name": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "office": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
        },
        "required": ["name","office"],
        "additionalProperties": false
      },
      "statement": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "corrects": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "reason": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","period","as_of","method","position","figures","certifier","statement"],
    "additionalProperties": false,
    "x-check": "certificate"
  }
  $shape$)
on conflict (kind) do update set schema = excluded.schema;

create trigger refuse_unseen before insert or update of name, office on public.memberships
  for each row execute function private.refuse_unseen('name', 'office');

-- Members only: what an import brings was looked at before.
create trigger refuse_unseen before insert or update of title, statement, criteria, target_note, reason, source, translation
  on public.goal_revisions
  for each row when (current_user = 'authenticated')
  execute function private.refuse_unseen('title', 'statement', 'criteria', 'target_note', 'reason', 'source', 'translation');

create trigger refuse_far_days before insert or update of effective_on, target_on on public.goal_revisions
  for each row when (current_user = 'authenticated')
  execute function private.refuse_far_days('effective_on', 'target_on');

create trigger refuse_unseen before insert or update of narrative, source, translation on public.progress_updates
  for each row when (current_user = 'authenticated') execute function private.refuse_unseen('narrative', 'source', 'translation');

create trigger refuse_far_days before insert or update of effective_on on public.progress_updates
  for each row when (current_user = 'authenticated') execute function private.refuse_far_days('effective_on');

-- An address without what two of one page may differ in; the same stands in src/lib/record/leaks.ts.
create function private.bare_address(address text) returns text
language sql immutable set search_path = '' as $$
  select regexp_replace(regexp_replace(regexp_replace(lower(address collate "C"),
    '^https?://|#.*$', '', 'g'), '^([^/:]*):(80|443)(?=/|$)', '\1'), '/+$', '');
$$;
grant execute on function private.bare_address(text) to authenticated;

-- Refuses an update in which one item redacts what another one shows: the same file, or the same address.
create function private.require_no_leak(of_update uuid) returns void
language plpgsql stable set search_path = '' as $$
declare
  leak integer := (
    with shown (position, visibility, thing) as (
      select e.position, e.visibility, t.thing from public.evidence e
        cross join lateral unnest(array[e.sha256, e.file_sha256,
          private.bare_address(e.url), private.bare_address(e.archived_url)]) as t (thing)
      where e.update_id = of_update
    )
    select min(r.position) from shown r join shown p using (thing)
    where r.visibility = 'redacted' and p.visibility = 'public');
begin
  if leak is not null then
    perform private.refuse('redaction_leak', jsonb_build_object('item', leak + 1));
  end if;
end;
$$;
grant execute on function private.require_no_leak(uuid) to authenticated;

create function private.refuse_leaks() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform private.require_no_leak(u.update_id) from (select distinct a.update_id from added a) as u;
  return null;
end;
$$;

create trigger refuse_unseen before insert on public.evidence
  for each row when (current_user = 'authenticated')
  execute function private.refuse_unseen('title', 'url', 'archived_url', 'file_name', 'redaction_description');

create trigger refuse_unseen before insert on public.evidence_files
  for each row execute function private.refuse_unseen('name');

create trigger refuse_leaks after insert on public.evidence
  referencing new table as added for each statement when (current_user = 'authenticated')
  execute function private.refuse_leaks();

-- What an update must have before somebody else looks at it, and before the public does.
create or replace function private.require_publishable(u public.progress_updates) returns void
language plpgsql stable set search_path = '' as $$
declare
  r public.goal_revisions;
  uncovered integer;
begin
  perform private.require_past(u.effective_on);
  if not private.is_full_text(u.narrative) then
    perform private.refuse('narrative_missing');
  end if;
  perform private.require_no_leak(u.id);
  if not private.is_update_translation(u.translation) then
    perform private.refuse('translation_unfinished');
  end if;
  -- Reviews do not carry over to a correction, so an empty one would be a way to be rid of them.
  if exists (select from public.progress_updates c where c.id = u.corrects_id and c.grade = u.grade
      and btrim(c.narrative, E' \t\n') = btrim(u.narrative, E' \t\n')
      and c.translation is not distinct from u.translation
      and private.evidence_facts(c.id)::text = private.evidence_facts(u.id)::text) then
    perform private.refuse('nothing_changed.correction');
  end if;
  if u.grade = 4 then
    r := private.revision_in_force(u.goal_id, (private.original_update(u.id)).effective_on);
    if cardinality(r.criteria) = 0 then
      uncovered := case when exists (select from public.evidence e where e.update_id = u.id) then null else 1 end;
    else
      select min(i) into uncovered from generate_series(1, cardinality(r.criteria)) as i
      where not exists (select from public.evidence e where e.update_id = u.id and i - 1 = any (e.criteria));
    end if;
    if uncovered is not null then
      perform private.refuse('criterion_without_evidence', jsonb_build_object('criterion', uncovered));
    end if;
  end if;
end;
$$;

create trigger refuse_unseen before insert on public.update_comments
  for each row execute function private.refuse_unseen('body');

create trigger refuse_unseen before insert or update of facts on public.drafts
  for each row when (current_user = 'authenticated') execute function private.refuse_unseen('facts');

create trigger refuse_unseen before insert on public.draft_comments
  for each row execute function private.refuse_unseen('body');

create or replace function private.record_update(of_update uuid) returns bigint
language plpgsql set search_path = '' as $$
declare
  u public.progress_updates;
  g public.goals;
  corrected public.progress_updates;
  original public.progress_updates;
  r public.goal_revisions;
  closing public.record_entries;
  free_key text;
  seq bigint;
begin
  perform private.lock_record();
  select * into u from public.progress_updates where id = of_update for update;
  if u.id is null then
    perform private.refuse('not_found');
  end if;
  if u.published_seq is not null then
    return u.published_seq;
  end if;
  select * into g from public.goals where id = u.goal_id;
  if g.published_seq is null then
    perform private.refuse('goal_not_published');
  end if;
  if u.corrects_id is not null then
    select * into corrected from public.progress_updates where id = u.corrects_id;
    if corrected.goal_id <> u.goal_id or corrected.published_seq is null then
      perform private.refuse('wrong_correction');
    elsif corrected.effective_on > u.effective_on then
      perform private.refuse('out_of_order.correction', jsonb_build_object('day', corrected.effective_on));
    end if;
  end if;
  original := private.original_update(u.id);
  closing := private.closing_of(g.id);
  if u.corrects_id is null and closing.effective_on < u.effective_on then
    perform private.refuse('goal_closed', jsonb_build_object('day', closing.effective_on));
  end if;
  r := private.revision_in_force(g.id, original.effective_on);
  if r.id is null then
    perform private.refuse('before_the_goal');
  end if;
  if exists (select from public.evidence e where e.update_id = u.id and cardinality(r.criteria) <= any (e.criteria)) then
    perform private.refuse('unknown_criterion', jsonb_build_object('revision', r.number));
  end if;
  perform private.require_no_leak(u.id);
  if u.key is null then
    -- The day, and on a second update of that day `-2`.
    select candidate into free_key from (
      select private.written_day(u.effective_on) || case when n = 1 then '' else '-' || n end as candidate, n
      from generate_series(1, 1 + (select count(*) from public.progress_updates x where x.goal_id = g.id)) as n
    ) as candidates
    where not exists (select from public.progress_updates x where x.goal_id = g.id and x.key = candidate)
    order by n limit 1;
  end if;
  seq := private.append_entry(g.organization_id,
    case when u.corrects_id is null then 'progress.reported' else 'progress.corrected' end,
    u.effective_on, json_build_object(
      'goal', g.key, 'update', coalesce(u.key, free_key), 'corrects', corrected.key, 'revision', r.number,
      'grade', u.grade, 'narrative', u.narrative, 'evidence', private.evidence_facts(u.id),
      'source', u.source, 'translation', private.translation_facts(u.translation)));
  update public.progress_updates
    set key = coalesce(u.key, free_key), revision_id = r.id, published_seq = seq where id = u.id;
  -- A correction of a day up to the closing must not take away what the closing rests on.
  if closing.closed_as = 'delivered' and not private.has_delivered_update(g.id, closing.effective_on) then
    perform private.refuse('not_delivered.correction', jsonb_build_object('day', closing.effective_on));
  end if;
  return seq;
end;
$$;

create trigger refuse_unseen before insert or update of name on public.teams
  for each row execute function private.refuse_unseen('name');

create trigger refuse_unseen before insert on public.access_tokens
  for each row execute function private.refuse_unseen('name');
