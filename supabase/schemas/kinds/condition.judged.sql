-- condition.judged: whether a conditional goal's condition is met. Judging may go on after a closing; a wrong
-- judgement is followed by another.

insert into private.draft_kinds (kind, drafted_by, seen_by, subject, by_two, notice)
values ('condition.judged', '{leader}', 'leaders', '{goal}', true, 'closed');

-- Its fields, of a draft's facts or of an import's step, or the first rule of the record in its way.
create function private.judgement_facts(organization uuid, facts jsonb, day date) returns json
language plpgsql stable set search_path = '' as $$
declare
  first public.record_entries;
begin
  select * into first from public.record_entries e
    where e.organization_id = organization and e.goal = facts ->> 'goal' and e.kind = 'goal.published';
  if first.seq is null then
    perform private.refuse('unknown_goal', jsonb_build_object('goal', coalesce(left(facts ->> 'goal', 100), '')));
  elsif not first.body::jsonb ? 'condition' then
    perform private.refuse('goal_not_conditional');
  elsif day < first.effective_on then
    perform private.refuse('before_the_goal.judgement', jsonb_build_object('day', first.effective_on));
  end if;
  -- What supports a condition supports no criterion.
  if jsonb_path_exists(facts, '$.evidence[*].criteria[*]') then
    perform private.refuse('unknown_criterion.condition');
  end if;
  return json_build_object('goal', first.goal, 'state', facts -> 'state', 'statement', facts -> 'statement',
    'evidence', coalesce(facts -> 'evidence', '[]'), 'source', facts -> 'source');
end;
$$;

create function private.entry_of_condition_judged(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
declare
  day date := private.day_in(d.facts -> 'effective_on');
begin
  perform private.require_past(day);
  if not coalesce(private.is_full_text(d.facts ->> 'statement'), false) then
    perform private.refuse('statement_missing.judgement');
  end if;
  return row(day, private.judgement_facts(d.organization_id, d.facts, day))::private.draft_entry;
end;
$$;

-- Who wrote it and who proposed it.
create function private.told_of_condition_judged(d public.drafts, goal uuid) returns uuid[]
language sql stable set search_path = '' as $$
  select array[d.created_by, d.submitted_by];
$$;
