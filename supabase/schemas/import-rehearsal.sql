-- How an import goes on: rehearsed, published, settled.
--
-- A rehearsal takes some steps as if each were published by itself, under all the rules, writes down what
-- came of it, and takes it back. So publishing has nothing left to ask but whether the record still stands
-- where it stood, and needs one statement however many entries there are.

-- Whether something of an organization is public that its workspace does not have yet. Nothing else of it is
-- published meanwhile.
create function private.is_settling(organization uuid) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.imports i where i.organization_id = organization and i.state = 'settling');
$$;

-- Refuses where something of the organization was added to the record since the file was compared with it.
create function private.require_expected(i public.imports) returns void
language plpgsql set search_path = '' as $$
begin
  if i.registration is not null then
    if exists (select from public.organizations o where o.slug = i.slug) then
      perform private.refuse('plan_outdated');
    end if;
  elsif i.expected is distinct from (select coalesce(max(e.seq), 0) from public.record_entries e
      where e.organization_id = i.organization_id) then
    perform private.refuse('plan_outdated');
  end if;
end;
$$;

-- The organization, registered first where it is new.
create function private.organization_of_import(i public.imports) returns uuid
language plpgsql set search_path = '' as $$
begin
  return case when i.registration is null then i.organization_id
    else private.register_organization(i.registration || jsonb_build_object('slug', i.slug),
      (i.registration ->> 'effective_on')::date) end;
end;
$$;

-- The steps of an import as new entries: those at these places, or all.
create function private.entries_of_import(import uuid, positions integer[] default null)
returns private.new_entry[]
language sql stable set search_path = '' as $$
  select array_agg(row(s.position, s.kind, (s.step ->> 'effective_on')::date, s.facts, s.goal,
    case when s.kind = 'goal.closed' then s.step ->> 'as' end,
    private.criteria_in(s.kind, s.step))::private.new_entry order by s.position)
  from public.import_steps s
  where s.import_id = import and (positions is null or s.position = any (positions));
$$;

-- Writes down why an import cannot be published; by the step at that place, where it is one step's doing.
create function private.refuse_import(import uuid, code text, message text, details text, hint text,
  at integer default null) returns public.imports
language sql set search_path = '' as $$
  update public.imports set touched_at = now(), refusal = jsonb_build_object(
    'code', code, 'message', message, 'details', details, 'hint', hint, 'position', at)
  where id = import returning *;
$$;

-- What the form asks of a person besides the rules of the record, of the step that was just recorded under that
-- number: a file that a leader brings is no way around it. That no text is missing, its shape has asked.
create function private.require_publishable_step(of_seq bigint) returns void
language plpgsql stable set search_path = '' as $$
declare
  e public.record_entries;
  u public.progress_updates;
begin
  select * into e from public.record_entries x where x.seq = of_seq;
  perform private.require_past(e.effective_on);
  if e.kind = 'goal.revised' and exists (select from public.goals g
      where g.organization_id = e.organization_id and g.key = e.goal and (private.closing_of(g.id)).seq is not null) then
    perform private.refuse('goal_closed.revision');
  end if;
  select * into u from public.progress_updates x where x.published_seq = of_seq;
  if u.id is not null then
    perform private.require_publishable(u);
  end if;
end;
$$;

-- Rehearses the next steps, five hundred at most; from the first where rules are others since. What is refused is
-- written down.
create function public.rehearse_import(import uuid, at_most integer) returns public.imports
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
grant execute on function public.rehearse_import(uuid, integer) to authenticated, service_role;

-- Publishes an import that is wholly rehearsed, or writes down why that is refused. Where rules are others
-- since, it has to be rehearsed again. In the log it is one line.
create function public.publish_import(import uuid) returns public.imports
language plpgsql security definer set search_path = '' as $$
declare
  i public.imports;
  organization uuid;
  after bigint;
  goal text;
  refused_message text;
  refused_details text;
  refused_hint text;
begin
  perform private.lock_record();
  i := private.import_at_work(import);
  -- Whoever drafts a goal of the organization meanwhile, see keep_key_of_import(), either is seen below or sees this.
  perform pg_advisory_xact_lock(7203652, hashtext(i.organization_id::text));
  if i.state <> 'ready' or i.rehearsed < i.total or i.rules <> private.rules() then
    return i;
  end if;
  begin
    perform private.require_expected(i), private.require_importable(i);
    select g.key into goal from public.goals g
      where g.organization_id = i.organization_id
        and g.key in (select s.goal from public.import_steps s
          where s.import_id = i.id and s.kind in ('goal.published', 'goal.revised'))
        and (g.published_seq is null or private.is_revision_drafted(g))
      limit 1;
    if goal is not null then
      perform private.refuse('draft_in_the_way', jsonb_build_object('goal', goal));
    end if;
  exception when sqlstate '22W01' then
    get stacked diagnostics refused_message = message_text, refused_details = pg_exception_detail,
      refused_hint = pg_exception_hint;
    return private.refuse_import(i.id, '22W01', refused_message, refused_details, refused_hint);
  end;
  organization := private.organization_of_import(i);
  after := private.append_entries(organization, private.entries_of_import(i.id));
  if i.total > 0 then
    insert into public.activity (organization_id, membership_id, action, name)
    values (organization, private.acting(organization), 'record.imported', i.total);
  end if;
  update public.imports x set organization_id = organization, published_after = after, touched_at = now()
    where x.id = i.id returning * into i;
  return i;
end;
$$;
grant execute on function public.publish_import(uuid) to authenticated, service_role;

-- Brings what is published into the workspace, five hundred steps at most.
create function public.settle_import(import uuid, at_most integer) returns public.imports
language plpgsql security definer set search_path = '' as $$
declare
  i public.imports;
  positions integer[];
begin
  perform private.lock_record();
  i := private.import_at_work(import);
  if i.state <> 'settling' then
    return i;
  end if;
  positions := array(select generate_series(i.settled + 1, least(i.settled + least(at_most, 500), i.total)));
  -- A draft that asked for the same key gets another when it is published.
  update public.progress_updates u set key = null
    from public.import_steps s join public.goals g on g.key = s.goal and g.organization_id = i.organization_id
    where s.import_id = i.id and s.position = any (positions)
      and u.goal_id = g.id and u.key = s.update_key and u.published_seq is null;
  perform private.place_steps(i.id, i.organization_id, i.published_after, positions);
  delete from public.import_steps s where s.import_id = i.id and s.position = any (positions);
  update public.imports x set settled = i.settled + cardinality(positions), touched_at = now()
    where x.id = i.id returning * into i;
  return i;
end;
$$;
grant execute on function public.settle_import(uuid, integer) to authenticated, service_role;
