-- Tries at getting in, counted for all servers together (src/lib/server/people/ceilings.ts has how many).

create table private.tries (
  -- What they have in common, made unreadable with the server's secret: no address stands here.
  key text primary key check (char_length(key) <= 200),
  failed integer not null,
  ends_at timestamptz not null
);
create index tries_by_end on private.tries (ends_at);
comment on table private.tries is 'How many tries at getting in failed lately. For the functions below alone.';
alter table private.tries enable row level security;
create policy nobody_reaches_tries on private.tries for all using (false);

-- Counts one try under each key, in that order, and stops at the first that has more than its ceiling: gives
-- it, and for how many seconds. Only the server may: anybody else could keep people out with it.
create function public.count_tries(keys text[], ceilings integer[], seconds integer)
returns table (over text, wait integer)
language plpgsql security definer set search_path = '' as $$
declare
  counted private.tries;
begin
  delete from private.tries t where t.ends_at <= now();
  for i in 1 .. cardinality(keys) loop
    insert into private.tries as t (key, failed, ends_at)
    values (keys[i], 1, now() + seconds * interval '1 second')
    on conflict (key) do update set failed = least(t.failed + 1, 1000000)
    returning * into counted;
    if counted.failed > ceilings[i] then
      return query select counted.key, greatest(1, ceil(extract(epoch from counted.ends_at - now()))::integer);
      return;
    end if;
  end loop;
end;
$$;

-- After a try that did not fail.
create function public.forget_tries(others text[], own text default null) returns void
language sql security definer set search_path = '' as $$
  delete from private.tries t where t.key = own;
  update private.tries t set failed = greatest(t.failed - 1, 0) where t.key = any (others);
$$;
grant execute on function public.count_tries(text[], integer[], integer), public.forget_tries(text[], text)
  to service_role;
