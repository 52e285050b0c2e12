-- goal.published and goal.revised: a goal's first revision and later ones go the same way.
--
-- As of every kind, private.record_* checks the rules of the record and appends, for the import too;
-- public.publish_* adds who may do it, and what a person at a form must keep to besides.

-- The entry's own fields.
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
      'on', private.written_day(r.target_on), 'basis', r.target_basis, 'note', r.target_note) end,
    'outlook', r.outlook,
    'reason', case when r.change <> 'published' then r.reason end,
    'source', r.source,
    'translation', private.translation_facts(r.translation));
$$;

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
    perform private.require_publishable_revision(r);
  end if;
  return private.record_revision(revision);
end;
$$;
grant execute on function public.publish_revision(uuid, timestamptz) to authenticated;
