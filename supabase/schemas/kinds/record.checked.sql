-- record.checked: a transcriber read the sources, and nothing but what the record holds had changed.

insert into private.draft_kinds (kind, drafted_by, seen_by, subject, by_two, notice)
values ('record.checked', '{leader}', 'leaders', '{effective_on}', true, 'closed');

-- Its fields, of a draft's facts or of an import's step.
create function private.check_facts(organization uuid, facts jsonb) returns json
language plpgsql stable set search_path = '' as $$
begin
  if (select o.kept_by from public.organizations o where o.id = organization) <> 'transcriber' then
    perform private.refuse('not_transcribed');
  end if;
  return json_build_object('by', facts -> 'by', 'sources', facts -> 'sources', 'statement', facts -> 'statement');
end;
$$;

create function private.entry_of_record_checked(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
declare
  day date := private.day_in(d.facts -> 'effective_on');
begin
  perform private.require_past(day);
  if not coalesce(private.is_full_text(d.facts ->> 'statement'), false) then
    perform private.refuse('statement_missing.check');
  end if;
  return row(day, private.check_facts(d.organization_id, d.facts))::private.draft_entry;
end;
$$;

-- Who wrote it and who proposed it.
create function private.told_of_record_checked(d public.drafts, goal uuid) returns uuid[]
language sql stable set search_path = '' as $$
  select array[d.created_by, d.submitted_by];
$$;
