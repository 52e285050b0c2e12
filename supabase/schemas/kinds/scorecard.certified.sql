-- scorecard.certified: a leader puts name and office to a quarter's figures. The figures are computed by
-- the server from the record (src/lib/scoring/certified.ts); SQL sees to their shape and bounds, and that
-- they were computed from all that the organization has recorded. Whether they are true is public: every
-- reader can recompute them, and the certified page does. See docs/decisions/0006-certified-scorecards.md.

-- ── Quarters and figures ─────────────────────────────────────────────────────────────────────────

create function private.is_quarter(value text) returns boolean
language sql immutable set search_path = '' as $$
  select value ~ '^[0-9]{4}-Q[1-4]$' and value !~ '^0000';
$$;

create function private.last_day_of_quarter(quarter text) returns date
language sql immutable set search_path = '' as $$
  select (make_date(left(quarter, 4)::integer, 3 * right(quarter, 1)::integer, 1)
    + interval '1 month' - interval '1 day')::date;
$$;

-- A whole number of goals; null for anything else.
create function private.figure_count(value jsonb) returns integer
language sql immutable set search_path = '' as $$
  select case when jsonb_typeof(value) = 'number' then (
    select x::integer from (select (value #>> '{}')::numeric as x) as number
    where x between 0 and 1000000 and x = trunc(x)) end;
$$;

-- A score of 0 to 100 with at most two decimals; null for anything else.
create function private.figure_score(value jsonb) returns numeric
language sql immutable set search_path = '' as $$
  select case when jsonb_typeof(value) = 'number' then (
    select trim_scale(x) from (select (value #>> '{}')::numeric as x) as number
    where x between 0 and 100 and x = round(x, 2)) end;
$$;

-- One line of figures as its entry has it; null where it cannot be one. Scores are absent where there
-- is no goal, and only there.
create function private.area_figures(figures jsonb) returns json
language plpgsql immutable set search_path = '' as $$
declare
  n integer := private.figure_count(figures -> 'n');
  current integer := private.figure_count(figures -> 'current');
  reviewed integer := private.figure_count(figures -> 'reviewed');
  claimed numeric := private.figure_score(figures -> 'claimed');
  evidenced numeric := private.figure_score(figures -> 'evidenced');
  due integer := private.figure_count(figures #> '{delivery,n}');
  rate numeric := private.figure_score(figures #> '{delivery,rate}');
begin
  if n is null or current is null or reviewed is null or due is null
    or current > n or reviewed > n or evidenced > claimed
    or (n = 0) <> (claimed is null) or (n = 0) <> (evidenced is null) or (due = 0) <> (rate is null) then
    return null;
  end if;
  return json_build_object('n', n, 'current', current, 'reviewed', reviewed, 'claimed', claimed,
    'evidenced', evidenced, 'delivery', json_build_object('n', due, 'rate', rate));
end;
$$;

-- A scorecard's figures as its entry has them; refuses where they cannot be any.
create function private.certified_figures(figures jsonb) returns json
language plpgsql set search_path = '' as $$
declare
  overall json := private.area_figures(figures -> 'overall');
  security json := private.area_figures(figures #> '{areas,security}');
  alignment json := private.area_figures(figures #> '{areas,alignment}');
  safeguards json := private.area_figures(figures #> '{areas,safeguards}');
  policy json := private.area_figures(figures #> '{areas,policy}');
begin
  if overall is null or security is null or alignment is null or safeguards is null or policy is null then
    perform private.refuse('wrong_figures');
  end if;
  return json_build_object('overall', overall, 'areas', json_build_object(
    'security', security, 'alignment', alignment, 'safeguards', safeguards, 'policy', policy));
end;
$$;


-- ── Certifying ───────────────────────────────────────────────────────────────────────────────────

-- The organization's certified scorecard of a quarter that stands: the last one.
create function private.standing_certificate(organization uuid, quarter text) returns public.record_entries
language sql stable set search_path = '' as $$
  select e.* from public.record_entries e
  where e.organization_id = organization and e.kind = 'scorecard.certified'
    and e.body::json ->> 'period' = quarter
  order by e.seq desc limit 1;
$$;

-- Certifies, for whoever may, the figures of a quarter as of its last day, by method 1, computed from the
-- record up to entry number `position_seq`. `corrects` names the standing certified scorecard of the same
-- quarter, if there is one, and `reason` then says why it is certified again. Certifying the very same again
-- returns the same number. Where it is only proposed, it is checked alike and nothing is appended; returns
-- null then.
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
    perform private.refuse('wrong_period');
  end if;
  as_of := private.last_day_of_quarter(period);
  if record_certificate.effective_on <= as_of then
    perform private.refuse('period_not_over', jsonb_build_object('day', as_of));
  end if;
  if not coalesce(private.is_short_text(certifier_name), false) then
    perform private.refuse('name_missing');
  elsif not coalesce(private.is_short_text(certifier_office), false) then
    perform private.refuse('office_missing');
  elsif not coalesce(private.is_full_text(record_certificate.statement), false) then
    perform private.refuse('certified_statement_missing');
  elsif corrects is not null and not coalesce(private.is_full_text(record_certificate.reason), false) then
    perform private.refuse('certified_reason_missing');
  end if;
  if (select o.kept_by from public.organizations o where o.id = organization) <> 'self' then
    perform private.refuse('transcribed_record');
  end if;

  hash := (select e.leaf_hash from public.record_entries e where e.seq = position_seq);
  if hash is null then
    perform private.refuse('wrong_position');
  end if;
  facts := json_strip_nulls(json_build_object(
    'period', period,
    'as_of', private.written_day(as_of),
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
      perform private.refuse('certified_already', jsonb_build_object('entry', standing.seq));
    end if;
    perform private.refuse('nothing_to_correct');
  elsif standing.effective_on > record_certificate.effective_on then
    perform private.refuse('out_of_order.certificate', jsonb_build_object('day', standing.effective_on));
  elsif standing.seq is not null and (standing.body::json -> 'figures')::text = (facts -> 'figures')::text
    and (standing.body::json -> 'certifier')::text = (facts -> 'certifier')::text
    and standing.body::json ->> 'statement' = record_certificate.statement then
    perform private.refuse('certified_the_same');
  elsif not exists (select from public.record_entries e
      where e.organization_id = organization and e.effective_on <= as_of) then
    perform private.refuse('before_the_record');
  elsif exists (select from public.record_entries e
      where e.organization_id = organization and e.seq > position_seq) then
    perform private.refuse('record_grew');
  elsif proposed then
    return null;
  end if;
  return private.append_entry(organization, 'scorecard.certified', record_certificate.effective_on, facts);
end;
$$;

-- One leader certifies; refused while the two-person rule is on, where proposing and certifying are two
-- people's.
create function public.certify_scorecard(organization uuid, period text, effective_on date,
  position_seq bigint, figures jsonb, certifier_name text, certifier_office text, statement text,
  corrects bigint default null, reason text default null) returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_leader(organization);
  -- The rule is switched under the same lock.
  perform private.lock_record();
  if (select o.two_person_rule from public.organizations o where o.id = organization) then
    perform private.refuse('certified_alone');
  end if;
  return private.record_certificate(organization, period, certify_scorecard.effective_on, position_seq, figures,
    certifier_name, certifier_office, certify_scorecard.statement, corrects, certify_scorecard.reason, null, false);
end;
$$;
grant execute on function public.certify_scorecard(uuid, text, date, bigint, jsonb, text, text, text, bigint, text) to authenticated;
