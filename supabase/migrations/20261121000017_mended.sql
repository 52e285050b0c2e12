-- What a stranger's review of the workspace found.

-- For leaders, into their own organization. What needs two people, or an outsider, does not come in a file
-- that one leader brings.
create or replace function public.import_roadmap(organization uuid, expected bigint, steps jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  o public.organizations;
  kinds text[] := array(select value ->> 'kind' from jsonb_array_elements(steps));
begin
  perform private.lock_record();
  perform private.require_leader(organization);
  select * into o from public.organizations x where x.id = organization;
  if o.two_person_rule and kinds && array['progress.reported', 'progress.corrected'] then
    perform private.refuse('second_person_for_import', 'Two people must stand behind each update here, so a file cannot publish them. Leave them out of the file, and submit them one by one or as drafts from a table.');
  elsif o.kept_by = 'self' and 'review.published' = any (kinds) then
    perform private.refuse('review_in_import', 'The reviewers of this organization publish their reviews themselves. Leave them out of the file.');
  end if;
  return private.import_steps(organization, expected, steps);
end;
$$;

-- The rule came after some organizations had their second leader.
do $$
declare
  organization uuid;
begin
  for organization in select o.id from public.organizations o where o.two_person_rule is null loop
    if private.count_leaders(organization) > 1 then
      perform private.record_two_person_rule(organization, true);
    end if;
  end loop;
end;
$$;
