-- review.answered: what the organization says to a published review.

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
grant select on table public.review_answers to authenticated, service_role;

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
    perform private.refuse('answered_already');
  elsif v.published_seq is null then
    perform private.refuse('not_found.review');
  elsif (select o.kept_by from public.organizations o where o.id = v.organization_id) = 'transcriber' then
    perform private.refuse('answer_transcribed');
  elsif not coalesce(private.is_full_text(answer_review.statement), false) then
    perform private.refuse('answer_missing');
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
grant execute on function public.answer_review(uuid, text) to authenticated;
