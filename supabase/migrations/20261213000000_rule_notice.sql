-- With the second leader, all leaders are told once by notice that the two-person rule waits for their decision.

alter table public.notices drop constraint notices_event_check;
alter table public.notices add constraint notices_event_check
  check (event in ('due_soon', 'overdue', 'submitted', 'returned', 'published', 'undecided'));
alter table public.notices drop constraint notices_are_of_something;
alter table public.notices add constraint notices_are_of_something
  check (goal_id is not null or draft_id is not null or event = 'undecided');

create or replace function private.may_be_told(member uuid, event text, of_draft boolean) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.memberships m left join public.notice_preferences p on p.membership_id = m.id
    where m.id = member and m.removed_at is null and coalesce(p.delivery, 'immediate') <> 'none'
      and (m.role <> 'reviewer' or event = 'published')
      and (m.role = 'leader' or event = 'published' or not (of_draft or event = 'undecided')));
$$;

-- Whether two leaders or more are there, and none of them has decided yet on the two-person rule.
create function private.is_rule_open(organization uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select o.two_person_rule is null and private.count_leaders(o.id) > 1
  from public.organizations o where o.id = organization;
$$;

create or replace function private.still_holds(n public.notices) returns boolean
language sql stable security definer set search_path = '' as $$
  select case n.event
    when 'submitted' then exists (select from public.progress_updates u where n.draft_id is null and u.id = n.update_id
        and u.published_seq is null and u.status = 'submitted' and private.moment(u.submitted_at) = n.occasion)
      or exists (select from public.drafts d where d.id = n.draft_id
        and d.published_seq is null and d.status = 'submitted' and private.moment(d.submitted_at) = n.occasion)
    when 'returned' then exists (select from public.progress_updates u where n.draft_id is null and u.id = n.update_id
        and u.published_seq is null and u.status = 'returned')
      or exists (select from public.drafts d where d.id = n.draft_id
        and d.published_seq is null and d.status = 'returned')
    when 'due_soon' then private.update_due_on(n.goal_id)::text = n.occasion and n.occasion::date >= private.today()
    when 'overdue' then private.update_due_on(n.goal_id)::text = n.occasion
    when 'undecided' then private.is_rule_open(n.organization_id)
    else true end;
$$;

-- With the second leader all of them are asked, whoever made them so: each once, however long it stays open.
create function private.ask_about_rule() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if private.is_rule_open(new.organization_id) then
    perform private.queue_notices(private.members_as(new.organization_id, 'leader'), 'undecided',
      'organization.amended', new.organization_id, null, null, '');
  end if;
  return null;
end;
$$;
create trigger ask_about_rule after insert or update on public.memberships
  for each row when (new.role = 'leader' and new.removed_at is null) execute function private.ask_about_rule();
