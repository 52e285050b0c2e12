-- Drafts from a spreadsheet: all or nothing.

-- Makes draft goals, then draft updates of goals by their key; nothing that is stored already changes.
-- `newest` is when the caller last drafted an update (corrections aside) as of the preview, null for never, so
-- that sending the same sheet twice at once makes one set. Runs as the caller: row-level security decides.
-- Returns the number of drafts.
create function public.import_drafts(organization uuid, goals jsonb, updates jsonb, newest timestamptz default null)
returns integer
language plpgsql set search_path = '' as $$
declare
  me uuid := private.my_membership(organization);
  item jsonb;
  goal uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('import_drafts ' || me, 0));
  if exists (select from public.progress_updates u where u.organization_id = organization and u.created_by = me
      and u.corrects_id is null and (newest is null or date_trunc('milliseconds', u.created_at) > date_trunc('milliseconds', newest))) then
    perform private.refuse('drafts_added');
  end if;
  for item in select value from jsonb_array_elements(goals) with ordinality order by ordinality loop
    perform public.create_goal(organization, item);
  end loop;
  for item in select value from jsonb_array_elements(updates) with ordinality order by ordinality loop
    goal := (select g.id from public.goals g where g.organization_id = organization and g.key = item ->> 'goal');
    if goal is null then
      perform private.refuse('unknown_goal', jsonb_build_object('goal', item ->> 'goal'));
    end if;
    perform public.save_progress_update(goal, item - 'evidence', item -> 'evidence');
  end loop;
  return jsonb_array_length(goals) + jsonb_array_length(updates);
end;
$$;
grant execute on function public.import_drafts(uuid, jsonb, jsonb, timestamptz) to authenticated;
