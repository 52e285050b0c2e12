-- Publishing: each function appends the entry and marks the workspace row in one transaction.
--
-- private.record_*  check the rules of the record and append; the import uses them too.
-- public.*          add who may do it, and what a person at a form must keep to besides.

-- ── Pieces of an entry ───────────────────────────────────────────────────────────────────────────

create function private.revision_facts(g public.goals, r public.goal_revisions, number integer) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'goal', g.key,
    'area', case when r.change = 'published' then g.area end,
    'revision', number,
    'change', case when r.change <> 'published' then r.change end,
    'title', r.title,
    'statement', r.statement,
    'criteria', to_json(r.criteria),
    'target', case when r.target_on is not null then json_build_object(
      'on', to_char(r.target_on, 'YYYY-MM-DD'), 'basis', r.target_basis, 'note', r.target_note) end,
    'outlook', r.outlook,
    'reason', case when r.change <> 'published' then r.reason end,
    'source', r.source);
$$;
revoke all on function private.revision_facts(public.goals, public.goal_revisions, integer) from public;

-- A redacted item's addresses are left out: they never become public.
create function private.evidence_facts(of_update uuid) returns json
language sql stable set search_path = '' as $$
  select coalesce(json_agg(json_build_object(
    'kind', e.kind,
    'visibility', e.visibility,
    'title', e.title,
    'url', case when e.visibility = 'public' then e.url end,
    'archived_url', case when e.visibility = 'public' then e.archived_url end,
    'sha256', e.sha256,
    'criteria', to_json(e.criteria),
    'redaction', case when e.visibility = 'redacted' then json_build_object(
      'category', e.redaction_category, 'description', e.redaction_description) end
  ) order by e.position), '[]'::json)
  from public.evidence e where e.update_id = of_update;
$$;
revoke all on function private.evidence_facts(uuid) from public;

-- The revision in force on a day: the latest published one effective by then.
create function private.revision_in_force(goal uuid, day date) returns public.goal_revisions
language sql stable set search_path = '' as $$
  select r.* from public.goal_revisions r
  where r.goal_id = goal and r.published_seq is not null and r.effective_on <= day
  order by r.effective_on desc, r.published_seq desc limit 1;
$$;
revoke all on function private.revision_in_force(uuid, date) from public;

-- The update that a chain of corrections began with.
create function private.original_update(of_update uuid) returns public.progress_updates
language sql stable set search_path = '' as $$
  with recursive chain as (
    select u.* from public.progress_updates u where u.id = of_update
    union all
    select u.* from public.progress_updates u join chain c on u.id = c.corrects_id
  )
  select * from chain where corrects_id is null;
$$;
revoke all on function private.original_update(uuid) from public;


-- ── Rules of the record ──────────────────────────────────────────────────────────────────────────

create function private.record_revision(revision uuid) returns bigint
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
    perform private.refuse('not_found', 'This draft no longer exists. Go back to the goal.');
  end if;
  select * into g from public.goals where id = r.goal_id for update;
  if r.published_seq is not null then
    return r.published_seq;
  end if;
  if (r.change = 'published') <> (g.published_seq is null) then
    perform private.refuse('wrong_change', 'A goal''s first revision publishes it, and only the first.');
  end if;
  if exists (select from public.closings c where c.goal_id = g.id and c.effective_on < r.effective_on) then
    perform private.refuse('goal_closed', 'This goal is closed. A closed goal cannot be revised.');
  end if;
  select * into last from public.goal_revisions x
    where x.goal_id = g.id and x.published_seq is not null order by x.number desc limit 1;
  if last.effective_on > r.effective_on then
    perform private.refuse('out_of_order',
      format('The last revision took effect on %s. This one cannot take effect before it.', last.effective_on));
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
    perform private.refuse('criteria_cited', format(
      'The update of %s rests on a criterion that this revision takes away. Let the revision take effect on a later day.', cited));
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
revoke all on function private.record_revision(uuid) from public;

create function private.record_update(of_update uuid) returns bigint
language plpgsql set search_path = '' as $$
declare
  u public.progress_updates;
  g public.goals;
  corrected public.progress_updates;
  original public.progress_updates;
  r public.goal_revisions;
  closed_on date;
  free_key text;
  seq bigint;
begin
  perform private.lock_record();
  select * into u from public.progress_updates where id = of_update for update;
  if u.id is null then
    perform private.refuse('not_found', 'This draft no longer exists. Go back to the goal.');
  end if;
  if u.published_seq is not null then
    return u.published_seq;
  end if;
  select * into g from public.goals where id = u.goal_id;
  if g.published_seq is null then
    perform private.refuse('goal_not_published', 'This goal is a draft. Publish the goal first.');
  end if;
  if u.corrects_id is not null then
    select * into corrected from public.progress_updates where id = u.corrects_id;
    if corrected.goal_id <> u.goal_id or corrected.published_seq is null then
      perform private.refuse('wrong_correction', 'A correction names a published update of the same goal.');
    elsif corrected.effective_on > u.effective_on then
      perform private.refuse('out_of_order', format(
        'The update to correct is of %s. Its correction cannot be of an earlier day.', corrected.effective_on));
    end if;
  end if;
  original := private.original_update(u.id);
  select c.effective_on into closed_on from public.closings c where c.goal_id = g.id;
  if u.corrects_id is null and closed_on < u.effective_on then
    perform private.refuse('goal_closed', format(
      'This goal was closed on %s. Only corrections can follow.', closed_on));
  end if;
  r := private.revision_in_force(g.id, original.effective_on);
  if r.id is null then
    perform private.refuse('before_the_goal', 'No update can be of a day before the goal took effect.');
  end if;
  if exists (select from public.evidence e where e.update_id = u.id and cardinality(r.criteria) <= any (e.criteria)) then
    perform private.refuse('unknown_criterion', format(
      'An evidence item names a criterion that revision %s does not have. Open the draft and choose again.', r.number));
  end if;
  if u.key is null then
    -- The day, and on a second update of that day `-2`.
    select candidate into free_key from (
      select to_char(u.effective_on, 'YYYY-MM-DD') || case when n = 1 then '' else '-' || n end as candidate, n
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
      'source', u.source));
  update public.progress_updates
    set key = coalesce(u.key, free_key), revision_id = r.id, published_seq = seq where id = u.id;
  -- A correction of a day up to the closing must not take away what the closing rests on.
  if (select c.closed_as from public.closings c where c.goal_id = g.id) = 'delivered'
      and not private.has_delivered_update(g.id, closed_on) then
    perform private.refuse('not_delivered', format(
      'The goal was closed as delivered on %s, which rests on this grade. Date the correction after that day.', closed_on));
  end if;
  return seq;
end;
$$;
revoke all on function private.record_update(uuid) from public;

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
revoke all on function private.has_delivered_update(uuid, date) from public;

-- Closes a goal; the successors are published goals of the same area that begin on the closing's day.
create function private.record_closing(closing uuid, successors uuid[]) returns bigint
language plpgsql set search_path = '' as $$
declare
  c public.closings;
  g public.goals;
  count_of_successors integer := cardinality(successors);
  s record;
  seq bigint;
begin
  perform private.lock_record();
  select * into c from public.closings where id = closing for update;
  select * into g from public.goals where id = c.goal_id for update;
  if g.published_seq is null then
    perform private.refuse('goal_not_published', 'This goal is a draft. Delete the draft instead of closing it.');
  end if;
  if exists (select from public.goal_revisions r
      where r.goal_id = g.id and r.published_seq is not null and r.effective_on > c.effective_on) then
    perform private.refuse('out_of_order', 'The goal was revised after that day. Close it on the day of its last revision or later.');
  end if;
  if exists (select from public.progress_updates u where u.goal_id = g.id and u.published_seq is not null
      and u.corrects_id is null and u.effective_on > c.effective_on) then
    perform private.refuse('out_of_order', 'The goal has an update after that day. Close it on the day of its last update or later.');
  end if;
  if c.closed_as = 'delivered' and not private.has_delivered_update(g.id, c.effective_on) then
    perform private.refuse('not_delivered', 'A goal is closed as delivered only with a published update of grade 4 by that day. Publish one first.');
  end if;
  if (c.closed_as = 'superseded' and count_of_successors <> 1)
    or (c.closed_as = 'split' and count_of_successors < 2)
    or (c.closed_as in ('delivered', 'withdrawn') and count_of_successors <> 0) then
    perform private.refuse('wrong_successors', 'A superseded goal has exactly one successor, a split goal two or more, any other none.');
  end if;
  if (select count(distinct x) from unnest(successors) as x) <> count_of_successors or g.id = any (successors) then
    perform private.refuse('wrong_successors', 'Name each successor once, and not the goal itself.');
  end if;
  for s in
    select x.ordinality, n.id, n.key, n.area, n.organization_id, n.predecessor_id, r.effective_on
    from unnest(successors) with ordinality as x (id, ordinality)
    left join public.goals n on n.id = x.id
    left join public.goal_revisions r on r.goal_id = n.id and r.number = 1
    order by x.ordinality
  loop
    if s.id is null or s.organization_id <> g.organization_id or s.effective_on is distinct from c.effective_on then
      perform private.refuse('wrong_successors', 'A successor is a published goal that takes effect on the closing''s day.');
    elsif s.area <> g.area then
      perform private.refuse('wrong_successors', format('The successor “%s” is in another area. A goal stays in its area.', s.key));
    elsif s.predecessor_id is not null then
      perform private.refuse('wrong_successors', format('The goal “%s” succeeds another goal already.', s.key));
    end if;
  end loop;
  if exists (
    with recursive ancestors as (
      select g.predecessor_id as id
      union select p.predecessor_id from public.goals p join ancestors a on p.id = a.id
    ) select from ancestors where id = any (successors)
  ) then
    perform private.refuse('wrong_successors', 'A goal cannot succeed itself through other goals.');
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
revoke all on function private.record_closing(uuid, uuid[]) from public;

create function private.record_review(review uuid) returns bigint
language plpgsql set search_path = '' as $$
declare
  v public.reviews;
  u public.progress_updates;
  seq bigint;
begin
  perform private.lock_record();
  select * into v from public.reviews where id = review for update;
  select * into u from public.progress_updates where id = v.update_id;
  if u.published_seq is null then
    perform private.refuse('update_not_published', 'A review is of a published update.');
  end if;
  seq := private.append_entry(v.organization_id, 'review.published', v.effective_on, json_build_object(
    'goal', (select g.key from public.goals g where g.id = u.goal_id), 'of', u.key,
    'reviewer', json_build_object('name', v.reviewer_name, 'relation', v.reviewer_relation,
      'conflicts', v.reviewer_conflicts, 'access', v.reviewer_access),
    'grade', v.grade, 'agrees', v.agrees, 'evidence', v.evidence, 'statement', v.statement));
  update public.reviews set published_seq = seq where id = v.id;
  return seq;
end;
$$;
revoke all on function private.record_review(uuid) from public;


-- ── What people call ─────────────────────────────────────────────────────────────────────────────

create function private.require_leader(organization uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if private.role_in(organization) is distinct from 'leader' then
    perform private.refuse('not_allowed', 'Only a leader of this organization can publish.');
  end if;
end;
$$;
revoke all on function private.require_leader(uuid) from public;

create function private.require_past(day date) returns void
language plpgsql stable set search_path = '' as $$
begin
  if day is null then
    perform private.refuse('day_missing', 'Say on which day this takes effect.');
  elsif day > private.today() then
    perform private.refuse('future_day', 'The day lies ahead. Publish on the day, or choose today (UTC) or earlier.');
  end if;
end;
$$;
revoke all on function private.require_past(date) from public;

-- What a person has not seen, they neither publish nor overwrite. `seen` is the draft's updated_at as
-- they read it, which reaches them in milliseconds; null asks for no such check.
create function private.require_seen(updated_at timestamptz, seen timestamptz) returns void
language plpgsql set search_path = '' as $$
begin
  if date_trunc('milliseconds', updated_at) <> date_trunc('milliseconds', seen) then
    perform private.refuse('changed_meanwhile', 'Somebody saved this draft after you opened it. Compare the two, then decide.');
  end if;
end;
$$;
revoke all on function private.require_seen(timestamptz, timestamptz) from public;
grant execute on function private.require_seen(timestamptz, timestamptz) to authenticated;

-- A revision must be called what it is: what weakens a goal does not pass as editorial.
create function private.require_true_change(r public.goal_revisions) returns void
language plpgsql stable set search_path = '' as $$
declare
  last public.goal_revisions;
begin
  select * into last from public.goal_revisions x
    where x.goal_id = r.goal_id and x.published_seq is not null order by x.number desc limit 1;
  if last.id is null or r.change = 'published' then
    return;
  end if;
  if row(last.title, last.statement, last.criteria, last.target_on, last.target_basis, last.target_note, last.outlook)
      is not distinct from row(r.title, r.statement, r.criteria, r.target_on, r.target_basis, r.target_note, r.outlook) then
    perform private.refuse('nothing_changed', 'The draft says what the goal says already. Change something, or discard the draft.');
  elsif r.change = 'editorial' and r.target_on is distinct from last.target_on then
    perform private.refuse('wrong_change', 'The target date changes, so this is no editorial revision. Choose “date moved”, or “strengthened” where it comes earlier.');
  elsif r.change = 'strengthened' and last.target_on is not null and coalesce(r.target_on > last.target_on, true) then
    perform private.refuse('wrong_change', 'The target date moves later or is dropped, which strengthens nothing. Choose “date moved” or “narrowed”.');
  elsif r.change in ('editorial', 'date_moved') and cardinality(r.criteria) < cardinality(last.criteria) then
    perform private.refuse('wrong_change', 'A criterion is taken away. Choose “narrowed”, or “strengthened” where the others now ask for more.');
  end if;
end;
$$;
revoke all on function private.require_true_change(public.goal_revisions) from public;

-- Publishes a draft: a goal's first revision or a later one. Publishing it again returns the same number.
create function public.publish_revision(revision uuid, seen timestamptz default null) returns bigint
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
    if not private.is_full_text(r.statement) then
      perform private.refuse('statement_missing', 'The goal has no statement yet. Say what is promised, then publish.');
    elsif r.change <> 'published' and not coalesce(private.is_full_text(r.reason), false) then
      perform private.refuse('reason_missing', 'A revision needs a public reason. Say why the goal changes.');
    elsif exists (select from public.closings c where c.goal_id = r.goal_id) then
      perform private.refuse('goal_closed', 'This goal is closed. A closed goal cannot be revised.');
    end if;
    perform private.require_true_change(r);
  end if;
  return private.record_revision(revision);
end;
$$;
revoke all on function public.publish_revision(uuid, timestamptz) from public, anon, authenticated, service_role;
grant execute on function public.publish_revision(uuid, timestamptz) to authenticated;

-- Publishes a draft update or correction. Publishing it again returns the same number.
create function public.publish_progress_update(progress_update uuid, seen timestamptz default null)
returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  u public.progress_updates;
  r public.goal_revisions;
  uncovered integer;
begin
  perform private.lock_record();
  select * into u from public.progress_updates where id = progress_update for update;
  perform private.require_leader(u.organization_id);
  if u.published_seq is null then
    perform private.require_seen(u.updated_at, seen);
    perform private.require_past(u.effective_on);
    if not private.is_full_text(u.narrative) then
      perform private.refuse('narrative_missing', 'The update has no narrative yet. Say what was done, then publish.');
    end if;
    -- Reviews do not carry over to a correction, so an empty one would be a way to be rid of them.
    if exists (select from public.progress_updates c where c.id = u.corrects_id and c.grade = u.grade
        and btrim(c.narrative, E' \t\n') = btrim(u.narrative, E' \t\n')
        and private.evidence_facts(c.id)::text = private.evidence_facts(u.id)::text) then
      perform private.refuse('nothing_changed', 'The correction says what the update says already. Change something, or discard the draft.');
    end if;
    if u.grade = 4 then
      r := private.revision_in_force(u.goal_id, (private.original_update(u.id)).effective_on);
      if cardinality(r.criteria) = 0 then
        uncovered := case when exists (select from public.evidence e where e.update_id = u.id) then null else 1 end;
      else
        select min(i) into uncovered from generate_series(1, cardinality(r.criteria)) as i
        where not exists (select from public.evidence e where e.update_id = u.id and i - 1 = any (e.criteria));
      end if;
      if uncovered is not null then
        perform private.refuse('criterion_without_evidence', format(
          'Grade 4 needs evidence for every criterion; criterion %s has none. Add evidence for it or choose a lower grade.', uncovered));
      end if;
    end if;
  end if;
  return private.record_update(progress_update);
end;
$$;
revoke all on function public.publish_progress_update(uuid, timestamptz) from public, anon, authenticated, service_role;
grant execute on function public.publish_progress_update(uuid, timestamptz) to authenticated;

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
    perform private.refuse('reason_missing', 'A closing needs a public reason. Say why the goal ends.');
  end if;
  perform private.lock_record();
  if exists (select from public.closings c where c.goal_id = g.id) then
    perform private.refuse('goal_closed', 'This goal is closed already.');
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
revoke all on function public.close_goal(uuid, text, text, date, uuid[]) from public, anon, authenticated, service_role;
grant execute on function public.close_goal(uuid, text, text, date, uuid[]) to authenticated;


-- ── Saving drafts ────────────────────────────────────────────────────────────────────────────────
-- These run as the caller: row-level security decides. They exist because a draft spans two tables.

-- Creates a goal with its first draft revision. `draft` has the columns of both. Returns the goal's id.
create function public.create_goal(organization uuid, draft jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  goal uuid;
begin
  insert into public.goals (organization_id, key, area, created_by)
  values (organization, draft ->> 'key', draft ->> 'area', private.my_membership(organization))
  returning id into goal;
  insert into public.goal_revisions (organization_id, goal_id, change, title, statement, criteria, target_on,
    target_basis, target_note, outlook, effective_on, created_by)
  values (organization, goal, 'published', draft ->> 'title', coalesce(draft ->> 'statement', ''),
    array(select jsonb_array_elements_text(draft -> 'criteria')), (draft ->> 'target_on')::date,
    draft ->> 'target_basis', draft ->> 'target_note', draft ->> 'outlook',
    (draft ->> 'effective_on')::date, private.my_membership(organization));
  return goal;
end;
$$;
revoke all on function public.create_goal(uuid, jsonb) from public, anon, authenticated, service_role;
grant execute on function public.create_goal(uuid, jsonb) to authenticated;

-- Overwrites the draft of a goal that is not published yet, key and area included.
create function public.save_draft_goal(goal uuid, draft jsonb, seen timestamptz default null) returns void
language plpgsql set search_path = '' as $$
declare
  stored timestamptz;
begin
  select r.updated_at into stored from public.goal_revisions r
    where r.goal_id = goal and r.published_seq is null for update;
  perform private.require_seen(stored, seen);
  update public.goals g set key = draft ->> 'key', area = draft ->> 'area' where g.id = goal;
  if not found then
    perform private.refuse('not_editable', 'This goal is published or not yours, so it cannot be edited. Revise it instead.');
  end if;
  update public.goal_revisions r
  set title = draft ->> 'title', statement = coalesce(draft ->> 'statement', ''),
    criteria = array(select jsonb_array_elements_text(draft -> 'criteria')),
    target_on = (draft ->> 'target_on')::date, target_basis = draft ->> 'target_basis',
    target_note = draft ->> 'target_note', outlook = draft ->> 'outlook',
    effective_on = (draft ->> 'effective_on')::date, updated_at = now()
  where r.goal_id = goal and r.published_seq is null;
end;
$$;
revoke all on function public.save_draft_goal(uuid, jsonb, timestamptz) from public, anon, authenticated, service_role;
grant execute on function public.save_draft_goal(uuid, jsonb, timestamptz) to authenticated;

-- Creates a draft update with its evidence, or (with an id) overwrites one. Returns the update's id.
create function public.save_progress_update(goal uuid, draft jsonb, evidence jsonb, corrects uuid default null,
  progress_update uuid default null, seen timestamptz default null) returns uuid
language plpgsql set search_path = '' as $$
declare
  id uuid := progress_update;
  stored timestamptz;
  organization uuid := (select g.organization_id from public.goals g where g.id = goal);
begin
  if id is null then
    insert into public.progress_updates (organization_id, goal_id, corrects_id, effective_on, grade, narrative, created_by)
    values (organization, goal, corrects, (draft ->> 'effective_on')::date, (draft ->> 'grade')::smallint,
      coalesce(draft ->> 'narrative', ''), private.my_membership(organization))
    returning progress_updates.id into id;
  else
    select u.updated_at into stored from public.progress_updates u where u.id = progress_update for update;
    perform private.require_seen(stored, seen);
    update public.progress_updates u
    set effective_on = (draft ->> 'effective_on')::date, grade = (draft ->> 'grade')::smallint,
      narrative = coalesce(draft ->> 'narrative', ''), updated_at = now()
    where u.id = progress_update;
    if not found then
      perform private.refuse('not_editable', 'This update is published or not yours, so it cannot be edited. Correct it instead.');
    end if;
    delete from public.evidence e where e.update_id = progress_update;
  end if;
  insert into public.evidence (organization_id, update_id, position, kind, visibility, title, url, archived_url,
    sha256, criteria, redaction_category, redaction_description)
  select organization, id, item.ordinality - 1, item.value ->> 'kind', item.value ->> 'visibility',
    item.value ->> 'title', item.value ->> 'url', item.value ->> 'archived_url', item.value ->> 'sha256',
    array(select jsonb_array_elements_text(item.value -> 'criteria')::integer),
    item.value #>> '{redaction,category}', item.value #>> '{redaction,description}'
  from jsonb_array_elements(evidence) with ordinality as item;
  return id;
end;
$$;
revoke all on function public.save_progress_update(uuid, jsonb, jsonb, uuid, uuid, timestamptz) from public, anon, authenticated, service_role;
grant execute on function public.save_progress_update(uuid, jsonb, jsonb, uuid, uuid, timestamptz) to authenticated;
