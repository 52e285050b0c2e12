-- Bringing along what exists: a roadmap into the record, and a spreadsheet into drafts. All or nothing.

-- ── A roadmap (see src/lib/roadmap/steps.ts) ─────────────────────────────────────────────────────

-- One step: makes the workspace rows that a person would have made, then records them. What the form refuses
-- is refused. Who transcribes says what the organization called a change.
create function private.import_step(organization uuid, step jsonb) returns bigint
language plpgsql set search_path = '' as $$
declare
  day date := (step ->> 'effective_on')::date;
  goal uuid := (select g.id from public.goals g where g.organization_id = organization and g.key = step ->> 'goal');
  id uuid := gen_random_uuid();
  corrected uuid;
  revision public.goal_revisions;
begin
  if step ->> 'kind' <> 'goal.published' and goal is null then
    perform private.refuse('unknown_goal', jsonb_build_object('goal', step ->> 'goal'));
  end if;
  case step ->> 'kind'
    when 'goal.published', 'goal.revised' then
      if goal is null then
        insert into public.goals (organization_id, key, area)
        values (organization, step ->> 'goal', step ->> 'area') returning goals.id into goal;
      elsif exists (select from public.goals g where g.id = goal and g.published_seq is null)
        or exists (select from public.goal_revisions r where r.goal_id = goal and r.published_seq is null) then
        perform private.refuse('draft_in_the_way', jsonb_build_object('goal', step ->> 'goal'));
      end if;
      insert into public.goal_revisions (id, organization_id, goal_id, change, title, statement, criteria,
        target_on, target_basis, target_note, outlook, reason, source, effective_on, translation)
      values (id, organization, goal, coalesce(step ->> 'change', 'published'), step ->> 'title',
        step ->> 'statement', array(select jsonb_array_elements_text(step -> 'criteria')),
        (step #>> '{target,on}')::date, step #>> '{target,basis}', step #>> '{target,note}',
        step ->> 'outlook', step ->> 'reason', step ->> 'source', day, step -> 'translation')
      returning * into revision;
      if (select o.kept_by from public.organizations o where o.id = organization) = 'self' then
        perform private.require_true_change(revision);
      end if;
      return private.record_revision(id);
    when 'progress.reported', 'progress.corrected' then
      corrected := (select u.id from public.progress_updates u where u.goal_id = goal and u.key = step ->> 'corrects');
      if (step ->> 'kind' = 'progress.corrected') <> (corrected is not null) then
        perform private.refuse('wrong_correction');
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
        reviewer_relation, reviewer_conflicts, reviewer_access, grade, agrees, evidence, material, statement)
      values (id, organization,
        (select u.id from public.progress_updates u where u.goal_id = goal and u.key = step ->> 'of'), day,
        step #>> '{reviewer,name}', step #>> '{reviewer,relation}', step #>> '{reviewer,conflicts}',
        step #>> '{reviewer,access}', (step ->> 'grade')::smallint, step ->> 'agrees', step ->> 'evidence',
        step ->> 'material', step ->> 'statement');
      return private.record_review(id);
    when 'goal.closed' then
      insert into public.closings (id, organization_id, goal_id, closed_as, reason, source, effective_on)
      values (id, organization, goal, step ->> 'as', step ->> 'reason', step ->> 'source', day);
      return private.record_closing(id, array(
        select g.id from jsonb_array_elements_text(step -> 'successors') with ordinality as s (key, n)
        left join public.goals g on g.organization_id = organization and g.key = s.key order by s.n));
    else
      perform private.refuse('unknown_kind', jsonb_build_object('kind', step ->> 'kind'));
  end case;
end;
$$;

-- Appends planned steps. `expected` is the organization's last number when the plan was made (0: none).
-- Returns the number of entries added. In the log it is one line.
create function private.import_steps(organization uuid, expected bigint, steps jsonb) returns integer
language plpgsql set search_path = '' as $$
declare
  step jsonb;
  added integer := 0;
begin
  perform private.lock_record();
  if expected is distinct from (select coalesce(max(e.seq), 0) from public.record_entries e
      where e.organization_id = organization) then
    perform private.refuse('plan_outdated');
  end if;
  for step in select value from jsonb_array_elements(steps) with ordinality order by ordinality loop
    perform private.import_step(organization, step);
    added := added + 1;
  end loop;
  if added > 0 then
    insert into public.activity (organization_id, membership_id, action, name)
    values (organization, private.acting(organization), 'record.imported', added);
  end if;
  return added;
end;
$$;

-- For leaders, into their own organization. What needs two people, or an outsider, does not come in a file
-- that one leader brings.
create function public.import_roadmap(organization uuid, expected bigint, steps jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  o public.organizations;
  kinds text[] := array(select value ->> 'kind' from jsonb_array_elements(steps));
begin
  perform private.lock_record();
  perform private.require_leader(organization);
  select * into o from public.organizations x where x.id = organization;
  if o.two_person_rule and kinds && array['progress.reported', 'progress.corrected'] then
    perform private.refuse('second_person_for_import');
  elsif o.kept_by = 'self' and 'review.published' = any (kinds) then
    perform private.refuse('review_in_import');
  end if;
  return private.import_steps(organization, expected, steps);
end;
$$;
grant execute on function public.import_roadmap(uuid, bigint, jsonb) to authenticated;

-- For whoever runs the instance (command line, demonstration data). `registration`, where not null,
-- registers the organization in the same transaction.
create function public.operator_import_roadmap(slug text, registration jsonb, expected bigint, steps jsonb)
returns integer
language plpgsql security definer set search_path = '' as $$
declare
  organization uuid;
  first bigint := expected;
begin
  perform private.lock_record();
  if registration is not null then
    if exists (select from public.organizations o where o.slug = operator_import_roadmap.slug) then
      perform private.refuse('plan_outdated');
    end if;
    organization := private.register_organization(
      registration || jsonb_build_object('slug', slug), (registration ->> 'effective_on')::date);
    first := (select max(e.seq) from public.record_entries e where e.organization_id = organization);
  else
    organization := (select o.id from public.organizations o where o.slug = operator_import_roadmap.slug);
  end if;
  return private.import_steps(organization, first, steps) + case when registration is null then 0 else 1 end;
end;
$$;
grant execute on function public.operator_import_roadmap(text, jsonb, bigint, jsonb) to service_role;


-- ── Drafts from a spreadsheet ────────────────────────────────────────────────────────────────────

-- Makes draft goals, then draft updates of goals by their key; nothing that is stored already changes.
-- `newest` is when the caller last drafted an update (corrections aside) as of the preview, null for never, so
-- that sending the same sheet twice at once makes one set. Runs as the caller: row-level security decides.
-- Returns the number of drafts.
create function public.import_drafts(organization uuid, goals jsonb, updates jsonb, newest timestamptz default null)
returns integer
language plpgsql set search_path = '' as $$
declare
  me uuid := private.my_membership(organization);
  item jsonb;
  goal uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('import_drafts ' || me, 0));
  if exists (select from public.progress_updates u where u.organization_id = organization and u.created_by = me
      and u.corrects_id is null and (newest is null or date_trunc('milliseconds', u.created_at) > date_trunc('milliseconds', newest))) then
    perform private.refuse('drafts_added');
  end if;
  for item in select value from jsonb_array_elements(goals) with ordinality order by ordinality loop
    perform public.create_goal(organization, item);
  end loop;
  for item in select value from jsonb_array_elements(updates) with ordinality order by ordinality loop
    goal := (select g.id from public.goals g where g.organization_id = organization and g.key = item ->> 'goal');
    if goal is null then
      perform private.refuse('unknown_goal', jsonb_build_object('goal', item ->> 'goal'));
    end if;
    perform public.save_progress_update(goal, item - 'evidence', item -> 'evidence');
  end loop;
  return jsonb_array_length(goals) + jsonb_array_length(updates);
end;
$$;
grant execute on function public.import_drafts(uuid, jsonb, jsonb, timestamptz) to authenticated;
