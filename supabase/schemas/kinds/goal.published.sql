-- goal.published and goal.revised: what a goal says, from its first revision on.

-- A condition's fields in one order; of another shape as it is, for the check of shapes to refuse.
create function private.condition_facts(value jsonb) returns json
language sql immutable set search_path = '' as $$
  select case jsonb_typeof(value) when 'object' then json_build_object('text', value -> 'text',
    'threshold', value -> 'threshold') else to_json(value) end;
$$;

-- The fields of their entries, of facts as they would stand there.
create function private.revision_facts(facts jsonb, number integer) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'goal', facts -> 'goal',
    'area', case when number = 1 then facts -> 'area' end,
    'revision', number,
    'change', case when number > 1 then facts -> 'change' end,
    'title', facts -> 'title',
    'statement', facts -> 'statement',
    'criteria', facts -> 'criteria',
    'condition', case when number = 1 then private.condition_facts(facts -> 'condition') end,
    'target', case when jsonb_typeof(facts -> 'target') = 'object' then json_build_object(
      'on', facts #> '{target,on}', 'basis', facts #> '{target,basis}', 'note', facts #> '{target,note}')
      else to_json(facts -> 'target') end,
    'target_within', case when jsonb_typeof(facts -> 'target_within') = 'object' then json_build_object(
      'days', facts #> '{target_within,days}', 'basis', facts #> '{target_within,basis}',
      'note', facts #> '{target_within,note}') else to_json(facts -> 'target_within') end,
    'outlook', facts -> 'outlook',
    'reason', case when number > 1 then facts -> 'reason' end,
    'source', facts -> 'source',
    'translation', private.translation_facts(nullif(facts -> 'translation', 'null')));
$$;

-- Records what a published goal says from that day on, or publishes it, under the rules of the record. For imports
-- too; what a person at a form must keep to besides is asked before.
create function private.record_revision(goal uuid, facts jsonb, day date) returns bigint
language plpgsql set search_path = '' as $$
declare
  g public.goals;
  number integer;
  seq bigint;
begin
  perform private.lock_record();
  select * into g from public.goals x where x.id = record_revision.goal for update;
  number := private.require_next_revision(g, facts, day);
  seq := private.append_entry(g.organization_id, case when number = 1 then 'goal.published' else 'goal.revised' end,
    day, private.revision_facts(facts, number));
  if number = 1 then
    update public.goals x set published_seq = seq where x.id = g.id;
  end if;
  return seq;
end;
$$;

-- What a draft of a goal would say, as facts.
create function private.goal_draft_facts(g public.goals, d public.goal_drafts) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('goal', g.key, 'area', g.area, 'title', d.title, 'statement', d.statement,
    'criteria', d.criteria, 'condition', case when d.condition_text is not null then jsonb_build_object(
      'text', d.condition_text, 'threshold', d.condition_threshold) end,
    'target_within', case when d.target_within is not null then jsonb_build_object('days', d.target_within,
      'basis', d.target_basis, 'note', d.target_note) end,
    'target', case when d.target_on is not null then jsonb_build_object(
      'on', private.written_day(d.target_on), 'basis', d.target_basis, 'note', d.target_note) end,
    'outlook', d.outlook, 'source', d.source, 'translation', d.translation);
$$;

-- What a draft of a goal must have before the public sees it, but its day.
create function private.require_publishable_goal(d public.goal_drafts) returns void
language plpgsql stable set search_path = '' as $$
begin
  if not private.is_full_text(d.statement) then
    perform private.refuse('statement_missing');
  elsif not coalesce(private.is_full_text(d.condition_text) and coalesce(private.is_full_text(d.condition_threshold), true),
      d.condition_text is null) then
    perform private.refuse('condition_missing');
  -- What publishes a goal gives no reason.
  elsif not private.is_revision_translation(d.translation, d.criteria, case when d.condition_text is not null then
      jsonb_build_object('text', d.condition_text, 'threshold', d.condition_threshold) end, d.target_note, null) then
    perform private.refuse('translation_unfinished.revision');
  end if;
  perform private.require_distinct_criteria(d.organization_id, d.criteria);
end;
$$;

-- Publishes a goal. Publishing it again returns the same number.
create function public.publish_goal(goal uuid, seen timestamptz default null) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  g public.goals;
  d public.goal_drafts;
  number bigint;
begin
  perform private.lock_record();
  select * into g from public.goals x where x.id = publish_goal.goal for update;
  perform private.require_leader(g.organization_id);
  if g.published_seq is not null then
    return g.published_seq;
  end if;
  select * into d from public.goal_drafts x where x.goal_id = g.id for update;
  if d.goal_id is null then
    perform private.refuse('not_found');
  end if;
  perform private.require_seen(d.updated_at, seen);
  perform private.require_past(d.effective_on);
  perform private.require_publishable_goal(d);
  number := private.record_revision(g.id, private.goal_draft_facts(g, d), d.effective_on);
  delete from public.goal_drafts x where x.goal_id = g.id;
  return number;
end;
$$;
grant execute on function public.publish_goal(uuid, timestamptz) to authenticated;

-- Publishes drafts of goals together, in that order, or none: `[{"id": …, "seen": …}]`, with `seen` the version that
-- was looked at. Returns the numbers of their entries, also of those that were published before.
create function public.publish_goals(goals jsonb) returns bigint[]
language plpgsql security definer set search_path = '' as $$
declare
  numbers bigint[] := '{}';
  one jsonb;
begin
  if jsonb_array_length(goals) > 100 then
    perform private.refuse('too_many_drafts', jsonb_build_object('most', 100));
  end if;
  -- Nobody else publishes meanwhile.
  perform private.lock_record();
  for one in select value from jsonb_array_elements(goals) with ordinality order by ordinality loop
    numbers := numbers || public.publish_goal((one ->> 'id')::uuid, (one ->> 'seen')::timestamptz);
  end loop;
  return numbers;
end;
$$;
grant execute on function public.publish_goals(jsonb) to authenticated;
