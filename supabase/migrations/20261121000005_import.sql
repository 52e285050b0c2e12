-- Import of planned steps (see src/lib/roadmap/steps.ts) and the first set-up: all or nothing.

-- One step: makes the workspace rows that a person would have made, then records them.
create function private.import_step(organization uuid, step jsonb) returns bigint
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
        target_on, target_basis, target_note, outlook, reason, source, effective_on)
      values (id, organization, goal, coalesce(step ->> 'change', 'published'), step ->> 'title',
        step ->> 'statement', array(select jsonb_array_elements_text(step -> 'criteria')),
        (step #>> '{target,on}')::date, step #>> '{target,basis}', step #>> '{target,note}',
        step ->> 'outlook', step ->> 'reason', step ->> 'source', day);
      return private.record_revision(id);
    when 'progress.reported', 'progress.corrected' then
      corrected := (select u.id from public.progress_updates u where u.goal_id = goal and u.key = step ->> 'corrects');
      if (step ->> 'kind' = 'progress.corrected') <> (corrected is not null) then
        perform private.refuse('wrong_correction', 'A correction names a published update of the same goal.');
      end if;
      insert into public.progress_updates (id, organization_id, goal_id, key, corrects_id, effective_on,
        grade, narrative, source)
      values (id, organization, goal, step ->> 'update', corrected, day, (step ->> 'grade')::smallint,
        step ->> 'narrative', step ->> 'source');
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
revoke all on function private.import_step(uuid, jsonb) from public;

-- Appends planned steps. `expected` is the organization's last number when the plan was made (0: none).
-- Returns the number of entries added.
create function private.import_steps(organization uuid, expected bigint, steps jsonb) returns integer
language plpgsql set search_path = '' as $$
declare
  step jsonb;
  added integer := 0;
begin
  perform private.lock_record();
  if expected is distinct from (select coalesce(max(e.seq), 0) from public.record_entries e
      where e.organization_id = organization) then
    perform private.refuse('plan_outdated', 'The record grew since the preview. Look at the preview again, then import.');
  end if;
  for step in select value from jsonb_array_elements(steps) with ordinality order by ordinality loop
    perform private.import_step(organization, step);
    added := added + 1;
  end loop;
  return added;
end;
$$;
revoke all on function private.import_steps(uuid, bigint, jsonb) from public;

-- For leaders, into their own organization.
create function public.import_roadmap(organization uuid, expected bigint, steps jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_leader(organization);
  return private.import_steps(organization, expected, steps);
end;
$$;
revoke all on function public.import_roadmap(uuid, bigint, jsonb) from public, anon, authenticated, service_role;
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
      perform private.refuse('plan_outdated', 'The record grew since the preview. Import again.');
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
revoke all on function public.operator_import_roadmap(text, jsonb, bigint, jsonb) from public, anon, authenticated, service_role;
grant execute on function public.operator_import_roadmap(text, jsonb, bigint, jsonb) to service_role;

-- Whether nobody can work here yet, so that the first leader may be set up.
create function public.needs_set_up() returns boolean
language sql stable security definer set search_path = '' as $$
  select not exists (select from public.memberships);
$$;
revoke all on function public.needs_set_up() from public, anon, authenticated, service_role;
grant execute on function public.needs_set_up() to service_role;

-- Makes the first leader, of a new organization (registered here) or of one imported before. Once only.
create function public.operator_set_up(slug text, registration jsonb, leader uuid, leader_name text)
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  organization uuid;
begin
  perform private.lock_record();
  if exists (select from public.memberships) then
    perform private.refuse('set_up_already', 'This instance is set up already. Sign in instead.');
  end if;
  organization := (select o.id from public.organizations o where o.slug = operator_set_up.slug);
  if organization is null then
    organization := private.register_organization(registration || jsonb_build_object('slug', slug), private.today());
  end if;
  perform public.operator_add_member(slug, leader, 'leader', leader_name);
  return organization;
end;
$$;

-- Adds a person without an invitation (set-up, demonstration data).
create function public.operator_add_member(slug text, person uuid, role text, person_name text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.memberships (organization_id, user_id, role, name, email)
  select o.id, u.id, operator_add_member.role, person_name, lower(u.email)
  from public.organizations o, auth.users u
  where o.slug = operator_add_member.slug and u.id = person;
  if not found then
    perform private.refuse('unknown_person', 'There is no such organization or account. Try another e-mail address.');
  end if;
end;
$$;
revoke all on function public.operator_set_up(text, jsonb, uuid, text) from public, anon, authenticated, service_role;
revoke all on function public.operator_add_member(text, uuid, text, text) from public, anon, authenticated, service_role;
grant execute on function public.operator_set_up(text, jsonb, uuid, text) to service_role;
grant execute on function public.operator_add_member(text, uuid, text, text) to service_role;
