-- organization.amended: the two-person rule, under which nobody publishes what they wrote.

-- For the functions below, which say who may.
create function private.record_two_person_rule(organization uuid, enforced boolean) returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_record();
  update public.organizations o set two_person_rule = enforced where o.id = organization;
  return private.append_entry(organization, 'organization.amended', private.today(),
    json_build_object('two_person_rule', enforced));
end;
$$;

-- Leaders decide on the rule, in public, once there are two of them, and may switch it later. Until somebody has
-- decided it is off. Returns the entry's number.
create function public.set_two_person_rule(organization uuid, enforced boolean) returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_record();
  if private.role_in(organization) is distinct from 'leader' then
    perform private.refuse('not_allowed.leader');
  elsif enforced is not distinct from (select o.two_person_rule from public.organizations o where o.id = organization) then
    perform private.refuse('nothing_changed.rule');
  elsif (enforced is distinct from false
      or (select o.two_person_rule is null from public.organizations o where o.id = organization))
    and private.count_leaders(organization) < 2 then
    perform private.refuse('too_few_leaders');
  end if;
  return private.record_two_person_rule(organization, enforced);
end;
$$;
grant execute on function public.set_two_person_rule(uuid, boolean) to authenticated;
