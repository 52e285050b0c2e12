-- Revisions of goals are drafts (docs/decisions/0025): public.goal_revisions and publish_revision() go. What is
-- published of a goal is in the record alone; what a goal says that is not published yet is in public.goal_drafts.


-- ── The record ───────────────────────────────────────────────────────────────────────────────────

alter table public.record_entries add column criteria integer;
-- Fills it in rows that are never updated.
alter table public.record_entries
  alter column criteria type integer using case when kind in ('goal.published', 'goal.revised')
    then json_array_length(body::json -> 'criteria') end,
  add constraint says_how_many_criteria check (case when kind in ('goal.published', 'goal.revised')
    then goal is not null and criteria is not null else criteria is null end);
create index revisions_of_goals on public.record_entries (organization_id, goal, effective_on, seq)
  where kind in ('goal.published', 'goal.revised');
alter type private.new_entry add attribute criteria integer;


-- ── Goals that are not published yet ─────────────────────────────────────────────────────────────

create table public.goal_drafts (
  goal_id uuid primary key references public.goals (id) on delete cascade,
  organization_id uuid not null references public.organizations (id) on delete restrict,
  title text not null check (private.is_short_text(title)),
  statement text not null default '' check (private.is_free_text(statement)),
  criteria text[] not null default '{}',
  target_on date check (private.is_day(target_on)),
  target_basis text check (target_basis in ('stated', 'derived')),
  target_note text check (private.is_free_text(target_note)),
  outlook text check (outlook in ('likely', 'feasible', 'unlikely')),
  source text check (private.is_full_text(source, 8000)),
  effective_on date check (private.is_day(effective_on)),
  translation jsonb check (translation is null or private.is_draft_translation(translation)),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint target_is_whole check ((target_on is null) = (target_basis is null)
    and (target_note is null or target_on is not null)),
  constraint criteria_are_full check (private.are_criteria(criteria))
);
create index goal_drafts_by_organization on public.goal_drafts (organization_id);
comment on table public.goal_drafts is 'What a goal says that is not published yet; gone once it is.';
comment on column public.goal_drafts.translation is 'The text in another language, or null; published with the goal.';
create trigger touch before update on public.goal_drafts
  for each row execute function private.touch();
create trigger refuse_unseen before insert or update of title, statement, criteria, target_note, source, translation
  on public.goal_drafts
  for each row when (current_user = 'authenticated')
  execute function private.refuse_unseen('title', 'statement', 'criteria', 'target_note', 'source', 'translation');
create trigger refuse_far_days before insert or update of effective_on, target_on on public.goal_drafts
  for each row when (current_user = 'authenticated')
  execute function private.refuse_far_days('effective_on', 'target_on');

create function private.is_draft_goal(organization uuid, goal uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.goals g
    where g.id = goal and g.organization_id = organization and g.published_seq is null);
$$;
grant execute on function private.is_draft_goal(uuid, uuid) to authenticated;

alter table public.goal_drafts enable row level security;
create policy members_see_goal_drafts on public.goal_drafts
  for select to authenticated using (private.sees_drafts(organization_id));
create policy leaders_write_goal_drafts on public.goal_drafts
  for insert to authenticated
  with check (private.role_in(organization_id) = 'leader' and private.is_draft_goal(organization_id, goal_id));
create policy leaders_edit_goal_drafts on public.goal_drafts
  for update to authenticated
  using (private.role_in(organization_id) = 'leader')
  with check (private.role_in(organization_id) = 'leader');
create policy leaders_delete_goal_drafts on public.goal_drafts
  for delete to authenticated
  using (private.role_in(organization_id) = 'leader');
grant select, delete on table public.goal_drafts to authenticated;
grant insert (organization_id, goal_id, title, statement, criteria, target_on, target_basis, target_note, outlook,
    source, effective_on, translation),
  update (title, statement, criteria, target_on, target_basis, target_note, outlook, source, effective_on,
    translation, updated_at)
  on table public.goal_drafts to authenticated;
grant select on table public.goal_drafts to service_role;

insert into public.goal_drafts (goal_id, organization_id, title, statement, criteria, target_on, target_basis,
  target_note, outlook, source, effective_on, translation, created_at, updated_at)
select r.goal_id, r.organization_id, r.title, r.statement, r.criteria, r.target_on, r.target_basis, r.target_note,
  r.outlook, r.source, r.effective_on, r.translation, r.created_at, r.updated_at
from public.goal_revisions r join public.goals g on g.id = r.goal_id
where r.published_seq is null and g.published_seq is null;
comment on table public.goals is 'What the organization promises; its text is in goal_drafts until it is published, and then in the record.';


-- ── Drafts of revisions ──────────────────────────────────────────────────────────────────────────

alter table private.draft_kinds
  drop constraint draft_kinds_seen_by_check,
  add constraint draft_kinds_seen_by_check check (seen_by in ('author', 'leaders', 'team'));
insert into private.draft_kinds (kind, drafted_by, seen_by, subject, by_two, notice)
values ('goal.revised', '{leader}', 'team', '{goal}', true, 'revised');
drop policy members_see_drafts on public.drafts;
create policy members_see_drafts on public.drafts
  for select to authenticated using (private.role_in(organization_id) is not null
    and (published_seq is not null
      or (seen_by = 'author' and created_by = private.my_membership(organization_id))
      or (seen_by = 'leaders' and private.role_in(organization_id) = 'leader')
      or (seen_by = 'team' and private.sees_drafts(organization_id))));

-- Those that are not published, and of those that a member published, who it was. The log has its lines already.
alter table public.drafts disable trigger log_activity;
insert into public.drafts (id, organization_id, kind, seen_by, subject, facts, created_by, created_at, updated_at, published_seq)
select r.id, r.organization_id, 'goal.revised', 'team', g.key,
  case when r.published_seq is not null then '{}' else jsonb_strip_nulls(jsonb_build_object('goal', g.key,
    'change', r.change, 'title', r.title, 'statement', r.statement, 'criteria', r.criteria,
    'target', case when r.target_on is not null then jsonb_build_object('on', private.written_day(r.target_on),
      'basis', r.target_basis, 'note', r.target_note) end,
    'outlook', r.outlook, 'reason', r.reason, 'source', r.source,
    'effective_on', private.written_day(r.effective_on), 'translation', r.translation)) end,
  r.created_by, r.created_at, r.updated_at, r.published_seq
from public.goal_revisions r join public.goals g on g.id = r.goal_id
where r.created_by is not null and r.change <> 'published' and g.published_seq is not null;
alter table public.drafts enable trigger log_activity;
update public.activity a set action = 'drafts.published', detail = 'goal.revised', name = r.change
from public.goal_revisions r where a.action = 'goal_revisions.published' and r.id = a.subject;
update public.activity a set action = replace(a.action, 'goal_revisions.', 'drafts.'), detail = 'goal.revised',
  name = coalesce((select g.key from public.goals g where g.id = a.goal_id), a.name)
where a.action like 'goal\_revisions.%';

-- Forms that are being typed name the draft that they are of.
update public.autosaves a set typed = a.typed || jsonb_build_object('draft', coalesce(
  (select r.id from public.goal_revisions r join public.goals g on g.id = r.goal_id
   where g.organization_id = a.organization_id and r.published_seq is null
     and g.key = substring(a.form from '/goals/([^/]+)/revise$')), gen_random_uuid()))
where a.form ~ '/goals/[^/]+/revise$' and jsonb_typeof(a.typed) = 'object';

alter table public.notices
  drop constraint notices_kind_check,
  add constraint notices_kind_check check (kind in ('due_soon', 'overdue', 'submitted', 'returned', 'published',
    'reviewed', 'answered', 'proposed', 'declined', 'certified', 'closed', 'revised')),
  drop constraint notices_are_of_something,
  add constraint notices_are_of_something check ((goal_id is not null or kind in ('proposed', 'declined', 'certified'))
    and (draft_id is not null) = (kind in ('reviewed', 'answered', 'proposed', 'declined', 'certified', 'closed', 'revised')));


-- ── What goes ────────────────────────────────────────────────────────────────────────────────────

drop function public.publish_revision(uuid, timestamptz);
drop function private.record_revision(uuid);
drop function private.require_publishable_revision(public.goal_revisions);
drop function private.require_true_change(public.goal_revisions);
drop function private.revision_facts(public.goals, public.goal_revisions, integer);
drop function private.revision_in_force(uuid, date);
alter table public.progress_updates
  drop column revision_id,
  drop constraint if exists published_is_whole,
  add constraint published_is_whole check (published_seq is null or key is not null);
drop table public.goal_revisions;


-- ── Functions ────────────────────────────────────────────────────────────────────────────────────

create or replace function private.refuse_unseen() returns trigger
language plpgsql set search_path = '' as $$
declare
  fault record;
begin
  select p.place, u.letter into fault
  from unnest(tg_argv) as c (name)
    cross join lateral (
      select c.name, to_jsonb(new) -> c.name where jsonb_typeof(to_jsonb(new) -> c.name) <> 'object'
      union all
      select c.name || '/' || f.key, f.value
      from jsonb_each(case jsonb_typeof(to_jsonb(new) -> c.name) when 'object' then to_jsonb(new) -> c.name end) as f
    ) as p (place, value)
    cross join lateral jsonb_path_query(p.value, 'strict $.** ? (@.type() == "string")') as t (written)
    cross join lateral (select case when t.written #>> '{}' ~ ('[' || private.unseen() || ']') then
      private.unseen_in(t.written #>> '{}',
        p.place ~ 'url$' or (p.place ~ '(^|/)source$' and t.written #>> '{}' ~ '^[Hh][Tt][Tt][Pp][Ss]?://')) end) as u (letter)
  where u.letter is not null and to_jsonb(new) -> c.name is distinct from to_jsonb(old) -> c.name
  limit 1;
  if found then
    perform private.refuse_character(fault.place, fault.letter);
  end if;
  return new;
end;
$$;

create or replace function private.refuse_problem(facts jsonb, problem text) returns void
language plpgsql stable set search_path = '' as $$
declare
  place text := substring(problem from '^/(.*) (?:text|filled_text|address|source)$');
  written text := facts #>> string_to_array(place, '/');
  unseen text := coalesce(private.unseen_in(written), private.unseen_in(written, problem !~ 'text$'));
begin
  if unseen is not null then
    perform private.refuse_character(place, unseen);
  elsif problem ~ ' day$'
    and private.is_written_day(facts #>> string_to_array(substring(problem from '^/(.*) '), '/')) then
    perform private.refuse_far_day(substring(problem from '^/(.*) '));
  else
    perform private.refuse('wrong_shape', jsonb_build_object('problem', trim(problem)));
  end if;
end;
$$;

create or replace function private.check_shape(kind text, body text) returns void
language plpgsql stable set search_path = '' as $$
declare
  problem text := private.entry_problem(kind, body);
begin
  if problem is not null then
    -- What has no place may be no JSON at all.
    perform private.refuse_problem(case when problem ~ '^/' then body::jsonb else '{}' end, problem);
  end if;
end;
$$;

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
    (seq, organization_id, kind, recorded_at, effective_on, body, envelope, leaf_hash, goal, closed_as, criteria)
  select e.seq, organization, e.kind, moment, e.effective_on, e.body, e.envelope,
    encode(sha256('\x00'::bytea || convert_to(e.envelope, 'UTF8')), 'hex'), e.goal, e.closed_as, e.criteria
  from (
    select b.*, '{"body":"' || encode(sha256(convert_to(b.body, 'UTF8')), 'hex')
      || '","effective_on":"' || b.day || '","kind":"' || b.kind || '","organization":"' || slug
      || '","recorded_at":"' || written || '","seq":' || b.seq || '}' as envelope
    from (
      select n.seq, n.kind, n.effective_on, n.day, n.goal, n.closed_as, n.criteria,
        -- What every entry says, then its own. With 122 random bits nobody can guess a text that was taken
        -- away and prove it by its hash.
        '{"seq":' || n.seq || ',"organization":"' || slug || '","kind":"' || n.kind || '","recorded_at":"' || written
          || '","effective_on":"' || n.day || '","nonce":"' || gen_random_uuid() || '",' || n.facts as body
      from (
        select last + x.ahead as seq, x.kind, x.effective_on, to_char(x.effective_on, 'YYYY-MM-DD') as day, x.facts,
          x.goal, x.closed_as, x.criteria
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

create or replace function private.criteria_in(kind text, facts jsonb) returns integer
language sql immutable set search_path = '' as $$
  select case when kind in ('goal.published', 'goal.revised') then
    case jsonb_typeof(facts -> 'criteria') when 'array' then jsonb_array_length(facts -> 'criteria') else 0 end end;
$$;

create or replace function private.append_entry(organization uuid, kind text, effective_on date, facts json)
returns bigint
language plpgsql set search_path = '' as $$
declare
  number bigint := 1 + private.append_entries(organization,
    array[row(1, kind, effective_on, substr(json_strip_nulls(facts)::text, 2), facts ->> 'goal',
      case when kind = 'goal.closed' then facts ->> 'as' end,
      private.criteria_in(kind, facts::jsonb))::private.new_entry]);
begin
  perform private.check_shape(kind, (select e.body from public.record_entries e where e.seq = number));
  return number;
end;
$$;

create or replace function private.revision_in_force(goal uuid, day date) returns public.record_entries
language sql stable set search_path = '' as $$
  select e.* from public.goals g
    join public.record_entries e on e.organization_id = g.organization_id and e.goal = g.key
      and e.kind in ('goal.published', 'goal.revised')
  where g.id = revision_in_force.goal and e.effective_on <= day
  order by e.effective_on desc, e.seq desc limit 1;
$$;

create or replace function private.revision_number(e public.record_entries) returns integer
language sql stable set search_path = '' as $$
  select count(*)::integer from public.record_entries x
  where x.organization_id = e.organization_id and x.goal = e.goal and x.kind in ('goal.published', 'goal.revised')
    and x.seq <= e.seq;
$$;

create or replace function public.create_goal(organization uuid, draft jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  goal uuid;
begin
  insert into public.goals (organization_id, key, area, created_by)
  values (organization, draft ->> 'key', draft ->> 'area', private.my_membership(organization))
  returning id into goal;
  insert into public.goal_drafts (organization_id, goal_id, title, statement, criteria, target_on,
    target_basis, target_note, outlook, effective_on, translation)
  values (organization, goal, draft ->> 'title', coalesce(draft ->> 'statement', ''),
    array(select jsonb_array_elements_text(draft -> 'criteria')), (draft ->> 'target_on')::date,
    draft ->> 'target_basis', draft ->> 'target_note', draft ->> 'outlook',
    (draft ->> 'effective_on')::date, nullif(draft -> 'translation', 'null'));
  return goal;
end;
$$;

create or replace function public.save_draft_goal(goal uuid, draft jsonb, seen timestamptz default null) returns void
language plpgsql set search_path = '' as $$
declare
  stored timestamptz;
begin
  select d.updated_at into stored from public.goal_drafts d where d.goal_id = goal for update;
  perform private.require_seen(stored, seen);
  update public.goals g set key = draft ->> 'key', area = draft ->> 'area' where g.id = goal;
  if not found then
    perform private.refuse('not_editable.goal');
  end if;
  update public.goal_drafts d
  set title = draft ->> 'title', statement = coalesce(draft ->> 'statement', ''),
    criteria = array(select jsonb_array_elements_text(draft -> 'criteria')),
    target_on = (draft ->> 'target_on')::date, target_basis = draft ->> 'target_basis',
    target_note = draft ->> 'target_note', outlook = draft ->> 'outlook',
    effective_on = (draft ->> 'effective_on')::date, translation = nullif(draft -> 'translation', 'null'),
    updated_at = now()
  where d.goal_id = goal;
end;
$$;

create or replace function private.require_publishable(u public.progress_updates) returns void
language plpgsql stable set search_path = '' as $$
declare
  r public.record_entries;
  uncovered integer;
begin
  perform private.require_past(u.effective_on);
  if not private.is_full_text(u.narrative) then
    perform private.refuse('narrative_missing');
  end if;
  perform private.require_no_leak(u.id);
  if not private.is_update_translation(u.translation) then
    perform private.refuse('translation_unfinished');
  end if;
  -- Reviews do not carry over to a correction, so an empty one would be a way to be rid of them.
  if exists (select from public.progress_updates c where c.id = u.corrects_id and c.grade = u.grade
      and btrim(c.narrative, E' \t\n') = btrim(u.narrative, E' \t\n')
      and c.translation is not distinct from u.translation
      and private.evidence_facts(c.id)::text = private.evidence_facts(u.id)::text) then
    perform private.refuse('nothing_changed.correction');
  end if;
  if u.grade = 4 then
    r := private.revision_in_force(u.goal_id, (private.original_update(u.id)).effective_on);
    if r.criteria = 0 then
      uncovered := case when exists (select from public.evidence e where e.update_id = u.id) then null else 1 end;
    else
      select min(i) into uncovered from generate_series(1, r.criteria) as i
      where not exists (select from public.evidence e where e.update_id = u.id and i - 1 = any (e.criteria));
    end if;
    if uncovered is not null then
      perform private.refuse('criterion_without_evidence', jsonb_build_object('criterion', uncovered));
    end if;
  end if;
end;
$$;

create or replace function private.update_version(u public.progress_updates) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'effective_on', u.effective_on,
    'revision', private.revision_number(private.revision_in_force(u.goal_id, (private.original_update(u.id)).effective_on)),
    'grade', u.grade,
    'narrative', u.narrative,
    'translation', private.translation_facts(u.translation),
    'evidence', private.evidence_facts(u.id));
$$;

create or replace function private.may_draft(d public.drafts) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(private.role_in(d.organization_id) = any (private.drafters(d.kind))
    and (d.created_by = private.my_membership(d.organization_id)
      or (d.seen_by <> 'author' and private.role_in(d.organization_id) = 'leader')), false);
$$;

create or replace function public.preview_draft(draft uuid, added jsonb default '{}') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  d public.drafts;
  made private.draft_entry;
begin
  select * into d from public.drafts x where x.id = preview_draft.draft and x.published_seq is null;
  if not coalesce(private.may_draft(d) or (d.seen_by = 'team' and private.sees_drafts(d.organization_id)), false) then
    perform private.refuse('not_found');
  end if;
  made := private.entry_of(d, added);
  return jsonb_strip_nulls(made.facts::jsonb) || jsonb_build_object('effective_on', private.written_day(made.effective_on));
end;
$$;
grant execute on function public.preview_draft(uuid, jsonb) to authenticated;

create or replace function private.revision_facts(facts jsonb, number integer) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'goal', facts -> 'goal',
    'area', case when number = 1 then facts -> 'area' end,
    'revision', number,
    'change', case when number > 1 then facts -> 'change' end,
    'title', facts -> 'title',
    'statement', facts -> 'statement',
    'criteria', facts -> 'criteria',
    'target', case when jsonb_typeof(facts -> 'target') = 'object' then json_build_object(
      'on', facts #> '{target,on}', 'basis', facts #> '{target,basis}', 'note', facts #> '{target,note}')
      else to_json(facts -> 'target') end,
    'outlook', facts -> 'outlook',
    'reason', case when number > 1 then facts -> 'reason' end,
    'source', facts -> 'source',
    'translation', private.translation_facts(nullif(facts -> 'translation', 'null')));
$$;

create or replace function private.record_revision(goal uuid, facts jsonb, day date) returns bigint
language plpgsql set search_path = '' as $$
declare
  g public.goals;
  number integer;
  seq bigint;
begin
  perform private.lock_record();
  select * into g from public.goals x where x.id = record_revision.goal for update;
  number := private.require_next_revision(g, facts, day);
  seq := private.append_entry(g.organization_id, case when number = 1 then 'goal.published' else 'goal.revised' end,
    day, private.revision_facts(facts, number));
  if number = 1 then
    update public.goals x set published_seq = seq where x.id = g.id;
  end if;
  return seq;
end;
$$;

create or replace function private.goal_draft_facts(g public.goals, d public.goal_drafts) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('goal', g.key, 'area', g.area, 'title', d.title, 'statement', d.statement,
    'criteria', d.criteria, 'target', case when d.target_on is not null then jsonb_build_object(
      'on', private.written_day(d.target_on), 'basis', d.target_basis, 'note', d.target_note) end,
    'outlook', d.outlook, 'source', d.source, 'translation', d.translation);
$$;

create or replace function private.require_publishable_goal(d public.goal_drafts) returns void
language plpgsql stable set search_path = '' as $$
begin
  if not private.is_full_text(d.statement) then
    perform private.refuse('statement_missing');
  -- What publishes a goal gives no reason.
  elsif not private.is_revision_translation(d.translation, d.criteria, d.target_note, null) then
    perform private.refuse('translation_unfinished.revision');
  end if;
end;
$$;

create or replace function public.publish_goal(goal uuid, seen timestamptz default null) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  g public.goals;
  d public.goal_drafts;
  number bigint;
begin
  perform private.lock_record();
  select * into g from public.goals x where x.id = publish_goal.goal for update;
  perform private.require_leader(g.organization_id);
  if g.published_seq is not null then
    return g.published_seq;
  end if;
  select * into d from public.goal_drafts x where x.goal_id = g.id for update;
  if d.goal_id is null then
    perform private.refuse('not_found');
  end if;
  perform private.require_seen(d.updated_at, seen);
  perform private.require_past(d.effective_on);
  perform private.require_publishable_goal(d);
  number := private.record_revision(g.id, private.goal_draft_facts(g, d), d.effective_on);
  delete from public.goal_drafts x where x.goal_id = g.id;
  return number;
end;
$$;
grant execute on function public.publish_goal(uuid, timestamptz) to authenticated;

create or replace function private.texts_in(fact jsonb) returns text[]
language sql immutable set search_path = '' as $$
  select array(select t.value from jsonb_array_elements_text(
    case jsonb_typeof(fact) when 'array' then fact else '[]' end) with ordinality as t (value, place) order by place);
$$;

create or replace function private.said_of_goal(facts jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object('title', facts -> 'title', 'statement', facts -> 'statement',
    'criteria', facts -> 'criteria', 'target', facts -> 'target', 'outlook', facts -> 'outlook',
    'translation', facts -> 'translation'));
$$;

create or replace function private.require_true_change(goal uuid, facts jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  last jsonb := (private.revision_in_force(goal, 'infinity')).body::jsonb;
  change text := facts ->> 'change';
  criteria text[] := private.texts_in(facts -> 'criteria');
  target date := private.day_in(facts #> '{target,on}');
  last_criteria text[] := private.texts_in(last -> 'criteria');
  last_target date := private.day_in(last #> '{target,on}');
begin
  if not private.is_revision_translation(nullif(facts -> 'translation', 'null'), criteria,
      facts #>> '{target,note}', facts ->> 'reason') then
    perform private.refuse('translation_unfinished.revision');
  elsif last is null or change is null then
    return;
  elsif private.said_of_goal(last) = private.said_of_goal(facts) then
    perform private.refuse('nothing_changed');
  elsif change = 'editorial' and target is distinct from last_target then
    perform private.refuse('wrong_change.date');
  elsif change = 'strengthened' and last_target is not null and coalesce(target > last_target, true) then
    perform private.refuse('wrong_change.later');
  elsif change <> 'narrowed' and cardinality(criteria) < cardinality(last_criteria) then
    perform private.refuse('wrong_change.fewer');
  elsif change in ('editorial', 'date_moved') and private.lost_criteria(last_criteria, criteria) <> '{}' then
    perform private.refuse('wrong_change.criterion');
  elsif change = 'editorial' and private.lost_criteria(criteria, last_criteria) <> '{}' then
    perform private.refuse('wrong_change.added');
  end if;
end;
$$;

create or replace function private.require_next_revision(g public.goals, facts jsonb, day date) returns integer
language plpgsql stable set search_path = '' as $$
declare
  last public.record_entries := private.revision_in_force(g.id, 'infinity');
  offered integer := cardinality(private.texts_in(facts -> 'criteria'));
  cited date;
begin
  if (facts ->> 'change' is null) <> (g.published_seq is null) then
    perform private.refuse('wrong_change.first');
  elsif (private.closing_of(g.id)).effective_on < day then
    perform private.refuse('goal_closed.revision');
  elsif last.effective_on > day then
    perform private.refuse('out_of_order.revision', jsonb_build_object('day', last.effective_on));
  end if;
  select u.effective_on into cited
    from public.progress_updates u
    join public.progress_updates chain on chain.goal_id = u.goal_id
      and chain.published_seq is not null and (private.original_update(chain.id)).id = u.id
    join public.evidence e on e.update_id = chain.id
    where u.goal_id = g.id and u.corrects_id is null and u.effective_on >= day
      and offered <= any (e.criteria)
    order by u.effective_on desc limit 1;
  if cited is not null then
    perform private.refuse('criteria_cited', jsonb_build_object('day', cited));
  end if;
  return coalesce(private.revision_number(last), 0) + 1;
end;
$$;

create or replace function private.entry_of_goal_revised(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
declare
  day date := private.day_in(d.facts -> 'effective_on');
  g public.goals;
  field text;
  value jsonb;
  unknown text;
begin
  perform private.require_past(day);
  select * into g from public.goals x where x.organization_id = d.organization_id and x.key = d.facts ->> 'goal';
  if g.id is null then
    perform private.refuse('unknown_goal', jsonb_build_object('goal', coalesce(left(d.facts ->> 'goal', 100), '')));
  elsif g.published_seq is null then
    perform private.refuse('goal_not_published');
  elsif not coalesce(private.is_full_text(d.facts ->> 'statement'), false) then
    perform private.refuse('statement_missing');
  elsif not coalesce(private.is_full_text(d.facts ->> 'reason'), false) then
    perform private.refuse('reason_missing');
  elsif (private.closing_of(g.id)).seq is not null then
    perform private.refuse('goal_closed.revision');
  end if;
  -- Before rules read what may be of any shape.
  foreach field in array '{change,title,statement,criteria,target,outlook,reason,source}'::text[] loop
    value := nullif(d.facts -> field, 'null');
    unknown := case when value is not null or field in ('change', 'title', 'criteria') then
      private.part_problem('goal.revised', array['properties', field], value) end;
    if unknown is not null then
      perform private.refuse_problem(d.facts, '/' || field || unknown);
    end if;
  end loop;
  perform private.require_true_change(g.id, d.facts);
  return row(day, private.revision_facts(d.facts, private.require_next_revision(g, d.facts, day)))::private.draft_entry;
end;
$$;

create or replace function private.told_of_goal_revised(d public.drafts, goal uuid) returns uuid[]
language sql stable set search_path = '' as $$
  select array[d.created_by, d.submitted_by];
$$;

create or replace function private.closing_facts(organization uuid, facts jsonb, day date, with_drafts boolean) returns json
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

create or replace function private.begin_successors(organization uuid, closing json, day date, seen jsonb default null)
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

create or replace function private.record_update(of_update uuid) returns bigint
language plpgsql set search_path = '' as $$
declare
  u public.progress_updates;
  g public.goals;
  corrected public.progress_updates;
  original public.progress_updates;
  r public.record_entries;
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
  if r.seq is null then
    perform private.refuse('before_the_goal');
  end if;
  if exists (select from public.evidence e where e.update_id = u.id and r.criteria <= any (e.criteria)) then
    perform private.refuse('unknown_criterion', jsonb_build_object('revision', private.revision_number(r)));
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
      'grade', u.grade, 'narrative', u.narrative, 'evidence', private.evidence_facts(u.id),
      'source', u.source, 'translation', private.translation_facts(u.translation)));
  update public.progress_updates
    set key = coalesce(u.key, free_key), published_seq = seq where id = u.id;
  -- A correction of a day up to the closing must not take away what the closing rests on.
  if closing.closed_as = 'delivered' and not private.has_delivered_update(g.id, closing.effective_on) then
    perform private.refuse('not_delivered.correction', jsonb_build_object('day', closing.effective_on));
  end if;
  return seq;
end;
$$;

create or replace function private.happened(tablename text, was jsonb, is_now jsonb, actor uuid) returns text
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

create or replace function private.small_changes(tablename text, was jsonb, is_now jsonb) returns jsonb
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

create or replace function private.small_facts(facts jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_object_agg(f.key, f.value)
  from jsonb_each(facts || jsonb_build_object('target_on', facts #> '{target,on}')) as f
  where jsonb_typeof(f.value) = 'string' and private.is_free_text(f.value #>> '{}', 1000);
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
      -- Of a published closing how the goal ended, of a revision what it is called: the goal stands beside it.
      when 'drafts' then coalesce(u.effective_on::text,
        case when happened = 'published' then coalesce(facts ->> 'as', facts ->> 'change') end, line ->> 'subject')
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
      and (m.role <> 'reviewer' or kind in ('published', 'answered', 'certified', 'closed', 'revised'))
      and (m.role = 'leader' or kind not in ('proposed', 'declined')));
$$;

create or replace function private.tell_of_draft() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  k private.draft_kinds;
  said jsonb := private.draft_says(new);
  -- Before it is published, its facts may name a goal that its entry will not, unless it is of the goal.
  goal uuid := (select g.id from public.goals g where g.organization_id = new.organization_id and g.key = said ->> 'goal'
    and (new.published_seq is not null or new.kind in ('goal.closed', 'goal.revised')));
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
      first.effective_on) + least(o.cadence_days, 36500)
  from public.goals g
    join public.organizations o on o.id = g.organization_id
    join public.record_entries first on first.seq = g.published_seq
  where g.id = update_due_on.goal and first.effective_on <= private.today()
    and ((private.closing_of(g.id)).effective_on <= private.today()) is not true;
$$;

create or replace function public.claim_notices()
returns table (mail uuid, notice uuid, email text, name text, language text, organization_name text,
  organization_slug text, kind text, goal_key text, goal_title text, due_on date, who text, update_id uuid,
  review_seq bigint, draft_id uuid, period text, update_on date, grade smallint, grade_before smallint,
  corrects boolean)
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
      (private.revision_in_force(g.id, 'infinity')).body::jsonb ->> 'title',
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
      case when n.kind in ('proposed', 'declined', 'certified') then d.id end, case when n.goal_id is null then d.subject end,
      told.effective_on, told.grade, private.grade_before(told), told.corrects_id is not null
    from public.notices n
      join public.memberships m on m.id = n.membership_id
      join public.organizations o on o.id = n.organization_id
      left join public.goals g on g.id = n.goal_id
      left join public.drafts d on d.id = n.draft_id
      left join public.progress_updates told on told.id = n.update_id
      left join public.notice_preferences p on p.membership_id = m.id
    where n.mail = claimed and n.claimed_at is not null
    -- Of what was queued at once, the longest overdue first.
    order by n.created_at, n.occasion, n.id;
end;
$$;

create or replace function private.is_revision_drafted(g public.goals) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.drafts d
    where d.organization_id = g.organization_id and d.kind = 'goal.revised' and d.subject = g.key and d.published_seq is null);
$$;

create or replace function private.import_step(organization uuid, step jsonb) returns bigint
language plpgsql set search_path = '' as $$
declare
  day date := (step ->> 'effective_on')::date;
  goal uuid := (select g.id from public.goals g where g.organization_id = organization and g.key = step ->> 'goal');
  id uuid := gen_random_uuid();
  corrected uuid;
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
      elsif exists (select from public.goals g
          where g.id = goal and (g.published_seq is null or private.is_revision_drafted(g))) then
        perform private.refuse('draft_in_the_way', jsonb_build_object('goal', step ->> 'goal'));
      end if;
      if (select o.kept_by from public.organizations o where o.id = organization) = 'self' then
        perform private.require_true_change(goal, step);
      end if;
      return private.record_revision(goal, step, day);
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

create or replace function private.entries_of_import(import uuid, positions integer[] default null)
returns private.new_entry[]
language sql stable set search_path = '' as $$
  select array_agg(row(s.position, s.kind, (s.step ->> 'effective_on')::date, s.facts, s.goal,
    case when s.kind = 'goal.closed' then s.step ->> 'as' end,
    private.criteria_in(s.kind, s.step))::private.new_entry order by s.position)
  from public.import_steps s
  where s.import_id = import and (positions is null or s.position = any (positions));
$$;

create or replace function private.require_publishable_step(of_seq bigint) returns void
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

create or replace function public.publish_import(import uuid) returns public.imports
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

create trigger log_activity after update on public.goal_drafts
  for each row execute function private.log_activity();
