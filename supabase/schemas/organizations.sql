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
  name text not null check (private.is_short_text(name)),
  url text not null check (private.is_web_address(url)),
  kept_by text not null check (kept_by in ('self', 'transcriber')),
  kept_by_note text check (private.is_full_text(kept_by_note)),
  roadmap_title text not null check (private.is_short_text(roadmap_title)),
  roadmap_url text not null check (private.is_web_address(roadmap_url)),
  cadence_days integer not null check (cadence_days > 0),
  created_at timestamptz not null default now(),
  -- Null until the organization has a second leader: alone, nobody could publish.
  two_person_rule boolean,
  constraint transcriber_says_so check (kept_by = 'self' or kept_by_note is not null)
);
comment on table public.organizations is 'The public facts of each organization whose roadmap is kept here.';
comment on column public.organizations.two_person_rule is
  'Whether an update needs a publisher who did not write it. Each change of it is an entry of the record.';

alter table public.organizations enable row level security;
create policy organizations_are_public on public.organizations
  for select to anon, authenticated using (true);
grant select on table public.organizations to anon, authenticated, service_role;
