-- What each member did and when: one line for each thing, whichever way they reach the table.

create table public.activity (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations (id) on delete restrict,
  -- Null for whoever runs the instance.
  membership_id uuid references public.memberships (id) on delete restrict,
  at timestamptz not null default now(),
  -- The table and what happened to its row: `progress_updates.submitted`, `goals.deleted` …
  action text not null,
  -- The row itself, which may be gone, and the goal that it belongs to.
  subject uuid,
  goal_id uuid,
  -- What it was called then, and what else the line says: a role, a team, how a goal was closed.
  name text,
  detail text,
  changes jsonb
);
create index activity_by_organization on public.activity (organization_id, id desc);
create index activity_by_member on public.activity (membership_id);
create index activity_by_goal on public.activity (goal_id);
comment on table public.activity is 'What each member did and when. Internal; only grows, but a line of a draft goes on while the draft is typed.';
comment on column public.activity.changes is 'What small values were and what they became, by column: {"grade": [1, 3]}. Null where none changed.';

alter table public.activity enable row level security;
-- Who was invited, and how others are told of things or let programs in, are for leaders to read elsewhere too.
create policy teams_see_activity on public.activity
  for select to authenticated using (private.role_in(organization_id) = 'leader'
    or private.role_in(organization_id) = 'contributor'
      and (split_part(action, '.', 1) not in ('invitations', 'access_tokens', 'notice_preferences')
        or membership_id = private.my_membership(organization_id)));
grant select on table public.activity to authenticated, service_role;


-- ── What a line says ─────────────────────────────────────────────────────────────────────────────

-- What became of a row, in one word; null where that is no line of its own.
create function private.happened(tablename text, was jsonb, is_now jsonb, actor uuid) returns text
language sql stable set search_path = '' as $$
  select case
    when tablename = 'update_comments' and (is_now ->> 'returns')::boolean then null
    when was is null then 'created'
    -- What goes with the goal or the team that it belongs to.
    when is_now is null and tablename = 'goal_owners'
      and not exists (select from public.goals g where g.id = (was ->> 'goal_id')::uuid) then null
    when is_now is null and was ->> 'team_id' is not null
      and not exists (select from public.teams t where t.id = (was ->> 'team_id')::uuid) then null
    when is_now is null then 'deleted'
    when is_now ->> 'published_seq' is distinct from was ->> 'published_seq' then 'published'
    -- Its closing says which goal another carries on.
    when tablename = 'goals' and row(is_now ->> 'key', is_now ->> 'area') is not distinct from row(was ->> 'key', was ->> 'area') then null
    when is_now ->> 'status' is distinct from was ->> 'status' then
      case is_now ->> 'status' when 'draft' then 'taken_back' else is_now ->> 'status' end
    when is_now ->> 'removed_at' is not null and was ->> 'removed_at' is null then 'removed'
    -- Only an invitation makes somebody more than they were by their own hand.
    when tablename = 'memberships' and (was ->> 'removed_at' is not null and is_now ->> 'removed_at' is null
        or was ->> 'role' <> 'leader' and was ->> 'role' <> is_now ->> 'role')
      and (is_now ->> 'id')::uuid = actor then 'created'
    when is_now ->> 'removed_at' is null and was ->> 'removed_at' is not null then 'returned'
    when is_now ->> 'role' is distinct from was ->> 'role' then 'role_changed'
    when is_now ->> 'review_access' is distinct from was ->> 'review_access' then 'access_changed'
    when is_now ->> 'revoked_at' is not null and was ->> 'revoked_at' is null then 'revoked'
    -- Who accepts an invitation joins.
    when tablename = 'invitations' then null
    -- The evidence of an update is saved with it and stands elsewhere.
    -- The account behind a member is no matter of the organization.
    when tablename <> 'progress_updates'
      and is_now - array['updated_at', 'user_id', 'email'] = was - array['updated_at', 'user_id', 'email'] then null
    else 'changed' end;
$$;

-- The columns of a row that are small enough to be told in a line, and that differ.
create function private.small_changes(tablename text, was jsonb, is_now jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_object_agg(c, jsonb_build_array(was -> c, is_now -> c))
  from unnest(case tablename
    when 'memberships' then array['name', 'role', 'review_access', 'office']
    when 'goals' then array['key', 'area']
    when 'goal_drafts' then array['title', 'effective_on', 'target_on', 'outlook']
    when 'goal.revised' then array['title', 'effective_on', 'target_on', 'outlook', 'change']
    when 'progress_updates' then array['effective_on', 'grade']
    when 'teams' then array['name'] end) as c
  where was is not null and is_now is not null and was -> c is distinct from is_now -> c;
$$;

-- Those among the facts of a draft that are small, by the names of columns.
create function private.small_facts(facts jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_object_agg(f.key, f.value)
  from jsonb_each(facts || jsonb_build_object('target_on', facts #> '{target,on}')) as f
  where jsonb_typeof(f.value) = 'string' and private.is_free_text(f.value #>> '{}', 1000);
$$;

-- Two changes in a row as one; what came back to what it was is none.
create function private.joined_changes(earlier jsonb, later jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_object_agg(c, jsonb_build_array(coalesce(earlier #> array[c, '0'], later #> array[c, '0']),
    coalesce(later #> array[c, '1'], earlier #> array[c, '1'])))
  from (select jsonb_object_keys(coalesce(earlier, '{}') || coalesce(later, '{}')) as c) as columns
  where coalesce(earlier #> array[c, '0'], later #> array[c, '0'])
    is distinct from coalesce(later #> array[c, '1'], earlier #> array[c, '1']);
$$;


-- ── Rows of the workspace ────────────────────────────────────────────────────────────────────────

-- Only drafts are saved while they are typed: of all else each change is a line.
create function private.log_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  is_now jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  line jsonb := coalesce(is_now, was);
  organization uuid := (line ->> 'organization_id')::uuid;
  actor uuid := private.acting(organization);
  happened text := private.happened(tg_table_name, was, is_now, actor);
  -- To those who read the log, what a draft of a goal says is the goal.
  of_goal boolean := tg_table_name = 'goal_drafts';
  what text := case when of_goal then 'goals' else tg_table_name end || '.' || happened;
  row_id uuid := (line ->> case when of_goal then 'goal_id' else 'id' end)::uuid;
  changed jsonb := private.small_changes(tg_table_name, was, is_now);
  member text;
  team text;
  facts jsonb;
  u record;
  last record;
begin
  if happened is null then
    return null;
  elsif happened = 'changed' and tg_table_name = 'drafts' then
    changed := private.small_changes(line ->> 'kind', private.small_facts(was -> 'facts'),
      private.small_facts(is_now -> 'facts'));
  end if;
  -- A draft is saved while it is typed; that is one change, not a hundred.
  if happened = 'changed' and tg_table_name in ('goals', 'goal_drafts', 'progress_updates', 'drafts') then
    select a.* into last from public.activity a where a.organization_id = organization and a.membership_id = actor
    order by a.id desc limit 1;
    if last.subject = row_id and last.action = what and last.at > now() - interval '10 minutes' then
      if changed is not null then
        update public.activity a set changes = private.joined_changes(a.changes, changed),
          name = case tg_table_name when 'progress_updates' then line ->> 'effective_on' else a.name end
        where a.id = last.id;
      end if;
      return null;
    end if;
  end if;
  member := (select m.name from public.memberships m where m.id = (line ->> 'membership_id')::uuid);
  team := (select t.name from public.teams t where t.id = (line ->> 'team_id')::uuid);
  if tg_table_name = 'drafts' then
    facts := private.draft_says(jsonb_populate_record(null::public.drafts, line));
    select g.id as goal_id, x.effective_on into u
    from public.goals g left join public.progress_updates x on x.goal_id = g.id and x.key = facts ->> 'of'
    where g.organization_id = organization and g.key = facts ->> 'goal';
  else
    select x.goal_id, x.effective_on into u
    from public.progress_updates x where x.id = (line ->> 'update_id')::uuid;
  end if;
  insert into public.activity (organization_id, membership_id, action, subject, goal_id, name, detail, changes)
  values (organization, actor, what, row_id,
    case tg_table_name when 'goals' then row_id else coalesce((line ->> 'goal_id')::uuid, u.goal_id) end,
    case tg_table_name
      when 'goals' then coalesce(
        case when happened = 'published' then (select d.title from public.goal_drafts d where d.goal_id = row_id) end,
        line ->> 'key')
      when 'goal_drafts' then line ->> 'title'
      when 'invitations' then line ->> 'email'
      when 'progress_updates' then line ->> 'effective_on'
      when 'team_members' then member
      when 'goal_owners' then coalesce(team, member)
      -- Of a publication what its kind says, as of a closing how the goal ended: the goal stands beside it.
      when 'drafts' then coalesce(u.effective_on::text,
        case when happened = 'published' then (select nullif(concat_ws('/',
            -- Two revisions in one draft are two changes, and the row had the first.
            case when line ->> 'kind' = 'goal.revised' and private.second_of(was -> 'facts') is not null
              then was -> 'facts' ->> k.logged end, facts ->> k.logged), '')
          from private.draft_kinds k where k.kind = line ->> 'kind') end, line ->> 'subject')
      else coalesce(line ->> 'name', u.effective_on::text) end,
    case
      when happened = 'access_changed' then line ->> 'review_access'
      when tg_table_name = 'progress_updates' then case when line ->> 'corrects_id' is not null then 'correction' end
      when tg_table_name = 'drafts' then line ->> 'kind'
      when tg_table_name = 'teams' then nullif(was ->> 'name', line ->> 'name')
      when tg_table_name = 'team_members' then team
      when tg_table_name = 'goal_owners' then case when team is null then 'person' else 'team' end
      else line ->> 'role' end,
    changed);
  return null;
end;
$$;

-- An import makes rows that nobody wrote; it is one line of its own.
create trigger log_activity after insert or update on public.goals
  for each row when (new.created_by is not null) execute function private.log_activity();
create trigger log_deletion after delete on public.goals
  for each row execute function private.log_activity();
create trigger log_activity after update on public.goal_drafts
  for each row execute function private.log_activity();
create trigger log_activity after insert or update on public.progress_updates
  for each row when (new.created_by is not null) execute function private.log_activity();
create trigger log_deletion after delete on public.progress_updates
  for each row execute function private.log_activity();
create trigger log_activity after insert or update on public.memberships
  for each row execute function private.log_activity();
create trigger log_activity after insert or update on public.invitations
  for each row execute function private.log_activity();
create trigger log_activity after insert on public.update_comments
  for each row execute function private.log_activity();
create trigger log_activity after insert on public.evidence_files
  for each row execute function private.log_activity();
create trigger log_activity after insert or update or delete on public.teams
  for each row execute function private.log_activity();
create trigger log_activity after insert or delete on public.team_members
  for each row execute function private.log_activity();
create trigger log_activity after insert or delete on public.goal_owners
  for each row execute function private.log_activity();
-- Of what its author alone sees only the publication: that there is a draft is theirs alone, too.
create trigger log_activity after insert on public.drafts
  for each row when (new.seen_by <> 'author') execute function private.log_activity();
create trigger log_change after update on public.drafts
  for each row when (new.seen_by <> 'author' or new.published_seq is not null)
  execute function private.log_activity();
create trigger log_deletion after delete on public.drafts
  for each row when (old.seen_by <> 'author') execute function private.log_activity();


-- ── Entries that no row of the workspace stands for ──────────────────────────────────────────────

-- What is no row of the workspace: the two-person rule.
create function private.log_entry() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.activity (organization_id, membership_id, action, name)
  values (new.organization_id, private.acting(new.organization_id), new.kind,
    new.body::jsonb ->> 'two_person_rule');
  return null;
end;
$$;
create trigger log_entry after insert on public.record_entries
  for each row when (new.kind = 'organization.amended')
  execute function private.log_entry();
