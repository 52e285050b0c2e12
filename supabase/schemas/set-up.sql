-- How an instance begins: its first organization and first leader. For whoever runs the instance.

-- Whether nobody can work here yet, so that the first leader may be set up.
create function public.needs_set_up() returns boolean
language sql stable security definer set search_path = '' as $$
  select not exists (select from public.memberships);
$$;
grant execute on function public.needs_set_up() to service_role;

-- Makes the first leader, of a new organization (registered here) or of one imported before. Once only.
create function public.operator_set_up(slug text, registration jsonb, leader uuid, leader_name text)
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  organization uuid;
begin
  perform private.lock_record();
  if exists (select from public.memberships) then
    perform private.refuse('set_up_already');
  end if;
  organization := (select o.id from public.organizations o where o.slug = operator_set_up.slug);
  if organization is null then
    organization := private.register_organization(registration || jsonb_build_object('slug', slug), private.today());
  end if;
  perform public.operator_add_member(slug, leader, 'leader', leader_name);
  return organization;
end;
$$;
grant execute on function public.operator_set_up(text, jsonb, uuid, text) to service_role;

-- Adds a person without an invitation (set-up, demonstration data).
create function public.operator_add_member(slug text, person uuid, role text, person_name text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.memberships (organization_id, user_id, role, name, email)
  select o.id, u.id, operator_add_member.role, person_name, lower(u.email)
  from public.organizations o, auth.users u
  where o.slug = operator_add_member.slug and u.id = person;
  if not found then
    perform private.refuse('unknown_person');
  end if;
end;
$$;
grant execute on function public.operator_add_member(text, uuid, text, text) to service_role;
