-- goal.closed: how and why a goal ended, and what succeeds it.

-- As many successors as the end has, each once.
create function private.check_closing(fact jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select count(distinct s.key) = count(*) and case fact ->> 'as'
    when 'superseded' then count(*) = 1
    when 'split' then count(*) > 1
    else count(*) = 0 end
  from jsonb_array_elements_text(fact -> 'successors') as s (key);
$$;

-- True where the standing version of some update has grade 4 on that day.
create function private.has_delivered_update(goal uuid, day date) returns boolean
language sql stable set search_path = '' as $$
  select exists (
    select from (
      select distinct on ((private.original_update(u.id)).id) u.grade
      from public.progress_updates u
      where u.goal_id = goal and u.published_seq is not null and u.effective_on <= day
      order by (private.original_update(u.id)).id, u.effective_on desc, u.published_seq desc
    ) as standing where standing.grade = 4
  );
$$;

-- The grade of the goal's last update by that day, with the corrections of it by then; null without one.
create function private.last_grade(goal uuid, day date) returns smallint
language sql stable set search_path = '' as $$
  select chain.grade from (
    select u.id from public.progress_updates u
    where u.goal_id = goal and u.published_seq is not null and u.corrects_id is null and u.effective_on <= day
    order by u.effective_on desc, u.published_seq desc limit 1
  ) as last join public.progress_updates chain on chain.goal_id = goal and chain.published_seq is not null
    and chain.effective_on <= day and (private.original_update(chain.id)).id = last.id
  order by chain.effective_on desc, chain.published_seq desc limit 1;
$$;

-- The fields of a closing's entry, of a draft's facts or of an import's step, or the first rule of the record in its
-- way. A successor is a goal of the same area that began on the closing's day; where drafts may be among them, one
-- that can be published and will begin on it.
create function private.closing_facts(organization uuid, facts jsonb, day date, with_drafts boolean) returns json
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
    select n.id, n.key, n.area, n.predecessor_id, n.published_seq, case
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

-- Begins the successors that closing_facts() took: drafts are published with the closing's day, and each says which
-- goal it carries on. `seen`, where it is given, has the versions of those drafts that were looked at, by key.
create function private.begin_successors(organization uuid, closing json, day date, seen jsonb default null)
returns void
language plpgsql set search_path = '' as $$
declare
  keys text[] := array(select json_array_elements_text(closing -> 'successors'));
  draft record;
begin
  for draft in
    select n.id, r.updated_at, n.key from public.goals n join public.goal_drafts r on r.goal_id = n.id
    where n.organization_id = organization and n.key = any (keys) and n.published_seq is null
    order by array_position(keys, n.key)
  loop
    if seen is not null and date_trunc('milliseconds', draft.updated_at)
        is distinct from date_trunc('milliseconds', (seen ->> draft.key)::timestamptz) then
      perform private.refuse('changed_meanwhile.successor');
    end if;
    update public.goal_drafts set effective_on = day where goal_id = draft.id;
    perform public.publish_goal(draft.id);
  end loop;
  update public.goals n set predecessor_id = g.id from public.goals g
  where g.organization_id = organization and g.key = closing ->> 'goal'
    and n.organization_id = organization and n.key = any (keys);
end;
$$;

insert into private.draft_kinds (kind, drafted_by, seen_by, subject, by_two, notice)
values ('goal.closed', '{leader}', 'leaders', '{goal}', true, 'closed');

create function private.entry_of_goal_closed(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
declare
  day date := private.day_in(d.facts -> 'effective_on');
begin
  perform private.require_past(day);
  if not coalesce(private.is_full_text(d.facts ->> 'reason'), false) then
    perform private.refuse('reason_missing.closing');
  end if;
  return row(day, private.closing_facts(d.organization_id, d.facts, day, with_drafts => true))::private.draft_entry;
end;
$$;

-- Who wrote it and who proposed it.
create function private.told_of_goal_closed(d public.drafts, goal uuid) returns uuid[]
language sql stable set search_path = '' as $$
  select array[d.created_by, d.submitted_by];
$$;
