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

-- Criteria are compared by what they say, and not only counted.
create function private.require_true_change(r public.goal_revisions) returns void
language plpgsql stable set search_path = '' as $$
declare
  last public.goal_revisions;
begin
  -- What publishes a goal gives no reason.
  if not private.is_revision_translation(r.translation, r.criteria, r.target_note,
      case when r.change <> 'published' then r.reason end) then
    perform private.refuse('translation_unfinished.revision');
  end if;
  select * into last from public.goal_revisions x
    where x.goal_id = r.goal_id and x.published_seq is not null order by x.number desc limit 1;
  if last.id is null or r.change = 'published' then
    return;
  end if;
  if row(last.title, last.statement, last.criteria, last.target_on, last.target_basis, last.target_note, last.outlook, last.translation)
      is not distinct from row(r.title, r.statement, r.criteria, r.target_on, r.target_basis, r.target_note, r.outlook, r.translation) then
    perform private.refuse('nothing_changed');
  elsif r.change = 'editorial' and r.target_on is distinct from last.target_on then
    perform private.refuse('wrong_change.date');
  elsif r.change = 'strengthened' and last.target_on is not null and coalesce(r.target_on > last.target_on, true) then
    perform private.refuse('wrong_change.later');
  elsif r.change <> 'narrowed' and cardinality(r.criteria) < cardinality(last.criteria) then
    perform private.refuse('wrong_change.fewer');
  elsif r.change in ('editorial', 'date_moved') and private.lost_criteria(last.criteria, r.criteria) <> '{}' then
    perform private.refuse('wrong_change.criterion');
  elsif r.change = 'editorial' and private.lost_criteria(r.criteria, last.criteria) <> '{}' then
    perform private.refuse('wrong_change.added');
  end if;
end;
$$;
