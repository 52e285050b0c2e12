-- New certified scorecards are computed by method 2, and say how many goals were delivered on time and how late the
-- entries under them were recorded. Those certified by method 1 stay as they are.

create or replace function private.check_figures(fact jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select private.as_double(fact -> 'current') <= goals.n and private.as_double(fact -> 'reviewed') <= goals.n
    and fact ? 'claimed' = (goals.n <> 0) and fact ? 'evidenced' = (goals.n <> 0)
    and coalesce(private.as_double(fact -> 'evidenced') <= private.as_double(fact -> 'claimed'), true)
    and fact -> 'delivery' ? 'rate' = (private.as_double(fact #> '{delivery,n}') <> 0)
    and coalesce(private.as_double(fact #> '{delivery,on_time}') <= private.as_double(fact #> '{delivery,n}'), true)
  from (select private.as_double(fact -> 'n')) as goals (n);
$$;

create or replace function private.check_certificate(fact jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select fact ->> 'as_of' = to_char(private.last_day_of_quarter(fact ->> 'period'), 'YYYY-MM-DD')
    and fact ? 'corrects' = fact ? 'reason'
    and fact ? 'recording' = by.method_2
    and (select bool_and(area -> 'delivery' ? 'on_time' = by.method_2)
      from unnest(array[fact #> '{figures,overall}', fact #> '{figures,areas,security}',
        fact #> '{figures,areas,alignment}', fact #> '{figures,areas,safeguards}',
        fact #> '{figures,areas,policy}']) as area)
  from (select private.as_double(fact -> 'method') <> 1) as by (method_2);
$$;

create or replace function private.area_figures(figures jsonb) returns json
language sql immutable set search_path = '' as $$
  select json_build_object(
    'n', private.as_double(figures -> 'n'),
    'current', private.as_double(figures -> 'current'),
    'reviewed', private.as_double(figures -> 'reviewed'),
    'claimed', private.as_double(figures -> 'claimed'),
    'evidenced', private.as_double(figures -> 'evidenced'),
    'delivery', json_build_object(
      'n', private.as_double(figures #> '{delivery,n}'),
      'rate', private.as_double(figures #> '{delivery,rate}'),
      'on_time', private.as_double(figures #> '{delivery,on_time}')));
$$;

create or replace function private.certified_figures(figures jsonb) returns json
language plpgsql set search_path = '' as $$
begin
  if private.part_problem('scorecard.certified', '{properties,figures}', figures) is not null
    or (select count(distinct area -> 'delivery' ? 'on_time')
      from jsonb_each(figures -> 'areas' || jsonb_build_object('overall', figures -> 'overall')) as t (name, area)) > 1 then
    perform private.refuse('wrong_figures');
  end if;
  return json_build_object(
    'overall', private.area_figures(figures -> 'overall'),
    'areas', json_build_object(
      'security', private.area_figures(figures #> '{areas,security}'),
      'alignment', private.area_figures(figures #> '{areas,alignment}'),
      'safeguards', private.area_figures(figures #> '{areas,safeguards}'),
      'policy', private.area_figures(figures #> '{areas,policy}')));
end;
$$;

-- How the entries that a quarter's figures rest on were recorded: how many more than thirty days after the day
-- they speak of, with the longest of these delays, and how many after the quarter's end.
create function private.recording_of(organization uuid, up_to bigint, as_of date) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'late', count(*) filter (where e.delay > 30),
    'longest_days', coalesce(max(e.delay) filter (where e.delay > 30), 0),
    'after_period', count(*) filter (where e.recorded_on > recording_of.as_of))
  from (
    select recorded.on_day as recorded_on, recorded.on_day - r.effective_on as delay
    from public.record_entries r, lateral (select (r.recorded_at at time zone 'utc')::date) as recorded (on_day)
    where r.organization_id = recording_of.organization and r.seq <= recording_of.up_to
      and r.effective_on <= recording_of.as_of
  ) as e;
$$;

create or replace function private.entry_of_scorecard_certified(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
declare
  facts jsonb := d.facts;
  day date := private.day_in(facts -> 'effective_on');
  as_of date;
  corrects bigint := private.number_in(facts -> 'corrects');
  confirmed_by jsonb;
  position_of public.record_entries;
  figures json;
  standing public.record_entries;
begin
  perform private.require_past(day);
  if not coalesce(private.is_quarter(facts ->> 'period'), false) then
    perform private.refuse('wrong_period');
  end if;
  as_of := private.last_day_of_quarter(facts ->> 'period');
  if day <= as_of then
    perform private.refuse('period_not_over', jsonb_build_object('day', as_of));
  elsif not coalesce(private.is_short_text(facts #>> '{certifier,name}'), false) then
    perform private.refuse('name_missing');
  elsif not coalesce(private.is_short_text(facts #>> '{certifier,office}'), false) then
    perform private.refuse('office_missing');
  elsif not coalesce(private.is_full_text(facts ->> 'statement'), false) then
    perform private.refuse('certified_statement_missing');
  elsif corrects is not null and not coalesce(private.is_full_text(facts ->> 'reason'), false) then
    perform private.refuse('certified_reason_missing');
  elsif (select o.kept_by from public.organizations o where o.id = d.organization_id) <> 'self' then
    perform private.refuse('transcribed_record');
  end if;

  if d.submitted_by <> private.my_membership(d.organization_id) then
    confirmed_by := added -> 'confirmed_by';
    if not exists (select from public.memberships m
        where m.id = d.submitted_by and m.role = 'leader' and m.removed_at is null) then
      perform private.refuse('proposer_left');
    elsif not coalesce(private.is_short_text(confirmed_by ->> 'name'), false) then
      perform private.refuse('name_missing');
    elsif not coalesce(private.is_short_text(confirmed_by ->> 'office'), false) then
      perform private.refuse('office_missing');
    end if;
  end if;

  figures := private.certified_figures(facts -> 'figures');
  -- Those of a draft from before method 2 have none on time.
  if facts #> '{figures,overall,delivery,on_time}' is null
    or added ? 'position' and private.certified_figures(added -> 'figures')::text <> figures::text then
    perform private.refuse('figures_changed');
  end if;
  select * into position_of from public.record_entries e
  where e.seq = private.number_in(coalesce(added -> 'position', facts #> '{position,seq}'));
  if position_of.seq is null then
    perform private.refuse('wrong_position');
  end if;

  standing := private.standing_certificate(d.organization_id, facts ->> 'period');
  if corrects is distinct from standing.seq then
    if standing.seq is not null then
      perform private.refuse('certified_already', jsonb_build_object('entry', standing.seq));
    end if;
    perform private.refuse('nothing_to_correct');
  elsif standing.effective_on > day then
    perform private.refuse('out_of_order.certificate', jsonb_build_object('day', standing.effective_on));
  elsif standing.body::jsonb -> 'figures' = jsonb_strip_nulls(figures::jsonb)
    and standing.body::jsonb -> 'certifier' = jsonb_build_object(
      'name', facts #> '{certifier,name}', 'office', facts #> '{certifier,office}')
    and standing.body::jsonb -> 'statement' = facts -> 'statement' then
    perform private.refuse('certified_the_same');
  elsif not exists (select from public.record_entries e
      where e.organization_id = d.organization_id and e.effective_on <= as_of) then
    perform private.refuse('before_the_record');
  elsif exists (select from public.record_entries e
      where e.organization_id = d.organization_id and e.seq > position_of.seq) then
    perform private.refuse('record_grew');
  end if;

  return row(day, json_build_object(
    'period', facts -> 'period',
    'as_of', private.written_day(as_of),
    'method', 2,
    'position', json_build_object('seq', position_of.seq, 'leaf_hash', position_of.leaf_hash),
    'figures', figures,
    'recording', private.recording_of(d.organization_id, position_of.seq, as_of),
    'certifier', json_build_object('name', facts #> '{certifier,name}', 'office', facts #> '{certifier,office}'),
    'confirmed_by', case when confirmed_by is not null then
      json_build_object('name', confirmed_by -> 'name', 'office', confirmed_by -> 'office') end,
    'statement', facts -> 'statement',
    'corrects', corrects,
    'reason', case when corrects is not null then facts -> 'reason' end))::private.draft_entry;
end;
$$;

insert into private.entry_shapes (kind, schema) values
  ('scorecard.certified', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"scorecard.certified"},
      "period": {"type":"string","pattern":"^(?!0000)[0-9]{4}-Q[1-4]$"},
      "as_of": {"type":"string","x-check":"day"},
      "method": {"type":"number","enum":[1,2]},
      "position": {
        "type": "object",
        "properties": {
          "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
          "leaf_hash": {"type":"string","pattern":"^[0-9a-f]{64}$"}
        },
        "required": ["seq","leaf_hash"],
        "additionalProperties": false
      },
      "figures": {
        "type": "object",
        "properties": {
          "overall": {
            "type": "object",
            "properties": {
              "n": {"type":"integer","minimum":0,"maximum":1000000},
              "current": {"type":"integer","minimum":0,"maximum":1000000},
              "reviewed": {"type":"integer","minimum":0,"maximum":1000000},
              "claimed": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
              "evidenced": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
              "delivery": {
                "type": "object",
                "properties": {
                  "n": {"type":"integer","minimum":0,"maximum":1000000},
                  "rate": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                  "on_time": {"type":"integer","minimum":0,"maximum":1000000}
                },
                "required": ["n"],
                "additionalProperties": false
              }
            },
            "required": ["n","current","reviewed","delivery"],
            "additionalProperties": false,
            "x-check": "figures"
          },
          "areas": {
            "type": "object",
            "properties": {
              "security": {
                "type": "object",
                "properties": {
                  "n": {"type":"integer","minimum":0,"maximum":1000000},
                  "current": {"type":"integer","minimum":0,"maximum":1000000},
                  "reviewed": {"type":"integer","minimum":0,"maximum":1000000},
                  "claimed": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                  "evidenced": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                  "delivery": {
                    "type": "object",
                    "properties": {
                      "n": {"type":"integer","minimum":0,"maximum":1000000},
                      "rate": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                      "on_time": {"type":"integer","minimum":0,"maximum":1000000}
                    },
                    "required": ["n"],
                    "additionalProperties": false
                  }
                },
                "required": ["n","current","reviewed","delivery"],
                "additionalProperties": false,
                "x-check": "figures"
              },
              "alignment": {
                "type": "object",
                "properties": {
                  "n": {"type":"integer","minimum":0,"maximum":1000000},
                  "current": {"type":"integer","minimum":0,"maximum":1000000},
                  "reviewed": {"type":"integer","minimum":0,"maximum":1000000},
                  "claimed": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                  "evidenced": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                  "delivery": {
                    "type": "object",
                    "properties": {
                      "n": {"type":"integer","minimum":0,"maximum":1000000},
                      "rate": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                      "on_time": {"type":"integer","minimum":0,"maximum":1000000}
                    },
                    "required": ["n"],
                    "additionalProperties": false
                  }
                },
                "required": ["n","current","reviewed","delivery"],
                "additionalProperties": false,
                "x-check": "figures"
              },
              "safeguards": {
                "type": "object",
                "properties": {
                  "n": {"type":"integer","minimum":0,"maximum":1000000},
                  "current": {"type":"integer","minimum":0,"maximum":1000000},
                  "reviewed": {"type":"integer","minimum":0,"maximum":1000000},
                  "claimed": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                  "evidenced": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                  "delivery": {
                    "type": "object",
                    "properties": {
                      "n": {"type":"integer","minimum":0,"maximum":1000000},
                      "rate": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                      "on_time": {"type":"integer","minimum":0,"maximum":1000000}
                    },
                    "required": ["n"],
                    "additionalProperties": false
                  }
                },
                "required": ["n","current","reviewed","delivery"],
                "additionalProperties": false,
                "x-check": "figures"
              },
              "policy": {
                "type": "object",
                "properties": {
                  "n": {"type":"integer","minimum":0,"maximum":1000000},
                  "current": {"type":"integer","minimum":0,"maximum":1000000},
                  "reviewed": {"type":"integer","minimum":0,"maximum":1000000},
                  "claimed": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                  "evidenced": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                  "delivery": {
                    "type": "object",
                    "properties": {
                      "n": {"type":"integer","minimum":0,"maximum":1000000},
                      "rate": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"},
                      "on_time": {"type":"integer","minimum":0,"maximum":1000000}
                    },
                    "required": ["n"],
                    "additionalProperties": false
                  }
                },
                "required": ["n","current","reviewed","delivery"],
                "additionalProperties": false,
                "x-check": "figures"
              }
            },
            "required": ["security","alignment","safeguards","policy"],
            "additionalProperties": false
          }
        },
        "required": ["overall","areas"],
        "additionalProperties": false
      },
      "recording": {
        "type": "object",
        "properties": {
          "late": {"type":"integer","minimum":0,"maximum":1000000},
          "longest_days": {"type":"integer","minimum":0,"maximum":4000000},
          "after_period": {"type":"integer","minimum":0,"maximum":1000000}
        },
        "required": ["late","longest_days","after_period"],
        "additionalProperties": false
      },
      "certifier": {
        "type": "object",
        "properties": {
          "name": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "office": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
        },
        "required": ["name","office"],
        "additionalProperties": false
      },
      "confirmed_by": {
        "type": "object",
        "properties": {
          "name": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "office": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
        },
        "required": ["name","office"],
        "additionalProperties": false
      },
      "statement": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "corrects": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "reason": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","period","as_of","method","position","figures","certifier","statement"],
    "additionalProperties": false,
    "x-check": "certificate"
  }
  $shape$)
on conflict (kind) do update set schema = excluded.schema;
