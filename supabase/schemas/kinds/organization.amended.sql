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

-- On by default from the second leader on. Once somebody has decided, their decision stands.
create function private.second_leader() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.role = 'leader' and new.removed_at is null then
    -- First: whoever publishes holds this lock when they refer to the organization.
    perform private.lock_record();
    if (select o.two_person_rule is null from public.organizations o where o.id = new.organization_id)
      and private.count_leaders(new.organization_id) > 1 then
      perform private.record_two_person_rule(new.organization_id, true);
    end if;
  end if;
  return null;
end;
$$;
create trigger second_leader after insert or update on public.memberships
  for each row execute function private.second_leader();

-- Leaders may switch the rule, in public. Returns the entry's number.
create function public.set_two_person_rule(organization uuid, enforced boolean) returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_record();
  if private.role_in(organization) is distinct from 'leader' then
    perform private.refuse('not_allowed.leader');
  elsif enforced is not distinct from (select coalesce(o.two_person_rule, false) from public.organizations o where o.id = organization) then
    perform private.refuse('nothing_changed.rule');
  elsif coalesce(enforced, true) and private.count_leaders(organization) < 2 then
    perform private.refuse('too_few_leaders');
  end if;
  return private.record_two_person_rule(organization, enforced);
end;
$$;
grant execute on function public.set_two_person_rule(uuid, boolean) to authenticated;
