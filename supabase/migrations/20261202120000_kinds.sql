-- What one kind needs of notices and files stands with the kind, and the tables of autosave are called so.

-- ── Autosave ─────────────────────────────────────────────────────────────────────────────────────

alter table public.kept_forms rename to autosaves;
alter table public.autosaves rename column kept_at to saved_at;
alter table public.autosaves rename constraint kept_forms_pkey to autosaves_pkey;
alter table public.autosaves rename constraint kept_forms_membership_id_form_key to autosaves_membership_id_form_key;
alter table public.autosaves rename constraint kept_forms_form_check to autosaves_form_check;
alter table public.autosaves rename constraint kept_forms_title_check to autosaves_title_check;
alter table public.autosaves rename constraint kept_forms_typed_check to autosaves_typed_check;
alter table public.autosaves rename constraint kept_forms_organization_id_fkey to autosaves_organization_id_fkey;
alter table public.autosaves rename constraint kept_forms_membership_id_fkey to autosaves_membership_id_fkey;
alter index public.kept_forms_by_organization rename to autosaves_by_organization;
drop function public.keep_form(uuid, text, text, jsonb, timestamptz);
create function public.autosave(organization uuid, form text, title text, typed jsonb, based_on timestamptz default null)
returns timestamptz
language plpgsql set search_path = '' as $$
declare
  version timestamptz(3);
begin
  if length(autosave.typed::text) > 1000000 then
    perform private.refuse('form_too_large');
  end if;
  insert into public.autosaves as a (organization_id, membership_id, form, title, typed)
  values (organization, private.my_membership(organization), autosave.form, autosave.title, autosave.typed)
  on conflict on constraint autosaves_membership_id_form_key do update
  set title = excluded.title, typed = excluded.typed, saved_at = clock_timestamp()
  where a.saved_at = based_on or a.typed = excluded.typed
  returning a.saved_at into version;
  if version is null then
    perform private.refuse('changed_meanwhile.form');
  end if;
  return version;
end;
$$;
grant execute on function public.autosave(uuid, text, text, jsonb, timestamptz) to authenticated;

create or replace function private.forget_person() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.autosaves a where a.membership_id = new.id;
  delete from public.notice_preferences p where p.membership_id = new.id;
  delete from public.notices n where n.membership_id = new.id;
  delete from public.access_tokens t where t.membership_id = new.id;
  delete from public.drafts d where d.created_by = new.id and d.seen_by = 'author' and d.published_seq is null;
  delete from public.invitations i where i.email = old.email;
  update public.activity a set name = null
  where split_part(a.action, '.', 1) = 'invitations' and a.name = old.email;
  return null;
end;
$$;


-- ── Notices ──────────────────────────────────────────────────────────────────────────────────────

alter table private.draft_kinds add column notice text;
update private.draft_kinds set notice = case kind
  when 'review.published' then 'reviewed'
  when 'review.answered' then 'answered'
  else 'certified' end;
alter table private.draft_kinds alter column notice set not null;

create function private.told_of_review_published(d public.drafts, goal uuid) returns uuid[]
language sql stable set search_path = '' as $$
  select private.members_as(d.organization_id, 'leader') || private.owners_of(goal);
$$;

create function private.told_of_review_answered(d public.drafts, goal uuid) returns uuid[]
language sql stable set search_path = '' as $$
  select array(select r.created_by from public.drafts r
    where r.published_seq = private.number_in(private.draft_says(d) -> 'review'));
$$;

create function private.told_of_scorecard_certified(d public.drafts, goal uuid) returns uuid[]
language sql stable set search_path = '' as $$
  select array[d.created_by, d.submitted_by];
$$;

create or replace function private.tell_of_draft() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  k private.draft_kinds;
  said jsonb := private.draft_says(new);
  -- Before it is published, its facts may name a goal that its entry will not.
  goal uuid := (select g.id from public.goals g where g.organization_id = new.organization_id and g.key = said ->> 'goal'
    and new.published_seq is not null);
  kind text;
  recipients uuid[];
begin
  select * into k from private.draft_kinds x where x.kind = new.kind;
  if new.published_seq is not null then
    kind := k.notice;
    execute format('select private.%I($1, $2)', 'told_of_' || replace(new.kind, '.', '_'))
      into recipients using new, goal;
  elsif k.by_two and new.status = 'submitted' then
    kind := 'proposed';
    recipients := private.members_as(new.organization_id, 'leader');
  elsif k.by_two and new.status = 'returned' then
    kind := 'declined';
    recipients := array[new.created_by, old.submitted_by];
  else
    return null;
  end if;
  -- Nobody is told what they did themselves.
  perform private.queue_notices(array_remove(recipients, private.acting(new.organization_id)), kind,
    new.organization_id, goal,
    (select u.id from public.progress_updates u where u.goal_id = goal and u.key = said ->> 'of'),
    case when new.published_seq is not null then new.published_seq::text else private.moment(now()) end, new.id);
  return null;
end;
$$;


-- ── Published files ──────────────────────────────────────────────────────────────────────────────

create table private.published_files (
  organization_id uuid not null references public.organizations (id) on delete restrict,
  sha256 text not null,
  primary key (organization_id, sha256)
);
comment on table private.published_files is 'The SHA-256 of each file that an entry names in an item with the visibility “public”.';
alter table private.published_files enable row level security;
create policy nobody_reaches_published_files on private.published_files for all using (false);

insert into private.published_files (organization_id, sha256)
select e.organization_id, f #>> '{}'
from public.record_entries e, jsonb_path_query(e.body::jsonb, '$.**?(@.visibility == "public").sha256') as f
where e.body like '%"sha256"%'
on conflict do nothing;

create or replace function private.append_entries(organization uuid, entries private.new_entry[]) returns bigint
language plpgsql set search_path = '' as $$
declare
  slug text := (select o.slug from public.organizations o where o.id = organization);
  last bigint;
  moment timestamptz;
  written text;
begin
  perform private.lock_record();
  if private.is_settling(organization) then
    perform private.refuse('import_settling');
  end if;
  select e.seq, e.recorded_at into last, moment from public.record_entries e order by e.seq desc limit 1;
  last := coalesce(last, 0);
  -- Never before the last entry, even where the server's clock was set back.
  moment := greatest(clock_timestamp(), moment);
  written := private.written_moment(moment);
  -- Each text is made once, not once for each use of it: hence the offsets. What the table checks is written
  -- out here as it is there.
  insert into public.record_entries
    (seq, organization_id, kind, recorded_at, effective_on, body, envelope, leaf_hash)
  select e.seq, organization, e.kind, moment, e.effective_on, e.body, e.envelope,
    encode(sha256('\x00'::bytea || convert_to(e.envelope, 'UTF8')), 'hex')
  from (
    select b.*, '{"body":"' || encode(sha256(convert_to(b.body, 'UTF8')), 'hex')
      || '","effective_on":"' || b.day || '","kind":"' || b.kind || '","organization":"' || slug
      || '","recorded_at":"' || written || '","seq":' || b.seq || '}' as envelope
    from (
      select n.seq, n.kind, n.effective_on, n.day,
        -- What every entry says, then its own. With 122 random bits nobody can guess a text that was taken
        -- away and prove it by its hash.
        '{"seq":' || n.seq || ',"organization":"' || slug || '","kind":"' || n.kind || '","recorded_at":"' || written
          || '","effective_on":"' || n.day || '","nonce":"' || gen_random_uuid() || '",' || n.facts as body
      from (
        select last + x.ahead as seq, x.kind, x.effective_on, to_char(x.effective_on, 'YYYY-MM-DD') as day, x.facts
        from unnest(entries) as x offset 0
      ) as n offset 0
    ) as b offset 0
  ) as e;
  insert into private.published_files (organization_id, sha256)
  select organization, f #>> '{}'
  from public.record_entries e, jsonb_path_query(e.body::jsonb, '$.**?(@.visibility == "public").sha256') as f
  where e.seq > last and e.body like '%"sha256"%'
  on conflict do nothing;
  return last;
end;
$$;

create or replace function private.is_published_object(object text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.organizations o join private.published_files f on f.organization_id = o.id
    where o.slug = split_part(object, '/', 1) and f.sha256 = split_part(object, '/', 2)
      and object = o.slug || '/' || f.sha256);
$$;

create or replace function public.forget_unused_files(organization uuid) returns setof text
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_team(organization);
  perform pg_advisory_xact_lock(hashtextextended('evidence_files ' || organization, 0));
  delete from public.evidence_files f
  where f.organization_id = organization and f.uploaded_at < now() - interval '1 day'
    and not exists (select from public.evidence e
      where e.organization_id = organization and e.file_sha256 = f.sha256)
    and not exists (select from private.published_files p
      where p.organization_id = organization and p.sha256 = f.sha256)
    and not exists (select from public.autosaves a
      where a.organization_id = organization and position(f.sha256 in a.typed::text) > 0);
  return query select b.name from storage.objects b, public.organizations o
    where o.id = organization and b.bucket_id = 'evidence' and starts_with(b.name, o.slug || '/')
      and b.created_at < now() - interval '1 day' and not private.is_known_object(b.name)
    limit 100;
end;
$$;
