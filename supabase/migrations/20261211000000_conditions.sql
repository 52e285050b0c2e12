-- A revision of two kinds at once is published as two, in one step: a draft of one may hold a second. And a translation
-- of a condition, which stands in a goal's first revision alone, is no part of what later ones change.

create or replace function private.said_of_goal(facts jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object('title', facts -> 'title', 'statement', facts -> 'statement',
    'criteria', facts -> 'criteria', 'target', facts -> 'target', 'target_within', facts -> 'target_within',
    -- The translation of a condition stands in the first revision alone.
    'outlook', facts -> 'outlook', 'translation', case jsonb_typeof(facts -> 'translation')
      when 'object' then (facts -> 'translation') - 'condition' else facts -> 'translation' end));
$$;

drop function private.require_true_change(uuid, jsonb);
create function private.require_true_change(goal uuid, facts jsonb, before jsonb default null) returns void
language plpgsql stable set search_path = '' as $$
declare
  last jsonb := coalesce(before, (private.revision_in_force(goal, 'infinity')).body::jsonb);
  change text := facts ->> 'change';
  criteria text[] := private.texts_in(facts -> 'criteria');
  g public.goals;
begin
  select * into g from public.goals x where x.id = goal;
  if not private.is_revision_translation(nullif(facts -> 'translation', 'null'), criteria, facts -> 'condition',
      coalesce(facts #>> '{target,note}', facts #>> '{target_within,note}'), facts ->> 'reason') then
    perform private.refuse('translation_unfinished.revision');
  end if;
  perform private.require_distinct_criteria(g.organization_id, criteria);
  if last is null or change is null then
    return;
  elsif private.said_of_goal(last) = private.said_of_goal(facts) then
    perform private.refuse('nothing_changed');
  elsif (select o.kept_by from public.organizations o where o.id = g.organization_id) <> 'self' then
    return;
  end if;
  case private.untrue_change(change, last, facts)
    when 'fewer' then perform private.refuse('wrong_change.fewer');
    when 'words' then perform private.refuse('wrong_change.words');
    when 'criterion' then perform private.refuse('wrong_change.criterion');
    when 'order' then perform private.refuse('wrong_change.order');
    when 'added' then perform private.refuse('wrong_change.added');
    when 'date' then perform private.refuse('wrong_change.date');
    when 'later' then perform private.refuse('wrong_change.later');
    when 'earlier' then perform private.refuse('wrong_change.earlier');
    when 'stays' then perform private.refuse('wrong_change.stays');
    else null;
  end case;
end;
$$;

create function private.second_of(facts jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select case jsonb_typeof(facts -> 'then') when 'object' then (facts -> 'then') - 'then'
    || jsonb_build_object('goal', facts -> 'goal', 'effective_on', facts -> 'effective_on') end;
$$;

create function private.require_revision_facts(facts jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  field text;
  value jsonb;
  unknown text;
begin
  if not coalesce(private.is_full_text(facts ->> 'statement'), false) then
    perform private.refuse('statement_missing');
  elsif not coalesce(private.is_full_text(facts ->> 'reason'), false) then
    perform private.refuse('reason_missing');
  end if;
  foreach field in array '{change,title,statement,criteria,target,target_within,outlook,reason,source}'::text[] loop
    value := nullif(facts -> field, 'null');
    unknown := case when value is not null or field in ('change', 'title', 'criteria') then
      private.part_problem('goal.revised', array['properties', field], value) end;
    if unknown is not null then
      perform private.refuse_problem(facts, '/' || field || unknown);
    end if;
  end loop;
end;
$$;

create or replace function private.entry_of_goal_revised(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
declare
  day date := private.day_in(d.facts -> 'effective_on');
  second jsonb := private.second_of(d.facts);
  g public.goals;
  number integer;
begin
  perform private.require_past(day);
  select * into g from public.goals x where x.organization_id = d.organization_id and x.key = d.facts ->> 'goal';
  if g.id is null then
    perform private.refuse('unknown_goal', jsonb_build_object('goal', coalesce(left(d.facts ->> 'goal', 100), '')));
  elsif g.published_seq is null then
    perform private.refuse('goal_not_published');
  elsif (private.closing_of(g.id)).seq is not null then
    perform private.refuse('goal_closed.revision');
  end if;
  perform private.require_revision_facts(d.facts);
  perform private.require_true_change(g.id, d.facts);
  number := private.require_next_revision(g, d.facts, day);
  -- The second is what it is called after the first, which is not published yet.
  if second is not null then
    perform private.require_revision_facts(second);
    perform private.require_true_change(g.id, second, d.facts);
    perform private.require_next_revision(g, second, day);
  end if;
  return row(day, private.revision_facts(d.facts, number))::private.draft_entry;
end;
$$;

create or replace function private.publish_draft(draft uuid, seen timestamptz, added jsonb) returns bigint
language plpgsql set search_path = '' as $$
declare
  d public.drafts;
  by_two boolean;
  me uuid;
  made private.draft_entry;
  confirmed boolean;
  number bigint;
begin
  select * into d from public.drafts where id = draft for update;
  by_two := (select k.by_two from private.draft_kinds k where k.kind = d.kind);
  me := private.my_membership(d.organization_id);
  if d.seen_by = 'author' then
    if not private.wrote_draft(d) then
      perform private.refuse('not_allowed.draft');
    end if;
  else
    perform private.require_leader(d.organization_id);
  end if;
  if d.published_seq is not null then
    return d.published_seq;
  end if;
  perform private.require_seen(d.updated_at, seen);
  if by_two and d.status <> 'submitted' and me <> d.created_by then
    perform private.refuse('not_submitted');
  elsif by_two and (me in (d.created_by, d.submitted_by) or me = any (d.editors))
    and (select o.two_person_rule from public.organizations o where o.id = d.organization_id) then
    perform private.refuse('second_person_needed');
  end if;
  -- Only here, where it is known: no file and no draft can say so.
  confirmed := by_two and not (me in (d.created_by, d.submitted_by) or me = any (d.editors))
    and (select s.schema #> '{properties,confirmed}' is not null from private.entry_shapes s where s.kind = d.kind);
  loop
    made := private.entry_of(d, added);
    -- Goals have tables of their own: those that carry on a closed one are begun here, before its closing.
    if d.kind = 'goal.closed' then
      perform private.begin_successors(d.organization_id, made.facts, made.effective_on, added -> 'successors');
    end if;
    if confirmed then
      made.facts := regexp_replace(made.facts::text, '\s*\}\s*$', '') || ',"confirmed":true}';
    end if;
    number := private.append_entry(d.organization_id, d.kind, made.effective_on, made.facts);
    -- Two revisions in one draft are published one after the other, each under the same rules.
    exit when d.kind <> 'goal.revised' or private.second_of(d.facts) is null;
    d.facts := private.second_of(d.facts);
  end loop;
  update public.drafts set published_seq = number, facts = '{}' where id = d.id;
  return number;
end;
$$;

create or replace function private.log_activity() returns trigger
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

-- Forms that are being typed had no place for a condition, for days from it or for a second revision.
update public.autosaves a set typed = '{"two": "no", "then": {"change": "", "reason": ""},
    "condition": {"applies": "no", "text": "", "threshold": ""}}'::jsonb || a.typed || jsonb_build_object(
    'target', '{"within": ""}'::jsonb || (a.typed -> 'target'),
    'translation', '{"condition": {"text": "", "threshold": ""}, "second_reason": ""}'::jsonb || (a.typed -> 'translation'))
where a.form ~ '/(new-goal|goals/[^/]+/(edit|revise))$' and jsonb_typeof(a.typed) = 'object'
  and jsonb_typeof(a.typed -> 'target') = 'object' and jsonb_typeof(a.typed -> 'translation') = 'object';
