-- revision.reviewed: an outsider's judgement of one published revision, in the same flow as reviews of updates.

insert into private.draft_kinds (kind, drafted_by, seen_by, subject, by_two, told)
values ('revision.reviewed', '{reviewer}', 'author', '{goal,revision}', false, 'told_of_review_published');

-- Its fields, of a draft's facts or of an import's step; refuses where there is no such revision by that day.
create function private.revision_review_facts(organization uuid, facts jsonb, day date) returns json
language plpgsql stable set search_path = '' as $$
begin
  if not exists (select from public.record_entries e
      where e.organization_id = organization and e.goal = facts ->> 'goal' and e.kind in ('goal.published', 'goal.revised')
        and e.effective_on <= day and private.number_in(e.body::jsonb -> 'revision') = private.number_in(facts -> 'revision')) then
    perform private.refuse('revision_not_published');
  end if;
  return json_build_object('goal', facts -> 'goal', 'revision', private.number_in(facts -> 'revision'),
    'reviewer', json_build_object('name', facts #> '{reviewer,name}', 'relation', facts #> '{reviewer,relation}',
      'conflicts', facts #> '{reviewer,conflicts}', 'access', facts #> '{reviewer,access}'),
    'effect', facts -> 'effect', 'statement', facts -> 'statement');
end;
$$;

-- Dated the day that it is published.
create function private.entry_of_revision_reviewed(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
begin
  perform private.require_review_of_outsider(d);
  return row(private.today(),
    private.revision_review_facts(d.organization_id, private.named_review(d), private.today()))::private.draft_entry;
end;
$$;
