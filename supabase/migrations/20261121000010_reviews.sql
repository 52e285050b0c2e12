-- Reviews by the reviewers themselves: nobody else writes, sees or holds back what they draft.

-- ── Stated access ────────────────────────────────────────────────────────────────────────────────

-- What the organization lets a reviewer see; published with each of their reviews.
alter table public.invitations add column review_access text
  check (review_access in ('public', 'redacted', 'full')),
  add constraint access_is_a_reviewers check ((review_access is not null) = (role = 'reviewer')) not valid;
alter table public.memberships add column review_access text
  check (review_access in ('public', 'redacted', 'full'));
-- Nobody reviews what is done where they belong, or did: a review is an outsider's.
alter table public.memberships add column ever_in_team boolean not null default true;
alter table public.memberships alter column ever_in_team set default false;
comment on column public.memberships.ever_in_team is 'Whether this member ever was a leader or contributor here; then they review nothing here.';
-- Whoever was invited before access could be stated was shown all evidence.
update public.invitations set review_access = 'full' where role = 'reviewer';
update public.memberships m set review_access = 'full',
  ever_in_team = exists (select from public.progress_updates u where u.created_by = m.id)
    or exists (select from public.goals g where g.created_by = m.id)
    or exists (select from public.goal_revisions r where r.created_by = m.id)
where role = 'reviewer';
grant select (review_access) on table public.invitations to authenticated;
grant update (review_access) on table public.memberships to authenticated;

-- A member who is made a reviewer sees what is public until a leader says otherwise.
create function private.state_access() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.review_access := case when new.role = 'reviewer' then coalesce(new.review_access, 'public') end;
  new.ever_in_team := new.ever_in_team or new.role <> 'reviewer';
  return new;
end;
$$;
revoke all on function private.state_access() from public;
create trigger state_access before insert or update on public.memberships
  for each row execute function private.state_access();

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
revoke all on function private.pass_on_access() from public;

create function private.review_access(organization uuid) returns text
language sql stable security definer set search_path = '' as $$
  select review_access from public.memberships
  where organization_id = organization and user_id = (select auth.uid()) and removed_at is null;
$$;
revoke all on function private.review_access(uuid) from public;
grant execute on function private.review_access(uuid) to authenticated;

-- A secret: two version-4 UUIDs, 244 bits from the server's strong random source.
create function private.new_token() returns text
language sql volatile set search_path = '' as $$
  select replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
$$;
revoke all on function private.new_token() from public;

drop function public.create_invitation(uuid, text, text);
create function public.create_invitation(organization uuid, email text, role text,
  review_access text default null) returns text
language plpgsql security definer set search_path = '' as $$
declare
  token text := private.new_token();
  inviter uuid;
begin
  select m.id into inviter from public.memberships m
  where m.organization_id = organization and m.user_id = (select auth.uid())
    and m.role = 'leader' and m.removed_at is null;
  if inviter is null then
    perform private.refuse('not_allowed', 'Only a leader of this organization can invite people.');
  end if;
  insert into public.invitations (organization_id, email, role, review_access, token_hash, created_by)
  values (organization, lower(trim(email)), role,
    case when create_invitation.role = 'reviewer' then coalesce(create_invitation.review_access, 'public') end,
    private.token_hash(token), inviter);
  return token;
end;
$$;
revoke all on function public.create_invitation(uuid, text, text, text) from public, anon, authenticated, service_role;
grant execute on function public.create_invitation(uuid, text, text, text) to authenticated;

drop function public.invitation_details(text);
create function public.invitation_details(token text)
returns table (organization_name text, organization_slug text, email text, role text, review_access text, status text)
language sql stable security definer set search_path = '' as $$
  select o.name, o.slug, i.email, i.role, i.review_access,
    case when i.revoked_at is not null then 'revoked'
         when i.accepted_at is not null then 'accepted'
         when m.role <> 'leader' or m.removed_at is not null then 'revoked'
         when i.expires_at <= now() then 'expired'
         else 'open' end
  from public.invitations i
    join public.organizations o on o.id = i.organization_id
    join public.memberships m on m.id = i.created_by
  where i.token_hash = private.token_hash(token);
$$;
revoke all on function public.invitation_details(text) from public, anon, authenticated, service_role;
grant execute on function public.invitation_details(text) to anon, authenticated;

create or replace function public.accept_invitation(token text, name text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  invitation public.invitations;
  person text := lower((select auth.jwt()) ->> 'email');
begin
  select * into invitation from public.invitations i
  where i.token_hash = private.token_hash(token) for update;
  if invitation.id is null then
    perform private.refuse('invitation_unknown', 'This invitation link is not known. Ask for a new one.');
  elsif invitation.revoked_at is not null then
    perform private.refuse('invitation_revoked', 'This invitation was withdrawn. Ask for a new one.');
  elsif invitation.accepted_at is not null then
    perform private.refuse('invitation_spent', 'This invitation was used already. Sign in instead.');
  elsif invitation.expires_at <= now() then
    perform private.refuse('invitation_expired', 'This invitation has expired. Ask for a new one.');
  elsif person is distinct from invitation.email then
    perform private.refuse('invitation_for_another',
      format('This invitation is for %s. Sign in with that address.', invitation.email));
  -- An invitation kept back must not let somebody in again who was removed, nor their guests.
  elsif not exists (select from public.memberships m
      where m.id = invitation.created_by and m.role = 'leader' and m.removed_at is null)
    or exists (select from public.memberships m where m.organization_id = invitation.organization_id
      and m.user_id = (select auth.uid()) and m.removed_at >= invitation.created_at) then
    perform private.refuse('invitation_revoked', 'This invitation was withdrawn. Ask for a new one.');
  end if;
  insert into public.memberships as m (organization_id, user_id, role, review_access, name, email)
  values (invitation.organization_id, (select auth.uid()), invitation.role, invitation.review_access, accept_invitation.name, person)
  on conflict (organization_id, user_id) do update
    set role = case when m.removed_at is null and m.role = 'leader' then m.role else excluded.role end,
        review_access = excluded.review_access,
        name = excluded.name, removed_at = null;
  update public.invitations set accepted_at = now() where id = invitation.id;
  return (select slug from public.organizations where id = invitation.organization_id);
end;
$$;

-- A reviewer with access to what is public sees nothing that waits to be published.
create function private.sees_drafts(organization uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.memberships m
    where m.organization_id = organization and m.user_id = (select auth.uid()) and m.removed_at is null
      and (m.role <> 'reviewer' or m.review_access <> 'public'));
$$;
revoke all on function private.sees_drafts(uuid) from public;
grant execute on function private.sees_drafts(uuid) to authenticated;

create function private.is_published_update(organization uuid, of_update uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.progress_updates u
    where u.id = of_update and u.organization_id = organization and u.published_seq is not null);
$$;
revoke all on function private.is_published_update(uuid, uuid) from public;
grant execute on function private.is_published_update(uuid, uuid) to authenticated;

drop policy members_see_goals on public.goals;
create policy members_see_goals on public.goals
  for select to authenticated using (private.role_in(organization_id) is not null
    and (published_seq is not null or private.sees_drafts(organization_id)));
drop policy members_see_revisions on public.goal_revisions;
create policy members_see_revisions on public.goal_revisions
  for select to authenticated using (private.role_in(organization_id) is not null
    and (published_seq is not null or private.sees_drafts(organization_id)));
drop policy members_see_updates on public.progress_updates;
create policy members_see_updates on public.progress_updates
  for select to authenticated using (private.role_in(organization_id) is not null
    and (published_seq is not null or private.sees_drafts(organization_id)));
-- A redacted item is for the team, and for reviewers with full access.
drop policy members_see_evidence on public.evidence;
create policy members_see_evidence on public.evidence
  for select to authenticated using (
    private.role_in(organization_id) in ('leader', 'contributor')
    or (private.role_in(organization_id) = 'reviewer'
      and (visibility = 'public' or private.review_access(organization_id) = 'full')
      and (private.sees_drafts(organization_id) or private.is_published_update(organization_id, update_id))));


-- ── Drafts of reviews ────────────────────────────────────────────────────────────────────────────

alter table public.reviews
  alter column reviewer_relation set default '',
  alter column reviewer_conflicts set default '',
  alter column statement set default '',
  add column created_by uuid references public.memberships (id) on delete restrict,
  add column updated_at timestamptz not null default now(),
  -- What the reviewer saw beyond what is public; null in reviews imported without it.
  add column material text check (private.is_free_text(material));
create index reviews_by_creator on public.reviews (created_by);
create trigger pass_on_access after update on public.memberships
  for each row execute function private.pass_on_access();
create trigger touch before update on public.reviews
  for each row execute function private.touch();
create unique index one_draft_review on public.reviews (update_id, created_by) where published_seq is null;

-- Not in the policy, which could not say why.
create function private.require_outsider() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.memberships m where m.organization_id = new.organization_id
      and m.user_id = (select auth.uid()) and m.removed_at is null and m.role = 'reviewer' and m.ever_in_team) then
    perform private.refuse('reviewer_of_team', 'You were a leader or contributor of this organization, and only outsiders review what it published.');
  end if;
  return new;
end;
$$;
revoke all on function private.require_outsider() from public;
create trigger require_outsider before insert on public.reviews
  for each row execute function private.require_outsider();

drop policy members_see_reviews on public.reviews;
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
grant delete on table public.reviews to authenticated;
grant insert (organization_id, update_id, effective_on, reviewer_name, reviewer_relation, reviewer_conflicts,
    reviewer_access, grade, agrees, evidence, material, statement, created_by),
  update (reviewer_name, reviewer_relation, reviewer_conflicts, grade, agrees, evidence, material, statement)
  on table public.reviews to authenticated;

create or replace function private.record_review(review uuid) returns bigint
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
    'grade', v.grade, 'agrees', v.agrees, 'evidence', v.evidence, 'material', v.material,
    'statement', v.statement));
  update public.reviews set published_seq = seq where id = v.id;
  return seq;
end;
$$;

-- As before, with the review's material.
create or replace function private.import_step(organization uuid, step jsonb) returns bigint
language plpgsql set search_path = '' as $$
declare
  day date := (step ->> 'effective_on')::date;
  goal uuid := (select g.id from public.goals g where g.organization_id = organization and g.key = step ->> 'goal');
  id uuid := gen_random_uuid();
  corrected uuid;
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
        step ->> 'outlook', step ->> 'reason', step ->> 'source', day, step -> 'translation');
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

-- Whoever wrote it, a member still or not: by removing a reviewer an organization could hold a review back.
create function private.wrote_review(v public.reviews) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.memberships m where m.id = v.created_by and m.user_id = (select auth.uid()));
$$;
revoke all on function private.wrote_review(public.reviews) from public;

-- Publishes the reviewer's own draft, dated today. Publishing it again returns the same number.
create function public.publish_review(review uuid, seen timestamptz default null) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v public.reviews;
begin
  perform private.lock_record();
  select * into v from public.reviews where id = review for update;
  if not coalesce(private.wrote_review(v), false) then
    perform private.refuse('not_allowed', 'Only its reviewer can publish a review.');
  end if;
  if v.published_seq is null then
    perform private.require_seen(v.updated_at, seen);
    -- Whoever was made a contributor after they began may publish, for that alone would hold the review back.
    if exists (select from public.progress_updates u where u.organization_id = v.organization_id
        and (u.created_by = v.created_by or v.created_by = any (u.editors))) then
      perform private.refuse('reviewer_of_team', 'You wrote an update of this organization, and only outsiders review what it published.');
    elsif not private.is_full_text(v.reviewer_relation) or not private.is_full_text(v.reviewer_conflicts) then
      perform private.refuse('relation_missing', 'Declare your relation to the organization and your conflicts of interest; write “none” where there is none.');
    elsif not private.is_full_text(v.statement) then
      perform private.refuse('review_statement_missing', 'The review has no statement yet. Say what you found, then publish.');
    -- Who is no reviewer any more cannot write it, and an organization could hold the review back that way.
    elsif private.role_in(v.organization_id) = 'reviewer'
      and v.reviewer_access <> 'public' and not coalesce(private.is_full_text(v.material), false) then
      perform private.refuse('material_missing', 'Say what you saw beyond what is public; write “none” if you used nothing else.');
    end if;
    update public.reviews set effective_on = private.today() where id = v.id;
  end if;
  return coalesce(v.published_seq, private.record_review(review));
end;
$$;
revoke all on function public.publish_review(uuid, timestamptz) from public, anon, authenticated, service_role;
grant execute on function public.publish_review(uuid, timestamptz) to authenticated;

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
revoke all on function public.drafts_of_former_reviewer() from public, anon, authenticated, service_role;
grant execute on function public.drafts_of_former_reviewer() to authenticated;


-- ── The organization's answer ────────────────────────────────────────────────────────────────────

create table public.review_answers (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  review_id uuid not null unique references public.reviews (id) on delete restrict,
  statement text not null check (private.is_full_text(statement)),
  created_by uuid not null references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  published_seq bigint unique references public.record_entries (seq) on delete restrict
);
create index review_answers_by_organization on public.review_answers (organization_id);
create index review_answers_by_creator on public.review_answers (created_by);
comment on table public.review_answers is 'What an organization says to a published review. It is written and published in one step.';
alter table public.review_answers enable row level security;
create policy members_see_answers on public.review_answers
  for select to authenticated using (private.role_in(organization_id) is not null);
revoke all on table public.review_answers from public, anon, authenticated, service_role;
grant select on table public.review_answers to authenticated, service_role;
create trigger log_activity after insert on public.review_answers
  for each row execute function private.log_activity();

-- One answer to each review, published at once. The same answer again returns the same number.
create function public.answer_review(review uuid, statement text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v public.reviews;
  u public.progress_updates;
  answered public.review_answers;
  seq bigint;
begin
  perform private.lock_record();
  select * into v from public.reviews where id = review for update;
  perform private.require_leader(v.organization_id);
  select * into answered from public.review_answers a where a.review_id = v.id;
  if answered.statement = answer_review.statement then
    return answered.published_seq;
  elsif answered.id is not null then
    perform private.refuse('answered_already', 'This review has an answer, and what is published stays. Say more in the next update.');
  elsif v.published_seq is null then
    perform private.refuse('not_found', 'There is no such published review.');
  elsif (select o.kept_by from public.organizations o where o.id = v.organization_id) = 'transcriber' then
    perform private.refuse('answer_transcribed', 'This record is transcribed by a third party. Only an organization that keeps its own record answers reviews.');
  elsif not coalesce(private.is_full_text(answer_review.statement), false) then
    perform private.refuse('answer_missing', 'The answer is empty. Say what you have to say to the review.');
  end if;
  select * into u from public.progress_updates where id = v.update_id;
  seq := private.append_entry(v.organization_id, 'review.answered', private.today(), json_build_object(
    'goal', (select g.key from public.goals g where g.id = u.goal_id), 'of', u.key,
    'review', v.published_seq, 'statement', answer_review.statement));
  insert into public.review_answers (organization_id, review_id, statement, created_by, published_seq)
  values (v.organization_id, v.id, answer_review.statement, private.my_membership(v.organization_id), seq);
  return seq;
end;
$$;
revoke all on function public.answer_review(uuid, text) from public, anon, authenticated, service_role;
grant execute on function public.answer_review(uuid, text) to authenticated;
