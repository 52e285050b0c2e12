-- The steps of an import, one by one, and the rows that the workspace gets of each.

-- Whether there is a draft of a revision of the goal: it was written over another text than the one to come.
create function private.is_revision_drafted(g public.goals) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.drafts d
    where d.organization_id = g.organization_id and d.kind = 'goal.revised' and d.subject = g.key and d.published_seq is null
      and d.status <> 'discarded');
$$;

-- Takes in a file of an item whose bytes were sent before, where it is not known yet. Returns whether it is held.
create function private.hold_imported_file(organization uuid, item jsonb) returns boolean
language plpgsql set search_path = '' as $$
begin
  if item ->> 'kind' <> 'file' or item ->> 'sha256' is null then
    return false;
  end if;
  insert into public.evidence_files (organization_id, sha256, media_type, bytes, name)
  select organization, item ->> 'sha256', b.metadata ->> 'mimetype', (b.metadata ->> 'size')::integer,
    coalesce(item ->> 'name', left(item ->> 'sha256', 12))
  from storage.objects b, public.organizations o
  where o.id = organization and b.bucket_id = 'evidence' and b.name = o.slug || '/' || (item ->> 'sha256')
    and b.metadata ->> 'size' is not null
  on conflict on constraint evidence_files_organization_id_sha256_key do nothing;
  return exists (select from public.evidence_files f
    where f.organization_id = organization and f.sha256 = item ->> 'sha256');
end;
$$;

-- The evidence of a step as its entry shows it: what is withheld left out, and of each file name, type and size where
-- its bytes are here.
create function private.shown_evidence(organization uuid, evidence jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  item jsonb;
  shown jsonb := '[]';
begin
  for item in select x.value from jsonb_array_elements(evidence) with ordinality as x order by x.ordinality loop
    if item ->> 'visibility' = 'redacted' then
      item := item - '{url,archived_url,name,media_type,bytes}'::text[];
    elsif private.hold_imported_file(organization, item) then
      select item || jsonb_build_object('name', coalesce(item ->> 'name', f.name), 'media_type', f.media_type, 'bytes', f.bytes)
        into item from public.evidence_files f where f.organization_id = organization and f.sha256 = item ->> 'sha256';
    else
      item := item - '{name,media_type,bytes}'::text[];
    end if;
    shown := shown || jsonb_build_array(item);
  end loop;
  return shown;
end;
$$;

-- The fields of an answer to the review of that number.
create function private.answer_facts(step jsonb, review bigint) returns json
language sql immutable set search_path = '' as $$
  select json_build_object('goal', step -> 'goal', 'of', step -> 'of', 'review', review, 'statement', step -> 'statement');
$$;

-- Refuses an answer to a review that the same import does not add before it, or that it answers before.
create function private.require_answered_step(s public.import_steps) returns void
language plpgsql stable set search_path = '' as $$
declare
  answered bigint := private.number_in(s.step -> 'review_step');
begin
  if not exists (select from public.import_steps r
      where r.import_id = s.import_id and r.position = answered and r.position < s.position
        and r.kind = 'review.published' and r.goal = s.goal and r.step ->> 'of' = s.step ->> 'of') then
    perform private.refuse('not_found.review');
  elsif exists (select from public.import_steps a
      where a.import_id = s.import_id and a.goal = s.goal and a.position < s.position and a.kind = 'review.answered'
        and private.number_in(a.step -> 'review_step') = answered) then
    perform private.refuse('answered_already');
  end if;
end;
$$;

-- One step: makes the workspace rows that a person would have made, then records them. What the form refuses
-- is refused. Who transcribes says what the organization called a change.
create function private.import_step(organization uuid, step jsonb) returns bigint
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

-- What a step that was just recorded under that number left in the workspace: what place_steps() needs to
-- make the same rows again. Numbers and the organization are left out; they may be others then.
create function private.rows_of_step(seq bigint) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_object_agg(made.name, made.rows) filter (where made.rows is not null) from (values
    ('goal', (select to_jsonb(g) - '{organization_id,published_seq,predecessor_id}'::text[]
      from public.goals g where g.published_seq = seq)),
    -- Nobody wrote it, whoever seems to have when it is taken back and made again.
    ('update', (select to_jsonb(u) - '{organization_id,published_seq}'::text[] || '{"edited_by": null, "editors": []}'
      from public.progress_updates u where u.published_seq = seq)),
    ('files', (select jsonb_agg(to_jsonb(f) - '{organization_id,created_by}'::text[])
      from public.record_entries e join public.evidence_files f on f.organization_id = e.organization_id
        and exists (select from jsonb_path_query(e.body::jsonb, '$.evidence[*].sha256') as x where x #>> '{}' = f.sha256)
      where e.seq = rows_of_step.seq and e.body like '%"sha256"%')),
    ('evidence', (select jsonb_agg(to_jsonb(e) - 'organization_id' order by e.position)
      from public.evidence e join public.progress_updates u on u.id = e.update_id where u.published_seq = seq))
  ) as made (name, rows);
$$;

-- Puts the rows of rehearsed steps into the workspace, as recorded under the numbers that follow `after`.
create function private.place_steps(import uuid, organization uuid, after bigint, positions integer[])
returns void
language plpgsql set search_path = '' as $$
declare
  own jsonb := jsonb_build_object('organization_id', organization);
begin
  insert into public.goals
  select r.* from public.import_steps s, jsonb_populate_record(null::public.goals,
    s.rows -> 'goal' || own || jsonb_build_object('published_seq', after + s.position)) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'goal';
  -- Once it is published, an update takes in no more evidence.
  insert into public.progress_updates
  select r.* from public.import_steps s, jsonb_populate_record(null::public.progress_updates, s.rows -> 'update' || own) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'update';
  -- What is known already stays as it is.
  insert into public.evidence_files
  select r.* from public.import_steps s, jsonb_array_elements(s.rows -> 'files') as f,
    jsonb_populate_record(null::public.evidence_files, f || own) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'files'
  on conflict do nothing;
  insert into public.evidence
  select r.* from public.import_steps s, jsonb_array_elements(s.rows -> 'evidence') as e,
    jsonb_populate_record(null::public.evidence, e || own) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'evidence';
  update public.progress_updates u set published_seq = after + s.position
  from public.import_steps s
  where s.import_id = import and s.position = any (positions) and s.rows ? 'update'
    and u.id = (s.rows #>> '{update,id}')::uuid;
  update public.goals g set predecessor_id = closed.id
  from public.import_steps s
    join public.goals closed on closed.organization_id = organization and closed.key = s.goal,
    jsonb_array_elements_text(s.step -> 'successors') as successor
  where s.import_id = import and s.position = any (positions) and s.kind = 'goal.closed'
    and g.organization_id = organization and g.key = successor;
end;
$$;

-- Whether the goal of that key is closed as delivered, by the record or by a step of the import.
create function private.is_delivered(import uuid, goal text) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.import_steps s
      where s.import_id = import and s.goal = is_delivered.goal and s.step ->> 'as' = 'delivered')
    or exists (select from public.imports i join public.record_entries e on e.organization_id = i.organization_id
      where i.id = import and e.goal = is_delivered.goal and e.kind = 'goal.closed' and e.closed_as = 'delivered');
$$;

-- The steps before `first` that the rules ask about when those from `first` to `last` are rehearsed: of the
-- goals that these name, every text and closing, and the updates that a rule looks at. All the others are left
-- out, or a goal with thousands of updates would take hours.
create function private.steps_asked_for(import uuid, first integer, last integer) returns integer[]
language sql stable set search_path = '' as $$
  with recursive part as (
    select s.kind, s.goal, s.update_day, s.step from public.import_steps s
    where s.import_id = import and s.position between first and last
  ), goals (key) as (
    select p.goal from part p
    union
    select successor from part p, jsonb_array_elements_text(p.step -> 'successors') as successor
    union
    -- What a goal succeeds, through others too.
    select s.goal from goals g join public.import_steps s
      on s.import_id = import and s.position < first and s.kind = 'goal.closed' and s.step -> 'successors' ? g.key
  ), updates as (
    -- Those that are named,
    select s.goal, s.original from part p join public.import_steps s
      on s.import_id = import and s.goal = p.goal and s.update_key = coalesce(p.step ->> 'corrects', p.step ->> 'of')
    union
    -- those of a day that a revision or a closing must not come before,
    select s.goal, s.original
    from (select p.goal, min(p.step ->> 'effective_on') as day from part p
      where p.kind in ('goal.revised', 'goal.closed') group by p.goal) as d
    join public.import_steps s on s.import_id = import and s.goal = d.goal and s.update_day >= d.day
    union
    -- and those that a closing as delivered may rest on.
    select s.goal, s.original from part p join public.import_steps s
      on s.import_id = import and s.goal = p.goal and s.step ->> 'grade' = '4'
    where p.step ->> 'as' = 'delivered' or p.kind = 'progress.corrected' and private.is_delivered(import, p.goal)
    union
    -- or the last one, which a closing as missed asks of.
    select last.goal, last.original from part p cross join lateral (
      select s.goal, s.original from public.import_steps s
      where s.import_id = import and s.goal = p.goal and s.kind = 'progress.reported' and s.position < first
        and s.update_day <= p.step ->> 'effective_on'
      order by s.update_day desc, s.position desc limit 1) as last
    where p.step ->> 'as' = 'missed'
  )
  select coalesce(array_agg(asked.position), '{}') from (
    select s.position from goals g join public.import_steps s
      on s.import_id = import and s.goal = g.key and s.update_key is null
        and s.kind in ('goal.published', 'goal.revised', 'goal.closed')
    union
    -- With their corrections.
    select s.position from updates u join public.import_steps s
      on s.import_id = import and s.goal = u.goal and s.original = u.original
  ) as asked where asked.position < first;
$$;
