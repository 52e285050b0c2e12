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

create function private.is_update_translation(value jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case when value is null then null when not private.is_draft_translation(value) then false
    else value - '{language,narrative}'::text[] = '{}'::jsonb
    and coalesce(private.is_full_text(value ->> 'narrative'), false) end;
$$;
revoke all on function private.is_draft_translation(jsonb), private.is_update_translation(jsonb),
  private.is_revision_translation(jsonb, text[], text, text) from public;
grant execute on function private.is_draft_translation(jsonb), private.is_update_translation(jsonb),
  private.is_revision_translation(jsonb, text[], text, text) to authenticated, service_role;

alter table public.goal_revisions
  add column translation jsonb check (private.is_draft_translation(translation)),
  add constraint published_translation_is_whole check (published_seq is null or translation is null
    or private.is_revision_translation(translation, criteria, target_note, reason));
grant insert (translation), update (translation) on table public.goal_revisions to authenticated;
comment on column public.goal_revisions.translation is 'The text in another language, or null; published with the revision.';

alter table public.progress_updates
  add column translation jsonb check (private.is_draft_translation(translation)),
  add constraint published_translation_is_whole check (published_seq is null or translation is null
    or private.is_update_translation(translation));
grant insert (translation), update (translation) on table public.progress_updates to authenticated;
comment on column public.progress_updates.translation is 'The narrative in another language, or null; published with the update.';

-- The fields in one order, whatever order they were typed in.
create function private.translation_facts(value jsonb) returns json
language sql immutable set search_path = '' as $$
  select case when value is not null then json_build_object('language', value -> 'language',
    'title', value -> 'title', 'statement', value -> 'statement', 'criteria', value -> 'criteria',
    'target_note', value -> 'target_note', 'reason', value -> 'reason', 'narrative', value -> 'narrative') end;
$$;
revoke all on function private.translation_facts(jsonb) from public;


-- ── What follows stands as before, with the translation carried along ────────────────────────────

create or replace function private.revision_facts(g public.goals, r public.goal_revisions, number integer) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'goal', g.key,
    'area', case when r.change = 'published' then g.area end,
    'revision', number,
    'change', case when r.change <> 'published' then r.change end,
    'title', r.title,
    'statement', r.statement,
    'criteria', to_json(r.criteria),
    'target', case when r.target_on is not null then json_build_object(
      'on', to_char(r.target_on, 'YYYY-MM-DD'), 'basis', r.target_basis, 'note', r.target_note) end,
    'outlook', r.outlook,
    'reason', case when r.change <> 'published' then r.reason end,
    'source', r.source,
    'translation', private.translation_facts(r.translation));
$$;

create or replace function private.require_true_change(r public.goal_revisions) returns void
language plpgsql stable set search_path = '' as $$
declare
  last public.goal_revisions;
begin
  if not private.is_revision_translation(r.translation, r.criteria, r.target_note, r.reason) then
    perform private.refuse('translation_unfinished', 'The translation is not whole. Translate the title, the statement and every criterion, or take the translation away.');
  end if;
  select * into last from public.goal_revisions x
    where x.goal_id = r.goal_id and x.published_seq is not null order by x.number desc limit 1;
  if last.id is null or r.change = 'published' then
    return;
  end if;
  if row(last.title, last.statement, last.criteria, last.target_on, last.target_basis, last.target_note, last.outlook, last.translation)
      is not distinct from row(r.title, r.statement, r.criteria, r.target_on, r.target_basis, r.target_note, r.outlook, r.translation) then
    perform private.refuse('nothing_changed', 'The draft says what the goal says already. Change something, or discard the draft.');
  elsif r.change = 'editorial' and r.target_on is distinct from last.target_on then
    perform private.refuse('wrong_change', 'The target date changes, so this is no editorial revision. Choose “date moved”, or “strengthened” where it comes earlier.');
  elsif r.change = 'strengthened' and last.target_on is not null and coalesce(r.target_on > last.target_on, true) then
    perform private.refuse('wrong_change', 'The target date moves later or is dropped, which strengthens nothing. Choose “date moved” or “narrowed”.');
  elsif r.change in ('editorial', 'date_moved') and cardinality(r.criteria) < cardinality(last.criteria) then
    perform private.refuse('wrong_change', 'A criterion is taken away. Choose “narrowed”, or “strengthened” where the others now ask for more.');
  end if;
end;
$$;

create or replace function private.record_update(of_update uuid) returns bigint
language plpgsql set search_path = '' as $$
declare
  u public.progress_updates;
  g public.goals;
  corrected public.progress_updates;
  original public.progress_updates;
  r public.goal_revisions;
  closed_on date;
  free_key text;
  seq bigint;
begin
  perform private.lock_record();
  select * into u from public.progress_updates where id = of_update for update;
  if u.id is null then
    perform private.refuse('not_found', 'This draft no longer exists. Go back to the goal.');
  end if;
  if u.published_seq is not null then
    return u.published_seq;
  end if;
  select * into g from public.goals where id = u.goal_id;
  if g.published_seq is null then
    perform private.refuse('goal_not_published', 'This goal is a draft. Publish the goal first.');
  end if;
  if u.corrects_id is not null then
    select * into corrected from public.progress_updates where id = u.corrects_id;
    if corrected.goal_id <> u.goal_id or corrected.published_seq is null then
      perform private.refuse('wrong_correction', 'A correction names a published update of the same goal.');
    elsif corrected.effective_on > u.effective_on then
      perform private.refuse('out_of_order', format(
        'The update to correct is of %s. Its correction cannot be of an earlier day.', corrected.effective_on));
    end if;
  end if;
  original := private.original_update(u.id);
  select c.effective_on into closed_on from public.closings c where c.goal_id = g.id;
  if u.corrects_id is null and closed_on < u.effective_on then
    perform private.refuse('goal_closed', format(
      'This goal was closed on %s. Only corrections can follow.', closed_on));
  end if;
  r := private.revision_in_force(g.id, original.effective_on);
  if r.id is null then
    perform private.refuse('before_the_goal', 'No update can be of a day before the goal took effect.');
  end if;
  if exists (select from public.evidence e where e.update_id = u.id and cardinality(r.criteria) <= any (e.criteria)) then
    perform private.refuse('unknown_criterion', format(
      'An evidence item names a criterion that revision %s does not have. Open the draft and choose again.', r.number));
  end if;
  if u.key is null then
    -- The day, and on a second update of that day `-2`.
    select candidate into free_key from (
      select to_char(u.effective_on, 'YYYY-MM-DD') || case when n = 1 then '' else '-' || n end as candidate, n
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
  if (select c.closed_as from public.closings c where c.goal_id = g.id) = 'delivered'
      and not private.has_delivered_update(g.id, closed_on) then
    perform private.refuse('not_delivered', format(
      'The goal was closed as delivered on %s, which rests on this grade. Date the correction after that day.', closed_on));
  end if;
  return seq;
end;
$$;

create or replace function public.publish_progress_update(progress_update uuid, seen timestamptz default null)
returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  u public.progress_updates;
  r public.goal_revisions;
  uncovered integer;
begin
  perform private.lock_record();
  select * into u from public.progress_updates where id = progress_update for update;
  perform private.require_leader(u.organization_id);
  if u.published_seq is null then
    perform private.require_seen(u.updated_at, seen);
    perform private.require_past(u.effective_on);
    if not private.is_full_text(u.narrative) then
      perform private.refuse('narrative_missing', 'The update has no narrative yet. Say what was done, then publish.');
    end if;
    if not private.is_update_translation(u.translation) then
      perform private.refuse('translation_unfinished', 'The translation has no narrative. Translate it, or take the translation away.');
    end if;
    -- Reviews do not carry over to a correction, so an empty one would be a way to be rid of them.
    if exists (select from public.progress_updates c where c.id = u.corrects_id and c.grade = u.grade
        and btrim(c.narrative, E' \t\n') = btrim(u.narrative, E' \t\n')
        and c.translation is not distinct from u.translation
        and private.evidence_facts(c.id)::text = private.evidence_facts(u.id)::text) then
      perform private.refuse('nothing_changed', 'The correction says what the update says already. Change something, or discard the draft.');
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
        perform private.refuse('criterion_without_evidence', format(
          'Grade 4 needs evidence for every criterion; criterion %s has none. Add evidence for it or choose a lower grade.', uncovered));
      end if;
    end if;
  end if;
  return private.record_update(progress_update);
end;
$$;

create or replace function public.create_goal(organization uuid, draft jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  goal uuid;
begin
  insert into public.goals (organization_id, key, area, created_by)
  values (organization, draft ->> 'key', draft ->> 'area', private.my_membership(organization))
  returning id into goal;
  insert into public.goal_revisions (organization_id, goal_id, change, title, statement, criteria, target_on,
    target_basis, target_note, outlook, effective_on, translation, created_by)
  values (organization, goal, 'published', draft ->> 'title', coalesce(draft ->> 'statement', ''),
    array(select jsonb_array_elements_text(draft -> 'criteria')), (draft ->> 'target_on')::date,
    draft ->> 'target_basis', draft ->> 'target_note', draft ->> 'outlook',
    (draft ->> 'effective_on')::date, nullif(draft -> 'translation', 'null'), private.my_membership(organization));
  return goal;
end;
$$;

create or replace function public.save_draft_goal(goal uuid, draft jsonb, seen timestamptz default null) returns void
language plpgsql set search_path = '' as $$
declare
  stored timestamptz;
begin
  select r.updated_at into stored from public.goal_revisions r
    where r.goal_id = goal and r.published_seq is null for update;
  perform private.require_seen(stored, seen);
  update public.goals g set key = draft ->> 'key', area = draft ->> 'area' where g.id = goal;
  if not found then
    perform private.refuse('not_editable', 'This goal is published or not yours, so it cannot be edited. Revise it instead.');
  end if;
  update public.goal_revisions r
  set title = draft ->> 'title', statement = coalesce(draft ->> 'statement', ''),
    criteria = array(select jsonb_array_elements_text(draft -> 'criteria')),
    target_on = (draft ->> 'target_on')::date, target_basis = draft ->> 'target_basis',
    target_note = draft ->> 'target_note', outlook = draft ->> 'outlook',
    effective_on = (draft ->> 'effective_on')::date, translation = nullif(draft -> 'translation', 'null'),
    updated_at = now()
  where r.goal_id = goal and r.published_seq is null;
end;
$$;

create or replace function public.save_progress_update(goal uuid, draft jsonb, evidence jsonb, corrects uuid default null,
  progress_update uuid default null, seen timestamptz default null) returns uuid
language plpgsql set search_path = '' as $$
declare
  id uuid := progress_update;
  stored timestamptz;
  organization uuid := (select g.organization_id from public.goals g where g.id = goal);
begin
  if id is null then
    insert into public.progress_updates (organization_id, goal_id, corrects_id, effective_on, grade, narrative,
      translation, created_by)
    values (organization, goal, corrects, (draft ->> 'effective_on')::date, (draft ->> 'grade')::smallint,
      coalesce(draft ->> 'narrative', ''), nullif(draft -> 'translation', 'null'), private.my_membership(organization))
    returning progress_updates.id into id;
  else
    select u.updated_at into stored from public.progress_updates u where u.id = progress_update for update;
    perform private.require_seen(stored, seen);
    update public.progress_updates u
    set effective_on = (draft ->> 'effective_on')::date, grade = (draft ->> 'grade')::smallint,
      narrative = coalesce(draft ->> 'narrative', ''), translation = nullif(draft -> 'translation', 'null'),
      updated_at = now()
    where u.id = progress_update;
    if not found then
      perform private.refuse('not_editable', 'This update is published or not yours, so it cannot be edited. Correct it instead.');
    end if;
    delete from public.evidence e where e.update_id = progress_update;
  end if;
  insert into public.evidence (organization_id, update_id, position, kind, visibility, title, url, archived_url,
    sha256, criteria, redaction_category, redaction_description)
  select organization, id, item.ordinality - 1, item.value ->> 'kind', item.value ->> 'visibility',
    item.value ->> 'title', item.value ->> 'url', item.value ->> 'archived_url', item.value ->> 'sha256',
    array(select jsonb_array_elements_text(item.value -> 'criteria')::integer),
    item.value #>> '{redaction,category}', item.value #>> '{redaction,description}'
  from jsonb_array_elements(evidence) with ordinality as item;
  return id;
end;
$$;

create or replace function private.import_step(organization uuid, step jsonb) returns bigint
language plpgsql set search_path = '' as $$
declare
  day date := (step ->> 'effective_on')::date;
  goal uuid := (select g.id from public.goals g where g.organization_id = organization and g.key = step ->> 'goal');
  id uuid := gen_random_uuid();
  corrected uuid;
begin
  if step ->> 'kind' <> 'goal.published' and goal is null then
    perform private.refuse('unknown_goal', format('The record has no goal “%s”.', step ->> 'goal'));
  end if;
  case step ->> 'kind'
    when 'goal.published', 'goal.revised' then
      if goal is null then
        insert into public.goals (organization_id, key, area)
        values (organization, step ->> 'goal', step ->> 'area') returning goals.id into goal;
      elsif exists (select from public.goals g where g.id = goal and g.published_seq is null)
        or exists (select from public.goal_revisions r where r.goal_id = goal and r.published_seq is null) then
        perform private.refuse('draft_in_the_way', format(
          'The goal “%s” is a draft or has one. Publish or delete the draft, then import again.', step ->> 'goal'));
      end if;
      insert into public.goal_revisions (id, organization_id, goal_id, change, title, statement, criteria,
        target_on, target_basis, target_note, outlook, reason, source, effective_on, translation)
      values (id, organization, goal, coalesce(step ->> 'change', 'published'), step ->> 'title',
        step ->> 'statement', array(select jsonb_array_elements_text(step -> 'criteria')),
        (step #>> '{target,on}')::date, step #>> '{target,basis}', step #>> '{target,note}',
        step ->> 'outlook', step ->> 'reason', step ->> 'source', day, step -> 'translation');
      return private.record_revision(id);
    when 'progress.reported', 'progress.corrected' then
      corrected := (select u.id from public.progress_updates u where u.goal_id = goal and u.key = step ->> 'corrects');
      if (step ->> 'kind' = 'progress.corrected') <> (corrected is not null) then
        perform private.refuse('wrong_correction', 'A correction names a published update of the same goal.');
      end if;
      insert into public.progress_updates (id, organization_id, goal_id, key, corrects_id, effective_on,
        grade, narrative, source, translation)
      values (id, organization, goal, step ->> 'update', corrected, day, (step ->> 'grade')::smallint,
        step ->> 'narrative', step ->> 'source', step -> 'translation');
      insert into public.evidence (organization_id, update_id, position, kind, visibility, title, url,
        archived_url, sha256, criteria, redaction_category, redaction_description)
      select organization, id, item.ordinality - 1, item.value ->> 'kind', item.value ->> 'visibility',
        item.value ->> 'title', item.value ->> 'url', item.value ->> 'archived_url', item.value ->> 'sha256',
        array(select jsonb_array_elements_text(item.value -> 'criteria')::integer),
        item.value #>> '{redaction,category}', item.value #>> '{redaction,description}'
      from jsonb_array_elements(step -> 'evidence') with ordinality as item;
      return private.record_update(id);
    when 'review.published' then
      insert into public.reviews (id, organization_id, update_id, effective_on, reviewer_name,
        reviewer_relation, reviewer_conflicts, reviewer_access, grade, agrees, evidence, statement)
      values (id, organization,
        (select u.id from public.progress_updates u where u.goal_id = goal and u.key = step ->> 'of'), day,
        step #>> '{reviewer,name}', step #>> '{reviewer,relation}', step #>> '{reviewer,conflicts}',
        step #>> '{reviewer,access}', (step ->> 'grade')::smallint, step ->> 'agrees', step ->> 'evidence',
        step ->> 'statement');
      return private.record_review(id);
    when 'goal.closed' then
      insert into public.closings (id, organization_id, goal_id, closed_as, reason, source, effective_on)
      values (id, organization, goal, step ->> 'as', step ->> 'reason', step ->> 'source', day);
      return private.record_closing(id, array(
        select g.id from jsonb_array_elements_text(step -> 'successors') with ordinality as s (key, n)
        left join public.goals g on g.organization_id = organization and g.key = s.key order by s.n));
    else
      perform private.refuse('unknown_kind', format('“%s” cannot be imported.', step ->> 'kind'));
  end case;
end;
$$;
