-- goal.revised: a revision must be called what it is. What weakens a goal does not pass as editorial.

-- The words of a text: without white space, punctuation and capitals. Before a digit both stay, or
-- “0.5” would be “05”; only white space between a word and a number goes. The same stands in
-- src/lib/record/words.ts; a test compares the two.
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
    'criteria', facts -> 'criteria', 'target', facts -> 'target', 'target_within', facts -> 'target_within',
    -- The translation of a condition stands in the first revision alone.
    'outlook', facts -> 'outlook', 'translation', case jsonb_typeof(facts -> 'translation')
      when 'object' then (facts -> 'translation') - 'condition' else facts -> 'translation' end));
$$;

-- A revision's target, as texts that sort as targets do: a day, or days from a condition.
create function private.target_in(facts jsonb) returns text
language sql immutable set search_path = '' as $$
  select coalesce(facts #>> '{target,on}',
    lpad(private.number_in(facts #> '{target_within,days}')::text, 6, '0'));
$$;

-- The first thing that a revision does and that kind of change may not; null where it may do all of it. The table is
-- `../shared/scoring.md`'s; src/lib/roadmap/rules/true-change.ts has the same, and a test holds the two together.
create function private.untrue_change(change text, before jsonb, after jsonb) returns text
language plpgsql immutable set search_path = '' as $$
declare
  had text[] := array(select private.words_of(c) from unnest(private.texts_in(before -> 'criteria')) with ordinality as t (c, n) order by n);
  has text[] := array(select private.words_of(c) from unnest(private.texts_in(after -> 'criteria')) with ordinality as t (c, n) order by n);
  was text := private.target_in(before);
  becomes text := private.target_in(after);
  is_later boolean := was is not null and coalesce(becomes > was, true);
begin
  if change = 'narrowed' then
    return null;
  elsif cardinality(has) < cardinality(had) then
    return 'fewer';
  elsif change = 'reworded' then
    -- Criteria keep their order, as far as they keep their words.
    if exists (select from (
        select p.place, lag(p.place) over (order by p.n) as behind
        from (select t.n, array_position(had, t.words) as place from unnest(has) with ordinality as t (words, n)) as p
        where p.place is not null) as q where q.place < q.behind) then
      return 'order';
    end if;
  elsif private.words_of(before ->> 'title') <> private.words_of(after ->> 'title')
    or private.words_of(before ->> 'statement') <> private.words_of(after ->> 'statement') then
    return 'words';
  elsif had <> has[1:cardinality(had)] then
    return 'criterion';
  end if;
  if change <> 'strengthened' and cardinality(has) > cardinality(had) then
    return 'added';
  elsif was is not distinct from becomes then
    return case when change = 'date_moved' then 'stays' end;
  end if;
  return case change
    when 'strengthened' then case when is_later then 'later' end
    when 'date_moved' then case when not is_later then 'earlier' end
    else 'date' end;
end;
$$;

-- Of what an organization says of itself, no two criteria of a revision are in the same words.
create function private.require_distinct_criteria(organization uuid, criteria text[]) returns void
language plpgsql stable set search_path = '' as $$
begin
  if (select o.kept_by from public.organizations o where o.id = organization) = 'self'
    and (select count(distinct private.words_of(c)) < count(*) from unnest(criteria) as c) then
    perform private.refuse('criterion_twice');
  end if;
end;
$$;

-- Refuses a revision that changes nothing, and of what an organization says of itself one that is not what it is
-- called. Who transcribes says what was said. `before` is what it is compared with where that is not published yet.
create function private.require_true_change(goal uuid, facts jsonb, before jsonb default null) returns void
language plpgsql stable set search_path = '' as $$
declare
  last jsonb := coalesce(before, (private.revision_in_force(goal, 'infinity')).body::jsonb);
  change text := facts ->> 'change';
  criteria text[] := private.texts_in(facts -> 'criteria');
  g public.goals;
begin
  select * into g from public.goals x where x.id = goal;
  if not private.is_revision_translation(nullif(facts -> 'translation', 'null'), criteria, facts -> 'condition',
      coalesce(facts #>> '{target,note}', facts #>> '{target_within,note}'), facts ->> 'reason') then
    perform private.refuse('translation_unfinished.revision');
  end if;
  perform private.require_distinct_criteria(g.organization_id, criteria);
  if last is null or change is null then
    return;
  elsif private.said_of_goal(last) = private.said_of_goal(facts) then
    perform private.refuse('nothing_changed');
  elsif (select o.kept_by from public.organizations o where o.id = g.organization_id) <> 'self' then
    return;
  end if;
  case private.untrue_change(change, last, facts)
    when 'fewer' then perform private.refuse('wrong_change.fewer');
    when 'words' then perform private.refuse('wrong_change.words');
    when 'criterion' then perform private.refuse('wrong_change.criterion');
    when 'order' then perform private.refuse('wrong_change.order');
    when 'added' then perform private.refuse('wrong_change.added');
    when 'date' then perform private.refuse('wrong_change.date');
    when 'later' then perform private.refuse('wrong_change.later');
    when 'earlier' then perform private.refuse('wrong_change.earlier');
    when 'stays' then perform private.refuse('wrong_change.stays');
    else null;
  end case;
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
  elsif g.published_seq is not null and jsonb_typeof(facts -> 'condition') <> 'null' then
    perform private.refuse('condition_stands');
  elsif (case when g.published_seq is null then coalesce(jsonb_typeof(facts -> 'condition') <> 'null', false)
      else private.is_conditional(g.organization_id, g.key) end) then
    if jsonb_typeof(facts -> 'target') <> 'null' then
      perform private.refuse('wrong_target.condition');
    end if;
  elsif jsonb_typeof(facts -> 'target_within') <> 'null' then
    perform private.refuse('wrong_target');
  end if;
  select u.effective_on into cited
    from public.progress_updates u
    join public.progress_updates chain on chain.goal_id = u.goal_id
      and chain.published_seq is not null and (private.original_update(chain.id)).id = u.id
    where u.goal_id = g.id and u.corrects_id is null and u.effective_on >= day
      and (offered <= any (chain.met)
        or exists (select from public.evidence e where e.update_id = chain.id and offered <= any (e.criteria))
        or exists (select from public.record_entries r
          where r.organization_id = g.organization_id and r.goal = g.key and r.kind = 'review.published'
            and r.body::jsonb ->> 'of' = chain.key and jsonb_path_exists(r.body::jsonb,
              '$.findings[*].criterion ? (@ >= $offered)', jsonb_build_object('offered', offered))))
    order by u.effective_on desc limit 1;
  if cited is not null then
    perform private.refuse('criteria_cited', jsonb_build_object('day', cited));
  end if;
  return coalesce(private.revision_number(last), 0) + 1;
end;
$$;

insert into private.draft_kinds (kind, drafted_by, seen_by, subject, by_two, told, logged)
values ('goal.revised', '{leader}', 'team', '{goal}', true, 'told_of_proposal', 'change');

-- A draft with two kinds of change at once holds two revisions: its own facts, and in `then` what the second says
-- after it, on the same day. Those of the second as facts of their own; null where there is none.
create function private.second_of(facts jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select case jsonb_typeof(facts -> 'then') when 'object' then (facts -> 'then') - 'then'
    || jsonb_build_object('goal', facts -> 'goal', 'effective_on', facts -> 'effective_on') end;
$$;

-- Refuses facts of a revision that are missing or of another shape, before rules read what may be of any.
create function private.require_revision_facts(facts jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  field text;
  value jsonb;
  unknown text;
begin
  if not coalesce(private.is_full_text(facts ->> 'statement'), false) then
    perform private.refuse('statement_missing');
  elsif not coalesce(private.is_full_text(facts ->> 'reason'), false) then
    perform private.refuse('reason_missing');
  end if;
  foreach field in array '{change,title,statement,criteria,target,target_within,outlook,reason,source}'::text[] loop
    value := nullif(facts -> field, 'null');
    unknown := case when value is not null or field in ('change', 'title', 'criteria') then
      private.part_problem('goal.revised', array['properties', field], value) end;
    if unknown is not null then
      perform private.refuse_problem(facts, '/' || field || unknown);
    end if;
  end loop;
end;
$$;

create function private.entry_of_goal_revised(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
declare
  day date := private.day_in(d.facts -> 'effective_on');
  second jsonb := private.second_of(d.facts);
  g public.goals;
  number integer;
begin
  perform private.require_past(day);
  select * into g from public.goals x where x.organization_id = d.organization_id and x.key = d.facts ->> 'goal';
  if g.id is null then
    perform private.refuse('unknown_goal', jsonb_build_object('goal', coalesce(left(d.facts ->> 'goal', 100), '')));
  elsif g.published_seq is null then
    perform private.refuse('goal_not_published');
  elsif (private.closing_of(g.id)).seq is not null then
    perform private.refuse('goal_closed.revision');
  end if;
  perform private.require_revision_facts(d.facts);
  perform private.require_true_change(g.id, d.facts);
  number := private.require_next_revision(g, d.facts, day);
  -- The second is what it is called after the first, which is not published yet.
  if second is not null then
    perform private.require_revision_facts(second);
    perform private.require_true_change(g.id, second, d.facts);
    perform private.require_next_revision(g, second, day);
  end if;
  return row(day, private.revision_facts(d.facts, number))::private.draft_entry;
end;
$$;
