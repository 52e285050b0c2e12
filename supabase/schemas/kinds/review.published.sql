-- review.published: an outsider's judgement of one published update. Nobody else writes, sees or holds back what
-- a reviewer drafts.

insert into private.draft_kinds (kind, drafted_by, seen_by, subject, by_two, notice)
values ('review.published', '{reviewer}', 'author', '{goal,of}', false, 'reviewed');

-- The update that a review names, once it is published.
create function private.reviewed_update(organization uuid, facts jsonb) returns public.progress_updates
language sql stable set search_path = '' as $$
  select u.* from public.goals g join public.progress_updates u on u.goal_id = g.id
  where g.organization_id = organization and g.key = facts ->> 'goal' and u.key = facts ->> 'of'
    and u.published_seq is not null;
$$;

-- Its fields, of a draft's facts or of an import's step.
create function private.review_facts(facts jsonb) returns json
language sql immutable set search_path = '' as $$
  select json_build_object('goal', facts -> 'goal', 'of', facts -> 'of',
    'reviewer', json_build_object('name', facts #> '{reviewer,name}', 'relation', facts #> '{reviewer,relation}',
      'conflicts', facts #> '{reviewer,conflicts}', 'access', facts #> '{reviewer,access}'),
    'grade', facts -> 'grade', 'agrees', facts -> 'agrees', 'evidence', facts -> 'evidence',
    'findings', facts -> 'findings', 'material', facts -> 'material', 'statement', facts -> 'statement');
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
  if (private.reviewed_update(d.organization_id, d.facts)).id is null then
    perform private.refuse('update_not_published');
  end if;
  perform private.require_review_of_outsider(d);
  -- Who is no reviewer any more cannot write it, and an organization could hold the review back that way.
  if private.role_in(d.organization_id) = 'reviewer' and d.facts #>> '{reviewer,access}' <> 'public'
    and not coalesce(private.is_full_text(d.facts ->> 'material'), false) then
    perform private.refuse('material_missing');
  end if;
  return row(private.today(), private.review_facts(d.facts))::private.draft_entry;
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
