-- Files in safety-roadmap/2: labels by one table, conditional goals, claims by criterion, and what imports add.

alter table public.goal_drafts
  add column condition_text text check (private.is_free_text(condition_text)),
  add column condition_threshold text check (private.is_free_text(condition_threshold)),
  add column target_within integer check (target_within between 0 and 36525),
  drop constraint target_is_whole,
  add constraint target_is_whole check (num_nonnulls(target_on, target_within) = num_nonnulls(target_basis)
    and (target_note is null or target_basis is not null)),
  add constraint threshold_is_of_a_condition check (condition_threshold is null or condition_text is not null);
drop trigger refuse_unseen on public.goal_drafts;
create trigger refuse_unseen before insert or update of title, statement, criteria, condition_text,
  condition_threshold, target_note, source, translation on public.goal_drafts
  for each row when (current_user = 'authenticated')
  execute function private.refuse_unseen('title', 'statement', 'criteria', 'condition_text', 'condition_threshold',
    'target_note', 'source', 'translation');
grant insert (condition_text, condition_threshold, target_within), update (condition_text, condition_threshold, target_within)
  on table public.goal_drafts to authenticated;

alter table public.progress_updates
  add column met integer[] check (coalesce(array_ndims(met), 1) = 1 and array_position(met, null) is null and 0 <= all (met));
grant insert (met), update (met) on table public.progress_updates to authenticated;

alter table public.evidence_files alter column created_by drop not null;

drop function private.is_revision_translation(jsonb, text[], text, text);
drop function private.lost_criteria(text[], text[]);

create or replace function private.is_draft_translation(value jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case when value is null then null when jsonb_typeof(value) <> 'object' then false
    else value - '{language,title,statement,criteria,condition,target_note,reason,narrative}'::text[] = '{}'::jsonb
    and coalesce(value ->> 'language', '') in ('en', 'zh')
    and coalesce((select bool_and(jsonb_typeof(x.value) = 'string' and private.is_free_text(x.value #>> '{}'))
      from jsonb_each(value - '{criteria,condition}'::text[] || case jsonb_typeof(value -> 'condition')
        when 'object' then value -> 'condition' else '{}' end) as x), true)
    and (not value ? 'condition' or jsonb_typeof(value -> 'condition') = 'object'
      and (value -> 'condition') - '{text,threshold}'::text[] = '{}'::jsonb)
    and char_length(coalesce(value ->> 'title', '')) <= 1000
    and case when value ? 'criteria' then case when jsonb_typeof(value -> 'criteria') = 'array'
      then jsonb_array_length(value -> 'criteria') <= 1000 and coalesce((
        select bool_and(jsonb_typeof(x.value) = 'string' and private.is_free_text(x.value #>> '{}'))
        from jsonb_array_elements(value -> 'criteria') as x (value)), true)
      else false end else true end end;
$$;

create or replace function private.is_revision_translation(value jsonb, criteria text[], condition jsonb, target_note text,
  reason text) returns boolean
language sql stable set search_path = '' as $$
  select case when value is not null then
    private.part_problem('goal.revised', '{properties,translation}', value) is null
    and private.check_revision(jsonb_strip_nulls(jsonb_build_object('criteria', criteria, 'reason', reason,
      'condition', condition, 'target_within', jsonb_build_object('note', target_note), 'translation', value))) end;
$$;

create or replace function private.translation_facts(value jsonb) returns json
language sql immutable set search_path = '' as $$
  select case when value is not null then json_build_object('language', value -> 'language',
    'title', value -> 'title', 'statement', value -> 'statement', 'criteria', value -> 'criteria',
    'condition', case when jsonb_typeof(value -> 'condition') = 'object' then json_build_object(
      'text', value #> '{condition,text}', 'threshold', value #> '{condition,threshold}') end,
    'target_note', value -> 'target_note', 'reason', value -> 'reason', 'narrative', value -> 'narrative') end;
$$;

create function private.is_conditional(organization uuid, goal text) returns boolean
language sql stable set search_path = '' as $$
  select coalesce((select e.body::jsonb ? 'condition' from public.record_entries e
    where e.organization_id = organization and e.goal = is_conditional.goal and e.kind = 'goal.published'), false);
$$;

create or replace function public.create_goal(organization uuid, draft jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  goal uuid;
begin
  insert into public.goals (organization_id, key, area, created_by)
  values (organization, draft ->> 'key', draft ->> 'area', private.my_membership(organization))
  returning id into goal;
  insert into public.goal_drafts (organization_id, goal_id, title, statement, criteria, condition_text,
    condition_threshold, target_on, target_within, target_basis, target_note, outlook, effective_on, translation)
  values (organization, goal, draft ->> 'title', coalesce(draft ->> 'statement', ''),
    array(select jsonb_array_elements_text(draft -> 'criteria')), draft ->> 'condition_text',
    draft ->> 'condition_threshold', (draft ->> 'target_on')::date, (draft ->> 'target_within')::integer,
    draft ->> 'target_basis', draft ->> 'target_note', draft ->> 'outlook',
    (draft ->> 'effective_on')::date, nullif(draft -> 'translation', 'null'));
  return goal;
end;
$$;

create or replace function public.save_draft_goal(goal uuid, draft jsonb, seen timestamptz default null) returns void
language plpgsql set search_path = '' as $$
declare
  stored timestamptz;
begin
  select d.updated_at into stored from public.goal_drafts d where d.goal_id = goal for update;
  perform private.require_seen(stored, seen);
  update public.goals g set key = draft ->> 'key', area = draft ->> 'area' where g.id = goal;
  if not found then
    perform private.refuse('not_editable.goal');
  end if;
  update public.goal_drafts d
  set title = draft ->> 'title', statement = coalesce(draft ->> 'statement', ''),
    criteria = array(select jsonb_array_elements_text(draft -> 'criteria')),
    condition_text = draft ->> 'condition_text', condition_threshold = draft ->> 'condition_threshold',
    target_on = (draft ->> 'target_on')::date, target_within = (draft ->> 'target_within')::integer, target_basis = draft ->> 'target_basis',
    target_note = draft ->> 'target_note', outlook = draft ->> 'outlook',
    effective_on = (draft ->> 'effective_on')::date, translation = nullif(draft -> 'translation', 'null'),
    updated_at = now()
  where d.goal_id = goal;
end;
$$;

create or replace function private.mark_editor() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  editor uuid := private.my_membership(new.organization_id);
begin
  if editor is not null and editor is distinct from new.created_by
    and row(new.effective_on, new.grade, new.narrative, new.met, new.source, new.translation, new.updated_at)
      is distinct from row(old.effective_on, old.grade, old.narrative, old.met, old.source, old.translation, old.updated_at) then
    new.edited_by := editor;
    new.editors := array_remove(new.editors, editor) || editor;
  end if;
  return new;
end;
$$;

create function private.indexes_in(value jsonb) returns integer[]
language sql immutable set search_path = '' as $$
  select case when jsonb_typeof(value) = 'array' then array(select jsonb_array_elements_text(value)::integer) end;
$$;
grant execute on function private.indexes_in(jsonb) to authenticated, service_role;

create or replace function public.save_progress_update(goal uuid, draft jsonb, evidence jsonb, corrects uuid default null,
  progress_update uuid default null, seen timestamptz default null) returns uuid
language plpgsql set search_path = '' as $$
declare
  id uuid := progress_update;
  stored timestamptz;
  organization uuid := (select g.organization_id from public.goals g where g.id = goal);
begin
  if exists (select from jsonb_array_elements(evidence) as item
      where item #>> '{file,sha256}' is not null and not exists (select from public.evidence_files f
        where f.organization_id = organization and f.sha256 = item #>> '{file,sha256}')) then
    perform private.refuse('file_missing');
  end if;
  if id is null then
    insert into public.progress_updates (id, organization_id, goal_id, corrects_id, effective_on, grade, narrative,
      met, translation, created_by)
    values (coalesce((draft ->> 'id')::uuid, gen_random_uuid()), organization, goal, corrects,
      (draft ->> 'effective_on')::date, (draft ->> 'grade')::smallint,
      coalesce(draft ->> 'narrative', ''), private.indexes_in(draft -> 'met'), nullif(draft -> 'translation', 'null'), private.my_membership(organization))
    returning progress_updates.id into id;
  else
    select u.updated_at into stored from public.progress_updates u where u.id = progress_update for update;
    perform private.require_seen(stored, seen);
    update public.progress_updates u
    set effective_on = (draft ->> 'effective_on')::date, grade = (draft ->> 'grade')::smallint,
      narrative = coalesce(draft ->> 'narrative', ''), met = private.indexes_in(draft -> 'met'), translation = nullif(draft -> 'translation', 'null'),
      updated_at = now()
    where u.id = progress_update;
    if not found then
      perform private.refuse('not_editable');
    end if;
    delete from public.evidence e where e.update_id = progress_update;
  end if;
  insert into public.evidence (organization_id, update_id, position, kind, visibility, title, url, archived_url,
    sha256, file_sha256, file_name, criteria, redaction_category, redaction_description)
  select organization, id, item.ordinality - 1, item.value ->> 'kind', item.value ->> 'visibility',
    item.value ->> 'title', item.value ->> 'url', item.value ->> 'archived_url', item.value ->> 'sha256',
    item.value #>> '{file,sha256}', item.value #>> '{file,name}',
    array(select jsonb_array_elements_text(item.value -> 'criteria')::integer),
    item.value #>> '{redaction,category}', item.value #>> '{redaction,description}'
  from jsonb_array_elements(evidence) with ordinality as item;
  return id;
end;
$$;

create or replace function private.require_publishable(u public.progress_updates) returns void
language plpgsql stable set search_path = '' as $$
declare
  r public.record_entries;
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
      and c.met is not distinct from u.met and c.translation is not distinct from u.translation
      and private.evidence_facts(c.id)::text = private.evidence_facts(u.id)::text) then
    perform private.refuse('nothing_changed.correction');
  end if;
  if u.grade = 4 then
    r := private.revision_in_force(u.goal_id, (private.original_update(u.id)).effective_on);
    if r.criteria = 0 then
      uncovered := case when exists (select from public.evidence e where e.update_id = u.id) then null else 1 end;
    else
      select min(i) into uncovered from generate_series(1, r.criteria) as i
      where not exists (select from public.evidence e where e.update_id = u.id and i - 1 = any (e.criteria));
    end if;
    if uncovered is not null then
      perform private.refuse('criterion_without_evidence', jsonb_build_object('criterion', uncovered));
    end if;
  end if;
end;
$$;

create or replace function private.register_organization(facts jsonb, effective_on date) returns uuid
language plpgsql set search_path = '' as $$
declare
  o public.organizations;
begin
  perform private.lock_record();
  insert into public.organizations
    (slug, name, url, kept_by, kept_by_note, roadmap_title, roadmap_url, cadence_days)
  values (
    facts ->> 'slug', facts ->> 'name', facts ->> 'url', facts ->> 'kept_by', facts ->> 'kept_by_note',
    facts #>> '{roadmap,title}', facts #>> '{roadmap,url}', (facts #>> '{roadmap,cadence_days}')::integer
  ) returning * into o;
  perform private.append_entry(o.id, 'organization.registered', effective_on, json_build_object(
    'name', o.name, 'url', o.url, 'kept_by', o.kept_by, 'kept_by_note', o.kept_by_note,
    'keeper', facts -> 'keeper',
    'roadmap', json_build_object(
      'title', o.roadmap_title, 'url', o.roadmap_url, 'cadence_days', o.cadence_days)
  ));
  return o.id;
end;
$$;

create function private.condition_facts(value jsonb) returns json
language sql immutable set search_path = '' as $$
  select case jsonb_typeof(value) when 'object' then json_build_object('text', value -> 'text',
    'threshold', value -> 'threshold') else to_json(value) end;
$$;

create or replace function private.revision_facts(facts jsonb, number integer) returns json
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

create or replace function private.goal_draft_facts(g public.goals, d public.goal_drafts) returns jsonb
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

create or replace function private.require_publishable_goal(d public.goal_drafts) returns void
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

create or replace function private.said_of_goal(facts jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object('title', facts -> 'title', 'statement', facts -> 'statement',
    'criteria', facts -> 'criteria', 'target', facts -> 'target', 'target_within', facts -> 'target_within',
    'outlook', facts -> 'outlook', 'translation', facts -> 'translation'));
$$;

create function private.target_in(facts jsonb) returns text
language sql immutable set search_path = '' as $$
  select coalesce(facts #>> '{target,on}',
    lpad(private.number_in(facts #> '{target_within,days}')::text, 6, '0'));
$$;

create function private.untrue_change(change text, before jsonb, after jsonb) returns text
language plpgsql immutable set search_path = '' as $$
declare
  had text[] := array(select private.words_of(c) from unnest(private.texts_in(before -> 'criteria')) with ordinality as t (c, n) order by n);
  has text[] := array(select private.words_of(c) from unnest(private.texts_in(after -> 'criteria')) with ordinality as t (c, n) order by n);
  was text := private.target_in(before);
  becomes text := private.target_in(after);
  is_later boolean := was is not null and coalesce(becomes > was, true);
begin
  if change = 'narrowed' then
    return null;
  elsif cardinality(has) < cardinality(had) then
    return 'fewer';
  elsif change = 'reworded' then
    -- Criteria keep their order, as far as they keep their words.
    if exists (select from (
        select p.place, lag(p.place) over (order by p.n) as behind
        from (select t.n, array_position(had, t.words) as place from unnest(has) with ordinality as t (words, n)) as p
        where p.place is not null) as q where q.place < q.behind) then
      return 'order';
    end if;
  elsif private.words_of(before ->> 'title') <> private.words_of(after ->> 'title')
    or private.words_of(before ->> 'statement') <> private.words_of(after ->> 'statement') then
    return 'words';
  elsif had <> has[1:cardinality(had)] then
    return 'criterion';
  end if;
  if change <> 'strengthened' and cardinality(has) > cardinality(had) then
    return 'added';
  elsif was is not distinct from becomes then
    return case when change = 'date_moved' then 'stays' end;
  end if;
  return case change
    when 'strengthened' then case when is_later then 'later' end
    when 'date_moved' then case when not is_later then 'earlier' end
    else 'date' end;
end;
$$;

create function private.require_distinct_criteria(organization uuid, criteria text[]) returns void
language plpgsql stable set search_path = '' as $$
begin
  if (select o.kept_by from public.organizations o where o.id = organization) = 'self'
    and (select count(distinct private.words_of(c)) < count(*) from unnest(criteria) as c) then
    perform private.refuse('criterion_twice');
  end if;
end;
$$;

create or replace function private.require_true_change(goal uuid, facts jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  last jsonb := (private.revision_in_force(goal, 'infinity')).body::jsonb;
  change text := facts ->> 'change';
  criteria text[] := private.texts_in(facts -> 'criteria');
  g public.goals;
begin
  select * into g from public.goals x where x.id = goal;
  if not private.is_revision_translation(nullif(facts -> 'translation', 'null'), criteria, facts -> 'condition',
      coalesce(facts #>> '{target,note}', facts #>> '{target_within,note}'), facts ->> 'reason') then
    perform private.refuse('translation_unfinished.revision');
  end if;
  perform private.require_distinct_criteria(g.organization_id, criteria);
  if last is null or change is null then
    return;
  elsif private.said_of_goal(last) = private.said_of_goal(facts) then
    perform private.refuse('nothing_changed');
  elsif (select o.kept_by from public.organizations o where o.id = g.organization_id) <> 'self' then
    return;
  end if;
  case private.untrue_change(change, last, facts)
    when 'fewer' then perform private.refuse('wrong_change.fewer');
    when 'words' then perform private.refuse('wrong_change.words');
    when 'criterion' then perform private.refuse('wrong_change.criterion');
    when 'order' then perform private.refuse('wrong_change.order');
    when 'added' then perform private.refuse('wrong_change.added');
    when 'date' then perform private.refuse('wrong_change.date');
    when 'later' then perform private.refuse('wrong_change.later');
    when 'earlier' then perform private.refuse('wrong_change.earlier');
    when 'stays' then perform private.refuse('wrong_change.stays');
    else null;
  end case;
end;
$$;

create or replace function private.require_next_revision(g public.goals, facts jsonb, day date) returns integer
language plpgsql stable set search_path = '' as $$
declare
  last public.record_entries := private.revision_in_force(g.id, 'infinity');
  offered integer := cardinality(private.texts_in(facts -> 'criteria'));
  cited date;
begin
  if (facts ->> 'change' is null) <> (g.published_seq is null) then
    perform private.refuse('wrong_change.first');
  elsif (private.closing_of(g.id)).effective_on < day then
    perform private.refuse('goal_closed.revision');
  elsif last.effective_on > day then
    perform private.refuse('out_of_order.revision', jsonb_build_object('day', last.effective_on));
  elsif g.published_seq is not null and jsonb_typeof(facts -> 'condition') <> 'null' then
    perform private.refuse('condition_stands');
  elsif (case when g.published_seq is null then coalesce(jsonb_typeof(facts -> 'condition') <> 'null', false)
      else private.is_conditional(g.organization_id, g.key) end) then
    if jsonb_typeof(facts -> 'target') <> 'null' then
      perform private.refuse('wrong_target.condition');
    end if;
  elsif jsonb_typeof(facts -> 'target_within') <> 'null' then
    perform private.refuse('wrong_target');
  end if;
  select u.effective_on into cited
    from public.progress_updates u
    join public.progress_updates chain on chain.goal_id = u.goal_id
      and chain.published_seq is not null and (private.original_update(chain.id)).id = u.id
    join public.evidence e on e.update_id = chain.id
    where u.goal_id = g.id and u.corrects_id is null and u.effective_on >= day
      and offered <= any (e.criteria)
    order by u.effective_on desc limit 1;
  if cited is not null then
    perform private.refuse('criteria_cited', jsonb_build_object('day', cited));
  end if;
  return coalesce(private.revision_number(last), 0) + 1;
end;
$$;

create or replace function private.entry_of_goal_revised(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
declare
  day date := private.day_in(d.facts -> 'effective_on');
  g public.goals;
  field text;
  value jsonb;
  unknown text;
begin
  perform private.require_past(day);
  select * into g from public.goals x where x.organization_id = d.organization_id and x.key = d.facts ->> 'goal';
  if g.id is null then
    perform private.refuse('unknown_goal', jsonb_build_object('goal', coalesce(left(d.facts ->> 'goal', 100), '')));
  elsif g.published_seq is null then
    perform private.refuse('goal_not_published');
  elsif not coalesce(private.is_full_text(d.facts ->> 'statement'), false) then
    perform private.refuse('statement_missing');
  elsif not coalesce(private.is_full_text(d.facts ->> 'reason'), false) then
    perform private.refuse('reason_missing');
  elsif (private.closing_of(g.id)).seq is not null then
    perform private.refuse('goal_closed.revision');
  end if;
  -- Before rules read what may be of any shape.
  foreach field in array '{change,title,statement,criteria,target,target_within,outlook,reason,source}'::text[] loop
    value := nullif(d.facts -> field, 'null');
    unknown := case when value is not null or field in ('change', 'title', 'criteria') then
      private.part_problem('goal.revised', array['properties', field], value) end;
    if unknown is not null then
      perform private.refuse_problem(d.facts, '/' || field || unknown);
    end if;
  end loop;
  perform private.require_true_change(g.id, d.facts);
  return row(day, private.revision_facts(d.facts, private.require_next_revision(g, d.facts, day)))::private.draft_entry;
end;
$$;

create or replace function private.closing_facts(organization uuid, facts jsonb, day date, with_drafts boolean) returns json
language plpgsql stable set search_path = '' as $$
declare
  unknown text := private.part_problem('goal.closed', '{properties,as}', coalesce(facts -> 'as', 'null'));
  closed_as text := facts ->> 'as';
  successors text[] := array(select jsonb_array_elements_text(
    case jsonb_typeof(facts -> 'successors') when 'array' then facts -> 'successors' else '[]' end));
  count_of_successors integer := cardinality(successors);
  g public.goals;
  later date;
  s record;
  draft public.goal_drafts;
begin
  select * into g from public.goals x where x.organization_id = organization and x.key = facts ->> 'goal';
  if g.id is null then
    perform private.refuse('unknown_goal', jsonb_build_object('goal', coalesce(left(facts ->> 'goal', 100), '')));
  elsif g.published_seq is null then
    perform private.refuse('goal_not_published.closing');
  elsif (private.closing_of(g.id)).seq is not null then
    perform private.refuse('goal_closed.already');
  elsif unknown is not null then
    perform private.refuse('wrong_shape', jsonb_build_object('problem', '/as' || unknown));
  end if;
  later := (private.revision_in_force(g.id, 'infinity')).effective_on;
  if later > day then
    perform private.refuse('out_of_order.revised', jsonb_build_object('day', later));
  end if;
  later := (select max(u.effective_on) from public.progress_updates u
    where u.goal_id = g.id and u.published_seq is not null and u.corrects_id is null and u.effective_on > day);
  if later is not null then
    perform private.refuse('out_of_order.reported', jsonb_build_object('day', later));
  end if;
  if closed_as = 'delivered' and not private.has_delivered_update(g.id, day) then
    perform private.refuse('not_delivered');
  elsif closed_as = 'missed' and private.last_grade(g.id, day) = 4 then
    perform private.refuse('graded_delivered');
  end if;
  if (closed_as = 'superseded' and count_of_successors <> 1)
    or (closed_as = 'split' and count_of_successors < 2)
    or (closed_as in ('delivered', 'missed', 'withdrawn') and count_of_successors <> 0) then
    perform private.refuse('wrong_successors.count');
  end if;
  if (select count(distinct x) from unnest(successors) as x) <> count_of_successors or g.key = any (successors) then
    perform private.refuse('wrong_successors.twice');
  end if;
  for s in
    select n.id, n.key, n.area, n.predecessor_id, n.published_seq,
      case when n.published_seq is null then r.condition_text is not null
        else private.is_conditional(organization, n.key) end as is_conditional, case
      when n.published_seq is not null then first.effective_on
      when with_drafts and r.goal_id is not null then day end as begins
    from unnest(successors) with ordinality as x (key, place)
    left join public.goals n on n.organization_id = organization and n.key = x.key
    left join public.record_entries first on first.seq = n.published_seq
    left join public.goal_drafts r on r.goal_id = n.id
    order by x.place
  loop
    if s.begins is distinct from day then
      perform private.refuse('wrong_successors.day');
    elsif s.is_conditional <> private.is_conditional(organization, g.key) then
      perform private.refuse('wrong_successors.condition', jsonb_build_object('goal', s.key));
    elsif s.area <> g.area then
      perform private.refuse('wrong_successors.area', jsonb_build_object('goal', s.key));
    elsif s.predecessor_id is not null then
      perform private.refuse('wrong_successors.taken', jsonb_build_object('goal', s.key));
    elsif s.published_seq is null then
      select * into draft from public.goal_drafts r where r.goal_id = s.id;
      perform private.require_publishable_goal(draft);
    end if;
  end loop;
  if exists (
    with recursive ancestors as (
      select g.predecessor_id as id
      union select p.predecessor_id from public.goals p join ancestors a on p.id = a.id
    ) select from ancestors join public.goals n using (id) where n.key = any (successors)
  ) then
    perform private.refuse('wrong_successors.circle');
  end if;
  return json_build_object('goal', g.key, 'as', closed_as, 'reason', facts -> 'reason',
    'successors', successors, 'source', facts -> 'source');
end;
$$;

create or replace function private.record_update(of_update uuid) returns bigint
language plpgsql set search_path = '' as $$
declare
  u public.progress_updates;
  g public.goals;
  corrected public.progress_updates;
  original public.progress_updates;
  r public.record_entries;
  closing public.record_entries;
  free_key text;
  unmet integer;
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
  if r.seq is null then
    perform private.refuse('before_the_goal');
  end if;
  if exists (select from public.evidence e where e.update_id = u.id and r.criteria <= any (e.criteria)) then
    perform private.refuse('unknown_criterion', jsonb_build_object('revision', private.revision_number(r)));
  end if;
  if exists (select from unnest(u.met) as claimed (index) where claimed.index >= r.criteria) then
    perform private.refuse('unknown_criterion.met', jsonb_build_object('revision', private.revision_number(r)));
  end if;
  select min(n) into unmet from generate_series(1, r.criteria) as n where n - 1 <> all (u.met);
  if u.grade = 4 and unmet is not null then
    perform private.refuse('criterion_not_met', jsonb_build_object('criterion', unmet));
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
      'goal', g.key, 'update', coalesce(u.key, free_key), 'corrects', corrected.key, 'revision', private.revision_number(r),
      'grade', u.grade, 'narrative', u.narrative, 'met', to_json(u.met), 'evidence', private.evidence_facts(u.id),
      'source', u.source, 'translation', private.translation_facts(u.translation)));
  update public.progress_updates
    set key = coalesce(u.key, free_key), published_seq = seq where id = u.id;
  -- A correction of a day up to the closing must not take away what the closing rests on.
  if closing.closed_as = 'delivered' and not private.has_delivered_update(g.id, closing.effective_on) then
    perform private.refuse('not_delivered.correction', jsonb_build_object('day', closing.effective_on));
  end if;
  return seq;
end;
$$;

create function private.is_answered(organization uuid, goal text, review bigint) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.record_entries e
    where e.organization_id = organization and e.goal = is_answered.goal and e.kind = 'review.answered'
      and (e.body::jsonb ->> 'review')::bigint = review);
$$;

create or replace function private.entry_of_review_answered(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
declare
  review json := (select e.body::json from public.record_entries e
    where e.organization_id = d.organization_id and e.seq = private.number_in(d.facts -> 'review')
      and e.kind = 'review.published');
begin
  if review is null then
    perform private.refuse('not_found.review');
  elsif private.is_answered(d.organization_id, review ->> 'goal', private.number_in(d.facts -> 'review')) then
    perform private.refuse('answered_already');
  elsif (select o.kept_by from public.organizations o where o.id = d.organization_id) = 'transcriber' then
    perform private.refuse('answer_transcribed');
  elsif not coalesce(private.is_full_text(d.facts ->> 'statement'), false) then
    perform private.refuse('answer_missing');
  end if;
  return row(private.today(), json_build_object('goal', review -> 'goal', 'of', review -> 'of',
    'review', d.facts -> 'review', 'statement', d.facts -> 'statement'))::private.draft_entry;
end;
$$;

create or replace function private.require_importable(i public.imports) returns void
language plpgsql set search_path = '' as $$
declare
  o public.organizations;
begin
  if i.created_by is null then
    return;
  end if;
  select * into o from public.organizations x where x.id = i.organization_id;
  if o.two_person_rule and exists (select from public.import_steps s
      where s.import_id = i.id and (s.kind in ('progress.reported', 'progress.corrected')
        or s.kind in (select k.kind from private.draft_kinds k where k.by_two))) then
    perform private.refuse('second_person_for_import');
  elsif o.kept_by = 'self' and exists (select from public.import_steps s
      where s.import_id = i.id and s.kind in ('review.published', 'revision.reviewed')) then
    perform private.refuse('review_in_import');
  end if;
end;
$$;

create function private.hold_imported_file(organization uuid, item jsonb) returns boolean
language plpgsql set search_path = '' as $$
begin
  if item ->> 'kind' <> 'file' or item ->> 'sha256' is null then
    return false;
  end if;
  insert into public.evidence_files (organization_id, sha256, media_type, bytes, name)
  select organization, item ->> 'sha256', b.metadata ->> 'mimetype', (b.metadata ->> 'size')::integer,
    coalesce(item ->> 'name', left(item ->> 'sha256', 12))
  from storage.objects b, public.organizations o
  where o.id = organization and b.bucket_id = 'evidence' and b.name = o.slug || '/' || (item ->> 'sha256')
    and b.metadata ->> 'size' is not null
  on conflict on constraint evidence_files_organization_id_sha256_key do nothing;
  return exists (select from public.evidence_files f
    where f.organization_id = organization and f.sha256 = item ->> 'sha256');
end;
$$;

create function private.shown_evidence(organization uuid, evidence jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  item jsonb;
  shown jsonb := '[]';
begin
  for item in select x.value from jsonb_array_elements(evidence) with ordinality as x order by x.ordinality loop
    if item ->> 'visibility' = 'redacted' then
      item := item - '{url,archived_url,name,media_type,bytes}'::text[];
    elsif private.hold_imported_file(organization, item) then
      select item || jsonb_build_object('name', coalesce(item ->> 'name', f.name), 'media_type', f.media_type, 'bytes', f.bytes)
        into item from public.evidence_files f where f.organization_id = organization and f.sha256 = item ->> 'sha256';
    else
      item := item - '{name,media_type,bytes}'::text[];
    end if;
    shown := shown || jsonb_build_array(item);
  end loop;
  return shown;
end;
$$;

create function private.answer_facts(step jsonb, review bigint) returns json
language sql immutable set search_path = '' as $$
  select json_build_object('goal', step -> 'goal', 'of', step -> 'of', 'review', review, 'statement', step -> 'statement');
$$;

create function private.require_answered_step(s public.import_steps) returns void
language plpgsql stable set search_path = '' as $$
declare
  answered bigint := private.number_in(s.step -> 'review_step');
begin
  if not exists (select from public.import_steps r
      where r.import_id = s.import_id and r.position = answered and r.position < s.position
        and r.kind = 'review.published' and r.goal = s.goal and r.step ->> 'of' = s.step ->> 'of') then
    perform private.refuse('not_found.review');
  elsif exists (select from public.import_steps a
      where a.import_id = s.import_id and a.goal = s.goal and a.position < s.position and a.kind = 'review.answered'
        and private.number_in(a.step -> 'review_step') = answered) then
    perform private.refuse('answered_already');
  end if;
end;
$$;

create or replace function private.import_step(organization uuid, step jsonb) returns bigint
language plpgsql set search_path = '' as $$
declare
  day date := (step ->> 'effective_on')::date;
  goal uuid := (select g.id from public.goals g where g.organization_id = organization and g.key = step ->> 'goal');
  made uuid := gen_random_uuid();
  corrected uuid;
  closing json;
  review bigint;
begin
  if step ->> 'kind' not in ('goal.published', 'record.checked') and goal is null then
    perform private.refuse('unknown_goal', jsonb_build_object('goal', step ->> 'goal'));
  end if;
  case step ->> 'kind'
    when 'goal.published', 'goal.revised' then
      if goal is null then
        insert into public.goals (organization_id, key, area)
        values (organization, step ->> 'goal', step ->> 'area') returning goals.id into goal;
      elsif exists (select from public.goals g
          where g.id = goal and (g.published_seq is null or private.is_revision_drafted(g))) then
        perform private.refuse('draft_in_the_way', jsonb_build_object('goal', step ->> 'goal'));
      end if;
      if (select o.kept_by from public.organizations o where o.id = organization) = 'self' then
        perform private.require_true_change(goal, step);
      end if;
      return private.record_revision(goal, step, day);
    when 'progress.reported', 'progress.corrected' then
      corrected := (select u.id from public.progress_updates u where u.goal_id = goal and u.key = step ->> 'corrects');
      if (step ->> 'kind' = 'progress.corrected') <> (corrected is not null) then
        perform private.refuse('wrong_correction');
      end if;
      insert into public.progress_updates (id, organization_id, goal_id, key, corrects_id, effective_on,
        grade, narrative, met, source, translation)
      values (made, organization, goal, step ->> 'update', corrected, day, (step ->> 'grade')::smallint,
        step ->> 'narrative', private.indexes_in(step -> 'met'), step ->> 'source', step -> 'translation');
      perform private.hold_imported_file(organization, item) from jsonb_array_elements(step -> 'evidence') as item;
      insert into public.evidence (organization_id, update_id, position, kind, visibility, title, url,
        archived_url, sha256, file_sha256, file_name, criteria, redaction_category, redaction_description)
      select organization, made, item.ordinality - 1, item.value ->> 'kind', item.value ->> 'visibility',
        item.value ->> 'title', item.value ->> 'url', item.value ->> 'archived_url', item.value ->> 'sha256',
        f.sha256, case when f.sha256 is not null then coalesce(item.value ->> 'name', f.name) end,
        array(select jsonb_array_elements_text(item.value -> 'criteria')::integer),
        item.value #>> '{redaction,category}', item.value #>> '{redaction,description}'
      from jsonb_array_elements(step -> 'evidence') with ordinality as item
        left join public.evidence_files f on f.organization_id = organization and f.sha256 = item.value ->> 'sha256';
      return private.record_update(made);
    when 'review.published' then
      if (private.reviewed_update(organization, step)).id is null then
        perform private.refuse('update_not_published');
      end if;
      return private.append_entry(organization, 'review.published', day, private.review_facts(step));
    when 'review.answered' then
      -- Of a review that the same import adds, the number is known when all are published.
      review := case when step ? 'review_step' then 1 else private.number_in(step -> 'review') end;
      if not step ? 'review_step' then
        if not exists (select from public.record_entries e
            where e.organization_id = organization and e.seq = review and e.kind = 'review.published'
              and e.goal = step ->> 'goal' and e.body::jsonb ->> 'of' = step ->> 'of') then
          perform private.refuse('not_found.review');
        elsif private.is_answered(organization, step ->> 'goal', review) then
          perform private.refuse('answered_already');
        end if;
      end if;
      return private.append_entry(organization, 'review.answered', day, private.answer_facts(step, review));
    when 'condition.judged' then
      return private.append_entry(organization, 'condition.judged', day, private.judgement_facts(organization,
        step || jsonb_build_object('evidence', private.shown_evidence(organization, step -> 'evidence')), day));
    when 'revision.reviewed' then
      return private.append_entry(organization, 'revision.reviewed', day,
        private.revision_review_facts(organization, step, day));
    when 'record.checked' then
      return private.append_entry(organization, 'record.checked', day, private.check_facts(organization, step));
    when 'goal.closed' then
      closing := private.closing_facts(organization, step, day, with_drafts => false);
      perform private.begin_successors(organization, closing, day);
      return private.append_entry(organization, 'goal.closed', day, closing);
    else
      perform private.refuse('unknown_kind', jsonb_build_object('kind', step ->> 'kind'));
  end case;
end;
$$;

create or replace function private.rows_of_step(seq bigint) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_object_agg(made.name, made.rows) filter (where made.rows is not null) from (values
    ('goal', (select to_jsonb(g) - '{organization_id,published_seq,predecessor_id}'::text[]
      from public.goals g where g.published_seq = seq)),
    -- Nobody wrote it, whoever seems to have when it is taken back and made again.
    ('update', (select to_jsonb(u) - '{organization_id,published_seq}'::text[] || '{"edited_by": null, "editors": []}'
      from public.progress_updates u where u.published_seq = seq)),
    ('files', (select jsonb_agg(to_jsonb(f) - '{organization_id,created_by}'::text[])
      from public.record_entries e join public.evidence_files f on f.organization_id = e.organization_id
        and exists (select from jsonb_path_query(e.body::jsonb, '$.evidence[*].sha256') as x where x #>> '{}' = f.sha256)
      where e.seq = rows_of_step.seq and e.body like '%"sha256"%')),
    ('evidence', (select jsonb_agg(to_jsonb(e) - 'organization_id' order by e.position)
      from public.evidence e join public.progress_updates u on u.id = e.update_id where u.published_seq = seq))
  ) as made (name, rows);
$$;

create or replace function private.place_steps(import uuid, organization uuid, after bigint, positions integer[])
returns void
language plpgsql set search_path = '' as $$
declare
  own jsonb := jsonb_build_object('organization_id', organization);
begin
  insert into public.goals
  select r.* from public.import_steps s, jsonb_populate_record(null::public.goals,
    s.rows -> 'goal' || own || jsonb_build_object('published_seq', after + s.position)) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'goal';
  -- Once it is published, an update takes in no more evidence.
  insert into public.progress_updates
  select r.* from public.import_steps s, jsonb_populate_record(null::public.progress_updates, s.rows -> 'update' || own) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'update';
  -- What is known already stays as it is.
  insert into public.evidence_files
  select r.* from public.import_steps s, jsonb_array_elements(s.rows -> 'files') as f,
    jsonb_populate_record(null::public.evidence_files, f || own) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'files'
  on conflict do nothing;
  insert into public.evidence
  select r.* from public.import_steps s, jsonb_array_elements(s.rows -> 'evidence') as e,
    jsonb_populate_record(null::public.evidence, e || own) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'evidence';
  update public.progress_updates u set published_seq = after + s.position
  from public.import_steps s
  where s.import_id = import and s.position = any (positions) and s.rows ? 'update'
    and u.id = (s.rows #>> '{update,id}')::uuid;
  update public.goals g set predecessor_id = closed.id
  from public.import_steps s
    join public.goals closed on closed.organization_id = organization and closed.key = s.goal,
    jsonb_array_elements_text(s.step -> 'successors') as successor
  where s.import_id = import and s.position = any (positions) and s.kind = 'goal.closed'
    and g.organization_id = organization and g.key = successor;
end;
$$;

create or replace function private.steps_asked_for(import uuid, first integer, last integer) returns integer[]
language sql stable set search_path = '' as $$
  with recursive part as (
    select s.kind, s.goal, s.update_day, s.step from public.import_steps s
    where s.import_id = import and s.position between first and last
  ), goals (key) as (
    select p.goal from part p
    union
    select successor from part p, jsonb_array_elements_text(p.step -> 'successors') as successor
    union
    -- What a goal succeeds, through others too.
    select s.goal from goals g join public.import_steps s
      on s.import_id = import and s.position < first and s.kind = 'goal.closed' and s.step -> 'successors' ? g.key
  ), updates as (
    -- Those that are named,
    select s.goal, s.original from part p join public.import_steps s
      on s.import_id = import and s.goal = p.goal and s.update_key = coalesce(p.step ->> 'corrects', p.step ->> 'of')
    union
    -- those of a day that a revision or a closing must not come before,
    select s.goal, s.original
    from (select p.goal, min(p.step ->> 'effective_on') as day from part p
      where p.kind in ('goal.revised', 'goal.closed') group by p.goal) as d
    join public.import_steps s on s.import_id = import and s.goal = d.goal and s.update_day >= d.day
    union
    -- and those that a closing as delivered may rest on.
    select s.goal, s.original from part p join public.import_steps s
      on s.import_id = import and s.goal = p.goal and s.step ->> 'grade' = '4'
    where p.step ->> 'as' = 'delivered' or p.kind = 'progress.corrected' and private.is_delivered(import, p.goal)
    union
    -- or the last one, which a closing as missed asks of.
    select last.goal, last.original from part p cross join lateral (
      select s.goal, s.original from public.import_steps s
      where s.import_id = import and s.goal = p.goal and s.kind = 'progress.reported' and s.position < first
        and s.update_day <= p.step ->> 'effective_on'
      order by s.update_day desc, s.position desc limit 1) as last
    where p.step ->> 'as' = 'missed'
  )
  select coalesce(array_agg(asked.position), '{}') from (
    select s.position from goals g join public.import_steps s
      on s.import_id = import and s.goal = g.key and s.update_key is null
        and s.kind in ('goal.published', 'goal.revised', 'goal.closed')
    union
    -- With their corrections.
    select s.position from updates u join public.import_steps s
      on s.import_id = import and s.goal = u.goal and s.original = u.original
  ) as asked where asked.position < first;
$$;

create or replace function private.entries_of_import(import uuid, positions integer[] default null)
returns private.new_entry[]
language sql stable set search_path = '' as $$
  select array_agg(row(s.position, s.kind, (s.step ->> 'effective_on')::date,
    -- The number of a review that comes with its answer is known only now.
    case when s.step ? 'review_step' then substr(json_strip_nulls(private.answer_facts(s.step,
      (select coalesce(max(e.seq), 0) from public.record_entries e) + private.number_in(s.step -> 'review_step')))::text, 2)
    else s.facts end, s.goal,
    case when s.kind = 'goal.closed' then s.step ->> 'as' end,
    private.criteria_in(s.kind, s.step))::private.new_entry order by s.position)
  from public.import_steps s
  where s.import_id = import and (positions is null or s.position = any (positions));
$$;

create or replace function public.rehearse_import(import uuid, at_most integer) returns public.imports
language plpgsql security definer set search_path = '' as $$
declare
  i public.imports;
  last integer;
  organization uuid;
  by_leader_of_their_own boolean;
  asked integer[];
  s public.import_steps;
  taken public.import_steps[] := '{}';
  at integer;
  number bigint;
  refused_code text;
  refused_message text;
  refused_details text;
  refused_hint text;
begin
  perform private.lock_record();
  i := private.import_at_work(import);
  if i.published_after is null and i.rules <> private.rules() then
    update public.imports x set rehearsed = 0, rules = private.rules() where x.id = i.id returning * into i;
  end if;
  last := least(i.rehearsed + least(at_most, 500), i.total);
  if i.state <> 'ready' or last <= i.rehearsed then
    return i;
  end if;
  if private.is_settling(i.organization_id) then
    perform private.refuse('import_settling');
  end if;
  begin
    perform private.require_expected(i), private.require_importable(i);
    organization := private.organization_of_import(i);
    by_leader_of_their_own := i.created_by is not null
      and (select o.kept_by from public.organizations o where o.id = organization) = 'self';
    asked := private.steps_asked_for(i.id, i.rehearsed + 1, last);
    if cardinality(asked) > 0 then
      perform private.place_steps(i.id, organization,
        private.append_entries(organization, private.entries_of_import(i.id, asked)), asked);
    end if;
    for s in select * from public.import_steps x
        where x.import_id = i.id and x.position > i.rehearsed and x.position <= last order by x.position loop
      at := s.position;
      if s.step ? 'review_step' then
        perform private.require_answered_step(s);
      end if;
      number := private.import_step(organization, s.step);
      -- What it is published as. A revision calls itself the first or a later one in another field too.
      if s.kind <> (select e.kind from public.record_entries e where e.seq = number) then
        perform private.refuse('wrong_change.first');
      end if;
      if by_leader_of_their_own then
        perform private.require_publishable_step(number);
      end if;
      s.facts := (select private.facts_of(e.body) from public.record_entries e where e.seq = number);
      s.rows := private.rows_of_step(number);
      s.original := case when s.kind = 'progress.corrected' then (select (private.original_update(u.id)).key
        from public.progress_updates u where u.published_seq = number) else s.update_key end;
      taken := taken || s;
    end loop;
    -- Takes all of it back.
    raise exception using errcode = 'WM001', message = 'rehearsed';
  exception
    when sqlstate 'WM001' then
      null;
    when data_exception or integrity_constraint_violation then
      get stacked diagnostics refused_code = returned_sqlstate, refused_message = message_text,
        refused_details = pg_exception_detail, refused_hint = pg_exception_hint;
      return private.refuse_import(i.id, refused_code, refused_message, refused_details, nullif(refused_hint, ''), at);
  end;
  update public.import_steps x set facts = t.facts, rows = t.rows, original = t.original
    from unnest(taken) as t where x.import_id = t.import_id and x.position = t.position;
  update public.imports x set rehearsed = last, touched_at = now() where x.id = i.id returning * into i;
  return i;
end;
$$;
