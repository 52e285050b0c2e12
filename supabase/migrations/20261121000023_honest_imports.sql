-- An organization that keeps its own record calls its revisions what they are in an import, too; and the
-- log of activity says from what to what a small value was changed.

-- ── Imports ──────────────────────────────────────────────────────────────────────────────────────

-- As before, but what the form refuses is refused. Who transcribes says what the organization called a change.
create or replace function private.import_step(organization uuid, step jsonb) returns bigint
language plpgsql set search_path = '' as $$
declare
  day date := (step ->> 'effective_on')::date;
  goal uuid := (select g.id from public.goals g where g.organization_id = organization and g.key = step ->> 'goal');
  id uuid := gen_random_uuid();
  corrected uuid;
  revision public.goal_revisions;
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
        step ->> 'outlook', step ->> 'reason', step ->> 'source', day, step -> 'translation')
      returning * into revision;
      if (select o.kept_by from public.organizations o where o.id = organization) = 'self' then
        perform private.require_true_change(revision);
      end if;
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
      perform private.refuse('unknown_kind', format('“%s” cannot be imported.', step ->> 'kind'));
  end case;
end;
$$;


-- ── Activity ─────────────────────────────────────────────────────────────────────────────────────

alter table public.activity add column changes jsonb;
comment on column public.activity.changes is 'What small values were and what they became, by column: {"grade": [1, 3]}. Null where none changed, and in lines from before it was kept.';
comment on table public.activity is 'What each member did and when. Internal; only grows, but a line of a draft goes on while the draft is typed.';

-- The columns of a row that are small enough to be told in a line, and that differ.
create function private.small_changes(tablename text, was jsonb, is_now jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_object_agg(c, jsonb_build_array(was -> c, is_now -> c))
  from unnest(case tablename
    when 'memberships' then array['name', 'role', 'review_access']
    when 'goals' then array['key', 'area']
    when 'goal_revisions' then array['title', 'effective_on', 'target_on', 'outlook', 'change']
    when 'progress_updates' then array['effective_on', 'grade']
    when 'teams' then array['name'] end) as c
  where was is not null and is_now is not null and was -> c is distinct from is_now -> c;
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
revoke all on function private.small_changes(text, jsonb, jsonb), private.joined_changes(jsonb, jsonb) from public;

-- As before, and with what changed. Only drafts are saved while they are typed: of all else each change is a line.
create or replace function private.log_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  is_now jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  line jsonb := coalesce(is_now, was);
  organization uuid := (line ->> 'organization_id')::uuid;
  actor uuid := private.acting(organization);
  happened text := private.happened(tg_table_name, was, is_now, actor);
  -- A goal's first revision is its text, and no revision to those who read the log.
  of_goal boolean := tg_table_name = 'goal_revisions' and line ->> 'change' = 'published' and tg_op <> 'DELETE';
  what text := case when of_goal then 'goals' else tg_table_name end || '.' || happened;
  row_id uuid := (line ->> case when of_goal then 'goal_id' else 'id' end)::uuid;
  changed jsonb := private.small_changes(tg_table_name, was, is_now);
  member text;
  team text;
  u record;
  last record;
begin
  if happened is null then
    return null;
  end if;
  -- A draft is saved while it is typed; that is one change, not a hundred.
  if happened = 'changed' and tg_table_name in ('goals', 'goal_revisions', 'progress_updates') then
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
  select x.goal_id, x.effective_on into u from public.progress_updates x where x.id = coalesce(
    line ->> 'update_id',
    (select v.update_id::text from public.reviews v where v.id = (line ->> 'review_id')::uuid))::uuid;
  insert into public.activity (organization_id, membership_id, action, subject, goal_id, name, detail, changes)
  values (organization, actor, what, row_id,
    case tg_table_name when 'goals' then row_id else coalesce((line ->> 'goal_id')::uuid, u.goal_id) end,
    case tg_table_name
      when 'goals' then line ->> 'key'
      when 'goal_revisions' then line ->> 'title'
      when 'invitations' then line ->> 'email'
      when 'progress_updates' then line ->> 'effective_on'
      when 'team_members' then member
      when 'goal_owners' then coalesce(team, member)
      else coalesce(line ->> 'name', u.effective_on::text) end,
    case
      when happened = 'access_changed' then line ->> 'review_access'
      when tg_table_name = 'progress_updates' then case when line ->> 'corrects_id' is not null then 'correction' end
      when tg_table_name = 'closings' then line ->> 'closed_as'
      when tg_table_name = 'teams' then nullif(was ->> 'name', line ->> 'name')
      when tg_table_name = 'team_members' then team
      when tg_table_name = 'goal_owners' then case when team is null then 'person' else 'team' end
      else line ->> 'role' end,
    changed);
  return null;
end;
$$;

create or replace function private.log_preference() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' or new.delivery <> old.delivery then
    insert into public.activity (organization_id, membership_id, action, name, changes)
    values (new.organization_id, new.membership_id, 'notice_preferences.changed', new.delivery,
      jsonb_build_object('delivery',
        jsonb_build_array(case when tg_op = 'UPDATE' then old.delivery end, new.delivery)));
  end if;
  return null;
end;
$$;

-- What a token may do is never changed: it is said where the token comes and where it goes.
create or replace function private.log_access_token() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.activity (organization_id, membership_id, action, subject, name, detail, changes)
  values (new.organization_id, private.acting(new.organization_id),
    case tg_op when 'INSERT' then 'access_tokens.created' else 'access_tokens.revoked' end, new.id, new.name,
    (select m.name from public.memberships m where m.id = new.membership_id),
    jsonb_build_object('scopes', case tg_op
      when 'INSERT' then jsonb_build_array(null, to_jsonb(new.scopes))
      else jsonb_build_array(to_jsonb(new.scopes), null) end));
  return null;
end;
$$;
