-- The strict reading of an entry, which is all that may be appended. src/lib/record/entries.ts defines it;
-- shapes.sql has it as a JSON Schema for each kind, made by `npm run db:shapes`. Here stand what reads such a
-- schema, and a function `check_…` for each check that Zod makes in code. Tests hold both to the same answers.

create table private.entry_shapes (
  kind text primary key,
  schema jsonb not null
);
comment on table private.entry_shapes is 'The shape of each kind of entry, as a JSON Schema with the names of checks made in code.';
alter table private.entry_shapes enable row level security;
revoke all on table private.entry_shapes from public, anon, authenticated, service_role;


-- ── Checks made in code ──────────────────────────────────────────────────────────────────────────
-- Each is asked of a value whose type and other words in the schema hold already.

-- The number that JavaScript reads; null for one that is none there, 1e400 or so.
create function private.as_double(value jsonb) returns double precision
language sql immutable set search_path = '' as $$
  select case
    when abs(value::numeric) >= 1.7976931348623158079372897e308 then null
    -- Half of the smallest there is: nothing.
    when abs(value::numeric) <= 2.4703282292062327208e-324 then 0
    else value::double precision end;
$$;
revoke all on function private.as_double(jsonb) from public;

create function private.is_written_day(value text) returns boolean
language sql immutable set search_path = '' as $$
  select case when value ~ '^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' then
    right(value, 2)::integer <= extract(day from
      make_date(left(value, 4)::integer, substr(value, 6, 2)::integer, 1) + interval '1 month - 1 day')
    else false end;
$$;
revoke all on function private.is_written_day(text) from public;

-- Neither NUL nor half a surrogate pair: jsonb holds none, and what has one does not become jsonb.
create function private.check_text(value jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select true;
$$;
revoke all on function private.check_text(jsonb) from public;

create function private.check_day(value jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select private.is_written_day(value #>> '{}');
$$;
revoke all on function private.check_day(jsonb) from public;

create function private.check_moment(value jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select private.is_written_day(left(value #>> '{}', 10));
$$;
revoke all on function private.check_moment(jsonb) from public;

-- Of the number as JavaScript would write it.
create function private.check_hundredths(value jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select number = round(number, 2) from (select private.as_double(value)::text::numeric as number) as written;
$$;
revoke all on function private.check_hundredths(jsonb) from public;

-- A redacted item has a redaction and no address, and of its file at most the hash; a public one has its
-- address or hash, and of a file that can be had name, type and size.
create function private.check_evidence(value jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case
    when value ->> 'visibility' = 'redacted' then
      value ? 'redaction' and not value ?| '{url,archived_url,name,media_type,bytes}'
      and (value ->> 'kind' = 'file' or not value ? 'sha256')
    when value ? 'redaction' then false
    when value ->> 'kind' = 'link' then
      value ? 'url' and not value ?| '{sha256,name,media_type,bytes}'
    else value ? 'sha256' and not value ?| '{url,archived_url}'
      and (value ?& '{name,media_type,bytes}' or not value ?| '{name,media_type,bytes}') end;
$$;
revoke all on function private.check_evidence(jsonb) from public;

create function private.check_registration(value jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select value ->> 'kept_by' <> 'transcriber' or value ? 'kept_by_note';
$$;
revoke all on function private.check_registration(jsonb) from public;

-- A translation says neither more nor less than the revision that carries it.
create function private.check_revision(value jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select not value ? 'translation'
    or (jsonb_array_length(value #> '{translation,criteria}') = jsonb_array_length(value -> 'criteria')
      and (not value -> 'translation' ? 'target_note' or coalesce(value -> 'target' ? 'note', false))
      and (not value -> 'translation' ? 'reason' or value ? 'reason'));
$$;
revoke all on function private.check_revision(jsonb) from public;

-- As many successors as the end has, each once.
create function private.check_closing(value jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select count(distinct key) = count(*) and case check_closing.value ->> 'as'
    when 'superseded' then count(*) = 1
    when 'split' then count(*) > 1
    else count(*) = 0 end
  from jsonb_array_elements_text(check_closing.value -> 'successors') as successor (key);
$$;
revoke all on function private.check_closing(jsonb) from public;

-- Parts are no more than the whole, and scores are absent where nothing is scored, and only there.
create function private.check_figures(value jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select private.as_double(value -> 'current') <= n and private.as_double(value -> 'reviewed') <= n
    and value ? 'claimed' = (n <> 0) and value ? 'evidenced' = (n <> 0)
    and coalesce(private.as_double(value -> 'evidenced') <= private.as_double(value -> 'claimed'), true)
    and value -> 'delivery' ? 'rate' = (private.as_double(value #> '{delivery,n}') <> 0)
  from (select private.as_double(value -> 'n') as n) as goals;
$$;
revoke all on function private.check_figures(jsonb) from public;

-- The figures are of the quarter's last day, and a correction says why it came.
create function private.check_certificate(value jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select value ->> 'as_of' = to_char(private.last_day_of_quarter(value ->> 'period'), 'YYYY-MM-DD')
    and value ? 'corrects' = value ? 'reason';
$$;
revoke all on function private.check_certificate(jsonb) from public;


-- ── Reading a schema ─────────────────────────────────────────────────────────────────────────────

-- Null where the value has the shape, else the place of the first fault and the word of the schema that
-- it breaks: `/evidence/0/title maxLength`. Goes only where the schema leads, so a deep value costs nothing.
create function private.shape_problem(shape jsonb, fact jsonb) returns text
language plpgsql immutable set search_path = '' as $$
declare
  type text := shape ->> 'type';
  given text := jsonb_typeof(fact);
  written text;
  number double precision;
  name text;
  item jsonb;
  problem text;
  place integer := 0;
begin
  if shape - '{type,const,enum,anyOf,oneOf,x-check,minLength,maxLength,pattern,minimum,maximum,minItems,maxItems,items,properties,required,additionalProperties}'::text[] <> '{}' then
    return ' schema';
  end if;
  if type is null then
    if not shape ?| '{anyOf,oneOf}' then
      return ' schema';
    end if;
  elsif given <> (case type when 'integer' then 'number' else type end) then
    return ' type';
  elsif type = 'string' then
    written := fact #>> '{}';
    if char_length(written) > (shape ->> 'maxLength')::integer then
      return ' maxLength';
    elsif char_length(written) < (shape ->> 'minLength')::integer then
      return ' minLength';
    elsif written !~ (shape ->> 'pattern') then
      return ' pattern';
    end if;
  elsif given = 'number' then
    number := private.as_double(fact);
    if number is null or (type = 'integer' and number <> trunc(number)) then
      return ' type';
    elsif number < (shape ->> 'minimum')::double precision then
      return ' minimum';
    elsif number > (shape ->> 'maximum')::double precision then
      return ' maximum';
    end if;
    fact := to_jsonb(number);
  elsif type = 'array' then
    if jsonb_array_length(fact) > (shape ->> 'maxItems')::integer then
      return ' maxItems';
    elsif jsonb_array_length(fact) < (shape ->> 'minItems')::integer then
      return ' minItems';
    elsif not shape ? 'items' then
      return ' schema';
    end if;
    for item in select jsonb_array_elements(fact) loop
      problem := private.shape_problem(shape -> 'items', item);
      if problem is not null then
        return '/' || place || problem;
      end if;
      place := place + 1;
    end loop;
  elsif type = 'object' then
    if shape -> 'additionalProperties' is distinct from 'false' then
      return ' schema';
    end if;
    select field into name from jsonb_array_elements_text(shape -> 'required') as field
      where not fact ? field limit 1;
    if found then
      return '/' || name || ' required';
    end if;
    for name, item in select * from jsonb_each(fact) loop
      if not shape -> 'properties' ? name then
        return '/' || name || ' additionalProperties';
      end if;
      problem := private.shape_problem(shape -> 'properties' -> name, item);
      if problem is not null then
        return '/' || name || problem;
      end if;
    end loop;
  elsif type <> 'boolean' then
    return ' schema';
  end if;
  if fact <> shape -> 'const' then
    return ' const';
  elsif given in ('array', 'object') and shape ? 'enum' or not shape -> 'enum' @> fact then
    return ' enum';
  end if;
  if shape ?| '{anyOf,oneOf}' then
    select count(*) into place from jsonb_array_elements(coalesce(shape -> 'anyOf', shape -> 'oneOf')) as choice
      where private.shape_problem(choice, fact) is null;
    if place = 0 or (shape ? 'oneOf' and place > 1) then
      return ' anyOf';
    end if;
  end if;
  if shape ? 'x-check' and private.named_check(shape ->> 'x-check', fact) is not true then
    return ' ' || (shape ->> 'x-check');
  end if;
  return null;
end;
$$;
revoke all on function private.shape_problem(jsonb, jsonb) from public;

-- Whether JSON is nested no deeper than so many levels, told from its text: the database must not be asked to
-- read what is 20,000 deep.
create function private.is_shallow(body text, most integer) returns boolean
language plpgsql immutable set search_path = '' as $$
declare
  rest text := body;
begin
  if char_length(body) - char_length(translate(body, '[{', '')) <= most then
    return true;
  end if;
  rest := regexp_replace(regexp_replace(body, '"([^"\\]|\\.)*"', '', 'g'), '[^][{}]', '', 'g');
  for level in 1..most loop
    exit when rest = '';
    rest := regexp_replace(rest, '\[\]|\{\}', '', 'g');
  end loop;
  return rest = '';
end;
$$;
revoke all on function private.is_shallow(text, integer) from public;

-- What is wrong with an entry's text; null where it can be appended.
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
revoke all on function private.entry_problem(text, text) from public;
