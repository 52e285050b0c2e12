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

-- A translation says neither more nor less than the revision that carries it.
create function private.check_revision(fact jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select not (fact ? 'target' and fact ?| '{target_within,condition}')
    and (not fact ? 'translation'
      or (jsonb_array_length(fact #> '{translation,criteria}') = jsonb_array_length(fact -> 'criteria')
        and (not fact -> 'translation' ? 'condition' or fact ? 'condition')
        and (not coalesce(fact #> '{translation,condition}' ? 'threshold', false) or fact -> 'condition' ? 'threshold')
        and (not fact -> 'translation' ? 'target_note' or coalesce(fact -> 'target' ? 'note', false)
          or coalesce(fact -> 'target_within' ? 'note', false))
        and (not fact -> 'translation' ? 'reason' or fact ? 'reason')));
$$;

-- Whole: the shape that an entry's translation has, with as many criteria as the revision; what that has not
-- is not translated.
create function private.is_revision_translation(value jsonb, criteria text[], target_note text, reason text)
returns boolean
language sql stable set search_path = '' as $$
  select case when value is not null then
    private.part_problem('goal.revised', '{properties,translation}', value) is null
    and private.check_revision(jsonb_strip_nulls(jsonb_build_object('criteria', criteria, 'reason', reason,
      'target', jsonb_build_object('note', target_note), 'translation', value))) end;
$$;

create function private.is_update_translation(value jsonb) returns boolean
language sql stable set search_path = '' as $$
  select case when value is not null then
    private.part_problem('progress.reported', '{properties,translation}', value) is null end;
$$;

-- The fields in one order, whatever order they were typed in.
create function private.translation_facts(value jsonb) returns json
language sql immutable set search_path = '' as $$
  select case when value is not null then json_build_object('language', value -> 'language',
    'title', value -> 'title', 'statement', value -> 'statement', 'criteria', value -> 'criteria',
    'target_note', value -> 'target_note', 'reason', value -> 'reason', 'narrative', value -> 'narrative') end;
$$;
