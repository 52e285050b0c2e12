-- review.published: an outsider's judgement of one published update. Nobody else writes, sees or holds back what
-- a reviewer drafts.

insert into private.draft_kinds (kind, drafted_by, seen_by, subject, by_two, told)
values ('review.published', '{reviewer}', 'author', '{goal,of}', false, 'told_of_review_published');

-- The update that a review names, once it is published.
create function private.reviewed_update(organization uuid, facts jsonb) returns public.progress_updates
language sql stable set search_path = '' as $$
  select u.* from public.goals g join public.progress_updates u on u.goal_id = g.id
  where g.organization_id = organization and g.key = facts ->> 'goal' and u.key = facts ->> 'of'
    and u.published_seq is not null;
$$;

-- Its fields, of a draft's facts or of an import's step; refuses where there is no such update, and findings of
-- criteria that it was not graded by, or of one of them twice.
create function private.review_facts(organization uuid, facts jsonb) returns json
language plpgsql stable set search_path = '' as $$
declare
  u public.progress_updates := private.reviewed_update(organization, facts);
  graded public.record_entries;
  found numeric[] := array(select (f #>> '{}')::numeric
    from jsonb_path_query(facts, '$.findings[*].criterion ? (@.type() == "number")') as f);
begin
  if u.id is null then
    perform private.refuse('update_not_published');
  end if;
  graded := private.revision_in_force(u.goal_id, (private.original_update(u.id)).effective_on);
  if graded.criteria <= any (found) then
    perform private.refuse('unknown_criterion.finding', jsonb_build_object('count', graded.criteria));
  elsif (select count(distinct n) < count(*) from unnest(found) as n) then
    perform private.refuse('finding_twice');
  end if;
  return json_build_object('goal', facts -> 'goal', 'of', facts -> 'of',
    'reviewer', json_build_object('name', facts #> '{reviewer,name}', 'relation', facts #> '{reviewer,relation}',
      'conflicts', facts #> '{reviewer,conflicts}', 'access', facts #> '{reviewer,access}'),
    'grade', facts -> 'grade', 'agrees', facts -> 'agrees', 'evidence', facts -> 'evidence',
    'findings', facts -> 'findings', 'material', facts -> 'material', 'statement', facts -> 'statement');
end;
$$;

-- The name that a member's review bears: their own, whatever its draft says, and a number behind it where somebody
-- else of the organization published under it. Reviewers are told apart by name, so that one would stand in place of
-- another's.
create function private.reviewer_name(d public.drafts) returns text
language sql stable set search_path = '' as $$
  select candidate.name
  from public.memberships me, lateral (
    select n, case when n = 1 then me.name else left(me.name, 190) || ' (' || n || ')' end as name
    from generate_series(1, 1 + (select count(*) from public.memberships x
      where x.organization_id = d.organization_id)) as n) as candidate
  where me.id = d.created_by and not exists (
    select from public.drafts x
      join public.memberships other on other.id = x.created_by
      join public.record_entries e on e.seq = x.published_seq
    where x.organization_id = d.organization_id and x.kind in ('review.published', 'revision.reviewed')
      and other.id <> me.id and (other.user_id = me.user_id) is not true
      and e.body::jsonb #>> '{reviewer,name}' = candidate.name)
  order by candidate.n limit 1;
$$;

-- The facts of a draft of a review, of an update or of a revision, with the name that it bears.
create function private.named_review(d public.drafts) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_set(d.facts, '{reviewer,name}', to_jsonb(private.reviewer_name(d)));
$$;

-- What every review needs, of an update or of a revision: an outsider, who says what ties them, and a statement.
create function private.require_review_of_outsider(d public.drafts) returns void
language plpgsql stable set search_path = '' as $$
begin
  -- Whoever was made a contributor after they began may publish, for that alone would hold the review back.
  if exists (select from public.progress_updates u where u.organization_id = d.organization_id
      and (u.created_by = d.created_by or d.created_by = any (u.editors))) then
    perform private.refuse('reviewer_of_team.author');
  elsif not coalesce(private.is_full_text(d.facts #>> '{reviewer,relation}')
      and private.is_full_text(d.facts #>> '{reviewer,conflicts}'), false) then
    perform private.refuse('relation_missing');
  elsif not coalesce(private.is_full_text(d.facts ->> 'statement'), false) then
    perform private.refuse('review_statement_missing');
  end if;
end;
$$;

-- Dated the day that it is published.
create function private.entry_of_review_published(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
begin
  perform private.require_review_of_outsider(d);
  -- Who is no reviewer any more cannot write it, and an organization could hold the review back that way.
  if private.role_in(d.organization_id) = 'reviewer' and d.facts #>> '{reviewer,access}' <> 'public'
    and not coalesce(private.is_full_text(d.facts ->> 'material'), false) then
    perform private.refuse('material_missing');
  end if;
  return row(private.today(), private.review_facts(d.organization_id, private.named_review(d)))::private.draft_entry;
end;
$$;

-- Whoever answers for the goal.
create function private.told_of_review_published(d public.drafts, goal uuid) returns uuid[]
language sql stable set search_path = '' as $$
  select private.members_as(d.organization_id, 'leader') || private.owners_of(goal);
$$;


-- ── What holds of drafts of reviews, of updates and of revisions ─────────────────────────────────

-- Not in the policy, which could not say why.
create function private.require_outsider() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.memberships m where m.id = new.created_by and m.user_id = (select auth.uid())
      and m.removed_at is null and m.role = 'reviewer' and m.ever_in_team) then
    perform private.refuse('reviewer_of_team');
  elsif new.kind = 'review.published' and (private.reviewed_update(new.organization_id, new.facts)).id is null then
    perform private.refuse('update_not_published');
  end if;
  return new;
end;
$$;
create trigger require_outsider before insert on public.drafts
  for each row when (new.kind in ('review.published', 'revision.reviewed')) execute function private.require_outsider();

-- A draft says the widest access that its reviewer had since they began it: what was seen stays seen, and
-- an organization that narrows access changes nothing of what the review says. Whatever its writer says.
create function private.state_review_access() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  before text := case when tg_op = 'UPDATE' then old.facts #>> '{reviewer,access}' end;
  now text := (select m.review_access from public.memberships m where m.id = new.created_by);
begin
  new.facts := new.facts || jsonb_build_object('reviewer',
    case jsonb_typeof(new.facts -> 'reviewer') when 'object' then new.facts -> 'reviewer' else '{}' end
    || jsonb_build_object('access', case
      when 'full' in (before, now) then 'full'
      when 'redacted' in (before, now) then 'redacted'
      else 'public' end));
  return new;
end;
$$;
create trigger state_review_access before insert or update of facts on public.drafts
  for each row when (new.kind in ('review.published', 'revision.reviewed') and new.published_seq is null)
  execute function private.state_review_access();

create function private.pass_on_access() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  widths constant text[] := array['public', 'redacted', 'full'];
begin
  update public.drafts d set facts = d.facts
  where d.created_by = new.id and d.kind in ('review.published', 'revision.reviewed') and d.published_seq is null
    and array_position(widths, d.facts #>> '{reviewer,access}') < array_position(widths, new.review_access);
  return null;
end;
$$;
create trigger pass_on_access after update on public.memberships
  for each row execute function private.pass_on_access();
