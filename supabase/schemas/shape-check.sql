-- The strict reading of an entry, which is all that may be appended. src/lib/record/entries.ts defines it;
-- shapes.sql has it as a JSON Schema for each kind, made by `npm run db:shapes`. Here stands what reads such
-- a schema, and a function `check_…` for each check that Zod makes in code and several kinds share; those of
-- one kind stand in its file. Tests hold all of it to Zod's answers.

-- ── Shapes ───────────────────────────────────────────────────────────────────────────────────────

-- Whether every word of a schema is one that shape_problem() heeds.
create function private.is_shape(schema jsonb) returns boolean
language sql immutable set search_path = '' as $$
  with recursive parts (shape) as (
    select schema
    union all
    select inner_part.shape from parts p cross join lateral (
      select field.value from jsonb_each(p.shape -> 'properties') as field
      union all
      select p.shape -> 'items' where p.shape ? 'items'
      union all
      select choice.value from jsonb_array_elements(coalesce(p.shape -> 'anyOf', p.shape -> 'oneOf')) as choice
    ) as inner_part (shape)
  )
  select bool_and(coalesce(
    p.shape - '{type,const,enum,minLength,maxLength,pattern,minimum,maximum,minItems,maxItems,items,properties,required,additionalProperties,anyOf,oneOf,x-check}'::text[] = '{}'
    and case
      when p.shape ?| '{anyOf,oneOf}' then
        p.shape - '{anyOf,x-check}'::text[] = '{}' or p.shape - '{oneOf,x-check}'::text[] = '{}'
      when p.shape ->> 'type' = 'object' then
        p.shape ?& '{properties,required}' and p.shape -> 'additionalProperties' = 'false'
      when p.shape ->> 'type' = 'array' then p.shape ? 'items'
      else p.shape ->> 'type' in ('string', 'number', 'integer', 'boolean') end, false))
  from parts p;
$$;

create table private.entry_shapes (
  kind text primary key,
  schema jsonb not null check (private.is_shape(schema))
);
comment on table private.entry_shapes is 'The shape of each kind of entry, as a JSON Schema with the names of checks made in code.';
alter table private.entry_shapes enable row level security;
create policy nobody_reaches_shapes on private.entry_shapes for all using (false);


-- ── Checks made in code ──────────────────────────────────────────────────────────────────────────
-- Each is asked of facts of which all words in the schema hold.

-- The number that JavaScript reads; null for one that is none there, 1e400 or so.
create function private.as_double(fact jsonb) returns double precision
language plpgsql immutable set search_path = '' as $$
begin
  return case
    when abs(fact::numeric) >= 1.7976931348623158079372897e308 then null
    -- Half of the smallest there is: nothing.
    when abs(fact::numeric) <= 2.4703282292062327208e-324 then 0
    else fact::double precision end;
end;
$$;

create function private.is_written_day(written text) returns boolean
language sql immutable set search_path = '' as $$
  select case when written ~ '^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' then
    right(written, 2)::integer <= extract(day from
      make_date(left(written, 4)::integer, substr(written, 6, 2)::integer, 1) + interval '1 month - 1 day')
    else false end;
$$;

-- Of a year that a roadmap speaks of; what was recorded before may be of another.
create function private.check_day(fact jsonb) returns boolean
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

create function private.check_moment(fact jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select private.is_written_day(left(fact #>> '{}', 10));
$$;


-- ── Reading a shape ──────────────────────────────────────────────────────────────────────────────

-- Null where the facts have the shape, else the place of a fault and the word of the schema that it breaks:
-- `/evidence/0/title maxLength`. In one query, since a function that calls itself takes twice the time. It goes
-- only where the schema leads, so facts that are deep cost nothing.
create function private.shape_problem(shape jsonb, facts jsonb) returns text
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

-- Whether JSON is nested no deeper than so many levels, told from its text: the database must not be asked to
-- read what is 20,000 deep.
create function private.is_shallow(body text, most integer) returns boolean
language plpgsql immutable set search_path = '' as $$
declare
  brackets text;
begin
  if char_length(body) - char_length(translate(body, '[{', '')) <= most then
    return true;
  end if;
  brackets := regexp_replace(regexp_replace(body, '"([^"\\]|\\.)*"', '', 'g'), '[^][{}]', '', 'g');
  for level in 1..most loop
    exit when brackets = '';
    brackets := regexp_replace(brackets, '\[\]|\{\}', '', 'g');
  end loop;
  return brackets = '';
end;
$$;

-- What is wrong with an entry's text; null where it can be appended. Which of two fields of one name counts,
-- and in what order they stand, is as JavaScript has it: the last, and in none.
create function private.entry_problem(kind text, body text) returns text
language plpgsql stable set search_path = '' as $$
declare
  shape jsonb := (select s.schema from private.entry_shapes s where s.kind = entry_problem.kind);
begin
  if shape is null then
    return ' kind';
  elsif private.is_shallow(body, 32) is not true then
    return ' depth';
  end if;
  return private.shape_problem(shape, body::jsonb);
exception
  -- No JSON; half a surrogate pair; NUL; a number of more digits than there is room for.
  when invalid_text_representation or untranslatable_character or numeric_value_out_of_range then
    return ' text';
end;
$$;

-- Refuses a fact for its problem, as shape_problem() has it.
create function private.refuse_problem(facts jsonb, problem text) returns void
language plpgsql stable set search_path = '' as $$
declare
  place text := substring(problem from '^/(.*) (?:text|filled_text|address|source)$');
  written text := facts #>> string_to_array(place, '/');
  unseen text := coalesce(private.unseen_in(written), private.unseen_in(written, problem !~ 'text$'));
begin
  if unseen is not null then
    perform private.refuse_character(place, unseen);
  elsif problem ~ ' day$'
    and private.is_written_day(facts #>> string_to_array(substring(problem from '^/(.*) '), '/')) then
    perform private.refuse_far_day(substring(problem from '^/(.*) '));
  else
    perform private.refuse('wrong_shape', jsonb_build_object('problem', trim(problem)));
  end if;
end;
$$;

-- Refuses what the record cannot take: nothing is appended that the strict reading refuses.
create function private.check_shape(kind text, body text) returns void
language plpgsql stable set search_path = '' as $$
declare
  problem text := private.entry_problem(kind, body);
begin
  if problem is not null then
    -- What has no place may be no JSON at all.
    perform private.refuse_problem(case when problem ~ '^/' then body::jsonb else '{}' end, problem);
  end if;
end;
$$;

-- What is wrong with a part of an entry; null where nothing is. `place` leads to the part's shape:
-- `{properties,translation}`.
create function private.part_problem(kind text, place text[], facts jsonb) returns text
language sql stable set search_path = '' as $$
  select private.shape_problem(
    (select s.schema #> place from private.entry_shapes s where s.kind = part_problem.kind), facts);
$$;
