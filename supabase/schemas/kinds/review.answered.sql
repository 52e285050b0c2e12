-- review.answered: what the organization says to a published review.

insert into private.draft_kinds (kind, drafted_by, seen_by, subject, by_two, told)
values ('review.answered', '{leader}', 'leaders', '{review}', false, 'told_of_review_answered');

-- Whether the record has an answer to the review of that number.
create function private.is_answered(organization uuid, goal text, review bigint) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.record_entries e
    where e.organization_id = organization and e.goal = is_answered.goal and e.kind = 'review.answered'
      and (e.body::jsonb ->> 'review')::bigint = review);
$$;

-- One answer to each review, dated the day that it is published.
create function private.entry_of_review_answered(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
declare
  review json := (select e.body::json from public.record_entries e
    where e.organization_id = d.organization_id and e.seq = private.number_in(d.facts -> 'review')
      and e.kind = 'review.published');
begin
  if review is null then
    perform private.refuse('not_found.review');
  elsif private.is_answered(d.organization_id, review ->> 'goal', private.number_in(d.facts -> 'review')) then
    perform private.refuse('answered_already');
  elsif (select o.kept_by from public.organizations o where o.id = d.organization_id) = 'transcriber' then
    perform private.refuse('answer_transcribed');
  elsif not coalesce(private.is_full_text(d.facts ->> 'statement'), false) then
    perform private.refuse('answer_missing');
  end if;
  return row(private.today(), json_build_object('goal', review -> 'goal', 'of', review -> 'of',
    'review', d.facts -> 'review', 'statement', d.facts -> 'statement'))::private.draft_entry;
end;
$$;

-- The reviewer, of one that was imported nobody.
create function private.told_of_review_answered(d public.drafts, goal uuid) returns uuid[]
language sql stable set search_path = '' as $$
  select array(select r.created_by from public.drafts r
    where r.published_seq = private.number_in(private.draft_says(d) -> 'review'));
$$;
