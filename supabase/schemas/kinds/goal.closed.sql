-- goal.closed: how and why a goal ended, and what succeeds it.

create table public.closings (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  goal_id uuid not null unique references public.goals (id) on delete restrict,
  closed_as text not null check (closed_as in ('delivered', 'withdrawn', 'superseded', 'split')),
  reason text not null check (private.is_full_text(reason)),
  source text check (private.is_full_text(source, 8000)),
  effective_on date not null check (private.is_day(effective_on)),
  created_by uuid references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  -- A closing is made and published in one step; there is no draft of it.
  published_seq bigint unique references public.record_entries (seq) on delete restrict
);
create index closings_by_organization on public.closings (organization_id);
create index closings_by_creator on public.closings (created_by);
comment on table public.closings is 'How and why a goal ended; its successors point back with predecessor_id.';

alter table public.closings enable row level security;
create policy members_see_closings on public.closings
  for select to authenticated using (private.role_in(organization_id) is not null);
grant select on table public.closings to authenticated, service_role;

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

-- Closes a goal; the successors are published goals of the same area that begin on the closing's day.
create function private.record_closing(closing uuid, successors uuid[]) returns bigint
language plpgsql set search_path = '' as $$
declare
  c public.closings;
  g public.goals;
  later date;
  count_of_successors integer := cardinality(successors);
  s record;
  seq bigint;
begin
  perform private.lock_record();
  select * into c from public.closings where id = closing for update;
  select * into g from public.goals where id = c.goal_id for update;
  if g.published_seq is null then
    perform private.refuse('goal_not_published.closing');
  end if;
  later := (select max(r.effective_on) from public.goal_revisions r
    where r.goal_id = g.id and r.published_seq is not null and r.effective_on > c.effective_on);
  if later is not null then
    perform private.refuse('out_of_order.revised', jsonb_build_object('day', later));
  end if;
  later := (select max(u.effective_on) from public.progress_updates u
    where u.goal_id = g.id and u.published_seq is not null and u.corrects_id is null
      and u.effective_on > c.effective_on);
  if later is not null then
    perform private.refuse('out_of_order.reported', jsonb_build_object('day', later));
  end if;
  if c.closed_as = 'delivered' and not private.has_delivered_update(g.id, c.effective_on) then
    perform private.refuse('not_delivered');
  end if;
  if (c.closed_as = 'superseded' and count_of_successors <> 1)
    or (c.closed_as = 'split' and count_of_successors < 2)
    or (c.closed_as in ('delivered', 'withdrawn') and count_of_successors <> 0) then
    perform private.refuse('wrong_successors.count');
  end if;
  if (select count(distinct x) from unnest(successors) as x) <> count_of_successors or g.id = any (successors) then
    perform private.refuse('wrong_successors.twice');
  end if;
  for s in
    select x.ordinality, n.id, n.key, n.area, n.organization_id, n.predecessor_id, r.effective_on
    from unnest(successors) with ordinality as x (id, ordinality)
    left join public.goals n on n.id = x.id
    left join public.goal_revisions r on r.goal_id = n.id and r.number = 1
    order by x.ordinality
  loop
    if s.id is null or s.organization_id <> g.organization_id or s.effective_on is distinct from c.effective_on then
      perform private.refuse('wrong_successors.day');
    elsif s.area <> g.area then
      perform private.refuse('wrong_successors.area', jsonb_build_object('goal', s.key));
    elsif s.predecessor_id is not null then
      perform private.refuse('wrong_successors.taken', jsonb_build_object('goal', s.key));
    end if;
  end loop;
  if exists (
    with recursive ancestors as (
      select g.predecessor_id as id
      union select p.predecessor_id from public.goals p join ancestors a on p.id = a.id
    ) select from ancestors where id = any (successors)
  ) then
    perform private.refuse('wrong_successors.circle');
  end if;
  update public.goals set predecessor_id = g.id where id = any (successors);
  seq := private.append_entry(g.organization_id, 'goal.closed', c.effective_on, json_build_object(
    'goal', g.key, 'as', c.closed_as, 'reason', c.reason,
    'successors', coalesce((select json_agg(n.key order by x.ordinality)
      from unnest(successors) with ordinality as x (id, ordinality) join public.goals n on n.id = x.id), '[]'::json),
    'source', c.source));
  update public.closings set published_seq = seq where id = c.id;
  return seq;
end;
$$;

-- Closes a published goal. Successors may still be drafts: they are published with the closing's day.
create function public.close_goal(goal uuid, closed_as text, reason text, effective_on date, successors uuid[])
returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  g public.goals;
  closing uuid;
  draft uuid;
begin
  select * into g from public.goals where id = goal;
  perform private.require_leader(g.organization_id);
  perform private.require_past(close_goal.effective_on);
  if not coalesce(private.is_full_text(close_goal.reason), false) then
    perform private.refuse('reason_missing.closing');
  end if;
  perform private.lock_record();
  if exists (select from public.closings c where c.goal_id = g.id) then
    perform private.refuse('goal_closed.already');
  end if;
  for draft in
    select r.id from public.goal_revisions r join public.goals n on n.id = r.goal_id
    where n.id = any (close_goal.successors) and n.organization_id = g.organization_id and n.published_seq is null
    order by array_position(close_goal.successors, n.id)
  loop
    update public.goal_revisions set effective_on = close_goal.effective_on where id = draft;
    perform public.publish_revision(draft);
  end loop;
  insert into public.closings (organization_id, goal_id, closed_as, reason, effective_on, created_by)
  values (g.organization_id, g.id, close_goal.closed_as, close_goal.reason, close_goal.effective_on,
    private.my_membership(g.organization_id)) returning id into closing;
  return private.record_closing(closing, coalesce(close_goal.successors, '{}'));
end;
$$;
grant execute on function public.close_goal(uuid, text, text, date, uuid[]) to authenticated;
