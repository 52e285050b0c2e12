-- Notices by e-mail: an outbox filled in the transaction in which something happens, and emptied by any
-- number of mailers. A mail is handed to a mail server once: what may have left is never sent again.

-- ── Preferences ──────────────────────────────────────────────────────────────────────────────────

create table public.notice_preferences (
  membership_id uuid primary key references public.memberships (id) on delete cascade,
  organization_id uuid not null references public.organizations (id) on delete restrict,
  delivery text not null default 'immediate' check (delivery in ('immediate', 'digest', 'none')),
  language text not null default 'en' check (language in ('en', 'zh')),
  updated_at timestamptz not null default now()
);
create index notice_preferences_by_organization on public.notice_preferences (organization_id);
comment on table public.notice_preferences is
  'How each member is told of what happens; without a row, at once and in English.';

alter table public.notice_preferences enable row level security;
create policy members_see_their_preference on public.notice_preferences
  for select to authenticated using (membership_id = private.my_membership(organization_id));
create policy members_choose on public.notice_preferences
  for insert to authenticated with check (membership_id = private.my_membership(organization_id));
create policy members_choose_again on public.notice_preferences
  for update to authenticated
  using (membership_id = private.my_membership(organization_id))
  with check (membership_id = private.my_membership(organization_id));
grant select on table public.notice_preferences to authenticated, service_role;
grant insert (organization_id, membership_id, delivery, language), update (delivery, language, updated_at)
  on table public.notice_preferences to authenticated;

create function public.choose_notices(organization uuid, delivery text, language text) returns void
language sql set search_path = '' as $$
  insert into public.notice_preferences as p (organization_id, membership_id, delivery, language)
  values (organization, private.my_membership(organization), choose_notices.delivery, choose_notices.language)
  on conflict (membership_id) do update
  set delivery = excluded.delivery, language = excluded.language, updated_at = now();
$$;
grant execute on function public.choose_notices(uuid, text, text) to authenticated;

-- In the name of the member, also where they did it by the link in a mail and without a session.
create function private.log_preference() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' or new.delivery <> old.delivery then
    insert into public.activity (organization_id, membership_id, action, name, changes)
    values (new.organization_id, new.membership_id, 'notice_preferences.changed', new.delivery,
      jsonb_build_object('delivery',
        jsonb_build_array(case when tg_op = 'UPDATE' then old.delivery end, new.delivery)));
  end if;
  return null;
end;
$$;
create trigger log_preference after insert or update on public.notice_preferences
  for each row execute function private.log_preference();


-- ── The outbox ───────────────────────────────────────────────────────────────────────────────────

create table public.notices (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  membership_id uuid not null references public.memberships (id) on delete cascade,
  -- What happened, and to which kind of entry, whose module says it in words: src/lib/view/kinds.
  event text not null check (event in ('due_soon', 'overdue', 'submitted', 'returned', 'published', 'undecided')),
  kind text not null,
  -- A notice is of a goal or of a draft, or of both; or of a question that is the organization's.
  goal_id uuid references public.goals (id) on delete cascade,
  update_id uuid references public.progress_updates (id) on delete cascade,
  draft_id uuid references public.drafts (id) on delete cascade,
  -- What tells this time from another of the same event: the day that an update is due, the moment of
  -- submitting or returning, the number of the entry.
  occasion text not null,
  created_at timestamptz not null default now(),
  -- The mail that a mailer is making of it, since when, and whether that is somebody's digest.
  mail uuid,
  claimed_at timestamptz,
  digest boolean not null default false,
  -- Set right before the mail server gets the mail. From then on it may have left.
  handed_over_at timestamptz,
  sent_at timestamptz,
  attempts integer not null default 0,
  retry_at timestamptz,
  -- Given up: refused for good, refused too often, or handed over and never confirmed.
  failed_at timestamptz,
  last_error text,
  -- SHA-256 of the token in the mail's link; the token itself is in the mail alone.
  unsubscribe_hash text,
  constraint notices_once unique nulls not distinct
    (membership_id, event, kind, goal_id, update_id, draft_id, occasion),
  constraint notices_are_of_something check (goal_id is not null or draft_id is not null or event = 'undecided')
);
create index notices_by_organization on public.notices (organization_id);
create index notices_by_goal on public.notices (goal_id);
create index notices_by_update on public.notices (update_id);
create index notices_by_draft on public.notices (draft_id);
create index notices_by_mail on public.notices (mail);
create index notices_by_unsubscribe_hash on public.notices (unsubscribe_hash);
create index notices_to_send on public.notices (membership_id) where handed_over_at is null and failed_at is null;
create index notices_on_their_way on public.notices (handed_over_at) where sent_at is null and failed_at is null;
comment on table public.notices is 'The outbox: what each member is to be told by e-mail, and what became of it.';

-- Nobody else has a policy, nor a grant.
alter table public.notices enable row level security;
create policy the_service_reads_the_outbox on public.notices for select to service_role using (true);
-- Without the hash: whoever reads the outbox need not be able to try tokens on it.
grant select (id, organization_id, membership_id, event, kind, goal_id, update_id, draft_id, occasion, created_at, mail, claimed_at, digest, handed_over_at, sent_at, attempts, retry_at, failed_at, last_error)
  on table public.notices to service_role;


-- ── The link in a mail ───────────────────────────────────────────────────────────────────────────

-- Who follows it has no session: the token says who they are.

-- What the link in a mail leads to. No row: the link is unknown.
create function public.notice_link(token text) returns table (organization_name text, delivery text)
language sql stable security definer set search_path = '' as $$
  select o.name, coalesce(p.delivery, 'immediate')
  from public.notices n
    join public.organizations o on o.id = n.organization_id
    left join public.notice_preferences p on p.membership_id = n.membership_id
  where n.unsubscribe_hash = private.token_hash(token) limit 1;
$$;
grant execute on function public.notice_link(text) to anon, authenticated;

-- No more notices to whom the mail with this token went. False: the link is unknown.
create function public.stop_notices(token text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.notice_preferences as p (organization_id, membership_id, delivery)
  select n.organization_id, n.membership_id, 'none' from public.notices n
  where n.unsubscribe_hash = private.token_hash(token) limit 1
  on conflict (membership_id) do update set delivery = 'none', updated_at = now();
  return found;
end;
$$;
grant execute on function public.stop_notices(text) to anon, authenticated;
