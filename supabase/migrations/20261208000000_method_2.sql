-- What method 2 asks for: three kinds of entries, closings as missed, revisions called reworded, conditions.

-- ── What a shape is now ──────────────────────────────────────────────────────────────────────────

create or replace function private.check_registration(fact jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case fact ->> 'kept_by' when 'transcriber' then fact ? 'kept_by_note' else not fact ? 'keeper' end;
$$;

create or replace function private.check_revision(fact jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select not (fact ? 'target' and fact ?| '{target_within,condition}')
    and (not fact ? 'translation'
      or (jsonb_array_length(fact #> '{translation,criteria}') = jsonb_array_length(fact -> 'criteria')
        and (not fact -> 'translation' ? 'condition' or fact ? 'condition')
        and (not coalesce(fact #> '{translation,condition}' ? 'threshold', false) or fact -> 'condition' ? 'threshold')
        and (not fact -> 'translation' ? 'target_note' or coalesce(fact -> 'target' ? 'note', false)
          or coalesce(fact -> 'target_within' ? 'note', false))
        and (not fact -> 'translation' ? 'reason' or fact ? 'reason')));
$$;

create or replace function private.named_check(name text, fact jsonb) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return case name
    when 'address' then private.check_address(fact)
    when 'certificate' then private.check_certificate(fact)
    when 'closing' then private.check_closing(fact)
    when 'day' then private.check_day(fact)
    when 'evidence' then private.check_evidence(fact)
    when 'figures' then private.check_figures(fact)
    when 'filled_text' then private.check_filled_text(fact)
    when 'hundredths' then private.check_hundredths(fact)
    when 'moment' then private.check_moment(fact)
    when 'registration' then private.check_registration(fact)
    when 'revision' then private.check_revision(fact)
    when 'source' then private.check_source(fact)
    when 'text' then private.check_text(fact)
  end;
end;
$$;

insert into private.entry_shapes (kind, schema) values
  ('organization.registered', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"organization.registered"},
      "name": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "url": {"type":"string","maxLength":8000,"pattern":"^[Hh][Tt][Tt][Pp][Ss]?:\\/\\/[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+$","x-check":"address"},
      "kept_by": {"type":"string","enum":["self","transcriber"]},
      "kept_by_note": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "keeper": {
        "type": "object",
        "properties": {
          "name": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "url": {"type":"string","maxLength":8000,"pattern":"^[Hh][Tt][Tt][Pp][Ss]?:\\/\\/[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+$","x-check":"address"}
        },
        "required": ["name","url"],
        "additionalProperties": false
      },
      "roadmap": {
        "type": "object",
        "properties": {
          "title": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "url": {"type":"string","maxLength":8000,"pattern":"^[Hh][Tt][Tt][Pp][Ss]?:\\/\\/[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+$","x-check":"address"},
          "cadence_days": {"type":"integer","minimum":1,"maximum":9007199254740991}
        },
        "required": ["title","url","cadence_days"],
        "additionalProperties": false
      }
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","name","url","kept_by","roadmap"],
    "additionalProperties": false,
    "x-check": "registration"
  }
  $shape$),
  ('organization.amended', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"organization.amended"},
      "two_person_rule": {"type":"boolean"}
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","two_person_rule"],
    "additionalProperties": false
  }
  $shape$),
  ('goal.published', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"goal.published"},
      "goal": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "revision": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "title": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "statement": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "criteria": {
        "maxItems": 1000,
        "type": "array",
        "items": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
      },
      "target": {
        "type": "object",
        "properties": {
          "on": {"type":"string","x-check":"day"},
          "basis": {"type":"string","enum":["stated","derived"]},
          "note": {"type":"string","maxLength":100000,"x-check":"text"}
        },
        "required": ["on","basis"],
        "additionalProperties": false
      },
      "target_within": {
        "type": "object",
        "properties": {
          "days": {"type":"integer","minimum":0,"maximum":36525},
          "basis": {"type":"string","enum":["stated","derived"]},
          "note": {"type":"string","maxLength":100000,"x-check":"text"}
        },
        "required": ["days","basis"],
        "additionalProperties": false
      },
      "outlook": {"type":"string","enum":["likely","feasible","unlikely"]},
      "source": {"type":"string","maxLength":8000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"source"},
      "translation": {
        "type": "object",
        "properties": {
          "language": {"type":"string","enum":["en","zh"]},
          "title": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "statement": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "criteria": {
            "maxItems": 1000,
            "type": "array",
            "items": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
          },
          "condition": {
            "type": "object",
            "properties": {
              "text": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
              "threshold": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
            },
            "required": ["text"],
            "additionalProperties": false
          },
          "target_note": {"type":"string","maxLength":100000,"x-check":"text"},
          "reason": {"type":"string","maxLength":100000,"x-check":"text"}
        },
        "required": ["language","title","statement","criteria"],
        "additionalProperties": false
      },
      "area": {"type":"string","enum":["security","alignment","safeguards","policy"]},
      "condition": {
        "type": "object",
        "properties": {
          "text": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "threshold": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
        },
        "required": ["text"],
        "additionalProperties": false
      }
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","goal","revision","title","statement","criteria","area"],
    "additionalProperties": false,
    "x-check": "revision"
  }
  $shape$),
  ('goal.revised', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"goal.revised"},
      "goal": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "revision": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "title": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "statement": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "criteria": {
        "maxItems": 1000,
        "type": "array",
        "items": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
      },
      "target": {
        "type": "object",
        "properties": {
          "on": {"type":"string","x-check":"day"},
          "basis": {"type":"string","enum":["stated","derived"]},
          "note": {"type":"string","maxLength":100000,"x-check":"text"}
        },
        "required": ["on","basis"],
        "additionalProperties": false
      },
      "target_within": {
        "type": "object",
        "properties": {
          "days": {"type":"integer","minimum":0,"maximum":36525},
          "basis": {"type":"string","enum":["stated","derived"]},
          "note": {"type":"string","maxLength":100000,"x-check":"text"}
        },
        "required": ["days","basis"],
        "additionalProperties": false
      },
      "outlook": {"type":"string","enum":["likely","feasible","unlikely"]},
      "source": {"type":"string","maxLength":8000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"source"},
      "translation": {
        "type": "object",
        "properties": {
          "language": {"type":"string","enum":["en","zh"]},
          "title": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "statement": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "criteria": {
            "maxItems": 1000,
            "type": "array",
            "items": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
          },
          "condition": {
            "type": "object",
            "properties": {
              "text": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
              "threshold": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
            },
            "required": ["text"],
            "additionalProperties": false
          },
          "target_note": {"type":"string","maxLength":100000,"x-check":"text"},
          "reason": {"type":"string","maxLength":100000,"x-check":"text"}
        },
        "required": ["language","title","statement","criteria"],
        "additionalProperties": false
      },
      "change": {"type":"string","enum":["editorial","strengthened","date_moved","reworded","narrowed"]},
      "reason": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "confirmed": {"type":"boolean","const":true}
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","goal","revision","title","statement","criteria","change","reason"],
    "additionalProperties": false,
    "x-check": "revision"
  }
  $shape$),
  ('condition.judged', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"condition.judged"},
      "goal": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "state": {"type":"string","enum":["not_met","unclear","met"]},
      "statement": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "evidence": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "kind": {"type":"string","enum":["link","file"]},
            "visibility": {"type":"string","enum":["public","redacted"]},
            "title": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
            "url": {"type":"string","maxLength":8000,"pattern":"^[Hh][Tt][Tt][Pp][Ss]?:\\/\\/[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+$","x-check":"address"},
            "archived_url": {"type":"string","maxLength":8000,"pattern":"^[Hh][Tt][Tt][Pp][Ss]?:\\/\\/[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+$","x-check":"address"},
            "sha256": {"type":"string","pattern":"^[0-9a-f]{64}$"},
            "name": {"type":"string","pattern":"^[^/\\\\\\u0001-\\u001f\\u007f-\\u009f]{1,150}$","x-check":"text"},
            "media_type": {"type":"string","enum":["application/pdf","image/png","image/jpeg","image/webp","text/csv","text/plain"]},
            "bytes": {"type":"integer","minimum":1,"maximum":9007199254740991},
            "criteria": {
              "type": "array",
              "items": {"type":"integer","minimum":0,"maximum":9007199254740991}
            },
            "redaction": {
              "type": "object",
              "properties": {
                "category": {"type":"string","enum":["legal","intellectual_property","public_safety","privacy"]},
                "description": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
              },
              "required": ["category","description"],
              "additionalProperties": false
            }
          },
          "required": ["kind","visibility","title","criteria"],
          "additionalProperties": false,
          "x-check": "evidence"
        }
      },
      "source": {"type":"string","maxLength":8000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"source"}
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","goal","state","statement","evidence"],
    "additionalProperties": false
  }
  $shape$),
  ('goal.closed', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"goal.closed"},
      "goal": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "as": {"type":"string","enum":["delivered","missed","withdrawn","superseded","split"]},
      "reason": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "successors": {
        "type": "array",
        "items": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"}
      },
      "source": {"type":"string","maxLength":8000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"source"},
      "confirmed": {"type":"boolean","const":true}
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","goal","as","reason","successors"],
    "additionalProperties": false,
    "x-check": "closing"
  }
  $shape$),
  ('progress.reported', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"progress.reported"},
      "goal": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "update": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "revision": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "grade": {"type":"number","enum":[0,1,2,3,4]},
      "narrative": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "met": {
        "type": "array",
        "items": {"type":"integer","minimum":0,"maximum":9007199254740991}
      },
      "evidence": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "kind": {"type":"string","enum":["link","file"]},
            "visibility": {"type":"string","enum":["public","redacted"]},
            "title": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
            "url": {"type":"string","maxLength":8000,"pattern":"^[Hh][Tt][Tt][Pp][Ss]?:\\/\\/[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+$","x-check":"address"},
            "archived_url": {"type":"string","maxLength":8000,"pattern":"^[Hh][Tt][Tt][Pp][Ss]?:\\/\\/[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+$","x-check":"address"},
            "sha256": {"type":"string","pattern":"^[0-9a-f]{64}$"},
            "name": {"type":"string","pattern":"^[^/\\\\\\u0001-\\u001f\\u007f-\\u009f]{1,150}$","x-check":"text"},
            "media_type": {"type":"string","enum":["application/pdf","image/png","image/jpeg","image/webp","text/csv","text/plain"]},
            "bytes": {"type":"integer","minimum":1,"maximum":9007199254740991},
            "criteria": {
              "type": "array",
              "items": {"type":"integer","minimum":0,"maximum":9007199254740991}
            },
            "redaction": {
              "type": "object",
              "properties": {
                "category": {"type":"string","enum":["legal","intellectual_property","public_safety","privacy"]},
                "description": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
              },
              "required": ["category","description"],
              "additionalProperties": false
            }
          },
          "required": ["kind","visibility","title","criteria"],
          "additionalProperties": false,
          "x-check": "evidence"
        }
      },
      "source": {"type":"string","maxLength":8000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"source"},
      "translation": {
        "type": "object",
        "properties": {
          "language": {"type":"string","enum":["en","zh"]},
          "narrative": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
        },
        "required": ["language","narrative"],
        "additionalProperties": false
      }
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","goal","update","revision","grade","narrative","evidence"],
    "additionalProperties": false
  }
  $shape$),
  ('progress.corrected', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"progress.corrected"},
      "goal": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "update": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "revision": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "grade": {"type":"number","enum":[0,1,2,3,4]},
      "narrative": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "met": {
        "type": "array",
        "items": {"type":"integer","minimum":0,"maximum":9007199254740991}
      },
      "evidence": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "kind": {"type":"string","enum":["link","file"]},
            "visibility": {"type":"string","enum":["public","redacted"]},
            "title": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
            "url": {"type":"string","maxLength":8000,"pattern":"^[Hh][Tt][Tt][Pp][Ss]?:\\/\\/[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+$","x-check":"address"},
            "archived_url": {"type":"string","maxLength":8000,"pattern":"^[Hh][Tt][Tt][Pp][Ss]?:\\/\\/[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+$","x-check":"address"},
            "sha256": {"type":"string","pattern":"^[0-9a-f]{64}$"},
            "name": {"type":"string","pattern":"^[^/\\\\\\u0001-\\u001f\\u007f-\\u009f]{1,150}$","x-check":"text"},
            "media_type": {"type":"string","enum":["application/pdf","image/png","image/jpeg","image/webp","text/csv","text/plain"]},
            "bytes": {"type":"integer","minimum":1,"maximum":9007199254740991},
            "criteria": {
              "type": "array",
              "items": {"type":"integer","minimum":0,"maximum":9007199254740991}
            },
            "redaction": {
              "type": "object",
              "properties": {
                "category": {"type":"string","enum":["legal","intellectual_property","public_safety","privacy"]},
                "description": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
              },
              "required": ["category","description"],
              "additionalProperties": false
            }
          },
          "required": ["kind","visibility","title","criteria"],
          "additionalProperties": false,
          "x-check": "evidence"
        }
      },
      "source": {"type":"string","maxLength":8000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"source"},
      "translation": {
        "type": "object",
        "properties": {
          "language": {"type":"string","enum":["en","zh"]},
          "narrative": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
        },
        "required": ["language","narrative"],
        "additionalProperties": false
      },
      "corrects": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"}
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","goal","update","revision","grade","narrative","evidence","corrects"],
    "additionalProperties": false
  }
  $shape$),
  ('review.published', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"review.published"},
      "goal": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "of": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "reviewer": {
        "type": "object",
        "properties": {
          "name": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "relation": {"type":"string","maxLength":100000,"x-check":"text"},
          "conflicts": {"type":"string","maxLength":100000,"x-check":"text"},
          "access": {"type":"string","enum":["public","redacted","full"]}
        },
        "required": ["name","relation","conflicts","access"],
        "additionalProperties": false
      },
      "grade": {"type":"number","enum":[0,1,2,3,4]},
      "agrees": {"type":"string","enum":["yes","partly","no"]},
      "evidence": {"type":"string","enum":["sufficient","partly","insufficient"]},
      "findings": {
        "maxItems": 1000,
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "criterion": {"type":"integer","minimum":0,"maximum":9007199254740991},
            "finding": {"type":"string","enum":["met","partly","not_met","cannot_tell"]}
          },
          "required": ["criterion","finding"],
          "additionalProperties": false
        }
      },
      "material": {"type":"string","maxLength":100000,"x-check":"text"},
      "statement": {"type":"string","maxLength":100000,"x-check":"text"}
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","goal","of","reviewer","grade","agrees","evidence","statement"],
    "additionalProperties": false
  }
  $shape$),
  ('review.answered', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"review.answered"},
      "goal": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "of": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "review": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "statement": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","goal","of","review","statement"],
    "additionalProperties": false
  }
  $shape$),
  ('revision.reviewed', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"revision.reviewed"},
      "goal": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "revision": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "reviewer": {
        "type": "object",
        "properties": {
          "name": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
          "relation": {"type":"string","maxLength":100000,"x-check":"text"},
          "conflicts": {"type":"string","maxLength":100000,"x-check":"text"},
          "access": {"type":"string","enum":["public","redacted","full"]}
        },
        "required": ["name","relation","conflicts","access"],
        "additionalProperties": false
      },
      "effect": {"type":"string","enum":["weaker","same","stronger"]},
      "statement": {"type":"string","maxLength":100000,"x-check":"text"}
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","goal","revision","reviewer","effect","statement"],
    "additionalProperties": false
  }
  $shape$),
  ('record.checked', $shape$
  {
    "type": "object",
    "properties": {
      "seq": {"type":"integer","minimum":1,"maximum":9007199254740991},
      "organization": {"type":"string","maxLength":60,"pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"},
      "recorded_at": {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z$","x-check":"moment"},
      "effective_on": {"type":"string","x-check":"day"},
      "nonce": {"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
      "kind": {"type":"string","const":"record.checked"},
      "by": {"type":"string","maxLength":1000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"},
      "sources": {
        "minItems": 1,
        "maxItems": 100,
        "type": "array",
        "items": {"type":"string","maxLength":8000,"pattern":"^[Hh][Tt][Tt][Pp][Ss]?:\\/\\/[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+$","x-check":"address"}
      },
      "statement": {"type":"string","maxLength":100000,"pattern":"[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]","x-check":"filled_text"}
    },
    "required": ["seq","organization","recorded_at","effective_on","nonce","kind","by","sources","statement"],
    "additionalProperties": false
  }
  $shape$),
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
      "method": {"type":"number","const":1},
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
                  "rate": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"}
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
                      "rate": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"}
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
                      "rate": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"}
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
                      "rate": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"}
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
                      "rate": {"type":"number","minimum":0,"maximum":100,"x-check":"hundredths"}
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

-- ── Closings ─────────────────────────────────────────────────────────────────────────────────────

create function private.last_grade(goal uuid, day date) returns smallint
language sql stable set search_path = '' as $$
  select chain.grade from (
    select u.id from public.progress_updates u
    where u.goal_id = goal and u.published_seq is not null and u.corrects_id is null and u.effective_on <= day
    order by u.effective_on desc, u.published_seq desc limit 1
  ) as last join public.progress_updates chain on chain.goal_id = goal and chain.published_seq is not null
    and chain.effective_on <= day and (private.original_update(chain.id)).id = last.id
  order by chain.effective_on desc, chain.published_seq desc limit 1;
$$;

create or replace function private.closing_facts(organization uuid, facts jsonb, day date, with_drafts boolean) returns json
language plpgsql stable set search_path = '' as $$
declare
  unknown text := private.part_problem('goal.closed', '{properties,as}', coalesce(facts -> 'as', 'null'));
  closed_as text := facts ->> 'as';
  successors text[] := array(select jsonb_array_elements_text(
    case jsonb_typeof(facts -> 'successors') when 'array' then facts -> 'successors' else '[]' end));
  count_of_successors integer := cardinality(successors);
  g public.goals;
  later date;
  s record;
  draft public.goal_drafts;
begin
  select * into g from public.goals x where x.organization_id = organization and x.key = facts ->> 'goal';
  if g.id is null then
    perform private.refuse('unknown_goal', jsonb_build_object('goal', coalesce(left(facts ->> 'goal', 100), '')));
  elsif g.published_seq is null then
    perform private.refuse('goal_not_published.closing');
  elsif (private.closing_of(g.id)).seq is not null then
    perform private.refuse('goal_closed.already');
  elsif unknown is not null then
    perform private.refuse('wrong_shape', jsonb_build_object('problem', '/as' || unknown));
  end if;
  later := (private.revision_in_force(g.id, 'infinity')).effective_on;
  if later > day then
    perform private.refuse('out_of_order.revised', jsonb_build_object('day', later));
  end if;
  later := (select max(u.effective_on) from public.progress_updates u
    where u.goal_id = g.id and u.published_seq is not null and u.corrects_id is null and u.effective_on > day);
  if later is not null then
    perform private.refuse('out_of_order.reported', jsonb_build_object('day', later));
  end if;
  if closed_as = 'delivered' and not private.has_delivered_update(g.id, day) then
    perform private.refuse('not_delivered');
  elsif closed_as = 'missed' and private.last_grade(g.id, day) = 4 then
    perform private.refuse('graded_delivered');
  end if;
  if (closed_as = 'superseded' and count_of_successors <> 1)
    or (closed_as = 'split' and count_of_successors < 2)
    or (closed_as in ('delivered', 'missed', 'withdrawn') and count_of_successors <> 0) then
    perform private.refuse('wrong_successors.count');
  end if;
  if (select count(distinct x) from unnest(successors) as x) <> count_of_successors or g.key = any (successors) then
    perform private.refuse('wrong_successors.twice');
  end if;
  for s in
    select n.id, n.key, n.area, n.predecessor_id, n.published_seq,
      case when n.published_seq is null then r.condition_text is not null
        else private.is_conditional(organization, n.key) end as is_conditional, case
      when n.published_seq is not null then first.effective_on
      when with_drafts and r.goal_id is not null then day end as begins
    from unnest(successors) with ordinality as x (key, place)
    left join public.goals n on n.organization_id = organization and n.key = x.key
    left join public.record_entries first on first.seq = n.published_seq
    left join public.goal_drafts r on r.goal_id = n.id
    order by x.place
  loop
    if s.begins is distinct from day then
      perform private.refuse('wrong_successors.day');
    elsif s.is_conditional <> private.is_conditional(organization, g.key) then
      perform private.refuse('wrong_successors.condition', jsonb_build_object('goal', s.key));
    elsif s.area <> g.area then
      perform private.refuse('wrong_successors.area', jsonb_build_object('goal', s.key));
    elsif s.predecessor_id is not null then
      perform private.refuse('wrong_successors.taken', jsonb_build_object('goal', s.key));
    elsif s.published_seq is null then
      select * into draft from public.goal_drafts r where r.goal_id = s.id;
      perform private.require_publishable_goal(draft);
    end if;
  end loop;
  if exists (
    with recursive ancestors as (
      select g.predecessor_id as id
      union select p.predecessor_id from public.goals p join ancestors a on p.id = a.id
    ) select from ancestors join public.goals n using (id) where n.key = any (successors)
  ) then
    perform private.refuse('wrong_successors.circle');
  end if;
  return json_build_object('goal', g.key, 'as', closed_as, 'reason', facts -> 'reason',
    'successors', successors, 'source', facts -> 'source');
end;
$$;


-- ── Reviews ──────────────────────────────────────────────────────────────────────────────────────

create or replace function private.review_facts(facts jsonb) returns json
language sql immutable set search_path = '' as $$
  select json_build_object('goal', facts -> 'goal', 'of', facts -> 'of',
    'reviewer', json_build_object('name', facts #> '{reviewer,name}', 'relation', facts #> '{reviewer,relation}',
      'conflicts', facts #> '{reviewer,conflicts}', 'access', facts #> '{reviewer,access}'),
    'grade', facts -> 'grade', 'agrees', facts -> 'agrees', 'evidence', facts -> 'evidence',
    'findings', facts -> 'findings', 'material', facts -> 'material', 'statement', facts -> 'statement');
$$;

create function private.require_review_of_outsider(d public.drafts) returns void
language plpgsql stable set search_path = '' as $$
begin
  -- Whoever was made a contributor after they began may publish, for that alone would hold the review back.
  if exists (select from public.progress_updates u where u.organization_id = d.organization_id
      and (u.created_by = d.created_by or d.created_by = any (u.editors))) then
    perform private.refuse('reviewer_of_team.author');
  elsif not coalesce(private.is_full_text(d.facts #>> '{reviewer,relation}')
      and private.is_full_text(d.facts #>> '{reviewer,conflicts}'), false) then
    perform private.refuse('relation_missing');
  elsif not coalesce(private.is_full_text(d.facts ->> 'statement'), false) then
    perform private.refuse('review_statement_missing');
  end if;
end;
$$;

create or replace function private.entry_of_review_published(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
begin
  if (private.reviewed_update(d.organization_id, d.facts)).id is null then
    perform private.refuse('update_not_published');
  end if;
  perform private.require_review_of_outsider(d);
  -- Who is no reviewer any more cannot write it, and an organization could hold the review back that way.
  if private.role_in(d.organization_id) = 'reviewer' and d.facts #>> '{reviewer,access}' <> 'public'
    and not coalesce(private.is_full_text(d.facts ->> 'material'), false) then
    perform private.refuse('material_missing');
  end if;
  return row(private.today(), private.review_facts(d.facts))::private.draft_entry;
end;
$$;

create or replace function private.require_outsider() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.memberships m where m.id = new.created_by and m.user_id = (select auth.uid())
      and m.removed_at is null and m.role = 'reviewer' and m.ever_in_team) then
    perform private.refuse('reviewer_of_team');
  elsif new.kind = 'review.published' and (private.reviewed_update(new.organization_id, new.facts)).id is null then
    perform private.refuse('update_not_published');
  end if;
  return new;
end;
$$;

create or replace function private.pass_on_access() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  widths constant text[] := array['public', 'redacted', 'full'];
begin
  update public.drafts d set facts = d.facts
  where d.created_by = new.id and d.kind in ('review.published', 'revision.reviewed') and d.published_seq is null
    and array_position(widths, d.facts #>> '{reviewer,access}') < array_position(widths, new.review_access);
  return null;
end;
$$;

drop trigger require_outsider on public.drafts;
create trigger require_outsider before insert on public.drafts
  for each row when (new.kind in ('review.published', 'revision.reviewed')) execute function private.require_outsider();
drop trigger state_review_access on public.drafts;
create trigger state_review_access before insert or update of facts on public.drafts
  for each row when (new.kind in ('review.published', 'revision.reviewed') and new.published_seq is null)
  execute function private.state_review_access();


-- ── Kinds ────────────────────────────────────────────────────────────────────────────────────────

-- condition.judged: whether a conditional goal's condition is met. Judging may go on after a closing; a wrong
-- judgement is followed by another.

insert into private.draft_kinds (kind, drafted_by, seen_by, subject, by_two, told)
values ('condition.judged', '{leader}', 'leaders', '{goal}', true, 'told_of_proposal');

-- Its fields, of a draft's facts or of an import's step, or the first rule of the record in its way.
create function private.judgement_facts(organization uuid, facts jsonb, day date) returns json
language plpgsql stable set search_path = '' as $$
declare
  first public.record_entries;
begin
  select * into first from public.record_entries e
    where e.organization_id = organization and e.goal = facts ->> 'goal' and e.kind = 'goal.published';
  if first.seq is null then
    perform private.refuse('unknown_goal', jsonb_build_object('goal', coalesce(left(facts ->> 'goal', 100), '')));
  elsif not first.body::jsonb ? 'condition' then
    perform private.refuse('goal_not_conditional');
  elsif day < first.effective_on then
    perform private.refuse('before_the_goal.judgement', jsonb_build_object('day', first.effective_on));
  end if;
  -- What supports a condition supports no criterion.
  if jsonb_path_exists(facts, '$.evidence[*].criteria[*]') then
    perform private.refuse('unknown_criterion.condition');
  end if;
  return json_build_object('goal', first.goal, 'state', facts -> 'state', 'statement', facts -> 'statement',
    'evidence', coalesce(facts -> 'evidence', '[]'), 'source', facts -> 'source');
end;
$$;

create function private.entry_of_condition_judged(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
declare
  day date := private.day_in(d.facts -> 'effective_on');
begin
  perform private.require_past(day);
  if not coalesce(private.is_full_text(d.facts ->> 'statement'), false) then
    perform private.refuse('statement_missing.judgement');
  end if;
  return row(day, private.judgement_facts(d.organization_id, d.facts, day))::private.draft_entry;
end;
$$;

-- revision.reviewed: an outsider's judgement of one published revision, in the same flow as reviews of updates.

insert into private.draft_kinds (kind, drafted_by, seen_by, subject, by_two, told)
values ('revision.reviewed', '{reviewer}', 'author', '{goal,revision}', false, 'told_of_review_published');

-- Its fields, of a draft's facts or of an import's step; refuses where there is no such revision by that day.
create function private.revision_review_facts(organization uuid, facts jsonb, day date) returns json
language plpgsql stable set search_path = '' as $$
begin
  if not exists (select from public.record_entries e
      where e.organization_id = organization and e.goal = facts ->> 'goal' and e.kind in ('goal.published', 'goal.revised')
        and e.effective_on <= day and private.number_in(e.body::jsonb -> 'revision') = private.number_in(facts -> 'revision')) then
    perform private.refuse('revision_not_published');
  end if;
  return json_build_object('goal', facts -> 'goal', 'revision', private.number_in(facts -> 'revision'),
    'reviewer', json_build_object('name', facts #> '{reviewer,name}', 'relation', facts #> '{reviewer,relation}',
      'conflicts', facts #> '{reviewer,conflicts}', 'access', facts #> '{reviewer,access}'),
    'effect', facts -> 'effect', 'statement', facts -> 'statement');
end;
$$;

-- Dated the day that it is published.
create function private.entry_of_revision_reviewed(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
begin
  perform private.require_review_of_outsider(d);
  return row(private.today(), private.revision_review_facts(d.organization_id, d.facts, private.today()))::private.draft_entry;
end;
$$;

-- record.checked: a transcriber read the sources, and nothing but what the record holds had changed.

insert into private.draft_kinds (kind, drafted_by, seen_by, subject, by_two, told)
values ('record.checked', '{leader}', 'leaders', '{effective_on}', true, 'told_of_proposal');

-- Its fields, of a draft's facts or of an import's step.
create function private.check_facts(organization uuid, facts jsonb) returns json
language plpgsql stable set search_path = '' as $$
begin
  if (select o.kept_by from public.organizations o where o.id = organization) <> 'transcriber' then
    perform private.refuse('not_transcribed');
  end if;
  return json_build_object('by', facts -> 'by', 'sources', facts -> 'sources', 'statement', facts -> 'statement');
end;
$$;

create function private.entry_of_record_checked(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
declare
  day date := private.day_in(d.facts -> 'effective_on');
begin
  perform private.require_past(day);
  if not coalesce(private.is_full_text(d.facts ->> 'statement'), false) then
    perform private.refuse('statement_missing.check');
  end if;
  return row(day, private.check_facts(d.organization_id, d.facts))::private.draft_entry;
end;
$$;

-- ── The two-person rule ──────────────────────────────────────────────────────────────────────────

-- It does not switch itself on.
drop trigger second_leader on public.memberships;
drop function private.second_leader();

create or replace function public.set_two_person_rule(organization uuid, enforced boolean) returns bigint
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

-- ── Drafts ───────────────────────────────────────────────────────────────────────────────────────

create or replace function public.preview_draft(draft uuid, added jsonb default '{}') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  d public.drafts;
  made private.draft_entry;
  said jsonb;
begin
  select * into d from public.drafts x where x.id = preview_draft.draft and x.published_seq is null;
  if not coalesce(private.may_draft(d) or (d.seen_by = 'team' and private.sees_drafts(d.organization_id)), false) then
    perform private.refuse('not_found');
  end if;
  made := private.entry_of(d, added);
  said := jsonb_strip_nulls(made.facts::jsonb)
    || jsonb_build_object('kind', d.kind, 'effective_on', private.written_day(made.effective_on));
  perform private.check_shape(d.kind, (said || jsonb_build_object('seq', 1, 'organization', 'preview',
    'recorded_at', '2000-01-01T00:00:00.000Z', 'nonce', gen_random_uuid()))::text);
  return said;
end;
$$;

create or replace function private.publish_draft(draft uuid, seen timestamptz, added jsonb) returns bigint
language plpgsql set search_path = '' as $$
declare
  d public.drafts;
  by_two boolean;
  me uuid;
  made private.draft_entry;
  number bigint;
begin
  select * into d from public.drafts where id = draft for update;
  by_two := (select k.by_two from private.draft_kinds k where k.kind = d.kind);
  me := private.my_membership(d.organization_id);
  if d.seen_by = 'author' then
    if not private.wrote_draft(d) then
      perform private.refuse('not_allowed.draft');
    end if;
  else
    perform private.require_leader(d.organization_id);
  end if;
  if d.published_seq is not null then
    return d.published_seq;
  end if;
  perform private.require_seen(d.updated_at, seen);
  if by_two and d.status <> 'submitted' and me <> d.created_by then
    perform private.refuse('not_submitted');
  elsif by_two and (me in (d.created_by, d.submitted_by) or me = any (d.editors))
    and (select o.two_person_rule from public.organizations o where o.id = d.organization_id) then
    perform private.refuse('second_person_needed');
  end if;
  made := private.entry_of(d, added);
  -- Goals have tables of their own: those that carry on a closed one are begun here, before its closing.
  if d.kind = 'goal.closed' then
    perform private.begin_successors(d.organization_id, made.facts, made.effective_on, added -> 'successors');
  end if;
  -- Only here, where it is known: no file and no draft can say so.
  if by_two and not (me in (d.created_by, d.submitted_by) or me = any (d.editors))
    and (select s.schema #> '{properties,confirmed}' is not null from private.entry_shapes s where s.kind = d.kind) then
    made.facts := regexp_replace(made.facts::text, '\s*\}\s*$', '') || ',"confirmed":true}';
  end if;
  number := private.append_entry(d.organization_id, d.kind, made.effective_on, made.facts);
  update public.drafts set published_seq = number, facts = '{}' where id = d.id;
  return number;
end;
$$;
