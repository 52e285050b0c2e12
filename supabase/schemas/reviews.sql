-- Reviews by the reviewers themselves: nobody else writes, sees or holds back what they draft.

create table public.reviews (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  update_id uuid not null references public.progress_updates (id) on delete restrict,
  effective_on date not null check (private.is_day(effective_on)),
  reviewer_name text not null check (private.is_short_text(reviewer_name)),
  reviewer_relation text not null default '' check (private.is_free_text(reviewer_relation)),
  reviewer_conflicts text not null default '' check (private.is_free_text(reviewer_conflicts)),
  reviewer_access text not null check (reviewer_access in ('public', 'redacted', 'full')),
  grade smallint not null check (grade between 0 and 4),
  agrees text not null check (agrees in ('yes', 'partly', 'no')),
  evidence text not null check (evidence in ('sufficient', 'partly', 'insufficient')),
  -- What the reviewer saw beyond what is public; null in reviews imported without it.
  material text check (private.is_free_text(material)),
  statement text not null default '' check (private.is_free_text(statement)),
  created_by uuid references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  published_seq bigint unique references public.record_entries (seq) on delete restrict
);
create index reviews_by_organization on public.reviews (organization_id);
create index reviews_by_update on public.reviews (update_id);
create index reviews_by_creator on public.reviews (created_by);
create unique index one_draft_review on public.reviews (update_id, created_by) where published_seq is null;
comment on table public.reviews is 'An outsider''s judgement of one published update.';
create trigger touch before update on public.reviews
  for each row execute function private.touch();

alter table public.reviews enable row level security;
create policy members_see_published_reviews on public.reviews
  for select to authenticated using (private.role_in(organization_id) is not null
    and (published_seq is not null or created_by = private.my_membership(organization_id)));
create policy reviewers_draft_reviews on public.reviews
  for insert to authenticated
  with check (private.role_in(organization_id) = 'reviewer' and published_seq is null
    and created_by = private.my_membership(organization_id)
    and reviewer_access = private.review_access(organization_id)
    and private.is_published_update(organization_id, update_id));
create policy reviewers_edit_their_drafts on public.reviews
  for update to authenticated
  using (private.role_in(organization_id) = 'reviewer' and published_seq is null
    and created_by = private.my_membership(organization_id))
  with check (private.role_in(organization_id) = 'reviewer' and published_seq is null
    and created_by = private.my_membership(organization_id));
create policy reviewers_delete_their_drafts on public.reviews
  for delete to authenticated
  using (private.role_in(organization_id) = 'reviewer' and published_seq is null
    and created_by = private.my_membership(organization_id));
grant select, delete on table public.reviews to authenticated;
grant insert (organization_id, update_id, effective_on, reviewer_name, reviewer_relation, reviewer_conflicts,
    reviewer_access, grade, agrees, evidence, material, statement, created_by),
  update (reviewer_name, reviewer_relation, reviewer_conflicts, grade, agrees, evidence, material, statement)
  on table public.reviews to authenticated;
grant select on table public.reviews to service_role;


-- ── What holds of drafts ─────────────────────────────────────────────────────────────────────────

-- Not in the policy, which could not say why.
create function private.require_outsider() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.memberships m where m.organization_id = new.organization_id
      and m.user_id = (select auth.uid()) and m.removed_at is null and m.role = 'reviewer' and m.ever_in_team) then
    perform private.refuse('reviewer_of_team');
  end if;
  return new;
end;
$$;
create trigger require_outsider before insert on public.reviews
  for each row execute function private.require_outsider();

-- A draft says the widest access that its reviewer had since they began it: what was seen stays seen, and
-- an organization that narrows access changes nothing of what the review says.
create function private.pass_on_access() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  widths constant text[] := array['public', 'redacted', 'full'];
begin
  update public.reviews set reviewer_access = new.review_access
  where created_by = new.id and published_seq is null
    and array_position(widths, reviewer_access) < array_position(widths, new.review_access);
  return null;
end;
$$;
create trigger pass_on_access after update on public.memberships
  for each row execute function private.pass_on_access();


-- ── Reviewers who were removed ───────────────────────────────────────────────────────────────────

-- Whoever wrote it, a member still or not: by removing a reviewer an organization could hold a review back.
create function private.wrote_review(v public.reviews) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.memberships m where m.id = v.created_by and m.user_id = (select auth.uid()));
$$;

-- What the caller drafted as a reviewer of organizations whose reviewer they are no longer: their own words,
-- and nothing else of the workspace.
create function public.drafts_of_former_reviewer()
returns table (id uuid, organization_name text, goal text, of_update text, reviewer_name text, reviewer_relation text,
  reviewer_conflicts text, reviewer_access text, grade smallint, agrees text, evidence text, material text,
  statement text, updated_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select v.id, o.name, g.key, u.key, v.reviewer_name, v.reviewer_relation, v.reviewer_conflicts, v.reviewer_access,
    v.grade, v.agrees, v.evidence, v.material, v.statement, v.updated_at
  from public.reviews v
    join public.memberships m on m.id = v.created_by
    join public.organizations o on o.id = v.organization_id
    join public.progress_updates u on u.id = v.update_id
    join public.goals g on g.id = u.goal_id
  where m.user_id = (select auth.uid()) and v.published_seq is null
    and (m.removed_at is not null or m.role <> 'reviewer')
  order by v.updated_at desc;
$$;
grant execute on function public.drafts_of_former_reviewer() to authenticated;
