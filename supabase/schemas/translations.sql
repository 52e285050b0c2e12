-- A revision or a progress update may carry a translation: written by the organization, published with
-- the text it translates and in the same entry, so that neither can change without the other's day.

-- A draft may be half done; what is published is whole.
create function private.is_draft_translation(value jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case when value is null then null when jsonb_typeof(value) <> 'object' then false
    else value - '{language,title,statement,criteria,target_note,reason,narrative}'::text[] = '{}'::jsonb
    and coalesce(value ->> 'language', '') in ('en', 'zh')
    and coalesce((select bool_and(jsonb_typeof(x.value) = 'string' and private.is_free_text(x.value #>> '{}'))
      from jsonb_each(value - 'criteria') as x), true)
    and char_length(coalesce(value ->> 'title', '')) <= 1000
    and case when value ? 'criteria' then case when jsonb_typeof(value -> 'criteria') = 'array'
      then jsonb_array_length(value -> 'criteria') <= 1000 and coalesce((
        select bool_and(jsonb_typeof(x.value) = 'string' and private.is_free_text(x.value #>> '{}'))
        from jsonb_array_elements(value -> 'criteria') as x (value)), true)
      else false end else true end end;
$$;
grant execute on function private.is_draft_translation(jsonb) to authenticated, service_role;

-- Whole: title, statement and as many criteria as the revision has; what it has not is not translated.
create function private.is_revision_translation(value jsonb, criteria text[], target_note text, reason text)
returns boolean
language sql immutable set search_path = '' as $$
  select case when value is null then null when not private.is_draft_translation(value) then false
    else not value ? 'narrative' and coalesce(private.is_short_text(value ->> 'title'), false)
    and coalesce(private.is_full_text(value ->> 'statement'), false)
    and coalesce(jsonb_array_length(value -> 'criteria'), -1) = cardinality(criteria)
    and coalesce((select bool_and(private.is_full_text(x.value))
      from jsonb_array_elements_text(value -> 'criteria') as x (value)), true)
    and (target_note is not null or not value ? 'target_note')
    and (reason is not null or not value ? 'reason') end;
$$;
grant execute on function private.is_revision_translation(jsonb, text[], text, text) to authenticated, service_role;

create function private.is_update_translation(value jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case when value is null then null when not private.is_draft_translation(value) then false
    else value - '{language,narrative}'::text[] = '{}'::jsonb
    and coalesce(private.is_full_text(value ->> 'narrative'), false) end;
$$;
grant execute on function private.is_update_translation(jsonb) to authenticated, service_role;

-- The fields in one order, whatever order they were typed in.
create function private.translation_facts(value jsonb) returns json
language sql immutable set search_path = '' as $$
  select case when value is not null then json_build_object('language', value -> 'language',
    'title', value -> 'title', 'statement', value -> 'statement', 'criteria', value -> 'criteria',
    'target_note', value -> 'target_note', 'reason', value -> 'reason', 'narrative', value -> 'narrative') end;
$$;
