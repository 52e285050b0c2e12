-- progress.reported and progress.corrected: an update, and a correction of one, go the same way.

-- A redacted item has a redaction and no address, and of its file at most the hash; a public one has its
-- address or hash, and of a file that can be had name, type and size.
create function private.check_evidence(fact jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case
    when fact ->> 'visibility' = 'redacted' then
      fact ? 'redaction' and not fact ?| '{url,archived_url,name,media_type,bytes}'
      and (fact ->> 'kind' = 'file' or not fact ? 'sha256')
    when fact ? 'redaction' then false
    when fact ->> 'kind' = 'link' then
      fact ? 'url' and not fact ?| '{sha256,name,media_type,bytes}'
    else fact ? 'sha256' and not fact ?| '{url,archived_url}'
      and (fact ?& '{name,media_type,bytes}' or not fact ?| '{name,media_type,bytes}') end;
$$;

create function private.record_update(of_update uuid) returns bigint
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
  -- Nor may what comes after a closing as missed, of a day up to it, say that the goal was met.
  elsif closing.closed_as = 'missed' and private.last_grade(g.id, closing.effective_on) = 4 then
    perform private.refuse('graded_delivered.update', jsonb_build_object('day', closing.effective_on));
  end if;
  return seq;
end;
$$;

-- Publishes a submitted update, or one's own where the two-person rule is off. Publishing it again
-- returns the same number.
create function public.publish_progress_update(progress_update uuid, seen timestamptz default null)
returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  u public.progress_updates;
  me uuid;
begin
  perform private.lock_record();
  select * into u from public.progress_updates where id = progress_update for update;
  perform private.require_leader(u.organization_id);
  me := private.my_membership(u.organization_id);
  if u.published_seq is null then
    perform private.require_seen(u.updated_at, seen);
    perform private.require_publishable(u);
    if u.status <> 'submitted' and me is distinct from u.created_by then
      perform private.refuse('not_submitted');
    elsif (select o.two_person_rule from public.organizations o where o.id = u.organization_id)
      and (me is not distinct from u.created_by or me = any (u.editors)) then
      perform private.refuse('second_person_needed');
    end if;
  end if;
  return private.record_update(progress_update);
end;
$$;
grant execute on function public.publish_progress_update(uuid, timestamptz) to authenticated;
