-- What is found of criteria is of criteria that there are, of each once; reviews bear their reviewer's own name, which
-- nobody else's review of the organization bears; a revision takes away no criterion that an update of a day since
-- claims or a review found something of; and no update makes a missed goal one that was met.

drop function private.review_facts(jsonb);

-- Its fields, of a draft's facts or of an import's step; refuses where there is no such update, and findings of
-- criteria that it was not graded by, or of one of them twice.
create function private.review_facts(organization uuid, facts jsonb) returns json
language plpgsql stable set search_path = '' as $$
declare
  u public.progress_updates := private.reviewed_update(organization, facts);
  graded public.record_entries;
  found numeric[] := array(select (f #>> '{}')::numeric
    from jsonb_path_query(facts, '$.findings[*].criterion ? (@.type() == "number")') as f);
begin
  if u.id is null then
    perform private.refuse('update_not_published');
  end if;
  graded := private.revision_in_force(u.goal_id, (private.original_update(u.id)).effective_on);
  if graded.criteria <= any (found) then
    perform private.refuse('unknown_criterion.finding', jsonb_build_object('count', graded.criteria));
  elsif (select count(distinct n) < count(*) from unnest(found) as n) then
    perform private.refuse('finding_twice');
  end if;
  return json_build_object('goal', facts -> 'goal', 'of', facts -> 'of',
    'reviewer', json_build_object('name', facts #> '{reviewer,name}', 'relation', facts #> '{reviewer,relation}',
      'conflicts', facts #> '{reviewer,conflicts}', 'access', facts #> '{reviewer,access}'),
    'grade', facts -> 'grade', 'agrees', facts -> 'agrees', 'evidence', facts -> 'evidence',
    'findings', facts -> 'findings', 'material', facts -> 'material', 'statement', facts -> 'statement');
end;
$$;

-- The name that a member's review bears: their own, whatever its draft says, and a number behind it where somebody
-- else of the organization published under it. Reviewers are told apart by name, so that one would stand in place of
-- another's.
create function private.reviewer_name(d public.drafts) returns text
language sql stable set search_path = '' as $$
  select candidate.name
  from public.memberships me, lateral (
    select n, case when n = 1 then me.name else left(me.name, 190) || ' (' || n || ')' end as name
    from generate_series(1, 1 + (select count(*) from public.memberships x
      where x.organization_id = d.organization_id)) as n) as candidate
  where me.id = d.created_by and not exists (
    select from public.drafts x
      join public.memberships other on other.id = x.created_by
      join public.record_entries e on e.seq = x.published_seq
    where x.organization_id = d.organization_id and x.kind in ('review.published', 'revision.reviewed')
      and other.id <> me.id and (other.user_id = me.user_id) is not true
      and e.body::jsonb #>> '{reviewer,name}' = candidate.name)
  order by candidate.n limit 1;
$$;

-- The facts of a draft of a review, of an update or of a revision, with the name that it bears.
create function private.named_review(d public.drafts) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_set(d.facts, '{reviewer,name}', to_jsonb(private.reviewer_name(d)));
$$;

-- Dated the day that it is published.
create or replace function private.entry_of_review_published(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
begin
  perform private.require_review_of_outsider(d);
  -- Who is no reviewer any more cannot write it, and an organization could hold the review back that way.
  if private.role_in(d.organization_id) = 'reviewer' and d.facts #>> '{reviewer,access}' <> 'public'
    and not coalesce(private.is_full_text(d.facts ->> 'material'), false) then
    perform private.refuse('material_missing');
  end if;
  return row(private.today(), private.review_facts(d.organization_id, private.named_review(d)))::private.draft_entry;
end;
$$;

-- Dated the day that it is published.
create or replace function private.entry_of_revision_reviewed(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
begin
  perform private.require_review_of_outsider(d);
  return row(private.today(),
    private.revision_review_facts(d.organization_id, private.named_review(d), private.today()))::private.draft_entry;
end;
$$;

-- One step: makes the workspace rows that a person would have made, then records them. What the form refuses
-- is refused. Who transcribes says what the organization called a change.
create or replace function private.import_step(organization uuid, step jsonb) returns bigint
language plpgsql set search_path = '' as $$
declare
  day date := (step ->> 'effective_on')::date;
  goal uuid := (select g.id from public.goals g where g.organization_id = organization and g.key = step ->> 'goal');
  made uuid := gen_random_uuid();
  corrected uuid;
  closing json;
  review bigint;
begin
  if step ->> 'kind' not in ('goal.published', 'record.checked') and goal is null then
    perform private.refuse('unknown_goal', jsonb_build_object('goal', step ->> 'goal'));
  end if;
  case step ->> 'kind'
    when 'goal.published', 'goal.revised' then
      if goal is null then
        insert into public.goals (organization_id, key, area)
        values (organization, step ->> 'goal', step ->> 'area') returning goals.id into goal;
      elsif exists (select from public.goals g
          where g.id = goal and (g.published_seq is null or private.is_revision_drafted(g))) then
        perform private.refuse('draft_in_the_way', jsonb_build_object('goal', step ->> 'goal'));
      end if;
      if (select o.kept_by from public.organizations o where o.id = organization) = 'self' then
        perform private.require_true_change(goal, step);
      end if;
      return private.record_revision(goal, step, day);
    when 'progress.reported', 'progress.corrected' then
      corrected := (select u.id from public.progress_updates u where u.goal_id = goal and u.key = step ->> 'corrects');
      if (step ->> 'kind' = 'progress.corrected') <> (corrected is not null) then
        perform private.refuse('wrong_correction');
      end if;
      insert into public.progress_updates (id, organization_id, goal_id, key, corrects_id, effective_on,
        grade, narrative, met, source, translation)
      values (made, organization, goal, step ->> 'update', corrected, day, (step ->> 'grade')::smallint,
        step ->> 'narrative', private.indexes_in(step -> 'met'), step ->> 'source', step -> 'translation');
      perform private.hold_imported_file(organization, item) from jsonb_array_elements(step -> 'evidence') as item;
      insert into public.evidence (organization_id, update_id, position, kind, visibility, title, url,
        archived_url, sha256, file_sha256, file_name, criteria, redaction_category, redaction_description)
      select organization, made, item.ordinality - 1, item.value ->> 'kind', item.value ->> 'visibility',
        item.value ->> 'title', item.value ->> 'url', item.value ->> 'archived_url', item.value ->> 'sha256',
        f.sha256, case when f.sha256 is not null then coalesce(item.value ->> 'name', f.name) end,
        array(select jsonb_array_elements_text(item.value -> 'criteria')::integer),
        item.value #>> '{redaction,category}', item.value #>> '{redaction,description}'
      from jsonb_array_elements(step -> 'evidence') with ordinality as item
        left join public.evidence_files f on f.organization_id = organization and f.sha256 = item.value ->> 'sha256';
      return private.record_update(made);
    when 'review.published' then
      return private.append_entry(organization, 'review.published', day, private.review_facts(organization, step));
    when 'review.answered' then
      -- Of a review that the same import adds, the number is known when all are published.
      review := case when step ? 'review_step' then 1 else private.number_in(step -> 'review') end;
      if not step ? 'review_step' then
        if not exists (select from public.record_entries e
            where e.organization_id = organization and e.seq = review and e.kind = 'review.published'
              and e.goal = step ->> 'goal' and e.body::jsonb ->> 'of' = step ->> 'of') then
          perform private.refuse('not_found.review');
        elsif private.is_answered(organization, step ->> 'goal', review) then
          perform private.refuse('answered_already');
        end if;
      end if;
      return private.append_entry(organization, 'review.answered', day, private.answer_facts(step, review));
    when 'condition.judged' then
      return private.append_entry(organization, 'condition.judged', day, private.judgement_facts(organization,
        step || jsonb_build_object('evidence', private.shown_evidence(organization, step -> 'evidence')), day));
    when 'revision.reviewed' then
      return private.append_entry(organization, 'revision.reviewed', day,
        private.revision_review_facts(organization, step, day));
    when 'record.checked' then
      return private.append_entry(organization, 'record.checked', day, private.check_facts(organization, step));
    when 'goal.closed' then
      closing := private.closing_facts(organization, step, day, with_drafts => false);
      perform private.begin_successors(organization, closing, day);
      return private.append_entry(organization, 'goal.closed', day, closing);
    else
      perform private.refuse('unknown_kind', jsonb_build_object('kind', step ->> 'kind'));
  end case;
end;
$$;

-- The number of the revision that a goal may have next, with such facts on such a day; else the first rule of the
-- record in its way.
create or replace function private.require_next_revision(g public.goals, facts jsonb, day date) returns integer
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

create or replace function private.record_update(of_update uuid) returns bigint
language plpgsql set search_path = '' as $$
declare
  u public.progress_updates;
  g public.goals;
  corrected public.progress_updates;
  original public.progress_updates;
  r public.record_entries;
  closing public.record_entries;
  free_key text;
  unmet integer;
  seq bigint;
begin
  perform private.lock_record();
  select * into u from public.progress_updates where id = of_update for update;
  if u.id is null then
    perform private.refuse('not_found');
  end if;
  if u.published_seq is not null then
    return u.published_seq;
  end if;
  select * into g from public.goals where id = u.goal_id;
  if g.published_seq is null then
    perform private.refuse('goal_not_published');
  end if;
  if u.corrects_id is not null then
    select * into corrected from public.progress_updates where id = u.corrects_id;
    if corrected.goal_id <> u.goal_id or corrected.published_seq is null then
      perform private.refuse('wrong_correction');
    elsif corrected.effective_on > u.effective_on then
      perform private.refuse('out_of_order.correction', jsonb_build_object('day', corrected.effective_on));
    end if;
  end if;
  original := private.original_update(u.id);
  closing := private.closing_of(g.id);
  if u.corrects_id is null and closing.effective_on < u.effective_on then
    perform private.refuse('goal_closed', jsonb_build_object('day', closing.effective_on));
  end if;
  r := private.revision_in_force(g.id, original.effective_on);
  if r.seq is null then
    perform private.refuse('before_the_goal');
  end if;
  if exists (select from public.evidence e where e.update_id = u.id and r.criteria <= any (e.criteria)) then
    perform private.refuse('unknown_criterion', jsonb_build_object('revision', private.revision_number(r)));
  end if;
  if exists (select from unnest(u.met) as claimed (index) where claimed.index >= r.criteria) then
    perform private.refuse('unknown_criterion.met', jsonb_build_object('revision', private.revision_number(r)));
  end if;
  select min(n) into unmet from generate_series(1, r.criteria) as n where n - 1 <> all (u.met);
  if u.grade = 4 and unmet is not null then
    perform private.refuse('criterion_not_met', jsonb_build_object('criterion', unmet));
  end if;
  perform private.require_no_leak(u.id);
  if u.key is null then
    -- The day, and on a second update of that day `-2`.
    select candidate into free_key from (
      select private.written_day(u.effective_on) || case when n = 1 then '' else '-' || n end as candidate, n
      from generate_series(1, 1 + (select count(*) from public.progress_updates x where x.goal_id = g.id)) as n
    ) as candidates
    where not exists (select from public.progress_updates x where x.goal_id = g.id and x.key = candidate)
    order by n limit 1;
  end if;
  seq := private.append_entry(g.organization_id,
    case when u.corrects_id is null then 'progress.reported' else 'progress.corrected' end,
    u.effective_on, json_build_object(
      'goal', g.key, 'update', coalesce(u.key, free_key), 'corrects', corrected.key, 'revision', private.revision_number(r),
      'grade', u.grade, 'narrative', u.narrative, 'met', to_json(u.met), 'evidence', private.evidence_facts(u.id),
      'source', u.source, 'translation', private.translation_facts(u.translation)));
  update public.progress_updates
    set key = coalesce(u.key, free_key), published_seq = seq where id = u.id;
  -- A correction of a day up to the closing must not take away what the closing rests on.
  if closing.closed_as = 'delivered' and not private.has_delivered_update(g.id, closing.effective_on) then
    perform private.refuse('not_delivered.correction', jsonb_build_object('day', closing.effective_on));
  -- Nor may what comes after a closing as missed, of a day up to it, say that the goal was met.
  elsif closing.closed_as = 'missed' and private.last_grade(g.id, closing.effective_on) = 4 then
    perform private.refuse('graded_delivered.update', jsonb_build_object('day', closing.effective_on));
  end if;
  return seq;
end;
$$;

-- What an update would make public; `revision` is the number of the one that it grades.
create or replace function private.update_version(u public.progress_updates) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'effective_on', u.effective_on,
    'revision', private.revision_number(private.revision_in_force(u.goal_id, (private.original_update(u.id)).effective_on)),
    'grade', u.grade,
    'narrative', u.narrative,
    'met', to_jsonb(u.met),
    'translation', private.translation_facts(u.translation),
    'evidence', private.evidence_facts(u.id));
$$;
