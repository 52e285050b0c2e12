-- A first roadmap is published in one step: drafts of goals together, or none.

-- Publishes drafts of goals together, in that order, or none: `[{"id": …, "seen": …}]`, with `seen` the version that
-- was looked at. Returns the numbers of their entries, also of those that were published before.
create function public.publish_goals(goals jsonb) returns bigint[]
language plpgsql security definer set search_path = '' as $$
declare
  numbers bigint[] := '{}';
  one jsonb;
begin
  if jsonb_array_length(goals) > 100 then
    perform private.refuse('too_many_drafts', jsonb_build_object('most', 100));
  end if;
  -- Nobody else publishes meanwhile.
  perform private.lock_record();
  for one in select value from jsonb_array_elements(goals) with ordinality order by ordinality loop
    numbers := numbers || public.publish_goal((one ->> 'id')::uuid, (one ->> 'seen')::timestamptz);
  end loop;
  return numbers;
end;
$$;
grant execute on function public.publish_goals(jsonb) to authenticated;
