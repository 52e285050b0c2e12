-- Made by `npm run db:shapes` from src/lib/record/entries.ts; not to be edited.

-- Whether a check made in code holds; null for one that is not known.
create function private.named_check(name text, fact jsonb) returns boolean
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
  $shape$);
