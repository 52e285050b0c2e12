-- Where the two-person rule is on, nobody certifies alone: one leader proposes a certified scorecard,
-- and another looks at exactly what will be public and certifies it, or declines and says why.

create table public.certification_proposals (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  period text not null check (private.is_quarter(period)),
  effective_on date not null,
  -- As the record gave them when it was proposed. They are certified only if it still does.
  figures jsonb not null,
  certifier_name text not null check (private.is_short_text(certifier_name)),
  certifier_office text not null check (private.is_short_text(certifier_office)),
  statement text not null check (private.is_full_text(statement)),
  corrects bigint references public.record_entries (seq) on delete restrict,
  reason text check (private.is_full_text(reason)),
  -- `certified` is not among them: published_seq says it.
  status text not null default 'proposed' check (status in ('proposed', 'declined', 'withdrawn')),
  comment text check (private.is_full_text(comment)),
  created_by uuid not null references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  answered_by uuid references public.memberships (id) on delete restrict,
  published_seq bigint unique references public.record_entries (seq) on delete restrict,
  constraint who_declines_says_why check ((status = 'declined') = (comment is not null)),
  constraint certified_was_proposed check (published_seq is null or status = 'proposed')
);
create unique index one_open_proposal on public.certification_proposals (organization_id, period)
  where status = 'proposed' and published_seq is null;
create index certification_proposals_by_organization on public.certification_proposals (organization_id);
create index certification_proposals_by_creator on public.certification_proposals (created_by);
create index certification_proposals_by_answerer on public.certification_proposals (answered_by);
create index certification_proposals_by_corrected on public.certification_proposals (corrects);
comment on table public.certification_proposals is
  'Scorecards that one leader proposes to certify, for another to certify or decline. Their text never changes.';

alter table public.certification_proposals enable row level security;
create policy leaders_see_proposals on public.certification_proposals
  for select to authenticated using (private.role_in(organization_id) = 'leader');
grant select on table public.certification_proposals to authenticated, service_role;

-- That it is certified is said by the entry itself.
create function private.log_proposal() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.activity (organization_id, membership_id, action, subject, name)
  values (new.organization_id, private.acting(new.organization_id),
    'certification_proposals.' || new.status, new.id, new.period);
  return null;
end;
$$;
create trigger log_proposal after insert or update of status on public.certification_proposals
  for each row execute function private.log_proposal();


-- ── Proposing, certifying, declining, withdrawing ────────────────────────────────────────────────

-- Proposes a certified scorecard to the other leaders. Proposing the very same again returns the same id.
create function public.propose_certification(organization uuid, period text, effective_on date,
  position_seq bigint, figures jsonb, certifier_name text, certifier_office text, statement text,
  corrects bigint default null, reason text default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := private.my_membership(organization);
  waiting public.certification_proposals;
  proposal uuid;
begin
  perform private.require_leader(organization);
  perform private.lock_record();
  select * into waiting from public.certification_proposals p
  where p.organization_id = organization and p.period = propose_certification.period
    and p.status = 'proposed' and p.published_seq is null;
  if waiting.id is not null then
    if waiting.created_by = me
      and row(waiting.effective_on, waiting.figures, waiting.certifier_name, waiting.certifier_office, waiting.statement, waiting.corrects, waiting.reason)
        is not distinct from row(propose_certification.effective_on, propose_certification.figures, propose_certification.certifier_name,
          propose_certification.certifier_office, propose_certification.statement, propose_certification.corrects,
          case when propose_certification.corrects is not null then propose_certification.reason end) then
      return waiting.id;
    end if;
    perform private.refuse('proposed_already');
  end if;
  perform private.record_certificate(organization, period, propose_certification.effective_on, position_seq, figures,
    certifier_name, certifier_office, propose_certification.statement, corrects, propose_certification.reason, null, true);
  insert into public.certification_proposals (organization_id, period, effective_on, figures, certifier_name,
    certifier_office, statement, corrects, reason, created_by)
  values (organization, period, propose_certification.effective_on, figures, certifier_name, certifier_office,
    propose_certification.statement, corrects,
    case when propose_certification.corrects is not null then propose_certification.reason end, me)
  returning id into proposal;
  return proposal;
end;
$$;
grant execute on function public.propose_certification(uuid, text, date, bigint, jsonb, text, text, text, bigint, text) to authenticated;

-- The proposal, locked, for a leader to answer who did not make it.
create function private.proposal_to_answer(proposal uuid) returns public.certification_proposals
language plpgsql set search_path = '' as $$
declare
  p public.certification_proposals;
begin
  perform private.lock_record();
  select * into p from public.certification_proposals where id = proposal for update;
  perform private.require_leader(p.organization_id);
  if p.published_seq is not null then
    return p;
  elsif p.status <> 'proposed' then
    perform private.refuse('proposal_answered');
  elsif p.created_by is not distinct from private.my_membership(p.organization_id) then
    perform private.refuse('certified_alone');
  end if;
  return p;
end;
$$;

-- Certifies what another leader proposed, with the figures as the record gives them now, up to entry
-- number `position_seq`. Certifying it again returns the same number.
create function public.certify_proposal(proposal uuid, position_seq bigint, figures jsonb,
  confirmer_name text, confirmer_office text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  p public.certification_proposals := private.proposal_to_answer(proposal);
  seq bigint;
begin
  if p.published_seq is not null then
    return p.published_seq;
  elsif not exists (select from public.memberships m
      where m.id = p.created_by and m.role = 'leader' and m.removed_at is null) then
    perform private.refuse('proposer_left');
  elsif not coalesce(private.is_short_text(confirmer_name), false) then
    perform private.refuse('name_missing');
  elsif not coalesce(private.is_short_text(confirmer_office), false) then
    perform private.refuse('office_missing');
  elsif private.certified_figures(certify_proposal.figures)::text <> private.certified_figures(p.figures)::text then
    perform private.refuse('figures_changed');
  end if;
  seq := private.record_certificate(p.organization_id, p.period, p.effective_on, position_seq, p.figures,
    p.certifier_name, p.certifier_office, p.statement, p.corrects, p.reason,
    json_build_object('name', confirmer_name, 'office', confirmer_office), false);
  update public.certification_proposals
  set published_seq = seq, answered_by = private.my_membership(p.organization_id) where id = p.id;
  return seq;
end;
$$;
grant execute on function public.certify_proposal(uuid, bigint, jsonb, text, text) to authenticated;

create function public.decline_proposal(proposal uuid, comment text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  p public.certification_proposals := private.proposal_to_answer(proposal);
begin
  if p.published_seq is not null then
    perform private.refuse('proposal_certified');
  elsif not coalesce(private.is_full_text(decline_proposal.comment), false) then
    perform private.refuse('decline_unexplained');
  end if;
  update public.certification_proposals
  set status = 'declined', comment = decline_proposal.comment,
    answered_by = private.my_membership(p.organization_id)
  where id = p.id;
end;
$$;
grant execute on function public.decline_proposal(uuid, text) to authenticated;

-- Who proposed it takes it back. Taking it back again changes nothing.
create function public.withdraw_proposal(proposal uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  p public.certification_proposals;
begin
  perform private.lock_record();
  select * into p from public.certification_proposals where id = proposal for update;
  perform private.require_leader(p.organization_id);
  if p.created_by is distinct from private.my_membership(p.organization_id) then
    perform private.refuse('not_allowed.withdraw');
  elsif p.published_seq is not null then
    perform private.refuse('proposal_certified');
  elsif p.status = 'declined' then
    perform private.refuse('proposal_answered');
  end if;
  update public.certification_proposals set status = 'withdrawn' where id = p.id and status = 'proposed';
end;
$$;
grant execute on function public.withdraw_proposal(uuid) to authenticated;
