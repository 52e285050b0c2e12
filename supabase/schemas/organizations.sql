-- Organizations, and who keeps their records.

create table public.organizations (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique
    constraint slug_is_a_key check (private.is_key(slug))
    -- /{slug} would hide a page of the app itself. A test compares this list with src/routes.
    constraint slug_is_not_an_address check (slug <> all (array[
      'account', 'api', 'app', 'assets', 'auth', 'badge', 'badges', 'challenges', 'changes',
      'checkpoint', 'compare', 'data', 'documents', 'duties', 'embed', 'embeds', 'en', 'export',
      'favicon', 'feed', 'feeds', 'healthz', 'incidents', 'invitations', 'log', 'methodology',
      'metrics', 'models', 'oembed', 'og', 'readyz', 'record', 'regimes', 'robots', 'search',
      'set-up', 'sign-in', 'sign-out', 'sitemap', 'static', 'subscribe', 'thresholds', 'tile',
      'tiles', 'unsubscribe', 'verify', 'well-known', 'workspace', 'zh'
    ])),
  -- From here to the cadence it says what the first entry says, which is checked where that is appended.
  name text not null,
  url text not null,
  kept_by text not null,
  kept_by_note text,
  roadmap_title text not null,
  roadmap_url text not null,
  cadence_days integer not null,
  created_at timestamptz not null default now(),
  -- Null until its leaders have decided. They are asked once there are two: alone, nobody could publish.
  two_person_rule boolean
);
comment on table public.organizations is 'The public facts of each organization whose roadmap is kept here.';
comment on column public.organizations.two_person_rule is
  'Whether an update needs a publisher who did not write it. Each change of it is an entry of the record.';

alter table public.organizations enable row level security;
create policy organizations_are_public on public.organizations
  for select to anon, authenticated using (true);
grant select on table public.organizations to anon, authenticated, service_role;
