-- Where the two-person rule is on, nobody certifies alone: one leader proposes a certified scorecard,
-- and another looks at exactly what will be public and certifies it, or declines and says why.

-- ── Proposals ────────────────────────────────────────────────────────────────────────────────────

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
  check ((status = 'declined') = (comment is not null)),
  check (published_seq is null or status = 'proposed')
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
revoke all on table public.certification_proposals from public, anon, authenticated, service_role;
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
revoke all on function private.log_proposal() from public;
create trigger log_proposal after insert or update of status on public.certification_proposals
  for each row execute function private.log_proposal();


-- ── Certifying ───────────────────────────────────────────────────────────────────────────────────

-- What certify_scorecard did so far, for whoever may. Where it is only proposed, it is checked alike
-- and nothing is appended; returns null then.
create function private.record_certificate(organization uuid, period text, effective_on date,
  position_seq bigint, figures jsonb, certifier_name text, certifier_office text, statement text,
  corrects bigint, reason text, confirmed_by json, proposed boolean) returns bigint
language plpgsql set search_path = '' as $$
declare
  as_of date;
  standing public.record_entries;
  hash text;
  facts json;
begin
  perform private.lock_record();
  perform private.require_past(record_certificate.effective_on);
  if not coalesce(private.is_quarter(period), false) then
    perform private.refuse('wrong_period', 'A quarter is written like 2026-Q3. Choose one from the list.');
  end if;
  as_of := private.last_day_of_quarter(period);
  if record_certificate.effective_on <= as_of then
    perform private.refuse('period_not_over',
      format('The quarter ends on %s. It can be certified from the day after on.', as_of));
  end if;
  if not coalesce(private.is_short_text(certifier_name), false) then
    perform private.refuse('name_missing', 'Say who certifies: the name is published.');
  elsif not coalesce(private.is_short_text(certifier_office), false) then
    perform private.refuse('office_missing', 'Say in which office: it is published with the name.');
  elsif not coalesce(private.is_full_text(record_certificate.statement), false) then
    perform private.refuse('certified_statement_missing', 'A certified scorecard needs a statement. Say what is certified.');
  elsif corrects is not null and not coalesce(private.is_full_text(record_certificate.reason), false) then
    perform private.refuse('certified_reason_missing', 'To certify a quarter again needs a public reason. Say what was wrong.');
  end if;
  if (select o.kept_by from public.organizations o where o.id = organization) <> 'self' then
    perform private.refuse('transcribed_record',
      'This record is transcribed by a third party. Only an organization that keeps its own record certifies its scorecards.');
  end if;

  hash := (select e.leaf_hash from public.record_entries e where e.seq = position_seq);
  if hash is null then
    perform private.refuse('wrong_position', 'The record has no such entry. Look at the preview again, then certify.');
  end if;
  facts := json_strip_nulls(json_build_object(
    'period', period,
    'as_of', to_char(as_of, 'YYYY-MM-DD'),
    'method', 1,
    'position', json_build_object('seq', position_seq, 'leaf_hash', hash),
    'figures', private.certified_figures(record_certificate.figures),
    'certifier', json_build_object('name', certifier_name, 'office', certifier_office),
    'confirmed_by', confirmed_by,
    'statement', record_certificate.statement,
    'corrects', corrects,
    'reason', case when corrects is not null then record_certificate.reason end));

  standing := private.standing_certificate(organization, period);
  if not proposed and standing.effective_on = record_certificate.effective_on
    and right(standing.body, length(facts::text) - 1) = substr(facts::text, 2) then
    return standing.seq;
  elsif corrects is distinct from standing.seq then
    if standing.seq is not null then
      perform private.refuse('certified_already', format(
        'This quarter is certified already, by entry %s. To certify it again, correct that entry and say why.', standing.seq));
    end if;
    perform private.refuse('nothing_to_correct', 'There is no certified scorecard of this quarter that could be corrected.');
  elsif standing.effective_on > record_certificate.effective_on then
    perform private.refuse('out_of_order', format(
      'The scorecard that this corrects was certified on %s. This one cannot come before it.', standing.effective_on));
  elsif standing.seq is not null and (standing.body::json -> 'figures')::text = (facts -> 'figures')::text
    and (standing.body::json -> 'certifier')::text = (facts -> 'certifier')::text
    and standing.body::json ->> 'statement' = record_certificate.statement then
    perform private.refuse('certified_the_same', 'This says what the certified scorecard says already. Change something, or leave it as it is.');
  elsif not exists (select from public.record_entries e
      where e.organization_id = organization and e.effective_on <= as_of) then
    perform private.refuse('before_the_record', 'The record of this organization begins after that quarter.');
  elsif exists (select from public.record_entries e
      where e.organization_id = organization and e.seq > position_seq) then
    perform private.refuse('record_grew', 'The record grew since the preview. Look at the preview again, then certify.');
  elsif proposed then
    return null;
  end if;
  return private.append_entry(organization, 'scorecard.certified', record_certificate.effective_on, facts);
end;
$$;
revoke all on function private.record_certificate(uuid, text, date, bigint, jsonb, text, text, text, bigint, text, json, boolean) from public;

-- As before, and refused while the two-person rule is on: proposing and certifying are two people's.
create or replace function public.certify_scorecard(organization uuid, period text, effective_on date,
  position_seq bigint, figures jsonb, certifier_name text, certifier_office text, statement text,
  corrects bigint default null, reason text default null) returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_leader(organization);
  -- The rule is switched under the same lock.
  perform private.lock_record();
  if (select o.two_person_rule from public.organizations o where o.id = organization) then
    perform private.refuse('certified_alone', 'Two leaders must stand behind each certified scorecard. One proposes it; another certifies it.');
  end if;
  return private.record_certificate(organization, period, certify_scorecard.effective_on, position_seq, figures,
    certifier_name, certifier_office, certify_scorecard.statement, corrects, certify_scorecard.reason, null, false);
end;
$$;

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
    perform private.refuse('proposed_already', 'A certified scorecard of this quarter is proposed already. It has to be certified, declined or withdrawn first.');
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
revoke all on function public.propose_certification(uuid, text, date, bigint, jsonb, text, text, text, bigint, text) from public, anon, authenticated, service_role;
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
    perform private.refuse('proposal_answered', 'This proposal was declined or withdrawn. It can be made again.');
  elsif p.created_by is not distinct from private.my_membership(p.organization_id) then
    perform private.refuse('certified_alone', 'Two leaders must stand behind each certified scorecard. One proposes it; another certifies it.');
  end if;
  return p;
end;
$$;
revoke all on function private.proposal_to_answer(uuid) from public;

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
    perform private.refuse('proposer_left', 'Who proposed this does not lead the organization any more. Decline it, and propose it in your own name.');
  elsif not coalesce(private.is_short_text(confirmer_name), false) then
    perform private.refuse('name_missing', 'Say who certifies: the name is published.');
  elsif not coalesce(private.is_short_text(confirmer_office), false) then
    perform private.refuse('office_missing', 'Say in which office: it is published with the name.');
  elsif private.certified_figures(certify_proposal.figures)::text <> private.certified_figures(p.figures)::text then
    perform private.refuse('figures_changed', 'The record gives other figures now than those proposed. Decline the proposal, so that it is made again.');
  end if;
  seq := private.record_certificate(p.organization_id, p.period, p.effective_on, position_seq, p.figures,
    p.certifier_name, p.certifier_office, p.statement, p.corrects, p.reason,
    json_build_object('name', confirmer_name, 'office', confirmer_office), false);
  update public.certification_proposals
  set published_seq = seq, answered_by = private.my_membership(p.organization_id) where id = p.id;
  return seq;
end;
$$;
revoke all on function public.certify_proposal(uuid, bigint, jsonb, text, text) from public, anon, authenticated, service_role;
grant execute on function public.certify_proposal(uuid, bigint, jsonb, text, text) to authenticated;

create function public.decline_proposal(proposal uuid, comment text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  p public.certification_proposals := private.proposal_to_answer(proposal);
begin
  if p.published_seq is not null then
    perform private.refuse('proposal_certified', 'This proposal is certified and public already. What is certified can be corrected.');
  elsif not coalesce(private.is_full_text(decline_proposal.comment), false) then
    perform private.refuse('decline_unexplained', 'Say why you decline, so that it can be mended.');
  end if;
  update public.certification_proposals
  set status = 'declined', comment = decline_proposal.comment,
    answered_by = private.my_membership(p.organization_id)
  where id = p.id;
end;
$$;
revoke all on function public.decline_proposal(uuid, text) from public, anon, authenticated, service_role;
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
    perform private.refuse('not_allowed', 'Only the leader who proposed this can withdraw it.');
  elsif p.published_seq is not null then
    perform private.refuse('proposal_certified', 'This proposal is certified and public already. What is certified can be corrected.');
  elsif p.status = 'declined' then
    perform private.refuse('proposal_answered', 'This proposal was declined or withdrawn. It can be made again.');
  end if;
  update public.certification_proposals set status = 'withdrawn' where id = p.id and status = 'proposed';
end;
$$;
revoke all on function public.withdraw_proposal(uuid) from public, anon, authenticated, service_role;
grant execute on function public.withdraw_proposal(uuid) to authenticated;
