-- Closings are drafts (docs/decisions/0024): public.closings and close_goal() go. What other rules ask of closings
-- they ask of the record, by columns of its own.


-- ── The record ───────────────────────────────────────────────────────────────────────────────────

alter table public.record_entries add column goal text, add column closed_as text;
-- Fills them in rows that are never updated.
alter table public.record_entries
  alter column goal type text using body::json ->> 'goal',
  alter column closed_as type text using case when kind = 'goal.closed' then body::json ->> 'as' end,
  add constraint says_how_it_closed check (case kind
    when 'goal.closed' then goal is not null and closed_as is not null else closed_as is null end);
create unique index one_closing_of_each_goal on public.record_entries (organization_id, goal) where kind = 'goal.closed';
alter type private.new_entry add attribute goal text, add attribute closed_as text;


-- ── What there is ────────────────────────────────────────────────────────────────────────────────

insert into private.draft_kinds (kind, drafted_by, seen_by, subject, by_two, notice)
values ('goal.closed', '{leader}', 'leaders', '{goal}', true, 'closed');

-- Of those that a member published, who it was. The log has its lines already.
alter table public.drafts disable trigger log_activity;
insert into public.drafts (id, organization_id, kind, seen_by, subject, facts, created_by, created_at, updated_at, published_seq)
select c.id, c.organization_id, 'goal.closed', 'leaders', g.key, '{}', c.created_by, c.created_at, c.created_at, c.published_seq
from public.closings c join public.goals g on g.id = c.goal_id
where c.created_by is not null and c.published_seq is not null;
alter table public.drafts enable trigger log_activity;
update public.activity a set action = 'drafts.published', name = a.detail, detail = 'goal.closed'
where a.action = 'closings.published';

-- Forms that are being typed named successors by id, and had no version of a draft.
update public.autosaves a set typed = a.typed
  || jsonb_build_object('draft', gen_random_uuid(), 'seen', '', 'successors', coalesce((
    select jsonb_agg(g.key order by s.place)
    from jsonb_array_elements_text(a.typed -> 'successors') with ordinality as s (id, place)
      join public.goals g on g.id::text = s.id and g.organization_id = a.organization_id), '[]'))
where a.form ~ '/goals/[^/]+/close$' and jsonb_typeof(a.typed) = 'object' and jsonb_typeof(a.typed -> 'successors') = 'array';

alter table public.notices
  drop constraint notices_kind_check,
  add constraint notices_kind_check check (kind in ('due_soon', 'overdue', 'submitted', 'returned', 'published',
    'reviewed', 'answered', 'proposed', 'declined', 'certified', 'closed')),
  drop constraint notices_are_of_something,
  add constraint notices_are_of_something check ((goal_id is not null or kind in ('proposed', 'declined', 'certified'))
    and (draft_id is not null) = (kind in ('reviewed', 'answered', 'proposed', 'declined', 'certified', 'closed')));


-- ── What goes ────────────────────────────────────────────────────────────────────────────────────

drop function public.close_goal(uuid, text, text, date, uuid[]);
drop function private.record_closing(uuid, uuid[]);
drop table public.closings;


-- ── Functions ────────────────────────────────────────────────────────────────────────────────────

create or replace function private.append_entries(organization uuid, entries private.new_entry[]) returns bigint
language plpgsql set search_path = '' as $$
declare
  slug text := (select o.slug from public.organizations o where o.id = organization);
  last bigint;
  moment timestamptz;
  written text;
begin
  perform private.lock_record();
  if private.is_settling(organization) then
    perform private.refuse('import_settling');
  end if;
  select e.seq, e.recorded_at into last, moment from public.record_entries e order by e.seq desc limit 1;
  last := coalesce(last, 0);
  -- Never before the last entry, even where the server's clock was set back.
  moment := greatest(clock_timestamp(), moment);
  written := private.written_moment(moment);
  -- Each text is made once, not once for each use of it: hence the offsets. What the table checks is written
  -- out here as it is there.
  insert into public.record_entries
    (seq, organization_id, kind, recorded_at, effective_on, body, envelope, leaf_hash, goal, closed_as)
  select e.seq, organization, e.kind, moment, e.effective_on, e.body, e.envelope,
    encode(sha256('\x00'::bytea || convert_to(e.envelope, 'UTF8')), 'hex'), e.goal, e.closed_as
  from (
    select b.*, '{"body":"' || encode(sha256(convert_to(b.body, 'UTF8')), 'hex')
      || '","effective_on":"' || b.day || '","kind":"' || b.kind || '","organization":"' || slug
      || '","recorded_at":"' || written || '","seq":' || b.seq || '}' as envelope
    from (
      select n.seq, n.kind, n.effective_on, n.day, n.goal, n.closed_as,
        -- What every entry says, then its own. With 122 random bits nobody can guess a text that was taken
        -- away and prove it by its hash.
        '{"seq":' || n.seq || ',"organization":"' || slug || '","kind":"' || n.kind || '","recorded_at":"' || written
          || '","effective_on":"' || n.day || '","nonce":"' || gen_random_uuid() || '",' || n.facts as body
      from (
        select last + x.ahead as seq, x.kind, x.effective_on, to_char(x.effective_on, 'YYYY-MM-DD') as day, x.facts,
          x.goal, x.closed_as
        from unnest(entries) as x offset 0
      ) as n offset 0
    ) as b offset 0
  ) as e;
  insert into private.published_files (organization_id, sha256)
  select organization, f #>> '{}'
  from public.record_entries e, jsonb_path_query(e.body::jsonb, '$.**?(@.visibility == "public").sha256') as f
  where e.seq > last and e.body like '%"sha256"%'
  on conflict do nothing;
  return last;
end;
$$;

create or replace function private.append_entry(organization uuid, kind text, effective_on date, facts json)
returns bigint
language plpgsql set search_path = '' as $$
declare
  number bigint := 1 + private.append_entries(organization,
    array[row(1, kind, effective_on, substr(json_strip_nulls(facts)::text, 2), facts ->> 'goal',
      case when kind = 'goal.closed' then facts ->> 'as' end)::private.new_entry]);
begin
  perform private.check_shape(kind, (select e.body from public.record_entries e where e.seq = number));
  return number;
end;
$$;

-- The entry that closed a goal; nulls of one that is open.
create function private.closing_of(goal uuid) returns public.record_entries
language sql stable set search_path = '' as $$
  select e.* from public.goals g
    join public.record_entries e on e.organization_id = g.organization_id and e.goal = g.key and e.kind = 'goal.closed'
  where g.id = closing_of.goal;
$$;

create or replace function private.publish_draft(draft uuid, seen timestamptz, added jsonb) returns bigint
language plpgsql set search_path = '' as $$
declare
  d public.drafts;
  by_two boolean;
  me uuid;
  made private.draft_entry;
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
  made := private.entry_of(d, added);
  -- Goals have tables of their own: those that carry on a closed one are begun here, before its closing.
  if d.kind = 'goal.closed' then
    perform private.begin_successors(d.organization_id, made.facts, made.effective_on, added -> 'successors');
  end if;
  number := private.append_entry(d.organization_id, d.kind, made.effective_on, made.facts);
  update public.drafts set published_seq = number, facts = '{}' where id = d.id;
  return number;
end;
$$;

create or replace function private.record_revision(revision uuid) returns bigint
language plpgsql set search_path = '' as $$
declare
  r public.goal_revisions;
  g public.goals;
  last public.goal_revisions;
  cited date;
  seq bigint;
begin
  perform private.lock_record();
  select * into r from public.goal_revisions where id = revision for update;
  if r.id is null then
    perform private.refuse('not_found');
  end if;
  select * into g from public.goals where id = r.goal_id for update;
  if r.published_seq is not null then
    return r.published_seq;
  end if;
  if (r.change = 'published') <> (g.published_seq is null) then
    perform private.refuse('wrong_change.first');
  end if;
  if (private.closing_of(g.id)).effective_on < r.effective_on then
    perform private.refuse('goal_closed.revision');
  end if;
  select * into last from public.goal_revisions x
    where x.goal_id = g.id and x.published_seq is not null order by x.number desc limit 1;
  if last.effective_on > r.effective_on then
    perform private.refuse('out_of_order.revision', jsonb_build_object('day', last.effective_on));
  end if;
  select u.effective_on into cited
    from public.progress_updates u
    join public.progress_updates chain on chain.goal_id = u.goal_id
      and chain.published_seq is not null and (private.original_update(chain.id)).id = u.id
    join public.evidence e on e.update_id = chain.id
    where u.goal_id = g.id and u.corrects_id is null and u.effective_on >= r.effective_on
      and cardinality(r.criteria) <= any (e.criteria)
    order by u.effective_on desc limit 1;
  if cited is not null then
    perform private.refuse('criteria_cited', jsonb_build_object('day', cited));
  end if;
  seq := private.append_entry(g.organization_id,
    case when last.id is null then 'goal.published' else 'goal.revised' end,
    r.effective_on, private.revision_facts(g, r, coalesce(last.number, 0) + 1));
  update public.goal_revisions set number = coalesce(last.number, 0) + 1, published_seq = seq where id = r.id;
  if last.id is null then
    update public.goals set published_seq = seq where id = g.id;
  end if;
  return seq;
end;
$$;

-- What a revision must have before the public sees it, but its day.
create function private.require_publishable_revision(r public.goal_revisions) returns void
language plpgsql stable set search_path = '' as $$
begin
  if not private.is_full_text(r.statement) then
    perform private.refuse('statement_missing');
  elsif r.change <> 'published' and not coalesce(private.is_full_text(r.reason), false) then
    perform private.refuse('reason_missing');
  elsif (private.closing_of(r.goal_id)).seq is not null then
    perform private.refuse('goal_closed.revision');
  end if;
  perform private.require_true_change(r);
end;
$$;

create or replace function public.publish_revision(revision uuid, seen timestamptz default null) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  r public.goal_revisions;
begin
  perform private.lock_record();
  select * into r from public.goal_revisions where id = revision for update;
  perform private.require_leader(r.organization_id);
  if r.published_seq is null then
    perform private.require_seen(r.updated_at, seen);
    perform private.require_past(r.effective_on);
    perform private.require_publishable_revision(r);
  end if;
  return private.record_revision(revision);
end;
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
  draft public.goal_revisions;
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
  later := (select max(r.effective_on) from public.goal_revisions r
    where r.goal_id = g.id and r.published_seq is not null and r.effective_on > day);
  if later is not null then
    perform private.refuse('out_of_order.revised', jsonb_build_object('day', later));
  end if;
  later := (select max(u.effective_on) from public.progress_updates u
    where u.goal_id = g.id and u.published_seq is not null and u.corrects_id is null and u.effective_on > day);
  if later is not null then
    perform private.refuse('out_of_order.reported', jsonb_build_object('day', later));
  end if;
  if closed_as = 'delivered' and not private.has_delivered_update(g.id, day) then
    perform private.refuse('not_delivered');
  end if;
  if (closed_as = 'superseded' and count_of_successors <> 1)
    or (closed_as = 'split' and count_of_successors < 2)
    or (closed_as in ('delivered', 'withdrawn') and count_of_successors <> 0) then
    perform private.refuse('wrong_successors.count');
  end if;
  if (select count(distinct x) from unnest(successors) as x) <> count_of_successors or g.key = any (successors) then
    perform private.refuse('wrong_successors.twice');
  end if;
  for s in
    select n.id, n.key, n.area, n.predecessor_id, n.published_seq, case
      when n.published_seq is not null then r.effective_on
      when with_drafts and r.id is not null then day end as begins
    from unnest(successors) with ordinality as x (key, place)
    left join public.goals n on n.organization_id = organization and n.key = x.key
    left join public.goal_revisions r on r.goal_id = n.id and (r.number = 1 or n.published_seq is null)
    order by x.place
  loop
    if s.begins is distinct from day then
      perform private.refuse('wrong_successors.day');
    elsif s.area <> g.area then
      perform private.refuse('wrong_successors.area', jsonb_build_object('goal', s.key));
    elsif s.predecessor_id is not null then
      perform private.refuse('wrong_successors.taken', jsonb_build_object('goal', s.key));
    elsif s.published_seq is null then
      select * into draft from public.goal_revisions r where r.goal_id = s.id;
      perform private.require_publishable_revision(draft);
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
    select r.id, r.updated_at, n.key from public.goals n join public.goal_revisions r on r.goal_id = n.id
    where n.organization_id = organization and n.key = any (keys) and n.published_seq is null
    order by array_position(keys, n.key)
  loop
    if seen is not null and date_trunc('milliseconds', draft.updated_at)
        is distinct from date_trunc('milliseconds', (seen ->> draft.key)::timestamptz) then
      perform private.refuse('changed_meanwhile.successor');
    end if;
    update public.goal_revisions set effective_on = day where id = draft.id;
    perform public.publish_revision(draft.id);
  end loop;
  update public.goals n set predecessor_id = g.id from public.goals g
  where g.organization_id = organization and g.key = closing ->> 'goal'
    and n.organization_id = organization and n.key = any (keys);
end;
$$;

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

create or replace function private.record_update(of_update uuid) returns bigint
language plpgsql set search_path = '' as $$
declare
  u public.progress_updates;
  g public.goals;
  corrected public.progress_updates;
  original public.progress_updates;
  r public.goal_revisions;
  closing public.record_entries;
  free_key text;
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
  if r.id is null then
    perform private.refuse('before_the_goal');
  end if;
  if exists (select from public.evidence e where e.update_id = u.id and cardinality(r.criteria) <= any (e.criteria)) then
    perform private.refuse('unknown_criterion', jsonb_build_object('revision', r.number));
  end if;
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
      'goal', g.key, 'update', coalesce(u.key, free_key), 'corrects', corrected.key, 'revision', r.number,
      'grade', u.grade, 'narrative', u.narrative, 'evidence', private.evidence_facts(u.id),
      'source', u.source, 'translation', private.translation_facts(u.translation)));
  update public.progress_updates
    set key = coalesce(u.key, free_key), revision_id = r.id, published_seq = seq where id = u.id;
  -- A correction of a day up to the closing must not take away what the closing rests on.
  if closing.closed_as = 'delivered' and not private.has_delivered_update(g.id, closing.effective_on) then
    perform private.refuse('not_delivered.correction', jsonb_build_object('day', closing.effective_on));
  end if;
  return seq;
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
  -- A goal's first revision is its text, and no revision to those who read the log.
  of_goal boolean := tg_table_name = 'goal_revisions' and line ->> 'change' = 'published' and tg_op <> 'DELETE';
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
  end if;
  -- A draft is saved while it is typed; that is one change, not a hundred.
  if happened = 'changed' and tg_table_name in ('goals', 'goal_revisions', 'progress_updates', 'drafts') then
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
      when 'goals' then line ->> 'key'
      when 'goal_revisions' then line ->> 'title'
      when 'invitations' then line ->> 'email'
      when 'progress_updates' then line ->> 'effective_on'
      when 'team_members' then member
      when 'goal_owners' then coalesce(team, member)
      -- Of a published closing how the goal ended: the goal stands beside it.
      when 'drafts' then coalesce(u.effective_on::text,
        case when happened = 'published' then facts ->> 'as' end, line ->> 'subject')
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

create or replace function private.may_be_told(member uuid, kind text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.memberships m left join public.notice_preferences p on p.membership_id = m.id
    where m.id = member and m.removed_at is null and coalesce(p.delivery, 'immediate') <> 'none'
      and (m.role <> 'reviewer' or kind in ('published', 'answered', 'certified', 'closed'))
      and (m.role = 'leader' or kind not in ('proposed', 'declined')));
$$;

create or replace function private.tell_of_draft() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  k private.draft_kinds;
  said jsonb := private.draft_says(new);
  -- Before it is published, its facts may name a goal that its entry will not, unless it is of the goal.
  goal uuid := (select g.id from public.goals g where g.organization_id = new.organization_id and g.key = said ->> 'goal'
    and (new.published_seq is not null or new.kind = 'goal.closed'));
  kind text;
  recipients uuid[];
begin
  select * into k from private.draft_kinds x where x.kind = new.kind;
  if new.published_seq is not null then
    kind := k.notice;
    execute format('select private.%I($1, $2)', 'told_of_' || replace(new.kind, '.', '_'))
      into recipients using new, goal;
  elsif k.by_two and new.status = 'submitted' then
    kind := 'proposed';
    recipients := private.members_as(new.organization_id, 'leader');
  elsif k.by_two and new.status = 'returned' then
    kind := 'declined';
    recipients := array[new.created_by, old.submitted_by];
  else
    return null;
  end if;
  -- Nobody is told what they did themselves.
  perform private.queue_notices(array_remove(recipients, private.acting(new.organization_id)), kind,
    new.organization_id, goal,
    (select u.id from public.progress_updates u where u.goal_id = goal and u.key = said ->> 'of'),
    case when new.published_seq is not null then new.published_seq::text else private.moment(now()) end, new.id);
  return null;
end;
$$;

create or replace function private.update_due_on(goal uuid) returns date
language sql stable security definer set search_path = '' as $$
  select coalesce(
      (select max(u.effective_on) from public.progress_updates u
       where u.goal_id = g.id and u.published_seq is not null and u.corrects_id is null
         and u.effective_on <= private.today()),
      r.effective_on) + least(o.cadence_days, 36500)
  from public.goals g
    join public.organizations o on o.id = g.organization_id
    join public.goal_revisions r on r.goal_id = g.id and r.number = 1
  where g.id = goal and r.effective_on <= private.today()
    and ((private.closing_of(g.id)).effective_on <= private.today()) is not true;
$$;

create or replace function public.claim_notices()
returns table (mail uuid, notice uuid, email text, name text, language text, organization_name text,
  organization_slug text, kind text, goal_key text, goal_title text, due_on date, who text, update_id uuid,
  review_seq bigint, draft_id uuid, period text)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  recipient uuid;
  claimed uuid := gen_random_uuid();
begin
  -- Who left or wants none is told nothing, and nobody what is over.
  delete from public.notices n where private.is_unclaimed(n)
    and not (private.may_be_told(n.membership_id, n.kind) and private.still_holds(n));
  loop
    -- One mailer at a time makes a mail to somebody, so that a digest is one mail.
    select m.id into recipient from public.memberships m
    where exists (select from public.notices n where n.membership_id = m.id
      and n.handed_over_at is null and n.failed_at is null and private.is_ready(n))
    limit 1 for no key update skip locked;
    exit when recipient is null;
    update public.notices n
      set mail = claimed, claimed_at = now(), digest = coalesce((select p.delivery = 'digest'
        from public.notice_preferences p where p.membership_id = n.membership_id), false)
      -- No more than the API answers with, or what it cuts off would never be told: the rest is the next mail.
      where n.id in (select x.id from public.notices x where x.membership_id = recipient and private.is_ready(x)
        order by x.created_at, x.occasion, x.id limit 100);
    -- None where another mailer was quicker.
    exit when found;
  end loop;
  return query
    select n.mail, n.id, m.email, m.name, coalesce(p.language, 'en'), o.name, o.slug, n.kind, g.key,
      (select r.title from public.goal_revisions r where r.goal_id = g.id and r.published_seq is not null
       order by r.number desc limit 1),
      case when n.kind in ('due_soon', 'overdue') then n.occasion::date end,
      case n.kind
        when 'submitted' then (select a.name from public.progress_updates u
          join public.memberships a on a.id = u.created_by where u.id = n.update_id)
        when 'returned' then (select a.name from public.update_comments c
          join public.memberships a on a.id = c.created_by
          where c.update_id = n.update_id and c.returns order by c.created_at desc limit 1)
        when 'reviewed' then (select e.body::json #>> '{reviewer,name}' from public.record_entries e
          where e.seq = d.published_seq)
        when 'proposed' then (select a.name from public.memberships a where a.id = d.submitted_by)
        when 'declined' then (select a.name from public.draft_comments c
          join public.memberships a on a.id = c.created_by
          where c.draft_id = d.id order by c.created_at desc limit 1) end,
      n.update_id,
      case n.kind when 'reviewed' then d.published_seq when 'answered' then d.subject::bigint end,
      case when n.kind in ('proposed', 'declined', 'certified') then d.id end, case when n.goal_id is null then d.subject end
    from public.notices n
      join public.memberships m on m.id = n.membership_id
      join public.organizations o on o.id = n.organization_id
      left join public.goals g on g.id = n.goal_id
      left join public.drafts d on d.id = n.draft_id
      left join public.notice_preferences p on p.membership_id = m.id
    where n.mail = claimed and n.claimed_at is not null
    -- Of what was queued at once, the longest overdue first.
    order by n.created_at, n.occasion, n.id;
end;
$$;

create or replace function public.post_progress_update(token text, organization text, goal text, submit boolean, idempotency_key text,
  fingerprint text, draft jsonb, evidence jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb;
  graded uuid;
  closed_on date;
  organization_id uuid;
  id uuid;
begin
  -- Before the owner's own rights count; a function that is `security definer` would go past every policy.
  perform set_config('role', 'authenticated', true);
  answer := private.begin_post(token, organization, submit, idempotency_key, fingerprint);
  if answer is not null then
    return answer;
  end if;
  select g.id, o.id into graded, organization_id
  from public.goals g join public.organizations o on o.id = g.organization_id
  where o.slug = organization and g.key = goal and g.published_seq is not null;
  closed_on := (private.closing_of(graded)).effective_on;
  if graded is null then
    perform private.refuse('unknown_goal', jsonb_build_object('goal', goal));
  elsif closed_on is not null then
    perform private.refuse('goal_closed', jsonb_build_object('day', closed_on));
  end if;
  perform private.require_own_files(organization_id, evidence);
  id := public.save_progress_update(graded, draft, evidence);
  if submit then
    perform public.submit_progress_update(id);
  end if;
  answer := jsonb_build_object('id', id, 'status', case when submit then 'submitted' else 'draft' end);
  perform private.finish_post(token, idempotency_key, answer);
  return answer;
end;
$$;

create or replace function private.require_importable(i public.imports) returns void
language plpgsql set search_path = '' as $$
declare
  o public.organizations;
begin
  if i.created_by is null then
    return;
  end if;
  select * into o from public.organizations x where x.id = i.organization_id;
  if o.two_person_rule and exists (select from public.import_steps s
      where s.import_id = i.id and (s.kind in ('progress.reported', 'progress.corrected')
        or s.kind in (select k.kind from private.draft_kinds k where k.by_two))) then
    perform private.refuse('second_person_for_import');
  elsif o.kept_by = 'self' and exists (select from public.import_steps s
      where s.import_id = i.id and s.kind = 'review.published') then
    perform private.refuse('review_in_import');
  end if;
end;
$$;

create or replace function private.import_step(organization uuid, step jsonb) returns bigint
language plpgsql set search_path = '' as $$
declare
  day date := (step ->> 'effective_on')::date;
  goal uuid := (select g.id from public.goals g where g.organization_id = organization and g.key = step ->> 'goal');
  id uuid := gen_random_uuid();
  corrected uuid;
  revision public.goal_revisions;
  closing json;
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
      if (private.reviewed_update(organization, step)).id is null then
        perform private.refuse('update_not_published');
      end if;
      return private.append_entry(organization, 'review.published', day, private.review_facts(step));
    when 'goal.closed' then
      closing := private.closing_facts(organization, step, day, with_drafts => false);
      perform private.begin_successors(organization, closing, day);
      return private.append_entry(organization, 'goal.closed', day, closing);
    else
      perform private.refuse('unknown_kind', jsonb_build_object('kind', step ->> 'kind'));
  end case;
end;
$$;

create or replace function private.rows_of_step(seq bigint) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_object_agg(made.name, made.rows) filter (where made.rows is not null) from (values
    ('goal', (select to_jsonb(g) - '{organization_id,published_seq,predecessor_id}'::text[]
      from public.goals g where g.published_seq = seq)),
    ('revision', (select to_jsonb(r) - '{organization_id,published_seq}'::text[]
      from public.goal_revisions r where r.published_seq = seq)),
    -- Nobody wrote it, whoever seems to have when it is taken back and made again.
    ('update', (select to_jsonb(u) - '{organization_id,published_seq}'::text[] || '{"edited_by": null, "editors": []}'
      from public.progress_updates u where u.published_seq = seq)),
    ('evidence', (select jsonb_agg(to_jsonb(e) - 'organization_id' order by e.position)
      from public.evidence e join public.progress_updates u on u.id = e.update_id where u.published_seq = seq))
  ) as made (name, rows);
$$;

create or replace function private.place_steps(import uuid, organization uuid, after bigint, positions integer[])
returns void
language plpgsql set search_path = '' as $$
declare
  own jsonb := jsonb_build_object('organization_id', organization);
begin
  insert into public.goals
  select r.* from public.import_steps s, jsonb_populate_record(null::public.goals,
    s.rows -> 'goal' || own || jsonb_build_object('published_seq', after + s.position)) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'goal';
  insert into public.goal_revisions
  select r.* from public.import_steps s, jsonb_populate_record(null::public.goal_revisions,
    s.rows -> 'revision' || own || jsonb_build_object('published_seq', after + s.position)) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'revision';
  -- Once it is published, an update takes in no more evidence.
  insert into public.progress_updates
  select r.* from public.import_steps s, jsonb_populate_record(null::public.progress_updates, s.rows -> 'update' || own) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'update';
  insert into public.evidence
  select r.* from public.import_steps s, jsonb_array_elements(s.rows -> 'evidence') as e,
    jsonb_populate_record(null::public.evidence, e || own) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'evidence';
  update public.progress_updates u set published_seq = after + s.position
  from public.import_steps s
  where s.import_id = import and s.position = any (positions) and s.rows ? 'update'
    and u.id = (s.rows #>> '{update,id}')::uuid;
  update public.goals g set predecessor_id = closed.id
  from public.import_steps s
    join public.goals closed on closed.organization_id = organization and closed.key = s.goal,
    jsonb_array_elements_text(s.step -> 'successors') as successor
  where s.import_id = import and s.position = any (positions) and s.kind = 'goal.closed'
    and g.organization_id = organization and g.key = successor;
end;
$$;

create or replace function private.is_delivered(import uuid, goal text) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.import_steps s
      where s.import_id = import and s.goal = is_delivered.goal and s.step ->> 'as' = 'delivered')
    or exists (select from public.imports i join public.record_entries e on e.organization_id = i.organization_id
      where i.id = import and e.goal = is_delivered.goal and e.kind = 'goal.closed' and e.closed_as = 'delivered');
$$;

create or replace function private.entries_of_import(import uuid, positions integer[] default null)
returns private.new_entry[]
language sql stable set search_path = '' as $$
  select array_agg(row(s.position, s.kind, (s.step ->> 'effective_on')::date, s.facts, s.goal,
    case when s.kind = 'goal.closed' then s.step ->> 'as' end)::private.new_entry order by s.position)
  from public.import_steps s
  where s.import_id = import and (positions is null or s.position = any (positions));
$$;

create or replace function private.require_publishable_step(of_seq bigint) returns void
language plpgsql stable set search_path = '' as $$
declare
  u public.progress_updates;
begin
  perform private.require_past((select e.effective_on from public.record_entries e where e.seq = of_seq));
  if exists (select from public.goal_revisions r
      where r.published_seq = of_seq and (private.closing_of(r.goal_id)).seq is not null) then
    perform private.refuse('goal_closed.revision');
  end if;
  select * into u from public.progress_updates x where x.published_seq = of_seq;
  if u.id is not null then
    perform private.require_publishable(u);
  end if;
end;
$$;

grant execute on function private.closing_of(uuid) to authenticated;
