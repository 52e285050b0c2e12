-- goal.revised: a revision must be called what it is. What weakens a goal does not pass as editorial.

-- What a criterion says: without white space, punctuation and capitals. Before a digit both stay, or
-- “0.5” would be “05”; only white space between a word and a number goes. The same stands in
-- src/lib/drafts/readiness/true-change.ts; a test compares the two.
create function private.words_of(criterion text) returns text
language sql immutable set search_path = '' as $$
  select translate(
    regexp_replace(
      regexp_replace(criterion,
        '[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff.,;:!?"''`\u00b7\u2010-\u2015\u2018-\u201f\u2026\u3001\u3002\u300a-\u300f\uff01\uff0c\uff0e\uff1a\uff1b\uff1f-](?![0-9\uff10-\uff19])',
        '', 'g'),
      '(?<![0-9\uff10-\uff19])[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff](?=[0-9\uff10-\uff19])',
      '', 'g'),
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz');
$$;

-- The numbers, from 1, of the criteria that `after` does not have in the same words; each stands for one.
create function private.lost_criteria(before text[], after text[]) returns integer[]
language sql immutable set search_path = '' as $$
  select coalesce(array_agg(b.n::integer order by b.n), '{}')
  from (
    select n, words, row_number() over (partition by words order by n) as nth
    from (select n, private.words_of(c) as words from unnest(before) with ordinality as t (c, n)) as w
  ) as b
  left join (select private.words_of(c) as words, count(*) as times from unnest(after) as c group by 1) as a
    using (words)
  where b.nth > coalesce(a.times, 0);
$$;

-- The texts in a list of facts of any shape.
create function private.texts_in(fact jsonb) returns text[]
language sql immutable set search_path = '' as $$
  select array(select t.value from jsonb_array_elements_text(
    case jsonb_typeof(fact) when 'array' then fact else '[]' end) with ordinality as t (value, place) order by place);
$$;

-- What a revision says of its goal, to be compared with another.
create function private.said_of_goal(facts jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object('title', facts -> 'title', 'statement', facts -> 'statement',
    'criteria', facts -> 'criteria', 'target', facts -> 'target', 'outlook', facts -> 'outlook',
    'translation', facts -> 'translation'));
$$;

-- Criteria are compared by what they say, and not only counted.
create function private.require_true_change(goal uuid, facts jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  last jsonb := (private.revision_in_force(goal, 'infinity')).body::jsonb;
  change text := facts ->> 'change';
  criteria text[] := private.texts_in(facts -> 'criteria');
  target date := private.day_in(facts #> '{target,on}');
  last_criteria text[] := private.texts_in(last -> 'criteria');
  last_target date := private.day_in(last #> '{target,on}');
begin
  if not private.is_revision_translation(nullif(facts -> 'translation', 'null'), criteria,
      facts #>> '{target,note}', facts ->> 'reason') then
    perform private.refuse('translation_unfinished.revision');
  elsif last is null or change is null then
    return;
  elsif private.said_of_goal(last) = private.said_of_goal(facts) then
    perform private.refuse('nothing_changed');
  elsif change = 'editorial' and target is distinct from last_target then
    perform private.refuse('wrong_change.date');
  elsif change = 'strengthened' and last_target is not null and coalesce(target > last_target, true) then
    perform private.refuse('wrong_change.later');
  elsif change <> 'narrowed' and cardinality(criteria) < cardinality(last_criteria) then
    perform private.refuse('wrong_change.fewer');
  elsif change in ('editorial', 'date_moved') and private.lost_criteria(last_criteria, criteria) <> '{}' then
    perform private.refuse('wrong_change.criterion');
  elsif change = 'editorial' and private.lost_criteria(criteria, last_criteria) <> '{}' then
    perform private.refuse('wrong_change.added');
  end if;
end;
$$;

-- The number of the revision that a goal may have next, with such facts on such a day; else the first rule of the
-- record in its way.
create function private.require_next_revision(g public.goals, facts jsonb, day date) returns integer
language plpgsql stable set search_path = '' as $$
declare
  last public.record_entries := private.revision_in_force(g.id, 'infinity');
  offered integer := cardinality(private.texts_in(facts -> 'criteria'));
  cited date;
begin
  if (facts ->> 'change' is null) <> (g.published_seq is null) then
    perform private.refuse('wrong_change.first');
  elsif (private.closing_of(g.id)).effective_on < day then
    perform private.refuse('goal_closed.revision');
  elsif last.effective_on > day then
    perform private.refuse('out_of_order.revision', jsonb_build_object('day', last.effective_on));
  end if;
  select u.effective_on into cited
    from public.progress_updates u
    join public.progress_updates chain on chain.goal_id = u.goal_id
      and chain.published_seq is not null and (private.original_update(chain.id)).id = u.id
    join public.evidence e on e.update_id = chain.id
    where u.goal_id = g.id and u.corrects_id is null and u.effective_on >= day
      and offered <= any (e.criteria)
    order by u.effective_on desc limit 1;
  if cited is not null then
    perform private.refuse('criteria_cited', jsonb_build_object('day', cited));
  end if;
  return coalesce(private.revision_number(last), 0) + 1;
end;
$$;

insert into private.draft_kinds (kind, drafted_by, seen_by, subject, by_two, notice)
values ('goal.revised', '{leader}', 'team', '{goal}', true, 'revised');

create function private.entry_of_goal_revised(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
declare
  day date := private.day_in(d.facts -> 'effective_on');
  g public.goals;
  field text;
  value jsonb;
  unknown text;
begin
  perform private.require_past(day);
  select * into g from public.goals x where x.organization_id = d.organization_id and x.key = d.facts ->> 'goal';
  if g.id is null then
    perform private.refuse('unknown_goal', jsonb_build_object('goal', coalesce(left(d.facts ->> 'goal', 100), '')));
  elsif g.published_seq is null then
    perform private.refuse('goal_not_published');
  elsif not coalesce(private.is_full_text(d.facts ->> 'statement'), false) then
    perform private.refuse('statement_missing');
  elsif not coalesce(private.is_full_text(d.facts ->> 'reason'), false) then
    perform private.refuse('reason_missing');
  elsif (private.closing_of(g.id)).seq is not null then
    perform private.refuse('goal_closed.revision');
  end if;
  -- Before rules read what may be of any shape.
  foreach field in array '{change,title,statement,criteria,target,outlook,reason,source}'::text[] loop
    value := nullif(d.facts -> field, 'null');
    unknown := case when value is not null or field in ('change', 'title', 'criteria') then
      private.part_problem('goal.revised', array['properties', field], value) end;
    if unknown is not null then
      perform private.refuse_problem(d.facts, '/' || field || unknown);
    end if;
  end loop;
  perform private.require_true_change(g.id, d.facts);
  return row(day, private.revision_facts(d.facts, private.require_next_revision(g, d.facts, day)))::private.draft_entry;
end;
$$;

-- Who wrote it and who proposed it.
create function private.told_of_goal_revised(d public.drafts, goal uuid) returns uuid[]
language sql stable set search_path = '' as $$
  select array[d.created_by, d.submitted_by];
$$;
