-- organization.registered: the first entry of each organization.

create function private.check_registration(fact jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case fact ->> 'kept_by' when 'transcriber' then fact ? 'kept_by_note' else not fact ? 'keeper' end;
$$;

-- Registers an organization and records it. For the operator of the instance only (set-up, import).
create function private.register_organization(facts jsonb, effective_on date) returns uuid
language plpgsql set search_path = '' as $$
declare
  o public.organizations;
begin
  perform private.lock_record();
  insert into public.organizations
    (slug, name, url, kept_by, kept_by_note, roadmap_title, roadmap_url, cadence_days)
  values (
    facts ->> 'slug', facts ->> 'name', facts ->> 'url', facts ->> 'kept_by', facts ->> 'kept_by_note',
    facts #>> '{roadmap,title}', facts #>> '{roadmap,url}', (facts #>> '{roadmap,cadence_days}')::integer
  ) returning * into o;
  perform private.append_entry(o.id, 'organization.registered', effective_on, json_build_object(
    'name', o.name, 'url', o.url, 'kept_by', o.kept_by, 'kept_by_note', o.kept_by_note,
    'roadmap', json_build_object(
      'title', o.roadmap_title, 'url', o.roadmap_url, 'cadence_days', o.cadence_days)
  ));
  return o.id;
end;
$$;
