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

-- At most two decimals, of the number as JavaScript would write it.
create function private.check_hundredths(fact jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select n = round(n, 2) from (select private.as_double(fact)::text::numeric) as written (n);
$$;

-- Parts are no more than the whole, and scores are absent where nothing is scored, and only there.
create function private.check_figures(fact jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select private.as_double(fact -> 'current') <= goals.n and private.as_double(fact -> 'reviewed') <= goals.n
    and fact ? 'claimed' = (goals.n <> 0) and fact ? 'evidenced' = (goals.n <> 0)
    and coalesce(private.as_double(fact -> 'evidenced') <= private.as_double(fact -> 'claimed'), true)
    and fact -> 'delivery' ? 'rate' = (private.as_double(fact #> '{delivery,n}') <> 0)
  from (select private.as_double(fact -> 'n')) as goals (n);
$$;

-- The figures are of the quarter's last day, and a correction says why it came.
create function private.check_certificate(fact jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select fact ->> 'as_of' = to_char(private.last_day_of_quarter(fact ->> 'period'), 'YYYY-MM-DD')
    and fact ? 'corrects' = fact ? 'reason';
$$;

-- One line of figures in one order, whatever order it came in, with its numbers as JavaScript writes them.
create function private.area_figures(figures jsonb) returns json
language sql immutable set search_path = '' as $$
  select json_build_object(
    'n', private.as_double(figures -> 'n'),
    'current', private.as_double(figures -> 'current'),
    'reviewed', private.as_double(figures -> 'reviewed'),
    'claimed', private.as_double(figures -> 'claimed'),
    'evidenced', private.as_double(figures -> 'evidenced'),
    'delivery', json_build_object(
      'n', private.as_double(figures #> '{delivery,n}'),
      'rate', private.as_double(figures #> '{delivery,rate}')));
$$;

-- A scorecard's figures as its entry has them; refuses where they cannot be any.
create function private.certified_figures(figures jsonb) returns json
language plpgsql set search_path = '' as $$
begin
  if private.part_problem('scorecard.certified', '{properties,figures}', figures) is not null then
    perform private.refuse('wrong_figures');
  end if;
  return json_build_object(
    'overall', private.area_figures(figures -> 'overall'),
    'areas', json_build_object(
      'security', private.area_figures(figures #> '{areas,security}'),
      'alignment', private.area_figures(figures #> '{areas,alignment}'),
      'safeguards', private.area_figures(figures #> '{areas,safeguards}'),
      'policy', private.area_figures(figures #> '{areas,policy}')));
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
